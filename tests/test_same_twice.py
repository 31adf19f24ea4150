"""The same content gives the same bytes; a build changes only what changed, and only a folder of ours."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest

from built import files_in, times_in
from generator.output import MARK
from generator.pipeline import check_only
from generator.settings import HOME, Settings
from shared_content import MOMENT, REAL, replaced


def warnings_of(report):
    return [(problem.code, problem.severity, problem.message) for problem in report.problems if problem.code == "vanished-page"]


def test_two_folders_are_alike(real_site, make, tmp_path):
    make(REAL, tmp_path / "site")
    assert files_in(tmp_path / "site") == files_in(real_site)


def test_processes_change_nothing(real_site, make, tmp_path):
    make(REAL, tmp_path / "site", workers=2)
    assert files_in(tmp_path / "site") == files_in(real_site)


def test_ten_builds_are_alike(make, small, tmp_path):
    for number in range(10):
        make(small, tmp_path / str(number))
        assert files_in(tmp_path / str(number)) == files_in(tmp_path / "0")
    assert "courses/dobong-ai-multimodal/index.html" in files_in(tmp_path / "0")


IN_A_PROCESS = """
import sys
from pathlib import Path
from generator import cache
cache.FOLDER = Path(sys.argv[1])
import build
sys.exit(build.main(sys.argv[2:]))
"""


def test_every_process_makes_the_same(content, tmp_path):
    """Sets have another order in each process, unless it is told which; no memory of one is there for the next."""
    for seed in "12":
        options = ["build", "--quiet", "--content", content, "--output", tmp_path / seed, "--now", f"{MOMENT:%Y-%m-%d %H:%M}"]
        command = [sys.executable, "-c", IN_A_PROCESS, tmp_path / f"cache-{seed}", *options]
        subprocess.run(command, cwd=HOME, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True)
    assert files_in(tmp_path / "1") == files_in(tmp_path / "2")


def test_a_second_build_writes_nothing(make, small, tmp_path):
    first = make(small, tmp_path / "site").written
    before = times_in(tmp_path / "site")
    second = make(small, tmp_path / "site").written
    assert (first.written, first.unchanged, first.removed) == (len(before), 0, 0)
    assert (second.written, second.unchanged, second.removed) == (0, len(before), 0)
    assert times_in(tmp_path / "site") == before


def test_a_later_moment_changes_only_the_mark(make, small, tmp_path):
    make(small, tmp_path / "site")
    before = files_in(tmp_path / "site")
    make(small, tmp_path / "site", moment=MOMENT + timedelta(hours=1))
    after = files_in(tmp_path / "site")
    assert {path for path in after if after[path] != before.get(path)} == {MARK}


def test_a_changed_word_changes_only_its_pages(make, content, tmp_path):
    make(content, tmp_path / "site")
    before = files_in(tmp_path / "site")
    path = content / "pages" / "privacy.md"
    path.write_text(path.read_text("utf-8") + "\n과정을 배웁니다.\n", "utf-8")
    report = make(content, tmp_path / "site")
    after = files_in(tmp_path / "site")
    assert {path for path in after if after[path] != before[path]} == {"privacy/index.html", MARK}  # the mark holds the digest of all
    assert report.written.written == 2


def test_what_is_gone_is_removed(make, content, tmp_path):
    make(content, tmp_path / "site")
    (content / "courses" / "guro-pm.md").unlink()
    report = make(content, tmp_path / "site")
    assert not (tmp_path / "site" / "courses" / "guro-pm").exists()
    assert not (tmp_path / "site" / "en" / "courses" / "guro-pm").exists()
    assert report.written.removed >= 1
    assert files_in(tmp_path / "site") == files_in_a_new_folder(make, content, tmp_path)


def files_in_a_new_folder(make, content, tmp_path):
    make(content, tmp_path / "new")
    return files_in(tmp_path / "new")


def test_a_page_that_vanishes_is_named(make, content, tmp_path):
    make(content, tmp_path / "site")
    (content / "courses" / "guro-pm.md").unlink()
    found = warnings_of(make(content, tmp_path / "site"))
    assert [code_and_severity[:2] for code_and_severity in found] == [("vanished-page", "warning")] * len(found)
    assert any("'/courses/guro-pm/'" in message for _, _, message in found)
    assert warnings_of(make(content, tmp_path / "site")) == []


def test_a_page_that_vanishes_is_no_error_where_warnings_are(make, content, tmp_path):
    make(content, tmp_path / "site", strict=True)
    (content / "courses" / "guro-pm.md").unlink()
    report = make(content, tmp_path / "site", strict=True)
    assert warnings_of(report) and not report.failed
    assert not (tmp_path / "site" / "courses" / "guro-pm").exists()


def test_check_does_not_hold_a_content_against_what_was_made_of_another(make, content, small, tmp_path):
    make(content, tmp_path / "site")
    report = check_only(Settings(content=small, output=tmp_path / "site", moment=MOMENT))
    assert not report.failed and warnings_of(report) == []


def test_a_page_that_vanishes_is_named_by_what_it_was_made_of(make, content, tmp_path):
    make(content, tmp_path / "site")
    (content / "courses" / "guro-pm.md").unlink()
    held = content / "courses" / "seocho-data.md"
    replaced(held, "---\n", "---\ndraft: true\n")
    (content / "pages" / "privacy.md").unlink()
    places = {problem.message.split("'")[1]: problem.where.path for problem in make(content, tmp_path / "site").problems}
    assert places["/courses/seocho-data/"] == places["/en/courses/seocho-data/"] == held.as_posix()
    assert places["/courses/guro-pm/"] == (content / "courses").as_posix()  # the file is gone
    assert places["/privacy/"] == places["/en/privacy/"] == (content / "pages").as_posix()


def test_a_page_that_moved_is_not_missed(make, content, tmp_path):
    make(content, tmp_path / "site")
    old = content / "courses" / "guro-pm.md"
    text = old.read_text("utf-8")
    (content / "courses" / "guro-manager.md").write_text(text.replace("---\n", "---\naliases: [guro-pm]\n", 1), "utf-8")
    old.unlink()
    report = make(content, tmp_path / "site")
    assert not report.failed and warnings_of(report) == []
    moved = (tmp_path / "site" / "courses" / "guro-pm" / "index.html").read_text("utf-8")
    assert 'content="0; url=/courses/guro-manager/"' in moved
    assert (tmp_path / "site" / "courses" / "guro-manager" / "index.html").exists()


def test_with_an_error_nothing_is_touched(make, small, tmp_path):
    make(small, tmp_path / "site")
    before, times = files_in(tmp_path / "site"), times_in(tmp_path / "site")
    (small / "courses" / "dobong-ai-multimodal.md").write_text("---\ntitel: 과정\n---\n", "utf-8")
    report = make(small, tmp_path / "site")
    assert report.failed and report.written is None
    assert (files_in(tmp_path / "site"), times_in(tmp_path / "site")) == (before, times)


@pytest.mark.parametrize("name", ["thesis.txt", "pictures/holiday.jpg", ".profile"])
def test_a_folder_of_others_is_left_alone(make, small, tmp_path, name):
    path = tmp_path / "home" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(b"mine")
    report = make(small, tmp_path / "home")
    assert [problem.code for problem in report.problems] == ["foreign-folder"]
    assert files_in(tmp_path / "home") == {name: b"mine"}


def test_an_empty_folder_is_taken(make, small, tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / ".gitkeep").touch()
    assert not make(small, tmp_path / "site").failed
    assert {".gitkeep", "index.html"} <= files_in(tmp_path / "site").keys()
