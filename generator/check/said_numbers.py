"""What is said where a number is wanted."""

from collections.abc import Callable
from typing import Any

from generator.check.amounts import MOST_DIGITS, amount, is_inexact, is_too_long
from generator.check.said import LEAVE_OUT, UNKNOWN, Facts, Said, of_value, quoted
from generator.text import topic, with_particle

_FREE = ("무료", "전액무료", "전액 무료", "무상", "free", "Free", "FREE")
_EXAMPLES = {True: "'25명'은 25로 씁니다.", False: "'75.4%'는 75.4로 씁니다."}


def integer(key: str, _facts: Facts, value: Any) -> Said:
    """No whole number where one is wanted."""
    message = f"'{key}'에는 정수를 씁니다. {quoted(value)}{topic(quoted(value))} 정수가 아닙니다."
    return _unless_too_long(key, value) or Said("not-number", message, _repair(key, value, whole=True))


def number(key: str, _facts: Facts, value: Any) -> Said:
    """No number where one is wanted."""
    message = f"'{key}'에는 수를 씁니다. {quoted(value)}{topic(quoted(value))} 수가 아닙니다."
    return _unless_too_long(key, value) or Said("not-number", message, _repair(key, value, whole=key == "fee"))


def limit(words: str) -> Callable[[str, Facts, Any], Said]:
    """The saying of a number beyond a bound; `words` say on which side of it numbers are good."""

    def said(key: str, facts: Facts, value: Any) -> Said:
        bound = next(str(facts[name]) for name in ("ge", "le", "gt", "lt") if name in facts)
        message = f"{of_value(key, value)} 쓸 수 없습니다. {bound} {with_particle(words, '이어야', '여야')} 합니다."
        return Said("out-of-range", message, f"{bound} {words}의 수로 고치세요.")

    return said


def _unless_too_long(key: str, value: Any) -> Said | None:
    if not isinstance(value, str) or not is_too_long(value):
        return None
    message = f"{of_value(key, value)} 너무 큽니다. 수는 {MOST_DIGITS}자리까지 씁니다."
    return Said("out-of-range", message, "공고에서 수를 확인해 고치세요.")


def _repair(key: str, value: Any, whole: bool) -> str:
    """The number that was meant where that is certain; else how numbers are written, with none that might be taken over."""
    example = "'3만 원'은 30000으로 씁니다." if key == "fee" else _EXAMPLES[whole]
    if not isinstance(value, str):
        return f"{'정수' if whole else '수'} 하나를 쓰세요. {example}"
    meant = 0 if key == "fee" and value in _FREE else amount(key, value, whole)
    if meant is not None:
        return f"'{key}: {meant}'처럼 숫자만 쓰세요."
    if value in UNKNOWN:
        return f"무료이면 'fee: 0'으로 쓰고, {LEAVE_OUT}" if key == "fee" and "없음" in value else LEAVE_OUT
    if is_inexact(value):
        return "정확한 수 하나만 쓰세요. 하나로 쓸 수 없으면 이 줄을 지우고 본문에 적으세요."
    return f"쉼표와 단위 없이 {'정수' if whole else '숫자'}만 쓰세요. {example}"
