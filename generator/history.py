"""history: which facts changed and when, from the commits that touched `content/`. Outside a repository: none.

Only what the public could see is told: nothing of a version that was a draft or waited for its moment. Old values are told
only where they are dates or counts, since a name or a number that was taken away must not come back through its history.
What came with a repository's first commit (or with the edge of a shallow clone) is no news.
"""

import json
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from generator import dates, read, versions
from generator.cache import code_digest, digest, kept
from generator.commit import NoHistory, head_of, refusal, said_by
from generator.dates import KST, DateFault, date_in, parse
from generator.read.composed import value_at
from generator.versions import Touch, Versions, touches, versions_of

# So many changes are told, the newest: enough for years of one office's work, and bounded for a very busy one.
MOST = 1000
# The keys that are facts, by folder; "figures" are those of site.yml. An order, in which those of one commit are told.
FACTS: Mapping[str, tuple[str, ...]] = {
    "courses": (
        "title", "campus", "field", "cohort", "apply.from", "apply.until", "apply.url", "apply.how", "starts", "ends", "schedule",
        "hours", "capacity", "fee", "level", "eligibility.age.min", "eligibility.age.max", "eligibility.residence",
        "eligibility.prior", "partners",
    ),
    "campuses": (
        "name", "number", "opened", "status", "address", "stations", "area_m2", "lecture_rooms", "facilities", "phone", "email",
        "url", "hours", "accessibility",
    ),
    "notices": ("title", "campuses", "courses", "apply.from", "apply.until", "apply.url", "apply.how"),
    "figures": ("value", "as_of"),
}  # fmt: skip
# Where facts stand in the content: figures in one file, items in folders; and what is asked of those files.
_FIGURES = "site.yml"
_FOLDERS = FACTS.keys() - {"figures"}
_PLACES = (_FIGURES, *sorted(_FOLDERS))
_KEYS = {key.partition(".")[0] for folder in _FOLDERS for key in FACTS[folder]} | {"figures", "aliases", "draft", "publish"}
# Those whose values may be told: dates and counts.
_TOLD = {
    "cohort", "apply.from", "apply.until", "starts", "ends", "hours", "capacity", "fee", "eligibility.age.min", "eligibility.age.max",
    "number", "opened", "area_m2", "lecture_rooms", "value", "as_of",
}  # fmt: skip
# Those that name other items, and the folder of these.
_NAMING = {"campus": "campuses", "campuses": "campuses", "courses": "courses"}
_OPEN_ENDED = "open-ended"
# The name that an item has now, by its folder and a former name (`aliases`).
Names = Mapping[tuple[str, str], str]


@dataclass(frozen=True)
class FactChange:
    """A fact of an item that changed. `at` is the commit's moment (seconds since the epoch); `key` is "" for a new item.

    `before` and `after` are None where the fact was not there; where it was but its value is not to be told, "".
    """

    at: int
    folder: str
    slug: str
    key: str
    before: str | int | float | None
    after: str | int | float | None

    @property
    def moment(self) -> datetime:
        """When it became part of the content, in Korean time."""
        return datetime.fromtimestamp(self.at, KST)


def read_history(content: Path) -> tuple[FactChange, ...]:
    """The changes of facts, the newest first. Kept under the commit they lead to. NoHistory where git failed: that is not kept."""
    head = head_of(content)
    if not head:
        if said := refusal(content):
            raise NoHistory(said)
        return ()
    name = digest(head, code_digest(*read.CODE, dates.__file__, versions.__file__, __file__))
    try:
        body = kept(f"history/{name}.json", lambda: json.dumps([astuple(change) for change in _changes(content)]).encode())
    except (OSError, subprocess.CalledProcessError) as fault:
        raise NoHistory(said_by(fault)) from fault
    return tuple(FactChange(*values) for values in json.loads(body))


