"""write: Outputs to the published folder. Only what changed is written; what is gone is removed."""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.output import MARK, Output

_KEPT = (".gitkeep",)


class ForeignFolder(Exception):
    """The folder has files and none of them says that we made it."""


@dataclass(frozen=True)
class Written:
    """How many files were written, left alone and removed."""

    written: int
    unchanged: int
    removed: int


def ensure_ours(folder: Path) -> None:
    """Raise ForeignFolder unless `folder` is new, empty, or has our mark: no other folder is ever touched."""
    if folder.exists() and not (folder / MARK).exists():
        if any(path.name not in _KEPT for path in folder.iterdir()):
            raise ForeignFolder(str(folder))


def published_pages(folder: Path) -> frozenset[str]:
    """The pages that the folder holds from an earlier build, as paths."""
    try:
        return frozenset(json.loads((folder / MARK).read_text("utf-8"))["pages"])
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()


def write(outputs: Iterable[Output], folder: Path) -> Written:
    """Make `folder` hold exactly these outputs. OSError where it cannot be written."""
    wanted = {output.path: output.body for output in outputs}
    written = 0
    for path, body in wanted.items():
        written += _put(folder / path, body)
    gone = [path for path in _files(folder) if path not in wanted and path not in _KEPT]
    for path in gone:
        (folder / path).unlink()
    _prune(folder)
    return Written(written, len(wanted) - written, len(gone))


def _put(path: Path, body: bytes) -> bool:
    """Write `body` beside its place and move it there, unless it stands there already."""
    try:
        if path.read_bytes() == body:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(body)
    os.replace(beside, path)
    return True


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _prune(folder: Path) -> None:
    """Remove folders that hold nothing."""
    for path in sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True):
        if not any(path.iterdir()):
            path.rmdir()
