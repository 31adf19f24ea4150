"""The editing form: what it shows comes from the models and the content; what it is given is checked, then written.

A file is written whole or not at all: the content as it would be goes through the whole build in a copy first.
"""

import json
import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from generator.cache import digest
from generator.check import known_keys
from generator.edit import CannotEdit, edited_text, new_text
from generator.pipeline import Report, check_only
from generator.problems import Problem, as_terminal, errors_in
from generator.read import Document, read_document
from generator.read.files import SPELLINGS, File, shown_path
from generator.records import KINDS, Item
from generator.records.new import ending_of
from generator.records.schema import schemas
from generator.settings import Settings
from generator.text import is_slug, normal
from generator.urls import url_of


@dataclass(frozen=True)
class Refused:
    """Why nothing was written: an HTTP status, a Korean sentence, and problems as the terminal shows them."""

    status: int
    said: str
    problems: tuple[str, ...] = ()


def describe(report: Report, folder: str) -> dict[str, Any]:
    """What the form of a kind needs: its schema, what references may name, pictures, and the items that are there."""
    documents = report.documents
    known = known_keys(documents) if documents else {}
    choices = {target: [(key, called or key) for key, called in keys.items()] for target, keys in known.items()}
    pictures = sorted(path for path in documents.media if path.startswith("images/")) if documents else []
    schema = json.loads(dict(schemas())[folder])
    schema["properties"] = _in_order(schema["properties"], folder)
    return {"schema": schema, "choices": choices, "pictures": pictures, "items": choices.get(folder, [])}


def _in_order(properties: dict[str, Any], folder: str) -> dict[str, Any]:
    """The fields as the class has them, what every kind has at the end."""
    kind = next(kind for kind in KINDS if kind.folder == folder)
    names = [field.alias or name for name, field in kind.model_fields.items()]
    return {name: properties[name] for name in sorted(names, key=lambda name: name in Item.model_fields)}


def open_item(content: Path, folder: str, slug: str) -> dict[str, Any] | Refused:
    """The values of an item, with the digest of the file that holds them."""
    path = _path(content, folder, slug)
    if path is None or not path.exists():
        return Refused(404, "그런 파일이 없습니다.")
    document, problems = _read(path)
    if not isinstance(document.data, dict):
        return Refused(422, "파일을 읽을 수 없습니다. 파일에서 고치세요.", tuple(map(as_terminal, problems)))
    return {"data": document.data, "digest": _digest(path), "file": shown_path(path)}


def save(settings: Settings, report: Report, folder: str, slug: str, data: Any, known: str) -> dict[str, str] | Refused:
    """Write an item. `known` is the digest of the file as the form opened it, "" for a new one.

    Refused where the file is another by now, where a comment would be lost, and where the content would have an
    error that it does not have yet (`report` says which it has).
    """
    if not _is_text(data):
        return Refused(422, "글자가 아닌 것(반쪽 글자)이 들어 있습니다. 붙여 넣은 그림 글자를 지우고 다시 쓰세요.")
    path = _path(settings.content, folder, slug)
    if path is None or not isinstance(data, dict):
        return Refused(422, f"'{slug}'은 파일 이름으로 쓸 수 없습니다. 영어 소문자, 숫자, 붙임표(-)만 쓰세요.")
    if (_digest(path) if path.exists() else "") != known:
        return Refused(409, "그사이에 파일이 바뀌었습니다. 이 쪽을 새로 열어 다시 고치세요." if known else "그 이름의 파일이 이미 있습니다.")
    file = File(path, shown_path(path), folder, slug)
    try:
        text = edited_text(file, normal(path.read_bytes().decode()) if known else new_text(file, data), data)
    except CannotEdit as fault:
        return Refused(422, f"{file.shown}의 {fault.line}번째 줄에는 설명(#)이나 읽을 수 없는 글이 있습니다. 잃지 않도록 파일에서 고치세요.")
    problems = _new_errors(settings, report, path, text)
    if problems:
        return Refused(422, f"고칠 곳이 {len(problems)}개 있어 저장하지 않았습니다.", problems)
    _write(path, text)
    return {"file": file.shown, "url": url_of(folder, slug), "digest": _digest(path)}


def _is_text(data: Any) -> bool:
    """Whether a file in UTF-8 can hold it: JSON can say half of a letter (`\\ud800`), a file cannot."""
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _path(content: Path, folder: str, slug: str) -> Path | None:
    """The file of an item, there or not; None for a name that no item can have, or one that leads out of the folder."""
    kind = next((kind for kind in KINDS if kind.folder == folder), None)
    if kind is None or not is_slug(slug):
        return None
    files = [content / folder / (slug + ending) for ending in SPELLINGS]
    path = next((file for file in files if file.exists()), content / folder / (slug + ending_of(kind)))
    return path if path.resolve().is_relative_to(content.resolve()) else None


def _read(path: Path) -> tuple[Document, list[Problem]]:
    file = File(path, shown_path(path), path.parent.name, path.stem)
    return read_document(file)


def _digest(path: Path) -> str:
    return digest(path.read_bytes())


def _new_errors(settings: Settings, report: Report, path: Path, text: str) -> tuple[str, ...]:
    """The errors that the content would have with this text at `path`, and does not have now, as the terminal shows them."""
    content = settings.content
    with TemporaryDirectory() as folder:
        trial = Path(folder) / "content"
        for file in content.rglob("*"):
            if file.is_file() and not file.name.startswith("."):
                to = trial / file.relative_to(content)
                to.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, to)
        changed = trial / path.relative_to(content)
        changed.parent.mkdir(parents=True, exist_ok=True)
        changed.unlink(missing_ok=True)
        changed.write_text(text, "utf-8")
        shown = (shown_path(trial), shown_path(content))
        had = {_essence(problem, ("", "")) for problem in errors_in(report.problems)}
        found = errors_in(check_only(replace(settings, content=trial)).problems)
        return tuple(as_terminal(problem).replace(*shown) for problem in found if _essence(problem, shown) not in had)


def _essence(problem: Problem, shown: tuple[str, str]) -> tuple[str, str, str]:
    """What stays of a problem when lines move and the folder is another."""
    return problem.where.path.replace(*shown) if shown[0] else problem.where.path, problem.code, problem.message


def _write(path: Path, text: str) -> None:
    """Write beside the file and move it there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, "utf-8")
    os.replace(beside, path)


def is_kind(folder: str) -> bool:
    """Whether items stand in this folder."""
    return any(kind.folder == folder for kind in KINDS)

