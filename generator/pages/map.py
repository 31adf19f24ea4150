"""The district map: a tile a district, with the most urgent status of its campus's courses."""

import re
from dataclasses import dataclass

from generator.check.filing import Filed
from generator.model import Site
from generator.model.status import GROUPS, STATUSES, Dates
from generator.pages.base import item_url, once, text_of
from generator.pages.rows import MOST_DATES, status_view
from generator.records import Campus

# A syllable of the Revised Romanization of Korean: consonants, vowels, a final consonant that no vowel follows.
_SYLLABLE = re.compile(r"[^aeiouwy]*[wy]?[aeiou]+(?:(?:ng|[nmlktp])(?![aeiouwy]))?", re.IGNORECASE)


@dataclass(frozen=True)
class Tile:
    """A district on the map: its place, its campus (None where it has none), its most urgent status."""

    column: int
    row: int
    name: str
    district: str
    url: str | None
    status: str | None
    open_count: int
    courses: tuple[Dates, ...]
    lit: bool


@dataclass(frozen=True)
class MapView:
    """The district map: tiles in the order of names, its size, and the river's corners."""

    tiles: tuple[Tile, ...]
    columns: int
    rows: int
    river: tuple[tuple[int, int], ...]
    statuses: tuple[str, ...]


@once
def district_map(site: Site, language: str, lit: str | None = None) -> MapView:
    """The map of all districts with the statuses of their courses; or, where one is lit, a quiet map of where it lies."""
    by_district = {filed.record.district: filed for filed in reversed(site.campuses)}
    order = sorted(site.districts, key=lambda slug: text_of(site.districts[slug], language, "name"))
    tiles = tuple(_tile(site, slug, by_district.get(slug), language, lit) for slug in order)
    shown = {tile.status for tile in tiles}
    return MapView(
        tiles=tiles,
        columns=max((tile.column for tile in tiles), default=1),
        rows=max((tile.row for tile in tiles), default=1),
        river=site.info.map.river,
        statuses=tuple(status for status in STATUSES if status in shown),
    )


def _tile(site: Site, slug: str, campus: Filed[Campus] | None, language: str, lit: str | None) -> Tile:
    district = site.districts[slug]
    courses = site.courses_at.get(campus.slug, ()) if campus and lit is None else ()
    views = [view for filed in courses if (view := status_view(site, filed))]
    statuses = [view.id for view in views]
    name = text_of(district, language, "name")
    return Tile(
        column=district.tile[0],
        row=district.tile[1],
        name=short_name(name),
        district=name,
        url=item_url(campus, language) if campus else None,
        status=min(statuses, key=STATUSES.index, default=None),
        open_count=sum(status in GROUPS["now"] for status in statuses),
        courses=tuple(view.dates for view in views) if len(views) <= MOST_DATES else (),
        lit=slug == lit,
    )


def short_name(district: str) -> str:
    """A district's name without its kind where something of it is left: 중랑구 is 중랑, 중구 stays, Jung-gu is Jung.

    A romanised name may break between its syllables (zero width spaces), as a small tile needs.
    """
    name = re.sub(r"(?<=..)[구군시]$|-(?:gu|gun|si)$", "", district)
    return "\u200b".join(_SYLLABLE.findall(name)) if name.isascii() and "".join(_SYLLABLE.findall(name)) == name else name
