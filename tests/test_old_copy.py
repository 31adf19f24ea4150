"""A copy that is days old says, with script, what a build of the moment would say: the states of what had one, counts,
the map and its legend."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import expect

from browser import PHONE, served, watched_page
from generator.dates import KST
from generator.model.status import GROUPS, STATUSES
from shared_content import MOMENT
from test_budget import SHIFTS, SHOWN_WHOLE, STILL

MOMENTS = tuple(datetime(*day, tzinfo=KST) for day in ((2025, 11, 5, 20), (2025, 11, 22, 9), (2025, 12, 10, 9), (2026, 4, 1, 0)))
# What each page says that depends on the moment: a name for each part and its words.
SAYS = {
    "/": """() => [
      ["hero", Array.from(document.querySelectorAll(".hero > :not([hidden])"), (part) => part.innerText)],
      ...TILES(), ...CHIPS()]""",
    "/campuses/": "() => [...TILES(), ...COUNTS()]",
    "/en/campuses/": "() => [...TILES(), ...COUNTS()]",
    "/fields/": "() => COUNTS()",
    "/courses/": "() => CHIPS()",
}
HELPERS = """
const text = (element, at) => element.querySelector(at)?.textContent.trim() ?? "";
const TILES = () => [
  ...Array.from(document.querySelectorAll(".tile"), (tile) => [text(tile, ".tile-name"), [text(tile, ".hidden"), text(tile, ".tile-count"),
    tile.className.replace(" tile-counted", ""), tile.querySelector("use")?.getAttribute("href").split("#")[1]]]),
  ["legend", Array.from(document.querySelectorAll(".map-key:not(.unseen)"), (key) =>
    [key.textContent.trim(), key.querySelector("use").getAttribute("href")])]];
const COUNTS = () => Array.from(document.querySelectorAll("main .card"), (card) =>
  [text(card, ".card-title"), text(card, "[data-open]:not(.unseen)")]);
const CHIPS = () => Array.from(document.querySelectorAll(".course"), (row) =>
  [row.querySelector("a").getAttribute("href"), text(row, ".chip-word")]);
