"""index: Site and Pages to Outputs. Files that list things; INDEXES is which."""

from collections.abc import Iterable, Iterator

from generator.index.calendar import make_calendars
from generator.index.feeds import make_feeds
from generator.index.open_data import make_open_data
from generator.index.opensearch import make_opensearch
from generator.index.plain import make_llms, make_robots, make_security
from generator.index.redirects import make_host_files
from generator.index.search import make_search
from generator.index.sitemap import make_sitemap
from generator.model import Site
from generator.output import Output
from generator.pages import Page

INDEXES = (
    make_calendars,
    make_feeds,
    make_open_data,
    make_sitemap,
    make_robots,
    make_search,
    make_opensearch,
    make_security,
    make_llms,
    make_host_files,
)


def make_indexes(site: Site, pages: Iterable[Page]) -> Iterator[Output]:
    """Every file that lists things."""
    for make in INDEXES:
        yield from make(site, pages)
