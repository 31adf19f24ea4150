"""One document against its class: every fault of shape at once, each at its place."""

from collections.abc import Iterator
from functools import cache
from types import GenericAlias
from typing import Annotated, Any, get_origin

from pydantic import Field, ValidationError, create_model

from generator.check.wording import Said, say, unknown
from generator.problems import ERROR, Problem, bounded
from generator.read import Document
from generator.read.yaml_lines import Path
from generator.records import Strict
from generator.records.record import Known
from generator.text import nearest


def validate(document: Document, cls: type[Strict], data: Any, known: Known, prefix: Path = ()) -> tuple[Any, list[Problem]]:
    """The record that `data` makes, or None, and its faults. `prefix` is where `data` stands in the document."""
    try:
        return cls.model_validate(data, context=known), []
    except ValidationError as fault:
        details = fault.errors(include_url=False)
        return None, list(bounded(_problems(document, cls, details, prefix)))


def absent(cls: type[Strict], data: Any, known: Known) -> list[Path]:
    """The paths of what `cls` requires and `data` lacks: such a fault has no place of its own in a file,
    but a field of its own in a form."""
    try:
        cls.model_validate(data, context=known)
    except ValidationError as fault:
        return [detail["loc"] for detail in fault.errors(include_url=False) if detail["type"] == "missing"]
    return []


def _problems(document: Document, cls: type[Strict], details: list[Any], prefix: Path) -> Iterator[Problem]:
    missing = {(*prefix, *detail["loc"]) for detail in details if detail["type"] == "missing"}
    # A list whose items are faulty counts only the good ones: that it is too short then is no second fault.
    inside = {detail["loc"][:-1] for detail in details if detail["loc"]}
    details = [detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in inside]
    mistaken: set[Path] = set()
    for detail in details:
        path = (*prefix, *detail["loc"])
        if detail["type"] != "extra_forbidden" or path in document.spoiled:
            continue
        near = nearest(str(path[-1]), _options(cls, detail["loc"][:-1]))
        # An unknown key close to a missing one is one mistake, not two.
        mistaken.add((*path[:-1], near or ""))
        yield _problem(document, path, unknown(str(path[-1]), near), key=True)
    for detail in details:
        path = (*prefix, *detail["loc"])
        if detail["type"] == "extra_forbidden" or path in missing & mistaken or path in document.spoiled:
            continue
        key = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
        kind = "item_missing" if path in missing and isinstance(path[-1], int) else detail["type"]
        said = say(kind, key, _facts(cls, detail), detail.get("input"))
        yield _problem(document, path[:-1] if path in missing else path, said)


def _problem(document: Document, path: Path, said: Said, key: bool = False) -> Problem:
    return Problem(document.where(path, key), said.code, said.message, said.repair, ERROR)


def _facts(cls: type[Strict], detail: Any) -> dict[str, Any]:
    """What pydantic knows of a fault; and of a list of groups that is none, how a group begins."""
    facts = dict(detail.get("ctx") or {})
    if detail["type"] == "tuple_type" and (keys := _options(cls, detail["loc"])):
        facts["group"] = keys[0]
    return facts


def _options(cls: type[Strict], loc: Path) -> list[str]:
    """The keys that the class at `loc` inside `cls` knows."""
    current: Any = cls
    for part in loc:
        if isinstance(part, str):
            field = next((f for name, f in current.model_fields.items() if (f.alias or name) == part), None)
            current = _class_in(field.annotation) if field else None
            if current is None:
                return []
    return [field.alias or name for name, field in current.model_fields.items()]


def _class_in(annotation: Any) -> Any:
    """The record class inside `X`, `X | None` or `tuple[X, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, Strict):
        return annotation
    return next(filter(None, map(_class_in, getattr(annotation, "__args__", ()))), None)


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


def _without(data: Any, loc: Path, top: bool = True) -> Any:
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


def _with_gap(items: tuple[Any, ...], loc: Path) -> tuple[Any, ...]:
    """`items` with the faulty part of one of them left out: the item itself, where it is no group."""
    index = loc[0]
    if not isinstance(index, int) or index >= len(items):
        return ()
    item = _without(items[index], loc[1:], top=False) if len(loc) > 1 and isinstance(items[index], dict) else None
    return (*items[:index], item, *items[index + 1 :])
