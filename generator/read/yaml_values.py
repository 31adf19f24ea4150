"""Plain words of YAML: which are numbers, and which YAML 1.1 reads as something else than what is written."""

import re

from generator.text import topic, with_particle

# A word that YAML reads as something else is short; the patterns are slow on long ones.
_SURPRISE_LIMIT = 100

# Only the digits of ASCII: others look like words to one reader and like numbers to another.
_INTEGER = re.compile(r"-?(?:0|[1-9]\d*)", re.ASCII)
_FLOAT = re.compile(r"-?(?:0|[1-9]\d*)\.\d+", re.ASCII)
# Thirty thousand, where thousands are parted by a dot; thirty to YAML.
_THOUSANDS = re.compile(r"([1-9]\d{0,2})\.000", re.ASCII)
CONSTANTS = {"true": True, "false": False}
# Plain words that YAML 1.1 reads as something else than what is written (yaml.org/type).
_SURPRISES = (
    (re.compile(r"(?i)y|n|yes|no|on|off|True|TRUE|False|FALSE"), "참·거짓"),
    (re.compile(r"[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.\d*)?"), "60진수"),
    (re.compile(r"[-+]?0[0-7_]+"), "8진수"),
    (re.compile(r"[-+]?0[bxo][\da-fA-F_]+"), "다른 진수의 수"),
    (re.compile(r"\+\d+(?:\.\d*)?|[-+]?\d[\d_]*_[\d_]*(?:\.\d*)?|[-+]?(?:\d+\.|\.\d+)|[-+]?[\d.]+[eE][-+]?\d+"), "다른 꼴의 수"),
    (re.compile(r"(?i)[-+]?\.inf|\.nan|=|<<"), "특별한 값"),
)
# How each of these begins, if with a letter; with any other letter none does.
BEGINNINGS = frozenset("yYnNoOtTfF")


def number_in(text: str) -> int | float | None:
    """The number that a plain word is, or None."""
    if len(text) < 19 and _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if len(text) < 19 and _FLOAT.fullmatch(text) and not _THOUSANDS.fullmatch(text) else None


def surprise_in(text: str) -> tuple[str, str] | None:
    """What to say of a plain word that YAML reads as something else, and how it is mended; None of any other."""
    if len(text) > _SURPRISE_LIMIT:
        return None
    if thousands := _THOUSANDS.fullmatch(text):
        few = thousands[1]
        return f"점은 소수점이라 '{text}'{topic(text)} {few}입니다.", f"{few}000이면 '{few}000', {few}이면 '{few}'만 쓰세요."
    meaning = next((meaning for pattern, meaning in _SURPRISES if pattern.fullmatch(text)), None)
    return None if meaning is None else _said(text, meaning)


def _said(text: str, meaning: str) -> tuple[str, str]:
    repair = f'글이면 큰따옴표로 감싸 "{with_particle(text + chr(34), "으로", "로")} 쓰세요.'
    if meaning == "참·거짓":
        repair += " 참·거짓이면 true나 false로 쓰세요."
    elif meaning != "특별한 값":
        repair += " 수이면 0으로 시작하지 않는 숫자만 쓰세요."
    return f"YAML은 {with_particle(text, '을', '를')} {with_particle(meaning, '으로', '로')} 읽기도 합니다.", repair
