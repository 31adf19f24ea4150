"""render: Pages to Outputs. Jinja, and only Jinja."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.assets import Assets
from generator.output import Output
from generator.pages import Page
from generator.pages.frame import Frame
from generator.problems import Problem
from generator.render.environment import TemplateFault, make_environment, render_page
from generator.urls import file_of
from generator.words import Words


def render(
    pages: Iterable[Page],
    frames: Mapping[str, Frame],
    words: Mapping[str, Words],
    templates: Path,
    origin: str,
    prefix: str,
    assets: Assets,
) -> tuple[tuple[Output, ...], tuple[Problem, ...]]:
    """The HTML of every page, and the faults of templates (one for each template and line)."""
    environment = make_environment(templates, prefix, origin, assets)
    outputs, problems = [], {}
    for page in pages:
        try:
            html = render_page(environment, page, frames[page.language], words[page.language])
        except TemplateFault as fault:
            problems.setdefault(fault.problem.where, fault.problem)
        else:
            outputs.append(Output(file_of(page.url), html.encode()))
    return tuple(outputs), tuple(problems.values())
