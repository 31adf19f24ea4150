"""What an author writes: five kinds of item and six single files."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.records.campus import Campus
from generator.records.course import Course
from generator.records.notice import Notice
from generator.records.page import TextPage
from generator.records.record import Item, Strict
from generator.records.site import SiteInfo
from generator.records.story import Story
from generator.records.tables import District, Source, StudyField, Synonyms, Wording


@dataclass(frozen=True)
class Table:
    """A single file: its name without the ending, its class, whether it maps keys to entries of that class,
    and whether it has to be there."""

    name: str
    entry: type[Strict]
    keyed: bool
    needed: bool = True


KINDS: tuple[type[Item], ...] = (Campus, Course, Story, Notice, TextPage)
KIND_IN: Mapping[str, type[Item]] = {kind.folder: kind for kind in KINDS}
TABLES = (
    Table("site", SiteInfo, keyed=False),
    Table("districts", District, keyed=True),
    Table("fields", StudyField, keyed=True),
    Table("sources", Source, keyed=True),
    Table("synonyms", Synonyms, keyed=False),
    Table("wording", Wording, keyed=False, needed=False),
)
