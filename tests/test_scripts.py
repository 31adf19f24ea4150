"""The published scripts: each entry one file with all that it imports, as small as a minifier makes it."""

import re
from pathlib import Path

import pytest

from generator.assets import bundled, make_scripts, minified
from generator.settings import HOME

SCRIPTS = HOME / "static" / "js"
SOURCES = {path.relative_to(SCRIPTS).as_posix(): path.read_text("utf-8") for path in SCRIPTS.rglob("*.js")}
ENTRIES = [Path(output.path).relative_to(Path(output.path).parents[-3]).as_posix() for output in make_scripts(SCRIPTS).values()]


def test_a_bundle_holds_what_its_entry_imports():
    scripts = {
        "x/a.js": 'import { b } from "./b.js";\nimport { d } from "../d.js";\nexport { c } from "./c.js";\nexport const a = b + d;\n',
        "x/b.js": 'import { c } from "./c.js";\nexport const b = c;\n',
        "x/c.js": "export const c = 1;\n",
        "d.js": "export const d = 2;\n",
    }
    joined = "const c = 1;\nconst b = c;\nconst d = 2;\nconst a = b + d;\n"
    assert bundled(scripts, "x/a.js") == f"export const {{ a, c }} = (() => {{\n{joined}return {{ a, c }};\n}})();\n"


def test_a_script_that_gives_nothing_stays_a_script():
    assert bundled({"a.js": "(function () {})();\n"}, "a.js") == "(function () {})();\n"


def test_what_only_people_read_is_left_out():
    script = (
        "// all\nexport const { a } = (() => {\n  /** One. */\n"
        '  const quiteALongName = (text) => text + "// no";\n  return { a: quiteALongName };\n})();\n'
    )
    assert minified(script) == b'export const{a}=(()=>{const e=e=>e+"// no";return{a:e}})()'


def test_every_behaviour_is_an_entry():
    assert {f"modules/{path.name}" for path in (SCRIPTS / "modules").iterdir()} | {"site.js", "search/engine.js"} == set(ENTRIES)


@pytest.mark.parametrize("entry", ENTRIES)
def test_modules_of_a_bundle_share_no_outermost_name(entry):
    names = re.findall(r"^(?:async )?(?:const|let|function\*?) (\w+)", bundled(SOURCES, entry), re.MULTILINE)
    assert sorted(set(names)) == sorted(names)
