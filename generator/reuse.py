"""What one run hands to the next in the same process: results by the digest of all that they were made from."""

from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeVar

from generator.output import Output

T = TypeVar("T")


class Memory:
    """The results that this run and the last one asked for; older ones are forgotten.

    A result is found by its key alone, so a key holds (a digest of) everything that `make` looks at.
    """

    def __init__(self) -> None:
        self._last: dict[Hashable, Any] = {}
        self._this: dict[Hashable, Any] = {}
        # What the last whole run left in the published folder.
        self.written: Mapping[str, bytes] = {}
        # The files that list things, as they were made last.
        self.indexes: tuple[Output, ...] = ()

    def recall(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made under `key` before, or else what `make` gives now."""
        if key not in self._this:
            self._this[key] = self._last[key] if key in self._last else make()
        found: T = self._this[key]
        return found

    def turn(self, whole: bool) -> None:
        """A run is done; a run that stopped early (not `whole`) did not ask for all that the next one needs."""
        self._last, self._this = self._this if whole else self._last | self._this, {}
