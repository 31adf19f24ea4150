"""The search box and the search page in real Chromium: keys, input methods, a slow or broken index, the address, access."""

import json
import re
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from browser import DESK, PHONE, served, visits, watched_page
from generator.dates import parse
from generator.render.filters import date_words
from generator.settings import HOME
from generator.words import load
from processes import until
from standin_search import break_index, hold_index, serve_standin
from test_access import LOOKS, OPTIONS
from test_budget import ALL, SHIFTS, weight

SMALL = {"width": 320, "height": 568}
WORDS = load(HOME / "templates" / "words")
DATES = json.loads((Path(__file__).parent / "shared" / "dates.json").read_text("utf-8"))
SEARCH = re.compile(r"/js-\w+/search/|/modules/(box|search)\.js|/search/(ko|en)/")
# Each state of the page and what its heading says.
STATES = {
    "": None,
    "?q=데이터분석": "3개를 찾았습니다.",
    "?q=ehqhd": "2개를 찾았습니다.",
    "?q=대구 캠퍼스": "'대구'가 있는 글이 없습니다. 나머지 말로 찾은 것입니다.",
    "?q=데이터분석 모집중&type=courses": "2개를 찾았습니다.",
    "?q=자바스크립트2": "'자바스크립트2'에 맞는 것이 없습니다.",
    "?q=상시모집": "지금 '상시모집'에 맞는다고 알려진 것은 없습니다.",
    "?q=데이터분석&campus=nowon": "이 조건에 맞는 것이 없습니다.",
    "?q=조각": "찾기 자료를 받지 못했습니다.",
}


@pytest.fixture
def visit(chromium, real_address):
    """visit(path, engine="standin", **options): a page there; what goes wrong in it fails the test, unless `broken`."""

    def go(path, engine="standin", **options):
        page = opened(**options)
        if engine == "standin":
            serve_standin(page)
        page.goto(real_address + path)
        return page

    with visits(chromium, real_address) as opened:
        yield go


def asked(page):
    """Every request of the page from now on: its address and who it says it comes from."""
    found = []
    page.on("request", lambda request: found.append(f"{request.url} {request.headers.get('referer', '')}"))
    return found


def query(page):
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def box(page):
    return page.locator("#find")


def rows(page):
    return page.locator("#find-list [role=option]")


def heading(page):
    return page.locator("#found")


def compose(page, *steps):
    """Type through an input method: each step is what it shows on the way; nothing is committed yet."""
    client = page.context.new_cdp_session(page)
    for text in steps:
        client.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    return client


# The box of the header


def test_nothing_of_the_search_is_loaded_before_it_is_wanted(visit):
    page = visit("/courses/")
    page.wait_for_load_state("networkidle")
    found = asked(page)
    page.locator("h1").click()
    page.wait_for_timeout(200)
    assert found == []
    with page.expect_response("**/search/ko/core.json"):
        box(page).focus()
    assert len(found) > 3 and [line for line in found if not SEARCH.search(line)] == []


