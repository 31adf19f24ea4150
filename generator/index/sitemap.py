"""sitemap.xml (sitemaps.org protocol 0.9), with the twins of each page by language; cut into pieces where there are many."""

from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement

from generator.index.xml import xml_of
from generator.model import Site
from generator.output import Output
from generator.pages import Page

# The protocol's limit of addresses in one file. A page has at most some 600 bytes here, so 50 MB are not reached before.
MOST = 50_000
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def make_sitemap(site: Site, pages: Iterable[Page]) -> Iterator[Output]:
    """The sitemap of all listed pages; or, where they are too many for one, the sitemaps and the index of them."""
    listed = [page for page in pages if page.listed and not page.held]
    if len(listed) <= MOST:
        yield Output("sitemap.xml", _urls(site, listed))
        return
    root = Element(f"{{{_SITEMAP}}}sitemapindex")
    for number, start in enumerate(range(0, len(listed), MOST), 1):
        piece = listed[start : start + MOST]
        yield Output(f"sitemap-{number}.xml", _urls(site, piece))
        entry = SubElement(root, f"{{{_SITEMAP}}}sitemap")
        _place(entry, f"{site.origin}{site.prefix}/sitemap-{number}.xml", piece)
    yield Output("sitemap.xml", xml_of(root, {"": _SITEMAP}))


def _urls(site: Site, pages: Sequence[Page]) -> bytes:
    base = site.origin + site.prefix
    root = Element(f"{{{_SITEMAP}}}urlset")
    for page in pages:
        entry = SubElement(root, f"{{{_SITEMAP}}}url")
        _place(entry, base + page.url, [page])
        for language, url in page.alternates.items():
            SubElement(entry, f"{{{_XHTML}}}link", rel="alternate", hreflang=language, href=base + url)
    return xml_of(root, {"": _SITEMAP, "xhtml": _XHTML})


def _place(entry: Element, address: str, pages: Iterable[Page]) -> None:
    """The address, and the day of the latest change in it: from the content, never from the clock."""
    SubElement(entry, f"{{{_SITEMAP}}}loc").text = address
    changed = max((page.changed for page in pages if page.changed), default=None)
    if changed:
        SubElement(entry, f"{{{_SITEMAP}}}lastmod").text = str(changed)
