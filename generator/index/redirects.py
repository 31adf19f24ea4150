"""What the site says to its host: headers, and where old addresses lead (hosting.py has the forms)."""

from collections.abc import Iterable, Iterator

from generator.hosting import host_files
from generator.model import Site
from generator.output import Output
from generator.pages import Page


def make_host_files(site: Site, pages: Iterable[Page]) -> Iterator[Output]:
    """`_headers`, `_redirects` and the same for other hosts: every alias leads on for good."""
    yield from host_files([(page.url, page.view.url) for page in pages if page.kind == "moved"], site.prefix)