"""


def said(chromium, address, path, moment):
    with watched_page(chromium, address) as (page, faults):
        page.clock.set_fixed_time(moment)
        page.goto(address + path, wait_until="networkidle")
        found = dict(page.evaluate(f"() => {{ {HELPERS} return ({SAYS[path]})(); }}"))
        assert faults == []
        return found


@pytest.mark.parametrize("moment", MOMENTS, ids=lambda moment: moment.strftime("%Y-%m-%d"))
def test_an_old_copy_says_what_a_new_one_would(chromium, make, open_content, open_address, tmp_path, moment):
    assert not make(open_content, tmp_path / "site", moment=moment).failed
    with served(tmp_path / "site") as address:
        for path in SAYS:
            old, new = (said(chromium, at, path, moment) for at in (open_address, address))
            both = old.keys() & new.keys()  # the home page lists others when their time has come
            assert len(both) > 5 or path == "/"
            assert {name: old[name] for name in both} == {name: new[name] for name in both}, path


def test_where_nothing_is_open_the_home_leads_to_the_official_site(chromium, make, small, tmp_path):
    assert not make(small, tmp_path / "site", moment=MOMENTS[-1]).failed
    with served(tmp_path / "site") as address, watched_page(chromium, address) as (page, _):
        for path, name in (("/", "공식 누리집에서 확인하기"), ("/en/", "Check the official website")):
            page.goto(address + path, wait_until="networkidle")
            assert page.locator(".hero").get_by_role("link", name=name).get_attribute("href") == "https://sesac.seoul.kr/"


def test_a_course_whose_dates_are_over_is_put_into_no_calendar(chromium, real_site, open_address):
    """The build leaves the link out; on a copy that grew old, script does, and nothing moves."""
    add = "달력에 넣기"
    assert add not in (real_site / "courses/jung-fintech-2023/index.html").read_text("utf-8")
    with watched_page(chromium, open_address) as (page, _):
        for moment, shown in (("2025-11-21T18:00:00+09:00", 1), ("2025-11-21T18:00:01+09:00", 0)):
            page.clock.set_fixed_time(moment)
            page.goto(f"{open_address}/courses/mapo-microsoft-ai-3/", wait_until="networkidle")
            assert page.get_by_role("link", name=add).count() == shown


# Moments, and how long one may still apply for a course that closes on 21 November at 18:00 in Korea: in days of the calendar there.
LEFT = {
    "2025-11-19T08:00:00+09:00": "2일 남음",
    "2025-11-19T23:59:59+09:00": "2일 남음",
    "2025-11-20T00:00:00+09:00": "내일 마감",
    "2025-11-20T23:59:59+09:00": "내일 마감",
    "2025-11-21T00:00:00+09:00": "오늘 마감",
    "2025-11-21T18:00:00+09:00": "오늘 마감",
    "2025-11-21T18:00:01+09:00": "",
}


@pytest.mark.parametrize("zone", ["Asia/Seoul", "America/New_York"])
def test_the_days_that_are_left_are_those_of_the_calendar_in_korea(chromium, open_address, zone):
    with watched_page(chromium, open_address, timezone_id=zone) as (page, _):
        for moment, said in LEFT.items():
            page.clock.set_fixed_time(moment)
            page.goto(f"{open_address}/courses/mapo-microsoft-ai-3/", wait_until="networkidle")
            expect(page.locator(".days-left")).to_have_text(said)
        page.goto(f"{open_address}/courses/guro-pm/", wait_until="networkidle")
        expect(page.locator(".dates .chip, .state .chip")).to_have_text("상시 모집")
        expect(page.locator(".days-left")).to_have_count(0)


def test_a_tab_that_is_seen_again_says_the_state_of_that_moment(chromium, open_address):
    with watched_page(chromium, open_address) as (page, _):
        page.clock.set_fixed_time(MOMENT)
        page.goto(f"{open_address}/courses/mapo-microsoft-ai-3/", wait_until="networkidle")
        expect(page.locator(".state .chip")).to_have_text("모집중")
        page.clock.set_fixed_time(MOMENTS[1])
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect(page.locator(".state .chip")).to_have_text("마감")


def test_on_a_phone_the_bar_comes_when_the_window_opens(chromium, open_address):
    with watched_page(chromium, open_address, viewport=PHONE) as (page, _):
        for moment, count in ((MOMENT, 0), (MOMENTS[0].replace(day=10), 1)):
            page.clock.set_fixed_time(moment)
            page.goto(f"{open_address}/courses/seocho-data/", wait_until="networkidle")
            expect(page.locator(".stick p:not([hidden])")).to_have_count(count)


# The windows of two courses, and the date that the home page names.
SOONEST = {
    ("until: 2025-11-20", "until: 2025-11-10 18:00"): "2025년 11월 10일(월) 18:00",
    ("from: 2025-11-20", "from: 2025-11-10"): "2025년 11월 10일(월)",
    ("from: 2025-11-20", "until: 2025-11-30"): "2025년 11월 30일(일)",
}


@pytest.mark.parametrize("windows", SOONEST)
def test_the_home_names_the_soonest_date(make, small, tmp_path, windows):
    text = (small / "courses" / "dobong-ai-multimodal.md").read_text("utf-8")
    text = re.sub("(?m)^(starts|ends): .*\n", "", text)
    for name, window in zip("ab", windows, strict=True):
        (small / "courses" / f"{name}.md").write_text(text.replace("\ntitle: ", f"\napply: {{{window}}}\ntitle: {name} ", 1), "utf-8")
    report = make(small, tmp_path / "site")
    assert not report.failed, report.problems
    hero = (tmp_path / "site" / "index.html").read_text("utf-8").partition('class="hero"')[2].partition('class="act"')[0]
    shown = re.findall(r'<p class="lead" (?:(?!hidden)[^>])*>(.*?)</p>', hero, re.DOTALL)
    assert [re.sub("<[^>]*>|\u2060", "", date) for date in re.findall("<time.*?</time>", shown[0])] == [SOONEST[windows]]


def test_the_list_of_a_state_counts_what_is_still_in_it(chromium, open_address):
    with watched_page(chromium, open_address) as (page, _):
        counted = []
        for moment in ("2025-11-03T09:00:00+09:00", "2025-11-22T09:00:00+09:00", "2025-12-10T09:00:00+09:00"):
            page.clock.set_fixed_time(moment)
            page.goto(f"{open_address}/courses/state/open/", wait_until="networkidle")
            counted.append(
                (
                    page.locator(".found .lead").inner_text(),
                    page.locator(".course:visible").count(),
                    page.locator(".found .none:visible").count(),
                    page.locator(".found .changed:visible").count(),
                )
            )
        assert counted == [("과정 1개", 1, 0, 0), ("과정 1개", 0, 0, 1), ("과정 0개", 0, 1, 0)]


def test_the_list_of_what_runs_counts_a_course_that_had_no_state_before_it_began(chromium, make, small, tmp_path):
    course = small / "courses" / "dobong-ai-multimodal.md"
    course.write_text(
        course.read_text("utf-8").replace("starts: 2024-10", "starts: 2025-11-04").replace("ends: 2025-03", "ends: 2026-03"), "utf-8"
    )
    assert not make(small, tmp_path / "site").failed
    with served(tmp_path / "site") as address, watched_page(chromium, address) as (page, _):
        found = []
        for moment in ("2025-11-03T23:59:00+09:00", "2025-11-04T00:00:00+09:00"):
            page.clock.set_fixed_time(moment)
            page.goto(f"{address}/courses/state/running/", wait_until="networkidle")
            found.append((page.locator(".found .lead").inner_text(), page.locator(".found .changed:visible").count()))
        assert found == [("과정 0개", 0), ("과정 1개", 1)]


def test_over_what_is_over_the_page_of_how_to_apply_says_so(chromium, real_address):
    with watched_page(chromium, real_address) as (page, _):
        said = []
        for moment in (MOMENT, MOMENTS[-1]):
            page.clock.set_fixed_time(moment)
            page.goto(f"{real_address}/apply/", wait_until="networkidle")
            said.append(page.locator("#s-open").inner_text())
        assert said == ["지금 볼 모집", "지금은 모집하는 과정이 없습니다."]


def test_no_number_stands_over_a_group_when_another_group_has_what_it_counts(chromium, open_address):
    with watched_page(chromium, open_address) as (page, _):
        seen = []
        for moment in ("2025-11-03T09:00:00+09:00", "2025-11-22T09:00:00+09:00"):
            page.clock.set_fixed_time(moment)
            page.goto(f"{open_address}/courses/", wait_until="networkidle")
            seen.append([page.locator(f".group-{group} > h2 .count:not(.unseen)").count() for group in ("now", "soon")])
        assert seen == [[1, 1], [0, 0]]  # what was to come is open; nothing is to come


def test_a_row_whose_window_opened_says_until_when(chromium, open_address):
    row = ".course:has([href='/courses/seocho-data/']) .card-status"
    with watched_page(chromium, open_address) as (page, _):
        said = []
        for moment in ("2025-11-03T09:00:00+09:00", "2025-11-22T09:00:00+09:00", "2025-11-28T09:00:00+09:00"):
            page.clock.set_fixed_time(moment)
            page.goto(f"{open_address}/courses/", wait_until="networkidle")
            said.append(" ".join(page.locator(row).inner_text().split()))
    assert said == [
        "모집 예정 신청 2025년 11월 10일(월) 09:00부터",
        "모집중 신청 2025년 11월 28일(금) 18:00까지",
        "마감 임박 신청 2025년 11월 28일(금) 18:00까지",
    ]


def test_at_the_moment_of_the_build_every_list_of_a_state_is_whole(chromium, open_address):
    with watched_page(chromium, open_address) as (page, _):
        page.clock.set_fixed_time(MOMENT)
        found = []
        for status in STATUSES:
            page.goto(f"{open_address}/courses/state/{status}/", wait_until="networkidle")
            found.append(page.locator(".course").count())
            assert page.locator(".course:visible").count() == found[-1]
            assert page.locator(".found .lead").inner_text() == f"과정 {found[-1]}개"
        assert sum(map(bool, found)) > 5


def test_nothing_is_said_of_no_open_course(chromium, real_address):
    with watched_page(chromium, real_address) as (page, _):
        page.clock.set_fixed_time(MOMENT)
        for path in ("/campuses/", "/fields/", "/en/campuses/"):
            page.goto(real_address + path, wait_until="networkidle")
            assert page.locator(".card").count() > 5
            assert page.locator(".card:visible", has_text=re.compile("신청 0개|0 open")).count() == 0


@pytest.mark.parametrize("size", ((390, 844), (1280, 800)), ids=("phone", "desk"))
@pytest.mark.parametrize("path", ("/campuses/", "/fields/"))
def test_what_stays_does_not_move(chromium, open_address, path, size):
    """But for a name in its tile, which makes room for a count that was not there. (The sentence of the home page may take
    another line.)"""
    with watched_page(chromium, open_address, viewport={"width": size[0], "height": size[1]}) as (page, _):
        page.clock.set_fixed_time(MOMENTS[1])
        page.add_init_script(SHOWN_WHOLE)
        page.goto(open_address + path, wait_until="networkidle")
        assert page.evaluate(SHIFTS) <= STILL


def test_a_heading_says_no_more_of_what_is_over(chromium, open_address):
    with watched_page(chromium, open_address) as (page, _):
        for moment, now, soon in (
            (MOMENT, "지금 신청 과정 3개", "모집 예정·확인 필요 과정 1개"),
            (MOMENTS[-1], "지금 신청 과정 1개", "이 쪽을 만든 뒤에 끝난 모집"),
        ):
            page.clock.set_fixed_time(moment)
            page.goto(f"{open_address}/courses/", wait_until="networkidle")
            assert page.locator(".group-now > h2").inner_text().strip() == now
            assert page.locator(".group-soon > h2").inner_text().strip() == soon


def test_a_list_is_narrowed_where_the_last_of_a_group_is_over(chromium, open_address):
    with watched_page(chromium, open_address) as (page, faults):
        for moment in (MOMENT, datetime(2035, 1, 1, tzinfo=KST)):
            page.clock.set_fixed_time(moment)
            page.goto(f"{open_address}/courses/?campus=mapo", wait_until="networkidle")
            rows = page.locator(".course:not([hidden])").count()
            assert 0 < rows < page.locator(".course").count()
            assert page.locator(".found > p").inner_text() == f"과정 {rows}개"
            heading = page.locator(".group-running h2 > span").first.text_content()
            assert heading == ("진행 중" if moment == MOMENT else "이 쪽을 만든 뒤에 끝난 과정")
        assert faults == []


def test_where_no_date_comes_any_more_no_empty_row_is_left(chromium, real_address):
    """What would be put into a calendar is over."""
    room = """() => {
      const box = document.querySelector(".dates");
      const ends = [...box.querySelectorAll("*")].filter((one) => one.checkVisibility({ visibilityProperty: true }))
        .map((one) => one.getBoundingClientRect().bottom);
      return box.getBoundingClientRect().bottom - Math.max(...ends) - parseFloat(getComputedStyle(box).paddingBottom);
    }"""
    for width in (390, 1280):
        with watched_page(chromium, real_address, viewport={"width": width, "height": 844}) as (page, _):
            for moment, added in (("2025-11-03T09:00:00+09:00", 1), ("2025-12-20T09:00:00+09:00", 0)):
                page.clock.set_fixed_time(moment)
                page.goto(f"{real_address}/courses/mapo-microsoft-ai-3/", wait_until="networkidle")
                assert page.get_by_role("link", name="달력에 넣기").count() == added
                assert page.evaluate(room) < 2


@pytest.mark.parametrize(("tongue", "none"), (("", "지금은 모집하는 과정이 없습니다."), ("/en", "No course is taking applications now.")))
def test_the_list_of_all_says_that_nothing_is_open_any_more_as_the_home_does(chromium, real_address, tongue, none):
    with watched_page(chromium, real_address) as (page, _):
        for moment, shown in ((MOMENT, 0), (MOMENTS[2], 1)):
            page.clock.set_fixed_time(moment)
            page.goto(f"{real_address}{tongue}/", wait_until="networkidle")
            home = page.locator(".hero .note:visible")
            expect(home).to_have_count(shown)
            known = home.all_inner_texts()
            page.goto(f"{real_address}{tongue}/courses/", wait_until="networkidle")
            note = page.locator("main > .note:visible")
            expect(note).to_have_count(shown)
            for words in (none, *known) if shown else ():
                expect(note).to_contain_text(words)


def test_the_comparison_offers_a_course_where_it_is_now(chromium, open_address):
    """Also in a tab that was left open; what is chosen stays. The words of a group are those that the list of all courses has."""
    a, b = "mapo-microsoft-ai-3", "seocho-data"
    now, soon, running, past = "지금 신청", "모집 예정·확인 필요", "진행 중", "지난 모집"
    odd = """([groups, labels]) => [...document.querySelectorAll("select optgroup option")].filter((one) => {
      const chip = document.querySelector(`th[data-course="${one.value}"] .chip`);
      const id = Object.keys(groups).find((id) => groups[id].includes(chip?.dataset.status)) ?? "undated";
      return one.parentElement.label !== labels[id];
    }).map((one) => one.text)"""
    labels = {"now": now, "soon": soon, "running": running, "past": past, "undated": "모집 일정을 모름"}
    with watched_page(chromium, open_address) as (page, faults):
        page.clock.set_fixed_time(MOMENT)
        page.goto(f"{open_address}/compare/?c={a}&c={b}", wait_until="networkidle")
        first, second = page.get_by_label("과정 1"), page.get_by_label("과정 2")
        for moment, of_a, of_b in ((MOMENT, now, soon), (MOMENTS[1], past, now), (MOMENTS[2], past, running)):
            page.clock.set_fixed_time(moment)
            for again in (lambda: page.evaluate("document.dispatchEvent(new Event('visibilitychange'))"), page.reload):
                again()
                expect(first.locator("optgroup", has=page.locator(f"[value={a}]"))).to_have_attribute("label", of_a)
                expect(second.locator("optgroup", has=page.locator(f"[value={b}]"))).to_have_attribute("label", of_b)
                expect(first).to_have_value(a)
                expect(second).to_have_value(b)
                expect(first.locator("optgroup option")).to_have_count(29)
                assert page.evaluate(odd, [GROUPS, labels]) == []
                offered = first.locator("optgroup").evaluate_all("(all) => all.map((one) => [one.label, one.children.length > 0])")
                assert offered == [[label, True] for label in labels.values() if [label, True] in offered]
        assert faults == []


def test_what_depends_on_the_word_before_it_stays_on_its_line(chromium, real_address):
    """시작한 지: a line that begins with 지 is read as another word."""
    with watched_page(chromium, real_address) as (page, _):
        page.clock.set_fixed_time("2025-12-20T09:00:00+09:00")
        page.goto(f"{real_address}/courses/mapo-microsoft-ai-3/", wait_until="networkidle")
        assert "시작한\u00a0지 오래되어" in page.locator(".dates").text_content()


def test_the_calendar_shows_what_is_still_to_come(chromium, real_address):
    events, none = ".day li:visible", "앞으로 알려진 일정이 없습니다."
    with watched_page(chromium, real_address) as (page, _):
        page.clock.set_fixed_time("2025-11-03T09:00:00+09:00")
        page.goto(f"{real_address}/calendar/", wait_until="networkidle")
        first = page.locator(events).count()
        assert first == page.locator(".day li").count()
        expect(page.get_by_text(none)).to_be_hidden()
        for moment, headings in (("2025-11-04T00:00:00+09:00", ["달까지만 알려진 일정"]), ("2026-01-01T00:00:00+09:00", [])):
            page.clock.set_fixed_time(moment)
            page.reload(wait_until="networkidle")
            assert page.locator(".day h2:visible").all_inner_texts() == headings
            assert page.locator(events).count() < first
        expect(page.get_by_text(none)).to_be_visible()
        expect(page.get_by_role("main").get_by_role("link", name="공식 누리집에서 확인하기")).to_be_visible()
