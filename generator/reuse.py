"""What the preview keeps from one build to the next, in its own process: memories that forget, and what a disk cannot hold."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from generator.memory import Memories
from generator.output import Output, Remembered

T = TypeVar("T")


class Recent:
    """A memory of what this build and the last whole one asked for; older values are forgotten."""

    def __init__(self) -> None:
        self._last: dict[Hashable, Any] = {}
        self._this: dict[Hashable, Any] = {}

    def get(self, key: Hashable, /) -> Any:
        """The value, or None where there is none."""
        if key not in self._this and key in self._last:
            self._this[key] = self._last[key]
        return self._this.get(key)

    def __contains__(self, key: Hashable, /) -> bool:
        """Whether there is a value, which is then kept as if it had been asked for."""
        return self.get(key) is not None

    def __setitem__(self, key: Hashable, value: Any, /) -> None:
        """Remember a value."""
        self._this[key] = value

    def recall(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made under `key`, or what `make` gives now. The key holds everything that `make` looks at."""
        if self.get(key) is None:
            self[key] = make()
        found: T = self._this[key]
        return found

    def turn(self) -> None:
        """Forget what the last build did not ask for. Only after a complete build: one that a fault stopped did not ask for all."""
        self._last, self._this = self._this, {}


@dataclass(frozen=True)
class Lasting(Memories):
    """What lasts from one build of the preview to the next. `made` are values of all sorts: words, the gallery."""

    documents: Recent = field(default_factory=Recent)
    pages: Recent = field(default_factory=Recent)
    codes: Recent = field(default_factory=Recent)
    indexes: Recent = field(default_factory=Recent)
    made: Recent = field(default_factory=Recent)
    left: "Left" = field(default_factory=lambda: Left())

    def turn(self, outputs: tuple[Output | Remembered, ...]) -> None:
        """A whole build is done, and this is what it left in the published folder."""
        for memory in (self.documents, self.pages, self.codes, self.indexes, self.made):
            memory.turn()
        self.left.written = {output.path: output.body for output in outputs}


@dataclass
class Left:
    """What the last whole build left: the files of the published folder, and those of them that list things."""

    written: Mapping[str, bytes] = field(default_factory=dict)
    indexes: tuple[Output | Remembered, ...] = ()
