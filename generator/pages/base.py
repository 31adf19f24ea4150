"""What a visitor gets: a page with its address, its template and its view."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, is_dataclass
from functools import cached_property, partial, wraps
from typing import Any, ClassVar, Concatenate, ParamSpec, TypeVar
from urllib.parse import urlsplit

from generator.check.filing import Filed
from generator.dates import When, day_of
from generator.model import Site
from generator.records.twins import twin_of
from generator.urls import MAIN_LANGUAGE, localised, url_of

Asked = ParamSpec("Asked")
Made = TypeVar("Made")


def once(make: Callable[Concatenate[Site, Asked], Made]) -> Callable[Concatenate[Site, Asked], Made]:
    """`make` remembered for each site: what many pages show is made for the first of them. Its arguments are items and text."""

    @wraps(make)
    def made(site: Site, /, *asked: Asked.args, **more: Asked.kwargs) -> Made:
        key = (make, *((part.document.folder, part.slug) if isinstance(part, Filed) else part for part in asked))
        if key not in site.views:
            value = site.views[key] = make(site, *asked, **more)
            if is_dataclass(value):
                site.shared[id(value)] = value
        view: Made = site.views[key]
        return view

    return made


@dataclass(frozen=True)
class Link:
    """A name and an address on this site ("/courses/"), or on another."""

    label: str
    url: str


@dataclass(frozen=True)
class SourceView:
    """A source as shown: no page shows a fact without one."""

    title: str
    publisher: str
    date: When | None
    url: str | None
    official: bool


@dataclass(frozen=True)
class Format:
    """The same content in a form for programs: its media type, its name, its address on this site. All speak the main language."""

    type: str
    title: str
    url: str
    language: ClassVar[str] = MAIN_LANGUAGE


@dataclass(frozen=True)
class Page:
    """One page. `view` is all that its template sees beside this, `linked` what it says to programs (JSON-LD): made by `view_of` and
    `linked_of` when somebody asks. `origin` names what the page was made from; `made_from` is the digest of the document whose
    body it shows, "" where it shows none: a page depends on that and on the facts of all documents, and on nothing else.

    `crumbs` is the trail from the home to the parent; `alternates` the addresses of this page by language.
    `kind` is the sort of item ("courses"), or "list", "missing" or "moved"; `listed` says whether indexes name the page, `pictured`
    whether a link to it shows a picture of its own. `parts` are the pages of a list that is cut into several. `formats` are its other
    forms.
    """

    url: str
    language: str
    template: str
    title: str
    description: str
    view_of: Callable[[], Any] = field(compare=False)
    origin: str
    section: str = ""
    crumbs: tuple[Link, ...] = ()
    alternates: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[Link, ...] = ()
    sources: tuple[SourceView, ...] = ()
    formats: tuple[Format, ...] = ()
    linked_of: Callable[[], tuple[Mapping[str, Any], ...]] = field(default=tuple, compare=False)
    made_from: str = field(default="", compare=False)
    checked: When | None = None
    changed: When | None = None
    kind: str = "list"
    listed: bool = True
    held: bool = False
    pictured: bool = True

    @cached_property
    def view(self) -> Any:
        """All that the template sees beside the page."""
        return self.view_of()

    @cached_property
    def linked(self) -> tuple[Mapping[str, Any], ...]:
        """What the page says to programs, as nodes of schema.org."""
        return self.linked_of()

    def forget(self) -> None:
        """Let go of what was made: ten thousand views take more memory than their pages."""
        for name in ("view", "linked"):
            self.__dict__.pop(name, None)


def languages(site: Site) -> tuple[str, ...]:
    """The site's languages, the main one first."""
    return site.info.languages


def text_of(record: Any, language: str, key: str) -> Any:
    """A text field of a record (or None) in `language`; falls back to the main language where it has no twin."""
    return own_text_of(record, language, key) or getattr(record, key, None)


def own_text_of(record: Any, language: str, key: str) -> Any:
    """A text field in `language` only: None where it is not written in that language."""
    return getattr(twin_of(record, language), key, None)


def name_of(site: Site, filed: Filed[Any], language: str) -> str:
    """What an item is called in lists and titles: its title or name, and its cohort where it has one."""
    record = filed.record
    name = text_of(record, language, "title") or text_of(record, language, "name")
    cohort = getattr(record, "cohort", None)
    return f"{name} {site.words[language]['cohort'].format(number=cohort)}" if cohort else str(name)


def translated(record: Any, language: str) -> Any:
    """The same record with its texts in `language`; what is not written there stays, but for the summary."""
    twin = twin_of(record, language)
    if twin is None or twin is record:
        return record
    texts = {key: value for key in type(twin).model_fields if key in type(record).model_fields and (value := getattr(twin, key))}
    return record.model_copy(update={"summary": None, **texts})


def in_language(items: Iterable[Filed[Any]], language: str) -> list[Filed[Any]]:
    """The items that have a page in `language`."""
    return [filed for filed in items if has_page(filed, language)]


def has_page(filed: Filed[Any], language: str) -> bool:
    """Whether the item has a page in `language`."""
    return twin_of(filed.record, language) is not None


