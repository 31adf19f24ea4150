"""sitemap.xml (sitemaps.org protocol 0.9) with the twins of each page by language, and robots.txt (RFC 9309)."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from generator.model import Site
from generator.output import Output
from generator.pages import Page

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def make_sitemap(site: Site, pages: Iterable[Page]) -> Iterator[Output]:
    """The sitemap of all listed pages; `lastmod` comes from the content, never from the clock."""
    register_namespace("", _SITEMAP)
    register_namespace("xhtml", _XHTML)
    root = Element(f"{{{_SITEMAP}}}urlset")
    base = site.origin + site.prefix
    for page in pages:
        if not page.listed or page.held:
            continue
        entry = SubElement(root, f"{{{_SITEMAP}}}url")
        SubElement(entry, f"{{{_SITEMAP}}}loc").text = base + page.url
        if page.changed:
            SubElement(entry, f"{{{_SITEMAP}}}lastmod").text = str(page.changed)
        for language, url in page.alternates.items():
            SubElement(entry, f"{{{_XHTML}}}link", rel="alternate", hreflang=language, href=base + url)
    yield Output("sitemap.xml", tostring(root, encoding="utf-8", xml_declaration=True))


def make_robots(site: Site, _pages: Iterable[Page]) -> Iterator[Output]:
    """robots.txt: everything may be read, and here is the sitemap."""
    yield Output("robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {site.origin}{site.prefix}/sitemap.xml\n".encode())
