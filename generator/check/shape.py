"""One document against its class: every fault of shape at once, each at its place."""

from collections.abc import Iterator
from functools import cache
from types import GenericAlias
from typing import Annotated, Any, get_origin

from pydantic import Field, ValidationError, create_model

from generator.check.keys import class_at, keys_of, said_of_unknown
from generator.check.said import Said
from generator.check.wording import say
from generator.problems import ERROR, Problem, bounded
from generator.read import Document
from generator.read.composed import KeyPath
from generator.read.files import read_text
from generator.records import Item, Strict
from generator.records.record import LATER, Known


def validate(document: Document, cls: type[Strict], data: Any, known: Known, prefix: KeyPath) -> tuple[Any, list[Problem]]:
    """The record that `data` makes, or None, and its faults. `prefix` is where `data` stands in the document."""
    if issubclass(cls, Item) and isinstance(data, dict) and data.get("draft") is True:
        cls = _held(cls)
    try:
        return cls.model_validate(data, context=known), []
    except ValidationError as fault:
        details = fault.errors(include_url=False)
        return None, list(bounded(_problems(document, cls, details, prefix)))


@cache
def _held(cls: type[Item]) -> type[Item]:
    """The class of drafts, which nobody is told anything by: as every kind has them, sources and the day of the check may come later."""
    fields: dict[str, Any] = {name: (Item.model_fields[name].annotation, Item.model_fields[name]) for name in LATER}
    return create_model(cls.__name__, __base__=cls, **fields)


def absent(cls: type[Strict], data: Any, known: Known) -> list[KeyPath]:
    """The paths of what `cls` requires and `data` lacks: such a fault has no place of its own in a file,
    but a field of its own in a form."""
    try:
        cls.model_validate(data, context=known)
    except ValidationError as fault:
        return [detail["loc"] for detail in fault.errors(include_url=False) if detail["type"] == "missing"]
    return []


def _problems(document: Document, cls: type[Strict], details: list[Any], prefix: KeyPath) -> Iterator[Problem]:
    missing = {(*prefix, *detail["loc"]) for detail in details if detail["type"] == "missing"}
    # A list whose items are faulty counts only the good ones: that it is too short then is no second fault.
    inside = {detail["loc"][:-1] for detail in details if detail["loc"]}
    details = [detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in inside]
    mistaken: set[KeyPath] = set()
    for detail in details:
        path = (*prefix, *detail["loc"])
        if detail["type"] != "extra_forbidden" or path in document.spoiled:
            continue
        spoiled = {each[len(prefix) :] for each in document.spoiled if each[: len(prefix)] == prefix}
        said, near = said_of_unknown(cls, detail["loc"], spoiled)
        # An unknown key close to a missing one is one mistake, not two.
        mistaken.add((*path[:-1], near))
        yield _problem(document, path, said, key=True)
    for detail in details:
        path = (*prefix, *detail["loc"])
        if detail["type"] == "extra_forbidden" or path in missing & mistaken or path in document.spoiled:
            continue
        key = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
        kind = "item_missing" if path in missing and isinstance(path[-1], int) else detail["type"]
        value = detail.get("input")
        # 2025.10 is the number 2025.1 by now: what counts is what stands there.
        written = _written(document, path) if detail["type"] == "date_form" and isinstance(value, float) else ""
        said = say(kind, key, _facts(cls, detail), written or value)
        yield _problem(document, path[:-1] if path in missing else path, said)


def _problem(document: Document, path: KeyPath, said: Said, key: bool = False) -> Problem:
    return Problem(document.where(path, key), said.code, said.message, said.repair, ERROR)


