"""Lists in parts of bounded size. The first part stands at the list's own address, the others at `page/2/` and so on below it."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, TypeVar

from generator.model import Site
from generator.pages.base import Link, Page, list_page
from generator.urls import localised

T = TypeVar("T")

# A row is some 0.8 kB of HTML: a part stays below 200 kB, as large as a page of this site may be.
SIZE = 200


def parts_of(items: Sequence[T]) -> list[Sequence[T]]:
    """The items in parts; a list without any has one part."""
    return [items[start : start + SIZE] for start in range(0, len(items), SIZE)] or [items]


def part_links(path: str, language: str, amount: int) -> tuple[Link, ...]:
    """A link to each part of the list at `path`; none where there is only one."""
    return tuple(Link(str(number), _part_url(path, language, number)) for number in range(1, amount + 1)) if amount > 1 else ()


def list_parts(
    site: Site, language: str, path: str, template: str, items: Sequence[T], view_of: Callable[[Sequence[T]], Any], **more: Any
) -> Iterator[Page]:
    """The pages of a list, each with the view of its part."""
    parts = parts_of(items)
    first = list_page(site, language, path, template, partial(view_of, parts[0]), parts=part_links(path, language, len(parts)), **more)
    yield first
    yield from further_parts(site, first, path, template, parts, view_of)


def further_parts(
    site: Site, first: Page, path: str, template: str, parts: Sequence[Sequence[T]], view_of: Callable[[Sequence[T]], Any]
) -> Iterator[Page]:
    """The pages after the `first`, which shows the first of the `parts` of the list at `path`."""
    for number, part in enumerate(parts[1:], 2):
        yield list_page(
            site,
            first.language,
            f"{path}page/{number}/",
            template,
            partial(view_of, part),
            title=site.words[first.language]["part"].format(title=first.title, number=number),
            description=first.description,
            origin=first.origin,
            section=first.section,
            crumbs=(*first.crumbs, Link(first.title, first.url)),
            alternates={},
            checked=first.checked,
            parts=part_links(path, first.language, len(parts)),
        )


def _part_url(path: str, language: str, number: int) -> str:
    return localised(path if number == 1 else f"{path}page/{number}/", language)
