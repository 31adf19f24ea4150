"""trees: what stands in folders: those that a site is made from, the published one, and the next one, where the last site is kept.

`filled` does ahead what `write` would do at its end: while the content of a large site is read, a second process gives each published
file that the next folder lacks its second name there.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISDIR, S_ISLNK

from generator.stamps import read_note, stamp_of, write_note
from generator.workshop import helping, next_of

# How many files one process makes at a time: two that are at work in folders near each other wait for each other.
PIECE = 1000


@dataclass(frozen=True)
class Tree:
    """What a folder holds: every file with its stamp ("" for what is no plain file), and its folders."""

    files: dict[str, str] = field(default_factory=dict)
    folders: list[str] = field(default_factory=list)


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
                    tree.files[path] = stamp_of(entry.stat(follow_symlinks=False)) if entry.is_file(follow_symlinks=False) else ""
    return tree


def files_below(folders: Iterable[Path], linked: bool) -> Iterator[tuple[str, os.stat_result]]:
    """Every file below the folders with its stamps, and as itself every link that leads to a folder, to nothing or round in a ring.
    Names that begin with a point, which nobody reads, are left out, and so is `__pycache__`.

    A folder behind a link is looked into only where it may lie elsewhere (`linked`), by its real path and once, or links in a ring
    would have no end. Links of the content lead to folders of the content, or are refused.
    """
    waiting, seen = [str(folder) for folder in folders], set[str]()
    while waiting:
        with suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.name.startswith(".") or entry.name == "__pycache__":
                    continue
                try:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                        continue
                    about = _about(entry) if entry.is_symlink() else entry.stat()
                except OSError:  # gone since the folder was read
                    continue
                yield entry.path, about
                if linked and S_ISLNK(about.st_mode) and (real := os.path.realpath(entry.path)) not in seen:
                    seen.add(real)
                    waiting.append(real)


def _about(link: os.DirEntry[str]) -> os.stat_result:
    """What the system knows of the file that a link leads to; where it leads to none, of the link itself."""
    with suppress(OSError):  # leads nowhere, or round in a ring
        about = link.stat()
        if not S_ISDIR(about.st_mode):
            return about
    return link.stat(follow_symlinks=False)


def standing(folder: Path) -> tuple[Tree, Tree]:
    """What stands in the published folder, and in the next one."""
    real = Path(os.path.realpath(folder))
    return tree_of(real), tree_of(next_of(real))


def filled(folder: Path, ledger: Path, builder: int) -> tuple[Tree, Tree]:
    """What `standing` gives, after the published files that the next folder lacks were given their second name there, as far as the system
    lets it: after a cold build those are all. For the process `builder`, inside its `building`.

    A second name changes the stamp of a file, so the `ledger` is told. A file that somebody changed meanwhile keeps the stamp of before
    there: the build reads it.
    """
    live, last = standing(folder)
    new = [path for path, stamp in live.files.items() if stamp and path not in last.files]
    if not new:
        return live, last
    real, linked = Path(os.path.realpath(folder)), dict[str, str]()
    with suppress(OSError):  # the end of the build meets it again, and tells it
        for at in range(0, len(new), PIECE):
            with helping(real, builder):
                _link_all(real, new[at : at + PIECE], live.files, linked)
    noted = read_note(ledger)
    rows = {path: (linked[path], digest) for path, (stamp, digest) in noted.items() if path in linked and stamp == live.files[path]}
    write_note(ledger, {**noted, **rows})
    return Tree(live.files | linked, live.folders), tree_of(next_of(real))


def link(file: str, to: str, before: str) -> str:
    """Give a file a second name. Gives its stamp after that. FileNotFoundError where it is gone, another OSError where the file system
    or its rules know no such thing.

    A link changes only the last part of a stamp (ctime). Where more differs from `before`, somebody edited the file since: then the
    stamp of before is given, so that the next build notices.
    """
    with suppress(FileExistsError):  # a helper that was killed came as far as this
        os.link(file, to)
    now = stamp_of(os.stat(to))
    return now if _but_change(now) == _but_change(before) else before


def _link_all(folder: Path, paths: Iterable[str], stamps: Mapping[str, str], linked: dict[str, str]) -> None:
    """Give these files of `folder` a second name in the next one. Their stamps after that go to `linked`."""
    new = next_of(folder)
    for path in paths:
        os.makedirs(f"{new}/{path.rpartition('/')[0]}", exist_ok=True)
        with suppress(FileNotFoundError):  # somebody removed it since it was looked at
            linked[path] = link(f"{folder}/{path}", f"{new}/{path}", stamps[path])


def _but_change(stamp: str) -> str:
    return stamp.rpartition(" ")[0]
