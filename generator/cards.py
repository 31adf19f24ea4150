"""The picture that a shared link shows (Open Graph): what a page is, where and when, on paper with the sprout.

Every word in it stands in the page too, and none of them goes out of date: dates are whole, a status is never drawn, nor a date in doubt.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from generator import card_art, drawing
from generator.cache import code_digest, digest
from generator.card_art import Inks
from generator.fonts import SOURCE
from generator.memory import Memory
from generator.pages import Page
from generator.pages.calendar import is_doubted
from generator.pages.frame import Frame
from generator.phrases import date_words, span_words
from generator.slow import Slow
from generator.words import Words

# Raise it when the drawing changes: the name of a picture is made from its words, so that pages know it before it is drawn.
EDITION = "3"


@dataclass(frozen=True)
class Card:
    """The words of a picture: over the title, the title, under it, and the name of the site."""

    above: str
    title: str
    below: str
    site: str

    @property
    def path(self) -> str:
        """Where the picture lies in the published folder."""
        return f"assets/og/{digest(EDITION, self.above, self.title, self.below, self.site)[:16]}.png"

    @property
    def alt(self) -> str:
        """All the words, for those who do not see the picture."""
        return " · ".join(filter(None, (self.above, self.title, self.below, self.site)))


def card_of(page: Page, frame: Frame, words: Words) -> Card:
    """The card of an item's page, or of its kind where it has none of its own; every other page shares the card of the site."""
    if page.kind not in _LINES:
        return Card(frame.name, frame.sentence, "", frame.short_name)
    if not page.pictured:
        return Card("", words["sections"][page.kind], "", frame.short_name)
    above, below = _LINES[page.kind](page.view, words)
    return Card(above, page.title, below, frame.short_name)


def cards_of(pages: Iterable[Page], frames: Mapping[str, Frame], words: Mapping[str, Words], memory: Memory, facts: str) -> list[Card]:
    """The cards of all pages, each once. `memory` has those of an earlier build that were made from the same facts (a digest)."""
    key = f"cards-{facts}"
    if known := memory.get(key):
        return [Card(*said) for said in json.loads(known)]
    # One page for each card: to ask all takes longer than to draw a hundred.
    shown = {page.url if page.pictured and page.kind in _LINES else (page.kind, page.language): page for page in pages}
    found = list(dict.fromkeys(card_of(page, frames[page.language], words[page.language]) for page in shown.values()))
    memory[key] = json.dumps([astuple(card) for card in found], ensure_ascii=False).encode()
    return found


def _course(view: Any, words: Words) -> tuple[str, str]:
    record = view.record
    above = " · ".join([*(campus.label for campus in view.campuses), view.field.label])
    window = _window(record, words)
    if window:
        return above, f"{words['course']['apply']} {window}"
    if record.starts and not is_doubted(record, "training"):
        return above, f"{words['course']['training']} {span_words(record.starts, record.ends, words)}"
    return above, ""


def _campus(view: Any, words: Words) -> tuple[str, str]:
    opened = view.record.opened
    return view.district, words["campus"]["opened"].format(date=date_words(opened, words)) if opened else ""


def _story(view: Any, words: Words) -> tuple[str, str]:
    return view.campus.label if view.campus else "", date_words(view.record.published, words)


def _notice(view: Any, words: Words) -> tuple[str, str]:
    window = _window(view.record, words)
    below = f"{words['course']['apply']} {window}" if window else date_words(view.record.published, words)
    return words["kinds"][view.record.kind], below


def _text(_view: Any, _words: Words) -> tuple[str, str]:
    return "", ""


_LINES = {"courses": _course, "campuses": _campus, "stories": _story, "notices": _notice, "pages": _text}


def _window(record: Any, words: Words) -> str:
    """When one may apply, in words; "" where nothing is known for sure."""
    return span_words(record.apply.from_, record.apply.until, words) if record.apply and not is_doubted(record, "apply") else ""


def pictures_of(cards: Sequence[Card], static: Path, colours: Mapping[str, tuple[str, str]]) -> Iterator[Slow]:
    """The picture of every card in the light colours of the site."""
    inks = Inks(*(colours[name][0] for name in ("ground", "text", "link", "button")))
    face, icons = static / "fonts" / SOURCE, static / "icons" / "icons.svg"
    code = code_digest(__file__, card_art.__file__, drawing.__file__)
    about = digest(face.read_bytes(), icons.read_bytes(), *astuple(inks), code)
    for card in cards:
        draw = partial(card_art.draw, card.above, card.title, card.below, card.site, face, icons, inks)
        yield Slow(card.path, f"og/{digest(about, *astuple(card))}.png", draw)
