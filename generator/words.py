"""The words of the interface, one TOML file a language, so that no sentence stands in code."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Words = Mapping[str, Any]


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
    """The words of every language in `folder` (`ko.toml`), by language. A broken file is a programming fault and raises."""
    return {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml"))}
