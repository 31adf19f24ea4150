"""The search index: per language one small set of files that the browser's engine (`static/js/search/`) reads.

items (which documents there are) → entries (what each says) → weigh (which terms, how much) → learn (of all) → merge → files (core,
shards, cards). What the last build learnt and wrote is taken again for all that an edit does not touch (state.py, recall.py).
"""

from collections.abc import Iterator, Mapping
from itertools import chain

from generator.cache import digest, program
from generator.index.search.columns import Columns, core_of
from generator.index.search.files import ResultCard, length_for, make_files, result_card
from generator.index.search.items import core_columns, in_order, items_of, layout_of
from generator.index.search.learn import learnt, nothing
from generator.index.search.merge import merge
from generator.index.search.state import State, state_of, written
from generator.index.search.weigh import groups_of
from generator.model import Site
from generator.output import Kept, Output

FOLDER = "search"


def make_search(site: Site, memory: Mapping[str, bytes] | None = None) -> Iterator[Output | Kept]:
    """The search index of each language of the site. `memory` is what an earlier build kept, and what is given to be kept replaces it."""
    for language in site.info.languages:
        yield from _make(site, language, state_of((memory or {}).get(_key(language))))


def kept_by_search(site: Site) -> tuple[str, ...]:
    """The keys of what `make_search` gives to be kept."""
    return tuple(map(_key, site.info.languages))


def _key(language: str) -> str:
    return f"search-{language}-{program()}"


def _make(site: Site, language: str, last: State | None) -> Iterator[Output | Kept]:
    columns, groups = Columns(site, language), groups_of(site.synonyms.groups)
    items = list(items_of(site, language, columns, frozenset(chain.from_iterable(groups))))
    core, layout, length = core_of(site, language, columns), layout_of(items, site), length_for(len(items))
    about = digest(layout, repr(core), repr(groups), "\n".join([item.key for item in items]))
    if last and last.about == about:
        yield from (piece.output for piece in last.pieces)
        return
    if last and (last.groups, last.length) != (groups, length):
        last = None  # all weighs something else, or all cards are
    if last and last.layout == layout:
        named = {item.name: item for item in items}
        items, own = [named[name] for name in last.learnt.names], last.columns
    else:
        items, dates = in_order(items, site)
        own = core_columns(items, dates, site)
    found, entries = learnt(items, frozenset().union(*{item.column for item in items}), last.learnt if last else nothing(groups))
    numbers = {name: number for number, name in enumerate(last.learnt.names)} if last else {}

    def card(number: int) -> ResultCard:
        return result_card(entries[number], length) if number in entries or not last else last.card(numbers[items[number].name])

    known = {piece.label: piece.output for piece in last.pieces if piece.label} if last else {}
    keys = [f"{item.name} {item.key}" for item in items]
    pieces = list(make_files(f"{FOLDER}/{language}", {**core, **own}, keys, card, merge(found), known))
    yield Kept(_key(language), written(about, layout, length, own, found, pieces))
    yield from (piece.output for piece in pieces)
