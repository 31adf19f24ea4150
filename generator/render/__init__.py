"""render: Pages to Outputs. Jinja, and only Jinja."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol

from generator.output import Output
from generator.pages import Page
from generator.pages.frame import Frame
from generator.pictures import Picture
from generator.problems import Problem
from generator.render.environment import Environment, TemplateFault, make_environment, render_page
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


def render(pages: Sequence[Page], setting: Setting, workers: int = 1) -> tuple[tuple[Output, ...], tuple[Problem, ...]]:
    """The HTML of every page, and the faults of templates (one for each place)."""
    results = map_chunks(partial(_render_all, setting), pages, workers)
    outputs = tuple(result for result in results if isinstance(result, Output))
    problems = {result.where: result for result in results if isinstance(result, Problem)}
    return outputs, tuple(problems.values())


def environment_of(setting: Setting) -> Environment:
    """The environment of all templates, as this setting wants it."""
    environment = make_environment(setting.templates, setting.prefix, setting.origin, setting.assets)
    environment.globals["colours"] = setting.colours
    show_pictures(environment, setting.prefix, setting.pictures)
    return environment


def _render_all(setting: Setting, pages: Sequence[Page]) -> list[Output | Problem]:
    environment = environment_of(setting)
    results: list[Output | Problem] = []
    for page in pages:
        try:
            frame, words = setting.frames[page.language], setting.words[page.language]
            html = render_page(environment, page, frame, words, setting.card(page, frame, words))
            results.append(Output(file_of(page.url), html.encode()))
        except TemplateFault as fault:
            results.append(fault.problem)
    return results
