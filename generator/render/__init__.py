"""render: Pages to Outputs. Jinja, and only Jinja."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Protocol

from generator.cache import digest, program
from generator.fingerprint import Fingerprints
from generator.memory import Entry, Memory, Sure
from generator.output import Remembered, known_of, remembered
from generator.pages import Page
from generator.pages.frame import Frame
from generator.pictures import Picture
from generator.problems import Problem
from generator.render.environment import Jinja, TemplateFault, make_environment, render_page
from generator.render.last import Last, Row
from generator.render.pictures import show_pictures
from generator.urls import file_of
from generator.words import Words
from generator.workers import map_chunks

# A list of 200 courses takes as long as twenty other pages.
_CHUNK = 10


class Card(Protocol):
    """The picture that a link to a page shows: where it lies, and its words."""

    @property
    def path(self) -> str:
        """Its path in the published folder."""

    @property
    def alt(self) -> str:
        """Its words."""


@dataclass(frozen=True)
class Setting:
    """What all pages share: templates, where the site stands, published names of assets, frames and words by language.

    `card` gives the picture that a link to a page shows; `pictures` are those of `content/`, by their paths in it;
    `shared` what several pages hold, by identity; `core` the letters of the font that every page loads.
    """

    templates: Path
    origin: str
    prefix: str
    assets: Mapping[str, str]
    frames: Mapping[str, Frame]
    words: Mapping[str, Words]
    card: Callable[[Page, Frame, Words], Card]
    colours: Mapping[str, tuple[str, str]]
    pictures: Mapping[str, Picture]
    shared: Mapping[int, Any]
    core: frozenset[str]

    @cached_property
    def rare(self) -> re.Pattern[str]:
        """What finds the letters beyond ASCII that are not in that font."""
        return re.compile(f"[^\x00-\x7f{re.escape(''.join(sorted(self.core)))}]")

    def about(self) -> str:
        """A digest of all that a page may show beside itself."""
        templates = sorted(path for path in self.templates.rglob("*") if path.is_file())
        shared = (self.origin, self.prefix, self.assets, self.frames, self.words, self.colours, self.pictures)
        return digest(repr(shared), program(), *(part for path in templates for part in (path.name, path.read_bytes())))


def render(
    pages: Sequence[Page], setting: Setting, workers: int = 1, memory: Memory | None = None, *, facts: str
) -> tuple[tuple[Remembered, ...], tuple[Problem, ...]]:
    """The HTML of every page, and the faults of templates (one for each place).

    A page that `memory` knows is not rendered: its key says all that its template can see. `facts` is a digest of all that
    pages follow from but the body each shows: where it is that of an earlier build, and the body too, no view is made to find the key.
    """
    memory = {} if memory is None else memory
    about = setting.about()
    last = Last.of(memory, facts)
    pages_made, environment = Sure(memory), environment_of(setting)
    work = partial(_render_all, setting, environment, about, Fingerprints(setting.shared), last, pages_made)

    def kept(made: _Made) -> Row | Problem:
        if isinstance(made, Problem):
            return made
        row, handed = made
        pages_made.take(row.key, handed)
        return row

    rows = [last.row(page, about) for page in pages]
    # From the end, where the pages stand that take longest: no process waits for another that has just begun with one of them.
    missing = [page for page, row in zip(pages, rows, strict=True) if row is None][::-1]
    made = reversed(map_chunks(work, missing, workers, _CHUNK, keep=kept))
    environment.forget()
    found = [row or next(made) for row in rows]
    sound = [(page, row) for page, row in zip(pages, found, strict=True) if not isinstance(row, Problem)]
    last.replace(memory, facts, {page.url: (page.made_from, row) for page, row in sound})
    problems = {row.where: row for row in found if isinstance(row, Problem)}

    def html(key: str) -> bytes:
        return known_of(pages_made.fetch(key))[2]

    outputs = (Remembered(file_of(page.url), row.digest, partial(html, row.key), row.letters) for page, row in sound)
    return tuple(outputs), tuple(problems.values())


# What a worker makes of a page: its row, and its HTML as it hands it over, where the memory has it not; or a fault.
_Made = tuple[Row, Entry | bytes | None] | Problem


def environment_of(setting: Setting) -> Jinja:
    """The environment of all templates, as this setting wants it."""
    environment = make_environment(setting.templates, setting.prefix, setting.origin, setting.assets)
    environment.globals["colours"] = setting.colours
    show_pictures(environment, setting.prefix, setting.pictures)
    return environment


def _render_all(
    setting: Setting, environment: Jinja, about: str, prints: Fingerprints, last: Last, pages_made: Sure, pages: Sequence[Page]
) -> list[_Made]:
    """What is made of each page."""
    results: list[_Made] = []
    for page in pages:
        shown = last.shown_of(page) or prints.of((page, page.view, page.linked))
        key = digest(about, shown)
        if row := last.row_with(key):
            results.append((row, None))
        elif (value := pages_made.get(key)) is not None:
            results.append((Row(shown, key, *known_of(value)[:2]), None))
        else:
            try:
                frame, words = setting.frames[page.language], setting.words[page.language]
                html = render_page(environment, page, frame, words, setting.card(page, frame, words))
                *known, value = remembered(html, setting.rare)
                results.append((Row(shown, key, *known), pages_made.hand(key, value)))
            except TemplateFault as fault:
                results.append(fault.problem)
        page.forget()
    return results
