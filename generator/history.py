"""history: which facts changed and when, from the commits that touched `content/`. Outside a repository: none.

Only what the public could see is told: nothing of a version that was a draft or waited for its moment. Old values are told
only where they are dates or counts, since a name or a number that was taken away must not come back through its history.
What came with a repository's first commit (or with the edge of a shallow clone) is no news.
"""

import json
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from generator import dates, read
from generator.cache import code_digest, digest, kept
from generator.commit import head_of
from generator.dates import KST, DateFault, When, parse
from generator.read.files import SPELLINGS

# What is looked at, the newest first: enough for years of one office's work, and bounded for a very busy one.
COMMITS = 500
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
# Those whose values may be told: dates and counts.
_TOLD = {
    "cohort", "apply.from", "apply.until", "starts", "ends", "hours", "capacity", "fee", "eligibility.age.min", "eligibility.age.max",
    "number", "opened", "area_m2", "lecture_rooms", "value", "as_of",
}  # fmt: skip
# Those that name other items, and the folder of these.
_NAMING = {"campus": "campuses", "campuses": "campuses", "courses": "courses"}
_OPEN_ENDED = "open-ended"
# A file of content as it was: its path then, and its blob.
_Version = tuple[str, str]
# The name that an item has now, by its folder and a former name (`aliases`).
Names = Mapping[tuple[str, str], str]
# What git says of a commit with a parent, and of a file in it.
_HEAD = re.compile("([0-9]{1,12}) [0-9a-f][0-9a-f ]*")
_ROW = re.compile("\\n?:[0-7]+ [0-7]+ ([0-9a-f]+) ([0-9a-f]+) ")
# Git takes any number for a commit's moment, so a wrong clock writes any; what no calendar has is told on no day.
_LATEST = When(9998).first().timestamp()


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


def read_history(content: Path) -> tuple[FactChange, ...] | None:
    """The changes of facts, the newest first. Kept under the commit they lead to. None where git failed: that is not kept."""
    head = head_of(content)
    if not head:
        return ()
    name = digest(head, code_digest(*read.CODE, dates.__file__, __file__))
    try:
        body = kept(f"history/{name}.json", lambda: json.dumps([astuple(change) for change in _changes(content)]).encode())
    except (OSError, subprocess.CalledProcessError):
        return None
    return tuple(FactChange(*values) for values in json.loads(body))


def _changes(content: Path) -> list[FactChange]:
    # What came in by a merge is told at the merge: that is when it could be published.
    form = ("--first-parent", "-m", "--no-renames", "--raw", "--no-abbrev", "-z", "--relative", "--format=%ct %P")
    log = _git(content, "log", *form, f"--max-count={COMMITS}", "--", ".").decode("utf-8", "replace")
    touched = [touch for at, rows in _commits(log) for touch in _touched(at, rows)]
    blobs = _blobs(content, {blob for _, _, *versions in touched for _, blob in versions})
    names = names_of(_newest(touched, blobs))
    found: list[FactChange] = []
    for at, path, old, new in touched:
        folder, _, name = path.rpartition("/")
        slug = name.rpartition(".")[0]
        before, after = (read.values_of(blobs[blob], was.endswith(".md")) if blob in blobs else None for was, blob in (old, new))
        if path == "site.yml":
            found += _of_figures(at, before, after)
        elif folder in FACTS and after is not None and not _is_held(after, at):
            found += _of_item(FactChange(at, folder, slug, "", None, None), before, after, names, is_new=old[1] not in blobs)
        if len(found) >= MOST:
            break
    return found[:MOST]


def _commits(log: str) -> list[tuple[int, dict[str, tuple[str, str]]]]:
    """The moment of each commit that has a parent and a day, and the old and new blob of each path in it.

    Each field ends with a NUL, which no path has. What stands behind a row of facts is its path, whatever it looks like.
    """
    found = []
    rows: dict[str, tuple[str, str]] = {}
    fields = iter(log.split("\x00"))
    for field in fields:
        if facts := _ROW.match(field):
            rows[next(fields, "")] = facts[1], facts[2]
        elif field:
            head, rows = _HEAD.fullmatch(field), {}
            if head and int(head[1]) < _LATEST:
                found.append((int(head[1]), rows))
    return found