def test_arrows_move_and_enter_opens(visit):
    page = visit("/courses/")
    box(page).press_sequentially("데이터분석")
    expect(rows(page)).to_have_count(4)
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    assert box(page).get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[aria-selected=true]")
    expect(chosen).to_have_count(1)
    assert chosen.get_attribute("id") == box(page).get_attribute("aria-activedescendant")
    expect(chosen).to_contain_text("세일즈포스 CRM 데이터분석")
    expect(chosen.locator("mark")).to_have_text("데이터분석")
    expect(chosen.locator(".chip")).to_have_text("마감 임박")
    expect(box(page)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    page.keyboard.press("ArrowUp")
    expect(page.locator("[aria-selected=true]")).to_have_text("찾은 것 3개 모두 보기")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/courses/mapo-microsoft-ai-3/")


def test_a_press_opens_and_the_last_row_leads_to_all(visit):
    page = visit("/courses/", viewport=PHONE, has_touch=True)
    box(page).press_sequentially("도봉")
    rows(page).first.tap()
    page.wait_for_url("**/campuses/dobong/")
    box(page).press_sequentially("데이터분석")
    page.get_by_role("option", name="모두 보기").tap()
    expect(heading(page)).to_have_text("3개를 찾았습니다.")
    page.wait_for_url("**/search/?q=*")
    assert query(page) == {"q": "데이터분석"}


def test_enter_without_a_choice_leads_to_the_page(visit):
    page = visit("/campuses/")
    box(page).press_sequentially("도봉")
    expect(rows(page)).to_have_count(3)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    assert query(page) == {"q": "도봉"}
    expect(page.locator("[data-doc-id]")).to_have_count(2)


def test_escape_closes_and_then_empties(visit):
    page = visit("/courses/")
    box(page).press_sequentially("도봉")
    expect(rows(page)).to_have_count(3)
    page.keyboard.press("Escape")
    expect(page.locator("#find-list")).to_be_hidden()
    expect(box(page)).to_have_value("도봉")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#find-list")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(box(page)).to_have_value("")
    expect(box(page)).to_be_focused()


@pytest.mark.parametrize("away", ["Tab", "Shift+Tab"])
def test_the_list_goes_when_the_focus_does(visit, away):
    page = visit("/courses/")
    box(page).press_sequentially("도봉")
    expect(rows(page)).to_have_count(3)
    for _ in range(2):
        page.keyboard.press(away)
    expect(page.locator("#find-list")).to_be_hidden()
    expect(box(page)).to_have_attribute("aria-expanded", "false")


def test_it_searches_while_a_syllable_is_composed_and_enter_never_chooses(visit):
    page = visit("/courses/")
    box(page).focus()
    client = compose(page, "ㄷ", "도", "돕", "도보", "도봉")
    expect(rows(page)).to_have_count(3)
    for key in ("ArrowDown", "Enter"):
        event = {"key": key, "isComposing": True, "bubbles": True, "cancelable": True}
        assert page.evaluate("(event) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', event))", event)
    late = {"key": "Enter", "keyCode": 229, "bubbles": True, "cancelable": True}  # as Safari tells of it, after the syllable
    page.keyboard.press("Shift")
    assert page.evaluate("(event) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', event))", late)
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    assert page.url.endswith("/courses/")
    client.send("Input.insertText", {"text": "도봉"})
    expect(box(page)).to_have_value("도봉")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/campuses/dobong/")


def test_a_loose_letter_is_no_query(visit):
    page = visit("/courses/")
    box(page).press_sequentially("도봉")
    expect(rows(page)).to_have_count(3)
    box(page).fill("ㄷ")
    expect(page.locator("#find-list")).to_be_hidden()
    page = visit("/search/?q=도봉")
    expect(page.locator("[data-doc-id]")).to_have_count(2)
    page.locator("#q").fill("ㄷ")
    expect(page.locator(".results")).to_be_hidden()
    page.locator("#q").fill("ㄷㅂ")
    expect(page.locator(".results")).to_be_visible()


def test_only_the_latest_query_paints(visit):
    page = visit("/courses/")
    box(page).fill("느린 말")
    page.wait_for_timeout(100)
    box(page).fill("데이터분석")
    expect(rows(page)).to_have_count(4)
    page.wait_for_timeout(1800)
    expect(rows(page).first).to_contain_text("데이터분석")
    box(page).fill("느린 말")
    page.wait_for_timeout(100)
    page.keyboard.press("Escape")
    page.wait_for_timeout(1800)
    expect(page.locator("#find-list")).to_be_hidden()


@pytest.mark.parametrize(
    ("typed", "said", "last"),
    [
        ("ehqhd", "'ehqhd' 대신 '도봉'으로 찾았습니다.", "찾은 것 2개 모두 보기"),
        ("대구 캠퍼스", "'대구'가 있는 글이 없습니다. 나머지 말로 찾은 것입니다.", "찾은 것 1개 모두 보기"),
        ("자바스크립트2", "'자바스크립트2'에 맞는 것이 없습니다.", "모든 쪽 차례에서 찾기"),
    ],
)
def test_a_repair_and_a_lack_are_said(visit, typed, said, last):
    page = visit("/courses/")
    box(page).fill(typed)
    expect(page.locator(".find-said")).to_have_text(said)
    expect(rows(page).last).to_have_text(last)
    expect(page.locator(".find [role=status]")).to_contain_text(said)


def test_where_nothing_is_found_box_and_page_lead_to_what_answers_most(visit, real_address):
    page = visit("/courses/")
    box(page).fill("자바스크립트2")
    expect(rows(page)).to_have_text(["'데이터분석'으로 찾아볼까요?", "자주 묻는 질문", "신청 방법", "모든 쪽 차례에서 찾기"])
    rows(page).nth(2).click()
    page.wait_for_url("**/apply/")
    page.goto(f"{real_address}/search/?q=자바스크립트2")
    expect(page.locator(".ways").get_by_role("link", name="자주 묻는 질문")).to_be_visible()
    expect(page.locator(".ways").get_by_role("link", name="신청 방법")).to_be_visible()


def test_one_press_brings_the_literal_query_back(visit):
    page = visit("/courses/")
    box(page).fill("ehqhd")
    page.get_by_role("option", name="'ehqhd' 그대로 찾기").click()
    expect(heading(page)).to_have_text("'ehqhd'에 맞는 것이 없습니다.")
    page.wait_for_url("**/search/?q=ehqhd&literal=1")


def test_a_broken_index_is_said_and_tried_again(visit):
    page = visit("/courses/", broken=True)
    break_index(page)
    box(page).press_sequentially("도봉")
    expect(page.locator(".find-said")).to_have_text("찾기 자료를 받지 못했습니다.")
    expect(box(page)).to_have_value("도봉")
    assert urlsplit(rows(page).get_attribute("href")).path == "/search/"
    serve_standin(page)
    box(page).press_sequentially("캠")
    expect(rows(page).first).to_contain_text("도봉캠퍼스")


def test_a_slow_index_never_holds_up_typing(visit):
    page = visit("/courses/", broken=True)
    held = []
    page.route("**/search/ko/core.json", lambda route: held.append(route))
    box(page).press_sequentially("도봉")
    expect(page.locator(".find-said")).to_have_text("찾기 자료를 받고 있습니다.")
    expect(rows(page)).to_have_text("모든 쪽 차례에서 찾기")
    box(page).press_sequentially("캠퍼스")
    expect(box(page)).to_have_value("도봉캠퍼스")
    held[0].fallback()
    expect(rows(page).first).to_contain_text("도봉캠퍼스")


def test_the_slash_leads_to_the_box_and_can_be_switched_off(visit, real_address):
    page = visit("/courses/")
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    page.keyboard.press("/")
    expect(box(page)).to_have_value("/")
    expect(rows(page).first).to_be_visible()
    page.keyboard.press("Escape")  # the list covers the title
    page.locator("h1").click()
    page.keyboard.press("Control+/")
    expect(box(page)).not_to_be_focused()
    page.goto(f"{real_address}/search/")
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.get_by_label("글쇠로 찾기 칸에 가기").uncheck()
    page.goto(f"{real_address}/courses/")
    page.keyboard.press("/")
    expect(box(page)).not_to_be_focused()
    page.goto(f"{real_address}/search/")
    expect(page.get_by_label("글쇠로 찾기 칸에 가기")).not_to_be_checked()
    page.get_by_label("글쇠로 찾기 칸에 가기").check()
    assert page.evaluate("localStorage.length") == 0


def test_the_list_stays_where_it_is_when_the_index_has_come(visit):
    page = visit("/courses/", engine="own", viewport=PHONE)
    late = []
    page.route("**/search/engine.js", lambda route: late.append(route))
    box(page).click()
    box(page).press_sequentially("데이터")
    expect(page.locator(".find-said")).to_have_text("찾기 자료를 받고 있습니다.")
    page.wait_for_timeout(600)  # what moves within half a second of a key is the visitor's doing
    for route in late:
        route.continue_()
    expect(rows(page).nth(2)).to_be_visible()
    assert page.evaluate(SHIFTS.replace("sum += entry.value", "sum += entry.hadRecentInput ? 0 : entry.value")) == 0


@pytest.mark.parametrize("size", [SMALL, PHONE, DESK, {"width": 320, "height": 256}])
def test_the_list_covers_nothing_that_is_used(visit, size):
    page = visit("/courses/", viewport=size)
    before = page.locator(".menu").bounding_box()
    box(page).click()
    box(page).press_sequentially("데이터분석")
    expect(rows(page)).to_have_count(4)
    assert page.locator(".menu").bounding_box() == before
    field, panel = box(page).bounding_box(), page.locator(".find-panel").bounding_box()
    assert panel["y"] >= field["y"] + field["height"]
    assert field["width"] >= 140
    assert panel["x"] >= 0 and panel["x"] + panel["width"] <= size["width"]
    assert all(row.bounding_box()["height"] >= 44 for row in rows(page).all())
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.keyboard.press("ArrowUp")
    expect(rows(page).last).to_be_in_viewport()
    # The box itself widens at the press, which is no shift: only what moves by itself is one.
    assert page.evaluate(SHIFTS.replace("sum += entry.value", "sum += entry.hadRecentInput ? 0 : entry.value")) == 0


# The search page


def test_a_loose_letter_behind_words_is_not_looked_for_yet(visit):
    page = visit("/search/?q=데이터분석 ㅁ")
    expect(heading(page)).to_have_text("3개를 찾았습니다.")
    expect(page.locator("[data-part=repaired]")).to_be_hidden()


def test_results_come_while_typing(visit):
    page = visit("/search/")
    expect(page.locator(".whole-index")).to_have_attribute("open", "")
    page.locator("input[type=search][name=q]").press_sequentially("데이터분석")
    hits = page.locator("[data-doc-id]")
    expect(hits).to_have_count(3)
    assert [hit.get_attribute("data-doc-id") for hit in hits.all()] == ["mapo-microsoft-ai-3", "jung-salesforce-ai-3", "questions"]
    first = hits.first
    expect(first.get_by_role("heading", level=3).get_by_role("link")).to_have_text("마이크로소프트 AI 데이터분석 3기")
    expect(first.locator(".card-label")).to_have_text("과정 · 마포캠퍼스 · AI 개발")
    expect(first.locator("h3 mark, .hit-text mark")).to_have_text(["데이터분석", "데이터분석"])
    expect(first.locator(".card-status")).to_have_text("모집중 신청 2025년 11월 21일(금) 18:00까지")
    expect(page.locator(".whole-index")).not_to_have_attribute("open", "")
    page.wait_for_url("**/search/?q=*")
    assert query(page) == {"q": "데이터분석"}
    expect(page).to_have_title(re.compile("^데이터분석 — 찾기"))
    expect(page.locator(".search > [role=status]")).to_have_text("3개를 찾았습니다.")
    page.locator("#q").fill("")
    expect(page.locator(".whole-index")).to_have_attribute("open", "")
    expect(page.locator(".results")).to_be_hidden()
    page.wait_for_url(re.compile("/search/$"))


@pytest.mark.parametrize("path", STATES)
def test_each_state_says_what_it_is(visit, path):
    page = visit(f"/search/{path}", broken="조각" in path)
    if path:
        expect(heading(page)).to_have_text(STATES[path])
    else:
        expect(page.locator(".results")).to_be_hidden()
    expect(page.locator("[data-search-partial]")).to_have_count(1 if "대구" in path else 0)


def test_choices_narrow_sort_and_stay_in_the_address(visit):
    page = visit("/search/?q=데이터분석")
    page.locator(".filters > summary").click()
    assert page.get_by_label("종류").locator("option:not([hidden])").all_text_contents() == ["모두", "과정 (2)", "안내 (1)"]
    page.get_by_label("종류").select_option("courses")
    expect(heading(page)).to_have_text("2개를 찾았습니다.")
    page.get_by_label("상태").select_option("now")
    page.get_by_label("캠퍼스", exact=True).select_option("mapo")
    expect(page.locator("[data-doc-id]")).to_have_count(1)
    page.get_by_label("순서").select_option("closes")
    page.wait_for_url("**sort=closes**")
    assert query(page) == {"q": "데이터분석", "type": "courses", "status": "now", "campus": "mapo", "sort": "closes"}
    page.reload()
    expect(page.locator("[data-doc-id]")).to_have_count(1)
    expect(page.get_by_label("캠퍼스", exact=True)).to_have_value("mapo")
    expect(page.get_by_label("순서")).to_have_value("closes")
    expect(page.locator(".filters")).to_have_attribute("open", "")


def test_choices_that_leave_nothing_can_be_cleared(visit):
    page = visit("/search/?q=데이터분석&campus=nowon&type=sometime")
    expect(heading(page)).to_have_text("이 조건에 맞는 것이 없습니다.")
    page.get_by_role("button", name="조건 모두 지우기").click()
    expect(heading(page)).to_have_text("3개를 찾았습니다.")
    expect(heading(page)).to_be_focused()
    page.wait_for_url(re.compile(r"/search/\?q=[^&]*$"))


def test_more_results_come_ten_at_a_time(visit):
    page = visit("/search/?q=소식")
    hits = page.locator("[data-doc-id]")
    expect(hits).to_have_count(10)
    page.get_by_role("button", name="더 보기").click()
    expect(hits).to_have_count(20)
    expect(hits.nth(10).get_by_role("link")).to_be_focused()
    expect(hits.nth(19)).to_be_visible()
    until(lambda: page.evaluate("history.state?.shown") == 20)
    page.reload()
    expect(hits).to_have_count(20)
    for count in (30, 40, 45):
        page.get_by_role("button", name="더 보기").click()
        expect(hits).to_have_count(count)
    expect(page.get_by_role("button", name="더 보기")).to_be_hidden()
    page.locator("#q").fill("번째")
    expect(hits).to_have_count(10)


def test_a_repair_is_said_and_one_press_takes_it_back(visit):
    page = visit("/search/?q=ehqhd")
    expect(page.locator(".repaired")).to_contain_text("'ehqhd' 대신 '도봉'으로 찾았습니다.")
    page.get_by_role("button", name="'ehqhd' 그대로 찾기").click()
    expect(heading(page)).to_have_text("'ehqhd'에 맞는 것이 없습니다.")
    page.wait_for_url("**/search/?q=ehqhd&literal=1")
    page.locator("#q").fill("ehqhd ")
    expect(page.locator(".repaired")).to_be_visible()


def test_a_state_word_is_a_condition_that_can_be_taken_away(visit):
    page = visit("/search/?q=데이터분석 모집중")
    page.get_by_role("button", name="'모집중' 조건 빼기").click()
    expect(page.locator("#q")).to_have_value("데이터분석")
    expect(page.locator(".taken button")).to_have_count(0)
    page.wait_for_url(f"**/search/?q={quote('데이터분석')}")


def test_nothing_found_leads_on(visit):
    page = visit("/search/?q=자바스크립트2")
    expect(page.locator(".ways").get_by_role("link", name="데이터분석")).to_be_visible()
    expect(page.locator(".ways").get_by_role("link", name="중랑캠퍼스")).to_be_visible()
    page.get_by_role("link", name="'데이터분석'으로 찾아볼까요?").click()
    expect(heading(page)).to_have_text("3개를 찾았습니다.")
    expect(page.locator(".ways")).to_be_hidden()
    assert query(page) in ({"q": "자바스크립트2"}, {"q": "데이터분석"})
    page.wait_for_url(f"**/search/?q={quote('데이터분석')}")


def test_the_keyboard_alone_is_enough(visit):
    page = visit("/search/")
    page.keyboard.press("/")
    page.keyboard.type("도봉")
    expect(page.locator("[data-doc-id]")).to_have_count(2)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="AI 멀티모달 서비스 개발 과정 도봉")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("Enter")
    expect(heading(page)).to_be_focused()
    page.locator("[data-doc-id] a").last.focus()
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_have_value("")
    page.keyboard.type("도봉")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/campuses/dobong/")


