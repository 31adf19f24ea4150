"""Plain texts that programs look for at known places: robots.txt, security.txt, llms.txt."""

from collections.abc import Iterable, Iterator

from generator.model import Site
from generator.output import Output
from generator.pages import Page
from generator.pages.base import item_url, languages
from generator.pages.calendar import calendar_url
from generator.pages.data import INDEX, data_sets
from generator.pages.formats import ATOM, JSON_FEED, feed_url
from generator.urls import MAIN_LANGUAGE

SECURITY = ".well-known/security.txt"
_SECTIONS = ("courses", "campuses", "fields", "stories", "notices", "calendar", "results", "changes")


def make_robots(site: Site, _pages: Iterable[Page]) -> Iterator[Output]:
    """robots.txt (RFC 9309): everything may be read, and here is the sitemap."""
    yield Output("robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {site.origin}{site.prefix}/sitemap.xml\n".encode())


def make_security(site: Site, _pages: Iterable[Page]) -> Iterator[Output]:
    """security.txt (RFC 9116), where site.yml says until when it holds and the site stands at the top of its host.

    `Expires` is content, not the clock: a site that nobody looks after must not go on promising an answer.
    """
    expires, contact = site.info.security_expires, site.info.contact
    if expires is None or site.prefix:
        return
    lines = {
        "Contact": f"mailto:{contact.email}" if contact.email else contact.url,
        "Expires": expires.last().replace(microsecond=0).isoformat(),
        "Preferred-Languages": ", ".join(languages(site)),
        "Canonical": f"{site.origin}/{SECURITY}",
    }
    yield Output(SECURITY, "".join(f"{name}: {value}\n" for name, value in lines.items()).encode())


def make_llms(site: Site, _pages: Iterable[Page]) -> Iterator[Output]:
    """llms.txt (llmstxt.org): what the site is and where its facts stand as data, for programs that read for people."""
    words, base = site.words[MAIN_LANGUAGE], site.origin + site.prefix
    said = words["data"]

    def link(name: str, url: str, about: str | None = None) -> str:
        return f"- [{name}]({base}{url})" + (f": {about}" if about else "")

    notes = [said[key] for key in ("absent", "dates", "unverified", "status", "source_note")]
    pages = [link(text.record.title, item_url(text, MAIN_LANGUAGE), text.record.summary) for text in site.texts]
    lists = [link(words["sections"][key], f"/{key}/", words["pages"][key]["description"]) for key in _SECTIONS]
    sets = [link(said["sets"][s.name], url, said["about"][s.name]) for s in data_sets(site) for url in s.files("json")]
    forms = {"Atom": feed_url(ATOM), "JSON Feed": feed_url(JSON_FEED), "iCalendar": calendar_url(), said["index"]: INDEX}
    parts = [
        f"# {site.info.name}",
        f"> {site.info.description}",
        "\n".join(f"- {note}" for note in notes),
        "\n".join([f"## {words['sections']['pages']}", "", *pages]),
        "\n".join([f"## {words['search_in']['index']}", "", *lists]),
        "\n".join([f"## {words['pages']['data']['title']}", "", *sets, *(link(name, url) for name, url in forms.items())]),
    ]
    yield Output("llms.txt", ("\n\n".join(parts) + "\n").encode())
