"""Pictures that cannot be shown and files that are not handed on, each where it is named: in a record, or in a Markdown body."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from generator.check.attachments import fault_of_attachment, fault_of_picture
from generator.check.filing import Filed, Filing
from generator.check.said import Fault
from generator.problems import Problem, Where


def check_pictures(filing: Filing, content: Path) -> Iterator[Problem]:
    """A fault for every place that names a file which is there and is not published."""
    for filed in filing.every() if filing.media else ():
        for where, file, fault_in in (*_in_record(filed), *_in_bodies(filed)):
            try:
                fault = fault_in(content / file) if file in filing.media else None
            except OSError as unread:
                fault = "unreadable", f"'{file}' 파일을 열 수 없습니다({unread.strerror}).", "파일의 권한을 살펴보세요."
            if fault:
                yield Problem(where(), *fault)


# A file that is named: where (a place costs a reading of the document, so only a fault asks), its path, and what finds its fault.
_Named = tuple[Callable[[], Where], str, Callable[[Path], Fault | None]]


def _in_record(filed: Filed[Any]) -> Iterator[_Named]:
    where = filed.document.where
    for path, image in filed.pictures():
        yield partial(where, (*path, "file")), image.file, fault_of_picture
    # Handed on as they are, but for pictures: from our own address, a page or an SVG among them could run what it holds.
    for path, entry in filed.attachments():
        yield partial(where, (*path, "file")), entry.file, fault_of_attachment


def _in_bodies(filed: Filed[Any]) -> Iterator[_Named]:
    for path, (body, _) in filed.document.bodies.items():
        for link in body.links:
            if link.kind in ("file", "image"):
                where = partial(filed.document.where_in_body, path, link.line, link.column, max(1, len(link.written)))
                yield where, link.target, fault_of_picture if link.kind == "image" else fault_of_attachment
