"""The words of the interface, one TOML file a language, so that no sentence stands in code."""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

Words = Mapping[str, Any]
# Where tomllib says a fault is; without it, the file ended too early.
_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)$| \(at end of document\)$")


_QUOTES = "그 줄과 그 앞에서 따옴표와 괄호가 닫혔는지, 같은 이름이 두 번 나오지 않는지 살펴보세요."


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


def load(folder: Path, languages: Collection[str] = ()) -> dict[str, Words]:
    """The words of every language in `folder` (`ko.toml`), by language.

    FaultyWords where a file is broken, has not every name that another has, or is not there though it is one of `languages`.
    """
    for language in languages:
        if not (path := folder / f"{language}.toml").exists():
            raise FaultyWords(path, 1, 1, f"화면의 말을 적은 파일 '{path.name}'이 없습니다.", "지운 것이면 되살리세요. 그 언어를 쓰지 않으려면 site.yml의 languages에서 빼세요.")
    found = {path: _read(path) for path in sorted(folder.glob("*.toml"))}
    names = {path: dict.fromkeys(_names(words)) for path, words in found.items()}
    for path, own in names.items():
        for other, theirs in names.items():
            if missing := [name for name in theirs if name not in own]:
                message = f"화면의 말을 적은 파일에 없는 이름이 있습니다: {', '.join(missing)}"
                raise FaultyWords(path, 1, 1, message, f"'{other.name}'에서 그 이름을 찾아, 이 파일의 같은 자리에 이 언어로 적으세요.")
    return {path.stem: words for path, words in found.items()}


def _names(words: Words, within: str = "") -> Iterator[str]:
    """The name of every text, from the outermost table on ("pages.data.title")."""
    for key, value in words.items():
        name = f"{within}{key}"
        yield from _names(value, f"{name}.") if isinstance(value, dict) else (name,)


def _read(path: Path) -> Words:
    body = path.read_bytes()
    try:
        text = body.decode()
    except UnicodeDecodeError as fault:
        before = body[: fault.start].decode()
        message = "화면의 말을 적은 파일을 읽을 수 없습니다(UTF-8로 저장된 글이 아닙니다)."
        raise FaultyWords(path, before.count("\n") + 1, len(before) - before.rfind("\n"), message, "편집기에서 'UTF-8'로 저장하세요.") from fault
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        place = _PLACE.search(str(fault))
        line, column = map(int, place.groups()) if place and place[1] else (text.rstrip().count("\n") + 1, 1)
        message = f"화면의 말을 적은 파일을 읽을 수 없습니다({_PLACE.sub('', str(fault))})."
        raise FaultyWords(path, line, column, message, _QUOTES) from fault
