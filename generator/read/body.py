"""A Markdown text as read: its headings, links and slips, and what it says."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.read.slip import Slip


class Heading(NamedTuple):
    """A heading of a body: level 1 to 6, its text, its id in the page, and the body's line (from 0)."""

    level: int
    text: str
    id: str
    line: int


class Link(NamedTuple):
    """A link or image of a body. `target` is a path inside `content/`, a path on the site, or a whole address.

    `kind` is "file" (another item), "image", "site" (/calendar/), "anchor" (this page), "web" or "web-image" (whole addresses).
    `line` (from 0) and `column` (from 0) are those of the address in the body's text. `long` says that the address or
    the title is longer than LONGEST.
    """

    kind: str
    target: str
    anchor: str
    written: str
    line: int
    column: int
    alt: str = ""
    long: bool = False


# What a Markdown text says: its html, the beginning of its plain text without headings (LEAD),
# and its words as search sees them (`spoken`).
PROSE = ("html", "lead", "words")


@dataclass(frozen=True)
class Body:
    """A Markdown text, ready: headings, links and slips, and what it says: `prose`, by the names of PROSE, which may lie on a disk
    and is fetched each time somebody asks.

    `digest` is that of the text. `unseen` says that the html has letters which are not seen (INVISIBLE). `safe` is False where
    the sanitiser found in it what our renderer never writes; html is then without it.
    """

    digest: str
    prose: Callable[[str], str] = field(compare=False, repr=False)
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    slips: tuple[Slip, ...] = ()
    unseen: bool = False
    safe: bool = True

    @property
    def html(self) -> str:
        """The html."""
        return self.prose("html")

    @property
    def lead(self) -> str:
        """The beginning of its plain text, headings left out: as long as search shows, and a letter more where there is more."""
        return self.prose("lead")

    @property
    def words(self) -> str:
        """Its words, as search sees them."""
        return self.prose("words")
