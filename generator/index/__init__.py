"""index: Site and Pages to Outputs. Files that list things; OF_TEXTS and OF_FACTS are which."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial

from generator.index.calendar import make_calendars
from generator.index.feeds import make_feeds
from generator.index.kept import Made, handed, recalled, remember
from generator.index.open_data import make_open_data
from generator.index.opensearch import make_opensearch
from generator.index.plain import make_llms, make_robots, make_security
from generator.index.redirects import make_host_files
from generator.index.search import kept_by_search, make_search
from generator.index.sitemap import make_sitemap
from generator.memory import Memory, Store, Sure
from generator.model import Site
from generator.output import Kept, Output, Remembered
from generator.pages import Page
from generator.workers import SPLIT_FROM, Job, meanwhile, run

Maker = Callable[[Site, Sequence[Page]], Iterator[Output]]
# Gives, once, what search made.
Search = Callable[[], list[Output | Kept]]

# Those that hold texts, beside search, and those that follow from facts alone and stay as they are where only a text was edited.
# The longest work first, so that the shorter fill what is left of the time.
OF_TEXTS: tuple[Maker, ...] = (make_feeds,)
OF_FACTS: tuple[Maker, ...] = (
    make_calendars,
    make_open_data,
    make_sitemap,
    make_robots,
    make_opensearch,
    make_security,
    make_llms,
    make_host_files,
)


@contextmanager
def search_ahead(site: Site, memory: Memory, workers: int) -> Iterator[Search | None]:
    """Where a build before this one left search little to do, a forked process does it while pages are made; what is given waits for it.
    None where search comes later: where there is everything to do, it needs the room that pages take until then."""
    kept = _kept(site, memory) if len(site.published) >= SPLIT_FROM else {}
    if len(kept) < len(site.info.languages):
        yield None
        return
    with meanwhile(partial(_searched, site, kept), workers) as searched:
        yield searched


def _kept(site: Site, memory: Memory) -> Mapping[str, bytes]:
    """What search wants back. It is asked for here, and not by a forked process, so that the memory knows that it is in use."""
    return {key: value for key in kept_by_search(site) if (value := memory.get(key))}


def make_indexes(
    site: Site,
    pages: Sequence[Page],
    workers: int,
    memory: Memory,
    facts: str,
    texts: str,
    beside: Sequence[Job] = (),
    searched: Search | None = None,
) -> list[Output | Remembered]:
    """Every file that lists things; from `memory` where it has what was made from the same `facts`, and the same `texts` of notices
    (digests). Search knows by itself what it has to make; it was done ahead where it is given. The jobs `beside` are done by whoever has
    nothing left to do here: search takes one process longer than all else takes the other."""
    keys = {make: f"{facts}-{make.__name__}" for make in OF_FACTS} | {make: f"{facts}-{texts}-{make.__name__}" for make in OF_TEXTS}
    sure = Sure(memory)
    files = {make: recalled(memory, sure, key) for make, key in keys.items()}
    jobs = [
        Job(partial(_handed, make, site, pages, sure, key), partial(remember, memory, sure, key))
        for make, key in keys.items()
        if files[make] is None
    ]
    if searched is None:
        jobs.insert(0, Job(partial(_searched, site, _kept(site, memory)), partial(_put_away, memory)))
    made = iter(run((*jobs, *beside), workers if beside or len(pages) >= SPLIT_FROM else 1))
    outputs: list[Output | Remembered] = [*(_put_away(memory, searched()) if searched else next(made))]
    for make in keys:
        outputs += next(made) if (known := files[make]) is None else known
    return outputs


def _handed(make: Maker, site: Site, pages: Sequence[Page], sure: Sure, key: str) -> Made:
    return handed(sure, key, make(site, pages))


def _searched(site: Site, kept: Mapping[str, bytes]) -> list[Output | Kept]:
    return list(make_search(site, kept))


def _put_away(memory: Memory, results: Sequence[Output | Kept]) -> list[Output]:
    """The files among these results; what is to be kept goes to the memory at once, since it is large."""
    for each in results:
        if isinstance(each, Kept):
            if isinstance(memory, Store):
                memory.set_parts(each.key, each.parts)
            else:
                memory[each.key] = b"".join(each.parts)
    return [each for each in results if isinstance(each, Output)]
