"""What earlier builds made, under keys that say all it was made from. A plain dictionary is a memory too: the preview's.

On disk a memory is two files that a CI job may keep: `<name>.pack`, values one after another, and `<name>.json`, where each
stands, with its digest. A key never changes its meaning: whatever a value depends on is in the key, the code that makes it
included. So a memory can only be too old, never wrong; and a value whose digest does not fit is made anew.
"""

import fcntl
import json
import os
import weakref
from array import array
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Protocol, TypeAlias

_FORM = "2"
# Values that nobody asked for may take up to this part of the pack before it is written anew without them: more than those of the
# pages before a template was edited, so that not every such edit pays for it.
_WASTE = 0.6
# As many parts as a system writes at once, at the least.
_AT_ONCE = 1024


# Where a value begins in the pack, its length, and its digest.
Entry = tuple[int, int, str]
# What a value is written of: bytes, or numbers as they lie here.
_Part: TypeAlias = "bytes | array[int]"


class Lost(Exception):
    """A value that a memory said it had is damaged: what was made in the belief that it is there has to be made again."""


class Memory(Protocol):
    """Bytes by key."""

    def get(self, key: str, /) -> bytes | None:
        """The value, or None where there is none."""

    def __contains__(self, key: object, /) -> bool:
        """Whether there is a value, which is then kept for the next build as if it had been asked for."""

    def __setitem__(self, key: str, value: bytes, /) -> None:
        """Remember a value, if that can be done."""


class Sure:
    """A memory that loses nothing which this run puts in: what the disk cannot take is held in RAM (a full disk costs time, no more)."""

    def __init__(self, memory: Memory) -> None:
        self._memory, self._process = memory, os.getpid()
        self._held: dict[str, bytes] = {}

    def put(self, key: str, value: bytes) -> None:
        """Remember a value, or hold it."""
        self._memory[key] = value
        if key not in self._memory:
            self._held[key] = value

    def hand(self, key: str, value: bytes) -> Entry | bytes | None:
        """Put in a value, which gives None. In a forked process: write it and give its place, which the process that forked this one
        hands to `take`."""
        if os.getpid() != self._process:
            return (self._memory.lay(value) if isinstance(self._memory, Store) else None) or value
        self.put(key, value)
        return None

    def take(self, key: str, handed: Entry | bytes | None) -> None:
        """Put in a value that was handed over."""
        if isinstance(handed, bytes):
            self.put(key, handed)
        elif handed is None:  # it is there, and has to stay: a forked process may have been who asked for it
            self._memory.__contains__(key)
        elif isinstance(self._memory, Store):
            self._memory.note(key, handed)

    def get(self, key: str) -> bytes | None:
        """A value that was put in, or that the memory has; None where there is none."""
        return self._held[key] if key in self._held else self._memory.get(key)

    def fetch(self, key: str) -> bytes:
        """A value that was put in, or that the memory said it has. Lost where that is damaged."""
        value = self.get(key)
        if value is None:
            raise Lost(key)
        return value


