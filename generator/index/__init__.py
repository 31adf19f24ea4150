"""index: Site and Pages to Outputs. Files that list things; INDEXES is which."""

import json
from collections.abc import Callable, Iterator, Sequence

from generator.index.calendar import make_calendars
from generator.index.feeds import make_feeds
from generator.index.open_data import make_open_data
from generator.index.opensearch import make_opensearch
from generator.index.plain import make_llms, make_robots, make_security
from generator.index.redirects import make_host_files
from generator.index.search import make_search
from generator.index.sitemap import make_sitemap
from generator.memory import Memory
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


def make_indexes(site: Site, pages: Sequence[Page], workers: int, memory: Memory, key: str) -> list[Output]:
    """Every file that lists things; from `memory` where it has them under `key`, which says all they are made from."""
    known = memory.get(key)
    if known is not None:
        return _unpacked(known)
    outputs = _made(site, pages, workers)
    memory[key] = _packed(outputs)
    return outputs


def _packed(outputs: Sequence[Output]) -> bytes:
    """A line of JSON with the paths and lengths, then the bytes of all files."""
    return b"\n".join((json.dumps([(output.path, len(output.body)) for output in outputs]).encode(), b"".join(output.body for output in outputs)))


def _unpacked(value: bytes) -> list[Output]:
    head, _, bodies = value.partition(b"\n")
    outputs, start = [], 0
    for path, length in json.loads(head):
        outputs.append(Output(path, bodies[start : start + length]))
        start += length
    return outputs


def _made(site: Site, pages: Sequence[Page], workers: int) -> list[Output]:
    def made(makers: Sequence[Callable[[Site, Sequence[Page]], Iterator[Output]]]) -> list[list[Output]]:
        return [list(make(site, pages)) for make in makers]

    return [output for part in map_chunks(made, INDEXES, workers if len(pages) >= SPLIT_FROM else 1, chunk=1, least=2) for output in part]
