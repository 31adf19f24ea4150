"""What earlier builds made, under keys that say all it was made from. A plain dictionary is a memory too: the preview's.

On disk a memory is two files that a CI job may keep: `<name>.pack`, values one after another, and `<name>.json`, where each
stands, with its digest. A key never changes its meaning: whatever a value depends on is in the key, the code that makes it
included. So a memory can only be too old, never wrong; and a value whose digest does not fit is made anew.
"""

import json
import mmap
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Protocol

_FORM = "1"
# Values that nobody asked for may take up to this part of the pack before it is written anew without them.
_WASTE = 0.5


class Memory(Protocol):
    """Bytes by key."""

    def get(self, key: str, /) -> bytes | None:
        """The value, or None where there is none."""

    def __setitem__(self, key: str, value: bytes, /) -> None:
        """Remember a value."""


class Store:
    """A memory on disk. Nothing is written before `save`."""

    def __init__(self, folder: Path, name: str) -> None:
        self._pack, self._index = folder / f"{name}.pack", folder / f"{name}.json"
        self._entries: dict[str, tuple[int, int, str]] = {}
        self._size = 0
        self._body: bytes | mmap.mmap = b""
        self._used: set[str] = set()
        self._new: dict[str, bytes] = {}
        with suppress(OSError, ValueError, TypeError, KeyError):  # none yet, or not ours to understand: as good as none
            index = json.loads(self._index.read_bytes())
            with self._pack.open("rb") as file:
                body = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            if index["form"] == _FORM and len(body) >= index["size"]:
                self._entries = {str(key): (int(at), int(size), str(seal)) for key, (at, size, seal) in index["entries"].items()}
                self._size, self._body = int(index["size"]), body

    def get(self, key: str, /) -> bytes | None:
        """The value, or None where there is none or it is damaged."""
        if key in self._new:
            return self._new[key]
        entry = self._entries.get(key)
        if entry is None:
            return None
        start, size, seal = entry
        value = self._body[start : start + size]
        if _seal(value) != seal:
            del self._entries[key]
            return None
        self._used.add(key)
        return value

    def __setitem__(self, key: str, value: bytes, /) -> None:
        """Remember a value."""
        self._new[key] = value

    def save(self) -> None:
        """Write what is new, and forget what was not asked for. A disk that is full costs time at the next build, no more."""
        kept = {key: entry for key, entry in self._entries.items() if key in self._used}
        useful = sum(size for _, size, _ in kept.values())
        if not self._new and len(kept) == len(self._entries):
            return
        with suppress(OSError):
            self._pack.parent.mkdir(parents=True, exist_ok=True)
            anew = useful < self._size * (1 - _WASTE) or self._size == 0
            if anew:
                bodies = [(key, self._body[start : start + size]) for key, (start, size, _) in kept.items()]
                self._write(bodies + list(self._new.items()), {}, 0)
            else:
                self._write(self._new.items(), kept, self._size)

    def _write(self, values: Iterable[tuple[str, bytes]], entries: dict[str, tuple[int, int, str]], size: int) -> None:
        """Put the values behind the first `size` bytes of the pack, then say where they are: a crash between leaves the old index."""
        target = self._pack if size else self._pack.with_suffix(f".pack.{os.getpid()}")
        with target.open("r+b" if size else "wb") as file:
            file.seek(size)
            for key, value in values:
                file.write(value)
                entries[key] = (size, len(value), _seal(value))
                size += len(value)
            file.truncate()
        index = self._index.with_suffix(f".json.{os.getpid()}")
        index.write_text(json.dumps({"form": _FORM, "size": size, "entries": entries}), "utf-8")
        if target != self._pack:
            os.replace(target, self._pack)
        os.replace(index, self._index)


def _seal(value: bytes) -> str:
    return blake2b(value, digest_size=12).hexdigest()


@dataclass(frozen=True)
class Memories:
    """What a build may take from earlier ones: documents by their files, pages by all that they show, QR codes."""

    documents: Memory = field(default_factory=dict)
    pages: Memory = field(default_factory=dict)
    codes: Memory = field(default_factory=dict)

    def save(self) -> None:
        """Keep those that are on disk."""
        for memory in (self.documents, self.pages, self.codes):
            if isinstance(memory, Store):
                memory.save()


def on_disk(folder: Path) -> Memories:
    """The memories in `folder`, which may be new, old or damaged."""
    return Memories(*(Store(folder, name) for name in ("documents", "pages", "codes")))
