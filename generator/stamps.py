"""stamps: a note of files by path, each with its stamp and the digest of its bytes, so that those that did not change are not read."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from generator import cache

# By path: the stamp that a file had, and the SHA-256 of its bytes then.
Note = Mapping[str, tuple[str, str]]
# Bytes: a note of some 600 files.
_LONG = 100_000


def stamp_of(stat: os.stat_result) -> str:
    """What differs whenever a file was changed or is another one: its inode, size, and times (nanoseconds since 1970).

    The last of these is the time at which anything about the file changed, the number of its names too.
    """
    return f"{stat.st_ino} {stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns}"


def is_long(file: Path) -> bool:
    """Whether the note in `file` is of so many files that to look at them takes longer than to begin a process."""
    try:
        return file.stat().st_size > _LONG
    except OSError:
        return False


def read_note(file: Path) -> Note:
    """The note in `file`; nothing where there is none, it is damaged, or another program wrote it."""
    try:
        return {path: (stamp, digest) for path, (stamp, digest) in json.loads(cache.unsealed(file.read_bytes())).items()}
    except (OSError, ValueError):
        return {}


def write_note(file: Path, note: Note) -> None:
    """Keep a note in `file`. Where that cannot be done, all files are read again the next time."""
    with suppress(OSError):
        cache.replace_file(file, cache.sealed(json.dumps(note).encode()))
