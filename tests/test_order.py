"""Who may import whom: downward only, one door for each library; and no function grows too long."""

import ast
import re
import sys
from pathlib import Path

import pytest

from generator.read import CODE
from generator.settings import HOME

# From the bottom up. Names on one line do not import each other; a package counts as one name.
LAYERS = (
    (
        "text",
        "letters",
        "urls",
        "contrast",
        "dates",
        "output",
        "words",
        "cache",
        "commit",
        "memory",
        "fingerprint",
        "drawing",
        "fallbacks",
        "security",
    ),
    # Carets are placed by the width of text, icons are drawn, dates are put in words, hosts are told the policy.
    ("problems", "command", "icons", "phrases", "hosting"),
    ("settings", "stamps", "workers", "workshop", "pictures", "card_art"),
    ("qr", "reuse", "slow", "trees"),
    ("fonts",),
    ("assets",),  # the style sheet declares the fonts
    ("records",),
    ("read",),
    ("versions",),  # files are read as they were
    ("check", "history", "edit", "schema_files"),
    ("model", "editorial", "outside", "form_faults", "rough"),
    ("pages",),
    ("render", "index", "media", "manifest", "offline", "fact_differences"),
    ("gallery", "cards", "compress"),
    ("write", "live", "differences"),
    ("again",),
    ("mark", "run"),
    ("pipeline", "verify", "options"),
    ("preview", "form", "ask", "publishing", "new_file"),
    ("desk", "serve"),
    ("build",),
)
# Stages that know less than their place would let them.
KNOWS = {
    "read": {"cache", "letters", "memory", "problems", "records", "text", "urls", "workers"},
    "render": {
        "cache",
        "dates",
        "fingerprint",
        "memory",
        "output",
        "pages",
        "phrases",
        "pictures",
        "problems",
        "qr",
        "security",
        "urls",
        "words",
        "workers",
    },
    "history": {"cache", "commit", "dates", "read", "versions"},
    "versions": {"cache", "dates", "read"},
    "index": {
        "cache",
        "check",
        "dates",
        "hosting",
        "letters",
        "memory",
        "model",
        "output",
        "pages",
        "phrases",
        "records",
        "urls",
        "workers",
    },
    "trees": {"stamps", "workshop"},
    "write": {"output", "stamps", "trees", "workers", "workshop"},
    "workshop": {"output", "problems", "text"},
}
DOORS = {
    "pydantic": ("generator/records/", "generator/check/shape.py"),
    "pydantic_core": ("generator/records/",),
    "nh3": ("generator/read/sanitiser.py",),
    "yaml": ("generator/read/yaml_lines.py",),
    "markdown_it": ("generator/read/markdown.py",),
    "jinja2": ("generator/render/",),
    "markupsafe": ("generator/render/",),
    "PIL": ("generator/card_art.py", "generator/drawing.py", "generator/icons.py", "generator/pictures.py"),
    "zxingcpp": ("generator/qr.py",),
    "minify": ("generator/assets.py",),
    "fontTools": ("generator/fonts.py",),
    "brotli": ("generator/compress.py", "generator/verify.py"),
    "tornado": ("generator/serve.py",),
}
LONGEST = 60
FILES = sorted(path.relative_to(HOME).as_posix() for path in (HOME / "generator").rglob("*.py")) + ["build.py"]


def tree_of(file):
    return ast.parse((HOME / file).read_text("utf-8"))


def part_of(file):
    """The name in LAYERS: "read" for generator/read/files.py, "build" for build.py."""
    path = Path(file).with_suffix("")
    return path.parts[1] if path.parts[0] == "generator" else path.name


def imports_of(file):
    """The full name of every module or thing that the file imports, wherever in the file."""
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: imports are written in full"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def inner_imports(file):
    """The parts of the generator that the file imports, its own left out."""
    return {name.split(".")[1] for name in imports_of(file) if name.startswith("generator.")} - {part_of(file)}


def height(part):
    return next(number for number, layer in enumerate(LAYERS) if part in layer)


def test_every_module_has_a_place():
    parts = {part_of(file) for file in FILES} - {"__init__"}
    assert parts - set(sum(LAYERS, ())) == set()


def test_the_page_on_the_architecture_tells_the_same_layers():
    block = (HOME / "docs" / "architecture.md").read_text("utf-8").partition("## Who may import whom")[2].partition("Each library")[0]
    told = [re.sub(r"\(.*?\)|   .*", "", line.strip()).split(" · ") for line in block.split("\n") if line.startswith("    ")]
    assert [{name.strip() for name in names} for names in told] == [set(layer) for layer in LAYERS]


@pytest.mark.parametrize("file", [file for file in FILES if file != "generator/__init__.py"])
def test_imports_go_downward(file):
    above = {part for part in inner_imports(file) if height(part) >= height(part_of(file))}
    assert not above, f"{file} imports {', '.join(sorted(above))}, which stands beside or above it"


@pytest.mark.parametrize("part", KNOWS)
def test_a_stage_knows_only_what_it_needs(part):
    known = set().union(*(inner_imports(file) for file in FILES if part_of(file) == part))
    assert known <= KNOWS[part]


def test_only_pipeline_calls_stages():
    stages = {
        f"generator.{name}" for name in ("read.read", "check.check", "model.make_site", "pages.make_pages", "render.render", "write.write")
    }
    stages.add("generator.index.make_indexes")
    callers = {stage: [file for file in FILES if stage in imports_of(file)] for stage in stages}
    # A new file is filled with keys that the content already has: that is read, and nothing more.
    assert callers.pop("generator.read.read") == ["generator/desk.py", "generator/new_file.py", "generator/pipeline.py"]
    assert callers == {stage: ["generator/pipeline.py"] for stage in callers}


def test_documents_are_known_by_all_the_code_that_makes_them():
    """Where any of it changed, no remembered document is used. What `others` do is seen in none that has no fault."""
    others = {"cache", "memory", "problems", "records", "workers"}
    files = {file for file in FILES if part_of(file) == "read"}
    files |= {f"generator/{part}.py" for file in files for part in inner_imports(file) - others}
    assert {Path(path).relative_to(HOME).as_posix() for path in CODE} == files


@pytest.mark.parametrize("file", FILES)
def test_libraries_come_in_by_their_doors(file):
    for name in {name.split(".")[0] for name in imports_of(file)} - {"generator"} - sys.stdlib_module_names:
        assert file.startswith(DOORS.get(name, ())), f"{file} imports {name}"


@pytest.mark.parametrize("file", FILES)
def test_no_function_is_long(file):
    functions = (node for node in ast.walk(tree_of(file)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    long = {f.name: f.end_lineno - f.lineno + 1 for f in functions if f.end_lineno - f.lineno + 1 > LONGEST}
    assert not long, f"{file}: {long}"
