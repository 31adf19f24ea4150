"""The words of the interface, one TOML file a language, so that no sentence stands in code."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.cache import digest
from generator.memory import Recent

Words = Mapping[str, Any]


def load(folder: Path, values: Recent | None = None) -> dict[str, Words]:
    """The words of every language in `folder` (`ko.toml`), by language. A broken file is a programming fault and raises."""
    texts = {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.toml"))}
    key = ("words", digest(*texts, *texts.values()))
    return (values or Recent()).recall(key, lambda: {language: tomllib.loads(text) for language, text in texts.items()})