def test_the_page_searches_while_a_syllable_is_composed(visit):
    page = visit("/search/")
    page.locator("#q").focus()
    compose(page, "ㄷ", "도", "도ㅂ", "도봉")
    expect(page.locator("[data-doc-id]")).to_have_count(2)
    event = {"key": "ArrowDown", "isComposing": True, "bubbles": True, "cancelable": True}
    assert page.evaluate("(event) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', event))", event)
    expect(page.locator("#q")).to_be_focused()


def test_a_script_that_comes_late_breaks_no_syllable(visit):
    page = visit("/search/")
    held = []
    page.route("**/modules/search.js", lambda route: held.append(route))
    page.reload(wait_until="commit")
    page.locator("#q").focus()
    compose(page, "ㄷ", "도")
    until(lambda: page.wait_for_timeout(50) or held)  # what the page asks is heard of only while it is waited for
    expect(page.locator("#q")).to_have_value("도")
    for route in held:
        route.continue_()
    expect(page.locator("html[data-asked]")).to_have_count(1)
    compose(page, "도ㅂ", "도봉")
    expect(page.locator("#q")).to_have_value("도봉")
    expect(page.locator("[data-doc-id]")).to_have_count(2)


def test_only_the_latest_query_paints_on_the_page(visit):
    page = visit("/search/?q=느린 말")
    page.locator("#q").fill("데이터분석")
    expect(page.locator("[data-doc-id]")).to_have_count(3)
    page.wait_for_timeout(1800)
    expect(page.locator("[data-doc-id]")).to_have_count(3)


