"""The walk over `content/`: which files there are, what kind each is, and its text."""

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from os.path import relpath
from pathlib import Path
from stat import S_ISDIR, S_ISLNK, S_ISREG

from generator.problems import ERROR, WARNING, Problem, Where
from generator.read.names import SPELLINGS, ending_of, right_name, suggested, where_it_goes
from generator.text import INVISIBLE, SLUG_LIMIT, is_slug, normal, particle

SIZE_LIMIT = 1_000_000
NOT_UTF8, AS_UTF8 = "UTF-8로 저장된 글이 아닙니다.", "편집기에서 'UTF-8'로 저장하세요."
# How deep the folders of media go.
MEDIA_DEPTH = 4
# Folders of pictures and files to download: published as they are, where an item names them.
MEDIA_FOLDERS = ("images", "files")
_NOT_CONTENT = ("README.md",)
# What Windows keeps in a folder unseen, as names with a point before them are elsewhere: never read and never named.
_SYSTEM_FILES = ("thumbs.db", "desktop.ini")
# What a program keeps beside the file that is open (vim, Emacs, nano, Word) and leaves there when it ends badly.
_LEFT_OPEN = re.compile(r"(?i)~\$.*|#.*#|.*(?:~|\.(?:sw[a-p]|bak|orig|save|tmp))")
# What Windows, macOS and browsers call a copy: x (1), x - 복사본 (2), x 복사본 2, x copy.
_COPY = re.compile(r"(?i)(.+?)(?: ?\(\d+\)|(?: -)? ?(?:복사본|copy)(?: ?\d+| ?\(\d+\))?)")


@dataclass(frozen=True)
class File:
    """A file to be read: its path, the path shown to people, its folder in `content/` ("" at the top), its slug."""

    path: Path
    shown: str
    folder: str
    slug: str

    @property
    def front_matter(self) -> bool:
        """Whether it is Markdown with front matter rather than YAML."""
        return self.path.suffix == ".md"


def shown_path(path: Path) -> str:
    """`path` as people are shown it: relative to where the command runs, if it lies below."""
    relative = relpath(path)
    return (path if relative.startswith("..") else Path(relative)).as_posix()


def walk(content: Path, folders: Iterable[str], tables: Iterable[str]) -> tuple[list[File], list[str], list[Problem]]:
    """The files of items and tables, the media paths (inside `content`), and the faults of names."""
    files: list[File] = []
    problems: list[Problem] = []
    known, single = tuple(folders), tuple(tables)
    root = content.resolve()
    for entry in _entries(content):
        path = Path(entry.path)
        if fault := _refused(entry, root):
            problems.append(fault)
        elif _is_folder(entry):
            if path.name not in known + MEDIA_FOLDERS:
                problems.append(_stray(path, f"폴더 이름은 {', '.join(known + MEDIA_FOLDERS)} 가운데 하나여야 합니다."))
            elif path.name in known:
                files += _items(path, root, problems)
        elif path.suffix == ".yml" and path.stem in single:
            files.append(File(path, shown_path(path), "", path.stem))
        elif fault := _left_over(path, may_be_new=False):
            problems.append(fault)
        elif (name := right_name(path)) != path.name and name.removesuffix(".yml") in single:
            problems.append(_stray(path, f"이름을 {_named(name, '으로', '로')} 바꾸세요."))
        elif path.name not in _NOT_CONTENT:
            problems.append(_stray(path, _of_top(path, known, single)))
    media = sorted(name for folder in MEDIA_FOLDERS for name in _media(content, content / folder, root, problems))
    return files, media, problems + list(_doubled(files))


def read_text(file: File) -> tuple[str, str] | Problem:
    """The file's text in normal form with its digest, or the fault that it cannot be read as text."""
    raw = read_bytes(file)
    if isinstance(raw, Problem):
        return raw
    try:
        return normal(raw.decode("utf-8")), sha256(raw).hexdigest()
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        return Problem(Where(file.shown, line), "encoding", NOT_UTF8, AS_UTF8)


