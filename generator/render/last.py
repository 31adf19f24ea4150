"""What the last build made of each page, so that a page is looked into only where something may be new."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from generator.cache import digest
from generator.memory import Memory
from generator.pages import Page

_NAME = "last"


class Row(NamedTuple):
    """Of a page: the fingerprint of itself and what it shows, the key of its HTML, the HTML's digest, and its letters."""

    shown: str
    key: str
    digest: str
    letters: str


@dataclass(frozen=True)
class Last:
    """The rows of the last build by address, each with what its page was made from; those whose HTML is remembered still.

    `same` says that the facts are still those: then a page made from the same body has the same fingerprint.
    """

    same: bool
    rows: Mapping[str, tuple[str, Row]]

    @classmethod
    def of(cls, memory: Memory, facts: str) -> "Last":
        """What `memory` holds; no rows where there was no build. `facts` is the digest that it is compared by."""
        before, rows = json.loads(memory.get(_NAME) or b'["", {}]')
        known = {url: (made_from, Row(*row)) for url, (made_from, *row) in rows.items() if row[1] in memory}
        return cls(before == facts, known)

    def shown_of(self, page: Page) -> str | None:
        """The fingerprint of the page, where it follows from what is known."""
        made_from, row = self.rows.get(page.url, ("", None))
        return row.shown if row and self.same and made_from == page.made_from else None

    def row(self, page: Page, about: str) -> Row | None:
        """The row of the page, where it is the same in a setting of this digest."""
        shown = self.shown_of(page)
        return self.row_with(digest(about, shown)) if shown else None

    def row_with(self, key: str) -> Row | None:
        """The row with this key, or None."""
        return self._by_key.get(key)

    @cached_property
    def _by_key(self) -> Mapping[str, Row]:
        return {row.key: row for _, row in self.rows.values()}

    def replace(self, memory: Memory, facts: str, rows: Mapping[str, tuple[str, Row]]) -> None:
        """Remember these instead, of a build with these facts."""
        if not self.same or rows != self.rows:
            memory[_NAME] = json.dumps(
                [facts, {url: [made_from, *row] for url, (made_from, row) in rows.items()}], ensure_ascii=False
            ).encode()