def test_a_broken_index_keeps_the_box_and_offers_the_list(visit):
    page = visit("/search/", broken=True)
    break_index(page)
    page.locator("#q").fill("도봉")
    expect(heading(page)).to_have_text("찾기 자료를 받지 못했습니다.")
    expect(page.locator(".whole-index")).to_have_attribute("open", "")
    expect(page.locator("#q")).to_have_value("도봉")
    serve_standin(page)
    page.get_by_role("button", name="다시 찾기").click()
    expect(page.locator("[data-doc-id]")).to_have_count(2)
    expect(page.locator(".whole-index")).not_to_have_attribute("open", "")


# A tenth of the patience of a page, which tries twice: three seconds in all.
HASTE = "const wait = AbortSignal.timeout; AbortSignal.timeout = (time) => wait.call(AbortSignal, time / 10);"


@pytest.mark.parametrize(("path", "typed", "said"), [("/search/", "#q", "#found"), ("/courses/", ".find input", ".find-said")])
def test_an_index_that_never_comes_is_waited_for_and_then_given_up(visit, real_address, path, typed, said):
    """It is said that it is slow, and then that it did not come; what leads on without it is there at both times."""
    page = visit(path)
    hold_index(page)
    page.add_init_script(HASTE)
    page.goto(real_address + path)
    page.locator(typed).fill("도봉")
    ways = page.locator("[data-part=wait]") if path == "/search/" else rows(page).get_by_text("모든 쪽 차례에서 찾기")
    expect(page.locator(said)).to_have_text("찾기 자료를 받고 있습니다.")
    expect(ways).to_be_visible()
    expect(page.locator(said)).to_have_text("찾기 자료를 받지 못했습니다.")
    ways = page.locator(".whole-index[open]") if path == "/search/" else ways
    expect(ways).to_be_visible()


