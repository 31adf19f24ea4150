"""The page of changes: what a repository's history says in words, and what it must not say."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, timedelta
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from generator import history
from generator.again import inputs_of, unchanged
from generator.dates import KST
from generator.history import FACTS, FactChange, read_history
from generator.pages import changes
from generator.pages.changes import sentence_of
from generator.pipeline import build, check_only
from generator.problems import ERROR, WARNING, as_terminal
from generator.read.files import shown_path
from generator.records import Campus, Course, Notice
from generator.records.site import ProgrammeFigure
from generator.settings import HOME, Settings
from generator.words import load
from shared_content import COURSE_HEAD, MOMENT, replaced

WORDS = load(HOME / "templates" / "words")
FIRST = datetime(2025, 10, 1, 9, tzinfo=KST)
pytestmark = pytest.mark.usefixtures("empty_cache")


class Repository:
    """A repository around a folder of content; each commit is a day later."""

    def __init__(self, content):
        self.content, self.day = content, FIRST
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit()

    def git(self, *words, moment=None):
        moment = moment or self.day.isoformat()
        names = {f"GIT_{who}_{what}": text for who in ("AUTHOR", "COMMITTER") for what, text in (("NAME", "e"), ("EMAIL", "e@a.example"))}
        dates = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment, "GIT_CONFIG_GLOBAL": os.devnull}
        subprocess.run(["git", *words], cwd=self.content.parent, env={**os.environ, **names, **dates}, check=True, capture_output=True)

    def commit(self):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message=change")
        self.day += timedelta(days=1)

    def commit_at(self, moment):
        """Commit at a moment as git takes it."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message=change", moment=moment)

    def change(self, name, *pairs):
        """Put texts in place of others, or write a file, and commit."""
        path = self.content / name
        for old, new in pairs:
            if old:
                replaced(path, old, new)
            else:
                path.parent.mkdir(exist_ok=True)
                path.write_text(new, "utf-8")
        self.commit()


@pytest.fixture
def repository(small):
    return Repository(small)


def facts(content):
    return [
        (change.moment.date().isoformat()[5:], change.slug, change.key, change.before, change.after) for change in read_history(content)
    ]


COURSE = "courses/dobong-ai-multimodal.md"
SLUG = "dobong-ai-multimodal"


def test_what_changed_is_told_newest_first(repository):
    repository.change(COURSE, ("\nstarts: 2024-10\n", "\nstarts: 2024-10\napply:\n  until: 2025-11-20\ncapacity: 25\n"))
    repository.change(COURSE, ("until: 2025-11-20", "until: 2025-11-21 18:00"), ("capacity: 25\n", ""))
    assert facts(repository.content) == [
        ("10-03", SLUG, "apply.until", "2025-11-20", "2025-11-21 18:00"),
        ("10-03", SLUG, "capacity", 25, None),
        ("10-02", SLUG, "apply.until", None, "2025-11-20"),
        ("10-02", SLUG, "capacity", None, 25),
    ]


def test_the_page_says_it_in_words(repository, make, tmp_path):
    repository.change(COURSE, ("\nstarts: 2024-10\n", "\nstarts: 2024-10\napply:\n  until: 2024-09-20\n"))
    repository.change(COURSE, ("until: 2024-09-20", "until: 2024-09-21"))
    repository.change("site.yml", ("value: 75.4", "value: 76"))
    assert not make(repository.content, tmp_path / "site").failed
    page = (tmp_path / "site" / "changes" / "index.html").read_text("utf-8")
    assert "마감일이 2024년 9월 20일(금)에서 9월 21일(토)로 바뀌었습니다." in page
    assert "마감일이 2024년 9월 20일(금)로 정해졌습니다." in page
    assert 'href="/results/#f-employment-rate">누적 취업률</a>: 값이 75.4에서 76으로 바뀌었습니다.' in page
    english = (tmp_path / "site" / "en" / "changes" / "index.html").read_text("utf-8")
    assert "Deadline changed from Fri 20 September 2024 to" in english
    assert page.index("10월 4일") < page.index("10월 3일") < page.index("10월 2일")


NOTICE = (
    "title: 모집\nkind: recruitment\npublished: 2025-10-01\nsummary: 요약\nsources: [seoul-20251102]\nchecked: 2025-10-01\n"
    "campuses: [dobong]\napply: {{from: 2025-10-01, until: {until}}}\n{more}"
)


