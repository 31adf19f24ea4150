"""What differs between two built sites, as pages and their titles: for whoever reviews a change. Facts come from fact_differences.py."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_MAIN = re.compile(r"<main.*?</main>", re.DOTALL)
# A new style sheet or script changes these names on every page, and what a page says on none.
_NAMED = re.compile(r"assets/[\w./-]+")
_SHOWN = 40


@dataclass(frozen=True)
class Differences:
    """Addresses with their titles, by what became of them; the number of other files that differ."""

    added: tuple[tuple[str, str], ...]
    removed: tuple[tuple[str, str], ...]
    changed: tuple[tuple[str, str], ...]
    others: int


def differences(old: Path, new: Path) -> Differences:
    """What `new` has that `old` had not, and so on. A page has changed if what stands in its <main> or its title has."""
    before, after = _pages(old), _pages(new)
    files = [{path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()} for folder in (old, new)]
    others = {path for path in files[0].keys() | files[1].keys() if not path.endswith((".html", ".gz", ".br")) and path != "build.json"}
    return Differences(
        added=tuple((url, after[url][0]) for url in sorted(after.keys() - before.keys())),
        removed=tuple((url, before[url][0]) for url in sorted(before.keys() - after.keys())),
        changed=tuple((url, after[url][0]) for url in sorted(after.keys() & before.keys()) if after[url] != before[url]),
        others=sum(_bytes(files[0].get(path)) != _bytes(files[1].get(path)) for path in others),
    )


def as_markdown(found: Differences, facts: Sequence[tuple[str, str, str]] = ()) -> str:
    """The differences in Korean, for the summary of a pull request; `facts` are titles, addresses and sentences, told first."""
    if not (found.added or found.removed or found.changed or found.others or facts):
        return "바뀌는 것이 없습니다.\n"
    names = {"새로 생기는 쪽": found.added, "없어지는 쪽": found.removed, "바뀌는 쪽": found.changed}
    told = [f"- {title} `{url}`: {sentences}\n" for title, url, sentences in facts]
    parts = [f"### 바뀌는 사실\n\n{''.join(told)}"] if told else []
    parts += [f"### {name} {len(pages)}개\n\n{_list(pages)}" for name, pages in names.items() if pages]
    if found.others:
        parts.append(f"쪽이 아닌 파일(그림, 달력, 피드 등) {found.others}개가 바뀝니다.\n")
    return "\n".join(parts)


def _list(pages: tuple[tuple[str, str], ...]) -> str:
    lines = [f"- {title} `{url}`\n" for url, title in pages[:_SHOWN]]
    more = len(pages) - _SHOWN
    return "".join(lines) + (f"- 그 밖에 {more}개\n" if more > 0 else "")


def _pages(folder: Path) -> dict[str, tuple[str, str]]:
    """Title and main part of every page, by its address."""
    found = {}
    for path in folder.rglob("*.html"):
        text = path.read_text("utf-8")
        title, main = _TITLE.search(text), _MAIN.search(text)
        url = "/" + path.relative_to(folder).as_posix().removesuffix("index.html")
        found[url] = (unescape(title[1]).partition(" — ")[0] if title else url, _NAMED.sub("", main[0] if main else text))
    return found


def _bytes(path: Path | None) -> bytes | None:
    return path.read_bytes() if path else None
