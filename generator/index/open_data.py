"""The open data under /data/: each set as JSON and CSV with its JSON Schema, and one index that describes them all.

The CSV says what the JSON says (RFC 4180; UTF-8 with a byte-order mark, which Excel needs for Korean):

- a group is several columns ("apply.from"); what is absent is an empty cell;
- a list of texts or numbers has one to a line of its cell; a list of groups is JSON;
- yes and no are `true` and `false`;
- text that a spreadsheet would take for a formula has an apostrophe before it, as has text that begins with one, so
  that taking one apostrophe away always gives the text back.
"""

import csv
import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from io import StringIO
from typing import Any

from generator.model import Site
from generator.output import Output, json_file
from generator.pages import Page
from generator.pages.data import INDEX, DataSet, Row, data_sets, described
from generator.pages.linked import catalogue
from generator.records.data import columns_of, data_of, schema_of
from generator.urls import MAIN_LANGUAGE

# What a spreadsheet may take for a formula, in its full-width form too.
_RISKY = tuple("=+-@\t\r＝＋－＠'")


def make_open_data(site: Site, _pages: Iterable[Page]) -> Iterator[Output]:
    """Every file of the open data; the index comes last, since it knows the size and digest of each."""
    nodes = []
    for data_set in data_sets(site):
        outputs = tuple(_files(site, data_set))
        nodes.append(_measured(site, described(site, data_set, MAIN_LANGUAGE), outputs))
        yield from outputs
    index = {"@context": "https://schema.org"} | catalogue(site, MAIN_LANGUAGE, nodes)
    yield Output(INDEX.lstrip("/"), json_file(index))


def _measured(site: Site, node: dict[str, Any], outputs: Iterable[Output]) -> dict[str, Any]:
    """The set with the size and digest of each of its files that are made here."""
    made = {f"{site.origin}{site.prefix}/{output.path}": output.body for output in outputs}
    for file in node["distribution"]:
        if file["contentUrl"] in made:
            body = made[file["contentUrl"]]
            file |= {"contentSize": f"{len(body)} B", "sha256": sha256(body).hexdigest()}
    return node


def _files(site: Site, data_set: DataSet) -> Iterator[Output]:
    schema = schema_of(data_set.record, data_set.keys, data_set.optional)
    columns = columns_of(schema)
    for rows, as_json, as_csv in zip(data_set.pieces, data_set.files("json"), data_set.files("csv"), strict=True):
        data = [_data(site, row) for row in rows]
        yield Output(as_json.lstrip("/"), _rows(data))
        yield Output(as_csv.lstrip("/"), _csv(columns, data))
    yield Output(data_set.schema.lstrip("/"), json_file({"$id": site.origin + site.prefix + data_set.schema} | schema))


def _data(site: Site, row: Row) -> dict[str, Any]:
    known: dict[str, Any] = data_of(row.record, site.published.keys(), site.origin + site.prefix)
    return {**row.keys, **{key: value for key, value in known.items() if key not in row.keys}}


def _rows(data: Iterable[Any]) -> bytes:
    """A list with an entry on each line: what changes is seen line by line."""
    return ("[\n" + ",\n".join(json.dumps(each, ensure_ascii=False) for each in data) + "\n]\n").encode()


def _csv(columns: Iterable[str], data: Iterable[Any]) -> bytes:
    text = StringIO()
    table = csv.writer(text)
    columns = tuple(columns)
    table.writerow(columns)
    table.writerows([_cell(_at(record, column)) for column in columns] for record in data)
    return text.getvalue().encode("utf-8-sig")


def _at(record: Any, column: str) -> Any:
    """The value of a column, or None."""
    for key in column.split("."):
        record = record.get(key) if isinstance(record, dict) else None
    return record


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        grouped = any(isinstance(each, dict) for each in value)
        return _cell(json.dumps(value, ensure_ascii=False) if grouped else "\n".join(map(_plain, value)))
    text = _plain(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_RISKY) else text


def _plain(value: Any) -> str:
    """A text as it is, a number or a yes or no as JSON writes it."""
    return value if isinstance(value, str) else json.dumps(value)
