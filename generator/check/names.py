"""Names of people who did not sign a form: whether they are masked, so that nobody can be told from them.

A name is masked where each of its words tells no more than a surname. The lists are short on purpose: a word that is not known is taken
for a name, and the editor is told how to write it.
"""

import re

_LONG_SURNAMES = "남궁|황보|제갈|선우|사공|서문|독고|동방"
_SURNAME = rf"(?:{_LONG_SURNAMES}|[가-힣])"
_MASK = "[○◯〇*]{1,3}"
# 김, 김씨, 김모, 김○○, 김○수, ○○○, A
_WORD = re.compile(rf"{_SURNAME}(?:{_MASK}[가-힣]?|모)?(?:씨|님)?|{_MASK}|[A-Z](?:씨|님)?|모|씨|님")
_ROLE = re.compile(r"(?:수료생|교육생|참여자|참가자|졸업생|익명)(?:의|씨|님)?")
# 도봉캠퍼스, 데이터분석과정, 30대, 2기
_WHERE = re.compile(r"[가-힣A-Za-z]*(?:캠퍼스|과정|분야|전공)(?:의)?|[0-9]+(?:대|기|세|살)(?:의)?")
_BETWEEN = re.compile(r"[\s,·()]+")
_LATIN = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Mx|Dr)\.? )?[A-Z][a-z]+(?: [A-Z]\.?){0,2}"  # Kim, Ms. Kim, Kim S.
    rf"|[A-Z](?:[a-z]+)?[. ]*{_MASK}|[A-Z]\.?"  # Kim ○○, K.
    r"|(?:An? |The )?(?:anonymous )?(?:graduate|trainee|participant)(?: [A-Z])?|anonymous",
)


def is_masked(name: str) -> bool:
    """Whether a Korean name tells no more than a surname: 김 씨, 남궁○○, 이모 씨, 도봉캠퍼스 수료생, 수료생 A."""
    words = [word for word in _BETWEEN.split(name) if word]
    return any(_tells_little(word) for word in words) and all(_tells_little(word) or _WHERE.fullmatch(word) for word in words)


def _tells_little(word: str) -> bool:
    return bool(_WORD.fullmatch(word) or _ROLE.fullmatch(word))


def is_masked_latin(name: str) -> bool:
    """Whether a name in English tells no more than a surname: Kim, Ms. Kim, Kim S., Graduate A."""
    return bool(_LATIN.fullmatch(name) or _LATIN.fullmatch(name[:1].lower() + name[1:]))


def surname_of(name: str) -> str:
    """The surname that a name in full seems to begin with; 김 where it begins with none."""
    found = re.match(_SURNAME, name)
    return found[0] if found else "김"
