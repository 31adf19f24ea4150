"""A number as people write one (3만원, 10,114명, ２５): which it is, where it can be no other."""

import re
from collections.abc import Mapping

# The wide forms of ASCII, which a Korean keyboard writes too (U+FF01 to U+FF5E).
_WIDE = {0xFF01 + step: 0x21 + step for step in range(0x5E)}
_TIMES: Mapping[str, int] = {"": 1, "백": 100, "천": 1000, "만": 10_000, "십만": 100_000, "백만": 10**6, "천만": 10**7, "억": 10**8}
# Thousands are parted by commas, or by points where there are two at least: 1.200 may be a little more than one, so it is neither.
_NUMBER = r"(?!\d{1,3}\.\d{3}(?![\d.]))(\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,})"
_BEFORE = "(?:제|총|전체|정원|도보|걸어서|넓이|면적|수강료|교육비|연면적)?"
_WHOLE = re.compile(rf"{_BEFORE} ?{_NUMBER} ?(십만|백만|천만|백|천|만|억)? ?(\D*)", re.ASCII)
_SQUARE = ("㎡", "m²", "m2", "m^2", "제곱미터", "제곱 미터")
_AGES = ("age", "min", "max")
# What may follow the number of a key: 15일 are no 15 hours. A key that is not here has any unit.
_UNITS: Mapping[str, tuple[str, ...]] = {
    "fee": ("원",),
    "hours": ("시간", "h"),
    "walk_minutes": ("분",),
    "capacity": ("명", "인", "석"),
    "cohort": ("기", "차", "회차"),
    "number": ("번째", "번", "호", "호점"),
    "exit": ("번", "번출구", "번 출구", "출구"),
    "lecture_rooms": ("개", "실", "개실", "곳"),
    "area_m2": _SQUARE,
    **dict.fromkeys(_AGES, ("세", "살")),
}
# A number with one of these is a bound or a guess, and without it another fact.
_INEXACT = re.compile(r"약|여|이상|이하|이내|미만|초과|내외|안팎|정도|쯤|가량|최대|최소|부터|까지|[~∼–+±<>≥≤?-]")
# Longer ones are read as text: no fact has them.
MOST_DIGITS = 18


def narrow(text: str) -> str:
    """`text` with wide letters, digits and marks (２５％) as those of ASCII."""
    return text.translate(_WIDE)


def amount(key: str, text: str, whole: bool) -> int | float | None:
    """The number that `text` writes at `key`, or None where it may be another or, if a `whole` one is wanted, has a fraction."""
    text = " ".join(narrow(text).split())
    if key in _AGES:
        text = text.removeprefix("만 ").removeprefix("만")  # 만 39세 is the usual way to count years
    unit = next((each for each in _SQUARE if key == "area_m2" and text.endswith(each)), "")
    found = _WHOLE.fullmatch(text.removesuffix(unit))
    if found is None or _INEXACT.search(found[3]) or not _is_unit(key, found[3].strip()):
        return None
    value = _value(found[1]) * _TIMES[found[2] or ""]
    value = int(value) if value == int(value) else value
    return None if whole and isinstance(value, float) or value >= 10**MOST_DIGITS else value


def is_too_long(text: str) -> bool:
    """Whether `text` is a number, and one with more digits than any fact has."""
    digits = re.sub(r"[,. ]", "", narrow(text))
    return len(digits) > MOST_DIGITS and re.fullmatch(r"-?\d+", digits, re.ASCII) is not None


def is_inexact(text: str) -> bool:
    """Whether `text` has several numbers, or a word that makes one a guess: 25~30명, 약 120시간."""
    return len(re.findall(r"\d+(?:[.,]\d+)*", text)) > 1 or _INEXACT.search(text) is not None


def _value(digits: str) -> float:
    parts = digits.replace(",", "").split(".")
    return float("".join(parts)) if len(parts) > 2 else float(".".join(parts))


def _is_unit(key: str, written: str) -> bool:
    return not written or written in _UNITS.get(key, (written,))