def followed(site, slug):
    """The day on which each consumer of a notice's facts sees their last change."""
    calendar = Calendar.from_ical((site / "calendar" / "all.ics").read_bytes())
    event = next(event for event in calendar.walk("VEVENT") if str(event["summary"]).endswith("마감: 모집"))
    feed = json.loads((site / "feeds" / "all.json").read_bytes())
    page = re.search('"dateModified":"([^"]*)"', (site / "notices" / slug / "index.html").read_text("utf-8"))
    places = ElementTree.fromstring((site / "sitemap.xml").read_bytes()).findall("{*}url")
    listed = next(place for place in places if place.findtext("{*}loc").endswith(f"/notices/{slug}/"))
    sets = json.loads((site / "data" / "index.json").read_bytes())["dataset"]
    return {
        "last-modified": event["last-modified"].dt.astimezone(KST).date().isoformat(),
        "dtstamp": event["dtstamp"].dt.astimezone(KST).date().isoformat(),
        "sequence": (date(1970, 1, 1) + timedelta(days=event["sequence"])).isoformat(),
        "json": feed["items"][0]["date_modified"][:10],
        "atom": ElementTree.fromstring((site / "feeds" / "all.atom").read_bytes()).findtext("{*}entry/{*}updated")[:10],
        "feed": ElementTree.fromstring((site / "feeds" / "all.atom").read_bytes()).findtext("{*}updated")[:10],
        "page": page[1],
        "sitemap": listed.findtext("{*}lastmod"),
        "data": next(found["dateModified"] for found in sets if found["identifier"] == "notices"),
    }


def test_a_deadline_that_moves_reaches_whoever_follows_it(repository, make, tmp_path):
    repository.day += timedelta(days=7)
    (repository.content / "notices").mkdir()
    repository.change("notices/a.yml", ("", NOTICE.format(until="2025-10-31", more="")))
    repository.change("notices/a.yml", ("2025-10-31", "2025-11-14"))
    repository.change("notices/a.yml", ("summary: 요약", "summary: 다른 요약"))  # no fact
    for moment, day in ((datetime(2025, 10, 9, 23, tzinfo=KST), "2025-10-09"), (datetime(2025, 11, 3, 9, tzinfo=KST), "2025-10-10")):
        assert not make(repository.content, tmp_path / "site", moment=moment).failed
        assert set(followed(tmp_path / "site", "a").values()) == {day}, followed(tmp_path / "site", "a")
        # As of what day the facts are, nobody but editors can say.
        assert '1개 · <time datetime="2025-10-01">' in (tmp_path / "site" / "data" / "index.html").read_text("utf-8")
    (repository.content / "notices" / "a.yml").rename(repository.content / "notices" / "b.yml")
    repository.change("notices/b.yml", ("campuses: [dobong]", "campuses: [dobong]\naliases: [a]"))
    assert not make(repository.content, tmp_path / "site").failed
    assert set(followed(tmp_path / "site", "b").values()) == {"2025-10-10"}
    repository.change("notices/b.yml", ("checked: 2025-10-01", "checked: 2025-11-02"))
    assert not make(repository.content, tmp_path / "site").failed
    assert set(followed(tmp_path / "site", "b").values()) == {"2025-11-02"}


FIGURE = "outcomes:\n  - {label: 수료, value: 1, unit: 명, as_of: 2025-03, source: seoul-20251102, en: {label: Finished, unit: people}}\n"


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [("site.yml", "value: 75.4", "value: 76"), (COURSE, "\nstarts: 2024-10\n", "\nstarts: 2024-11\n")],
    ids=["a figure of the programme", "the course of a figure"],
)
def test_a_figure_that_changes_dates_its_set(repository, make, tmp_path, name, old, new):
    course = repository.content / COURSE
    text = re.sub("(?m)^checked: .*$", "checked: 2025-10-01", course.read_text("utf-8"))
    course.write_text(text.replace("\nsources:", f"\n{FIGURE}sources:", 1), "utf-8")
    repository.commit()
    repository.change(name, (old, new))
    assert not make(repository.content, tmp_path / "site").failed
    sets = json.loads((tmp_path / "site" / "data" / "index.json").read_bytes())["dataset"]
    assert next(found["dateModified"] for found in sets if found["identifier"] == "figures") == "2025-10-03"