def test_an_engine_that_does_not_load_is_tried_again(visit, real_address):
    page = visit("/courses/", broken=True)
    page.route("**/search/engine.js*", lambda route: route.abort())
    page.goto(f"{real_address}/search/")
    page.locator("#q").fill("도봉")
    expect(heading(page)).to_have_text("찾기 자료를 받지 못했습니다.")
    serve_standin(page)
    page.get_by_role("button", name="다시 찾기").click()
    expect(page.locator("[data-doc-id]")).to_have_count(2)


@pytest.mark.parametrize("address", ["/search/?q=도봉", "/search/#q=도봉"])
def test_without_its_module_the_page_says_so_and_the_next_press_fetches_it(visit, real_address, address):
    page = visit("/courses/", broken=True)
    page.route("**/modules/search.js", lambda route: route.abort())
    page.goto(real_address + address)
    expect(page.get_by_text("찾기 자료를 받지 못했습니다. 인터넷 연결을 살펴보고 다시 해 보세요.")).to_be_visible()
    expect(page.locator(".whole-index").get_by_role("link", name="도봉캠퍼스")).to_be_visible()
    expect(page.locator(".results")).to_be_hidden()
    expect(page.locator("#q")).to_have_value("도봉")
    page.unroute("**/modules/search.js")
    serve_standin(page)
    page.get_by_role("button", name="찾기", exact=True).click()
    expect(page.locator("[data-doc-id]")).to_have_count(2)
    expect(page.get_by_text("찾기 자료를 받지 못했습니다.")).to_be_hidden()


