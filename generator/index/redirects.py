"""What the site says to its host: headers, and where old addresses lead (hosting.py has the forms). What programs follow has no
need of a host for that: it stands at the old addresses too."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from generator.check.filing import Filed
from generator.hosting import host_files
from generator.model import Site
from generator.output import Output
from generator.pages import Page


def make_host_files(site: Site, pages: Iterable[Page]) -> Iterator[Output]:
    """`_headers`, `_redirects` and the same for other hosts: every alias leads on for good."""
    yield from host_files([(page.url, page.view.url) for page in pages if page.kind == "moved"], site.prefix)


def at_old_names(filed: Filed[Any], outputs: Iterable[Output]) -> Iterator[Output]:
    """These files named after the item, and the same under each name that it had: programs seldom follow a redirect for good, and
    not every host has one."""
    for output in outputs:
        yield output
        folder, _, name = output.path.rpartition("/")
        ending = name.removeprefix(filed.slug)
        yield from (replace(output, path=f"{folder}/{alias}{ending}") for alias in filed.record.aliases)