def digest_of(file: File) -> str | None:
    """The digest that `read_text` gives, or None where the file cannot be read."""
    raw = read_bytes(file)
    return None if isinstance(raw, Problem) else sha256(raw).hexdigest()


def read_bytes(file: File) -> bytes | Problem:
    """The file's bytes, or the fault that it cannot be read."""
    where = Where(file.shown)
    try:
        if file.path.stat().st_size > SIZE_LIMIT:
            return Problem(where, "too-large", "파일이 1 MB보다 큽니다.", "글을 나누거나, 그림은 images 폴더에 따로 두세요.")
        return file.path.read_bytes()
    except OSError as fault:
        return Problem(where, "unreadable", f"파일을 열 수 없습니다({fault.strerror}).", "파일의 권한과 연결을 살펴보세요.")


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted(
            (entry for entry in entries if not entry.name.startswith(".") and entry.name.lower() not in _SYSTEM_FILES),
            key=lambda entry: entry.name,
        )


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it is a folder, or a link to one; a link that leads round in a ring is none."""
    return entry.is_dir(follow_symlinks=False) or entry.is_symlink() and Path(entry.path).is_dir()


def _refused(entry: os.DirEntry[str], root: Path) -> Problem | None:
    """The fault of what is never opened: a link out of the content, or neither file nor folder (reading a pipe never ends)."""
    if entry.is_file(follow_symlinks=False) or entry.is_dir(follow_symlinks=False):
        return None  # no link, so where it stands in a folder that was not refused
    path = Path(entry.path)
    where = Where(shown_path(path))
    try:
        mode, real = path.lstat().st_mode, path.resolve()
        mode = path.stat().st_mode if S_ISLNK(mode) else mode
    except (OSError, RuntimeError):  # leads nowhere, or round in a ring
        return None if path.suffix in SPELLINGS else _not_file(where)
    if not real.is_relative_to(root):
        return Problem(where, "outside-link", "content 폴더 밖으로 이어진 링크입니다.", "링크를 지우고 파일을 복사해 넣으세요.")
    return None if S_ISREG(mode) or S_ISDIR(mode) else _not_file(where)


def _not_file(where: Where) -> Problem:
    return Problem(where, "not-a-file", "열 수 있는 파일이 아닙니다.", "이것을 지우고 보통 파일을 넣으세요.")


def _items(folder: Path, root: Path, problems: list[Problem]) -> Iterator[File]:
    shown = shown_path(folder)
    proposed: Counter[str] = Counter()
    for entry in _entries(folder):
        path = folder / entry.name
        if fault := _refused(entry, root):
            problems.append(fault)
        elif path.suffix in SPELLINGS and is_slug(path.stem) and not _is_folder(entry):
            yield File(path, f"{shown}/{entry.name}", folder.name, path.stem)
        elif _is_folder(entry):
            problems.append(_stray(path, "이 폴더 안의 파일을 한 층 위로 옮기세요."))
        elif path.name in _NOT_CONTENT:
            continue
        elif fault := _left_over(path, may_be_new=True):
            problems.append(fault)
        elif path.suffix not in SPELLINGS:
            problems.append(_stray_item(path))
        else:
            where = Where(shown_path(path))
            message = (
                f"파일 이름 {_named(path.stem, '은', '는')} 주소로 쓸 수 없습니다. "
                f"영어 소문자, 숫자, 붙임표(-)만 쓰고 {SLUG_LIMIT}자를 넘지 않습니다."
            )
            new = suggested(path.stem)
            proposed[new] += 1  # two files with Korean names get two names
            number = f"-{proposed[new]}" if proposed[new] > 1 else ""
            problems.append(Problem(where, "bad-slug", message, f"'{new}{number}{path.suffix}'처럼 바꾸세요."))


def _media(content: Path, folder: Path, root: Path, problems: list[Problem], depth: int = 1) -> Iterator[str]:
    """The paths of the files in a folder of media, those with a fault left out."""
    if depth > MEDIA_DEPTH:
        problems.append(
            Problem(Where(shown_path(folder)), "too-deep", f"{MEDIA_DEPTH}층보다 깊은 폴더입니다.", "파일을 위층으로 옮기세요.")
        )
        return
    if not folder.is_dir() or not folder.resolve().is_relative_to(root):
        return  # a folder that is refused was reported where it was met
    for entry in _entries(folder):
        path = folder / entry.name
        if fault := _refused(entry, root) or _badly_named(path):
            problems.append(fault)
        elif _is_folder(entry):
            yield from _media(content, path, root, problems, depth + 1)
        else:
            yield path.relative_to(content).as_posix()


def _badly_named(path: Path) -> Problem | None:
    """A name that looks like another one: Hangul in parts, unseen letters, half letters, or a backslash."""
    name = path.name
    if name == unicodedata.normalize("NFC", name) and not INVISIBLE.search(name) and name.isprintable() and not set(name) & set('\\"<>'):
        return None
    message = '파일 이름에 풀어 쓴 한글이나 보이지 않는 글자, \\ " < > 가 있습니다.'
    return Problem(
        Where(shown_path(path)), "bad-file-name", message, "이름을 다시 쳐서 바꾸세요. 영어 소문자와 숫자, 붙임표(-)가 가장 좋습니다."
    )


def _doubled(files: Iterable[File]) -> Iterator[Problem]:
    seen: dict[tuple[str, str], File] = {}
    for file in files:
        first = seen.setdefault((file.folder, file.slug), file)
        if first is not file:
            message = f"{_named(first.shown, '과', '와')} 이름이 같습니다."
            yield Problem(Where(file.shown), "doubled-slug", message, "둘을 하나로 합치거나, 하나의 이름을 바꾸세요.")


def _left_over(path: Path, may_be_new: bool) -> Problem | None:
    """The fault of what an editor's program left, or of a copy; `may_be_new`: a copy may have become a text of its own."""
    name = unicodedata.normalize("NFC", path.name)
    if _LEFT_OPEN.fullmatch(name):
        where = Where(shown_path(path))
        message = f"{_named(name, '은', '는')} 편집 프로그램이 남긴 파일입니다."
        return Problem(where, "stray-file", message, "그 글이 열려 있으면 닫고, 이 파일을 지우세요.", WARNING)
    stem, _, ending = name.rpartition(".")
    copy = _COPY.fullmatch(stem)
    if not copy or f".{ending}" not in SPELLINGS or is_slug(stem):
        return None
    new = f"지우고, 새 글이면 '{suggested(copy[1])}-2.{ending}'처럼 이름을 바꾸세요." if may_be_new else "지우세요."
    message = f"{_named(name, '은', '는')} 복사본의 이름입니다."
    return Problem(Where(shown_path(path)), "stray-file", message, f"'{copy[1]}.{ending}'의 복사본이면 {new}")


