"""Small pure functions on text: normal form, width, slugs, Korean particles, nearest word."""

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SLUG_LIMIT = 80

# What digits and Latin letters at a word's end sound like when read aloud in Korean: a consonant (삼, 육, 엠, name,
# jungnang), and among those ㄹ (일, 칠, 팔, 엘, title, HR). After a vowel an r is not heard: number is 넘버.
_WITH_FINAL = re.compile(r"(?:[0136-8]|[lmn]e?|[aeiouy]ng|(?<![aeiou])r)$")
_WITH_RIEUL = re.compile(r"(?:[178]|le?|(?<![aeiou])r)$")
# Letters that are not seen and change what is: controls, turns of direction, fillers, blanks, private and half letters, and numbers
# that are none. White space, U+200D and what chooses a letter's shape (U+FE0F), which pictures of people are made with, are none of
# them (Unicode categories Cc, Cf, Co, Cs, noncharacters, Default_Ignorable_Code_Point; UTS #39).
_UNSEEN = (
    "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\xad\\u034f\\u0600-\\u0605\\u061c\\u06dd\\u070f\\u0890\\u0891\\u08e2\\u115f\\u1160"
    "\\u17b4\\u17b5\\u180b-\\u180f\\u200b\\u200c\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ud800-\\udfff"
    "\\ue000-\\uf8ff\\ufdd0-\\ufdef\\ufeff\\uffa0\\ufff9-\\ufffb\\ufffe\\uffff"
)
_UNSEEN_BEYOND = (
    "\\U000110bd\\U000110cd\\U00013430-\\U0001343f\\U0001bca0-\\U0001bca3\\U0001d173-\\U0001d17a\\U000e0000-\\U000e0fff"
    "\\U000f0000-\\U0010ffff" + "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(1, 15))
)
# Every letter would be held against each range beyond U+FFFF in turn, so only those that lie there are looked at again.
INVISIBLE = re.compile(f"[{_UNSEEN}\\U00010000-\\U0010ffff](?<=[{_UNSEEN}{_UNSEEN_BEYOND}])")
_HANGUL_FIRST, _HANGUL_LAST = 0xAC00, 0xD7A3
_RIEUL = 8


def normal(text: str) -> str:
    """`text` in Unicode normal form C with line ends as "\\n" and no byte-order mark."""
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")


def shown(text: str, most: int = 400) -> str:
    """`text` as it can be printed on one line: what cannot be seen as its number (U+202E), the middle of a long one left out."""
    if len(text) > most:
        text = f"{text[: most // 2]} … {text[-most // 4 :]}"
    return re.sub(r"[\n\r\t\u2028\u2029]", " ", INVISIBLE.sub(lambda letter: f"U+{ord(letter[0]):04X}", text))


def is_slug(text: str) -> bool:
    """Whether `text` is lower-case ASCII letters, digits and single hyphens, 80 at the most."""
    return len(text) <= SLUG_LIMIT and SLUG.fullmatch(text) is not None


def width(text: str) -> int:
    """How many terminal cells `text` takes: two for East Asian wide letters (Unicode UAX #11), none for marks."""
    return sum(_cells(letter) for letter in text)


def _cells(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def ends_in_consonant(word: str) -> bool:
    """Whether `word`, read aloud in Korean, ends in a final consonant; quotes and marks at its end are passed over."""
    return _ends(word, lambda final: final != 0, _WITH_FINAL)


def _ends_in_rieul(word: str) -> bool:
    return _ends(word, lambda final: final == _RIEUL, _WITH_RIEUL)


def _ends(word: str, hangul: Callable[[int], bool], other: re.Pattern[str]) -> bool:
    """Whether the end of `word` is one that `hangul` (given its final's number) or `other` accepts."""
    letters = re.sub(r"[\W_]+$", "", word.lower())
    if letters and _HANGUL_FIRST <= ord(letters[-1]) <= _HANGUL_LAST:
        return hangul((ord(letters[-1]) - _HANGUL_FIRST) % 28)
    return other.search(letters) is not None


def particle(word: str, after_consonant: str, after_vowel: str) -> str:
    """The one of two Korean particles that the last sound of `word` asks for: 을 for 과정, 를 for 공고."""
    if after_consonant == "으로" and _ends_in_rieul(word):
        return after_vowel
    return after_consonant if ends_in_consonant(word) else after_vowel


def with_particle(word: str, after_consonant: str, after_vowel: str) -> str:
    """`word` with its particle: 과정을, 공고를."""
    return word + particle(word, after_consonant, after_vowel)


def subject(word: str) -> str:
    """이 or 가, as `word` asks."""
    return particle(word, "이", "가")


def topic(word: str) -> str:
    """은 or 는, as `word` asks."""
    return particle(word, "은", "는")


def to(word: str) -> str:
    """으로 or 로, as `word` asks."""
    return particle(word, "으로", "로")


def nearest(word: str, options: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The option most like `word`, or None when none is as like it as `cutoff` (0 to 1) asks."""
    matches = difflib.get_close_matches(word, list(options), n=1, cutoff=cutoff)
    return matches[0] if matches else None


# A name that is only rather like another is another thing: jung is no misspelt jungnang.
SURE = 0.8


def nearest_name(word: str, options: Iterable[str]) -> str | None:
    """The name that `word` surely misspells, also in capitals. Never one with other digits: seoul-20251102 is not seoul-20251103."""
    numbers = re.findall(r"\d+", word)
    named = {option.lower(): option for option in options if re.findall(r"\d+", option) == numbers}
    near = nearest(word.lower(), named, SURE)
    return named[near] if near else None


def nearest_file(path: str, options: Iterable[str]) -> str | None:
    """The file whose name, without its folder, is that of `path`; else the one of its ending, else of any, whose name is surely meant."""
    name, all_names = _name(path), {_name(option): option for option in reversed(list(options))}
    if name in all_names:
        return all_names[name]
    alike = {each: option for each, option in all_names.items() if _ending(each) == _ending(name)}
    return _nearest_stem(name, alike) or _nearest_stem(name, all_names)


def _nearest_stem(name: str, named: Mapping[str, str]) -> str | None:
    stems = {each.removesuffix(_ending(each)): option for each, option in named.items()}
    near = nearest_name(name.removesuffix(_ending(name)), stems)
    return stems[near] if near else None


def _name(path: str) -> str:
    return path.rpartition("/")[2].lower()


def _ending(name: str) -> str:
    """The ending of a name with its dot; "" where it has none."""
    return name[name.rindex(".") :] if "." in name[1:] else ""


def heading_id(text: str) -> str:
    """An HTML id made of a heading's words: letters of any script and digits, joined by hyphens."""
    return "-".join(re.findall(r"\w+", text.lower())) or "section"
