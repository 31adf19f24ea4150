"""What differs between two built sites, as pages and their titles: for whoever reviews a change. Facts come from fact_differences.py."""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from html import unescape
from pathlib import Path

_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_MAIN = re.compile(r"<main.*?</main>", re.DOTALL)
# A new style sheet or script changes these names on every page, and what a page says on none.
_NAMED = re.compile(r"assets/[\w./-]+")
# What an old address has that leads on to the new one (templates/pages/moved.html).
_LEADS = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]*)">')
_SHOWN = 40
# What makes Markdown, HTML or a formula of a line's words, wherever it stands or at their beginning.
_MARKS = re.compile(r"[\\`*_\[\]<>&~|#!$]|^[-+]|^\d+[.)]")


@dataclass(frozen=True)
class Differences:
    """Addresses with their titles, by what became of them; the number of other files that differ.

    `moved` are old addresses that lead on now, each with the new one: these two are nowhere else.
    """

    added: tuple[tuple[str, str], ...]
    removed: tuple[tuple[str, str], ...]
    changed: tuple[tuple[str, str], ...]
    moved: tuple[tuple[str, str, str], ...]
    others: int


@dataclass(frozen=True)
class _Page:
    """A page's title, its main part, and the address it leads on to ("" if it is a page to be read)."""

    title: str
    main: str
    leads: str


def differences(old: Path, new: Path) -> Differences:
    """What `new` has that `old` had not, and so on. A page has changed if what stands in its <main> or its title has."""
    before, after = _pages(old), _pages(new)
    both = sorted(before.keys() & after.keys())
    moved = {url: _led_to(after[url].leads, after) for url in both if after[url].leads and not before[url].leads}
    files = [{path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()} for folder in (old, new)]
    others = {path for path in files[0].keys() | files[1].keys() if not path.endswith((".html", ".gz", ".br")) and path != "build.json"}
    return Differences(
        added=tuple((url, after[url].title) for url in sorted(after.keys() - before.keys() - set(moved.values()))),
        removed=tuple((url, before[url].title) for url in sorted(before.keys() - after.keys())),
        changed=tuple(
            (url, after[url].title) for url in both if after[url] != before[url] and not after[url].leads and url not in moved.values()
        ),
        moved=tuple((url, led, after[url].title) for url, led in moved.items()),
        others=sum(_bytes(files[0].get(path)) != _bytes(files[1].get(path)) for path in others),
    )


def _led_to(address: str, pages: Mapping[str, _Page]) -> str:
    """The page of this site at `address`, which may begin with the path below which the site lies."""
    return max((url for url in pages if address.endswith(url)), key=len, default=address)


def as_markdown(found: Differences, facts: Sequence[tuple[str, str, str]] = ()) -> str:
    """The differences in Korean, for the summary of a pull request; `facts` are titles, addresses and sentences, told first.

    A page whose facts are told is not named again.
    """
    if not (found.added or found.removed or found.changed or found.moved or found.others or facts):
        return "바뀌는 것이 없습니다.\n"
    told = {url for _, url, _ in facts}
    titled = [(_as_words(title), url, _as_words(sentences)) for title, url, sentences in facts]
    lists = {
        "새로 생기는 쪽": _lines(found.added, told),
        "없어지는 쪽": _lines(found.removed, told),
        "주소가 바뀌는 쪽": [f"- {_as_words(title)} `{old}` → `{new}`\n" for old, new, title in found.moved if new not in told],
        "그 밖에 바뀌는 쪽" if told else "바뀌는 쪽": _lines(found.changed, told),
    }
    said = "".join(f"- {title} `{url}`: {sentences}\n" for title, url, sentences in titled)
    parts = [f"### 바뀌는 사실\n\n{said}"] if said else []
    parts += [f"### {name} {len(lines)}개\n\n{_shortened(lines)}" for name, lines in lists.items() if lines]
    if found.others:
        parts.append(f"쪽이 아닌 파일(그림, 달력, 피드 등) {found.others}개가 바뀝니다.\n")
    return "\n".join(parts)


def _lines(pages: Sequence[tuple[str, str]], told: AbstractSet[str]) -> list[str]:
    return [f"- {_as_words(title)} `{url}`\n" for url, title in pages if url not in told]


def _as_words(text: str) -> str:
    """`text` as words on one line of Markdown, whatever it holds: content must not hide or forge what a reviewer reads.

    Whom GitHub tells of an @name is looked for after Markdown, so a letter without width parts the two.
    """
    return _MARKS.sub(lambda mark: f"{mark[0][:-1]}\\{mark[0][-1]}", " ".join(text.split())).replace("@", "@&#8203;")


def _shortened(lines: Sequence[str]) -> str:
    more = len(lines) - _SHOWN
    return "".join(lines[:_SHOWN]) + (f"- 그 밖에 {more}개\n" if more > 0 else "")


def _pages(folder: Path) -> dict[str, _Page]:
    """Every page by its address."""
    found = {}
    for path in folder.rglob("*.html"):
        text = path.read_text("utf-8")
        title, main, leads = _TITLE.search(text), _MAIN.search(text), _LEADS.search(text)
        url = "/" + path.relative_to(folder).as_posix().removesuffix("index.html")
        name = unescape(title[1]).partition(" — ")[0] if title else url
        found[url] = _Page(name, _NAMED.sub("", main[0] if main else text), unescape(leads[1]) if leads else "")
    return found


def _bytes(path: Path | None) -> bytes | None:
    return path.read_bytes() if path else None