def _stray(path: Path, repair: str) -> Problem:
    # What looks like content and would silently not appear is an error; any other file is only strange.
    severity = ERROR if path.is_dir() or ending_of(path.name) else WARNING
    return Problem(Where(shown_path(path)), "stray-file", f"{_named(path.name, '은', '는')} 읽지 않는 이름입니다.", repair, severity)


def _of_top(path: Path, folders: Iterable[str], tables: Iterable[str]) -> str:
    """The repair of a file beside the tables that is none: a text belongs in a folder."""
    place = f"알맞은 폴더({', '.join(folders)})"
    if not ending_of(path.name):
        return where_it_goes(path, f"{place}의 ")
    move = f"한 쪽의 글이면 {place}로 옮기"
    names = ", ".join(f"{name}.yml" for name in tables)
    return f"{move}세요." if ending_of(path.name) == ".md" else f"이름을 {names} 가운데 하나로 바꾸세요. {move}세요."


def _stray_item(path: Path) -> Problem:
    """The fault of a file among the items with a wrong ending: it names the right one, or the folder where such a file goes."""
    if ending_of(path.name):
        return _stray(path, f"이름을 {_named(right_name(path), '으로', '로')} 바꾸세요.")
    return _stray(path, where_it_goes(path))


def _named(name: str, after_consonant: str, after_vowel: str) -> str:
    """A name in quotes, with its particle."""
    return f"'{name}'{particle(name, after_consonant, after_vowel)}"
