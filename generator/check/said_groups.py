"""What is said where a list or a group is wanted, and of what is missing or empty."""

import re
from typing import Any

from generator.check.said import Facts, Said
from generator.check.said_dates import ALWAYS
from generator.read.yaml_faults import EMPTY_REPAIR
from generator.text import subject, with_particle
from generator.urls import LANGUAGES, MAIN_LANGUAGE

# Keys whose absence breaks a promise of the site, each with what it is for.
_NEEDED = {
    "as_of": Said("bare-figure", "수치에 기준일(as_of)이 없습니다.", "'as_of: 2025-11'처럼 이 값이 맞는 때를 적으세요."),
    "source": Said("bare-figure", "출처(source)가 없습니다.", "'source: 열쇠말'로 sources.yml의 출처를 적으세요."),
    "consent": Said(
        "no-consent",
        "이 사람을 소개하는 근거(consent)가 없습니다.",
        "'consent: signed-form'처럼 press-release, signed-form, anonymised 가운데 하나를 적으세요.",
    ),
    "sources": Said("no-sources", "출처(sources)가 없습니다.", "'sources: [열쇠말]'로 sources.yml의 출처를 하나 이상 적으세요."),
}
LANGUAGES_REPAIR = f"'languages: [{MAIN_LANGUAGE}]'나 'languages: [{', '.join(LANGUAGES)}]'으로 쓰세요."
# Keys of a group that take over what stands in its place; and where its files lie.
_TAKES_OVER = ("name", "label", "file", "display_name")
_FOLDERS = {"image": "images", "images": "images", "attachments": "files"}
_AGES = re.compile(r"(\d{1,3})\s*[-–~∼]\s*(\d{1,3})(?:세)?", re.ASCII)


def missing(key: str, facts: Facts) -> Said:
    """A key that has to be there and is not; `group` has what a group begins with."""
    lines = _lines(key, facts)
    repair = f"'{key}:' 줄을 더하고, 그 아래에 두 칸 들여 {lines} 쓰세요." if lines else f"'{key}: …' 줄을 더하세요."
    return _NEEDED.get(key) or Said("missing-field", f"꼭 있어야 하는 항목 '{key}'{subject(key)} 없습니다.", repair)


def list_wanted(key: str, facts: Facts, value: Any) -> Said:
    """One value where a list is wanted."""
    if isinstance(value, str) and value.startswith("［"):
        value = value.strip("［］ ")
    if "group" in facts:
        return _groups_wanted(key, facts, value)
    if facts.get("inside"):
        inner = value if isinstance(value, str) else "하나, 둘"
        return Said("not-list", f"'{key}'에는 목록들을 씁니다.", f"'- [{inner}]'처럼 대괄호로 묶으세요.")
    if key == "languages":  # there are two, and Korean stands first
        return Said("not-list", f"'{key}'에는 목록을 씁니다.", LANGUAGES_REPAIR)
    example = f"'{key}: [{value}]'처럼" if isinstance(value, str) else f"'{key}: [하나, 둘]'처럼"
    return Said("not-list", f"'{key}'에는 목록을 씁니다.", f"{example} 대괄호로 묶으세요.")


def group_wanted(key: str, facts: Facts, value: Any) -> Said:
    """One value where "name: value" is wanted."""
    if not key:  # the whole file
        return Said("not-group", "이 파일에는 '이름: 값'의 묶음을 씁니다.", "한 줄에 하나씩 '이름: 값'을 쓰세요.")
    if facts.get("inside"):
        return _groups_wanted(key, facts, value)
    message = f"'{key}' 아래에는 '이름: 값'의 묶음을 씁니다."
    if key == "age" and isinstance(value, str) and (ages := _AGES.fullmatch(value.strip())):
        return Said("not-group", message, f"'age: {{min: {ages[1]}, max: {ages[2]}}}'로 쓰세요.")
    if key == "apply" and isinstance(value, str) and ALWAYS.fullmatch(value.strip()):
        return Said("not-group", message, "언제나 받으면 'apply:' 다음 줄에 두 칸 들여 'until: open-ended'를 쓰세요.")
    lines = _lines(key, facts, value) or "'이름: 값'을"
    known = f" 쓸 수 있는 이름은 {', '.join(facts['known'])}입니다." if facts.get("known") and not facts.get("group") else ""
    return Said("not-group", message, f"'{key}:' 다음 줄에 두 칸 들여 {lines} 쓰세요.{known}")


def empty(key: str, facts: Facts, _value: Any) -> Said:
    """A key without a value."""
    return Said("empty-value", f"'{key}'{subject(key)} 비어 있습니다.", to_be_filled(key) if facts.get("needed") else EMPTY_REPAIR)


def to_be_filled(key: str) -> str:
    """The repair of an empty key that has to be there: to leave it out would be the next fault."""
    return _NEEDED[key].repair if key in _NEEDED else "값을 적으세요."


def length(key: str, facts: Facts, _value: Any) -> Said:
    """A list that is too long or too short."""
    wanted = facts.get("max_length") or facts.get("min_length")
    return Said("bad-length", f"'{key}'의 개수가 맞지 않습니다.", f"{wanted}개를 쓰세요.")


def pair(key: str, _facts: Facts, _value: Any) -> Said:
    """A pair with one of its two missing."""
    return Said("bad-length", f"'{key}'의 개수가 모자랍니다.", f"'{key}: [3, 4]'처럼 두 수를 쓰세요.")


def too_short(key: str, facts: Facts, value: Any) -> Said:
    """A list with too few in it: empty where one is enough."""
    return empty(key, facts, value) if facts.get("min_length") == 1 else length(key, facts, value)


def _groups_wanted(key: str, facts: Facts, value: Any) -> Said:
    """A list of groups, shown as it is written: a line with "-", and the others below it."""
    first, *more = facts.get("group") or ("이름",)
    begun = f"- {first}: {_taken(key, first, value) or '…'}"
    if not more:
        return Said("not-list", f"'{key}'에는 묶음의 목록을 씁니다.", f"'{key}:' 다음 줄에 두 칸 들여 '{begun}'처럼 쓰세요.")
    below = with_particle(", ".join(f"'{name}: …'" for name in more), "을", "를")
    repair = f"'{key}:' 다음 줄에 두 칸 들여 '{begun}', 그다음 줄부터 네 칸 들여 {below} 쓰세요."
    return Said("not-list", f"'{key}'에는 묶음의 목록을 씁니다.", repair)


def _lines(key: str, facts: Facts, value: Any = None) -> str:
    """The lines that a group cannot do without, and the particle of an object after them; "" where it needs none."""
    lines = ", ".join(f"'{name}: {_taken(key, name, value) or '…'}'" for name in facts.get("group") or ())
    return with_particle(lines, "을", "를") if lines else ""


def _taken(key: str, name: str, value: Any) -> str:
    """What stands in the place of a group, as the value of its key `name`."""
    if name not in _TAKES_OVER or not isinstance(value, str):
        return ""
    return f"{_FOLDERS[key]}/{value}" if name == "file" and key in _FOLDERS and "/" not in value else value
