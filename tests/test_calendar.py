"""The calendars to subscribe to: they parse, invent no day, keep their names, and hold only what is published."""

import re
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import vobject
from icalendar import Calendar

from generator.dates import parse
from generator.index.calendar import Span, most_current
from shared_content import MOMENT


@pytest.fixture(scope="module")
def calendars(open_folder):
    """Every calendar of the site with something open, by its path."""
    return {path.relative_to(open_folder).as_posix(): path.read_bytes() for path in open_folder.rglob("*.ics")}


def events(body):
    return {str(event["uid"]): event for event in Calendar.from_ical(body).walk("VEVENT")}


def test_there_is_one_for_all_each_campus_each_field_and_each_dated_course(calendars):
    assert "calendar/all.ics" in calendars
    assert sum(path.startswith("calendar/campuses/") for path in calendars) == 25
    assert sum(path.startswith("calendar/fields/") for path in calendars) == 11
    assert "calendar/courses/mapo-microsoft-ai-3.ics" in calendars
    assert "calendar/courses/mapo-microsoft-ai-2.ics" not in calendars  # no date is known


def test_a_moment_is_that_moment_in_korea(calendars):
    found = events(calendars["calendar/courses/mapo-microsoft-ai-3.ics"])
    until = found["courses-mapo-microsoft-ai-3-apply_until@sesac.example"]
    assert until["dtstart"].dt == datetime(2025, 11, 21, 18, 0, tzinfo=ZoneInfo("Asia/Seoul"))
    assert until["dtstart"].params["TZID"] == "Asia/Seoul" and "dtend" not in until


def test_a_window_is_one_event_from_its_first_to_its_last_day(calendars):
    found = events(calendars["calendar/courses/mapo-microsoft-ai-3.ics"])
    window = found["courses-mapo-microsoft-ai-3-apply@sesac.example"]
    assert (window["dtstart"].dt, window["dtend"].dt) == (date(2025, 11, 3), date(2025, 11, 22))
    assert "2025년 11월 3일(월) – 11월 21일(금) 18:00" in window["description"]
    both = events(calendars["calendar/courses/seocho-data.ics"])
    window, training = (both[f"courses-seocho-data-{what}@sesac.example"] for what in ("apply", "training"))
    assert window["dtstart"].dt == datetime(2025, 11, 10, 9, 0, tzinfo=ZoneInfo("Asia/Seoul"))
    assert window["dtend"].dt == datetime(2025, 11, 28, 18, 0, tzinfo=ZoneInfo("Asia/Seoul"))
    assert (training["dtstart"].dt, training["dtend"].dt) == (date(2025, 12, 8), date(2026, 4, 1))


def test_nobody_has_to_be_anywhere_to_apply(calendars):
    places = {}
    for name, event in events(calendars["calendar/all.ics"]).items():
        places.setdefault(name.partition("@")[0].rpartition("-")[2], set()).add(str(event.get("location", "")))
    assert places["apply"] == places["apply_until"] == {""}
    assert "" not in places["training"] and "서초캠퍼스" in places["training"]


def test_a_month_is_no_day_but_is_said(calendars):
    names = "".join(events(calendars["calendar/all.ics"]))
    assert "jungnang-genai-data" not in names  # 2025-11 to 2026-02
    assert "seocho-data-training" in names  # 2025-12-08
    said = str(Calendar.from_ical(calendars["calendar/all.ics"])["description"])
    assert "2025년 11월 교육 시작: 생성형 AI 데이터분석 과정" in said
    assert "2024년" not in said  # that is over


COURSE = """title: 과정
campus: dobong
field: ai-development
summary: 요약
sources: [seoul-20251102]
checked: {checked}
{more}
"""
# What is known, and what then stands in the course's calendar: the name of each event and its first and last day.
KNOWN = {
    "nothing": ("", {}),
    "months": ("starts: 2025-11\nends: 2026-02", {}),
    "a start": ("starts: 2025-11-03\nends: 2026-02", {"training": ("20251103", "20251104")}),
    "an end": ("ends: 2026-02-03", {"ends": ("20260203", "20260204")}),
    "an opening": ("apply: {from: 2025-11-03}", {"apply": ("20251103", "20251104")}),
    "no end": ("apply: {from: 2025-11-03 09:00, until: open-ended}", {"apply": ("20251103T090000", "")}),
    "a deadline": ("apply: {from: 2025-11, until: 2025-11-05}", {"apply_until": ("20251105", "20251106")}),
    "an hour": (
        "apply: {from: 2025-11-03 09:00, until: 2025-11-03 09:00}",
        {"apply": ("20251103T090000", ""), "apply_until": ("20251103T090000", "")},
    ),
}


