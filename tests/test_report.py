"""The report: each sort of finding at its place, hard words with what follows them, long sentences, links to other sites."""

import json
import time
from collections import Counter
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from threading import Lock
from typing import ClassVar

import pytest

from browser import answering
from generator.editorial import SORTS, long_sentences
from generator.gallery import REPORT_PATH
from generator.outside import broken
from generator.pipeline import look
from generator.settings import HOME, Settings
from processes import NOW, run
from shared_content import COURSE, DOT, MOMENT, REAL, picture, replaced, small_site

_NOTICE = "title: 소식\npublished: 2025-10-01\nsummary: 요약\nsources: [city]\n"
_CAMPUS = "name: 마포캠퍼스\ndistrict: jungnang\nsources: [city]\nchecked: 2025-11-03\n"
_HOME = "address: {road: 길 1}\n"
_WORDING = (
    "sentence_letters: 50\navoid:\n  - {word: 만전, plain: 빈틈없이 준비하다}\n"
    "  - {word: 제고, plain: 높이다}\n  - {word: 구비 서류, plain: 갖출 서류}\n"
)
LONG = "이 과정은 여러 해 동안 현장에서 일한 사람들이 함께 모여 만든 것으로 처음 배우는 사람도 따라올 수 있습니다."


def seen(folder, files):
    """The findings of the small content with these files: sort, file, line."""
    small_site(folder, {"campuses/jungnang.yml": _CAMPUS.replace("마포", "중랑") + _HOME, "wording.yml": _WORDING} | files)
    report, found = look(Settings(content=folder / "content", moment=MOMENT))
    assert not report.failed, report.problems
    return [(finding.sort, finding.where.path.rpartition("content/")[2], finding.where.line) for finding in found]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"courses/a.yml": COURSE + "apply:\n  until: 2025-11-17 08:59\n"}, [("deadline", "courses/a.yml", 8)]),
        ({"courses/a.yml": COURSE + "apply:\n  until: 2025-11-17 09:01\n"}, []),
        ({"courses/a.yml": COURSE + "apply:\n  until: 2025-11-03 08:59\n"}, []),
        ({"courses/a.yml": COURSE + "apply:\n  until: open-ended\n"}, []),
        ({"notices/a.yml": _NOTICE + "review_by: 2025-11-02\n"}, [("review", "notices/a.yml", 5)]),
        ({"notices/a.yml": _NOTICE + "review_by: 2025-11-03\n"}, []),
        ({"courses/a.yml": COURSE.replace("2025-11-03", "2024-11-02")}, [("unchecked", "courses/a.yml", 6)]),
        ({"courses/a.yml": COURSE + "hours: 10\nunverified: [hours]\n"}, [("unverified", "courses/a.yml", 8)]),
        ({"campuses/mapo.yml": _CAMPUS}, [("address", "campuses/mapo.yml", 1)]),
        ({"campuses/mapo.yml": _CAMPUS + _HOME + "images:\n  - file: images/a.png\n    alt: 그림\n"}, [("credit", "campuses/mapo.yml", 7)]),
        ({"courses/a.yml": COURSE.replace("요약", "만전을 기합니다.")}, [("word", "courses/a.yml", 4)]),
        ({"courses/a.yml": COURSE.replace("요약", LONG)}, [("sentence", "courses/a.yml", 4)]),
        ({"courses/a.md": f"---\n{COURSE}---\n\n짧습니다.\n\n{LONG} 짧습니다.\n"}, [("sentence", "courses/a.md", 12)]),
        ({"courses/a.md": f"---\n{COURSE}---\n\n힘을\n제고합니다.\n"}, [("word", "courses/a.md", 11)]),
        # Words of others stay as they are.
        ({"stories/a.yml": _NOTICE + "campus: jungnang\nperson: {display_name: 이 씨, consent: anonymised}\n"
            "path: {before: 앞, after: 뒤}\nbody: 글\nquote: 만전을 기했습니다.\n"}, []),
    ],
)  # fmt: skip
def test_findings(files, expected, tmp_path):
    assert seen(tmp_path, files) == expected


def test_missing_english(tmp_path):
    site = (HOME / "tests/golden/_base/content/site.yml").read_text("utf-8").replace("[ko]", "[ko, en]")
    assert ("english", "courses/a.yml", 1) in seen(tmp_path, {"site.yml": site, "courses/a.yml": COURSE})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("만전을 기하겠습니다.", 1), ("준비에 만전을.", 1), ("만전.", 1), ("질을 제고하고", 1), ("제고하기 위해", 1), ("제고를 위해", 1),
        ("제고함", 1),
        ("제고됩니다", 1), ("제고시켜", 1), ("구비 서류를", 1), ("구비\n서류는", 1), ("만전, 제고", 2),
        ("여제고를", 0), ("제고사를", 0), ("만전복지", 0), ("구비서류", 0), ("제 고향", 0),
    ],
)  # fmt: skip
def test_hard_words_with_what_follows_them(text, found, tmp_path):
    sorts = [sort for sort, _, _ in seen(tmp_path, {"courses/a.md": f"---\n{COURSE}---\n\n{text}\n"})]
    assert sorts == ["word"] * found


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("가" * 50, []), ("가" * 51, [51]), (f"짧다. {'가' * 60}. 짧다.", [61]), ("가" * 30 + "\n" + "가" * 30, [61]),
        ("- " + "가" * 30 + "\n- " + "가" * 30, []), ("## " + "가" * 30 + "\n\n" + "가" * 30, []),
        ("| " + "가" * 30 + " |\n| " + "가" * 30 + " |", []),
        (f"[{'가' * 45}](https://a.example/{'b' * 60})", []), ("**" + "가" * 50 + "**", []), ("a" * 90, []),
    ],
)  # fmt: skip
def test_long_sentences_as_they_are_read(text, letters):
    assert [found for _, found in long_sentences(text, 50)] == letters


