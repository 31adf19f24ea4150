"""The editing form: what it shows comes from the models and the content; what it is given is checked, then written.

A file is written whole or not at all: the content as it would be goes through the whole build in a copy first.
"""

import json
import shutil
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from stat import S_ISREG
from tempfile import TemporaryDirectory
from typing import Any

from generator.cache import digest, replace_file
from generator.check import known_keys
from generator.edit import CannotEdit, CannotHold, as_spelled, edited_text, new_text
from generator.form_faults import NAME, Told, told
from generator.pipeline import check_only
from generator.problems import WARNING, Problem, as_terminal, errors_in
from generator.read import composed_of, read_document
from generator.read.files import SPELLINGS, File, shown_path
from generator.records import KIND_IN, Item
from generator.records.new import ending_of
from generator.records.sentences import described_schema
from generator.run import Report
from generator.settings import Settings
from generator.text import is_slug, normal, topic
from generator.trees import files_below
from generator.urls import url_of

# What is said, and what mends it, where a file would not give a text back as it was typed.
_NOT_HELD = (
    "적은 글을 파일에 그대로 담을 수 없습니다.",
    "보이지 않는 글자가 섞여 있으면 지우고 다시 쓰세요. 그래도 안 되면 파일에서 고치세요.",
)


@dataclass(frozen=True)
class Refused:
    """Why nothing was written: an HTTP status, a Korean sentence, and the faults."""

    status: int
    said: str
    problems: tuple[Told, ...] = ()


_CHANGED = Refused(409, "그사이에 파일이 바뀌었습니다. 이 쪽을 새로 열어 다시 고치세요.")
_TAKEN = Refused(409, "그사이에 그 이름의 파일이 생겼습니다. 다른 이름을 쓰거나, 목록에서 그 글을 열어 고치세요.")


@dataclass(frozen=True)
class Saved:
    """What was written: the file as shown, its page, its digest, and what its author may look at."""

    file: str
    url: str
    digest: str
    warnings: tuple[Told, ...]


def describe(report: Report, folder: str) -> dict[str, Any]:
    """What the form of a kind needs: its schema, what references may name, pictures, and the items that are there."""
    documents = report.documents
    known = known_keys(documents) if documents else {}
    choices = {target: [(key, called or key) for key, called in keys.items()] for target, keys in known.items()}
    pictures = sorted(path for path in documents.media if path.startswith("images/")) if documents else []
    return {"schema": _schema(KIND_IN[folder]), "choices": choices, "pictures": pictures, "items": choices.get(folder, [])}


def _schema(kind: type[Item]) -> dict[str, Any]:
    """The schema of a kind, its fields as the classes have them; what every kind has at the end."""
    schema = described_schema(kind)
    properties = schema["properties"]
    return schema | {"properties": {name: properties[name] for name in sorted(properties, key=lambda name: name in Item.model_fields)}}


def open_item(content: Path, folder: str, slug: str) -> dict[str, Any] | Refused:
    """The values of an item, with the digest of the file that holds them."""
    path = _path(content, folder, slug)
    if path is None or not path.exists():
        return Refused(404, "그런 파일이 없습니다.")
    file = File(path, shown_path(path), folder, slug)
    document, problems = read_document(file)
    if not isinstance(document.data, dict):
        return Refused(422, "파일을 읽을 수 없습니다. 파일에서 고치세요.", tuple(Told((), as_terminal(problem)) for problem in problems))
    return {"data": composed_of(normal(path.read_text("utf-8")), file).value, "digest": _digest(path), "file": shown_path(path)}


def save(settings: Settings, report: Report, folder: str, slug: str, data: Any, known: str) -> Saved | Refused:
    """Write an item. `known` is the digest of the file as the form opened it, "" for a new one.

    Refused where the file is another by now, where a comment would be lost, and where the content would have an
    error that it does not have yet (`report` says which it has). A name that cannot be does not hide the other faults.
    """
    if folder not in KIND_IN or not isinstance(data, dict):
        return Refused(422, "저장할 글이 아닙니다. 이 쪽을 새로 여세요.")
    if not _is_text(data):
        return Refused(422, "글자가 아닌 것(반쪽 글자)이 들어 있습니다. 붙여 넣은 그림 글자를 지우고 다시 쓰세요.")
    path = _path(settings.content, folder, slug)
    if known and not _is_as_known(path, known):
        return _CHANGED
    named = None if known else _name_fault(path, slug)
    path = path if path and not named else _unused(settings.content, folder)
    file = File(path, shown_path(path), folder, path.stem)
    raw = path.read_bytes().decode() if known else ""
    try:
        text = as_spelled(raw, edited_text(file, normal(raw), data)) if known else new_text(file, data)
    except CannotEdit as fault:
        return Refused(
            422, f"{file.shown}의 {fault.line}번째 줄에 '#'이나 읽을 수 없는 글이 있습니다. 설명을 잃지 않도록 파일에서 고치세요."
        )
    except CannotHold as fault:
        return _refused((Told(fault.path, *_NOT_HELD),))
    errors, warnings = _new_faults(settings, report, file, text)
    if named or errors:
        return _refused((*((named,) if named else ()), *errors))
    if not _is_as_known(_path(settings.content, folder, slug), known):  # the check takes a while, and others save too
        return _CHANGED if known else _TAKEN
    replace_file(path, text.encode())
    return Saved(file.shown, url_of(folder, slug), _digest(path), warnings)


