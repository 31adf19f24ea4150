"""Which facts differ between two contents, in the words of the page of changes: for whoever reviews a change.

Drafts are left out; what waits for its moment is told, since it will be published by this change. Values are told by the rule of
`history.py`: only dates and counts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import read
from generator.history import FACTS, FactChange, Names, compared, figures_by_id, names_of
from generator.pages.changes import sentence_of
from generator.read.files import SPELLINGS
from generator.records import KIND_IN
from generator.text import is_slug
from generator.urls import MAIN_LANGUAGE, url_of
from generator.words import Words

Values = Mapping[str, Any]


@dataclass(frozen=True)
class FactDifference:
    """An item or figure, where it is shown, and what becomes of its facts, in sentences. `is_changed`: it is in both contents."""

    title: str
    url: str
    sentences: tuple[str, ...]
    is_changed: bool


def fact_differences(old: Path, new: Path, words: Mapping[str, Words]) -> tuple[FactDifference, ...]:
    """What the content in `new` says otherwise than that in `old`, by kind and slug; both are whole and without faults."""
    said = words[MAIN_LANGUAGE]
    items = {folder: _items(new, folder) for folder in KIND_IN}
    names = names_of((folder, slug, values) for folder, found in items.items() for slug, values in found.items())
    return tuple(
        found for folder, of_folder in items.items() for found in _of_folder(folder, _items(old, folder), of_folder, names, said)
    ) + tuple(_of_figures(_figures(old), _figures(new), said))


def _of_folder(folder: str, old: Mapping[str, Values], new: Mapping[str, Values], names: Names, words: Words) -> Iterator[FactDifference]:
    moved = {slug: name for slug in new.keys() - old.keys() for name in new[slug].get("aliases", ()) if name in old and name not in new}
    for slug in sorted(new.keys() | old.keys() - set(moved.values())):
        before, after = old.get(moved.get(slug, slug)), new.get(slug)
        sentences = tuple(_sentences(folder, slug, before, after, names, words))
        if slug in moved:
            sentences = (words["changes"]["moved"].format(before=url_of(folder, moved[slug])), *sentences)
        if sentences:
            values = after or before or {}
            yield FactDifference(
                str(values.get("title") or values.get("name") or slug),
                url_of(folder, slug),
                sentences,
                before is not None and after is not None,
            )


def _of_figures(old: Mapping[str, Values], new: Mapping[str, Values], words: Words) -> Iterator[FactDifference]:
    for name in sorted(old.keys() | new.keys()):
        if sentences := tuple(_sentences("figures", name, old.get(name), new.get(name), {}, words)):
            label = (new.get(name) or old[name]).get("label", name)
            yield FactDifference(str(label), f"/results/#f-{name}", sentences, is_changed=True)


def _sentences(folder: str, slug: str, before: Values | None, after: Values | None, names: Names, words: Words) -> Iterator[str]:
    if after is None:
        yield words["changes"]["gone"]
    elif before is None:
        yield sentence_of(FactChange(0, folder, slug, "", None, None), words)
    elif folder in FACTS:
        yield from (sentence_of(change, words) for change in compared(0, folder, slug, before, after, names))


def _items(content: Path, folder: str) -> dict[str, Values]:
    """The values of the items of a folder that are no drafts."""
    files = sorted(path for path in (content / folder).glob("*") if path.suffix in SPELLINGS and is_slug(path.stem))
    read_in = {path.stem: read.values_of(path.read_text("utf-8"), path.suffix == ".md") for path in files}
    return {slug: values for slug, values in read_in.items() if values and values.get("draft", False) is False}


def _figures(content: Path) -> dict[str, Values]:
    path = content / "site.yml"
    return dict(figures_by_id(read.values_of(path.read_text("utf-8"), front_matter=False))) if path.exists() else {}
