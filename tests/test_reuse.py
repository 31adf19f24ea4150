"""Building again in one process: what is remembered is never seen, whatever is edited; and what is not needed is forgotten."""

import shutil

import pytest

from built import files_in
from generator.memory import Memories
from generator.reuse import Lasting, Recent
from generator.settings import HOME
from shared_content import replaced

COURSE = "content/courses/dobong-ai-multimodal.md"
# What an editor or a maintainer does between two builds. Each is a path, what to replace, and with what; no text: the file goes.
EDITS = {
    "a body": (COURSE, "## ", "## 새로 "),
    "a title that other pages show": (COURSE, "title: ", "title: 새 "),
    "a number that is written otherwise": ("content/site.yml", "value: 75.4", "value: 75.40"),
    "a table": ("content/districts.yml", "name: ", "name: 새"),
    "a draft": (COURSE, "---\n", "---\ndraft: true\n"),
    "no draft": (COURSE, "draft: true\n", ""),
    "a page's template": ("templates/pages/course.html", "<h1", '<h1 data-new="1"'),
    "the skeleton": ("templates/base.html", "<body", '<body data-new="1"'),
    "a component": ("templates/components/chip.html", 'class="chip', 'class="new chip'),
    "words": ("templates/words/ko.toml", '\nskip = "', '\nskip = "새 '),
    "a style sheet": ("static/css/tokens.css", "}", "--new: 1px;}"),
    "a script": ("static/js/site.js", "LONGEST_CHOICE = 1500", "LONGEST_CHOICE = 1501"),
    "an icon": ("static/images/favicon.svg", "<svg ", "<svg data-new='1' "),
    "an example of the gallery": ("templates/components/chip.yaml", "title: ", "title: 새 "),
    "a fault": (COURSE, "title: ", "titel: "),
    "its repair": (COURSE, "titel: ", "title: "),
    "a file that goes": ("content/pages/apply.md", None, None),
}


@pytest.fixture
def home(small, tmp_path):
    """A folder with content, templates and static files to be changed at will."""
    folder = tmp_path / "home"
    for name in ("templates", "static"):
        shutil.copytree(HOME / name, folder / name)
    shutil.copytree(small, folder / "content")
    return folder


def test_after_any_series_of_edits_the_folder_is_that_of_a_cold_build(home, make, tmp_path):
    lasting, warm, cold = Lasting(), tmp_path / "warm", tmp_path / "cold"
    places = {"templates": home / "templates", "static": home / "static", "drafts": True, "gallery": True, "quick": True}
    make_warm = lambda first=False: make(home / "content", warm, memories=lasting, pages_first=first, **places)
    pages_of = lambda folder: {path: body for path, body in files_in(folder).items() if path.endswith(".html")}
    assert not make_warm().failed
    for what, (path, old, new) in EDITS.items():
        if old is None:
            (home / path).unlink()
        else:
            replaced(home / path, old, new)
        report = make_warm(first=True)
        assert report.failed == (what == "a fault"), (what, report.problems)
        if not report.failed:
            shutil.rmtree(cold, ignore_errors=True)
            assert make(home / "content", cold, memories=Memories(), **places).written.removed == 0
            assert pages_of(warm) == pages_of(cold), what
            make_warm()
            assert files_in(warm) == files_in(cold), what


def test_only_what_changed_is_said_to_have_changed(home, make, tmp_path):
    lasting, site = Lasting(), tmp_path / "site"
    build = lambda: make(home / "content", site, memories=lasting, drafts=True, quick=True).written.paths
    build()
    assert build() == frozenset()
    story = home / "content/stories/dobong-blockchain-to-ai.md"
    story.write_text(story.read_text("utf-8") + "\n끝에 더한 글입니다.\n", "utf-8")
    assert {path for path in build() if path.endswith(".html")} == {"stories/dobong-blockchain-to-ai/index.html"}
    (home / "content/pages/apply.md").unlink()
    assert "apply/index.html" in build()


def test_a_result_is_made_once_and_kept_while_it_is_asked_for():
    memory, made = Recent(), []
    ask = lambda key: memory.recall(key, lambda: made.append(key) or key.upper())
    assert (ask("a"), ask("b"), ask("a")) == ("A", "B", "A")
    memory.turn()
    assert (ask("a"), made) == ("A", ["a", "b"])
    memory.turn()
    ask("a")
    ask("b")
    assert made == ["a", "b", "b"]
