"""Every example beside a component is rendered by its macro; the gallery in the preview shows the same."""

import shutil

import pytest

from generator.dates import parse
from generator.gallery import PATH, examples
from generator.pipeline import prepare
from generator.reuse import Lasting
from generator.run import Run
from generator.settings import HOME, Settings
from shared_content import REAL

COMPONENTS = HOME / "templates" / "components"
EXAMPLES = examples(HOME / "templates")


@pytest.fixture(scope="module")
def gallery() -> str:
    settings = Settings(content=REAL, moment=parse("2025-11-03 09:00").first(), gallery=True)
    outputs = {output.path: output.body for output in prepare(Run(settings)) or ()}
    return outputs[PATH].decode()


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_is_shown(name: str, gallery: str) -> None:
    section = gallery.split(f"<h2>{name}</h2>")[1].split('<section class="block">')[0]
    for example in EXAMPLES[name]:
        shown = section.split(f"<h3>{example['title']}</h3>")[1].split("<h3>")[0]
        assert len(shown.split('<div class="gallery-example">')[1].split("</div>")[0].strip()) > 20


def test_every_component_has_examples_or_a_reason() -> None:
    reasons = {
        "condition": "a part of a sentence, shown in eligible",
        "frame": "stands on every page, the gallery's own too",
        "picture": "needs a picture of content/, which the real content has not",
        "print_address": "stands on paper only; tests/test_print.py looks at it",
    }
    assert {path.stem for path in COMPONENTS.glob("*.html")} - set(EXAMPLES) == set(reasons)


def test_every_example_belongs_to_a_component() -> None:
    assert all((COMPONENTS / f"{name}.html").is_file() for name in EXAMPLES)


def test_the_published_site_has_no_gallery() -> None:
    settings = Settings(content=REAL, moment=parse("2025-11-03 09:00").first())
    assert PATH not in {output.path for output in prepare(Run(settings)) or ()}


def test_a_date_in_an_example_is_a_date(gallery: str) -> None:
    assert '<time datetime="2025-11-21T18:00+09:00">2025년 11월 21일(금) 18:00</time>' in gallery


# What is written into which file in place of what; the file and the line that are named, and a word of what is said.
FAULTS = {
    "a wrong argument": ("components/chip.yaml", "arguments: {status: {id: open", "arguments: {state: {id: open", 3, "chip.yaml, 모집중"),
    "no arguments": ("components/chip.yaml", "arguments: {status: {id: rolling", "about: {status: {id: rolling", 5, "'arguments'"),
    "no YAML": ("components/chip.yaml", "arguments: {status: {id: closing", "arguments: [{status: {id: closing", 2, "괄호"),
    "no examples": ("components/chip.yaml", None, "", 1, "chip.yaml"),
    "an unknown name": ("gallery.html", "{{ html }}", "{{ htm }}", 21, "'htm' is undefined"),
    "no Jinja": ("report.html", "{% for", "{% fort", None, "fort"),
}


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_of_an_example_or_of_such_a_page_is_told_and_goes_when_mended(what, small, make, tmp_path):
    name, old, new, line, said = FAULTS[what]
    path = shutil.copytree(HOME / "templates", tmp_path / "templates") / name
    text = path.read_text("utf-8")
    assert old is None or old in text
    build = lambda: make(small, tmp_path / "site", Lasting(), gallery=True, quick=True, templates=tmp_path / "templates")
    path.write_text(new if old is None else text.replace(old, new, 1), "utf-8")
    (fault,) = build().problems
    assert (fault.where.path, fault.where.line) == (str(path), line or fault.where.line) and said in fault.message, fault
    path.write_text(text, "utf-8")
    assert not build().failed
