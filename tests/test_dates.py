"""Dates at four precisions: what is read, what it spans, what is suggested, what machines are told."""

from datetime import UTC, date, datetime, timedelta

import pytest

from generator.dates import KST, DateFault, When, day_of, parse, weekday

TICK = timedelta(microseconds=1)


def korean(*parts):
    return datetime(*parts, tzinfo=KST)


def days(first, last):
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


@pytest.mark.parametrize(
    ("text", "precision", "first", "after"),
    [
        ("2025", "year", korean(2025, 1, 1), korean(2026, 1, 1)),
        ("2025-11", "month", korean(2025, 11, 1), korean(2025, 12, 1)),
        ("2025-12", "month", korean(2025, 12, 1), korean(2026, 1, 1)),
        ("2024-02", "month", korean(2024, 2, 1), korean(2024, 3, 1)),
        ("2025-11-03", "day", korean(2025, 11, 3), korean(2025, 11, 4)),
        ("2025-12-31", "day", korean(2025, 12, 31), korean(2026, 1, 1)),
    ],
)
def test_a_span_ends_a_tick_before_the_next(text, precision, first, after):
    when = parse(text)
    assert (when.precision, when.first(), when.last()) == (precision, first, after - TICK)


def test_a_minute_is_one_moment():
    when = parse("2025-11-03 18:00")
    assert (when.precision, when.first(), when.last()) == ("minute", korean(2025, 11, 3, 18), korean(2025, 11, 3, 18))


def test_korea_is_nine_hours_ahead():
    assert parse("2025-11-03").first() == datetime(2025, 11, 2, 15, tzinfo=UTC)
    assert day_of(datetime(2025, 11, 2, 15, tzinfo=UTC)) == parse("2025-11-03")
    assert day_of(datetime(2025, 11, 2, 14, 59, 59, tzinfo=UTC)) == parse("2025-11-02")


def test_every_day_of_three_years():
    for day in days(date(2024, 1, 1), date(2026, 12, 31)):
        when, following = parse(day.isoformat()), parse((day + timedelta(days=1)).isoformat())
        assert str(when) == day.isoformat() and parse(str(when)) == when
        assert when.first() <= when.last()
        assert following.first() - when.last() == TICK
        assert weekday(when) == day.weekday()
        assert day_of(when.first()) == day_of(when.last()) == when
        assert when.first() >= parse(str(when)[:7]).first() and when.last() <= parse(str(when)[:7]).last()


def test_every_minute_of_a_day():
    for number in range(24 * 60):
        text = f"2025-11-03 {number // 60:02}:{number % 60:02}"
        when = parse(text)
        assert str(when) == text and when.to_day() == parse("2025-11-03")
        assert parse("2025-11-03").first() <= when.first() == when.last() <= parse("2025-11-03").last()


