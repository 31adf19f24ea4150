"""Feeds of the newest notices: all, those of each campus, those of each field; as Atom (RFC 4287) and JSON Feed 1.1.

`updated` is the day on which a notice was published, last checked or last changed, never the clock. An id is a tag (RFC 4151) of the
site's host, its path where it has one, and the name that the notice had first, so an entry stays itself when its address or its text
changes. So does the feed of a campus, which also stays at the addresses that it had.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from generator.check.filing import Filed
from generator.dates import When
from generator.hosting import media_type
from generator.index.redirects import at_old_names
from generator.index.xml import xml_of
from generator.model import Site
from generator.output import Output, json_file
from generator.pages import Page
from generator.pages.base import changed_of, item_url, lasting_name, lasting_place
from generator.pages.formats import ATOM, JSON_FEED, about_campus, about_field, feed_url
from generator.phrases import marked, span_words
from generator.records import Notice
from generator.records.record import Attachment
from generator.urls import MAIN_LANGUAGE, localised, media_url

# The most entries of one feed, the newest.
MOST = 50
_ATOM = "http://www.w3.org/2005/Atom"
# A tag needs a year in which the host was ours; it may never change.
_TAG_YEAR = "2025"
# The `updated` of a feed of a site that has no item with a day: Atom wants one.
_NO_DAY = When(1970, 1, 1)
_IMAGE = re.compile(r'<img [^>]*?alt="([^"]*)"[^>]*>|<img [^>]*>')
_INNER = re.compile(r'(<a [^>]*?href=")([/#][^"]*)"')


def make_feeds(site: Site, _pages: Iterable[Page]) -> Iterator[Output]:
    """Every feed, in both forms, in the main language; one without notices is empty."""
    yield from _both(site, "", "", "", site.notices)
    for campus in site.campuses:
        about = [notice for notice in site.notices if about_campus(notice, campus.slug)]
        yield from at_old_names(campus, _both(site, "campuses", campus.slug, campus.record.name, about, lasting_name(campus)))
    for slug, field in site.fields.items():
        yield from _both(site, "fields", slug, field.name, [n for n in site.notices if about_field(site, n, slug)])


def _both(site: Site, folder: str, slug: str, name: str, notices: Iterable[Filed[Notice]], lasting: str = "") -> Iterator[Output]:
    """One feed as Atom and as JSON: `notices` are in order, the newest first. `lasting` is its slug for its id, where that is another."""
    newest = list(notices)[:MOST]
    base = site.origin + site.prefix
    title = " ".join(filter(None, (site.info.name, name, site.words[MAIN_LANGUAGE]["sections"]["notices"])))
    home = base + localised(f"/{folder}/{slug}/" if folder else "/notices/", MAIN_LANGUAGE)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "description": site.info.description,
        "home_page_url": home,
        "feed_url": base + feed_url(JSON_FEED, folder, slug),
        "language": MAIN_LANGUAGE,
        "authors": [{"name": site.info.name, "url": f"{base}/"}],
        "items": [_item(site, notice) for notice in newest],
    }
    yield Output(feed_url(JSON_FEED, folder, slug).lstrip("/"), json_file(feed))
    identity = _tag(site, f"feeds/{folder}/{lasting or slug}" if folder else "feeds/all")
    updated = max(filter(None, (changed_of(site, filed) for filed in newest or site.published.values())), default=_NO_DAY)
    address = feed_url(ATOM, folder, slug)
    yield Output(address.lstrip("/"), xml_of(_atom(site, feed, identity, base + address, updated), {"": _ATOM}))


def _item(site: Site, notice: Filed[Notice]) -> dict[str, Any]:
    """A notice as an item of a JSON Feed."""
    record = notice.record
    item = {
        "id": _tag(site, f"notices/{lasting_name(notice)}"),
        "url": site.origin + site.prefix + item_url(notice, MAIN_LANGUAGE),
        "title": _marked(site, notice, "title", record.title),
        "summary": _marked(site, notice, "summary", record.summary),
        "content_html": _content(site, notice),
        "date_published": record.published.first().isoformat(),
        "date_modified": (changed_of(site, notice) or record.published).first().isoformat(),
        "tags": [site.words[MAIN_LANGUAGE]["kinds"][record.kind]],
    }
    attached = [_attachment(site, notice, entry) for entry in record.attachments]
    return item | ({"attachments": attached} if attached else {})


def _attachment(site: Site, notice: Filed[Notice], entry: Attachment) -> dict[str, str]:
    """A file to download as an attachment of a JSON Feed."""
    return {
        "url": site.origin + site.prefix + media_url(entry.file),
        "mime_type": media_type(entry.file).partition(";")[0],
        "title": _marked(site, notice, "attachments", entry.label),
    }


def _atom(site: Site, feed: dict[str, Any], identity: str, address: str, updated: When) -> Element:
    """The same as Atom."""
    root = Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": MAIN_LANGUAGE})

    def add(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
        element = SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
        element.text = text
        return element

    add(root, "id", identity)
    add(root, "title", feed["title"])
    add(root, "subtitle", feed["description"])
    add(root, "updated", updated.first().isoformat())
    add(root, "link", rel="self", type=ATOM, href=address)
    add(root, "link", rel="alternate", type="text/html", href=feed["home_page_url"])
    add(root, "rights", f"{site.info.licence.name} {site.info.licence.url}")
    author = add(root, "author")
    add(author, "name", feed["authors"][0]["name"])
    add(author, "uri", feed["authors"][0]["url"])
    for item in feed["items"]:
        entry = add(root, "entry")
        add(entry, "id", item["id"])
        add(entry, "title", item["title"])
        add(entry, "link", rel="alternate", type="text/html", href=item["url"])
        for file in item.get("attachments", ()):
            add(entry, "link", rel="enclosure", type=file["mime_type"], title=file["title"], href=file["url"])
        add(entry, "published", item["date_published"])
        add(entry, "updated", item["date_modified"])
        add(entry, "category", term=item["tags"][0])
        add(entry, "summary", item["summary"])
        add(entry, "content", item["content_html"], type="html")
    return root


def _content(site: Site, notice: Filed[Notice]) -> str:
    """What stands on the notice's page, in short: what changes, the window at its precision, the text. As HTML."""
    words, record = site.words[MAIN_LANGUAGE]["course"], notice.record
    said = [_marked(site, notice, "summary", record.summary)]
    window = span_words(record.apply.from_, record.apply.until, site.words[MAIN_LANGUAGE]) if record.apply else ""
    if record.apply and window:
        about = _marked(site, notice, "apply", words["apply"])
        said.append(f"{about}: {window}. {words['early'] if record.apply.until else words['no_deadline']}")
    html = "".join(f"<p>{escape(line)}</p>\n" for line in said) + site.body(notice, MAIN_LANGUAGE) + _doubts(site, notice)
    # Copies of pictures have addresses of their own that only pages know; a feed has their words instead.
    html = _IMAGE.sub(lambda image: image[1] or "", html)
    address = site.origin + site.prefix + item_url(notice, MAIN_LANGUAGE)
    return _INNER.sub(lambda link: f'{link[1]}{site.origin if link[2][0] == "/" else address}{link[2]}"', html)


def _marked(site: Site, notice: Filed[Notice], key: str, said: str) -> str:
    """What is said of the fact at `key`."""
    return marked(said, key in notice.record.unverified, site.words[MAIN_LANGUAGE])


def _doubts(site: Site, notice: Filed[Notice]) -> str:
    """Behind the text: its own mark, and what a mark means, where the entry has one. As HTML."""
    words, doubts = site.words[MAIN_LANGUAGE], {"title", "summary", "apply", "body", "attachments"} & set(notice.record.unverified)
    said = [marked("", True, words)] if "body" in doubts else []
    return "".join(f"<p>{escape(line)}</p>\n" for line in [*said, *([words["unverified_note"]] if doubts else [])])


def _tag(site: Site, name: str) -> str:
    host, path = lasting_place(site)
    return f"tag:{host.partition(':')[0]},{_TAG_YEAR}:{f'{path}/{name}'.lstrip('/')}"
