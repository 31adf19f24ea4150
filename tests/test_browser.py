"""Real visits in a real browser, on a phone and on a desk: what is asked for is seen, and nothing goes wrong on the way."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import expect

from browser import PHONE, SIDEWAYS, served, watched_page
from generator.dates import KST
from shared_content import MOMENT

SIZES = {"small-phone": (320, 568), "phone": (390, 844), "desk": (1280, 800)}
# One of every sort of page, in both languages where they differ.
PAGES = (
    "/", "/courses/", "/courses/state/unconfirmed/", "/courses/dobong-ai-multimodal/", "/campuses/", "/campuses/jungnang/",
    "/fields/", "/fields/data-analysis/", "/stories/", "/stories/dobong-blockchain-to-ai/", "/notices/", "/notices/2025/",
    "/notices/november-recruitment-seven/", "/calendar/", "/results/", "/apply/", "/questions/", "/changes/", "/search/",
    "/en/", "/en/campuses/jungnang/", "/en/courses/mapo-microsoft-ai-3/", "/en/apply/",
)  # fmt: skip
LINES = """(all) => all.map((one) => {
  const range = document.createRange();
  range.selectNodeContents(one);
  return range.getClientRects().length;
})"""
# On how many lines the letters of some words stand.
LINES_OF = """(words) => {
  const all = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (all.nextNode() && !all.currentNode.data.includes(words));
  const range = document.createRange(), at = all.currentNode.data.indexOf(words);
  range.setStart(all.currentNode, at);
  range.setEnd(all.currentNode, at + words.length);
  return new Set(Array.from(range.getClientRects(), (box) => Math.round(box.top))).size;
}"""
SIZES_OF_LETTERS = """() => [...document.querySelectorAll("body *")]
  .filter((one) => one.checkVisibility() && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .map((one) => parseFloat(getComputedStyle(one).fontSize))"""
# Which of these elements have something in them that is wider than they are.
BEYOND = """(which) => [...document.querySelectorAll(which)].filter((one) => {
  const range = document.createRange(), edge = one.getBoundingClientRect().right + 1;
  range.selectNodeContents(one);
  return [...range.getClientRects()].some((box) => box.right > edge);
}).map((one) => one.textContent.trim())"""


@pytest.fixture(params=SIZES, ids=list(SIZES))
def visit(request, chromium, real_address):
    """A page at one size; whatever goes wrong in it fails the test at its end."""
    width, height = SIZES[request.param]
    with watched_page(chromium, real_address, viewport={"width": width, "height": height}, locale="ko-KR") as (page, faults):
        page.clock.set_fixed_time(MOMENT)
        yield page
        assert faults == []


def assert_seen(page, words):
    """The page's title is `words`, can be seen without scrolling sideways, and nothing else needs that either."""
    heading = page.locator("h1")
    expect(heading).to_be_visible()
    expect(heading).to_contain_text(words)
    box = heading.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= page.viewport_size["width"]
    assert page.evaluate(SIDEWAYS) <= 0


def test_from_the_home_to_a_notice(visit, real_address):
    visit.goto(f"{real_address}/")
    assert_seen(visit, "서울 25개 자치구에서")
    main = visit.locator("main")
    visit.get_by_role("navigation", name="자치구별 캠퍼스").get_by_role("link", name=re.compile("도봉구")).click()
    assert_seen(visit, "도봉캠퍼스")
    course = visit.locator("a[href='/courses/dobong-ai-multimodal/']")
    course.click()  # nothing can be applied for there, so its past courses are unfolded
    assert_seen(visit, "멀티모달")
    visit.get_by_role("navigation", name="주 차림표").get_by_role("link", name="이야기").click()
    assert_seen(visit, "이야기")
    main.locator("a[href='/stories/dobong-blockchain-to-ai/']").first.click()
    assert_seen(visit, "")
    assert visit.url.endswith("/stories/dobong-blockchain-to-ai/")
    visit.get_by_role("navigation", name="주 차림표").get_by_role("link", name="소식").click()
    assert_seen(visit, "소식")
    main.locator("a[href='/notices/november-recruitment-seven/']").first.click()
    assert_seen(visit, "2025년 11월 3일 모집: 캠퍼스 7곳")


def test_the_home_leads_to_whether_i_may_and_how(visit, real_address):
    for name, words in (("신청 방법", "나도 되나?"), ("자주 묻는 질문", "몇 살까지 신청할 수 있나요?")):
        visit.goto(f"{real_address}/")
        visit.locator(".hero").get_by_role("link", name=name).click()
        expect(visit.get_by_role("heading", name=words)).to_be_visible()


def test_every_sort_of_page_fits(visit, real_address):
    for url in PAGES:
        assert visit.goto(real_address + url).ok, url
        assert visit.locator("h1").is_visible(), url
        assert visit.evaluate(SIDEWAYS) <= 0, f"{url} scrolls sideways"


def test_the_first_stop_of_the_keyboard_leads_to_the_content(visit, real_address):
    visit.goto(f"{real_address}/courses/")
    visit.keyboard.press("Tab")
    skip = visit.locator(":focus")
    expect(skip).to_have_text("본문으로 건너뛰기")
    expect(skip).to_be_in_viewport()
    visit.keyboard.press("Enter")
    assert visit.evaluate("document.activeElement.id") == "main"


def test_the_other_language_is_one_step_away(visit, real_address):
    visit.goto(f"{real_address}/campuses/jungnang/")
    visit.get_by_role("link", name="English").click()
    assert visit.url == f"{real_address}/en/campuses/jungnang/"
    assert_seen(visit, "Jungnang Campus")


def test_what_is_missing_leads_on(chromium, real_address):
    with watched_page(chromium, real_address, viewport=PHONE) as (page, _):
        assert page.goto(f"{real_address}/courses/nothing-here/").status == 404
        assert_seen(page, "찾는 쪽이 없습니다")
        expect(page.locator("main").get_by_role("link", name=re.compile("도봉구"))).to_be_visible()
        expect(page.locator(".footer-address")).to_have_text(f"이 쪽의 주소: {real_address}/courses/nothing-here/")
        page.get_by_role("link", name="Go to the home page in English").click()
        page.wait_for_url(f"{real_address}/en/")
    with watched_page(chromium, real_address, java_script_enabled=False) as (page, _):
        page.goto(f"{real_address}/courses/nothing-here/")
        expect(page.get_by_text("틀린 곳이 있나요?")).to_be_visible()
        expect(page.get_by_text("이 쪽의 주소:")).to_be_hidden()


def test_the_foot_names_each_address_once(visit, real_address):
    for path, heading in (("/", "문의와 공식 누리집"), ("/en/", "Contact and official websites")):
        visit.goto(real_address + path)
        expect(visit.locator(".footer h3", has_text=heading)).to_be_visible()
        listed = visit.locator(".footer li a[href^=http]").evaluate_all("all => all.map((one) => one.href)")
        assert "https://sesac.seoul.kr/" in listed and len(listed) == len(set(listed))
        expect(visit.locator(".footer p > a[href='https://sesac.seoul.kr/']")).to_have_count(1)  # the way to correct an error


def test_before_and_after_are_whole_words(visit, real_address):
    for url in ("/en/stories/", "/en/stories/dobong-blockchain-to-ai/", "/stories/"):
        visit.goto(real_address + url)
        lines = visit.locator(".path dt").evaluate_all(LINES)
        assert lines and set(lines) == {1}, url


@pytest.mark.parametrize("width", [320, 360, 390])
def test_a_number_keeps_its_particle_and_its_range(chromium, real_address, width):
    with watched_page(chromium, real_address, viewport={"width": width, "height": 800}) as (page, _):
        for path, words in (("/results/", ["63%\u2060와", "70%\u2060와"]), ("/questions/", ["20–\u206030대"])):
            page.goto(real_address + path, wait_until="networkidle")
            for word in words:
                assert page.evaluate(LINES_OF, word) == 1, word


# Whether the deadline stands within its column, and on how many lines its last letter and the full stop do.
DEADLINE = """() => {
  const line = document.querySelector(".hero .lead[data-when=now]"), range = document.createRange();
  const date = line.querySelector(".date, time");
  range.setStart(date.firstChild, date.firstChild.data.length - 1);
  range.setEnd(date.nextSibling, 1);
  return [line.scrollWidth <= line.clientWidth, new Set(Array.from(range.getClientRects(), (box) => Math.round(box.top))).size];
}"""


@pytest.mark.parametrize("width", [320, 390, 768])
def test_a_figure_stays_in_its_column_and_its_number_with_the_word_behind_it(chromium, real_address, width):
    with watched_page(chromium, real_address, viewport={"width": width, "height": 800}) as (page, _):
        for path, words in (("/en/results/", ("400 companies,", "2,000 companies")), ("/results/", ("400곳", "2,000곳"))):
            page.goto(real_address + path, wait_until="networkidle")
            assert page.evaluate(SIDEWAYS) <= 0
            assert page.evaluate(BEYOND, ".figure") == []
            assert [page.evaluate(LINES_OF, word) for word in words] == [1, 1]


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [320, 360, 390])
def test_an_english_deadline_with_its_hour_stays_in_its_column(chromium, make, open_content, tmp_path, width, script):
    moment = datetime(2025, 11, 20, 9, tzinfo=KST)
    assert not make(open_content, tmp_path / "site", moment=moment, quick=True).failed
    options = {"viewport": {"width": width, "height": 800}, "java_script_enabled": script}
    with served(tmp_path / "site") as address, watched_page(chromium, address, **options) as (page, _):
        page.clock.set_fixed_time(moment)
        page.goto(f"{address}/en/", wait_until="networkidle")
        assert page.locator(".hero .lead[data-when=now]").inner_text().strip().endswith("18:00 (Korean\u00a0time).")
        assert page.evaluate(DEADLINE) == [True, 1]


