"""index: Site and Pages to Outputs. Files that list things; INDEXES is which."""

from collections.abc import Iterable, Iterator

from generator.index.calendar import make_calendars
from generator.index.redirects import make_host_files
from generator.index.sitemap import make_robots, make_sitemap
from generator.model import Site
from generator.output import Output
from generator.pages import Page

INDEXES = (
    make_calendars,
    make_sitemap,
    make_robots,
    make_host_files,
)


def make_indexes(site: Site, pages: Iterable[Page]) -> Iterator[Output]:
    """Every file that lists things."""
    for make in INDEXES:
        yield from make(site, pages)
