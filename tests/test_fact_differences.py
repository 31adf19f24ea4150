"""What a reviewer is told of two contents: the facts that differ, in words, each once."""

import re
import shutil

import pytest

from generator.fact_differences import fact_differences
from generator.settings import HOME
from generator.words import load
from processes import run
from shared_content import SMALL, copied, replaced

WORDS = load(HOME / "templates" / "words")
COURSE = "courses/guro-pm.md"
URL = "/courses/guro-pm/"
WITH_END = "\nfee: 0\napply:\n  until: 2025-11-21\n"
# What a file had, what it has now, and the sentences.
CASES = [
    ("fee: 0", "fee: 10000", ("비용이 무료에서 10,000원으로 바뀌었습니다.",)),
    ("\nfee: 0\n", WITH_END, ("마감일이 2025년 11월 21일(금)로 정해졌습니다.",)),
    ("\nfee: 0\n", "\nfee: 0\npartners: [구로구]\n", ("함께하는 곳이 더해졌습니다.",)),
    ("\nfee: 0\n", "\n", ("비용이 이 누리집에서 빠졌습니다.",)),
    ("fee: 0", "draft: true\nfee: 0", ("내려갑니다.",)),
    ("fee: 0", "fee: 0  # 그대로", ()),
]


@pytest.fixture
def before(content, tmp_path):
    return shutil.copytree(content, tmp_path / "before")


@pytest.mark.parametrize(("old", "new", "sentences"), CASES)
def test_facts_are_told_in_words(before, content, old, new, sentences):
    replaced(content / COURSE, old, new)
    told = fact_differences(before, content, WORDS)
    assert [(each.url, each.sentences) for each in told] == ([(URL, sentences)] if sentences else [])


def test_several_dates_moved_and_their_order(before, content):
    for folder, until in ((before, "21"), (content, "28")):
        replaced(folder / COURSE, "\nfee: 0\n", WITH_END.replace("21", until))
    replaced(content / COURSE, "fee: 0", "fee: 10000")
    (told,) = fact_differences(before, content, WORDS)
    assert told.sentences == (
        "마감일이 2025년 11월 21일(금)에서 11월 28일(금)로 바뀌었습니다.",
        "비용이 무료에서 10,000원으로 바뀌었습니다.",
    )


def test_added_removed_and_renamed_items_are_named(before, content):
    (content / "courses/guro-data.md").unlink()
    replaced(content / COURSE, "fee: 0", "fee: 0\naliases: [guro-pm]")
    (content / COURSE).rename(content / "courses/guro-pm-two.md")
    shutil.copy(content / "notices/jungnang-opening.md", content / "notices/again.md")
    told = {each.url: (each.is_changed, each.sentences) for each in fact_differences(before, content, WORDS)}
    assert told == {
        "/courses/guro-data/": (False, ("내려갑니다.",)),
        "/courses/guro-pm-two/": (True, ("주소가 /courses/guro-pm/에서 바뀌었습니다.",)),
        "/notices/again/": (False, ("새로 실었습니다.",)),
    }


def test_another_name_of_a_campus_is_told_of_it_alone(before, content):
    replaced(content / "campuses/guro.yml", "name:", "aliases: [guro]\nname:")
    (content / "campuses/guro.yml").rename(content / "campuses/guro-two.yml")
    for path in (path for path in content.glob("*/*") if path.suffix in (".md", ".yml")):
        text = path.read_text("utf-8")
        path.write_text(re.sub(r"(?m)^(campus(?:es)?: .*)\bguro\b", r"\1guro-two", text), "utf-8")
    assert "campus: guro-two" in (content / COURSE).read_text("utf-8")
    (told,) = fact_differences(before, content, WORDS)
    assert (told.url, told.sentences) == ("/campuses/guro-two/", ("주소가 /campuses/guro/에서 바뀌었습니다.",))


def test_figures_are_told_too(before, content):
    replaced(content / "site.yml", "value: 75.4", "value: 76")
    (told,) = fact_differences(before, content, WORDS)
    assert (told.url, told.sentences) == ("/results/#f-employment-rate", ("값이 75.4에서 76으로 바뀌었습니다.",))


@pytest.mark.parametrize("name", [".x.md", "._x.md", "~$x.md"])
def test_what_programs_leave_is_no_item(before, content, name):
    (content / "courses" / name).write_bytes(b"---\ntitle: x\n---\n\xff")
    assert fact_differences(before, content, WORDS) == ()


def test_nothing_differs_between_a_content_and_itself(content):
    assert fact_differences(content, content, WORDS) == ()


@pytest.mark.parametrize("base_url", [None, "https://a.example/under/it/"])
def test_the_summary_of_a_change_says_nothing_twice(make, tmp_path, base_url):
    """A deadline moved, a course renamed, a notice removed, a story added: as whoever reviews it reads it (cases/summary.md)."""
    for name in ("old", "new"):
        copied(SMALL.parent.parent / "good" / "content", copied(SMALL, tmp_path / name))
    content = tmp_path / "new/content"
    replaced(content / "courses/first.md", "until: 2025-11-05 18:00", "until: 2025-11-12 18:00")
    replaced(content / "courses/second.yml", "title: 둘째 과정\n", "title: 둘째 과정의 새 이름\naliases: [second]\n")
    (content / "courses/second.yml").rename(content / "courses/second-two.yml")
    guide = content / "pages/guide.md"
    guide.write_text(guide.read_text("utf-8").replace("second.yml", "second-two.yml"), "utf-8")
    (content / "notices/open.md").unlink()
    story = (content / "stories/kim.md").read_text("utf-8")
    (content / "stories/lee.md").write_text(story.replace("김 씨", "이 씨"), "utf-8")
    for name in ("old", "new"):
        assert not make(tmp_path / name / "content", tmp_path / name / "site", base_url=base_url).failed
    folders = ("old/site", "new/site", "--content", "old/content", "new/content")
    done = run("diff", *folders, cwd=tmp_path)
    first, heading, others = done.stdout.partition("### 그 밖에 바뀌는 쪽")
    assert first == (HOME / "tests/cases/summary.md").read_text("utf-8")
    assert heading and "- 과정 `/courses/`\n" in others
    addresses = re.findall(r"`([^`]+)`", done.stdout)
    assert len(addresses) == len(set(addresses))
    told = [line for line in done.stdout.splitlines() if line]
    assert len(told) == len(set(told))
