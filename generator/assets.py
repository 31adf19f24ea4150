"""CSS, JS, fonts, icons: each published under a name that holds its digest, so that it can be cached for good."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from generator.cache import code_digest, digest, kept
from generator.fonts import core_font, core_letters, style
from generator.icons import make_icons
from generator.output import Output
from generator.slow import Slow

FOLDER = "assets"
_IMPORT = re.compile(r'@import "([^"]+)"(?: layer\(([\w.-]+)\))?;\n?')
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
# What is published, each as one file with all that it imports: the script of every page, each behaviour, the search engine.
_ENTRIES = ("site.js", "modules/", "search/engine.js")
_FROM = re.compile(r'^(?:import|export) \{[^}]*\} from "([^"]+)";\n', re.MULTILINE)
_HANDED_ON = re.compile(r"^export \{ ([^}]*) \}", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const) (\w+))", re.MULTILINE)
_COLOUR = re.compile(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);")


@dataclass(frozen=True)
class Assets:
    """The published files; for each name a template may ask ("site.css") its path; colours, light and dark, by token.

    `core` are the letters of the font that is loaded with every page; `font` is that font, which is cut later (slow.py).
    """

    outputs: tuple[Output, ...]
    paths: Mapping[str, str]
    colours: Mapping[str, tuple[str, str]]
    core: frozenset[str]
    font: Slow


def make_assets(static: Path, said: str, chosen: Mapping[str, tuple[str, str]]) -> Assets:
    """The assets of `static/`: style sheet, script modules, and every file of `icons/` and `images/`.

    `said` holds the words of the interface: the core font has their letters, and those of the style sheet and the scripts.
    `chosen` are colours, light and dark, that tokens have instead of their own.
    """
    scripts, css = make_scripts(static / "js"), recoloured(bundle(static / "css" / "site.css"), chosen)
    core = core_letters(static, said + css + "".join(output.body.decode() for output in scripts.values()))
    font = core_font(static, core)
    files = {"site.css": (style(PurePosixPath(font.path).name, core) + css).encode()}
    for folder in ("icons", "images"):
        files |= {path.name: path.read_bytes() for path in sorted((static / folder).glob("*.*"))}
    files |= make_icons(static)
    paths = {name: _named(name, body) for name, body in files.items()}
    outputs = (*(Output(paths[name], body) for name, body in files.items()), *scripts.values())
    paths |= {"core.woff2": font.path} | {name: output.path for name, output in scripts.items()}
    return Assets(outputs, paths, colours(static) | dict(chosen), core, font)


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


def make_scripts(folder: Path) -> dict[str, Output]:
    """The entries among the modules of `folder`, by name, in one folder named by the digest of all: how they load one another stays as
    written."""
    sources = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.js"))}
    files = {name: minified(bundled(sources, name)) for name in sources if name.startswith(_ENTRIES)}
    named = _digest(b"".join(name.encode() + body for name, body in files.items()))
    return {name: Output(f"{FOLDER}/js-{named}/{name}", body) for name, body in files.items()}


def bundled(scripts: Mapping[str, str], entry: str) -> str:
    """The script `entry` with all modules that it imports in it, each after those it imports itself.

    They share the scope of one function, where a minifier may shorten every name; so their outermost names differ (tests/test_scripts.py).
    """
    done: dict[str, str] = {}

    def take(name: str) -> None:
        if name not in done:
            for path in _FROM.findall(scripts[name]):
                take(posixpath.normpath(posixpath.join(posixpath.dirname(name), path)))
            done[name] = _EXPORT.sub("", _FROM.sub("", scripts[name]))

    take(entry)
    given = [*_EXPORT.findall(scripts[entry]), *(name for names in _HANDED_ON.findall(scripts[entry]) for name in names.split(", "))]
    joined = "".join(done.values())
    return f"export const {{ {', '.join(given)} }} = (() => {{\n{joined}return {{ {', '.join(given)} }};\n}})();\n" if given else joined


def minified(script: str) -> bytes:
    """The script without what only people read: comments, spaces, long names inside functions."""
    return kept(f"scripts/{digest(script, code_digest(__file__))}.js", lambda: _minified(script))


def _minified(script: str) -> bytes:
    import minify  # imported here: a build without a new script has no use for it

    short: str = minify.string("text/javascript", script)
    return short.encode()


def _named(name: str, body: bytes) -> str:
    stem, _, ending = name.rpartition(".")
    return f"{FOLDER}/{stem}-{_digest(body)}.{ending}"


def _digest(body: bytes) -> str:
    return sha256(body).hexdigest()[:12]
