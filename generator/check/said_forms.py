"""What is said where a value has a form of its own: a postcode, a telephone number, an address of mail, a colour, a web address."""

import re
from typing import Any

from generator.check.amounts import narrow
from generator.check.said import Facts, Said, of_value, quoted
from generator.records.record import EMAIL, PHONE
from generator.text import to

# The usual ways to write a number that leave no doubt: (02) 123-4567, 02)123-4567, 02.123.4567.
_DIALLED = re.compile(r"(?:\+82[ -]?)?\(?\d+\)?(?:[ .-]{1,3}\d+|(?<=\))\d+){0,3}", re.ASCII)


FIVE_DIGITS = '숫자 다섯 자리를 큰따옴표로 감싸 쓰세요. 예: "02178"'


def form(key: str, _facts: Facts, value: Any) -> Said:
    """Digits that are too few or too many."""
    return Said("bad-form", f"'{key}'의 값 {quoted(value)}의 꼴이 맞지 않습니다.", FIVE_DIGITS)


def phone(key: str, _facts: Facts, value: Any) -> Said:
    """No number that can be dialled."""
    written = narrow(str(value)).removeprefix("tel:").replace("(0)", "").strip()
    groups = "-".join(re.findall(r"\d+", written.removeprefix("+82")))
    groups = groups.lstrip("0") if written.startswith("+82") else groups  # from abroad nobody dials it
    meant = f"+82-{groups}" if written.startswith("+82") else groups
    repair = "걸 수 있는 번호 하나를 숫자와 붙임표(-)로만 쓰세요. 내선과 설명은 본문에 적으세요."
    if _DIALLED.fullmatch(written) and PHONE.fullmatch(meant):
        repair = f"'{meant}'{to(meant)} 쓰세요."
    return Said("bad-form", f"{of_value(key, value)} 걸 수 있는 번호가 아닙니다.", repair)


def email(key: str, _facts: Facts, value: Any) -> Said:
    """No address of mail."""
    found = EMAIL.findall(narrow(str(value)))
    repair = f"'{found[0]}'{to(found[0])} 쓰세요." if len(found) == 1 else "'이름@주소'의 꼴로 주소 하나만 쓰세요."
    return Said("bad-form", f"{of_value(key, value)} 전자우편 주소가 아닙니다.", repair)
