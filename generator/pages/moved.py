"""Pages at old addresses that lead to the new ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from generator.model import Site
from generator.pages.base import Page, item_url, name_of
from generator.urls import url_of


@dataclass(frozen=True)
class MovedView:
    """Where the item is now."""

    url: str


def make(site: Site, language: str) -> Iterator[Page]:
    """A page for each alias of each item that has a page in `language`."""
    for (folder, slug), filed in site.published.items():
        if not site.has(folder, slug, language):
            continue
        for alias in filed.record.aliases:
            yield Page(
                url=url_of(folder, alias, language),
                language=language,
                template="moved",
                title=name_of(site, filed, language),
                description="",
                view_of=partial(MovedView, item_url(filed, language)),
                origin=filed.document.shown,
                kind="moved",
                listed=False,
            )
