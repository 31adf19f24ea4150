"""Records in their folders, each beside the document it came from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from generator.problems import ERROR, Problem
from generator.read import Document
from generator.read.composed import KeyPath
from generator.records import (
    KINDS,
    Campus,
    Course,
    District,
    Notice,
    SiteInfo,
    Source,
    Story,
    StudyField,
    Synonyms,
    TextPage,
    Wording,
)

T = TypeVar("T")


@dataclass(frozen=True)
class Filed(Generic[T]):
    """A record with its slug and its document."""

    slug: str
    record: T
    document: Document

    def fault(self, path: KeyPath, code: str, message: str, repair: str, severity: str = ERROR) -> Problem:
        """A fault of the value at `path`."""
        return Problem(self.document.where(path), code, message, repair, severity)

    def pictures(self) -> Iterator[tuple[KeyPath, Any]]:
        """The pictures that the record names, each with its path; one that is faulty has been reported already."""
        for index, image in entries(getattr(self.record, "images", None)):
            yield ("images", index), image
        if image := getattr(self.record, "image", None):
            yield ("image",), image

    def attachments(self) -> Iterator[tuple[KeyPath, Any]]:
        """The files to download that the record names, each with its path."""
        for index, entry in entries(getattr(self.record, "attachments", None)):
            yield ("attachments", index), entry


def entries(items: Iterable[T] | None) -> Iterator[tuple[int, T]]:
    """The entries of a list with their indexes; the gaps that faulty ones left are passed over."""
    return ((index, item) for index, item in enumerate(items or ()) if item is not None)


Folder = Mapping[str, Filed[Any]]


@dataclass(frozen=True)
class Filing:
    """What could be made of the documents, faulty ones salvaged: items by folder and slug, tables by name.

    This is what rules look at. A keyed table is a mapping of its entries; a table that is missing is absent. `misnamed` are
    the media that are there under a name that cannot be used, each as that name looks.
    """

    items: Mapping[str, Folder]
    tables: Mapping[str, Any]
    table_documents: Mapping[str, Document]
    documents: tuple[Document, ...]
    media: frozenset[str]
    misnamed: frozenset[str]

    def every(self) -> Iterator[Filed[Any]]:
        """Every item of every folder."""
        for folder in self.items.values():
            yield from folder.values()


@dataclass(frozen=True)
class Records:
    """What the authors meant, whole and without a fault."""

    campuses: Mapping[str, Filed[Campus]]
    courses: Mapping[str, Filed[Course]]
    stories: Mapping[str, Filed[Story]]
    notices: Mapping[str, Filed[Notice]]
    pages: Mapping[str, Filed[TextPage]]
    info: SiteInfo
    districts: Mapping[str, District]
    fields: Mapping[str, StudyField]
    sources: Mapping[str, Source]
    synonyms: Synonyms
    wording: Wording
    media: frozenset[str]

    @property
    def folders(self) -> dict[str, Folder]:
        """All items, by folder and slug."""
        return {kind.folder: getattr(self, kind.folder) for kind in KINDS}
