"""Dates, figures and names as markup, and data for attributes, in the words of a language. Pure functions."""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from markupsafe import Markup, escape

from generator.dates import When
from generator.pages import Page
from generator.phrases import date_words, number, short_form
from generator.urls import MAIN_LANGUAGE
from generator.words import Words

# A tag, or a run of Hangul with what stands between its words; a Latin letter ends the run.
_KOREAN = re.compile(r"<[^>]*>|[ㄱ-ㆎ가-힣](?:[^<>&A-Za-z]*[ㄱ-ㆎ가-힣])?")
_HANGUL = re.compile("[ㄱ-ㆎ가-힣]")
_LATIN_WORD = re.compile("[A-Za-z]{2,}")
_PAIR = re.compile(r"(?<![·\w])(\w+)·(\w+)(?![·\w])")
_PAIR_LIMIT = 10
# After a sign that ends a word, but not the line: 63%와, AI(GPT)를; after the dash between two numbers: 20–30대; between a month and
# its day. Nothing in a tag.
_CLINGING = re.compile(r"<[^>]*>|(?<=[%)])(?=[가-힣])|(?<=[0-9]–)(?=[0-9])|(?<=[0-9]월) (?=[0-9]{1,2}일)")
_CLINGS = {"": "\u2060", " ": "\u00a0"}
_CLINGING_TO_DATE = re.compile(r"(?<=\)</time>)(?=[가-힣])")
_BOUND = re.compile(r"(?<=[가-힣]) (?=씨(?:[가는를의와도]|에게|께서|[^가-힣]|$))")


def time_tag(when: When, words: Words, form: str = "") -> Markup:
    """`when` as a `<time>` element that machines can read too."""
    return Markup(f'<time datetime="{when.html()}">{escape(date_words(when, words, form))}</time>')


def span_tag(first: When, last: When, words: Words) -> Markup:
    """A span of two dates; the second leaves out what it shares with the first: 11월 3일(월) – 21일(금)."""
    after = time_tag(last, words, short_form(first, last))
    return _filled(words["dates"]["range"], first=time_tag(first, words), last=after)


# Inside a script element, these could end it or begin a comment; in JSON their escapes are the same letters.
_ESCAPED = re.compile("[<>&\u2028\u2029]")


def linked_data(page: Page, whole_url: Callable[[str], str]) -> Markup:
    """The page's nodes and its trail as JSON-LD, safe inside a script element; "" where it says nothing."""
    nodes = list(page.linked)
    if page.crumbs:
        trail = [(crumb.label, crumb.url) for crumb in page.crumbs] + [(page.title, page.url)]
        steps = [
            {"@type": "ListItem", "position": number, "name": name, "item": whole_url(url)} for number, (name, url) in enumerate(trail, 1)
        ]
        nodes.append({"@type": "BreadcrumbList", "itemListElement": steps})
    if not nodes or not page.listed:
        return Markup("")
    data = {"@context": "https://schema.org", "@graph": nodes}
    said = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(_ESCAPED.sub(lambda letter: f"\\u{ord(letter[0]):04x}", said))


class Dated(Protocol):
    """The dates of a status, as views hold them."""

    from_: When | None
    until: When | str | None

    def data(self) -> dict[str, str | bool]:
        """The dates as text."""


def dates_json(dates: Iterable[Dated], words: Words | None = None) -> str:
    """Dates as the browser's script takes them; with `words`, each with its deadline (or its opening) in words, unless it is in doubt."""
    found = []
    for each in dates:
        said = each.until if isinstance(each.until, When) else each.from_
        found.append(each.data() | ({"text": date_words(said, words)} if words and said and not getattr(each, "doubted", False) else {}))
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def quantity(value: float, unit: str, words: Words) -> Markup:
    """A number and its unit; a sign such as % stands close. The number and the unit's first word stay on one line: a unit of several words
    ("companies, approximately") may be wider than one."""
    pattern = words["numbers"]["value_sign" if not unit[:1].isalpha() else "value_unit"]
    first, space, rest = unit.partition(" ")
    return _filled('<span class="whole">{said}</span>{rest}', said=pattern.format(value=number(value), unit=first), rest=space + rest)


def sentence(pattern: str, **parts: Any) -> Markup:
    """A sentence of the words file filled with text or markup; text is escaped. A particle stays on the line of its date."""
    said = _filled(str(escape(pattern)), **parts)
    return Markup(_CLINGING_TO_DATE.sub("\u2060", said)) if ")</time>" in said else said


def _filled(pattern: str, **parts: Any) -> Markup:
    """Markup with these parts in it; text is escaped. (`Markup.format` does the same, five times slower.)"""
    return Markup(pattern.format(**{name: str(escape(part)) for name, part in parts.items()}))


def headed(card: str, level: int) -> Markup:
    """A card with its heading, written as h0, at `level`. Text is escaped by then, so that no other h0 is in it."""
    return Markup(str(card).replace("<h0 ", f"<h{level} ").replace("</h0>", f"</h{level}>"))


def korean(text: str | Markup, words: Words) -> str | Markup:
    """`text` as a page shows it: on a Korean one its particles cling, in another its Korean is marked as Korean (WCAG 2.2, 3.1.2).

    Markup stays markup; any other text is escaped.
    """
    if words["code"] == MAIN_LANGUAGE:
        whole = clinging(text)
        return text if whole == text else type(text)(whole)
    return Markup(_KOREAN.sub(lambda run: run[0] if run[0][0] == "<" else f'<span lang="ko">{run[0]}</span>', str(escape(text))))


def elsewhere(title: str, words: Words) -> str | Markup:
    """The title of something elsewhere, as `korean` gives it; on a Korean page one of several Latin words alone is marked as English.

    A single word is a name, which every voice may read as its own (WCAG 2.2, 3.1.2).
    """
    if words["code"] == MAIN_LANGUAGE and not _HANGUL.search(title) and len(_LATIN_WORD.findall(title)) > 1:
        return Markup('<span lang="en">{title}</span>').format(title=title)
    return korean(title, words)


def tied(text: str) -> str:
    """`text` with what belongs together kept on one line.

    That is two short words around a middle dot, a name with its 씨, a particle after a sign.
    """
    pairs = _PAIR.sub(lambda pair: f"{pair[1]}\u2060·\u2060{pair[2]}" if len(pair[0]) <= _PAIR_LIMIT else pair[0], text)
    return _BOUND.sub("\u00a0", clinging(pairs))


def clinging(text: str) -> str:
    """`text` with the Hangul after % and ), a number after its dash, and the day after its month, on the line of what it belongs to."""
    if not ("%" in text or ")" in text or "–" in text or "월 " in text):
        return text
    return _CLINGING.sub(lambda found: _CLINGS.get(found[0], found[0]), text)
