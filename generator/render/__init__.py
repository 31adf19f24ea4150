"""render: Pages to Outputs. Jinja, and only Jinja."""

import pickle
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol

from generator.cache import digest
from generator.output import Output
from generator.pages import Page
from generator.pages.frame import Frame
from generator.pictures import Picture
from generator.problems import Problem
from generator.render.environment import Compiled, Environment, TemplateFault, make_environment, render_page
from generator.render.pictures import show_pictures
from generator.reuse import Memory
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

    `card` gives the picture that a link to a page shows; `pictures` are those of `content/`, by their paths in it.
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


def render(
    pages: Sequence[Page], setting: Setting, workers: int = 1, memory: Memory | None = None
) -> tuple[tuple[Output, ...], tuple[Problem, ...]]:
    """The HTML of every page, and the faults of templates (one for each place).

    With a `memory`, a page is not rendered again that has the same view under the same templates and setting.
    """
    results = map_chunks(partial(_render_all, setting, memory), pages, workers)
    outputs = tuple(result for result in results if isinstance(result, Output))
    problems = {result.where: result for result in results if isinstance(result, Problem)}
    return outputs, tuple(problems.values())


def environment_of(setting: Setting, memory: Memory | None = None) -> Environment:
    """The environment of all templates, as this setting wants it; a `memory` holds compiled ones."""
    # Jinja computes what is constant while it compiles: `"/" | href` is compiled with the prefix in it.
    compiled = memory.recall(("compiled", setting.prefix, setting.origin), Compiled) if memory else None
    environment = make_environment(setting.templates, setting.prefix, setting.origin, setting.assets, compiled)
    environment.globals["colours"] = setting.colours
    show_pictures(environment, setting.prefix, setting.pictures)
    return environment


def fingerprint(setting: Setting) -> str:
    """A digest of all that every page depends on beside its view: the templates and the setting."""
    parts = [setting.origin, setting.prefix, setting.assets, setting.frames, setting.words, setting.colours, setting.pictures]
    files = sorted(setting.templates.rglob("*.html"))
    return digest(pickle.dumps(parts), *(part for file in files for part in (str(file), file.read_bytes())))


def _render_all(setting: Setting, memory: Memory | None, pages: Sequence[Page]) -> list[Output | Problem]:
    environment = environment_of(setting, memory)
    if memory is None:
        return [_render(page, setting, environment) for page in pages]
    shared = fingerprint(setting)
    return [
        memory.recall(("page", shared, digest(pickle.dumps(page))), partial(_render, page, setting, environment)) for page in pages
    ]


def _render(page: Page, setting: Setting, environment: Environment) -> Output | Problem:
    frame, words = setting.frames[page.language], setting.words[page.language]
    try:
        html = render_page(environment, page, frame, words, setting.card(page, frame, words))
    except TemplateFault as fault:
        return fault.problem
    return Output(file_of(page.url), html.encode())