def _changes(content: Path) -> list[FactChange]:
    """The newest MOST changes, and of those before them the last ones of each item, as far as the history goes: what follows an item
    (SEQUENCE in a calendar) may never go back to an earlier day."""
    touched = [touch for touch in touches(content, _PLACES) if touch.new.path == _FIGURES or touch.item[0] in _FOLDERS]
    told: list[FactChange] = []
    known: set[tuple[str, str]] = set()
    with versions_of(content, _KEYS) as asked:
        names = names_of(_newest(touched, asked))
        for touch in touched:
            if len(told) >= MOST and touch.item in known:
                continue
            of_touch = [
                change for change in _of_touch(touch, asked, names) if len(told) < MOST or (change.folder, change.slug) not in known
            ]
            told += of_touch
            # The clock of a commit that is later than the newest one was wrong: its changes wait for their day, until which those
            # before them are the last.
            if touch.at <= touched[0].at:
                known |= {(change.folder, change.slug) for change in of_touch}
    return told


def _of_touch(touch: Touch, asked: Versions, names: Names) -> Iterator[FactChange]:
    """The changes of facts in one file. What is gone, or kept from the public, changed nothing."""
    after = asked.values(touch.new)
    if touch.new.path == _FIGURES:
        yield from _of_figures(touch.at, asked.values(touch.old), after)
    elif after is not None and not _is_held(after, touch.at):
        new = FactChange(touch.at, *touch.item, "", None, None)
        yield from _of_item(new, asked.values(touch.old), after, names, is_new=touch.old.is_none)


def _newest(touched: Iterable[Touch], asked: Versions) -> Iterator[tuple[str, str, Any]]:
    """The folder, slug and values of each item that may be named, as it is now."""
    now: dict[str, Touch] = {}
    for touch in touched:
        now.setdefault(touch.new.path, touch)
    for touch in now.values():
        if touch.item[0] in _NAMING.values():
            yield *touch.item, asked.values(touch.new)


def names_of(items: Iterable[tuple[str, str, Any]]) -> Names:
    """The names that these items have now, by their former ones; each is its folder, slug and values."""
    found: dict[tuple[str, str], str] = {}
    for folder, slug, values in items:
        former = (values or {}).get("aliases")
        found |= {(folder, name): slug for name in (former if isinstance(former, tuple) else (former,)) if isinstance(name, str)}
    return found


def _of_item(new: FactChange, before: Any, after: Any, names: Names, is_new: bool) -> Iterator[FactChange]:
    if is_new and not after.get("aliases"):
        yield new
    if before is not None and not _is_held(before, new.at):
        yield from compared(new.at, new.folder, new.slug, before, after, names)


def _of_figures(at: int, before: Any, after: Any) -> Iterator[FactChange]:
    old, new = figures_by_id(before), figures_by_id(after)
    for name in (name for name in new if name in old):
        yield from compared(at, "figures", name, old[name], new[name], {})


def figures_by_id(info: Any) -> dict[str, Any]:
    """The figures of what site.yml holds, by their names."""
    figures = (info or {}).get("figures", ())
    return {str(each.get("id")): each for each in figures if isinstance(each, dict)} if isinstance(figures, tuple) else {}


def compared(at: int, folder: str, slug: str, before: Any, after: Any, names: Names) -> Iterator[FactChange]:
    """The facts that differ between two versions of an item's values, in the order of FACTS. Another name of the same item is no change."""
    for key in FACTS[folder]:
        old, new = (value_at(values, key.split(".")) for values in (before, after))
        if _named(key, old, names) != _named(key, new, names):
            yield FactChange(at, folder, slug, key, _told(key, old), _told(key, new))


def _named(key: str, value: Any, names: Names) -> Any:
    """The value, with the names of today where it names items."""
    if key in _NAMING and isinstance(value, tuple):
        return tuple(_named(key, each, names) for each in value)
    return names.get((_NAMING[key], value), value) if key in _NAMING and isinstance(value, str) else value


def _told(key: str, value: Any) -> str | int | float | None:
    """The value, or "" where it is not to be told."""
    if value is None:
        return None
    if key in _TOLD and isinstance(value, int | float) and not isinstance(value, bool):
        return value
    return value if key in _TOLD and isinstance(value, str) and (value == _OPEN_ENDED or date_in(value)) else ""


def _is_held(values: Any, at: int) -> bool:
    """Whether this version was kept from the public at that moment."""
    try:
        waits = "publish" in values and at < parse(str(values["publish"])).first().timestamp()
    except DateFault:
        waits = True
    return values.get("draft", False) is not False or waits
