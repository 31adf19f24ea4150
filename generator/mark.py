"""The mark of a published folder: when it was made, of which commit, and what stands in it; and what is gone from the last one."""

import json
from pathlib import Path

from generator.again import commit_of
from generator.check.filing import Records
from generator.model import Site
from generator.output import MARK, Output, digest_of
from generator.pages import Page
from generator.problems import WARNING, Problem, Where
from generator.settings import Settings
from generator.text import particle


def make_mark(site: Site, pages: tuple[Page, ...], outputs: tuple[Output, ...], counts: dict[str, int], settings: Settings) -> Output:
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
    return Output(MARK, (json.dumps(facts, ensure_ascii=False, indent=1) + "\n").encode())


def counts_of(records: Records, pages: tuple[Page, ...]) -> dict[str, int]:
    """How many items of each kind there are, and how many pages."""
    return {folder: len(items) for folder, items in records.folders.items()} | {"urls": len(pages)}


def vanished(pages: tuple[Page, ...], settings: Settings) -> tuple[Problem, ...]:
    """Pages of items that were published and are no more, without an alias that leads on."""
    now = {page.url for page in pages}
    return tuple(
        Problem(
            Where(f"{settings.content}{url.rstrip('/')}"),
            "vanished-page",
            f"전에 공개한 주소 '{url}'{particle(url, '이', '가')} 없어집니다.",
            "이름을 바꾸었으면 새 파일에 'aliases: [옛 이름]'을 적으세요. 지우려던 것이면 그대로 두면 됩니다.",
            WARNING,
        )
        for url in sorted(_published(settings.output) - now)
    )


def _published(folder: Path) -> frozenset[str]:
    """The pages that the folder holds from an earlier build, as paths."""
    try:
        return frozenset(json.loads((folder / MARK).read_text("utf-8"))["pages"])
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()
