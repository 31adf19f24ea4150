"""What lands on disk."""

import json
import re
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any, TypeAlias

# Says what a published folder is: when it was made, of which commit, and the digest of all the rest.
MARK = "build.json"
_ASCII = bytes(range(128))


def json_file(value: Any) -> bytes:
    """`value` as a file of JSON that people can read, too."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


# Bytes, or numbers that are kept as they lie in memory.
Part: TypeAlias = "bytes | array[int]"


@dataclass(frozen=True)
class Output:
    """A file of the published folder: its path inside it (with "/"), and its bytes."""

    path: str
    body: bytes

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of its bytes."""
        return sha256(self.body).hexdigest()

    @property
    def letters(self) -> str:
        """The letters beyond ASCII of a file of text, each once."""
        return letters_of(self.body)


@dataclass(frozen=True)
class Remembered:
    """An Output whose bytes a memory holds and `fetch` gives each time somebody asks. Its `digest` is known without them; of a page
    its `letters` that are not in the core font, too."""

    path: str
    digest: str
    fetch: Callable[[], bytes]
    letters: str = ""

    @property
    def body(self) -> bytes:
        """The bytes."""
        return self.fetch()


@dataclass(frozen=True)
class Kept:
    """Not a file: a value that its maker wants back at the next build, under this key; its bytes in parts, one after another."""

    key: str
    parts: Sequence[Part]


def remembered(text: str, rare: re.Pattern[str]) -> tuple[str, str, bytes]:
    """The digest of a file of text, those of its letters that `rare` finds, and what a memory holds of it:
    a line with each of the two, its bytes."""
    body = text.encode()
    letters = "".join(sorted(set(rare.findall(_beyond_ascii(body)))))  # most of a page is ASCII: without it, this takes half the time
    about = sha256(body).hexdigest()
    return about, letters, b"%s\n%s\n%s" % (about.encode(), letters.encode(), body)


def known_of(value: bytes) -> tuple[str, str, bytes]:
    """The digest of a file of text, its letters and its bytes, from what a memory holds of it."""
    about, letters, body = value.split(b"\n", 2)
    return about.decode(), letters.decode(), body


def letters_of(body: bytes) -> str:
    """The letters beyond ASCII of a text in UTF-8, each once."""
    return "".join(sorted(set(_beyond_ascii(body))))


def _beyond_ascii(body: bytes) -> str:
    return body.translate(None, _ASCII).decode()


def digest_of(outputs: Iterable[Output | Remembered]) -> str:
    """One digest over all that visitors get: equal for two builds that would publish the same.

    The mark that holds it is left out, and so are compressed twins.
    """
    whole = sha256()
    for output in sorted(outputs, key=lambda output: output.path):
        if output.path != MARK and not output.path.endswith((".gz", ".br")):
            whole.update(f"{output.path}\0{output.digest}\n".encode())
    return whole.hexdigest()[:32]
