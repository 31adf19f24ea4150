"""Letters and words as search sees them; `static/js/search/normal.js` is this file's twin.

Both are held to `tests/shared/search_words.json`.
"""

import re
import unicodedata
from functools import lru_cache

# The most letters of a text that a result of a search may show.
LEAD = 600
# Longest first, so that 에서는 is cut whole. Korean particles that follow a noun, and the copula's commonest forms.
PARTICLES = (
    "이라던데 이었는데 이라면서 라던데 이라고 이라면 이라서 이었던 이지만 이라던 이었다 인데요 였는데 "
    "까지도 까지만 에서만 에게만 으로만 만으로도 만으로는 만으로 "
    "보다는 보다도 로서는 으로서는 이라는데 라는데 라고 라면 라서 였던 인데 이요 이면 인지 대로 뿐만 뿐 마저 "
    "이라도 에서는 에서도 에서의 으로는 으로도 으로의 으로서 으로써 까지는 부터는 에게는 에게서 이라는 입니다 이에요 인가요 이나마 "
    "에는 에도 에만 에서 에게 에선 으로 로는 로도 로서 로써 로의 과는 과의 와는 와의 부터 까지 마다 처럼 보다 밖에 조차 하고 이나 이랑 "
    "이란 이라 이며 이고 예요 라는 라도 만의 만을 만이 들은 들을 들의 들이 한테 께서 "
    "은 는 이 가 을 를 의 에 와 과 도 만 로 나 랑 란 라 며 고 인 들"
).split()
# What makes a verb of a noun: 신청합니다, 준비하려면, 진행되는; and what is said politely: 받아요.
VERBAL = (
    "했습니다 됐습니다 되었습니다 하였습니다 합니다 됩니다 하십시오 하세요 하려면 하려는 하려고 하도록 되도록 하면서 하지만 하거나 "
    "하는지 하나요 요 해요 돼요 하네요 합니까 됩니까 되나요 할까요 될까요 "
    "해도 하면 하여 하고 하며 하는 하기 하게 해서 해야 했던 했다 한다 된다 되는 되어 되고 되며 되면 되기 한 할 해 된 될 하 함 됨"
).split()
_ENDS = frozenset(PARTICLES)
ENDINGS = frozenset((*PARTICLES, *VERBAL))
_LONGEST = max(map(len, ENDINGS))

_TO_FOLD = re.compile("[^\x00-\x7f가-힣\u3131-\u318e]")
_CHUNK = re.compile(r"\S+")
# A number with the Hangul after it (3호선), Latin with digits (gpt4, c++), Hangul with loose jamo, other letters.
_PIECE = re.compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ]+|[0-9]+[가-힣]+|[a-z0-9\u00e0-\u024f]+(?:\+\+|#)?|[\u3040-\u30ff\u4e00-\u9fff]+")
# A run without white space that has a Latin letter.
_LATIN = re.compile(r"(?<!\S)[^\sa-z]*+[a-z]\S*")
_HAS_LATIN = re.compile("[a-z]")
_LATIN_END = re.compile(r"[a-z0-9+#]$")
_JOINED_LIMIT = 24


def folded(text: str) -> str:
    """`text` in NFC, then each letter in NFKC but for the jamo U+3131–318E (NFKC would break initials), lower case."""
    return _TO_FOLD.sub(lambda letter: unicodedata.normalize("NFKC", letter[0]), unicodedata.normalize("NFC", text)).lower()


def chunks(text: str) -> list[list[str]]:
    """The pieces of each run without white space: split at marks and where scripts change, a particle after Latin dropped."""
    return [found for chunk in _CHUNK.findall(folded(text)) if (found := _pieces(chunk))]


def _pieces(chunk: str) -> list[str]:
    pieces: list[str] = []
    end = -1
    for match in _PIECE.finditer(chunk):
        attached = match.start() == end and pieces and _LATIN_END.search(pieces[-1]) is not None
        if not (attached and match[0] in _ENDS):
            pieces.append(match[0])
        end = match.end()
    return pieces


def words(text: str) -> list[str]:
    """The words of a text: every piece, and a chunk of marks or two scripts also joined (UX/UI → ux, ui, uxui)."""
    return _words(folded(text))


def _words(text: str) -> list[str]:
    """The words of a folded text. Only Latin joins, and takes particles: most text has none and is cut at once."""
    if not _HAS_LATIN.search(text):
        return _PIECE.findall(text)
    found: list[str] = []
    end = 0
    for chunk in _LATIN.finditer(text):
        found += _PIECE.findall(text, end, chunk.start())
        found += _with_latin(chunk[0])
        end = chunk.end()
    return found + _PIECE.findall(text, end)


@lru_cache(maxsize=10_000)
def _with_latin(chunk: str) -> tuple[str, ...]:
    """The words of a chunk that has a Latin letter: names of tools for the most part, each written a thousand times."""
    pieces = _pieces(chunk)
    joined = joined_of(pieces) if len(pieces) > 1 else None
    return (*pieces, joined) if joined else tuple(pieces)


# The end of a sentence after a noun of two syllables or more: 물류입니다, 입금합니다; not 배웁니다, 보입니다.
_SAID = re.compile(r"(?<=..)(?:입|합|됩|했습|됐습|되었습)니다$")


def spoken(text: str) -> str:
    """The words of a text, space-separated, a line for a line. The ends of sentences (…니다) are left out: nobody looks for them. Of a
    noun before 입니다 and 합니다 the noun stays."""
    lines = (_words(line) for line in folded(text).split("\n"))
    said = ([_noun_of(word) if word.endswith("니다") else word for word in line] for line in lines)
    return "\n".join([" ".join(filter(None, line)) for line in said])


def _noun_of(word: str) -> str:
    """The noun in a word that ends with 니다; "" where it has none."""
    noun = _SAID.sub("", word)
    return "" if noun.endswith("니다") else noun


def joined_of(pieces: list[str]) -> str | None:
    """The pieces of a chunk as one word, where one of them is Latin and all is not too long; else None."""
    joined = "".join(pieces)
    latin = any("a" <= piece[0] <= "z" for piece in pieces)
    return joined if latin and len(joined) <= _JOINED_LIMIT else None


def squeezed(text: str) -> str:
    """A name or a synonym as one word: folded letters without spaces and marks."""
    return "".join(piece for pieces in chunks(text) for piece in pieces)


def cuts(word: str) -> list[tuple[str, str]]:
    """Each way to cut a particle or a verb's ending off a Hangul word, two syllables at least remaining; the longest ending first."""
    longest = min(_LONGEST, len(word) - 2)
    return [(word[:-size], word[-size:]) for size in range(longest, 0, -1) if word[-size:] in ENDINGS]
