"""index: Site and Pages to Outputs. Files that list things; INDEXES is which."""

from collections.abc import Callable, Iterator, Sequence

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
from generator.workers import SPLIT_FROM, map_chunks

# The longest work first, so that the shorter fill what is left of the time.
INDEXES = (
    make_search,
    make_calendars,
    make_feeds,
    make_open_data,
    make_sitemap,
    make_robots,
    make_opensearch,
    make_security,
    make_llms,
    make_host_files,
)


def make_indexes(site: Site, pages: Sequence[Page], workers: int = 1) -> list[Output]:
    """Every file that lists things."""

    def made(makers: Sequence[Callable[[Site, Sequence[Page]], Iterator[Output]]]) -> list[list[Output]]:
        return [list(make(site, pages)) for make in makers]

    return [output for part in map_chunks(made, INDEXES, workers if len(pages) >= SPLIT_FROM else 1, chunk=1, least=2) for output in part]
