"""check: Documents to Records. Each document against its class, then rules across all; every fault in one run."""

from datetime import datetime
from pathlib import Path
from typing import Any

from generator.check.bodies import check_bodies
from generator.check.empties import with_empties_mended
from generator.check.filing import Filed, Filing, Records
from generator.check.link_repairs import old_names
from generator.check.pictures import check_pictures
from generator.check.rules import RULES
from generator.check.shape import salvage, validate
from generator.problems import Problem, Where, errors_in
from generator.read import Document, Documents
from generator.records import KIND_IN, TABLES, Strict, Table
from generator.records.named import Keys
from generator.records.record import Known
from generator.text import INVISIBLE, SLUG_LIMIT, is_slug, normal, topic


def check(documents: Documents, moment: datetime) -> tuple[Records | None, tuple[Problem, ...]]:
    """The Records, or None where there is an error; and all faults and warnings. `moment` ages the checks."""
    problems = list(with_empties_mended(documents))
    if any(problem.code == "no-content" for problem in problems):
        return None, tuple(problems)  # every file is missing: once is enough
    known = known_keys(documents)
    items = _items(documents, known, problems)
    tables, table_documents = _tables(documents, known, problems)
    filing = Filing(items, tables, table_documents, documents.items + documents.tables, documents.media, _misnamed(documents))
    problems += check_bodies(filing)
    problems += check_pictures(filing, Path(documents.root))
    for rule in RULES:
        problems += rule(filing, moment)
    if errors_in(problems):
        return None, tuple(problems)
    fields: dict[str, Any] = {**items, **{"info" if name == "site" else name: table for name, table in tables.items()}}
    return Records(**fields, media=documents.media), tuple(problems)


def _misnamed(documents: Documents) -> frozenset[str]:
    """The media whose names cannot be used, as these look to whoever types them."""
    names = (problem.where.path for problem in documents.problems if problem.code == "bad-file-name")
    return frozenset(INVISIBLE.sub("", normal(name)).removeprefix(f"{documents.root}/") for name in names)


def known_keys(documents: Documents) -> Known:
    """The keys that references may name, each with what people call it: of items by their files, even broken ones, of tables by their keys.

    A table that cannot be read has none: nobody knows then what it names, and its own fault is enough.
    """
    items = {folder: Keys() for folder in KIND_IN}
    for document in documents.items:
        items[document.folder][document.slug] = _called(document.data)
        items[document.folder].former |= dict.fromkeys(old_names(document), document.slug)
    known: dict[str, dict[str, str]] = {**items}
    keyed = {table.name for table in TABLES if table.keyed}
    for document in documents.tables:
        if document.slug in keyed and isinstance(document.data, dict):
            known[document.slug] = {key: _called(entry) for key, entry in document.data.items()}
    region = _region(documents)
    return known if region is None else known | {"region": region}


def _region(documents: Documents) -> dict[str, str] | None:
    """The one region that site.yml names, where it does; None where it cannot be read."""
    site = next((document for document in documents.tables if document.slug == "site"), None)
    if site is None or not isinstance(site.data, dict) or ("region",) in site.spoiled:
        return None
    region = site.data.get("region")
    if region is None:
        return {}
    return {str(region["slug"]): _called(region)} if isinstance(region, dict) and "slug" in region else None


def _called(data: Any) -> str:
    """What people call an item or an entry, as far as it can be read."""
    return str(data.get("title") or data.get("name") or "") if isinstance(data, dict) else ""


def _items(documents: Documents, known: Known, problems: list[Problem]) -> dict[str, dict[str, Filed[Any]]]:
    items: dict[str, dict[str, Filed[Any]]] = {folder: {} for folder in KIND_IN}
    for document in documents.items:
        record = _record(document, KIND_IN[document.folder], document.data, known, problems)
        if record is not None:
            items[document.folder][document.slug] = Filed(document.slug, record, document)
    return items


def _tables(documents: Documents, known: Known, problems: list[Problem]) -> tuple[dict[str, Any], dict[str, Document]]:
    tables: dict[str, Any] = {}
    by_name = {document.slug: document for document in documents.tables}
    for table in TABLES:
        document = by_name.get(table.name)
        if document is None and not table.needed:
            tables[table.name] = table.entry()
        elif document is None:
            repair = f"content 폴더에 {table.name}.yml을 두세요."
            problems.append(Problem(Where(documents.root), "missing-file", f"{table.name}.yml이 없습니다.", repair))
        else:
            value = _table(table, document, known, problems)
            if value is not None and (not table.keyed or isinstance(value, dict)):
                tables[table.name] = value
    return tables, by_name


def _table(table: Table, document: Document, known: Known, problems: list[Problem]) -> Any:
    if not table.keyed or not isinstance(document.data, dict):
        return _record(document, table.entry, document.data, known, problems)
    entries: dict[str, Any] = {}
    for key, data in document.data.items():
        if not is_slug(key):
            message = f"'{key}'{topic(key)} 열쇠말로 쓸 수 없습니다."
            repair = f"영어 소문자, 숫자, 붙임표(-)만 쓰고 {SLUG_LIMIT}자를 넘지 않게 하세요."
            problems.append(Problem(document.where((key,), key=True), "bad-slug", message, repair))
        entry = _record(document, table.entry, data, known, problems, (key,))
        if entry is not None:
            entries[key] = entry
    return entries


def _record(document: Document, cls: type[Strict], data: Any, known: Known, problems: list[Problem], prefix: tuple[str, ...] = ()) -> Any:
    """The record, or what could be salvaged of it; its faults are added to `problems`."""
    if data is None:
        if not any(problem.where.path == document.shown for problem in problems):
            repair = "내용을 적거나 파일을 지우세요."
            problems.append(Problem(Where(document.shown), "empty-file", "파일에 적힌 항목이 없습니다.", repair))
        return None
    record, faults = validate(document, cls, data, known, prefix)
    problems += faults
    return record if record is not None else salvage(cls, data, known)