class Answers(BaseHTTPRequestHandler):
    """A host that answers as its paths say, and notes what it was asked."""

    asked: ClassVar[list] = []
    busy, most, lock = 0, 0, Lock()

    def answer(self):
        cls = type(self)
        with cls.lock:
            cls.busy += 1
            cls.most = max(cls.most, cls.busy)
            cls.asked.append((self.command, self.path))
        name = self.path.strip("/")
        status = {"ok": 200, "gone": 410, "missing": 404, "moved": 302, "head-only-refused": 405 if self.command == "HEAD" else 200}[name]
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/ok")
        self.send_header("Content-Length", "0")
        time.sleep(0.02)  # so that a second question at the same time would be seen
        with cls.lock:
            cls.busy -= 1  # before the answer goes out: whoever has it may ask again at once
        self.end_headers()

    do_HEAD = do_GET = answer

    def log_message(self, *_):
        pass


@contextmanager
def host():
    cls = type("Asked", (Answers,), {"asked": [], "busy": 0, "most": 0, "lock": Lock()})
    with answering(cls) as address:
        yield address, cls


def test_links_are_asked_politely():
    with host() as (address, asked):
        found = broken([f"{address}/{name}" for name in ("ok", "gone", "missing", "moved", "head-only-refused")], pause=0)
    assert found == {f"{address}/gone": "410번으로 답합니다.", f"{address}/missing": "404번으로 답합니다."}
    # Where a redirect leads is asked too.
    assert Counter(path for _, path in asked.asked) == {"/ok": 2, "/gone": 1, "/missing": 2, "/moved": 1, "/head-only-refused": 2}
    assert ("GET", "/head-only-refused") in asked.asked and asked.most == 1


def test_no_more_than_the_limit_is_asked():
    with host() as (address, asked):
        broken([f"{address}/ok"] * 5, pause=0, most=3)
    assert len(asked.asked) == 3


def test_nobody_there_is_said():
    with host() as (address, _):
        pass
    assert broken([f"{address}/ok"], pause=0)[f"{address}/ok"].startswith("답하지 않습니다")


def test_text_json_and_links(tmp_path):
    with host() as (address, asked):
        small_site(tmp_path, {"courses/a.md": f"---\n{COURSE}---\n\n[가]({address}/missing)와 [나]({address}/ok)\n"})
        content = tmp_path / "content"
        (content / "sources.yml").write_text(
            (content / "sources.yml").read_text("utf-8").replace("https://city.example/news", f"{address}/gone"), "utf-8"
        )
        site = (content / "site.yml").read_text("utf-8")
        (content / "site.yml").write_text(
            site.replace("https://apply.example/", f"{address}/ok").replace(
                "https://creativecommons.org/licenses/by/4.0/", f"{address}/ok"
            ),
            "utf-8",
        )
        plain, asking = run("report", *NOW, "--content", content), None
        assert asked.asked == []
        asking = run("report", *NOW, "--content", content, "--links", "--json")
    assert plain.returncode == asking.returncode == 0, asking.stderr
    assert "주소가 없는 캠퍼스 1\n" in plain.stdout
    links = [(each["said"], each["where"]["line"]) for each in json.loads(asking.stdout) if each["sort"] == "link"]
    assert links == [(f"{address}/missing 404번으로 답합니다.", 10), (f"{address}/gone 410번으로 답합니다.", 5)]


def test_errors_come_first(content):
    path = content / "courses" / "guro-pm.md"
    replaced(path, "title:", "titel:")
    done = run("report", *NOW, "--content", content)
    assert done.returncode == 1 and "오류[unknown-field]" in done.stderr and done.stdout == ""


def test_the_preview_alone_has_the_page(make, tmp_path):
    """It takes no address from a text page."""
    small_site(tmp_path, {"campuses/mapo.yml": _CAMPUS, "pages/report.md": "---\ntitle: 보고서\n---\n\n글쓴이의 글\n"})
    picture(tmp_path, "a.png", DOT)
    make(tmp_path / "content", tmp_path / "preview", gallery=True, quick=True)
    make(tmp_path / "content", tmp_path / "site")
    page = (tmp_path / "preview" / REPORT_PATH).read_text("utf-8")
    assert f"<h2>{SORTS['address']} " in page and "마포캠퍼스의 주소가 적혀 있지 않습니다." in page and "campuses/mapo.yml:1" in page
    assert not (tmp_path / "site" / REPORT_PATH).exists()
    assert "글쓴이의 글" in (tmp_path / "preview" / "report" / "index.html").read_text("utf-8")


def test_the_real_words_are_many_and_each_once():
    from generator.read.yaml_lines import compose

    avoid = compose((REAL / "wording.yml").read_text("utf-8"), "wording.yml").value["avoid"]
    assert len(avoid) >= 60 and len({each["word"] for each in avoid}) == len(avoid)
