"""write: Outputs to the published folder, whole or not at all.

The next site is made beside the published one and exchanged with it in one step. Its unchanged files are hard links to the
published ones, with their times; and the last site is kept, so that only what changed in two builds is linked or written.
"""

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from generator.output import MARK, Output, Remembered
from generator.workshop import KEPT, exchange, explained, like, next_of


@dataclass(frozen=True)
class Written:
    """How many files were written, left alone and removed; `paths` are those that were written or removed."""

    written: int
    unchanged: int
    removed: int
    paths: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Tree:
    """What a folder holds: the inode of every file by its path (0 for what is no plain file), and its folders."""

    files: dict[str, int] = field(default_factory=dict)
    folders: list[str] = field(default_factory=list)


def published_pages(folder: Path) -> frozenset[str]:
    """The pages that the folder holds from an earlier build, as paths."""
    try:
        return frozenset(json.loads((folder / MARK).read_text("utf-8"))["pages"])
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()


def write(outputs: Iterable[Output | Remembered], folder: Path, known: Mapping[str, bytes] = MappingProxyType({})) -> Written:
    """Make `folder` hold exactly these outputs, in one step. Only inside `building`; CannotBuild where it cannot be.

    `known` is what an earlier run of this process left there: those files are not read again.
    """
    wanted = {output.path: output for output in outputs}
    with explained(folder):
        real = Path(os.path.realpath(folder))
        live = tree_of(real)
        changed = {path: each for path, each in wanted.items() if not (live.files.get(path) and _stands(real, each, known.get(path)))}
        gone = live.files.keys() - wanted.keys() - set(KEPT)
        if gone or len(changed) > 1 or not changed.keys() <= live.files.keys():
            _renew(real, live.files, changed, gone)
        elif changed:  # one file: a rename is whole by itself
            ((path, output),) = changed.items()
            beside = next_of(real).with_name("file")
            beside.write_bytes(output.body)
            os.replace(beside, real / path)
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
                    tree.files[path] = entry.inode() if entry.is_file(follow_symlinks=False) else 0
    return tree


def _stands(folder: Path, output: Output | Remembered, known: bytes | None) -> bool:
    """Whether the folder has this output already."""
    body = output.body  # fetched once: a memory may lie on a disk
    return known == body or _holds(f"{folder}/{output.path}", body)


def _holds(path: str, body: bytes) -> bool:
    """Whether a file has these bytes."""
    with open(path, "rb", buffering=0) as file:
        return file.read() == body


def _renew(folder: Path, live: Mapping[str, int], changed: Mapping[str, Output | Remembered], gone: Set[str]) -> None:
    """Make the next site from the live one with these changes, and exchange the two."""
    new = next_of(folder)
    kept = {path: inode for path, inode in live.items() if inode and path not in changed and path not in gone}
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


def _strip(new: Path, kept: Mapping[str, int]) -> tuple[Set[str], set[str]]:
    """Leave in the last site only what it shares with the live one: those files, and the folders that are left."""
    last = tree_of(new)
    shared = {path for path, inode in last.files.items() if kept.get(path) == inode}
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
