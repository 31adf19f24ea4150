"""Records in their folders, each beside the document it came from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from generator.read import Document
from generator.records import (
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
    misnamed: frozenset[str] = frozenset()

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
