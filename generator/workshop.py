"""The folder beside the published one in which the next site is made: who may build, what a crash left, the exchange.

For `site` it is `.site.build`. It holds `lock`, `serving` (the address of the preview that shows the folder), `new` (the next site, and
after the exchange the last one, kept because its unchanged files need not be linked again), and for a moment `old`, where the system
cannot exchange two folders at once.
"""

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.output import MARK
from generator.problems import Problem, Where
from generator.text import with_particle

KEPT = (".gitkeep",)
_LOCK, _SERVING, _NEW, _OLD = "lock", "serving", "new", "old"
# Octets of the lock: the one who builds holds the first, each process that helps it the second while it writes.
_BUILDER, _HELPERS = 0, 1
# renameat2(2): the working directory in place of a folder's descriptor, and "exchange the two".
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
# What a kernel or a file system says that does not know the exchange.
_UNKNOWN = (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP)
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
# What lockf says of a lock that somebody else has (POSIX leaves it to the system which of the two).
_TAKEN = (errno.EACCES, errno.EAGAIN)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


class CannotBuild(Exception):
    """The folder cannot be built into: `problem` says why. What is published is as it was."""

    def __init__(self, code: str, folder: Path, message: str, repair: str) -> None:
        super().__init__(message)
        self.problem = Problem(Where(str(folder)), code, message, repair)


def unfit(folder: Path, content: Path) -> Problem | None:
    """Why nothing may be built into `folder`: it is within the `content`, or it, or what stands beside it, has files and none of them
    says that we made it. None where it is fit."""
    if folder.resolve().is_relative_to(content.resolve()):
        # The next build would read what this one wrote, and find nothing but faults.
        message = f"{with_particle(repr(str(folder)), '은', '는')} 내용이 든 폴더 안에 있습니다."
        return Problem(Where(str(folder)), "output-in-content", message, "내용 폴더 밖의 폴더를 --output에 적으세요.")
    for path, mark in ((folder, MARK), (beside(folder), _LOCK)):
        if path.exists() and not (path / mark).exists() and any(inner.name not in KEPT for inner in path.iterdir()):
            message = f"'{path}'에는 이 프로그램이 만들지 않은 파일이 있습니다."
            return Problem(Where(str(folder)), "foreign-folder", message, "빈 폴더를 --output에 적으세요.")
    return None


def beside(folder: Path) -> Path:
    """The workshop of `folder`; of the real folder, where `folder` is a link to it."""
    real = Path(os.path.realpath(folder))
    return real.parent / f".{real.name}.build"


def next_of(folder: Path) -> Path:
    """Where the next site is made."""
    return beside(folder) / _NEW


@contextmanager
def building(folder: Path) -> Iterator[None]:
    """Be the only one who builds into `folder`, with what a crash left half done put right. CannotBuild where it cannot be."""
    with explained(folder):
        if os.path.ismount(folder):
            message = f"{with_particle(repr(str(folder)), '은', '는')} 따로 연결한 디스크의 맨 위여서 한 번에 바꿀 수 없습니다."
            raise CannotBuild("mount-point", folder, message, f"'--output {folder}/www'처럼 그 안의 폴더를 적으세요.")
        beside(folder).mkdir(parents=True, exist_ok=True)
        lock = (beside(folder) / _LOCK).open("w")
    with lock:
        try:
            # Not flock: worker processes would inherit that one, and keep it when this process is killed.
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _BUILDER)
            # Helpers of a builder that was killed write the piece that they are at to its end, and no more.
            fcntl.lockf(lock, fcntl.LOCK_EX, 1, _HELPERS)
            fcntl.lockf(lock, fcntl.LOCK_UN, 1, _HELPERS)
        except OSError as fault:
            if fault.errno not in _TAKEN:
                raise _no_lock(folder, fault) from fault
            message = f"다른 빌드가 {with_particle(repr(str(folder)), '을', '를')} 만들고 있습니다."
            raise CannotBuild("busy", folder, message, "그 빌드가 끝난 뒤 다시 하거나, --output에 다른 폴더를 적으세요.") from None
        with explained(folder):
            _recover(folder)
        yield