def test_what_came_after_the_moment_is_not_told(repository, make, tmp_path):
    repository.change(COURSE, ("\nstarts: 2024-10\n", "\nstarts: 2024-11\n"))
    make(repository.content, tmp_path / "site", moment=FIRST)
    assert "교육 시작일" not in (tmp_path / "site" / "changes" / "index.html").read_text("utf-8")
    make(repository.content, tmp_path / "site")
    assert "교육 시작일이 2024년 10월에서 11월로 바뀌었습니다." in (tmp_path / "site" / "changes" / "index.html").read_text("utf-8")


def test_what_was_taken_away_does_not_come_back(repository, make, tmp_path):
    campus = "campuses/dobong.yml"
    repository.change(campus, ("unverified:", "phone: 02-000-1111\nhours: 낮에만 엽니다\nunverified:"))
    repository.change(campus, ("phone: 02-000-1111\n", "phone: 02-000-2222\n"), ("hours: 낮에만 엽니다\n", ""))
    repository.change(campus, ("phone: 02-000-2222\n", ""))
    assert [fact[2:] for fact in facts(repository.content)] == [
        ("phone", "", None),
        ("phone", "", ""),
        ("hours", "", None),
        ("phone", None, ""),
        ("hours", None, ""),
    ]
    make(repository.content, tmp_path / "site")
    page = (tmp_path / "site" / "changes" / "index.html").read_text("utf-8")
    assert "02-000" not in page and "낮에만" not in page
    assert "전화번호가 이 누리집에서 빠졌습니다." in page and "여는 시간이 더해졌습니다." in page


def test_a_draft_has_no_history(repository, make, tmp_path):
    head = COURSE_HEAD.replace("과정", "비밀 과정")
    repository.change("courses/a.yml", ("", head + "starts: 2025-12-01\ndraft: true\n"))
    repository.change("courses/a.yml", ("2025-12-01", "2025-12-02"))
    repository.change("courses/a.yml", ("draft: true\n", "publish: 2025-10-20\n"))
    repository.change("courses/a.yml", ("2025-12-02", "2025-12-03"))
    assert facts(repository.content) == []
    for _ in range(20):
        repository.commit()
    repository.change("courses/a.yml", ("2025-12-03", "2025-12-04"))
    assert [fact[2:] for fact in facts(repository.content)] == [("starts", "2025-12-03", "2025-12-04")]
    repository.change("courses/a.yml", ("publish: 2025-10-20\n", "draft: true\n"))
    make(repository.content, tmp_path / "site")
    assert "비밀" not in (tmp_path / "site" / "changes" / "index.html").read_text("utf-8")


# How a draft is released with another date, and what of that is told: nothing that only the draft said.
RELEASED = {
    "draft: true\n": ("", []),
    "publish: 2025-10-03\n": ("publish: 2025-10-03\n", [("starts", "2025-12-01", "2025-12-02")]),
    "publish: 2025-10-04\n": ("publish: 2025-10-04\n", []),
    "publish: 2025-10-05\n": ("", []),
}


@pytest.mark.parametrize("held", RELEASED)
def test_what_only_a_draft_said_is_not_told_when_it_is_released(repository, held):
    repository.change("courses/a.yml", ("", f"{COURSE_HEAD}starts: 2025-12-01\n{held}"))
    repository.change("courses/a.yml", ("2025-12-01", "2025-12-02"), (held, RELEASED[held][0]))
    assert [fact[2:] for fact in facts(repository.content)] == RELEASED[held][1]


def test_a_new_notice_is_said_once_to_be_published(repository, make, tmp_path):
    (repository.content / "notices").mkdir()
    repository.change("notices/a.yml", ("", NOTICE.format(until="2025-10-31", more="")))
    assert facts(repository.content) == [("10-02", "a", "", None, None)]
    assert not make(repository.content, tmp_path / "site").failed
    page = (tmp_path / "site" / "changes" / "index.html").read_text("utf-8")
    assert len(re.findall(r'href="/notices/a/">모집</a>: 새로 실었습니다', page)) == 1


def test_a_figure_that_is_no_more_is_not_told(repository, make, tmp_path):
    repository.change("site.yml", ("    value: 2\n", "    value: 3\n"))
    repository.change("site.yml", ("id: campuses-2021", "id: first-campuses"))
    assert [fact[1:3] for fact in facts(repository.content)] == [("campuses-2021", "value")]
    assert not make(repository.content, tmp_path / "site").failed
    assert "campuses-2021" not in (tmp_path / "site" / "changes" / "index.html").read_text("utf-8")