def test_a_slow_index_offers_the_list(visit, real_address):
    page = visit("/search/", broken=True)
    held = []
    page.route("**/search/ko/core.json", lambda route: held.append(route))
    page.goto(f"{real_address}/search/?q=도봉")
    expect(heading(page)).to_have_text("찾기 자료를 받고 있습니다.")
    page.get_by_role("link", name="모든 쪽 차례에서 찾기").click()
    expect(page.locator(".whole-index").get_by_role("link", name="강남캠퍼스")).to_be_in_viewport()
    held[-1].fallback()
    expect(page.locator("[data-doc-id]")).to_have_count(2)


def test_without_script_the_form_leads_to_the_list(visit):
    page = visit("/courses/", java_script_enabled=False)
    box(page).fill("도봉")
    box(page).press("Enter")
    assert query(page) == {"q": "도봉"}
    expect(page.locator("main h2:visible")).to_have_text(["모든 쪽 차례"])
    expect(page.locator("main").get_by_role("link", name="도봉캠퍼스")).to_be_visible()
    expect(page.get_by_label("글쇠로 찾기 칸에 가기")).to_be_hidden()
    page.locator("#q").fill("노원")
    page.locator("#q").press("Enter")
    assert query(page) == {"q": "노원"}


@pytest.mark.parametrize(
    ("path", "form", "lost"),
    [
        ("/nowhere/", "main form", ""),
        ("/offline.html", "main form", ""),
        ("/en/offline.html", "main form", ""),
        ("/courses/", ".find", "box"),
        ("/search/", "main form", "search"),
    ],
)
def test_nor_do_they_from_another_form_or_where_a_script_is_lost(visit, path, form, lost):
    page = visit("/courses/", broken=True)
    page.route(f"**/modules/{lost}.js", lambda route: route.abort())
    page.goto(page.url.replace("/courses/", path))
    found = asked(page)
    page.locator(f"{form} [name=q]").first.fill("도봉")
    page.locator(f"{form} [name=q]").first.press("Enter")
    page.wait_for_url(re.compile("/search/.*q="))
    page.wait_for_load_state()
    assert [line for line in found if "?q=" in line.replace("#q=", "")] == []


def test_typed_words_reach_no_host(visit):
    """Neither the address nor the sender of any request holds what was typed: the page gets it behind the hash."""
    page = visit("/courses/")
    found = asked(page)
    box(page).press_sequentially("데이터분석")
    expect(rows(page)).to_have_count(4)
    page.keyboard.press("Enter")
    expect(page.locator("[data-doc-id]")).to_have_count(3)
    page.wait_for_url("**/search/?q=*")
    page.locator("#q").fill("도봉")
    expect(page.locator("[data-doc-id]")).to_have_count(2)
    page.locator("[data-doc-id] a").first.click()
    page.wait_for_url("**/campuses/dobong/")
    sent = [line.replace("#q=", "") for line in found if "?q=" in line]
    assert sent == [] and len(found) > 10
    typed = [line for line in found if quote("도봉") in line or quote("데이터분석") in re.sub("#.*? ", " ", line)]
    assert typed == []


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_who_comes_back_stands_where_they_stood_and_no_host_is_asked(visit, size):
    """Also where the browser has thrown the page away: it looks for the place before the results are there, and asks anew."""
    page = visit("/search/#q=AI", engine="real", viewport=size)
    page.get_by_role("button", name="더 보기").click()
    last = page.locator("[data-doc-id]").nth(12)
    last.scroll_into_view_if_needed()
    place, slug, found = page.evaluate("scrollY"), last.get_attribute("data-doc-id"), asked(page)
    assert place > 1000
    last.locator("a").click()
    page.wait_for_url(f"**/{slug}/")
    page.go_back()
    expect(page.locator("[data-doc-id]").nth(12)).to_have_attribute("data-doc-id", slug)
    page.wait_for_url("**/search/?q=AI")
    assert abs(page.evaluate("scrollY") - place) < 2
    assert [line for line in found if "?q=" in line] == []


