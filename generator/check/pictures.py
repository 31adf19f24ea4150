"""Pictures that cannot be shown, each where it is named: in a record, or in a Markdown body."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from generator.check.filing import Filed, Filing
from generator.pictures import ENDINGS, fault_of
from generator.problems import Problem, Where


def check_pictures(filing: Filing, content: Path) -> Iterator[Problem]:
    """A fault for every place that names a file which is there and cannot be shown as a picture."""
    for filed in filing.every():
        for where, file in (*_in_record(filed), *_in_bodies(filed)):
            fault = fault_of(content / file) if file in filing.media else None
            if fault:
                yield Problem(where, "bad-image", *fault)


def _in_record(filed: Filed[Any]) -> Iterator[tuple[Where, str]]:
    record, where = filed.record, filed.document.where
    for index, image in enumerate(getattr(record, "images", None) or ()):
        if image is not None:
            yield where(("images", index, "file")), image.file
    if getattr(record, "image", None):
        yield where(("image", "file")), record.image.file
    for index, entry in enumerate(getattr(record, "attachments", None) or ()):
        # An attachment is handed on as it is; but an SVG opened by itself may run what it holds.
        if entry is not None and entry.file.lower().endswith(".svg"):
            yield where(("attachments", index, "file")), entry.file


def _in_bodies(filed: Filed[Any]) -> Iterator[tuple[Where, str]]:
    document = filed.document
    for path, (body, _) in document.bodies.items():
        for link in body.links:
            if link.kind == "image" or link.kind == "file" and _is_picture(link.target):
                yield document.where_in_body(path, link.line, link.column, max(1, len(link.written))), link.target


def _is_picture(file: str) -> bool:
    """Whether a link to this file is a link to a picture: the file is then published as a clean copy, not as it is."""
    ending = PurePosixPath(file).suffix.lower()
    return ending == ".svg" or file.startswith("images/") and ending in ENDINGS