def test_a_new_item_is_told_but_not_the_first_commit_or_a_new_name(repository):
    assert facts(repository.content) == []
    text = (repository.content / COURSE).read_text("utf-8")
    repository.change("courses/new.md", ("", text))
    assert facts(repository.content) == [("10-02", "new", "", None, None)]
    (repository.content / COURSE).unlink()
    repository.change("courses/renamed.md", ("", text.replace("---\n", f"---\naliases: [{SLUG}]\n", 1)))
    assert facts(repository.content) == [("10-02", "new", "", None, None)]


def test_an_item_that_changes_its_spelling_is_the_same_item(repository):
    """From .md to .yml and back: nothing new, and what changed with it is told."""
    text = (repository.content / COURSE).read_text("utf-8")
    (repository.content / COURSE).unlink()
    values = text.split("---\n")[1].replace("starts: 2024-10", "starts: 2024-11")
    repository.change(COURSE.replace(".md", ".yml"), ("", values))
    assert facts(repository.content) == [("10-02", SLUG, "starts", "2024-10", "2024-11")]
    (repository.content / COURSE.replace(".md", ".yml")).unlink()
    repository.change(COURSE, ("", text))
    assert facts(repository.content)[0] == ("10-03", SLUG, "starts", "2024-11", "2024-10") and len(facts(repository.content)) == 2


def renamed(repository, name, to):
    """Give an item another name, with its former ones; the change is not committed."""
    path = repository.content / name
    former = re.search(r"^aliases: \[(.*)\]\n", text := path.read_text("utf-8"), re.MULTILINE)
    aliases = [*(former[1].split(", ") if former else ()), path.stem]
    head = "---\n" if path.suffix == ".md" else ""
    text = text.removeprefix(head).replace(former[0] if former else "", "", 1)
    path.with_stem(to).write_text(f"{head}aliases: [{', '.join(aliases)}]\n{text}", "utf-8")
    path.unlink()


def test_another_name_of_a_campus_or_a_course_changes_nothing_of_what_names_it(repository):
    """Twice, and all that names it with it; what is really another campus is told."""
    shutil.copy(repository.content / "campuses/dobong.yml", repository.content / "campuses/mapo.yml")
    said = "title: 소식\nkind: news\npublished: 2025-10-01\nsummary: 요약\nsources: [seoul-20251102]\nchecked: 2025-10-01\n"
    repository.change("notices/a.yml", ("", f"{said}campuses: [dobong, mapo]\ncourses: [{SLUG}]\n"))
    story = repository.content / "stories/dobong-blockchain-to-ai.md"
    for old, new in (("dobong", "dobong-one"), ("dobong-one", "dobong-two")):
        renamed(repository, f"campuses/{old}.yml", new)
        for path in (story, repository.content / COURSE):
            path.write_text(re.sub(rf"(?m)^campus: .*{old}.*$", f"campus: {new}", path.read_text("utf-8")), "utf-8")
        repository.change("notices/a.yml", (f"[{old},", f"[{new},"))
    renamed(repository, COURSE, "ai")
    repository.change("notices/a.yml", (f"[{SLUG}]", "[ai]"))
    assert [fact for fact in facts(repository.content) if fact[2]] == []
    repository.change("notices/a.yml", ("[dobong-two,", "["))
    repository.change("courses/ai.md", ("campus: dobong-two", "campus: mapo"))
    assert [fact[1:3] for fact in facts(repository.content) if fact[2]] == [("ai", "campus"), ("a", "campuses")]


def test_a_file_of_another_kind_that_had_its_name_is_not_what_an_item_was(repository):
    text = (repository.content / COURSE).read_text("utf-8")
    path = repository.content / "courses" / "new.txt"
    path.write_text(text, "utf-8")
    repository.commit()
    path.unlink()
    repository.change("courses/new.md", ("", text.replace("starts: 2024-10", "starts: 2024-11")))
    assert facts(repository.content) == [("10-03", "new", "", None, None)]


