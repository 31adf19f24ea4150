"""JSON Schema of every kind and single file, for editors' tools; made from the records, never written by hand."""

import json
from collections.abc import Iterator
from typing import Any

from generator.records import KINDS, TABLES

DRAFT = "http://json-schema.org/draft-07/schema#"


def schemas() -> Iterator[tuple[str, str]]:
    """Name and text of each schema: `courses`, `districts` …"""
    for kind in KINDS:
        yield kind.folder, _text(kind.model_json_schema(by_alias=True))
    for table in TABLES:
        schema = table.entry.model_json_schema(by_alias=True)
        yield table.name, _text(_keyed(schema) if table.keyed else schema)


def _keyed(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a mapping of keys to entries."""
    definitions = schema.pop("$defs", {})
    return {"type": "object", "additionalProperties": schema, "$defs": definitions}


def _text(schema: dict[str, Any]) -> str:
    return json.dumps({"$schema": DRAFT, **schema}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
