"""CSS, JS, icons: each published under a name that holds its digest, so that it can be cached for good."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from generator.output import Output

FOLDER = "assets"
_IMPORT = re.compile(r'@import "([^"]+)"(?: layer\(([\w.-]+)\))?;\n?')
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


@dataclass(frozen=True)
class Assets:
    """The published files and, for each name a template may ask ("site.css"), its path."""

    outputs: tuple[Output, ...]
    paths: Mapping[str, str]


def make_assets(static: Path) -> Assets:
    """The assets of `static/`: one style sheet, the script modules, and every file of `icons/` and `images/`."""
    outputs, paths = [], {}
    css = bundle(static / "css" / "site.css").encode()
    paths["site.css"] = _named("site.css", css)
    outputs.append(Output(paths["site.css"], css))
    for output, name in _scripts(static / "js"):
        outputs.append(output)
        paths[name] = output.path
    for folder in ("icons", "images"):
        for path in sorted((static / folder).glob("*.*")):
            body = path.read_bytes()
            paths[path.name] = _named(path.name, body)
            outputs.append(Output(paths[path.name], body))
    return Assets(tuple(outputs), paths)


def bundle(entry: Path) -> str:
    """A style sheet with its imports put in place, each in its layer, and without comments."""

    def imported(match: re.Match[str]) -> str:
        text = bundle(entry.parent / match[1])
        return f"@layer {match[2]} {{\n{text}}}\n" if match[2] else text

    return _IMPORT.sub(imported, _COMMENT.sub("", entry.read_text("utf-8")))


def _scripts(folder: Path) -> list[tuple[Output, str]]:
    """The modules in one folder named by the digest of all: their imports of one another stay as written."""
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.js"))}
    digest = _digest(b"".join(name.encode() + body for name, body in files.items()))
    return [(Output(f"{FOLDER}/js-{digest}/{name}", body), name) for name, body in files.items()]


def _named(name: str, body: bytes) -> str:
    stem, _, ending = name.rpartition(".")
    return f"{FOLDER}/{stem}-{_digest(body)}.{ending}"


def _digest(body: bytes) -> str:
    return sha256(body).hexdigest()[:12]
