"""What lies in `content/` now, at the clock: what must hold for any city and after any honest edit, and nothing more.

No name, number or state of a city stands here: an editor or another city changes them without asking a test.
"""

import pytest
from yaml import safe_load

from browser import served
from built import Built
from generator.check import known_keys
from generator.dates import now
from generator.pipeline import check_only
from generator.problems import as_terminal, errors_in
from generator.read import read
from generator.records.schema import editor_schemas
from generator.settings import HOME, Settings
from sound import half, inline, unmet, unsound
from test_html import faults_of
from test_schema import faults
from test_search import OPEN

CONTENT = HOME / "content"


def worded(problems):
    """The errors among them, as an editor is told."""
    return [as_terminal(problem) for problem in errors_in(problems)]


@pytest.fixture(scope="module")
def site(make, tmp_path_factory):
    """The site as it would be published now."""
    folder = tmp_path_factory.mktemp("content") / "site"
    report = make(CONTENT, folder, moment=now())
    assert not report.failed, worded(report.problems)
    return Built(folder, safe_load((CONTENT / "site.yml").read_text("utf-8"))["base_url"].rstrip("/"))


@pytest.fixture(scope="module")
def search(chromium, site):
    """search(query): "folder/slug" of the first five results, the best first."""
    page, (scripts,) = chromium.new_page(), site.folder.glob("assets/js-*")
    with served(site.folder) as address:
        page.goto(f"{address}/404.html")
        page.evaluate(OPEN, [f"/{scripts.relative_to(site.folder).as_posix()}", "ko"])
        ask = "async (query) => (await engine.search(query, { limit: 5 })).hits.map((hit) => `${hit.type}/${hit.slug}`)"
        yield lambda query: page.evaluate(ask, query)
    page.close()


def test_there_is_no_error():
    """Warnings are allowed: they come with the days that pass, without any change."""
    assert worded(check_only(Settings(content=CONTENT, moment=now())).problems) == []


def test_it_makes_a_site(site):
    assert {"/", "/campuses/", "/courses/", "/search/", "/404.html"} <= site.trees.keys()


def test_every_link_and_anchor_is_met(site):
    assert unmet(site) == [] and half(site) == []
    assert len(site.inner) > 10 * len(site.trees)


def test_every_page_is_sound(site):
    assert unsound(site) == {} and inline(site) == {}


def test_every_page_is_valid(site, tmp_path):
    assert faults_of(site.folder, tmp_path) == set()


def test_every_campus_is_found_by_its_name(site, search):
    called = {document.slug: document.data["name"] for document in read(CONTENT).items if document.folder == "campuses"}
    # One that is a draft or waits for its day has no page yet.
    names = {slug: name for slug, name in called.items() if f"/campuses/{slug}/" in site.trees}
    assert {name: found for slug, name in names.items() if f"campuses/{slug}" not in (found := search(name))} == {}


def test_every_file_fits_its_schema():
    """As an editor's tools see it, with the names that may be written now."""
    documents = read(CONTENT)
    schemas = dict(editor_schemas(known_keys(documents)))
    files = {document.shown: (document.folder or document.slug, document.data) for document in (*documents.items, *documents.tables)}
    assert {shown: found for shown, (name, data) in files.items() if (found := faults(name, data, schemas))} == {}