def test_nor_is_a_host_asked_on_the_way_back_from_the_menu(visit):
    page = visit("/search/#q=AI")
    expect(page.locator("[data-doc-id]").first).to_be_visible()
    page.wait_for_url("**/search/?q=AI")
    found = asked(page)
    page.locator(".menu a").first.click()
    page.wait_for_url("**/courses/")
    page.go_back()
    page.wait_for_url("**/search/?q=AI")
    assert [line for line in found if "?q=" in line] == []


def test_nothing_moves_while_results_come(visit):
    for path in ("?q=데이터분석", "?q=소식", "?q=자바스크립트2", "?q=대구 캠퍼스", "?q=느린 말"):
        for size in (PHONE, DESK):
            page = visit(f"/search/{path}", viewport=size)
            expect(page.locator(".search")).to_have_attribute("data-ready", "")
            page.wait_for_timeout(1600 if "느린" in path else 0)
            assert page.evaluate(SHIFTS) == 0, (path, size)


@pytest.mark.parametrize(("size", "theme"), LOOKS.values(), ids=LOOKS)
def test_axe_finds_nothing_in_any_state(visit, size, theme):
    found = []
    for path, said in STATES.items():
        page = visit(f"/search/{path}", broken=True, viewport=size, color_scheme=theme, reduced_motion="reduce")
        if path:
            expect(heading(page)).to_have_text(said)
        if "courses" in path:
            expect(page.locator(".filters")).to_have_attribute("open", "")
        found += [(path, fault["id"], fault["nodes"][0]["target"]) for fault in Axe().run(page, options=OPTIONS).response["violations"]]
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
    for typed in ("데이터분석", "ehqhd", "자바스크립트2", "조각"):
        page = visit("/courses/", broken=True, viewport=size, color_scheme=theme, reduced_motion="reduce")
        box(page).fill(typed)
        expect(rows(page).last).to_be_visible()
        page.keyboard.press("ArrowDown")
        found += [(typed, fault["id"], fault["nodes"][0]["target"]) for fault in Axe().run(page, options=OPTIONS).response["violations"]]
    assert found == []


# With the real engine


@pytest.mark.parametrize(("typed", "slug"), [("도봉", "dobong"), ("ehqhd", "dobong"), ("ㄷㅂ", "dobong"), ("노원캠퍼스로", "nowon")])
def test_the_engine_answers_in_box_and_page(visit, typed, slug):
    page = visit("/", engine="real")
    box(page).press_sequentially(typed)
    expect(rows(page).first).to_have_attribute("data-doc-id", slug)
    page.keyboard.press("Enter")
    expect(page.locator(f"main [data-doc-id={slug}]")).to_be_visible()


def test_the_english_page_searches_english(visit):
    page = visit("/en/search/?q=dobong", engine="real")
    page.locator("[data-doc-id=dobong] a").click()
    page.wait_for_url("**/en/campuses/dobong/")


def test_a_question_leads_to_its_answer(visit):
    page = visit("/search/?q=점심", engine="real", viewport=PHONE)
    hit = page.locator("[data-doc-id=questions]").first
    expect(hit.locator(".hit-text")).to_contain_text("점심값")
    hit.locator("a").click()
    page.wait_for_url("**/questions/#**")
    expect(page.locator("h2", has_text="점심값")).to_be_in_viewport()


def test_a_spoken_question_is_answered_and_what_it_means_is_marked(visit):
    page = visit("/search/?q=밥은 주나요", engine="real", viewport=PHONE)
    first = page.locator("[data-doc-id]").first
    expect(first.get_by_role("link")).to_have_text("점심값이나 노트북을 주나요?")
    expect(first.locator("a mark")).to_have_text("점심값")


@pytest.mark.parametrize("order", ["closes", "opens"])
def test_in_an_order_of_dates_what_is_over_stands_last(visit, order):
    page = visit(f"/search/?q=마이크로소프트&sort={order}", engine="real")
    expect(page.locator("[data-doc-id] .chip").first).to_be_visible()
    states = page.locator("[data-doc-id] .chip").evaluate_all("chips => chips.map((chip) => chip.dataset.status)")
    assert {"unconfirmed", "ended"} <= set(states)
    assert states.index("ended") > max(at for at, state in enumerate(states) if state == "unconfirmed")


