"""write: Outputs to the published folder, whole or not at all.

The next site is made beside the published one and exchanged with it in one step. Its unchanged files are hard links to the
published ones, with their times; and the last site is kept, so that only what changed in two builds is linked or written.

What a file holds is known by its stamp where a ledger has it: to read thirty thousand files again takes longer than to write
the few that changed.
"""

import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from generator.output import MARK, Output, Remembered
from generator.stamps import read_note, stamp_of, write_note
from generator.trees import PIECE, Tree, link, standing
from generator.workers import map_chunks
from generator.workshop import KEPT, exchange, explained, helping, like, next_of


@dataclass(frozen=True)
class Written:
    """How many files were written, left alone and removed; `paths` are those that were written or removed.

    `stamps` is the digest of the stamps that all files have after it (`stamps_of`), where there is a ledger; "" where they are not known.
    """

    written: int
    unchanged: int
    removed: int
    paths: frozenset[str] = frozenset()
    stamps: str = ""


def write(
    outputs: Iterable[Output | Remembered],
    folder: Path,
    known: Mapping[str, bytes] = MappingProxyType({}),
    ledger: Path | None = None,
    workers: int = 1,
    stands: Callable[[], tuple[Tree, Tree]] | None = None,
) -> Written:
    """Make `folder` hold exactly these outputs, in one step. Only inside `building`; CannotBuild where it cannot be.

    `known` is what an earlier run of this process left there, `ledger` a note of what an earlier build did: files that are still
    as they were then are not read again. `stands` gives what `filled` left
    after this build began: it may be called only once.
    """
    wanted = {output.path: output for output in outputs}
    with explained(folder):
        real = Path(os.path.realpath(folder))
        tree, last = stands() if stands else standing(folder)
        noted = read_note(ledger) if ledger else {}
        live = tree.files
        unsure = (each for path, each in wanted.items() if not (stamp := live.get(path)) or noted.get(path) != (stamp, each.digest))
        changed = {
            each.path: each for each in unsure if not _stands(real, each, live.get(each.path), noted.get(each.path), known.get(each.path))
        }
        gone = live.keys() - wanted.keys() - set(KEPT)
        stamps = {path: stamp for path, stamp in live.items() if path not in changed and path not in gone}
        if gone or len(changed) > 1 or not changed.keys() <= live.keys():
            stamps |= _renew(real, stamps, changed.keys(), wanted, last, workers)
        elif changed:  # one file: a rename is whole by itself
            ((path, output),) = changed.items()
            beside = next_of(real).with_name("file")
            beside.write_bytes(output.body)
            os.replace(beside, real / path)
            stamps[path] = stamp_of(os.stat(real / path))
        if ledger:
            write_note(ledger, {path: (stamps[path], output.digest) for path, output in wanted.items()})
    counts = (len(changed), len(wanted) - len(changed), len(gone))
    return Written(*counts, frozenset(changed) | frozenset(gone), stamps_of(stamps) if ledger else "")


def stamps_of(files: Mapping[str, str]) -> str:
    """A digest of the stamps of all published files but the mark, which says nothing but when."""
    lines = sorted(f"{path}\0{stamp}" for path, stamp in files.items() if path != MARK)
    return sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def _stands(folder: Path, output: Output | Remembered, stamp: str | None, noted: tuple[str, str] | None, known: bytes | None) -> bool:
    """Whether the folder has these bytes already, for a file that the ledger cannot vouch for."""
    if not stamp or noted and noted[0] == stamp:
        return False
    body = output.body  # fetched once: a memory may lie on a disk
    return known == body or _holds(f"{folder}/{output.path}", body)


def _holds(path: str, body: bytes) -> bool:
    """Whether a file has these bytes. One that somebody removed since it was looked at has none."""
    try:
        with open(path, "rb", buffering=0) as file:
            return file.read() == body
    except FileNotFoundError:
        return False


