"""write: Outputs to the published folder, whole or not at all.

The next site is made beside the published one and exchanged with it in one step. Its unchanged files are hard links to the
published ones, with their times; and the last site is kept, so that only what changed in two builds is linked or written.

What a file holds is known by its stamp where a ledger has it: to read thirty thousand files again takes longer than to write
the few that changed.
"""

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from generator import cache
from generator.output import MARK, Output, Remembered
from generator.workshop import KEPT, exchange, explained, like, next_of


@dataclass(frozen=True)
class Written:
    """How many files were written, left alone and removed; `paths` are those that were written or removed."""

    written: int
    unchanged: int
    removed: int
    paths: frozenset[str] = frozenset()


# A file's inode, when it was written (nanoseconds since 1970), and its size; all 0 for what is no plain file.
Stamp = tuple[int, int, int]
# The stamp and the digest of every file that the last build left in the published folder.
Ledger = dict[str, tuple[int, int, int, str]]


@dataclass(frozen=True)
class Tree:
    """What a folder holds: every file with its stamp, and its folders."""

    files: dict[str, Stamp] = field(default_factory=dict)
    folders: list[str] = field(default_factory=list)


def published_pages(folder: Path) -> frozenset[str]:
    """The pages that the folder holds from an earlier build, as paths."""
    try:
        return frozenset(json.loads((folder / MARK).read_text("utf-8"))["pages"])
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()


def write(
    outputs: Iterable[Output | Remembered], folder: Path, known: Mapping[str, bytes] = MappingProxyType({}), ledger: Path | None = None
) -> Written:
    """Make `folder` hold exactly these outputs, in one step. Only inside `building`; CannotBuild where it cannot be.

    `known` is what an earlier run of this process left there, `ledger` a file that says what an earlier build did: files that are
    still as they were then are not read again.
    """
    noted = _noted(ledger)
    wanted = {output.path: output for output in outputs}
    with explained(folder):
        real = Path(os.path.realpath(folder))
        live = tree_of(real)
        changed = {path: each for path, each in wanted.items() if not _stands(real, each, live.files.get(path), noted.get(path), known.get(path))}
        gone = live.files.keys() - wanted.keys() - set(KEPT)
        if gone or len(changed) > 1 or not changed.keys() <= live.files.keys():
            _renew(real, live.files, changed, gone)
        elif changed:  # one file: a rename is whole by itself
            ((path, output),) = changed.items()
            beside = next_of(real).with_name("file")
            beside.write_bytes(output.body)
            os.replace(beside, real / path)
        if ledger:
            _note(ledger, wanted, {path: stamp for path, stamp in live.files.items() if path not in changed}, real)
    return Written(len(changed), len(wanted) - len(changed), len(gone), frozenset(changed) | frozenset(gone))


def tree_of(folder: Path) -> Tree:
    """What stands in `folder`; nothing where it is not there. Links are not followed."""
    tree = Tree()
    waiting = [""] if folder.is_dir() else []
    while waiting:
        inside = waiting.pop()
        with os.scandir(f"{folder}/{inside}") as entries:
            for entry in entries:
                path = f"{inside}/{entry.name}" if inside else entry.name
                if entry.is_dir(follow_symlinks=False):
                    tree.folders.append(path)
                    waiting.append(path)
                else:
                    tree.files[path] = _stamp(entry.stat(follow_symlinks=False)) if entry.is_file(follow_symlinks=False) else (0, 0, 0)
    return tree


def _stamp(stat: os.stat_result) -> Stamp:
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


def _noted(ledger: Path | None) -> Ledger:
    """What the ledger says; nothing where there is none, or it is damaged."""
    try:
        return {path: (inode, time, size, digest) for path, (inode, time, size, digest) in json.loads(ledger.read_bytes()).items()} if ledger else {}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _note(ledger: Path, outputs: Mapping[str, Output | Remembered], kept: Mapping[str, Stamp], folder: Path) -> None:
    """Write the ledger of what now stands in `folder`; `kept` are the files that stayed, with their stamps."""
    with suppress(OSError):  # without it the next build reads all files
        found = {path: (*(kept.get(path) or _stamp(os.stat(f"{folder}/{path}"))), output.digest) for path, output in outputs.items()}
        cache.replace_file(ledger, json.dumps(found).encode())


def _stands(folder: Path, output: Output | Remembered, stamp: Stamp | None, noted: tuple[int, int, int, str] | None, known: bytes | None) -> bool:
    """Whether the folder has this output already."""
    if not stamp or not stamp[0]:
        return False
    if noted and noted[:3] == stamp:
        return noted[3] == output.digest
    body = output.body  # fetched once: a memory may lie on a disk
    return known == body or _holds(f"{folder}/{output.path}", body)


def _holds(path: str, body: bytes) -> bool:
    """Whether a file has these bytes."""
    with open(path, "rb", buffering=0) as file:
        return file.read() == body


def _renew(folder: Path, live: Mapping[str, Stamp], changed: Mapping[str, Output | Remembered], gone: Set[str]) -> None:
    """Make the next site from the live one with these changes, and exchange the two."""
    new = next_of(folder)
    kept = {path: stamp for path, stamp in live.items() if stamp[0] and path not in changed and path not in gone}
    try:
        new.mkdir(exist_ok=True)
        shared, folders = _strip(new, kept)
        for path in (*(path for path in kept if path not in shared), *changed):
            inside = path.rpartition("/")[0]
            if inside not in folders:  # a folder is made just before its files: file systems then lay them near each other
                os.makedirs(f"{new}/{inside}", exist_ok=True)
                folders.add(inside)
            if path in changed:
                (new / path).write_bytes(changed[path].body)
            else:
                _link(f"{folder}/{path}", f"{new}/{path}")
        like(folder, new)
    except OSError:
        shutil.rmtree(new, ignore_errors=True)  # on a full disk, what was written is what fills it
        raise
    exchange(new, folder)


def _strip(new: Path, kept: Mapping[str, Stamp]) -> tuple[Set[str], set[str]]:
    """Leave in the last site only what it shares with the live one: those files, and the folders that are left."""
    last = tree_of(new)
    shared = {path for path, stamp in last.files.items() if kept.get(path) == stamp}
    for path in last.files.keys() - shared:
        (new / path).unlink()
    left = {inside for path in shared for inside in _parents(path)}
    for inside in sorted(set(last.folders) - left, reverse=True):
        (new / inside).rmdir()
    return shared, left | {""}


def _parents(path: str) -> Iterator[str]:
    """The folders that a file stands in, inner ones first: "a/b/c" gives "a/b" and "a"."""
    while path := path.rpartition("/")[0]:
        yield path


def _link(file: str, to: str) -> None:
    """Give a file a second name; where the file system or its rules know no such thing, a copy with the same times."""
    with suppress(OSError):
        return os.link(file, to)
    shutil.copy2(file, to)