def test_no_text_is_smaller_than_the_design_says(visit, real_address):
    for url in (*PAGES, "/data/", "/compare/"):
        visit.goto(real_address + url)
        assert min(visit.evaluate(SIZES_OF_LETTERS)) >= 15, url


def test_in_forced_colours_the_page_at_hand_has_one_line_below_its_name(chromium, real_address):
    """There an edge that is transparent elsewhere takes the colour of the words, unless it is given the ground's."""
    edges = """(all) => all.map((one) => ["Top", "Bottom"].map((side) =>
      getComputedStyle(one)[`border${side}Color`] !== getComputedStyle(document.body).backgroundColor))"""
    with watched_page(chromium, real_address, forced_colors="active") as (page, _):
        page.goto(f"{real_address}/courses/")
        assert page.locator(".menu a").evaluate_all(edges) == [[False, True], *[[False, False]] * 3]


def test_a_chosen_theme_is_kept_on_the_device_until_it_is_given_back(chromium, real_address):
    with watched_page(chromium, real_address, color_scheme="light") as (page, _):
        root = page.locator("html")
        for theme, kept in (("dark", "dark"), ("light", "light"), ("auto", None)):
            page.goto(f"{real_address}/about/")
            page.locator("#theme").select_option(theme)
            page.goto(f"{real_address}/courses/")
            expect(page.locator("#theme")).to_have_value(theme)
            assert root.get_attribute("data-theme") == kept
        assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize(
    ("path", "module", "part"), [("/courses/?status=now", "filters", ".group"), ("/compare/?c=guro-pm", "compare", ".compare-scroll")]
)
def test_a_list_is_shown_as_it_is_where_its_script_does_not_come(chromium, real_address, path, module, part):
    with watched_page(chromium, real_address) as (page, _):
        page.route(f"**/modules/{module}.js", lambda _: None)  # asked for, it never comes
        with page.expect_request(f"**/modules/{module}.js"):
            page.goto(real_address + path, wait_until="commit")
        expect(page.locator(part).first).to_be_visible()


@pytest.mark.parametrize("path", ["/courses/", "/compare/", "/courses/guro-pm/"])
def test_the_word_of_a_state_is_seen(chromium, real_address, path):
    with watched_page(chromium, real_address, viewport=PHONE) as (page, _):
        page.clock.set_fixed_time(MOMENT)
        page.goto(real_address + path)
        words = page.locator("main .chip:visible .chip-word")
        expect(words.first).to_be_visible()
        widths = words.evaluate_all("(all) => all.map((one) => [one.textContent, one.getBoundingClientRect().width])")
        assert [word for word, width in widths if width < 8 * len(word)] == []
