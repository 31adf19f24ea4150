"""The calendars to subscribe to: they parse, invent no day, keep their names, and hold only what is published."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar


@pytest.fixture(scope="module")
def calendars(make, open_content, tmp_path_factory):
    """Every calendar of the site with something open, by its path."""
    folder = tmp_path_factory.mktemp("calendars") / "site"
    assert not make(open_content, folder).failed
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.ics")}


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
    until = found["courses-mapo-microsoft-ai-3-apply_until@sesac.example"]["dtstart"].dt
    assert until == datetime(2025, 11, 21, 18, 0, tzinfo=ZoneInfo("Asia/Seoul"))
    assert found["courses-mapo-microsoft-ai-3-apply_from@sesac.example"]["dtstart"].dt == date(2025, 11, 3)


def test_a_month_is_no_day(calendars):
    names = "".join(events(calendars["calendar/all.ics"]))
    assert "jungnang-genai-data-starts" not in names  # 2025-11
    assert "seocho-data-starts" in names  # 2025-12-08


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
    course.write_text(course.read_text("utf-8").replace("\n---\n", "\nstarts: 2024-10-01\ndraft: true\n---\n", 1).replace("starts: 2024-10\n", "", 1))
    assert not make(small, tmp_path / "site").failed
    assert all(b"dobong-ai-multimodal" not in path.read_bytes() for path in (tmp_path / "site").rglob("*.ics"))


def test_the_buttons_lead_to_the_files(chromium, open_address):
    page = chromium.new_page()
    page.goto(f"{open_address}/calendar/")
    assert page.locator("a[href='webcal://sesac.example/calendar/all.ics']").count() == 1
    page.goto(f"{open_address}/courses/mapo-microsoft-ai-3/")
    assert page.locator("a[href='/calendar/courses/mapo-microsoft-ai-3.ics']").inner_text() == "달력에 넣기"
    page.close()
