"""render: Pages to Outputs. Jinja, and only Jinja."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.output import Output
from generator.pages import Page
from generator.pages.frame import Frame
from generator.problems import Problem
from generator.render.environment import TemplateFault, make_environment, render_page
from generator.urls import file_of
from generator.words import Words
from generator.workers import map_chunks


@dataclass(frozen=True)
class Setting:
    """What all pages share: templates, where the site stands, published names of assets, frames and words by language."""

    templates: Path
    origin: str
    prefix: str
    assets: Mapping[str, str]
    frames: Mapping[str, Frame]
    words: Mapping[str, Words]


def render(pages: Sequence[Page], setting: Setting, workers: int = 1) -> tuple[tuple[Output, ...], tuple[Problem, ...]]:
    """The HTML of every page, and the faults of templates (one for each place)."""
    results = map_chunks(partial(_render_all, setting), pages, workers)
    outputs = tuple(result for result in results if isinstance(result, Output))
    problems = {result.where: result for result in results if isinstance(result, Problem)}
    return outputs, tuple(problems.values())


def _render_all(setting: Setting, pages: Sequence[Page]) -> list[Output | Problem]:
    environment = make_environment(setting.templates, setting.prefix, setting.origin, setting.assets)
    results: list[Output | Problem] = []
    for page in pages:
        try:
            html = render_page(environment, page, setting.frames[page.language], setting.words[page.language])
            results.append(Output(file_of(page.url), html.encode()))
        except TemplateFault as fault:
            results.append(fault.problem)
    return results
