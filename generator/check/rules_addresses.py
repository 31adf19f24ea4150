"""The rule of web addresses that are values: each opens for visitors too."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from generator.check.filing import Filing
from generator.check.link_repairs import path_in_preview, said_of_local
from generator.problems import WARNING, Problem
from generator.read.composed import KeyPath, texts_in

ITEM_PATHS: tuple[KeyPath, ...] = (("url",), ("apply", "url"))


def local_link(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """An address at which only the editor's computer answers, such as the preview's; those in bodies are told with other links."""
    site = getattr(filing.tables.get("site"), "base_url", None) or ""
    for document in filing.documents:
        for path, written in _of_item(document.data) if document.folder else _of_table(document.data):
            path_here = path_in_preview(written)
            if path_here and path not in document.spoiled:
                meant = f"{site.rstrip('/')}{path_here}" if site and not path_in_preview(site) else ""
                message, repair = said_of_local(written), "방문자도 열 수 있는 주소를 적으세요."
                if meant:
                    repair = f"이 누리집의 쪽이면 '{meant}'처럼 쓰고, 아니면 {repair}"
                yield Problem(document.where(path), "local-link", message, repair, WARNING)


def _of_item(data: Any) -> Iterator[tuple[KeyPath, str]]:
    """Those of an item, of which there may be many: they stand at these paths alone."""
    for path in ITEM_PATHS:
        value = data
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        if isinstance(value, str):
            yield path, value


def _of_table(data: Any) -> Iterator[tuple[KeyPath, str]]:
    """The values of the keys that hold a web address to go to, each with its path. Where the site stands (base_url) is for its builder."""
    return ((path, text) for path, text in texts_in(data) if path[-1] in ("url", "apply_url"))