class Store:
    """A memory on disk. New values go to the end of the pack at once, so that they take no room here; they count from `save` on.

    Forked processes write to that end too: the system puts each write whole behind the last (O_APPEND), whoever made that.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._pack, self._index = folder / f"{name}.pack", folder / f"{name}.json"
        self._entries: dict[str, Entry] = {}
        self._used: set[str] = set()
        self._sound: set[str] = set()
        self._changed = False
        self._file: int | None = None
        self._end = os.getpid(), -1
        size = 0
        with suppress(OSError, ValueError):  # none yet, or not ours to understand: as good as none
            seal, _, body = self._index.read_bytes().partition(b"\n")
            index = json.loads(body) if seal == _seal(body).encode() else {}
            if index.get("form") == _FORM and self._pack.stat().st_size >= index["size"]:
                self._entries = {key: (at, size, mark) for key, (at, size, mark) in index["entries"].items()}
                size = index["size"]
        self._writable = False
        with suppress(OSError):  # a folder that cannot be written, or that another build writes to: what is there serves
            folder.mkdir(parents=True, exist_ok=True)
            self._file = os.open(self._pack, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.ftruncate(self._file, size)  # what a build that was killed left behind it
            self._end = os.getpid(), self._file
            self._writable = True
            for left in folder.glob(f"{name}.*.[0-9]*"):  # of a build that was killed while it saved
                left.unlink()
        if self._file is None:
            with suppress(OSError):
                self._file = os.open(self._pack, os.O_RDONLY)
        if self._file is None:
            self._entries = {}
        else:
            weakref.finalize(self, os.close, self._file)

    def get(self, key: str, /) -> bytes | None:
        """The value, or None where there is none or it is damaged, which is looked at the first time."""
        entry = self._entries.get(key)
        if entry is None or self._file is None:
            return None
        value = os.pread(self._file, entry[1], entry[0])
        if key not in self._sound and _seal(value) != entry[2]:
            del self._entries[key]
            self._changed = True
            return None
        self._used.add(key)
        self._sound.add(key)
        return value

    def __contains__(self, key: object, /) -> bool:
        """Whether there is a value, sound or not, which is then kept for the next build as if it had been asked for."""
        if key in self._entries:
            self._used.add(key)
            return True
        return False

    def __setitem__(self, key: str, value: bytes, /) -> None:
        """Remember a value."""
        self.set_parts(key, (value,))

    def set_parts(self, key: str, parts: Sequence[_Part]) -> None:
        """Remember these parts as one value. They are written one after another: it may be large, and no copy of it is made."""
        if entry := self._append(parts):
            self.note(key, entry)

    def lay(self, value: bytes) -> Entry | None:
        """In a forked process: write a value and give its place, or None where that cannot be done. To hand over ten thousand pages
        themselves takes their receiver longer than to make a tenth of them."""
        return self._append((value,))

    def note(self, key: str, entry: Entry) -> None:
        """Remember a value that this run wrote, here or in a forked process."""
        self._entries[key] = entry
        self._used.add(key)
        self._sound.add(key)
        self._changed = True

    def _append(self, parts: Sequence[_Part]) -> Entry | None:
        """Write these parts as one value, and give its place. None where the disk is full (which costs time at the next build, no more),
        or where another process wrote between two writes of many parts."""
        if not self._writable:
            return None
        places: list[tuple[int, int]] = []
        with suppress(OSError):
            for start in range(0, len(parts), _AT_ONCE):
                some = parts[start : start + _AT_ONCE]
                size = sum(memoryview(part).nbytes for part in some)
                if os.writev(self._own_end(), some) != size:
                    return None
                end = os.lseek(self._own_end(), 0, os.SEEK_CUR)
                if places and places[-1][1] != end - size:
                    return None
                places.append((end - size, end))
            return places[0][0], places[-1][1] - places[0][0], _seal(*parts)
        return None

    def _own_end(self) -> int:
        """The pack, open to write in this process: each has a place of its own in it."""
        process, file = self._end
        if process != os.getpid():
            file = os.open(self._pack, os.O_WRONLY | os.O_APPEND)
            self._end = os.getpid(), file
        return file

    def look(self) -> None:
        """Look at every value, and drop what is damaged."""
        for key in list(self._entries):
            if key not in self._sound:
                self.get(key)

    def save(self) -> None:
        """Say where everything is, and forget what was not asked for since it was opened."""
        kept = {key: entry for key, entry in self._entries.items() if key in self._used}
        if self._file is None or not self._writable or not self._changed and len(kept) == len(self._entries):
            return
        with suppress(OSError):
            size, needed = os.fstat(self._file).st_size, sum(length for _, length, _ in kept.values())
            if needed < size * (1 - _WASTE):
                kept, size = self._packed_anew(kept), needed
            index = self._index.with_suffix(f".json.{os.getpid()}")
            body = json.dumps({"form": _FORM, "size": size, "entries": kept}).encode()
            index.write_bytes(b"%s\n%s" % (_seal(body).encode(), body))
            os.replace(index, self._index)

    def _packed_anew(self, kept: dict[str, Entry]) -> dict[str, Entry]:
        """Write a pack of these values alone. Until the new index stands, the old one fits nothing in it and is not believed."""
        beside = self._pack.with_suffix(f".pack.{os.getpid()}")
        places: dict[str, Entry] = {}
        size = 0
        with beside.open("wb") as file:
            for key, (start, length, seal) in kept.items():
                file.write(os.pread(self._file or 0, length, start))
                places[key] = (size, length, seal)
                size += length
        os.replace(beside, self._pack)
        return places


def _seal(*parts: _Part) -> str:
    """Tells only whether a value, here in parts, is whole, not who made it (as cache.sealed does): the key says that."""
    found = blake2b(digest_size=12)
    for part in parts:
        found.update(part)
    return found.hexdigest()


@dataclass(frozen=True)
class Memories:
    """What a build may take from earlier ones: documents by their files, pages by all that they show, QR codes, files that list things."""

    documents: Memory = field(default_factory=dict[str, bytes])
    pages: Memory = field(default_factory=dict[str, bytes])
    codes: Memory = field(default_factory=dict[str, bytes])
    indexes: Memory = field(default_factory=dict[str, bytes])

    def look(self) -> None:
        """Look at every value of those that are on disk, and drop what is damaged."""
        for store in self._stores():
            store.look()

    def save(self) -> None:
        """Keep those that are on disk."""
        for store in self._stores():
            store.save()

    def _stores(self) -> Iterator[Store]:
        return (memory for memory in (self.documents, self.pages, self.codes, self.indexes) if isinstance(memory, Store))


def on_disk(folder: Path) -> Memories:
    """The memories in `folder`, which may be new, old or damaged."""
    return Memories(*(Store(folder, name) for name in ("documents", "pages", "codes", "indexes")))