def _refused(faults: tuple[Told, ...]) -> Refused:
    return Refused(422, f"고칠 곳이 {len(faults)}개 있어 저장하지 않았습니다.", faults)


def _name_fault(path: Path | None, slug: str) -> Told | None:
    """Why no new file can have this name."""
    if not slug:
        return Told(NAME, "파일 이름이 없습니다.", "여기를 채우세요. 예: naru-data-shop")
    if path is None:
        return Told(
            NAME,
            f"'{slug}'{topic(slug)} 파일 이름으로 쓸 수 없습니다.",
            "영어 소문자, 숫자, 붙임표(-)만 쓰세요. 예: naru-data-shop",
        )
    return Told(NAME, "그 이름의 파일이 이미 있습니다.", "다른 이름을 쓰거나, 목록에서 그 글을 열어 고치세요.") if path.exists() else None


def _unused(content: Path, folder: str) -> Path:
    """The path of a file that is not there."""
    paths = (content / folder / f"unnamed-{number}{ending_of(KIND_IN[folder])}" for number in count())
    return next(path for path in paths if not path.exists())


def _is_text(data: Any) -> bool:
    """Whether a file in UTF-8 can hold it: JSON can say half of a letter (`\\ud800`), a file cannot."""
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _path(content: Path, folder: str, slug: str) -> Path | None:
    """The file of an item, there or not; None for a name that no item can have, or one that leads out of the folder."""
    if folder not in KIND_IN or not is_slug(slug):
        return None
    files = [content / folder / (slug + ending) for ending in SPELLINGS]
    path = next((file for file in files if file.exists()), content / folder / (slug + ending_of(KIND_IN[folder])))
    return path if path.resolve().is_relative_to(content.resolve()) else None


def _is_as_known(path: Path | None, known: str) -> bool:
    """Whether the file is still the one that the form opened; of a new one: whether there is still none, in no spelling."""
    return path is not None and (_digest(path) if path.exists() else "") == known


def _digest(path: Path) -> str:
    return digest(path.read_bytes())


def _new_faults(settings: Settings, report: Report, file: File, text: str) -> tuple[tuple[Told, ...], tuple[Told, ...]]:
    """The errors that the content would have with this text in `file`, and does not have now; and the warnings of this file."""
    content = settings.content
    with TemporaryDirectory() as folder:
        trial = Path(folder) / "content"
        _copy(content, trial)
        changed = trial / file.path.relative_to(content)
        changed.parent.mkdir(parents=True, exist_ok=True)
        changed.unlink(missing_ok=True)
        changed.write_bytes(text.encode())
        shown = (shown_path(trial), shown_path(content))
        had = {_essence(problem) for problem in errors_in(report.problems)}
        found = [_moved(problem, shown) for problem in check_only(replace(settings, content=trial)).problems]
    errors = [problem for problem in errors_in(found) if _essence(problem) not in had]
    warnings = [problem for problem in found if problem.severity == WARNING and problem.where.path == file.shown]
    text = normal(text)
    there, kind = composed_of(text, file), KIND_IN[file.folder]
    return told(errors, file.shown, there, kind, text), told(warnings, file.shown, there, kind, text)


def _copy(content: Path, trial: Path) -> None:
    """Make `trial` a copy of what is read of the content: its files, and its links from one of its folders to another."""
    for path, about in files_below((content,), linked=False):
        each, to = Path(path), trial / Path(path).relative_to(content)
        if S_ISREG(about.st_mode):
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(each, to)
        elif each.is_dir() and each.resolve().is_relative_to(content.resolve()):
            to.parent.mkdir(parents=True, exist_ok=True)
            to.symlink_to(trial.resolve() / each.resolve().relative_to(content.resolve()))


def _moved(problem: Problem, shown: tuple[str, str]) -> Problem:
    """The problem as one of the content itself, not of its copy; sentences too name files (`alias-taken`)."""
    where = replace(problem.where, path=problem.where.path.replace(*shown))
    return replace(problem, where=where, message=problem.message.replace(*shown), repair=problem.repair.replace(*shown))


def _essence(problem: Problem) -> tuple[str, str, str]:
    """What stays of a problem when lines move."""
    return problem.where.path, problem.code, problem.message