def _renew(
    folder: Path, left: Mapping[str, str], changed: Collection[str], wanted: Mapping[str, Output | Remembered], last: Tree, workers: int
) -> dict[str, str]:
    """Make the next site from what is left of the live one, what `changed` of the wanted, and the `last` one where it is kept; exchange
    the two. Gives the stamps of files that it made.

    Files that stay keep the stamp that was taken before they were compared, so that the next build sees what was changed meanwhile.
    """
    new = next_of(folder)
    kept = {path: stamp for path, stamp in left.items() if stamp}
    try:
        new.mkdir(exist_ok=True)
        builder = os.getpid()
        shared = {path for path, stamp in last.files.items() if kept.get(path) == stamp}
        map_chunks(partial(_remove, folder, builder), [path for path in last.files if path not in shared], workers, chunk=PIECE)
        folders = _strip(new, last.folders, (*shared, *changed))
        paths = [*(path for path in kept if path not in shared), *changed]
        made = map_chunks(partial(_make, folder, kept, wanted, folders, builder), paths, workers, chunk=PIECE)
        like(folder, new)
    except OSError:
        shutil.rmtree(new, ignore_errors=True)  # on a full disk, what was written is what fills it
        raise
    exchange(new, folder)
    return dict(zip(paths, made, strict=True))


def _make(
    folder: Path, kept: Mapping[str, str], wanted: Mapping[str, Output | Remembered], folders: set[str], builder: int, paths: Sequence[str]
) -> list[str]:
    """Make these files of the next site, and the folders that they stand in unless those are among `folders`. Gives the files' stamps.

    What is `kept` is linked, unless somebody removed it since it was looked at.
    """
    new, stamps = next_of(folder), []
    with helping(folder, builder):
        for path in paths:
            inside = path.rpartition("/")[0]
            if inside not in folders:  # a folder is made just before its files: file systems then lay them near each other
                os.makedirs(f"{new}/{inside}", exist_ok=True)
                folders.add(inside)
            stamp = _linked(f"{folder}/{path}", f"{new}/{path}", kept[path]) if path in kept else None
            if stamp is None:
                stamp = _written(f"{new}/{path}", wanted[path].body if path in wanted else b"")
            stamps.append(stamp)
    return stamps


def _remove(folder: Path, builder: int, paths: Sequence[str]) -> list[None]:
    """Take these files out of the last site: the live one has others."""
    new = next_of(folder)
    with helping(folder, builder):
        for path in paths:
            with suppress(FileNotFoundError):  # a helper that was killed came as far as this
                os.unlink(f"{new}/{path}")
    return [None] * len(paths)


def _strip(new: Path, folders: Iterable[str], wanted: Iterable[str]) -> set[str]:
    """Take out of the last site the `folders` in which none of the `wanted` files will stand. Gives those that are left,
    and "" for itself."""
    needed = {inside for folder in {path.rpartition("/")[0] for path in wanted} for inside in _with_parents(folder)}
    for inside in sorted(set(folders) - needed, reverse=True):
        (new / inside).rmdir()
    return needed.intersection(folders) | {""}


def _with_parents(folder: str) -> Iterator[str]:
    """A folder and those that it stands in, inner ones first: "a/b" gives "a/b" and "a"."""
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]


def _written(path: str, body: bytes) -> str:
    """Write a file. Gives its stamp."""
    with open(path, "wb", buffering=0) as file:  # straight to the system: there are tens of thousands
        left = memoryview(body)
        while left:
            left = left[file.write(left) :]
        return stamp_of(os.fstat(file.fileno()))


def _linked(file: str, to: str, before: str) -> str | None:
    """Give a file a second name; where that cannot be done, a copy with the same times. Gives its stamp after that (`link`); None where
    it is gone."""
    try:
        return link(file, to, before)
    except FileNotFoundError:
        return None
    except OSError:
        shutil.copy2(file, to)
        return stamp_of(os.stat(to)) if stamp_of(os.stat(file)) == before else before
