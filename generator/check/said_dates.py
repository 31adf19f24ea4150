"""What is said where a date is wanted."""

import re
from typing import Any

from generator.check.said import LEAVE_OUT, UNKNOWN, Facts, Said, of_value
from generator.dates import DateFault, is_midnight, other_hyphen, parse, weekday, without_midnight, without_weekday
from generator.text import to, topic

# Nobody writes a longer date; what is longer would take the patterns below their time.
_LONGEST = 100
_EXAMPLES = {"year": "2025", "month": "2025-11", "day": "2025-11-03", "minute": "2025-11-03 18:00"}
# What people write where somebody is always welcome.
ALWAYS = re.compile(r"(?:상시|수시|연중|항시|rolling|always)(?: ?(?:모집|접수|신청|가능|선발|운영))*")
# What may stand behind the date of a key without changing it.
_TAILS = {"until": "까지", "ends": "까지", "from": "부터", "starts": "부터"}
_PERIOD = re.compile(r"\d.*[~∼～–].*\d|\d-\d+[./]\d|\d{4}-\d\d-\d\d ?- ?\d")
_PAIRS = {"from": ("from", "until"), "until": ("from", "until"), "starts": ("starts", "ends"), "ends": ("starts", "ends")}


def date_form(key: str, facts: Facts, value: Any) -> Said:
    """No date, as it is written."""
    said = f"{of_value(key, value)} 날짜로 읽을 수 없습니다."
    if sign := other_hyphen(str(value)):
        said += f" 그 안의 '{sign}'(U+{ord(sign):04X})는 보통 빼기표(-)와 다른 글자입니다."
    return Said("bad-date", said, _repair(key, facts, " ".join(str(value).split())))


def date_impossible(key: str, facts: Facts, value: Any) -> Said:
    """A day or a time that there is not."""
    near = facts.get("suggestion")
    if isinstance(value, str) and value.endswith(" 24:00"):
        return Said("impossible-date", f"{of_value(key, value)} 없는 시각입니다.", _end_of_day(key, value.removesuffix(" 24:00")))
    repair = (
        f"'{near}'일 수 있습니다. 공고에서 날짜를 확인해 고치세요."
        if near
        else "월은 01–12, 시각은 00:00–23:59입니다. 공고에서 날짜를 확인해 고치세요."
    )
    return Said("impossible-date", f"{of_value(key, value)} 없는 날입니다.", repair)


def date_precision(key: str, facts: Facts, value: Any) -> Said:
    """A date that is more precise, or less, than its key takes."""
    written, allowed = str(value), facts["allowed"]
    if len(written) > len("2025-11-03") and "day" in allowed:
        repair = f"시각 없이 '{written[:10]}'{to(written[:10])} 쓰세요."
    else:
        repair = f"{_allowed(facts)}처럼 쓰세요."
    return Said("date-precision", f"{of_value(key, value)} 여기에 쓸 수 없는 꼴입니다.", repair)


def _repair(key: str, facts: Facts, written: str) -> str:
    general = f"{_allowed(facts)}{' 가운데 하나의 꼴로' if len(facts['allowed']) > 1 else '처럼'} 쓰세요."
    if len(written) > _LONGEST:
        return general
    if key == "until" and ALWAYS.fullmatch(written):
        return "언제나 받으면 'until: open-ended'로 쓰세요."
    if meant := _as_allowed(_meant(key, written), facts):
        return meant
    if "minute" in facts["allowed"] and (halves := _halves(key, written)):
        return halves
    if of_another_day := _weekday_differs(key, facts, written):
        return of_another_day
    if written in UNKNOWN and not facts.get("needed"):
        # A notice that recruits has one of the two: without either it would be the next fault.
        return f"{LEAVE_OUT} 모집 소식이면 마감 대신 다시 볼 날을 'review_by'에 적으세요." if key == "until" else LEAVE_OUT
    if is_midnight(written) and (day := _day_of(written)):
        begins = f" 그날이 시작하는 때면 '{key}: {day} 00:00'으로 쓰세요." if "minute" in facts["allowed"] else ""
        return f"자정이 어느 쪽인지 공고에서 확인하세요. {_end_of_day(key, day)}{begins}"
    if _PERIOD.search(written):
        first, last = _PAIRS.get(key, ("", ""))
        return f"기간이면 시작은 '{first}'에, 끝은 '{last}'에 나누어 쓰세요. {general}" if first else f"날 하나만 쓰세요. {general}"
    return general


def _weekday_differs(key: str, facts: Facts, written: str) -> str:
    """The repair of a date with a day of the week that is another one: one of the two is wrong."""
    bare = without_weekday(written)
    meant = _meant(key, bare) if bare != written else None
    if not meant or not parse(meant).day or not _as_allowed(meant, facts):
        return ""
    day, named = meant[:10], "월화수목금토일"[weekday(parse(meant))]
    return f"{day}{topic(day)} {named}요일입니다. 공고에서 날을 확인하고, 날이 맞으면 {_as_allowed(meant, facts)}"


def _as_allowed(meant: str | None, facts: Facts) -> str:
    """The repair that writes a date as its key takes it; "" where it takes none such."""
    if meant and parse(meant).precision in facts["allowed"]:
        return f"'{meant}'{to(meant)} 쓰세요."
    if meant and parse(meant).precision == "minute" and "day" in facts["allowed"]:
        return f"시각 없이 '{meant[:10]}'{to(meant[:10])} 쓰세요."
    return ""


def _meant(key: str, written: str) -> str | None:
    """The date that was meant, where it can be no other."""
    tail = _TAILS.get(key)
    try:
        return str(parse(written.removesuffix(tail).rstrip() if tail else written))
    except DateFault as fault:
        return fault.suggestion if fault.kind == "form" else None


def _halves(key: str, written: str) -> str | None:
    """What to write for a time that may be of either half of the day, as in 2025-11-21 6:00."""
    day, _, time = written.rpartition(" ")
    first, second = (_meant(key, f"{day} {half} {time}") for half in ("오전", "오후"))
    return f"오전이면 '{first}', 오후면 '{second}'{to(second)} 쓰세요." if first and second and first != second else None


def _day_of(written: str) -> str | None:
    day = _meant("", without_midnight(written))
    return day if day and parse(day).precision == "day" else None


def _end_of_day(key: str, day: str) -> str:
    return f"그날이 끝날 때까지면 시각 없이 '{key}: {day}'{to(day)} 쓰세요."


def _allowed(facts: Facts) -> str:
    return ", ".join(_EXAMPLES[precision] for precision in facts["allowed"])
