"""Faults as the editing form says them: at the field that each is about, in words for somebody who sees no file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.check.keys import class_at, keys_of
from generator.check.shape import absent
from generator.check.wording import say
from generator.problems import Problem, Where, as_terminal
from generator.read.composed import Composed, KeyPath
from generator.records import Item
from generator.text import with_particle

# The field for the file's name; no record has a key of this name.
NAME: KeyPath = ("slug",)
# What mends a fault where there are fields instead of lines; all other repairs are good for both.
_MENDS = {
    "missing-field": "여기를 채우세요.",
    "no-sources": "출처를 하나 이상 고르세요.",
    "no-consent": "이름을 쓰는 근거를 고르세요.",
    "unmasked-name": "'김 씨'나 '김○○'처럼 가리거나, 서명한 동의서가 있으면 아래의 근거에서 고르세요.",
    "bare-figure": "여기를 채우세요.",
    "bad-form postcode": "숫자 다섯 자리만 쓰세요. 예: 02178",
    "recruitment-without-end": "마감을 알면 '신청 기간과 방법'의 until을, 모르면 review_by를 채우세요.",
}
# The field that mends what is about no single one.
_FIELDS: dict[str, KeyPath] = {"recruitment-without-end": ("review_by",)}
_LINE_LIMIT = 80


@dataclass(frozen=True)
class Told:
    """One fault: the path of its field (empty where it is about no single one), a sentence, a repair, the line of the body."""

    path: KeyPath
    said: str
    mend: str = ""
    line: str = ""


def told(problems: Sequence[Problem], shown: str, there: Composed, kind: type[Item], text: str) -> tuple[Told, ...]:
    """The problems as the form says them. `text` is the file at `shown`, `there` its values; another file's are said with their place."""
    missing = _missing(there, kind)
    english = with_particle(", ".join(keys_of(class_at(kind, ("en",)), needed=True)), "을", "를")
    mends = _MENDS | {"no-english": f"'영어 글'에서 {english} 채우세요."}
    return tuple(
        _told(problem, _path_of(problem, there, missing), text, mends) if problem.where.path == shown else Told((), as_terminal(problem))
        for problem in problems
    )


def _told(problem: Problem, path: KeyPath, text: str, mends: Mapping[str, str]) -> Told:
    key = str(path[-1]) if path else ""
    # A repair that shows a line of the file shows its value: that is what is typed into the field.
    mend = mends.get(problem.code) or mends.get(f"{problem.code} {key}") or problem.repair.replace(f"'{key}: ", "'")
    line = text.split("\n")[problem.where.line - 1].strip()[:_LINE_LIMIT] if key == "body" and problem.code not in mends else ""
    return Told(path, problem.message, mend, line)


def _missing(there: Composed, kind: type[Item]) -> dict[tuple[str, str], list[KeyPath]]:
    """The paths of what is required and not there, by the code and sentence of the fault that says so."""
    found: dict[tuple[str, str], list[KeyPath]] = {}
    for path in absent(kind, there.value, {}):
        said = say("missing", str(path[-1]), {}, None)
        found.setdefault((said.code, said.message), []).append(path)
    return found


def _path_of(problem: Problem, there: Composed, missing: dict[tuple[str, str], list[KeyPath]]) -> KeyPath:
    """The field that a problem is about: what is missing has no place of its own, all else stands at its value or after it."""
    absent = missing.get((problem.code, problem.message))
    if absent:
        return absent.pop(0)
    where = problem.where
    if where == Where(where.path):
        return _FIELDS.get(problem.code, ())
    exact = [
        path for path, place in there.values.items() if (place.line, place.column, place.length) == (where.line, where.column, where.length)
    ]
    before = [
        (place.line, place.column, len(path), path)
        for path, place in there.values.items()
        if (place.line, place.column) <= (where.line, where.column)
    ]
    return max(exact, key=len) if exact else max(before, key=lambda each: each[:3])[3] if before else ()
