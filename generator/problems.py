"""Faults as values: each knows its place, says what is wrong and how to mend it."""

import dataclasses
import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from stat import S_ISREG

from generator.text import INVISIBLE, normal, shown, width

ERROR = "error"
WARNING = "warning"
_LABELS = {ERROR: "오류", WARNING: "주의"}
_EXCERPT_CELLS = 100


@dataclass(frozen=True, order=True)
class Where:
    """A place in a file: path as shown to people, line and column from 1 (in characters), length of the marked part."""

    path: str
    line: int = 1
    column: int = 1
    length: int = 1


@dataclass(frozen=True, order=True)
class Problem:
    """One fault or warning. `code` is stable English; `message` and `repair` are Korean sentences."""

    where: Where
    code: str
    message: str
    repair: str
    severity: str = ERROR


def settle(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems sorted by file, line and column, none twice."""
    return tuple(sorted(set(problems)))


def errors_in(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Only the problems that stop a build."""
    return tuple(problem for problem in problems if problem.severity == ERROR)


# More than anyone mends in one go; the rest is told when these are mended.
MOST_FAULTS = 200


def bounded(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The first MOST_FAULTS of one file's problems, and then one more that says that there are others."""
    for number, problem in enumerate(problems):
        if number == MOST_FAULTS:
            message = f"이 파일에는 잘못이 {MOST_FAULTS}개보다 많습니다."
            yield Problem(problem.where, "too-many-faults", message, "위의 것들을 먼저 고친 뒤 다시 확인하세요.")
            return
        yield problem


def strict(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The same problems with every warning made an error."""
    return tuple(dataclasses.replace(problem, severity=ERROR) for problem in problems)


def as_terminal(problem: Problem) -> str:
    """The fault as an editor reads it: a line to find it, a line to show it, a line to mend it."""
    where = problem.where
    head = f"{shown(where.path)}:{where.line}:{where.column} {_LABELS[problem.severity]}[{problem.code}] {shown(problem.message)}"
    return "\n".join([head, *_excerpt(where), f"  고치기: {shown(problem.repair)}"])


def as_annotation(problem: Problem) -> str:
    """The fault as a workflow command that marks the line in a pull request (GitHub Actions, "workflow commands")."""
    where = problem.where
    text = _escaped(f"{shown(problem.message)}\n고치기: {shown(problem.repair)}")
    place = f"file={_escaped(shown(where.path), ',:')},line={where.line},col={where.column}"
    return f"::{problem.severity} {place},title={problem.code}::{text}"


def as_json(problems: Iterable[Problem]) -> str:
    """The problems as a JSON list, for machines."""
    text = json.dumps([dataclasses.asdict(problem) for problem in problems], ensure_ascii=False, indent=1)
    return text.encode("utf-8", "backslashreplace").decode()  # half letters, as in a name of a file that is no UTF-8


def excerpt(where: Where) -> tuple[str, str] | None:
    """The source line and the caret line under it, or None where the line cannot be shown."""
    lines = _lines(where.path)
    if not 1 <= where.line <= len(lines):
        return None
    line, column = _clipped(lines[where.line - 1], where.column - 1)
    before, marked = line[:column], line[column : column + where.length]
    return line, " " * width(before) + "^" * max(1, width(marked))


def _excerpt(where: Where) -> list[str]:
    lines = excerpt(where)
    if lines is None:
        return []
    margin = len(str(where.line)) + 2
    return [f"{where.line:>{margin}} | {lines[0]}", " " * margin + " | " + lines[1]]


def _clipped(line: str, column: int) -> tuple[str, int]:
    """A long line cut to a window around `column`; control characters are shown as spaces so that carets line up."""
    if len(line) > 4 * _EXCERPT_CELLS:  # a window is enough; one line may hold thousands of faults
        start = max(0, column - _EXCERPT_CELLS)
        line, column = "…" + line[start : start + 3 * _EXCERPT_CELLS], column - start + 1
    line = "".join(
        " " if unicodedata.category(letter) in ("Cc", "Cf", "Co", "Cs") or INVISIBLE.match(letter) else letter for letter in line
    )
    if width(line) <= _EXCERPT_CELLS:
        return line, column
    start = max(0, column - 20)
    window = line[start : start + _EXCERPT_CELLS // 2]
    head = "…" if start else ""
    tail = "…" if start + len(window) < len(line) else ""
    return head + window + tail, column - start + len(head)


@lru_cache(maxsize=64)
def _lines_at(path: Path, *_stamp: int) -> tuple[str, ...]:
    return tuple(normal(path.read_bytes().decode("utf-8", errors="replace")).split("\n"))


def _lines(path: str) -> tuple[str, ...]:
    """The lines of a plain file. What a link leads to is not shown: it may be no content, and the report is read by others.

    They are kept for as long as the file is the same: an archive gives all files one time, `cp -p` a new text that of the old.
    """
    try:
        file = Path(path).absolute()
        found = file.lstat()
        stamp = found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
        return _lines_at(file, *stamp) if S_ISREG(found.st_mode) else ()
    except (OSError, ValueError):  # a name that holds NUL raises ValueError
        return ()


def _escaped(text: str, more: str = "") -> str:
    for letter in "%\r\n" + more:
        text = text.replace(letter, f"%{ord(letter):02X}")
    return text
