"""CSS, JS, fonts, icons: each published under a name that holds its digest, so that it can be cached for good."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from generator.fonts import core_letters, make_core, style
from generator.icons import make_icons
from generator.output import Output

FOLDER = "assets"
_IMPORT = re.compile(r'@import "([^"]+)"(?: layer\(([\w.-]+)\))?;\n?')
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
_OWN_LINES = re.compile(r"^[ \t]*(?://.*|/\*\*(?:[^*]|\*(?!/))*\*/[ \t]*)\n", re.MULTILINE)
# Modules published with what they import in one file. Everything else keeps its imports as written.
_BUNDLES = ("search/engine.js",)
_FROM = re.compile(r'^((?:import|export) \{[^}]*\} from "([^"]+)";\n)', re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)
_COLOUR = re.compile(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);")


@dataclass(frozen=True)
class Assets:
    """The published files; for each name a template may ask ("site.css") its path; colours, light and dark, by token.

    `core` are the letters of the font that is loaded with every page.
    """

    outputs: tuple[Output, ...]
    paths: Mapping[str, str]
    colours: Mapping[str, tuple[str, str]]
    core: frozenset[str]


def make_assets(static: Path, said: str = "", chosen: Mapping[str, tuple[str, str]] | None = None) -> Assets:
    """The assets of `static/`: style sheet, script modules, the core font, and every file of `icons/` and `images/`.

    `said` holds the words of the interface: the core font has their letters, and those of the style sheet and the scripts.
    `chosen` are colours, light and dark, that tokens have instead of their own.
    """
    scripts, css = _scripts(static / "js"), recoloured(bundle(static / "css" / "site.css"), chosen or {})
    core = core_letters(static, said + css + "".join(output.body.decode() for output, _ in scripts))
    font = make_core(static, core)
    faces = style(PurePosixPath(_named("core.woff2", font)).name, core)
    files = {"core.woff2": font, "site.css": (faces + css).encode()}
    for folder in ("icons", "images"):
        files |= {path.name: path.read_bytes() for path in sorted((static / folder).glob("*.*"))}
    files |= make_icons(static)
    paths = {name: _named(name, body) for name, body in files.items()}
    outputs = (*(Output(paths[name], body) for name, body in files.items()), *(output for output, _ in scripts))
    return Assets(outputs, paths | {name: output.path for output, name in scripts}, colours(static) | dict(chosen or {}), core)


def recoloured(css: str, chosen: Mapping[str, tuple[str, str]]) -> str:
    """The style sheet with the first value of these tokens replaced: what later asks for more contrast still does."""
    for name, (light, dark) in chosen.items():
        css = re.sub(rf"--{name}: light-dark\([^)]*\);", f"--{name}: light-dark({light}, {dark});", css, count=1)
    return css


def colours(static: Path) -> dict[str, tuple[str, str]]:
    """The colours of the tokens, light and dark: for what is not CSS."""
    tokens = (static / "css" / "tokens.css").read_text("utf-8")
    return {name: (light, dark) for name, light, dark in reversed(_COLOUR.findall(tokens))}


def bundle(entry: Path) -> str:
    """A style sheet with its imports put in place, each in its layer, and without comments."""

    def imported(match: re.Match[str]) -> str:
        text = bundle(entry.parent / match[1])
        return f"@layer {match[2]} {{\n{text}}}\n" if match[2] else text

    return _IMPORT.sub(imported, _COMMENT.sub("", entry.read_text("utf-8")))


def make_scripts(folder: Path) -> tuple[Output, ...]:
    """The script modules of `folder` as published."""
    return tuple(output for output, _ in _scripts(folder))


def _scripts(folder: Path) -> list[tuple[Output, str]]:
    """The modules in one folder named by the digest of all: their imports of one another stay as written."""
    texts = {path.relative_to(folder).as_posix(): spare(path.read_text("utf-8")) for path in sorted(folder.rglob("*.js"))}
    for entry in _BUNDLES:
        texts = bundled(texts, entry)
    files = {name: text.encode() for name, text in texts.items()}
    digest = _digest(b"".join(name.encode() + body for name, body in files.items()))
    return [(Output(f"{FOLDER}/js-{digest}/{name}", body), name) for name, body in files.items()]


def spare(script: str) -> str:
    """A script without the comments that stand on lines of their own: a third of its bytes.

    Only whole lines go, so no string and no pattern is touched; a template literal must not have a line that begins so.
    """
    return _OWN_LINES.sub("", script)


def bundled(scripts: Mapping[str, str], entry: str) -> dict[str, str]:
    """`scripts` with the modules that `entry` imports from its own folder joined into it: one request, and a fifth fewer bytes.

    The joined modules share one scope, so their outermost names differ (tests/test_search.py). What comes from another folder stays imported.
    """
    folder = entry.rpartition("/")[0]
    done: dict[str, str] = {}  # a module stands after those it imports
    outer: dict[str, None] = {}

    def take(name: str) -> None:
        if name in done:
            return
        for line, path in _FROM.findall(scripts[name]):
            if path.startswith("./"):
                take(f"{folder}/{path[2:]}")
            else:
                outer[line] = None
        done[name] = _FROM.sub(_kept_names if name == entry else "", scripts[name])

    take(entry)
    parts = [_EXPORT.sub("", text) for name, text in done.items() if name != entry]
    joined = "".join((*outer, *parts, done[entry]))
    return {name: text for name, text in scripts.items() if name not in done} | {entry: joined}


def _kept_names(match: re.Match[str]) -> str:
    """What the entry hands on (`export { a } from "./a.js"`) stays exported; an import goes."""
    line = match[0]
    return line[: line.index("}") + 1] + ";\n" if line.startswith("export") else ""


def _named(name: str, body: bytes) -> str:
    stem, _, ending = name.rpartition(".")
    return f"{FOLDER}/{stem}-{_digest(body)}.{ending}"


def _digest(body: bytes) -> str:
    return sha256(body).hexdigest()[:12]