def _touched(at: int, rows: Mapping[str, tuple[str, str]]) -> Iterator[tuple[int, str, _Version, _Version]]:
    """The moment, path, old and new version of each file of a commit.

    What was an item's other spelling (x.yml) until this commit is the old version of the new one (x.md).
    """
    removed = {_item(path): (path, old) for path, (old, new) in rows.items() if _is_none(new) and path.endswith(SPELLINGS)}
    for path, (old, new) in rows.items():
        other = removed.get(_item(path)) if _is_none(old) and path.endswith(SPELLINGS) else None
        yield at, path, other or (path, old), (path, new)


def _item(path: str) -> str:
    """What all spellings of an item have in common."""
    return path.rpartition(".")[0]


def _is_none(blob: str) -> bool:
    """Whether it is the blob of a file that is not there."""
    return not blob.strip("0")


def _newest(touched: Iterable[tuple[int, str, _Version, _Version]], blobs: Mapping[str, str]) -> Iterator[tuple[str, str, Any]]:
    """The folder, slug and values of each item that speaks of former names, as it is now."""
    now: dict[str, str] = {}
    for _, path, _, (_, blob) in touched:
        now.setdefault(path, blob)
    for path, blob in now.items():
        folder, _, name = path.rpartition("/")
        if folder in _NAMING.values() and "aliases" in blobs.get(blob, ""):
            yield folder, name.rpartition(".")[0], read.values_of(blobs[blob], path.endswith(".md"))


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
        old, new = _at(before, key), _at(after, key)
        if _named(key, old, names) != _named(key, new, names):
            yield FactChange(at, folder, slug, key, _told(key, old), _told(key, new))


def _named(key: str, value: Any, names: Names) -> Any:
    """The value, with the names of today where it names items."""
    if key in _NAMING and isinstance(value, tuple):
        return tuple(_named(key, each, names) for each in value)
    return names.get((_NAMING[key], value), value) if key in _NAMING and isinstance(value, str) else value


def _at(values: Any, key: str) -> Any:
    for part in key.split("."):
        values = values.get(part) if isinstance(values, dict) else None
    return values


def _told(key: str, value: Any) -> str | int | float | None:
    """The value, or "" where it is not to be told."""
    if value is None:
        return None
    if key in _TOLD and isinstance(value, int | float) and not isinstance(value, bool):
        return value
    return value if key in _TOLD and isinstance(value, str) and (value == _OPEN_ENDED or _is_date(value)) else ""


def _is_date(text: str) -> bool:
    try:
        parse(text)
    except DateFault:
        return False
    return True


def _is_held(values: Any, at: int) -> bool:
    """Whether this version was kept from the public at that moment."""
    try:
        waits = "publish" in values and at < parse(str(values["publish"])).first().timestamp()
    except DateFault:
        waits = True
    return values.get("draft", False) is not False or waits


def _blobs(content: Path, names: Iterable[str]) -> dict[str, str]:
    """The texts of these blobs by name, those that are there and are text."""
    wanted = sorted(name for name in names if not _is_none(name))
    raw = _git(content, "cat-file", "--batch", said="".join(f"{name}\n" for name in wanted).encode())
    found: dict[str, str] = {}
    start = 0
    while start < len(raw):
        end = raw.index(b"\n", start)
        name, kind, *size = raw[start:end].decode().split(" ")
        start = end + 1
        if size:
            length = int(size[0])
            if kind == "blob":
                found[name] = raw[start : start + length].decode("utf-8", "replace")
            start += length + 1
    return found


def _git(content: Path, *words: str, said: bytes = b"") -> bytes:
    """What git answers; OSError or CalledProcessError where it fails."""
    return subprocess.run(["git", "-C", str(content), *words], input=said, capture_output=True, check=True).stdout
