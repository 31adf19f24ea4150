"""Records as open data: plain values under the names that authors write, and the JSON Schema of them.

Both come from the record classes, so a key has one name everywhere, and one sentence but for what tells an editor how to write
it. What is not known is absent; dates are text at exactly the precision that was written. Texts of pages (`body`), pictures (the
site has only copies of them, at other addresses) and what only editors need stay out.
"""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Any

from generator.dates import When
from generator.records.fields import target_of
from generator.records.record import EVERY, Attachment, Strict
from generator.records.sentences import described_schema, without_null
from generator.urls import media_url

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_LEFT_OUT = ("aliases", "body", "draft", "image", "images", "publish")
_LAST = ("unverified", "sources", "checked")
# What pydantic adds and nobody reads: names made of names, and the values of what is absent.
_NOISE = ("title", "default", "x-one", "x-also")
_FILE = {"format": "uri", "description": "내려받을 파일의 주소."}
_ITEMS = ("campuses", "courses", "stories")
# What the records of each set are named by: how others refer to them.
_NAMED_BY = dict.fromkeys(_ITEMS, "slug") | dict.fromkeys(("districts", "fields", "sources"), "key")
# A sentence for editors: an example, a file of content, a list as it is written, how to write it.
_TO_EDITORS = re.compile(r"예: |.*(?:\.yml|\[[a-z]+, [a-z]+\]|(?:씁|적습|감쌉)니다\.?$)")


def data_of(value: Any, published: AbstractSet[tuple[str, str]], base: str) -> Any:
    """A record, or a value in one, as plain data. References to items that are not `published` are left out; files to download have
    their addresses on the site, which begin with `base`."""
    if isinstance(value, When):
        return str(value)
    if isinstance(value, tuple):
        return [data_of(each, published, base) for each in value]
    if not isinstance(value, Strict):
        return value
    found = {}
    for name, key, target in _plan(type(value)):
        plain = data_of(_known(getattr(value, name), target, published), published, base)
        if plain not in (None, [], {}):
            found[key] = plain
    return found | {"file": base + media_url(value.file)} if isinstance(value, Attachment) else found


def named_in(value: Any, target: str) -> Iterator[str]:
    """The keys of what a record, or a value in one, names of a kind ("sources"), wherever in it."""
    if isinstance(value, tuple):
        for each in value:
            yield from named_in(each, target)
    elif isinstance(value, Strict):
        for name, _, refers in _plan(type(value)):
            inner = getattr(value, name)
            if refers == target and inner is not None:
                yield from inner if isinstance(inner, tuple) else (inner,)
            elif isinstance(inner, tuple | Strict):
                yield from named_in(inner, target)


@lru_cache
def _plan(cls: type[Strict]) -> tuple[tuple[str, str, str | None], ...]:
    """The fields of a class that data have: each with its key and what it refers to."""
    fields = _in_order(cls.model_fields).items()
    return tuple((name, field.alias or name, target_of(field)) for name, field in fields)


def _in_order(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that data have; where the facts come from stands at the end."""
    names = sorted(fields.keys() - set(_LEFT_OUT), key=[*(key for key in fields if key not in _LAST), *_LAST].index)
    return {name: fields[name] for name in names}


def _known(value: Any, target: str | None, published: AbstractSet[tuple[str, str]]) -> Any:
    """The value without references to items that are not published."""
    if target not in _ITEMS or value is None:
        return value
    if isinstance(value, tuple):
        return tuple(each for each in value if (target, each) in published or each == EVERY)
    return value if (target, value) in published else None


def schema_of(cls: type[Strict], first: Mapping[str, Any], optional: AbstractSet[str]) -> dict[str, Any]:
    """The schema of a list of such records, each with the properties `first` before its own, needed but for `optional`."""
    schema = _cleaned(described_schema(cls))
    definitions = schema.pop("$defs", {})
    if Attachment.__name__ in definitions:
        definitions[Attachment.__name__]["properties"]["file"] |= _FILE
    schema["properties"] = dict(first) | {key: part for key, part in schema["properties"].items() if key not in first}
    schema["required"] = [*(key for key in first if key not in optional), *(key for key in schema.get("required", ()) if key not in first)]
    used = repr((schema, definitions))
    definitions = {name: each for name, each in definitions.items() if f"'#/$defs/{name}'" in used}
    return {"$schema": DRAFT, "type": "array", "items": schema} | ({"$defs": definitions} if definitions else {})


def columns_of(schema: dict[str, Any]) -> dict[str, str]:
    """The keys of such records without groups, as columns ("apply.from"), each with its type: "string", "number", "array"."""
    return dict(_columns(schema["items"], schema.get("$defs", {}), ""))


def _columns(part: dict[str, Any], definitions: dict[str, Any], prefix: str) -> Any:
    for key, inner in part["properties"].items():
        inner = definitions[inner["$ref"].rpartition("/")[2]] if "$ref" in inner else inner
        if "properties" in inner:
            yield from _columns(inner, definitions, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", {"integer": "number"}.get(inner.get("type"), inner.get("type", "string"))


def _cleaned(part: Any, named: bool = False) -> Any:
    """The schema without what data never have: the keys left out, null, numbers for years. `named` is a map of names."""
    if isinstance(part, list):
        return [_cleaned(each) for each in part]
    if not isinstance(part, dict):
        return part
    if named:
        return {key: _cleaned(inner) for key, inner in _in_order(part).items()}
    part = {key: _cleaned(inner, key in ("properties", "$defs")) for key, inner in part.items() if key not in _NOISE}
    if "properties" in part:
        unsure = {key for key, inner in part["properties"].items() if _refers(inner)}
        part["required"] = [key for key in part.get("required", ()) if key in part["properties"].keys() - unsure]
        for key in unsure:
            part["properties"][key].pop("minLength", None)
    if part.get("type") == ["string", "integer"]:
        part["type"] = "string"
    part |= without_null(part)
    return part | ({"description": _for_readers(part)} if "description" in part else {})


def _for_readers(part: dict[str, Any]) -> str:
    """The sentences about a value without those for editors, and what it refers to."""
    told = [sentence for sentence in re.split(r"(?<=\.) ", part["description"]) if not _TO_EDITORS.match(sentence)]
    target = (part.get("items") or part).get("x-ref")
    if target in _NAMED_BY:
        told.insert(1, f"{target} 자료의 {_NAMED_BY[target]}입니다.")
    return " ".join(told)


def _refers(schema: dict[str, Any]) -> bool:
    """Whether a property names an item, which can be held back."""
    return schema.get("x-ref") in _ITEMS or _refers(schema.get("items") or {}) if schema else False
