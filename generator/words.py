"""The words of the interface, one TOML file a language, so that no sentence stands in code."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

Words = Mapping[str, Any]
# Where tomllib says a fault is; without it, the file ended too early.
_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)$| \(at end of document\)$")
_QUOTES = "그 줄과 그 앞에서 따옴표와 괄호가 닫혔는지, 같은 이름이 두 번 나오지 않는지 살펴보세요."
_NAMED = 5  # so many of the names that are missing


class FaultyWords(Exception):
    """A file of words cannot be used: `path`, `line` and `column` (from 1) say where; `message` and `repair` are Korean sentences."""

    def __init__(self, path: Path, line: int, column: int, message: str, repair: str) -> None:
        super().__init__(message)
        self.path, self.line, self.column, self.message, self.repair = path, line, column, message, repair


def filled(words: Words, blanks: Mapping[str, str]) -> Words:
    """The same words with these {blanks} filled in everywhere; what a page fills in stays open."""
    return {key: _filled(value, blanks) for key, value in words.items()}


def _filled(value: Any, blanks: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return filled(value, blanks)
    if isinstance(value, list):
        return [_filled(item, blanks) for item in value]
    if isinstance(value, str):
        for name, text in blanks.items():
            value = value.replace(f"{{{name}}}", text)
    return value


def load(folder: Path, languages: Sequence[str] = ()) -> dict[str, Words]:
    """The words of every language in `folder` (`ko.toml`), by language; each of `languages` has to be there,
    with every text that another has.

    FaultyWords where it is not so, or a file is broken.
    """
    for path in (folder / f"{language}.toml" for language in languages):
        if not path.exists():
            raise FaultyWords(path, 1, 1, f"화면의 말을 적은 파일 '{path.name}'이 없습니다.", "지운 것이면 되살리세요.")
    found = {path.stem: _read(path) for path in sorted(folder.glob("*.toml"))}
    names = {language: list(_names(found[language])) for language in languages}
    for language, other in permutations(languages, 2):
        own = set(names[language])
        if missing := [name for name in names[other] if name not in own]:
            more = f" 외 {len(missing) - _NAMED}개" if len(missing) > _NAMED else ""
            message = f"'{language}.toml'에 빠진 말이 있습니다: {', '.join(missing[:_NAMED])}{more}"
            repair = f"'{other}.toml'의 그 말을 옮겨, 이 파일의 같은 자리에 적으세요. 쓰지 않는 말이면 '{other}.toml'에서 지우세요."
            raise FaultyWords(folder / f"{language}.toml", 1, 1, message, repair)
    return found


def _names(words: Any, within: str = "") -> Iterator[str]:
    """The name of every text, from the outermost table on ("pages.data.title", "dates.weekdays.0")."""
    inner = words.items() if isinstance(words, dict) else enumerate(words)
    for key, value in inner:
        name = f"{within}{key}"
        yield from _names(value, f"{name}.") if isinstance(value, dict | list) else (name,)


def _read(path: Path) -> Words:
    body = path.read_bytes()
    try:
        text = body.decode()
    except UnicodeDecodeError as fault:
        before = body[: fault.start].decode()
        message = "화면의 말을 적은 파일을 읽을 수 없습니다(UTF-8로 저장된 글이 아닙니다)."
        raise FaultyWords(
            path, before.count("\n") + 1, len(before) - before.rfind("\n"), message, "편집기에서 'UTF-8'로 저장하세요."
        ) from fault
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        place = _PLACE.search(str(fault))
        line, column = map(int, place.groups()) if place and place[1] else (text.rstrip().count("\n") + 1, 1)
        message = f"화면의 말을 적은 파일을 읽을 수 없습니다({_PLACE.sub('', str(fault))})."
        raise FaultyWords(path, line, column, message, _QUOTES) from fault