def item_url(filed: Filed[Any], language: str) -> str:
    """The item's address in `language`, or in the main language where it has no twin."""
    return url_of(filed.document.folder, filed.slug, language if has_page(filed, language) else MAIN_LANGUAGE)


def day_of_facts(record: Any) -> When | None:
    """The day on which an item's facts were published or last checked, as editors write it: they are as of that day."""
    return max(filter(None, (record.checked, getattr(record, "published", None))), default=None)


def changed_of(site: Site, filed: Filed[Any]) -> When | None:
    """The day on which an item's facts were published, last checked or last changed: what editors write of it, or later what the
    history of the content knows, under any name that the item had."""
    known = changes_known(site)
    told = (known.get((filed.document.folder, name)) for name in (filed.slug, *filed.record.aliases))
    return max(filter(None, (day_of_facts(filed.record), *told)), default=None)


@once
def changes_known(site: Site) -> Mapping[tuple[str, str], When]:
    """The last day on which facts of an item, by its folder and name then, changed."""
    oldest_first = sorted(site.history, key=lambda change: change.at)
    return {(change.folder, change.slug): day_of(change.moment) for change in oldest_first}


@once
def last_checked(site: Site, *folders: str) -> When | None:
    """The last day on which facts of items in these folders were checked: what a list of them says of itself."""
    days = (filed.record.checked for (folder, _), filed in site.published.items() if folder in folders)
    return max(filter(None, days), default=None)


def lasting_name(filed: Filed[Any]) -> str:
    """The slug that the item had first: what identifies it for those who follow it, though its address may change."""
    return filed.record.aliases[0] if filed.record.aliases else filed.slug


def lasting_place(site: Site) -> tuple[str, str]:
    """The host and the path ("/seoul", or "" at the top) of the site's own address: what tells its names from those of other sites.
    It is the one of the content: an address given for a build (`--base-url`) leaves names as they are."""
    parts = urlsplit(site.info.base_url)
    return parts.netloc, parts.path.rstrip("/")


def alternates_of(site: Site, filed: Filed[Any]) -> dict[str, str]:
    """The addresses of an item's page by language; empty where there is only one."""
    folder = filed.document.folder
    found = {tongue: url_of(folder, filed.slug, tongue) for tongue in languages(site) if site.has(folder, filed.slug, tongue)}
    return found if len(found) > 1 else {}


def list_alternates(site: Site, path: str) -> dict[str, str]:
    """The addresses of a list page by language; empty where the site has only one language."""
    return {tongue: localised(path, tongue) for tongue in languages(site)} if len(languages(site)) > 1 else {}


def sources_of(site: Site, keys: Iterable[str]) -> tuple[SourceView, ...]:
    """The sources behind these keys, each once, in order."""
    return _sources(site, tuple(dict.fromkeys(keys)))


@once
def _sources(site: Site, keys: tuple[str, ...]) -> tuple[SourceView, ...]:
    found = (site.sources[key] for key in keys)
    return tuple(SourceView(s.title, s.publisher, s.date, s.url, s.tier != "C") for s in found)


def trail(site: Site, language: str, *sections: str) -> tuple[Link, ...]:
    """The breadcrumb: home, then the list pages of these sections ("courses")."""
    names = site.words[language]["sections"]
    home = Link(names["home"], localised("/", language))
    return (home, *(Link(names[section], localised(f"/{section}/", language)) for section in sections))


def list_page(site: Site, language: str, path: str, template: str, view_of: Callable[[], Any], **more: Any) -> Page:
    """A page of this site's own making at `path` ("/courses/"); title and description stand in the words file."""
    said = site.words[language]["pages"][template]
    return Page(
        url=localised(path, language),
        language=language,
        template=template,
        title=more.pop("title", said["title"]),
        description=more.pop("description", said["description"]),
        view_of=view_of,
        origin=more.pop("origin", f"pages/{template}"),
        crumbs=more.pop("crumbs", trail(site, language)),
        alternates=more.pop("alternates", list_alternates(site, path)),
        **more,
    )


def item_page(
    site: Site,
    filed: Filed[Any],
    language: str,
    template: str,
    view_of: Callable[[Site, Filed[Any], str], Any],
    node_of: Callable[[Site, Filed[Any], str], Mapping[str, Any]] | None = None,
    **more: Any,
) -> Page:
    """The page of an item: address, languages, sources and the day of its facts come from the record. `node_of` says it to programs."""
    record, folder = filed.record, filed.document.folder
    title = name_of(site, filed, language)
    return Page(
        url=url_of(folder, filed.slug, language),
        language=language,
        template=template,
        title=title,
        description=own_text_of(record, language, "summary") or title,
        view_of=partial(view_of, site, filed, language),
        linked_of=lambda: (node_of(site, filed, language),) if node_of else (),
        made_from=filed.document.digest,
        origin=filed.document.shown,
        section=more.pop("section", folder),
        crumbs=more.pop("crumbs", trail(site, language, folder)),
        alternates=alternates_of(site, filed),
        sources=more.pop("sources", None) or sources_of(site, record.sources),
        checked=record.checked,
        changed=changed_of(site, filed),
        kind=folder,
        held=(folder, filed.slug) in site.held,
        pictured=(folder, filed.slug) in site.pictured,
        **more,
    )