def _facts(cls: type[Strict], detail: Any) -> dict[str, Any]:
    """What pydantic knows of a fault; and of a group what it has to begin with, and whether it stands in a list."""
    loc, facts = detail["loc"], dict(detail.get("ctx") or {})
    parent = class_at(cls, loc[:-1]) if loc else None
    if parent and loc[-1] in keys_of(parent, needed=True):
        facts["needed"] = True
    if loc and isinstance(loc[-1], int):
        facts["inside"] = True
    if detail["type"] == "broken_reference":
        named = loc[:-1] if facts.get("inside") else loc
        facts["spare"] = named[-1] not in keys_of(class_at(cls, named[:-1]), needed=True)
    # A date has no keys, and what is no group has none either.
    group = class_at(cls, loc) if detail["type"] in _GROUPS and loc else None
    if group:
        facts["known"] = keys_of(group)
        facts["group"] = keys_of(group, needed=True) or (facts["known"][:1] if detail["type"] == "tuple_type" else [])
    return facts


_GROUPS = ("tuple_type", "model_type", "model_attributes_type", "missing")


def _written(document: Document, path: KeyPath) -> str:
    """A value as it stands in the file, read again from there; "" where it is not to be found."""
    place = document.places[1].get(path)
    text = read_text(document.file) if place else None
    if not place or not isinstance(text, tuple):
        return ""
    line = text[0].split("\n")[place.line - 1 :][:1]
    return line[0][place.column - 1 : place.column - 1 + place.length] if line else ""


def salvage(cls: type[Strict], data: Any, known: Known) -> Strict | None:
    """What can be kept of faulty `data`: the same class with the faulty keys left out and nothing required.

    Only rules look at it, so that a fault of shape does not hide a fault of sense in the same file. A faulty item of
    a list leaves None in its place: the others keep their indexes, by which faults find their place.
    """
    relaxed = _relaxed(cls)
    for _ in range(_SALVAGE_ROUNDS):
        try:
            return relaxed.model_validate(data, context=known)
        except ValidationError as fault:
            for detail in fault.errors(include_url=False):
                loc = detail["loc"][:-1] if detail["type"] == "missing" else detail["loc"]
                data = _without(data, loc)
    return None


_SALVAGE_ROUNDS = 4


@cache
def _relaxed(cls: type[Strict]) -> type[Strict]:
    optional: dict[str, Any] = {}
    for name, field in cls.model_fields.items():
        annotation = _gappy(field.annotation)
        if field.is_required():
            # A field keeps what checks it apart from its type.
            checked = Annotated[annotation, *field.metadata] if field.metadata else annotation
            optional[name] = (checked | None, Field(None, alias=field.alias))
        elif annotation is not field.annotation:
            optional[name] = (annotation, field.default)
    return create_model(cls.__name__, __base__=cls, **optional)


def _gappy(annotation: Any) -> Any:
    """The annotation of a list with None allowed for its items; any other as it is."""
    parts: tuple[Any, ...] = getattr(annotation, "__args__", ()) or (None,)
    item, *more = parts
    return GenericAlias(tuple, (item | None, ...)) if get_origin(annotation) is tuple and more == [Ellipsis] else annotation


def _without(data: Any, loc: KeyPath, top: bool = True) -> Any:
    """`data` without the value at `loc` (without the whole, where `loc` is empty or leads nowhere).

    Only a list directly below the `top` can have gaps; a deeper one with a faulty item goes as a whole.
    """
    if not loc:
        return {}
    if isinstance(data, dict) and loc[0] in data:
        value = data[loc[0]]
        if len(loc) == 1 or not isinstance(value, dict | tuple) or (isinstance(value, tuple) and not top):
            return {key: kept for key, kept in data.items() if key != loc[0]}
        return {**data, loc[0]: _with_gap(value, loc[1:]) if isinstance(value, tuple) else _without(value, loc[1:], top=False)}
    return data


def _with_gap(items: tuple[Any, ...], loc: KeyPath) -> tuple[Any, ...]:
    """`items` with the faulty part of one of them left out: the item itself, where it is no group."""
    index = loc[0]
    if not isinstance(index, int) or index >= len(items):
        return ()
    item = _without(items[index], loc[1:], top=False) if len(loc) > 1 and isinstance(items[index], dict) else None
    return (*items[:index], item, *items[index + 1 :])
