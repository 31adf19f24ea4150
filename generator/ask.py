"""What a visitor would get for a query, with scores and why: the browser's own engine, run by Node for editors."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from generator.pipeline import search_index
from generator.run import Report
from generator.settings import HOME, Settings

_RUNNER = HOME / "generator" / "ask.mjs"
SHOWN = 10


class NoNode(Exception):
    """There is no Node on this computer to run the engine."""


class NoLanguage(Exception):
    """The site is not in this language."""


def ask(settings: Settings, query: str, language: str) -> dict[str, Any] | Report:
    """The engine's result for `query` on the index of `settings.content`, its cards under "cards";
    the Report where the content has errors. NoNode and NoLanguage where it cannot be asked."""
    node = _node()
    found = search_index(settings)
    if isinstance(found, Report):
        return found
    outputs, _, _ = found
    if not any(output.path.startswith(f"search/{language}/") for output in outputs):
        raise NoLanguage
    with tempfile.TemporaryDirectory(prefix="ask-") as folder:
        for output in outputs:
            path = Path(folder) / output.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(output.body)
        asked = {"query": query, "now": int(settings.moment.timestamp() * 1000), "limit": SHOWN}
        command: list[str | Path] = [
            node,
            _RUNNER,
            settings.static / "js" / "search" / "engine.js",
            Path(folder) / "search" / language,
            json.dumps(asked),
        ]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return dict(json.loads(done.stdout))


def _node() -> str:
    beside = Path(sys.executable).parent / "node"
    found = str(beside) if beside.exists() else shutil.which("node")
    if not found:
        raise NoNode
    return found