@pytest.fixture
def course_calendar(make, small, tmp_path):
    """The calendar of a course with these facts, or None: course_calendar("starts: 2025-11-03")."""

    def built(more, checked="2025-11-03"):
        (small / "courses" / "a.yml").write_text(COURSE.format(more=more, checked=checked), "utf-8")
        report = make(small, tmp_path / "site")
        assert not report.failed, report.problems
        path = tmp_path / "site" / "calendar" / "courses" / "a.ics"
        return path.read_bytes() if path.exists() else None

    return built


@pytest.mark.parametrize("known", KNOWN)
def test_only_what_is_known_to_the_day_is_an_event(course_calendar, known):
    more, expected = KNOWN[known]
    body = course_calendar(more)
    found = events(body) if body else {}
    times = {
        name.removeprefix("courses-a-").partition("@")[0]: tuple(
            event[key].to_ical().decode() if key in event else "" for key in ("dtstart", "dtend")
        )
        for name, event in found.items()
    }
    assert times == expected


@pytest.mark.parametrize("known", KNOWN)
def test_a_course_with_a_date_has_a_calendar_though_no_day_is_known(course_calendar, known):
    body = course_calendar(KNOWN[known][0])
    assert (body is None) is (known == "nothing")
    assert known != "months" or "2025년 11월 교육 시작: 과정" in str(Calendar.from_ical(body)["description"])


# A day on which a course begins, and whether the page of dates, made on 2025-11-03, tells it: today and the eight weeks after it.
SHOWN = {
    "2025-11-02": False, "2025-11-03": True, "2025-12-29": True, "2025-12-30": False,
    "2025-10": False, "2025-11": True, "2025-12": True, "2026-01": False, "2025": False,
}  # fmt: skip


@pytest.mark.parametrize("starts", SHOWN)
def test_the_page_of_dates_tells_of_eight_weeks(course_calendar, tmp_path, starts):
    course_calendar(f"starts: {starts}")
    page = (tmp_path / "site" / "calendar" / "index.html").read_text("utf-8")
    assert ('<a href="/courses/a/">' in page) is SHOWN[starts]


# The window of a course, and what is said of it in each of its events.
SAID = {
    "{from: 2025-11-03, until: 2025-11-21}": "정원이 차면",
    "{from: 2025-11-03}": "마감일이 공고되지 않았습니다.",
}


@pytest.mark.parametrize("window", SAID)
def test_an_event_says_what_is_known_of_the_end_and_where_it_is_from(course_calendar, window):
    for event in events(course_calendar(f"apply: {window}")).values():
        assert [said in event["description"] for said in SAID.values()] == [window == known for known in SAID]
        assert event["description"].endswith("\nhttps://sesac.example/courses/a/") and event["url"] == "https://sesac.example/courses/a/"
        assert event["transp"] == "TRANSPARENT"  # nobody is busy while one may apply


NOTICE = "title: 모집\nkind: recruitment\npublished: 2025-11-03\nsummary: 요약\nsources: [seoul-20251102]\n"
# The campuses of a notice: where it is on the page of dates, and of which campuses the calendars have its dates.
ABOUT = {
    "campuses: [dobong]": ("도봉캠퍼스", {"dobong"}),
    "campuses: [dobong, mapo]": ("", {"dobong", "mapo"}),
    "": ("", set()),
}


@pytest.mark.parametrize("campuses", ABOUT)
def test_the_dates_of_a_notice_are_those_of_its_campuses(make, small, tmp_path, campuses):
    (small / "notices").mkdir()
    (small / "notices" / "a.yml").write_text(f"{NOTICE}{campuses}\napply: {{from: 2025-11-03, until: 2025-11-21}}\n", "utf-8")
    text = (small / "campuses" / "dobong.yml").read_text("utf-8").replace("district: dobong", "district: mapo")
    (small / "campuses" / "mapo.yml").write_text(text.replace("도봉캠퍼스", "마포캠퍼스"), "utf-8")
    report = make(small, tmp_path / "site")
    assert not report.failed, report.problems
    place, of = ABOUT[campuses]
    row = re.search(r'<a href="/notices/a/">.*?</li>', (tmp_path / "site" / "calendar" / "index.html").read_text("utf-8"))[0]
    assert re.findall("(?:도봉|마포)캠퍼스", row) == ([place] if place else [])
    found = {path.stem for path in (tmp_path / "site" / "calendar" / "campuses").glob("*.ics") if events(path.read_bytes())}
    assert found == of


