"""Pictures that cannot be shown and files that are not handed on, each where it is named: in a record, or in a Markdown body."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from generator.check.attachments import fault_of_attachment
from generator.check.filing import Filed, Filing
from generator.pictures import ENDINGS, fault_of
from generator.problems import Problem, Where


def check_pictures(filing: Filing, content: Path) -> Iterator[Problem]:
    """A fault for every place that names a file which is there and is not published."""
    for filed in filing.every() if filing.media else ():
        named = [(where, file, _fault_of_picture) for where, file in (*_in_record(filed), *_in_bodies(filed))]
        named += [(where, file, fault_of_attachment) for where, file in (*_attached(filed), *_linked(filed))]
        for where, file, fault_in in named:
            try:
                fault = fault_in(content / file) if file in filing.media else None
            except OSError as unread:
                fault = "unreadable", f"'{file}' 파일을 열 수 없습니다({unread.strerror}).", "파일의 권한을 살펴보세요."
            if fault:
                yield Problem(where, *fault)


def _fault_of_picture(path: Path) -> tuple[str, str, str] | None:
    fault = fault_of(path)
    return fault and ("bad-image", *fault)


def _in_record(filed: Filed[Any]) -> Iterator[tuple[Where, str]]:
    record, where = filed.record, filed.document.where
    for index, image in enumerate(getattr(record, "images", None) or ()):
        if image is not None:
            yield where(("images", index, "file")), image.file
    if getattr(record, "image", None):
        yield where(("image", "file")), record.image.file


def _attached(filed: Filed[Any]) -> Iterator[tuple[Where, str]]:
    """Files that are handed on as they are: from our own address, a page or an SVG among them could run what it holds."""
    for index, entry in enumerate(getattr(filed.record, "attachments", None) or ()):
        if entry is not None:
            yield filed.document.where(("attachments", index, "file")), entry.file


def _linked(filed: Filed[Any]) -> Iterator[tuple[Where, str]]:
    document = filed.document
    for path, (body, _) in document.bodies.items():
        for link in body.links:
            if link.kind == "file" and not _is_picture(link.target):
                yield document.where_in_body(path, link.line, link.column, max(1, len(link.written))), link.target


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
