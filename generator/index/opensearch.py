"""opensearch.xml, one for each language (OpenSearch 1.1, draft 6): a browser can search the site from its own bar.

The words stand behind the hash of the address, so that they reach the page and no host. The page itself then moves them
into the query of its address, which sends nothing.
"""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement

from generator.index.xml import xml_of
from generator.model import Site
from generator.output import Output
from generator.pages import Page
from generator.pages.base import languages, text_of
from generator.urls import localised

PATH = "/opensearch.xml"
_SPACE = "http://a9.com/-/spec/opensearch/1.1/"
_TYPE = "application/opensearchdescription+xml"
_SHORT_NAME, _DESCRIPTION = 16, 1024  # letters that the format allows


def make_opensearch(site: Site, _pages: Iterable[Page]) -> Iterator[Output]:
    """The description of the search in each language of the site."""
    for language in languages(site):
        yield Output(localised(PATH, language).lstrip("/"), _description(site, language))


def _description(site: Site, language: str) -> bytes:
    base = site.origin + site.prefix
    root = Element(f"{{{_SPACE}}}OpenSearchDescription")

    def add(name: str, text: str = "", **attributes: str) -> None:
        SubElement(root, f"{{{_SPACE}}}{name}", attributes).text = text or None

    add("ShortName", text_of(site.info, language, "short_name")[:_SHORT_NAME])
    add("Description", text_of(site.info, language, "description")[:_DESCRIPTION])
    add("Url", type="text/html", template=f"{base}{localised('/search/', language)}#q={{searchTerms}}")
    add("Url", type=_TYPE, rel="self", template=base + localised(PATH, language))
    add("Language", language)
    add("InputEncoding", "UTF-8")
    add("OutputEncoding", "UTF-8")
    return xml_of(root, {"": _SPACE})
