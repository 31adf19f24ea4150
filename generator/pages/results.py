"""The results: every published figure with its day, its source and what it does not say."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import Site
from generator.pages.base import Link, Page, in_language, item_url, list_page, name_of, sources_of
from generator.pages.rows import FigureView, figure_view


@dataclass(frozen=True)
class ResultsView:
    """What the results show: figures of the whole programme, and of single courses."""

    programme: tuple[FigureView, ...]
    courses: tuple[FigureView, ...]


def make(site: Site, language: str) -> Iterator[Page]:
    """The results in `language`."""
    programme = tuple(figure_view(site, figure, language, figure.id) for figure in site.info.figures)
    courses, keys = [], [figure.source for figure in site.info.figures]
    for filed in in_language(site.courses, language):
        about = Link(name_of(site, filed, language), item_url(filed, language))
        for number, figure in enumerate(filed.record.outcomes, 1):
            courses.append(figure_view(site, figure, language, f"{filed.slug}-{number}", about))
            keys.append(figure.source)
    view = ResultsView(programme, tuple(courses))
    yield list_page(site, language, "/results/", "results", lambda: view, section="results", sources=sources_of(site, keys))