@pytest.mark.parametrize(("folder", "file"), [("courses", "a.yml"), ("campuses", "dobong.yml")])
def test_a_calendar_stays_where_it_was_when_its_item_is_renamed(course_calendar, small, tmp_path, folder, file):
    course_calendar("starts: 2025-11-03")
    path = small / folder / file
    path.write_text(path.read_text("utf-8") + "aliases: [first-name, second-name]\n", "utf-8")
    course_calendar("starts: 2025-11-03" + ("\naliases: [first-name, second-name]" if folder == "courses" else ""))
    here = tmp_path / "site" / "calendar" / folder
    now = (here / f"{path.stem}.ics").read_bytes()
    assert events(now) and str(Calendar.from_ical(now)["source"]) == f"https://sesac.example/calendar/{folder}/{path.stem}.ics"
    assert [(here / f"{name}.ics").read_bytes() == now for name in ("first-name", "second-name")] == [True, True]


def test_what_changes_keeps_its_name_and_counts_up(course_calendar):
    before = events(course_calendar("apply: {from: 2025-11-03}"))
    after = events(course_calendar("apply: {from: 2025-11-04, until: 2025-11-21}\naliases: [a-old]", "2025-11-05"))
    assert {name.replace("a-old", "a") for name in after} > before.keys()
    first, second = before["courses-a-apply@sesac.example"], after["courses-a-old-apply@sesac.example"]
    assert second["sequence"] - first["sequence"] == 2
    assert second["last-modified"].dt - first["last-modified"].dt == timedelta(days=2)
    assert first["dtstamp"].dt == first["last-modified"].dt == datetime(2025, 11, 2, 15, tzinfo=UTC)


def test_a_name_holds_when_the_site_stands_elsewhere(make, open_content, calendars, tmp_path):
    make(open_content, tmp_path / "site", base_url="https://preview.example/branch/")
    moved = (tmp_path / "site" / "calendar" / "all.ics").read_bytes()
    assert events(moved).keys() == events(calendars["calendar/all.ics"]).keys()
    assert b"https://preview.example/branch/courses/" in moved


@pytest.mark.parametrize(("address", "place"), [("host.example/seoul/", "host.example/seoul"), ("host.example:8443/", "host.example:8443")])
def test_two_sites_of_one_host_have_names_of_their_own(course_calendar, small, address, place):
    site = small / "site.yml"
    site.write_text(re.sub("(?m)^base_url: .*$", f"base_url: https://{address}", site.read_text("utf-8")), "utf-8")
    assert events(course_calendar("starts: 2025-11-03")).keys() == {f"courses-a-training@{place}"}


def test_every_file_is_whole(calendars):
    for path, body in calendars.items():
        calendar = Calendar.from_ical(body)
        assert calendar.walk("VTIMEZONE")[0]["tzid"] == "Asia/Seoul", path
        assert calendar["refresh-interval"].dt == timedelta(hours=12) and calendar["x-published-ttl"] == "PT12H"
        assert str(calendar["source"]) == f"https://sesac.example/{path}"
        for event in calendar.walk("VEVENT"):
            needed = ("uid", "dtstamp", "dtstart", "summary", "description", "last-modified", "sequence", "url")
            assert [key for key in needed if key not in event] == [], path
            assert "dtend" not in event or event["dtend"].dt > event["dtstart"].dt


def test_a_second_parser_reads_the_same(calendars):
    for path, body in calendars.items():
        other = vobject.readOne(body.decode("utf-8"), validate=True)
        found = {event.uid.value: event for event in getattr(other, "vevent_list", [])}
        ours = events(body)
        assert found.keys() == ours.keys(), path
        for name, event in found.items():
            assert event.summary.value == str(ours[name]["summary"])
            start = event.dtstart.value
            assert start == (ours[name]["dtstart"].dt if isinstance(start, datetime) else ours[name].decoded("dtstart"))


SPANS = [("2025-10-01", "2025-10-02"), ("2025-11-01", "2025-11-30"), ("2025-11-10", "2025-11-10"), ("2025-09-01", "2025-09-02")]


