"""render: Pages to Outputs. Jinja, and only Jinja."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from generator.cache import digest, program
from generator.fingerprint import Fingerprints
from generator.memory import Memory
from generator.output import Remembered, remembered
from generator.pages import Page
from generator.pages.frame import Frame
from generator.pictures import Picture
from generator.problems import Problem, Where
from generator.render.environment import Compiled, Environment, TemplateFault, make_environment, render_page
from generator.render.pictures import show_pictures
from generator.urls import file_of
from generator.words import Words
from generator.workers import map_chunks


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
    `shared` what several pages hold, by identity; `compiled` what an earlier build of this process has compiled.
    """

    templates: Path
    origin: str
    prefix: str
    assets: Mapping[str, str]
    frames: Mapping[str, Frame]
    words: Mapping[str, Words]
    card: Callable[[Page, Frame, Words], Card]
    colours: Mapping[str, tuple[str, str]]
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    shared: Mapping[int, Any] = field(default_factory=dict)
    compiled: Compiled | None = None

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
    pages follow from but the body each shows: where it is that of an earlier build, and the body too, so is the key, and no
    view is made to find it.
    """
    memory = {} if memory is None else memory
    about = setting.about()
    known = _Keys(memory, digest("keys", about, facts))
    work = partial(_render_all, setting, environment_of(setting), about, Fingerprints(setting.shared), memory)

    def kept(made: tuple[str, bytes | Problem | None]) -> tuple[str, bytes | Problem | None]:
        key, result = made
        if isinstance(result, bytes):
            memory[key] = result
        return key, None if key in memory else result

    outputs: list[Remembered] = []
    problems: dict[Where, Problem] = {}
    keys = [known.of(page) for page in pages]
    made = iter(map_chunks(work, [page for page, key in zip(pages, keys, strict=True) if key is None], workers, keep=kept))
    found = [(key, None) if key else next(made) for key in keys]
    known.save(pages, [key for key, _ in found])
    for page, (key, result) in zip(pages, found, strict=True):
        if isinstance(result, Problem):
            problems[result.where] = result
        else:
            path = file_of(page.url)
            fetch = memory.get if result is None else {key: result}.get  # a memory that could not take it
            outputs.append(Remembered(path, fetch, key))
    return tuple(outputs), tuple(problems.values())


class _Keys:
    """The keys that the pages of an earlier build had, made from the same facts. Only those whose HTML is still remembered."""

    def __init__(self, memory: Memory, name: str) -> None:
        self._memory, self._name = memory, name
        self._known: dict[str, list[str]] = json.loads(memory.get(name) or b"{}")

    def of(self, page: Page) -> str | None:
        """The key of the page, or None where its body is another, or it is not known."""
        made_from, key = self._known.get(page.url, ("", ""))
        return key if key and made_from == page.made_from and self._memory.get(key) is not None else None

    def save(self, pages: Sequence[Page], keys: Sequence[str]) -> None:
        """Remember the keys of these pages."""
        found = {page.url: [page.made_from, key] for page, key in zip(pages, keys, strict=True)}
        if found != self._known:
            self._memory[self._name] = json.dumps(found).encode()


def environment_of(setting: Setting) -> Environment:
    """The environment of all templates, as this setting wants it."""
    environment = make_environment(setting.templates, setting.prefix, setting.origin, setting.assets, setting.compiled)
    environment.globals["colours"] = setting.colours
    show_pictures(environment, setting.prefix, setting.pictures)
    return environment


def _render_all(
    setting: Setting, environment: Environment, about: str, prints: Fingerprints, memory: Memory, pages: Sequence[Page]
) -> list[tuple[str, bytes | Problem | None]]:
    """The key of each page, and what a memory is to hold of its HTML where it does not yet."""
    results: list[tuple[str, bytes | Problem | None]] = []
    for page in pages:
        key = digest(about, prints.of((page, page.view, page.linked)))
        if memory.get(key) is not None:
            results.append((key, None))
            page.forget()
            continue
        try:
            frame, words = setting.frames[page.language], setting.words[page.language]
            html = render_page(environment, page, frame, words, setting.card(page, frame, words)).encode()
            results.append((key, remembered(html)))
        except TemplateFault as fault:
            results.append((key, fault.problem))
        page.forget()
    return results
