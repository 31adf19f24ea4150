"""pages: Site to Pages. PAGES is the list of what a visitor gets; each maker gives its pages in one language."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, partial
from typing import Any

from generator.check.filing import Filed
from generator.check.said import change_to
from generator.model import Site, site_path
from generator.pages import (
    calendar,
    campus,
    changes,
    compare,
    course,
    data,
    field,
    home,
    missing,
    moved,
    notice,
    results,
    search,
    story,
    text,
)
from generator.pages.base import Page, languages
from generator.problems import Problem, Where
from generator.read.body import Link
from generator.read.composed import KeyPath
from generator.records import KINDS, TextPage
from generator.security import KEPT
from generator.text import nearest_name, topic, with_particle
from generator.urls import FORM_URL, LANGUAGES, MAIN_LANGUAGE, localised, url_of

PAGES = (
    home.make,
    course.make_lists,
    course.make,
    compare.make,
    campus.make_list,
    campus.make,
    field.make_list,
    field.make,
    story.make_list,
    story.make,
    notice.make_lists,
    notice.make,
    calendar.make,
    results.make,
    changes.make,
    data.make,
    search.make,
    text.make,
    missing.make,
    moved.make,
)


def make_pages(site: Site, doubtful: frozenset[str] = frozenset()) -> tuple[tuple[Page, ...], tuple[Problem, ...]]:
    """All pages in all languages, and the faults that only show now: addresses claimed twice, links to no page or an old one. `doubtful`
    are the addresses that faulty files may have, where some are: nobody knows what comes of them."""
    pages = tuple(page for make in PAGES for language in languages(site) for page in make(site, language))
    return pages, (*_collisions(pages), *_program_addresses(site, pages), *_broken_site_links(site, pages, doubtful))


def _collisions(pages: tuple[Page, ...]) -> Iterator[Problem]:
    claimed: dict[str, Page] = {}
    named: set[tuple[str, str]] = set()
    for page in pages:
        first = claimed.setdefault(page.url, page)
        # The twins of two pages that collide need no second word.
        if first is not page and (first.origin, page.origin) not in named:
            named.add((first.origin, page.origin))
            message = (
                f"주소 {with_particle(page.url, '을', '를')} {with_particle(first.origin, '과', '와')} {page.origin}에서 함께 쓰려 합니다."
            )
            yield Problem(Where(page.origin), "doubled-address", message, "한쪽의 파일 이름(또는 aliases)을 바꾸세요.")


def _program_addresses(site: Site, pages: tuple[Page, ...]) -> Iterator[Problem]:
    """Text pages and their old addresses that stand among files of the build, which hosts may keep for a year (`/assets/`), where only
    the preview has something (`/admin/`), or where another kind of items or another language begins. Where a page of the program
    stands, the two collide, and that is told."""
    made = [page for page in pages if page.kind in ("list", "missing")]
    urls = {page.url for page in made}
    formats = (form.url for page in made for form in page.formats)
    trees = (*(f"/{kind.folder}/" for kind in KINDS if kind is not TextPage), *(localised("/", tongue) for tongue in LANGUAGES))
    taken = {url.split("/")[1].removesuffix(".html") for url in (*urls, *formats, *trees, *KEPT, FORM_URL)}
    for filed in site.texts:
        for path, name in (((), filed.slug), *((("aliases", index), alias) for index, alias in enumerate(filed.record.aliases))):
            url = url_of(TextPage.folder, name)
            if name in taken and url not in urls:
                message = f"주소 {with_particle(url, '은', '는')} 이 프로그램이 쓰는 자리입니다."
                repair = "이 옛 주소를 지우세요." if path else f"파일 이름을 '{name}-page'처럼 바꾸세요."
                yield filed.fault(path, "doubled-address", message, repair)


def _broken_site_links(site: Site, pages: tuple[Page, ...], doubtful: frozenset[str]) -> Iterator[Problem]:
    """Links written as "/calendar/" that lead to no page, and to no file as pages name them; and those to an old address.

    Old addresses are for those who have them from elsewhere: from our own page they are a way round on which a place in the page is
    lost, and to `build.py verify` no page."""
    moved = {page.url: page for page in pages if page.kind == "moved"}
    urls = {page.url for page in pages if page.kind != "moved"}
    files = cache(partial(_files, site, pages))  # asked for only where a link leads to no page
    for filed, path, language, link in _site_links(site):
        if _may_be(link.target, doubtful) or site_path(link.target, language) in urls or link.target in files():
            continue
        old = f"{link.target.rstrip('/')}/"
        if site_path(old, language) in moved:
            message = f"'{link.written}'{topic(link.written)} 옛 주소입니다."
            repair = change_to(moved[old].view.url + (f"#{link.anchor}" if link.anchor else ""))
        else:
            message = f"주소 '{link.written}'에는 쪽이 없습니다."
            repair = _link_repair(site, link.target, sorted(urls - {url_of(filed.document.folder, filed.slug, language)}))
        where = filed.document.where_in_body(path, link.line, link.column, len(link.written))
        yield Problem(where, "broken-link", message, repair)


def _site_links(site: Site) -> Iterator[tuple[Filed[Any], KeyPath, str, Link]]:
    """The links written as "/calendar/" in texts that a page shows, each behind its item and the text's path and language."""
    for filed in site.published.values():
        for path, (body, _) in filed.document.bodies.items():
            language = MAIN_LANGUAGE if len(path) == 1 else str(path[0])
            if language in languages(site):
                yield from ((filed, path, language, link) for link in body.links if link.kind == "site")


def _may_be(target: str, doubtful: frozenset[str]) -> bool:
    """Whether an address can come of faulty files: it is theirs, that of a file about them, or has the number of a year or a part, as
    lists of items have."""
    if not doubtful:
        return False
    whole = re.sub(r"\.\w+$", "/", target)
    parts = whole.split("/")
    forms = (whole, "/".join(("", *parts[-3:])), *(f"/{part}/*" for part in parts))
    return any(part.isdigit() for part in parts) or not doubtful.isdisjoint(forms)


def _files(site: Site, pages: tuple[Page, ...]) -> frozenset[str]:
    """The addresses of feeds, calendars, open data, and of what stands at a known place for programs."""
    sets = (url for each in data.data_sets(site) for url in (*each.files("json"), *each.files("csv"), each.schema))
    return frozenset((*sets, *(form.url for page in pages for form in page.formats), "/sitemap.xml", "/robots.txt"))


def _link_repair(site: Site, target: str, urls: Sequence[str]) -> str:
    """What to write instead of an address without a page; a text that is not published yet is named by its file."""
    for folder, slug in site.held:
        if target.rstrip("/") == url_of(folder, slug).rstrip("/"):
            return f"그 글은 아직 공개하지 않습니다. 링크를 '../{folder}/{slug}.…'처럼 파일로 쓰면, 공개되기 전에는 글자만 보입니다."
    # The folder is alike in all its addresses: what counts is the name.
    above, _, name = target.rstrip("/").rpartition("/")
    beside = {url.rstrip("/").rpartition("/")[2]: url for url in urls if url.rstrip("/").rpartition("/")[0] == above}
    same = [url for url in urls if name and url.rstrip("/").rpartition("/")[2] == name]
    near = beside.get(nearest_name(name, beside) or "", same[0] if len(same) == 1 else "")
    return change_to(near) if near else "있는 쪽의 주소를 적으세요."