def test_who_asks_for_what_is_open_is_told_where_that_is_not_sure(visit):
    page = visit("/search/?q=모집중", engine="real")
    expect(heading(page)).to_have_text(re.compile(r"마감이 알려지지 않은 것 \d+개를 찾았습니다. 지금도 받는지 확인하세요."))
    page.locator("#q").fill("교육중")
    expect(heading(page)).to_have_text(re.compile(r"^\d+개를 찾았습니다.$"))


def test_blanks_are_no_query(visit):
    page = visit("/search/?q=%20%20", engine="real")
    expect(page.locator("html")).not_to_have_attribute("data-asked", "")
    expect(page.locator("[data-part=index]")).to_have_attribute("open", "")


def test_first_results_are_light(chromium, real_address):
    """All that a first visit to a page of results loads, as a host sends it."""
    answers = []
    with watched_page(chromium, real_address) as (page, faults):
        page.on("response", lambda answer: answers.append(answer))
        page.goto(f"{real_address}/search/?q=데이터분석", wait_until="networkidle")
        expect(page.locator("[data-doc-id]").first).to_be_visible()
        total = {answer.url: weight(answer) for answer in answers}
    assert any("/c/" in url for url in total) and sum(total.values()) <= ALL and faults == [], total


# A browser's own bar


def test_the_first_answer_does_not_wait_for_the_style_sheet(chromium, real_address):
    with watched_page(chromium, real_address) as (page, _):
        styles, pieces = [], []
        page.route("**/assets/site-*.css", lambda route: styles.append(route))
        page.on("response", lambda answer: pieces.append(answer.url) if "/search/pieces/" in answer.url else None)
        page.goto(f"{real_address}/search/?q=도봉", wait_until="commit")
        until(lambda: page.wait_for_timeout(50) or any("/core-" in piece for piece in pieces) and any("/s/" in piece for piece in pieces))
        assert len(styles) == 1
        styles[0].continue_()
        expect(page.locator("[data-doc-id]").first).to_be_visible()


@pytest.mark.parametrize(("home", "name"), [("/", "새싹"), ("/en/", "SeSAC")])
def test_a_browser_can_search_from_its_bar(visit, real_site, real_address, home, name):
    page = visit(f"{home}courses/")
    link = page.locator("link[rel=search]")
    assert link.get_attribute("type") == "application/opensearchdescription+xml"
    root = ElementTree.parse(real_site / link.get_attribute("href").lstrip("/")).getroot()
    space = {"s": "http://a9.com/-/spec/opensearch/1.1/"}
    assert root.findtext("s:ShortName", None, space) == name and len(name) <= 16
    template = root.find("s:Url[@type='text/html']", space).get("template")
    assert template == f"https://sesac.example{home}search/#q={{searchTerms}}"
    page.goto(template.replace("https://sesac.example", real_address).replace("{searchTerms}", quote("데이터분석")))
    expect(page.locator("[data-doc-id]")).to_have_count(3)
    page.wait_for_url(f"**{home}search/?q=*")


# Words


def in_page(chromium, file, expression, argument):
    with served(HOME / "static") as address:
        page = chromium.new_page()
        page.goto(f"{address}/icons/")  # an answer of any kind: modules are of one origin with the page
        found = page.evaluate(
            f"async ([address, given]) => {{ const m = await import(address); return {expression}; }}", [f"/js/{file}", argument]
        )
        page.close()
    return found


def test_particles_follow_the_word_before(chromium):
    cases = {
        ("'{a}'(으)로", "도봉"): "'도봉'으로", ("'{a}'(으)로", "노원구"): "'노원구'로", ("'{a}'(으)로", "서울"): "'서울'로",
        ("'{a}'(으)로", "3"): "'3'으로",
        ("'{a}'(으)로", "7"): "'7'로", ("'{a}'(으)로", "AI"): "'AI'(으)로", ("'{a}'(으)로", "ㄷㅂ"): "'ㄷㅂ'(으)로",
        ("'{a}'이(가)", "대구"): "'대구'가",
        ("'{a}'이(가)", "서울"): "'서울'이", ("“{a}” as typed", "도봉"): "“도봉” as typed", ("{a}개", 3): "3개",
    }  # fmt: skip
    found = in_page(
        chromium, "search/sentences.js", "given.map(([sentence, a]) => m.fill(sentence, { a }))", [list(case) for case in cases]
    )
    assert found == list(cases.values())


@pytest.mark.parametrize("language", ["ko", "en"])
def test_dates_are_written_alike_in_both_languages_of_code(chromium, language):
    words = WORDS[language]
    wanted = [case[language] for case in DATES]
    assert [date_words(parse(case["date"]), words) for case in DATES] == wanted
    given = [[case["date"] for case in DATES], words["dates"]]
    assert in_page(chromium, "dates.js", "given[0].map((date) => m.dateWords(date, given[1]))", given) == wanted
