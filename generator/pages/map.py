"""The district map: a tile a district, with the most urgent status of what its campuses recruit for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.check.filing import Filed
from generator.model import Site
from generator.model.status import GROUPS, STATUSES, Dates
from generator.pages.base import in_language, once, text_of
from generator.pages.districts import campuses_in, district_url
from generator.pages.recruiting import recruiting
from generator.pages.rows import MOST_DATES, StatusView, status_view
from generator.records import Campus

# A syllable of the Revised Romanization of Korean: consonants, vowels, a final consonant that no vowel follows.
_SYLLABLE = re.compile(r"[^aeiouwy]*[wy]?[aeiou]+(?:(?:ng|[nmlktp])(?![aeiouwy]))?", re.IGNORECASE)


@dataclass(frozen=True)
class Tile:
    """A district on the map: its place, where its campuses are found (None where it has none), its most urgent status.

    `district` is its name in words, with the number of its campuses where they are several. `says` is which words of the map tell its
    state. `courses` and `notices` are the dates from which a browser computes it again; only courses are counted. `undated` says
    that a course without a state is held there; `here` that the tile leads to the very page it stands on.
    """

    column: int
    row: int
    name: str
    district: str
    url: str | None
    status: str | None
    says: str
    open_count: int
    courses: tuple[Dates, ...]
    notices: tuple[Dates, ...]
    undated: bool
    lit: bool
    here: bool


@dataclass(frozen=True)
class MapView:
    """The district map: tiles in the order of names, its size, and the river's corners."""

    tiles: tuple[Tile, ...]
    columns: int
    rows: int
    river: tuple[tuple[int, int], ...]
    statuses: tuple[str, ...]


@once
def district_map(site: Site, language: str, lit: str | None = None, at_campus: bool = False) -> MapView:
    """The map of all districts with their statuses; or, where one is lit, a quiet map of where it lies: `at_campus` on the page of a
    campus there."""
    order = sorted(site.districts, key=lambda slug: text_of(site.districts[slug], language, "name"))
    tiles = tuple(_tile(site, slug, language, lit, at_campus) for slug in order)
    shown = {tile.status for tile in tiles}
    return MapView(
        tiles=tiles,
        columns=max((tile.column for tile in tiles), default=1),
        rows=max((tile.row for tile in tiles), default=1),
        river=site.info.map.river,
        statuses=tuple(status for status in STATUSES if status in shown),
    )


def _tile(site: Site, slug: str, language: str, lit: str | None, at_campus: bool) -> Tile:
    district, campuses = site.districts[slug], campuses_in(site, slug)
    counted = campuses if lit is None else ()
    held, notices = _courses(site, counted), _notices(site, counted, language)
    courses = [view for view in held if view]
    status = _status(courses + notices, None in held)
    open_count = sum(view.id in GROUPS["now"] for view in courses)
    few = len(courses) + len(notices) <= MOST_DATES
    name = text_of(district, language, "name")
    several = site.words[language]["map"]["several"]
    return Tile(
        column=district.tile[0],
        row=district.tile[1],
        name=short_name(name),
        district=several.format(district=name, count=len(campuses)) if len(campuses) > 1 else name,
        url=district_url(site, slug, language),
        status=status,
        says=_says(status, courses, open_count),
        open_count=open_count,
        courses=tuple(view.dates for view in courses) if few else (),
        notices=tuple(view.dates for view in notices) if few else (),
        undated=None in held,
        lit=slug == lit,
        here=slug == lit and at_campus and len(campuses) == 1,
    )


def _status(views: Sequence[StatusView], undated: bool) -> str | None:
    """The most urgent of the states. A course that ended does not speak for a place where another goes on, or may: one without a state."""
    status = min((view.id for view in views), key=STATUSES.index, default=None)
    return None if status == "ended" and undated else status


def _says(status: str | None, courses: Sequence[StatusView], open_count: int) -> str:
    """Which sentence a tile says: "courses" where a course has its status, "apart" where only a notice has it, else "status" or "plain"."""
    if not open_count:
        return "status" if status else "plain"
    return "courses" if any(view.id == status for view in courses) else "apart"


def _courses(site: Site, campuses: Sequence[Filed[Campus]]) -> list[StatusView | None]:
    """The statuses of the courses at these campuses, None for one without; a course at two of them is one."""
    courses = {filed.slug: filed for campus in campuses for filed in site.courses_at.get(campus.slug, ())}
    return [status_view(site, filed) for filed in courses.values()]


def _notices(site: Site, campuses: Sequence[Filed[Campus]], language: str) -> list[StatusView]:
    """The statuses of the notices in `language` that recruit for these campuses. All that are over give a tile the same status, so only
    one of them is kept."""
    notices = {filed.slug: filed for campus in campuses for filed in in_language(recruiting(site, campus.slug), language)}
    views = [view for filed in notices.values() if (view := status_view(site, filed))]
    over = [view for view in views if view.id in GROUPS["past"]]
    return [view for view in views if view not in over] + over[:1]


def short_name(district: str) -> str:
    """A district's name without its kind where something of it is left: 중랑구 is 중랑, 중구 stays, Jung-gu is Jung.

    A romanised name may break between its syllables (zero width spaces), as a small tile needs.
    """
    name = re.sub(r"(?<=..)[구군시]$|-(?:gu|gun|si)$", "", district)
    return "\u200b".join(_SYLLABLE.findall(name)) if name.isascii() and "".join(_SYLLABLE.findall(name)) == name else name
