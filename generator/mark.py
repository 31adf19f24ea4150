"""The mark of a published folder: when it was made, of which commit, and what stands in it; and what is gone from the last one."""

import json
from collections.abc import Iterable
from pathlib import Path

from generator.check.filing import Records
from generator.commit import commit_of
from generator.model import Site
from generator.output import MARK, Output, Remembered, digest_of, json_file
from generator.pages import Page
from generator.problems import WARNING, Problem, Where
from generator.read.files import shown_path
from generator.read.names import SPELLINGS
from generator.records import KIND_IN, TABLES, TextPage
from generator.settings import Settings
from generator.text import subject
from generator.urls import file_of


def make_mark(
    site: Site, pages: tuple[Page, ...], outputs: Iterable[Output | Remembered], counts: dict[str, int], settings: Settings
) -> Output:
    """build.json: the moment, the commit, the address, the digest of all else, the counts, the addresses of items.

    Nothing else holds the moment or the commit, so a build that would publish the same has the same digest.
    """
    facts = {
        "moment": site.moment.isoformat(timespec="seconds"),
        "commit": None if settings.quick else commit_of(settings.content),
        "address": f"{site.origin}{site.prefix}/",
        "digest": digest_of(outputs),
        "counts": counts,
        "pages": sorted(page.url for page in pages if page.kind not in ("list", "moved", "missing")),
    }
    return Output(MARK, json_file(facts))


def counts_of(records: Records, pages: tuple[Page, ...]) -> dict[str, int]:
    """How many items of each kind there are, and how many pages."""
    return {folder: len(items) for folder, items in records.folders.items()} | {"urls": len(pages)}


def vanished(outputs: Iterable[Output | Remembered], settings: Settings) -> tuple[Problem, ...]:
    """Pages of items that stand in the published folder and will no more, without an alias that leads on."""
    files = {output.path for output in outputs}
    return tuple(
        Problem(
            Where(shown_path(_made_of(url, settings.content))),
            "vanished-page",
            f"전에 공개한 주소 '{url}'{subject(url)} 없어집니다.",
            "이름을 바꾸었으면 새 파일에 'aliases: [옛 이름]'을 적으세요. 지우려던 것이면 그대로 두면 됩니다.",
            WARNING,
        )
        for url in sorted(_published(settings.output))
        if file_of(url) not in files
    )


def _made_of(url: str, content: Path) -> Path:
    """The file of content that the page was made of; where that is gone, the folder in which it was."""
    *above, slug = url.strip("/").split("/")
    name = above[-1] if above else ""
    if name in [table.name for table in TABLES]:  # the fields have pages, and one file
        return content / f"{name}.yml"
    folder = content / (name if name in KIND_IN else TextPage.folder)
    return next((path for ending in SPELLINGS if (path := folder / f"{slug}{ending}").is_file()), folder)


def _published(folder: Path) -> frozenset[str]:
    """The pages that the folder holds from an earlier build, as paths."""
    try:
        return frozenset(json.loads((folder / MARK).read_text("utf-8"))["pages"])
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()
