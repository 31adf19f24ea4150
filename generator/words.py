"""The words of the interface, one TOML file a language, so that no sentence stands in code."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Words = Mapping[str, Any]


def load(folder: Path) -> dict[str, Words]:
    """The words of every language in `folder` (`ko.toml`), by language. A broken file is a programming fault and raises."""
    return {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml"))}