def test_what_cannot_be_read_is_passed_over(repository):
    whole = (repository.content / COURSE).read_text("utf-8")
    repository.change(COURSE, ("---\n", "--\n"))
    repository.change(COURSE, (whole.replace("---\n", "--\n", 1), whole.replace("starts: 2024-10", "starts: [")))
    repository.change(COURSE, ("starts: [", "starts: 2024-12"))
    repository.change(COURSE, ("starts: 2024-12", "starts: 2024-12-01"))
    (repository.content / "images").mkdir(exist_ok=True)
    (repository.content / "images" / "a.png").write_bytes(b"\x00\xff\n")
    repository.commit()
    assert [fact[2:] for fact in facts(repository.content)] == [("starts", "2024-12", "2024-12-01")]


ODD_NAMES = [
    "files/x\x01zz\x02q.txt",
    "courses/a\x011700000000\x02q.md",
    "files/:100644 100644 a b M",
    "files/a\n1700000000 abc\n:0 0 0 0 A",
    ":100644 100644 0 0 M",
    "1700000000 abc",
]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_whatever_a_file_is_called_only_its_name_is_told(name, repository):
    """Neither a moment nor a row: the change that came with it has its own day and item."""
    path = repository.content / name
    path.parent.mkdir(exist_ok=True)
    path.write_text((repository.content / COURSE).read_text("utf-8"), "utf-8")
    repository.change("site.yml", ("value: 75.4", "value: 76"))
    path.unlink()
    repository.change(COURSE, ("starts: 2024-10", "starts: 2024-11"))
    told = facts(repository.content)
    assert [fact for fact in told if fact[2]] == [
        ("10-03", SLUG, "starts", "2024-10", "2024-11"),
        ("10-02", "employment-rate", "value", 75.4, 76),
    ]
    assert {fact[0] for fact in told} == {"10-02", "10-03"}


@pytest.mark.parametrize("moment", ["@9000000000000 +0900", "@300000000000 +0000", "@253402300000 +0000", "@253402268400 +0900"])
def test_a_commit_of_no_day_is_left_out(moment, repository, make, tmp_path):
    course = repository.content / COURSE
    replaced(course, "starts: 2024-10", "starts: 2024-11")
    repository.commit_at(moment)
    assert facts(repository.content) == [] and not make(repository.content, tmp_path / "site").failed
    repository.change(COURSE, ("starts: 2024-11", "starts: 2024-12"))
    assert facts(repository.content) == [("10-02", SLUG, "starts", "2024-11", "2024-12")]


def test_a_commit_of_a_day_to_come_waits_for_it(repository, make, tmp_path):
    course = repository.content / COURSE
    replaced(course, "starts: 2024-10", "starts: 2024-11")
    repository.commit_at("@4102444800 +0900")  # 2100
    page = tmp_path / "site" / "changes" / "index.html"
    for moment, is_told in ((MOMENT, False), (datetime(2100, 2, 1, tzinfo=KST), True)):
        assert not make(repository.content, tmp_path / "site", moment=moment).failed
        assert ("교육 시작일이" in page.read_text("utf-8")) is is_told


def test_a_merge_is_told_when_it_came_in(repository):
    repository.git("switch", "--quiet", "--create", "edit")
    repository.change(COURSE, ("starts: 2024-10", "starts: 2024-11"))
    repository.git("switch", "--quiet", "main")
    repository.change("site.yml", ("\n", "\n\n"))
    repository.git("merge", "--quiet", "--no-ff", "--message=merge", "edit")
    assert facts(repository.content) == [("10-04", SLUG, "starts", "2024-10", "2024-11")]


def test_a_shallow_clone_tells_nothing_of_its_edge(repository, tmp_path):
    repository.change(COURSE, ("starts: 2024-10", "starts: 2024-11"))
    repository.change(COURSE, ("starts: 2024-11", "starts: 2024-12"))
    subprocess.run(["git", "clone", "--quiet", "--depth=2", repository.content.parent.as_uri(), tmp_path / "clone"], check=True)
    assert facts(tmp_path / "clone" / repository.content.name) == [("10-03", SLUG, "starts", "2024-11", "2024-12")]


IN_A_PROCESS = """
import sys
from pathlib import Path
from generator import cache, history
cache.FOLDER = Path(sys.argv[1])
print(history.read_history(Path(sys.argv[2])))
"""


def test_every_process_tells_it_in_the_same_order(repository, tmp_path):
    site = repository.content / "site.yml"
    site.write_text(re.sub(r"(?m)^( +value: )(\d+)", r"\g<1>1\2", site.read_text("utf-8")), "utf-8")
    repository.commit()
    told = set()
    for seed in "1234":
        command = [sys.executable, "-c", IN_A_PROCESS, tmp_path / seed, repository.content]
        told.add(subprocess.run(command, cwd=HOME, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True).stdout)
    assert len(told) == 1 and told.pop().count(b"figures") > 2


