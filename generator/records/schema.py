"""JSON Schema of every kind and single file, for editors' tools; made from the records, never written by hand."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from generator.records import KINDS, TABLES
from generator.records.record import Known
from generator.records.sentences import described_schema, without_null

DRAFT = "http://json-schema.org/draft-07/schema#"
# What pydantic adds and no editor needs: names made of names, the value of what is absent, our own marks.
_NOISE = ("title", "default", "x-ref", "x-one", "x-also")


def schemas() -> Iterator[tuple[str, str]]:
    """Name and text of each schema as the records give it: `courses`, `districts` …"""
    for name, schema in _schemas():
        yield name, _text({"$schema": DRAFT, **schema})


def editor_schemas(known: Known) -> Iterator[tuple[str, str]]:
    """Name and text of each schema in draft-07, as an editor completes from it: the `known` keys stand where one is named.

    A file is written as it is read: absent values are left out, and one campus may stand without a list.
    """
    for name, schema in _schemas():
        plain = _plain(schema, known)
        definitions = {"definitions": plain.pop("$defs")} if "$defs" in plain else {}
        yield name, _text({"$schema": DRAFT, **plain, **definitions})


def _schemas() -> Iterator[tuple[str, dict[str, Any]]]:
    for kind in KINDS:
        yield kind.folder, described_schema(kind)
    for table in TABLES:
        schema = described_schema(table.entry)
        yield table.name, _keyed(schema) if table.keyed else schema


def _keyed(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a mapping of keys to entries."""
    definitions = schema.pop("$defs", {})
    return {"type": "object", "additionalProperties": schema, "$defs": definitions}


def _plain(part: Any, known: Known, named: bool = False) -> Any:
    """A schema of pydantic's in draft-07. `named` is a map of names, whose keys are no keywords."""
    if isinstance(part, list):
        return [_plain(each, known) for each in part]
    if not isinstance(part, dict):
        return part.replace("#/$defs/", "#/definitions/") if isinstance(part, str) else part
    if named:
        return {key: _plain(inner, known) for key, inner in part.items()}
    plain = {key: _plain(inner, known, key in ("properties", "$defs")) for key, inner in part.items() if key not in _NOISE}
    if "prefixItems" in plain:  # draft-07 has a list under items
        plain |= {"items": plain.pop("prefixItems"), "additionalItems": False}
    if "$ref" in plain and len(plain) > 1:  # what stands beside a $ref counts only inside allOf
        plain["allOf"] = [{"$ref": plain.pop("$ref")}]
    if "x-ref" in part:
        plain |= _choice(known.get(part["x-ref"], {}), part.get("x-also", ()))
    if part.get("x-one"):
        said = {key: plain.pop(key) for key in ("description",) if key in plain}
        plain = said | {"anyOf": [plain["items"], plain]}
    return plain | without_null(plain)


def _choice(keys: Mapping[str, str], more: tuple[str, ...]) -> dict[str, Any]:
    """The keys that may be written, each with what people call it; nothing where there are none yet."""
    said = {**dict.fromkeys(more, ""), **keys}
    return {"enum": list(said), "enumDescriptions": list(said.values())} if said else {}


def _text(schema: Mapping[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