@pytest.mark.parametrize(("most", "kept"), [(9, [3, 0, 1, 2]), (3, [0, 1, 2]), (2, [1, 2]), (1, [2])])
def test_with_too_many_the_nearest_are_kept(most, kept):
    document = SimpleNamespace(folder="courses")
    spans = [Span(SimpleNamespace(slug=str(n), document=document), "apply", *map(parse, days)) for n, days in enumerate(SPANS)]
    assert [int(span.filed.slug) for span in most_current(spans, MOMENT, most)] == kept


def test_an_event_has_the_same_name_in_every_calendar(calendars):
    everything = events(calendars["calendar/all.ics"])
    for path, body in calendars.items():
        for name, event in events(body).items():
            assert everything[name].to_ical() == event.to_ical(), path


def test_lines_are_folded_between_letters(calendars):
    for body in calendars.values():
        assert body.endswith(b"END:VCALENDAR\r\n")
        for line in body.split(b"\r\n"):
            assert len(line) <= 75
            line.decode("utf-8")  # a fold never cuts a letter


def test_drafts_are_in_no_calendar(make, small, tmp_path):
    course = small / "courses" / "dobong-ai-multimodal.md"
    course.write_text(
        course.read_text("utf-8").replace("\n---\n", "\nstarts: 2024-10-01\ndraft: true\n---\n", 1).replace("starts: 2024-10\n", "", 1)
    )
    assert not make(small, tmp_path / "site").failed
    assert all(b"dobong-ai-multimodal" not in path.read_bytes() for path in (tmp_path / "site").rglob("*.ics"))


def test_a_name_with_the_marks_of_the_format_is_one_text(make, small, tmp_path):
    site = small / "site.yml"
    site.write_text(re.sub("(?m)^((?:short_)?name): .*$", "\\1: '새싹, 서울; A\\\\B'", site.read_text("utf-8")), "utf-8")
    assert not make(small, tmp_path / "site").failed
    body = (tmp_path / "site" / "calendar" / "all.ics").read_bytes()
    assert r"PRODID:-//새싹\, 서울\; A\\B//KO".encode() in body.split(b"\r\n")
    assert Calendar.from_ical(body)["prodid"] == r"-//새싹, 서울; A\B//KO"


# Each page that has a calendar for programs or leads to one: with what words, in each language.
LEADING = {
    "calendar/": ("모든 일정 구독하기", "Subscribe to all dates (in Korean)"),
    "courses/seocho-data/": ("달력에 넣기", "Add to calendar (in Korean)"),
}


@pytest.mark.parametrize("path", LEADING)
def test_an_english_page_says_that_a_calendar_is_in_korean(open_folder, path):
    for start, words, language in (("", LEADING[path][0], None), ("en/", LEADING[path][1], "ko")):
        html = (open_folder / start / path / "index.html").read_text("utf-8")
        links = re.findall(r'<link rel="alternate" type="text/calendar" [^>]*>', html)
        assert len(links) == 1 and ('hreflang="ko"' in links[0]) is (language == "ko")
        assert re.search(rf">{re.escape(words)}</a>", html)
    assert start != "en/" or path != "calendar/" or "<p>The calendars are in Korean." in html


def test_the_buttons_lead_to_the_files(chromium, open_address, open_folder):
    page = chromium.new_page()
    page.clock.set_fixed_time(MOMENT)
    page.goto(f"{open_address}/calendar/")
    assert page.locator("a[href='webcal://sesac.example/calendar/all.ics']").count() == 1
    assert page.get_by_role("link", name="모든 일정 구독하기").get_attribute("href") == "webcal://sesac.example/calendar/all.ics"
    assert page.get_by_role("link", name="https://sesac.example/calendar/all.ics").get_attribute("href") == "/calendar/all.ics"
    page.get_by_role("button", name="주소 복사").wait_for()
    for path in ("campuses", "fields"):  # each calendar that is there, in both forms
        files = sorted(file.name for file in (open_folder / "calendar" / path).glob("*.ics"))
        hrefs = page.locator(f".subscribe a[href*='/{path}/']").evaluate_all("all => all.map((one) => one.getAttribute('href'))")
        whole = sorted(f"{start}/calendar/{path}/{name}" for name in files for start in ("", "webcal://sesac.example"))
        assert files and sorted(hrefs) == whole
    page.goto(f"{open_address}/courses/mapo-microsoft-ai-3/")
    assert page.locator("a[href='/calendar/courses/mapo-microsoft-ai-3.ics']").inner_text() == "달력에 넣기"
    page.close()