def test_it_is_read_once_a_commit(repository, monkeypatch):
    repository.change(COURSE, ("starts: 2024-10", "starts: 2024-11"))
    first = read_history(repository.content)
    monkeypatch.setattr(history, "_changes", lambda content: 1 / 0)
    assert read_history(repository.content) == first
    repository.commit()
    with pytest.raises(ZeroDivisionError):
        read_history(repository.content)


GIT_THAT_FAILS = """#!/bin/sh
case "$*" in *" log "*) exit 128;; esac
exec {git} "$@"
"""


def test_a_failure_of_git_is_asked_again(repository, tmp_path, monkeypatch):
    """Neither the history nor the site of a build in which it failed is taken for what there is."""
    repository.change(COURSE, ("starts: 2024-10", "starts: 2024-11"))
    settings = Settings(content=repository.content, output=tmp_path / "site", moment=MOMENT)
    page = settings.output / "changes" / "index.html"
    (tmp_path / "bin").mkdir()
    git = tmp_path / "bin" / "git"
    git.write_text(GIT_THAT_FAILS.format(git=shutil.which("git")))
    git.chmod(0o755)
    with monkeypatch.context() as broken:
        broken.setenv("PATH", f"{git.parent}:{os.environ['PATH']}")
        assert not build(settings).failed
        assert "교육 시작일" not in page.read_text("utf-8")
        assert unchanged(settings, inputs_of(settings)) is None
    assert not build(settings).failed
    assert "교육 시작일이 2024년 10월에서 11월로 바뀌었습니다." in page.read_text("utf-8")
    assert unchanged(settings, inputs_of(settings))


GIT_THAT_WARNS = """#!/bin/sh
case "$*" in *" log "*) printf 'warning: no home\\nfatal: \\033[31mbad object\\n' >&2; exit 128;; esac
exec {git} "$@"
"""


def refused(broken, folder):
    """As in a container whose user is not the one who cloned."""
    for name, value in (("ASSUME_DIFFERENT_OWNER", "1"), ("CONFIG_GLOBAL", os.devnull), ("CONFIG_NOSYSTEM", "1")):
        broken.setenv(f"GIT_TEST_{name}" if name.startswith("ASSUME") else f"GIT_{name}", value)


def absent(broken, folder):
    broken.setenv("PATH", str(folder))


def warning(broken, folder):
    (folder / "git").write_text(GIT_THAT_WARNS.format(git=shutil.which("git")))
    (folder / "git").chmod(0o755)
    broken.setenv("PATH", f"{folder}:{os.environ['PATH']}")


BROKEN = [
    (refused, "git의 말: fatal: detected dubious ownership in repository at"),
    (absent, "git의 말: [Errno 2] No such file or directory: 'git'"),
    (warning, "git의 말: fatal: U+001B[31mbad object"),
]


