"""The words of the interface, one TOML file a language, so that no sentence stands in code."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Words = Mapping[str, Any]
# Where tomllib says a fault is; without it, the file ended too early.
_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)$| \(at end of document\)$")


class UnreadableWords(Exception):
    """A file of words cannot be read: `path`, `line` and `column` (from 1) say where, `reason` why it is no TOML, "" where it is no UTF-8."""

    def __init__(self, path: Path, line: int, column: int, reason: str = "") -> None:
        super().__init__(f"{path}:{line}:{column} {reason}")
        self.path, self.line, self.column, self.reason = path, line, column, reason


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


def load(folder: Path) -> dict[str, Words]:
    """The words of every language in `folder` (`ko.toml`), by language. UnreadableWords where a file is broken."""
    return {path.stem: _read(path) for path in sorted(folder.glob("*.toml"))}


def _read(path: Path) -> Words:
    body = path.read_bytes()
    try:
        text = body.decode()
    except UnicodeDecodeError as fault:
        before = body[: fault.start].decode()
        raise UnreadableWords(path, before.count("\n") + 1, len(before) - before.rfind("\n")) from fault
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        place = _PLACE.search(str(fault))
        line, column = map(int, place.groups()) if place and place[1] else (text.rstrip().count("\n") + 1, 1)
        raise UnreadableWords(path, line, column, _PLACE.sub("", str(fault))) from fault
