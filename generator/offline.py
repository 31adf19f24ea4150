"""sw.js: the service worker of `static/offline/`, told what belongs to the shell: what opens without a network.

Its version follows from the shell's bytes alone, so a publish that changes other pages costs a visitor nothing.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from generator.assets import Assets
from generator.cache import digest
from generator.fonts import REST
from generator.model import Site
from generator.output import Output, Remembered
from generator.pages.base import in_language, item_url, languages
from generator.pages.missing import OFFLINE_URL
from generator.pages.rows import first_courses
from generator.urls import file_of, localised

PATH = "sw.js"
_PAGES = ("/", "/campuses/", "/courses/", "/courses/state/unconfirmed/", "/search/", OFFLINE_URL)
_MOST_COURSES = 12
# What every page loads; the rest of the assets is kept as it is seen.
_ASSETS = (".css", ".js", "core.woff2", "icons.svg", "favicon.svg", "icon-192.png")


def make_worker(site: Site, assets: Assets, outputs: Iterable[Output | Remembered], static: Path, quick: bool) -> Output:
    """The worker of the site; in the preview (`quick`) one that takes itself away."""
    if quick:
        return Output(PATH, (static / "offline" / "none.js").read_bytes())
    script = (static / "offline" / "worker.js").read_bytes()
    pages, files = _pages(site), [path for name, path in assets.paths.items() if name.endswith(_ASSETS)]
    made = {output.path: output for output in outputs}
    about = {
        "version": digest(script, *files, *(made[file_of(path)].digest for path in pages))[:12],
        "shell": [*(path.lstrip("/") for path in pages), *files, REST],
        "offline": {localised("/", tongue).lstrip("/"): localised(OFFLINE_URL, tongue).lstrip("/") for tongue in languages(site)[::-1]},
        "words": {tongue: {key: site.words[tongue]["offline"][key] for key in ("bar", "slow")} for tongue in languages(site)},
    }
    return Output(PATH, b"const BUILD = " + json.dumps(about, ensure_ascii=False).encode() + b";\n" + script)


def _pages(site: Site) -> list[str]:
    """The addresses of the shell's pages: homes with the courses and the list that they lead to, and lists."""
    pages = [localised(path, tongue) for tongue in languages(site) for path in _PAGES]
    for tongue in languages(site):
        courses = first_courses(site, in_language(site.courses, tongue))[:_MOST_COURSES]
        pages += [item_url(filed, tongue) for filed in courses]
    return list(dict.fromkeys(pages))
