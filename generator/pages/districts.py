"""Districts and their campuses: where a district leads that has one campus, and one that has several."""

from generator.check.filing import Filed
from generator.model import Site
from generator.pages.base import has_page, item_url, once
from generator.records import Campus
from generator.urls import MAIN_LANGUAGE, localised


def campuses_in(site: Site, district: str) -> tuple[Filed[Campus], ...]:
    """The campuses of the district, in the order of their names."""
    return _by_district(site).get(district, ())


@once
def _by_district(site: Site) -> dict[str, tuple[Filed[Campus], ...]]:
    found: dict[str, tuple[Filed[Campus], ...]] = {}
    for filed in site.campuses:
        found[filed.record.district] = (*found.get(filed.record.district, ()), filed)
    return found


def district_url(site: Site, district: str, language: str) -> str | None:
    """Where the campuses of the district are: the page of its only one, or the list of campuses at the first of several.

    The list of a language names only what has a page in it: where one of several has none, it is the list that names them all.
    """
    campuses = campuses_in(site, district)
    if len(campuses) < 2:
        return item_url(campuses[0], language) if campuses else None
    named = all(has_page(filed, language) for filed in campuses)
    return f"{localised('/campuses/', language if named else MAIN_LANGUAGE)}#{anchor_of(district)}"


def anchor_of(district: str) -> str:
    """The id of the first campus of the district in the list of campuses."""
    return f"district-{district}"