@pytest.mark.parametrize(
    ("text", "kind", "suggestion"),
    [
        ("2025.11.3", "form", "2025-11-03"),
        ("2025. 11. 3.", "form", "2025-11-03"),
        ("2025/11/03", "form", "2025-11-03"),
        ("2025년 11월 3일", "form", "2025-11-03"),
        ("2025년 11월", "form", "2025-11"),
        ("2025-11-3 18:00", "form", "2025-11-03 18:00"),
        ("2025-11-03T18:00", "form", "2025-11-03 18:00"),
        ("2025년 11월 3일 18시", "form", "2025-11-03 18:00"),
        ("2025-11-03 6pm", "form", "2025-11-03 18:00"),
        ("2025년 11월 3일 오후 6시", "form", "2025-11-03 18:00"),
        ("2025년 11월 3일 오전 9시 30분", "form", "2025-11-03 09:30"),
        ("2025년 11월 3일 오후 12시", "form", "2025-11-03 12:00"),
        ("2025년 11월 3일 밤 12시", "form", None),
        ("11월 3일", "form", None),
        ("25-11-03", "form", None),
        ("곧", "form", None),
        ("", "form", None),
        ("2025.2.30", "form", None),
        # Written another way, and nothing else.
        ("2025.10", "form", "2025-10"),
        ("2025년", "form", "2025"),
        ("20251103", "form", "2025-11-03"),
        ("２０２５.１１.３", "form", "2025-11-03"),
        ("2025.11.21(금) 18:00", "form", "2025-11-21 18:00"),
        ("2025년 11월 21일 금요일 오후 6시", "form", "2025-11-21 18:00"),
        ("2025-11-03 18:00:00", "form", "2025-11-03 18:00"),
        ("2025-11-21 정오", "form", "2025-11-21 12:00"),
        ("2025-11-21 낮 12시", "form", "2025-11-21 12:00"),
        ("2025-11-21 낮 11시", "form", "2025-11-21 11:00"),
        ("2025-11-21 밤 9시 반", "form", "2025-11-21 21:30"),
        # More than a date, or one that only somebody who knows can complete.
        ("2025.11.3~11.21", "form", None),
        ("2025-11-03~21", "form", None),
        ("2025-11-03~2025-11-21", "form", None),
        ("2025년 4분기", "form", None),
        ("2025년 11월 2주차", "form", None),
        ("2025년 11월 초", "form", None),
        ("2025-11-21 자정", "form", None),
        ("2025-11-21 오전 12시", "form", None),
        ("2025-11-21 12am", "form", None),
        ("2025-11-21 24시", "form", None),
        ("2025-11-21 6시", "form", None),
        ("2025-11-21 6:00", "form", None),
        ("2025-11-21 7:00", "form", None),
        ("2025-11-21 저녁 7시", "form", "2025-11-21 19:00"),
        ("2025-11-21 저녁 3시", "form", None),
        ("2025-11-21 오전 13시", "form", None),
        ("2025-11-21 새벽 14:00", "form", None),
        ("2025-11-21 9:00", "form", "2025-11-21 09:00"),
        ("2025-11-21 밤 1시", "form", None),
        ("2025-11-21 18", "form", None),
        ("2025-11-03 18:00:30", "form", None),
        ("2025.11.21(목)", "form", None),
        ("202511", "form", None),
        ("20251301", "form", None),
        # Signs that look like a hyphen: of Word (U+2011), of pages, a minus.
        *((f"2025{sign}11{sign}03", "form", "2025-11-03") for sign in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"),
        ("2025\u201311\u201303 18:00", "form", "2025-11-03 18:00"),
        ("2025-11-03\u20132025-11-21", "form", None),
        ("2025.11.3\u201321", "form", None),
        ("2025\u201113\u201101", "form", None),
        # A year of two digits.
        ("26년 1월 5일", "form", "2026-01-05"),
        ("\u201926. 1. 5.", "form", "2026-01-05"),
        ("'26. 1. 5.(월) 09:00", "form", "2026-01-05 09:00"),
        ("26.1.5", "form", "2026-01-05"),
        ("26년 1월", "form", "2026-01"),
        ("26. 1. 5. 오후 6시", "form", "2026-01-05 18:00"),
        ("11.3.25", "form", None),
        ("21.11.2025", "form", None),
        ("26.1", "form", None),
        ("26년 상반기", "form", None),
        ("2025-02-30", "impossible", "2025-02-28"),
        ("2024-02-30", "impossible", "2024-02-29"),
        ("2025-11-31", "impossible", "2025-11-30"),
        ("2025-13-01", "impossible", None),
        ("2025-00", "impossible", None),
        ("2025-11-00", "impossible", None),
        ("2025-11-03 24:00", "impossible", None),
        ("2025-11-03 18:60", "impossible", None),
        ("0000", "impossible", None),
    ],
)
def test_what_is_no_date(text, kind, suggestion):
    with pytest.raises(DateFault) as caught:
        parse(text)
    assert (caught.value.kind, caught.value.suggestion) == (kind, suggestion)


@pytest.mark.parametrize(
    ("text", "attribute"),
    [
        ("2025", "2025"),
        ("2025-11", "2025-11"),
        ("2025-11-03", "2025-11-03"),
        ("2025-11-03 09:05", "2025-11-03T09:05+09:00"),
    ],
)
def test_the_attribute_for_machines(text, attribute):
    assert parse(text).html() == attribute


def test_a_day_without_its_time():
    assert When(2025, 11, 3, 18, 0).to_day() == When(2025, 11, 3)