@contextmanager
def serving(folder: Path, address: str) -> Iterator[None]:
    """Be the only preview that shows `folder`, at `address`. CannotBuild where there is another, with its address; the kernel frees the
    place of one that was killed."""
    with explained(folder):
        beside(folder).mkdir(parents=True, exist_ok=True)
        (beside(folder) / _LOCK).touch()  # so that the folder is known as ours
        note = (beside(folder) / _SERVING).open("a+", encoding="utf-8")
    with note:
        try:
            fcntl.lockf(note, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            if fault.errno not in _TAKEN:
                raise _no_lock(folder, fault) from fault
            note.seek(0)
            message = f"미리 보기가 이미 열려 있습니다: {note.read()}"
            repair = "그 주소를 브라우저에서 여세요. 새로 열려면 그것을 연 창에서 Ctrl+C를 누르고 다시 하세요."
            raise CannotBuild("preview-open", folder, message, repair) from None
        note.truncate(0)
        note.write(address)
        note.flush()
        yield


def _no_lock(folder: Path, fault: OSError) -> CannotBuild:
    message = f"{with_particle(repr(str(folder)), '이', '가')} 있는 디스크에서는 다른 빌드를 막을 수 없습니다({fault.strerror})."
    return CannotBuild("no-lock", folder, message, "--output에 이 컴퓨터의 디스크에 있는 폴더를 적으세요.")


@contextmanager
def helping(folder: Path, builder: int) -> Iterator[None]:
    """Write a piece of the next site for the process `builder`, which is this one or has forked it: no other builds until the piece is
    done. A forked one whose builder is gone ends here."""
    if os.getpid() == builder:
        yield
        return
    with (beside(folder) / _LOCK).open() as lock:
        fcntl.lockf(lock, fcntl.LOCK_SH, 1, _HELPERS)
        if os.getppid() != builder:
            os._exit(1)
        yield


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Turn a disk that is full, or a folder that may not be written, into CannotBuild."""
    try:
        yield
    except OSError as fault:
        place = fault.filename or folder
        if fault.errno in _FULL:
            message = f"{with_particle(repr(str(place)), '을', '를')} 쓸 자리가 없습니다({fault.strerror}). 공개된 것은 그대로 두었습니다."
            raise CannotBuild("disk-full", folder, message, "디스크에 자리를 비우고 다시 하세요.") from fault
        if fault.errno in _FORBIDDEN:
            message = f"'{place}'에 쓸 수 없습니다({fault.strerror}). 공개된 것은 그대로 두었습니다."
            repair = f"{with_particle(repr(str(folder)), '을', '를')} 담은 폴더에 쓸 권한을 주거나, --output에 다른 폴더를 적으세요."
            raise CannotBuild("not-writable", folder, message, repair) from fault
        if fault.errno == errno.ENOENT:
            message = f"빌드하는 동안 {with_particle(repr(str(place)), '이', '가')} 없어졌습니다. 공개된 것은 그대로 두었습니다."
            raise CannotBuild("disturbed", folder, message, "빌드가 끝날 때까지 그 폴더를 지우거나 옮기지 말고, 다시 하세요.") from fault
        if fault.errno == errno.EXDEV:
            message = f"{with_particle(repr(str(folder)), '은', '는')} 이 파일 시스템에서는 한 번에 바꿀 수 없습니다."
            raise CannotBuild("not-exchangeable", folder, message, "--output에 다른 폴더를 적으세요.") from fault
        raise


def exchange(new: Path, folder: Path) -> None:
    """`new` becomes `folder` and the other way round: in one step on Linux, elsewhere in steps that `building` can finish."""
    if not folder.exists():
        os.rename(new, folder)
    elif not _at_once(new, folder):
        aside = new.with_name(_OLD)
        try:
            os.rename(folder, aside)
        except OSError as fault:
            if fault.errno != errno.EXDEV or (folder / MARK).exists():
                raise
            # A folder of a lower layer (overlayfs) stays where it is; nothing is published in it, so it may go.
            for name in KEPT:
                (folder / name).unlink(missing_ok=True)
            folder.rmdir()
            os.rename(new, folder)
            return
        os.rename(new, folder)
        os.rename(aside, new)


def _at_once(one: Path, other: Path) -> bool:
    """Exchange two paths in one step; False where the system cannot."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    fault = ctypes.get_errno()
    if fault in (*_UNKNOWN, errno.EXDEV):
        return False
    raise OSError(fault, os.strerror(fault), str(other))


def _recover(folder: Path) -> None:
    """Finish what a crash between two renames left, and let nothing half made be taken for whole."""
    old, new = beside(folder) / _OLD, next_of(folder)
    if old.exists() and not folder.exists():
        os.rename(old, folder)
    elif old.exists() and not new.exists():
        os.rename(old, new)
    elif old.exists():
        shutil.rmtree(old)


def like(folder: Path, new: Path) -> None:
    """Give `new` the mode and, where that may be done, the owner of `folder`, so that the exchange changes neither."""
    if folder.exists():
        shutil.copymode(folder, new)
        with suppress(PermissionError):
            found = folder.stat()
            os.chown(new, found.st_uid, found.st_gid)
