"""What lands on disk."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256

# Says what a published folder is: when it was made, of which commit, and the digest of all the rest.
MARK = "build.json"


@dataclass(frozen=True)
class Output:
    """A file of the published folder: its path inside it (with "/"), and its bytes."""

    path: str
    body: bytes


@dataclass(frozen=True)
class Remembered:
    """An Output whose bytes a memory holds: they are fetched each time somebody asks."""

    path: str
    fetch: Callable[[str], bytes | None]
    key: str

    @property
    def body(self) -> bytes:
        """The bytes. KeyError where the memory has lost them since."""
        value = self.fetch(self.key)
        if value is None:
            raise KeyError(self.key)
        return value


def digest_of(outputs: Iterable[Output | Remembered]) -> str:
    """One digest over all that visitors get: equal for two builds that would publish the same.

    The mark that holds it is left out, and so are compressed twins.
    """
    whole = sha256()
    for output in sorted(outputs, key=lambda output: output.path):
        if output.path != MARK and not output.path.endswith((".gz", ".br")):
            whole.update(f"{output.path}\0{sha256(output.body).hexdigest()}\n".encode())
    return whole.hexdigest()[:32]