@pytest.mark.parametrize(("how", "said"), BROKEN)
def test_a_history_that_git_does_not_give_is_told_each_time(how, said, repository, tmp_path, monkeypatch):
    repository.change(COURSE, ("starts: 2024-10", "starts: 2024-11"))
    settings = Settings(content=repository.content, output=tmp_path / "site", moment=MOMENT)
    (tmp_path / "bin").mkdir()
    assert "no-history" not in {problem.code for problem in build(settings).problems}
    whole = (settings.output / "changes" / "index.html").read_text("utf-8")
    repository.change(COURSE, ("starts: 2024-11", "starts: 2024-12"))
    with monkeypatch.context() as broken:
        how(broken, tmp_path / "bin")
        strict = build(replace(settings, strict=True))
        assert ("no-history", ERROR) in {(problem.code, problem.severity) for problem in strict.problems}
        assert (settings.output / "changes" / "index.html").read_text("utf-8") == whole
        for _ in range(2):
            assert unchanged(settings, inputs_of(settings)) is None
            report = build(settings)
            (told,) = [problem for problem in report.problems if problem.code == "no-history"]
            assert not report.failed and (told.where.path, told.severity) == (shown_path(repository.content), WARNING)
            assert said in as_terminal(told) and "safe.directory" in told.repair
        assert "no-history" in {problem.code for problem in check_only(settings).problems}
    report = build(settings)
    assert "no-history" not in {problem.code for problem in report.problems}
    assert "교육 시작일이 2024년 11월에서 12월로 바뀌었습니다." in (settings.output / "changes" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("begun", [False, True])
def test_where_there_is_no_history_none_is_missed(begun, small, tmp_path, monkeypatch):
    """Outside a repository, also without git; and in one that has no commit yet."""
    if begun:
        subprocess.run(["git", "init", "--quiet", small.parent], check=True)
    else:
        monkeypatch.setenv("PATH", str(tmp_path))
    settings = Settings(content=small, output=tmp_path / "site", moment=MOMENT)
    assert "no-history" not in {problem.code for problem in build(settings).problems}
    assert unchanged(settings, inputs_of(settings))


def test_outside_a_repository_the_page_says_what_items_know(make, small, tmp_path):
    assert read_history(small) == ()
    make(small, tmp_path / "site")
    assert "사실을 확인했습니다." in (tmp_path / "site" / "changes" / "index.html").read_text("utf-8")


def test_what_was_checked_on_one_day_is_one_line(make, small, tmp_path):
    campus = small / "campuses" / "dobong.yml"
    shutil.copy(campus, small / "campuses" / "mapo.yml")
    text = (small / "campuses" / "mapo.yml").read_text("utf-8")
    text = text.replace("district: dobong", "district: mapo").replace("도봉캠퍼스", "마포캠퍼스")
    (small / "campuses" / "mapo.yml").write_text(text, "utf-8")
    text = (small / COURSE).read_text("utf-8")
    checked = re.search(r"^checked: .*$", text, re.MULTILINE)[0]
    (small / COURSE).write_text(text.replace(checked, "checked: 2025-11-01"), "utf-8")
    assert not make(small, tmp_path / "site").failed
    page = (tmp_path / "site" / "changes" / "index.html").read_text("utf-8")
    assert "<li>캠퍼스 2곳, 안내 1쪽의 사실을 확인했습니다.</li>" in page
    assert re.search(r"과정 · <a [^>]*>[^<]*</a>: 사실을 확인했습니다.</li>", page)  # alone on its day, it is named
    english = (tmp_path / "site" / "en" / "changes" / "index.html").read_text("utf-8")
    assert "Facts checked: campuses (2), guides (1).</li>" in english


def test_the_page_is_bounded(make, small, tmp_path, monkeypatch):
    monkeypatch.setattr(changes, "MOST", 1)  # of a new story, and what was checked
    make(small, tmp_path / "site")
    page = (tmp_path / "site" / "changes" / "index.html").read_text("utf-8")
    assert page.count("확인했습니다.</li>") + page.count("실었습니다.</li>") == 1
    assert "가장 새로운 1개만 보입니다." in page


CAMPUS = "campuses/dobong.yml"


def test_history_is_bounded_but_knows_the_last_change_of_each_item(repository, monkeypatch):
    monkeypatch.setattr(history, "MOST", 2)
    for value in (76, 77):
        repository.change("site.yml", (f"value: {75.4 if value == 76 else 76}", f"value: {value}"))
    repository.change(CAMPUS, ("unverified:", "lecture_rooms: 3\nunverified:"))
    repository.change(CAMPUS, ("lecture_rooms: 3", "lecture_rooms: 4"), ("unverified:", "area_m2: 500\nunverified:"))
    for month in (11, 12, 13):
        repository.change(COURSE, (f"starts: 2024-{month - 1}", f"starts: 2024-{month}" if month < 13 else "starts: 2025-01"))
    assert [fact[0:3] + fact[4:] for fact in facts(repository.content)] == [
        ("10-08", SLUG, "starts", "2025-01"),
        ("10-07", SLUG, "starts", "2024-12"),
        ("10-05", "dobong", "area_m2", 500),
        ("10-05", "dobong", "lecture_rooms", 4),
        ("10-03", "employment-rate", "value", 77),
    ]


def test_what_follows_an_item_never_goes_back_however_much_changed_since(repository, make, tmp_path, monkeypatch):
    """RFC 5545 3.8.7.4: SEQUENCE never falls."""
    monkeypatch.setattr(history, "MOST", 1)
    repository.day += timedelta(days=7)
    (repository.content / "notices").mkdir()
    repository.change("notices/a.yml", ("", NOTICE.format(until="2025-10-31", more="")))
    repository.change("notices/a.yml", ("2025-10-31", "2025-11-14"))
    for month in (11, 12):
        repository.change(COURSE, (f"starts: 2024-{month - 1}", f"starts: 2024-{month}"))
    assert not make(repository.content, tmp_path / "site").failed
    followers = followed(tmp_path / "site", "a")
    assert {followers[name] for name in ("sequence", "last-modified", "json", "atom", "page", "sitemap", "data")} == {"2025-10-10"}


def test_a_change_of_a_day_to_come_does_not_hide_the_one_before_it(repository, monkeypatch):
    monkeypatch.setattr(history, "MOST", 1)
    repository.change(COURSE, ("starts: 2024-10", "starts: 2024-11"))
    replaced(repository.content / COURSE, "2024-11", "2024-12")
    repository.commit_at("@4102444800 +0900")  # 2100
    repository.change(CAMPUS, ("unverified:", "lecture_rooms: 3\nunverified:"))
    repository.change(CAMPUS, ("lecture_rooms: 3", "lecture_rooms: 4"))
    assert [fact[4] for fact in facts(repository.content)] == [4, "2024-12", "2024-11"]


def test_only_what_can_hold_a_fact_is_read_and_once(repository, monkeypatch):
    parsed, values_of = [], history.read.values_of
    monkeypatch.setattr(history.read, "values_of", lambda *of: parsed.append(of[0]) or values_of(*of))
    (repository.content / "images").mkdir(exist_ok=True)
    for name in ("synonyms.yml", "README.md", "images/a.yml", "pages/apply.md", "courses/draft.txt"):
        path = repository.content / name
        path.write_text((path.read_text("utf-8") if path.exists() else "") + "\n# other\n", "utf-8")
        repository.commit()
    assert facts(repository.content) == [] and not parsed
    repository.change(COURSE, ("starts: 2024-10", "starts: 2024-11"))
    for month, versions in ((12, 3), (13, 1), (14, 1)):  # later only the new one
        repository.change(COURSE, (f"starts: 2024-{month - 1}", f"starts: 2024-{month}"))
        assert facts(repository.content)[0][2] == "starts" and len(parsed) == versions
        parsed.clear()


SENTENCES = [
    (("courses", "apply.until", "2025-11-20", "2025-12-01 18:00"), "마감일이 2025년 11월 20일(목)에서 12월 1일(월) 18:00로 바뀌었습니다."),
    (
        ("courses", "apply.until", "2025-12-31", "2026-01-02 10:30"),
        "마감일이 2025년 12월 31일(수)에서 2026년 1월 2일(금) 10:30으로 바뀌었습니다.",
    ),
    (("courses", "apply.until", "2025-11", "open-ended"), "마감일이 2025년 11월에서 상시 모집으로 바뀌었습니다."),
    (("courses", "starts", None, "2025-11"), "교육 시작일이 2025년 11월로 정해졌습니다."),
    (("courses", "fee", 100000, 0), "비용이 100,000원에서 무료로 바뀌었습니다."),
    (("courses", "capacity", 25, 30), "정원이 25명에서 30명으로 바뀌었습니다."),
    (("courses", "hours", 480, None), "교육 시간이 이 누리집에서 빠졌습니다."),
    (("courses", "title", "", ""), "이름이 바뀌었습니다."),
    (("campuses", "hours", None, ""), "여는 시간이 더해졌습니다."),
    (("campuses", "opened", 2022, "2022-12"), "개관일이 2022년에서 2022년 12월로 바뀌었습니다."),
    (("campuses", "address", "", ""), "주소가 바뀌었습니다."),
    (("notices", "", None, None), "새로 실었습니다."),
]


@pytest.mark.parametrize(("change", "sentence"), SENTENCES)
def test_a_change_in_words(change, sentence):
    folder, key, before, after = change
    assert sentence_of(FactChange(0, folder, "a", key, before, after), WORDS["ko"]) == sentence


def test_every_fact_is_a_key_and_has_a_word():
    classes = {"courses": Course, "campuses": Campus, "notices": Notice, "figures": ProgrammeFigure}
    for folder, keys in FACTS.items():
        assert {key.partition(".")[0] for key in keys} <= set(classes[folder].model_fields)
        assert list(WORDS["ko"]["changes"]["facts"][folder]) == list(keys)


def test_the_moment_of_these_tests_is_after_the_commits():
    assert FIRST + timedelta(days=30) < MOMENT
