"""Values on disk under the digest of all that they were made from: what was made once is not made again, as long as somebody uses it."""

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
FOLDER = HOME / ".cache"
# Values that nobody used for so many days are removed. The time of change of a file says to the day when it was last used.
_UNUSED_DAYS = 30
_DAY = 86_400
# The memories of builds, which forget by themselves. There lies too what says when values were last looked through.
_MEMORIES, _LOOKED_THROUGH = "build", "build/pruned"


def digest(*parts: str | bytes) -> str:
    """A short digest of the parts, each told apart from the next."""
    whole = sha256()
    for part in parts:
        body = part.encode() if isinstance(part, str) else part
        whole.update(b"%d:" % len(body) + body)
    return whole.hexdigest()[:32]


@lru_cache
def code_digest(*code: str) -> str:
    """What a maker depends on beside its inputs: its code (each `__file__`) and the locked libraries."""
    return digest(*(Path(file).read_bytes() for file in code), (HOME / "requirements.lock").read_bytes())


@lru_cache
def program() -> str:
    """A stamp of the whole generator and its locked libraries."""
    return digest(code_digest(*(str(path) for path in sorted((HOME / "generator").rglob("*.py")))), libraries())


@lru_cache
def libraries() -> str:
    """The Python and the libraries that run here, by name and version: they may be others than those that are locked."""
    places = (Path(place) for place in sys.path if place.endswith("site-packages") and Path(place).is_dir())
    return " ".join([sys.version, *sorted({path.stem for place in places for path in place.glob("*.dist-info")})])


def found(name: str) -> bytes | None:
    """The bytes kept as `name` ("fonts/0f3a"), or None where there are none yet, or damaged ones."""
    try:
        with (FOLDER / name).open("rb") as file:
            body = unsealed(file.read())
            if not _is_of_today(os.fstat(file.fileno())):
                with suppress(OSError):  # somebody else's: it may be removed one day, and be made anew
                    os.utime(file.fileno())
            return body
    except (OSError, ValueError):
        return None


def kept(name: str, make: Callable[[], bytes]) -> bytes:
    """The bytes kept as `name`, made and stored where there are none."""
    body = found(name)
    if body is None:
        body = make()
        keep(name, body)
    return body


def keep(name: str, body: bytes) -> None:
    """Store these bytes as `name`."""
    with suppress(OSError):  # a full or read-only disk costs time, not the build
        replace_file(FOLDER / name, sealed(body))


def prune() -> None:
    """Remove the values that nobody used for long; once a day at the most. Who would have read one the next moment makes it anew."""
    stamp, oldest = FOLDER / _LOOKED_THROUGH, time.time() - _UNUSED_DAYS * _DAY
    with suppress(OSError):  # a folder that cannot be written keeps what it has
        if stamp.exists() and _is_of_today(stamp.stat()):
            return
        replace_file(stamp, b"")
        for folder in os.scandir(FOLDER):
            if folder.is_dir(follow_symlinks=False) and folder.name != _MEMORIES:
                for file in os.scandir(folder):
                    if file.is_file(follow_symlinks=False) and file.stat(follow_symlinks=False).st_mtime < oldest:
                        Path(file.path).unlink(missing_ok=True)


def _is_of_today(stat: os.stat_result) -> bool:
    """Whether a file is less than a day old; one of a day to come is not, since a clock was wrong."""
    return 0 <= time.time() - stat.st_mtime < _DAY


def sealed(body: bytes) -> bytes:
    """The body after a line that tells whether it is whole, and of this program."""
    return _seal(body) + b"\n" + body


def unsealed(value: bytes) -> bytes:
    """The body that `sealed` was given; ValueError where it is damaged, or another program's."""
    seal, _, body = value.partition(b"\n")
    if seal != _seal(body):
        raise ValueError("not whole, or not ours")
    return body


def _seal(body: bytes) -> bytes:
    return digest(code_digest(__file__), body).encode()


def replace_file(path: Path, body: bytes) -> None:
    """Write a file whole or not at all, in a folder that is made where there is none. OSError where it cannot be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(body)
        os.replace(beside, path)
    except OSError:
        beside.unlink(missing_ok=True)  # on a full disk, half a file is what fills it
        raise
