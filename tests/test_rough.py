"""Faults of addresses are told beside all others: what can be known of faulty content is, and what cannot is nobody's fault."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import words
from generator.check import check
from generator.model import make_site
from generator.pages import make_pages
from generator.pipeline import check_only
from generator.read import read
from generator.rough import doubtful_addresses, rough_records
from generator.settings import HOME, Settings
from shared_content import COURSE, MOMENT, as_fault, copied, small_site

CITY = HOME / "tests" / "second_city" / "content"
SETTINGS = Settings(moment=MOMENT)
WORDS = words.load(SETTINGS.templates / "words", ("ko", "en"))
_PAGE = "---\ntitle: 글\n---\n"
_LINK = "[가](⟦broken-link|/nowhere/⟧)\n"
ROWS = [
    # In a sound file beside a faulty one, and in that itself.
    {"courses/a.yml": COURSE + "⟦unknown-field|capcity⟧: 1\n", "pages/b.md": _PAGE + _LINK},
    {"courses/a.md": f"---\n{COURSE}⟦unknown-field|capcity⟧: 1\n---\n⟦heading-order|#⟧ 가\n\n{_LINK}"},
    {"courses/a.yml": "{⟦yaml-syntax|⟧\n", "pages/b.md": _PAGE + _LINK},
    {"sources.yml": "{⟦yaml-syntax|⟧\n", "fields.yml": "{⟦yaml-syntax|⟧\n", "pages/b.md": f"{_PAGE}{_LINK}[나](/fields/nobody-knows/)\n"},
    {"site.yml": "{⟦yaml-syntax|⟧\n", "pages/b.md": f"{_PAGE}{_LINK}[나](/en/) [다](/results/)\n"},
    # What a faulty file may have is no fault: its page, its calendar, its English, its old address, a list of its year.
    {
        "courses/a.yml": COURSE + "aliases: [old]\nen: ⟦not-group|1⟧\nstarts: ⟦bad-date|언젠가⟧\n",
        "pages/b.md": _PAGE + "[가](/courses/a/) [나](/calendar/courses/a.ics) [다](/en/courses/a/) [라](/courses/old/)\n",
        "pages/c.md": _PAGE + "[가](/notices/2024/) [나](/courses/page/2/) [다](⟦broken-link|/stories/a/⟧)\n",
    },
    # A file that takes an address takes it with other faults, too; what it would be otherwise stays in doubt by its name alone.
    {"pages/courses.md": "⟦doubled-address|⟧---\ntitle: 글\n⟦unknown-field|titel⟧: 글\n---\n[가](⟦broken-link|/courses/none/⟧)\n"},
    # So does one that takes the place of files of the program; and who links to an old address is told beside other faults.
    {"pages/assets.md": "⟦doubled-address|⟧---\ntitle: 글\n⟦unknown-field|titel⟧: 글\n---\n글\n"},
    {
        "courses/a.yml": COURSE + "aliases: [old]\n",
        "pages/b.md": f"{_PAGE}[가](⟦broken-link|/courses/old/⟧) [나](/courses/a/)\n",
        "pages/c.md": "---\ntitle: 글\n⟦unknown-field|titel⟧: 글\n---\n[가](⟦broken-link|/courses/old⟧)\n",
    },
    {"courses/a.yml": COURSE + "aliases: [⟦alias-taken|b⟧]\n", "courses/b.yml": COURSE.replace("과정", "다른 과정")},
]  # fmt: skip


def late(documents, problems):
    """The faults of addresses in faulty content."""
    site = make_site(rough_records(documents, problems), SETTINGS, WORDS)
    return make_pages(site, doubtful_addresses(documents, problems))[1]


@pytest.mark.parametrize("files", ROWS)
def test_all_is_told_in_one_run_and_nothing_in_doubt(files, tmp_path, monkeypatch):
    faults = small_site(tmp_path, files)
    monkeypatch.chdir(tmp_path)
    found = [as_fault(problem) for problem in check_only(replace(SETTINGS, content=Path("content"))).problems]
    assert found == faults


def test_where_warnings_are_errors_they_hide_none_either(tmp_path, monkeypatch):
    faults = small_site(
        tmp_path, {"courses/a.yml": COURSE, "courses/b.yml": COURSE.replace("과정", "⟦copied-course|과정⟧"), "pages/c.md": _PAGE + _LINK}
    )
    monkeypatch.chdir(tmp_path)
    report = check_only(replace(SETTINGS, content=Path("content"), strict=True))
    assert [as_fault(problem) for problem in report.problems] == faults


PIECES = [
    "",
    "~",
    "[~, 1]",
    "[[x]]",
    "[{}, {file: 1}]",
    "{a: b}",
    "[]",
    "-1",
    "가",
    "2025-13",
    "2025-11-03",
    "all",
    "no-such",
    "true",
    "'",
    "&a *a",
]
LINES = [
    (path.relative_to(CITY), number)
    for path in sorted(CITY.rglob("*.*"))
    for number, line in enumerate(path.read_text("utf-8").split("\n"))
    if re.search(": |:$|- ", line)
]


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    """A copy of the invented city, and what was read of it."""
    return copied(CITY, tmp_path_factory.mktemp("rough")) / "content", {}


@given(st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from([None, *PIECES])), min_size=1, max_size=3))
def test_whatever_is_at_fault_addresses_can_be_looked_at(city, slips):
    content, memory = city
    kept = {path: (content / path).read_text("utf-8") for (path, _), _ in slips}
    lines = {path: text.split("\n") for path, text in kept.items()}
    for (path, number), piece in slips:
        lines[path][number] = (
            "" if piece is None else re.sub("(:|-)(?: .*|$)", lambda mark, piece=piece: f"{mark[1]} {piece}", lines[path][number], count=1)
        )
    for path, changed in lines.items():
        (content / path).write_text("\n".join(changed), "utf-8")
    documents = read(content, 1, memory)
    problems = check(documents, MOMENT)[1]
    assert {problem.code for problem in late(documents, problems)} <= {"doubled-address"}
    for path, text in kept.items():
        (content / path).write_text(text, "utf-8")
