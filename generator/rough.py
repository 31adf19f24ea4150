"""The records of faulty content, as far as they tell which addresses there are: so no fault hides a link that leads nowhere.

No page can be shown of them: what is required may be blank, and only what addresses are made of is kept.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import partial
from typing import Any

from generator.check import known_keys
from generator.check.filing import Filed, Records
from generator.check.link_repairs import old_names
from generator.check.shape import salvage
from generator.dates import When
from generator.problems import Problem, errors_in
from generator.read import Documents
from generator.records import KIND_IN, SiteInfo, Source, Strict, StudyField, Synonyms, Wording
from generator.records.record import Known
from generator.records.site import DistrictMap, Home
from generator.urls import LANGUAGES, MAIN_LANGUAGE, OTHER_LANGUAGES, url_of

# Where the addresses are that a table decides.
_BELOW = {"site": tuple(f"/{language}/*" for language in OTHER_LANGUAGES), "fields": ("/fields/*",)}
# What items are sorted, grouped and listed by, where it is required and not there.
_BLANKS: dict[str, Any] = {"title": "", "name": "", "campus": (), "sources": (), "published": When(1)}


def rough_records(documents: Documents, problems: Iterable[Problem]) -> Records:
    """Every item of the content, faulty ones as far as they can be kept, and the tables as far as addresses need them."""
    known, faulty = known_keys(documents), _faulty_paths(problems)
    items: dict[str, Any] = {folder: {} for folder in KIND_IN}
    for document in documents.items:
        record = _kept(KIND_IN[document.folder], document.data, known)
        # Old addresses may be what is wrong: those of a faulty file are in doubt, not taken.
        record = record.model_copy(update={"aliases": ()}) if document.shown in faulty else record
        items[document.folder][document.slug] = Filed(document.slug, record, document)
    return Records(
        **items,
        info=_info(documents, known),
        districts={},
        fields={key: _kept(StudyField, {}, known) for key in known.get("fields", ())},
        sources=defaultdict(partial(_kept, Source, {}, known)),
        synonyms=Synonyms(),
        wording=Wording(),
        media=documents.media,
    )


def doubtful_addresses(documents: Documents, problems: Iterable[Problem]) -> frozenset[str]:
    """The addresses that faulty files may have, under their names and the old ones that they say they had; "/en/*" is all below "/en/"."""
    paths = _faulty_paths(problems)
    faulty = [document for document in (*documents.items, *documents.tables) if document.shown in paths]
    items = {(document.folder, name) for document in faulty if document.folder for name in (document.slug, *old_names(document))}
    tables = (address for document in faulty if not document.folder for address in _BELOW.get(document.slug, ("",)))
    return frozenset((*(url_of(*item, language) for item in items for language in LANGUAGES), *tables))


def _faulty_paths(problems: Iterable[Problem]) -> set[str]:
    return {problem.where.path for problem in errors_in(problems)}


def _kept(cls: type[Strict], data: Any, known: Known) -> Any:
    """What can be kept of `data`, without gaps in its lists, with blanks for what is required and asked for."""
    record = salvage(cls, data, known) or salvage(cls, {}, known)
    assert record is not None  # nothing is required of what is salvaged
    lists = {name: tuple(part for part in value if part is not None) for name, value in record if isinstance(value, tuple)}
    blanks = {name: blank for name, blank in _BLANKS.items() if name in cls.model_fields and getattr(record, name) is None}
    return record.model_copy(update=lists | blanks)


def _info(documents: Documents, known: Known) -> SiteInfo:
    """What site.yml says; of the home page and the map nothing, because they have no addresses but their own."""
    data = next((document.data for document in documents.tables if document.slug == "site"), None)
    info: SiteInfo = _kept(SiteInfo, data, known)
    return info.model_copy(
        update={
            "base_url": info.base_url or "",
            "short_name": info.short_name or "",
            "languages": info.languages or (MAIN_LANGUAGE,),
            "home": Home(sentence="-"),
            "map": DistrictMap(source="-"),
        }
    )
