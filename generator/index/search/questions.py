"""The questions that a text answers, each a document of its own: who asks one is led to its answer, not to the top of a long page."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from generator.check.filing import Filed
from generator.index.search.entries import Entry, cut, zones_of
from generator.letters import spoken
from generator.records import TextPage

_BLOCK = re.compile(r"</(?:p|li|t[dhr]|h[1-6]|pre|blockquote)>")
_TAG = re.compile(r"<[^>]*>")


class Question(NamedTuple):
    """A heading of a text page that asks something: its level, its text, its id in the page."""

    level: int
    text: str
    id: str


def questions_of(filed: Filed[TextPage], language: str) -> Iterator[Question]:
    """The questions of a text page; none in most."""
    body = filed.document.body(language)
    for heading in body.headings if body else ():
        if heading.text.endswith("?"):
            yield Question(heading.level, heading.text, heading.id)


def entry_of_question(filed: Filed[TextPage], language: str, question: Question) -> Entry:
    """A question with what stands below it, up to the next heading that is not within it."""
    body = filed.document.body(language)
    said = _below(body.html, question) if body else ""
    zones = (*zones_of({"title": [question.text]}), ("body", spoken(said)))
    return Entry("pages", filed.slug, question.text, "", cut(" ".join(said.split())), zones, f"#{question.id}")


def _below(html: str, question: Question) -> str:
    """The plain text below a heading, a line for a block."""
    level = question.level
    found = re.search(rf'<h{level} id="{re.escape(question.id)}">.*?</h{level}>(.*?)(?=<h[1-{level}][ >]|\Z)', html, re.DOTALL)
    return unescape(_TAG.sub("", _BLOCK.sub("\n", found[1]))) if found else ""
