"""stamps: what files hold, known by their stamps where a note has them: to look at a file's stamp is far quicker than to read it."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from generator import cache

# By path: the stamp that a file had, and the SHA-256 of its bytes then.
Note = Mapping[str, tuple[str, str]]


def stamp_of(stat: os.stat_result) -> str:
    """What differs whenever a file was changed or is another one: its inode, size, and times (nanoseconds since 1970).

    The last of these is the time at which anything about the file changed, the number of its names too.
    """
    return f"{stat.st_ino} {stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns}"


def read_note(file: Path) -> Note:
    """The note in `file`; nothing where there is none, it is damaged, or another program wrote it."""
    try:
        seal, _, body = file.read_bytes().partition(b"\n")
        return {path: (stamp, digest) for path, (stamp, digest) in json.loads(body).items()} if seal == _seal(body) else {}
    except (OSError, ValueError):
        return {}


def write_note(file: Path, note: Note) -> None:
    """Keep a note in `file`. Where that cannot be done, all files are read again the next time."""
    with suppress(OSError):
        body = json.dumps(note).encode()
        cache.replace_file(file, _seal(body) + b"\n" + body)


def _seal(body: bytes) -> bytes:
    return cache.digest(cache.stamp(__file__), body).encode()
