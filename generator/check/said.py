"""What is said of one fault, and the words that all sayings share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.text import to, topic

Facts = Mapping[str, Any]
# What is wrong where it is found out, before it has a place: code, sentence, repair.
Fault = tuple[str, str, str]
# What people write where something is not known yet.
UNKNOWN = ("미정", "추후", "추후 공지", "추후공지", "추후 안내", "미상", "모름", "없음", "해당 없음", "TBD", "-", "?")
LEAVE_OUT = "아직 모르면 이 줄을 지우세요."

RETYPE = "파일은 있으나 이름이 풀어 쓴 한글이거나 보이지 않는 글자를 담고 있습니다. 파일 이름을 다시 쳐서 바꾸세요."


@dataclass(frozen=True)
class Said:
    """What is said of a fault: stable code, sentence, repair."""

    code: str
    message: str
    repair: str


def change_to(name: str) -> str:
    """The repair that puts another name in place of what is written."""
    return f"'{name}'{to(name)} 바꾸세요."


def quoted(value: Any) -> str:
    """A value as a sentence names it: in quotes, a long one cut."""
    if isinstance(value, tuple | dict):
        return "목록" if isinstance(value, tuple) else "묶음"
    text = {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    return f"'{text if len(text) <= 40 else text[:39] + '…'}'"


def of_value(key: str, value: Any) -> str:
    """How most sentences begin: whose value is meant."""
    return f"'{key}'의 값 {quoted(value)}{topic(quoted(value))}"
