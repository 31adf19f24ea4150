"""Access for everyone, in real Chromium: axe over every sort of page, the keyboard, zoom, and no script at all."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from browser import PHONE, until, watched_page
from shared_content import MOMENT

# Contrast differs by theme, the size and place of targets by width: every theme and every width, not each with each. Nothing else
# in all tests takes as long as axe.
LOOKS = {
    "320-light": ({"width": 320, "height": 568}, "light"),
    "390-dark": ({"width": 390, "height": 844}, "dark"),
    "1280-light": ({"width": 1280, "height": 800}, "light"),
    "1280-dark": ({"width": 1280, "height": 800}, "dark"),
}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {
    "resultTypes": ["violations"],  # all others take longer to write down than all rules take to run
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
}
PAGES = (
    "/", "/courses/", "/courses/state/open/", "/courses/mapo-microsoft-ai-3/", "/courses/mapo-microsoft-ai-1/", "/campuses/",
    "/campuses/jungnang/", "/campuses/seongdong/", "/fields/", "/fields/ai-development/", "/stories/",
    "/stories/dobong-blockchain-to-ai/", "/notices/", "/notices/2025/", "/notices/ai-campus-third-cohort/", "/calendar/",
    "/results/", "/apply/", "/compare/", "/changes/", "/data/", "/search/", "/about/", "/easy/", "/404.html", "/offline.html", "/en/",
    "/en/courses/mapo-microsoft-ai-3/", "/en/campuses/mapo/", "/en/apply/",
)  # fmt: skip
# Of the focused element: whether it is seen, with its ring.
FOCUSED = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect(), card = e.closest('.card, .notice-row') ?? e;
  const ring = [e, card].some((x) => getComputedStyle(x).outlineStyle !== 'none' && parseFloat(getComputedStyle(x).outlineWidth) >= 2);
  return ring && box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
}"""
# Of the focused element: whether something lies over its foot.
UNDER_THE_BAR = """() => {
  const e = document.activeElement, box = e.getClientRects()[0];
  return !e.contains(document.elementFromPoint(box.x + box.width / 2, box.bottom - 1));
}"""
# The markup of the focused element; null when the focus has left the page, or been there before. Two frames later: what follows the
# scrolling has heard of it.
STOP = """async () => {
  for (let n = 0; n < 2; n++) await new Promise(requestAnimationFrame);
  const e = document.activeElement, markup = e.outerHTML.slice(0, 120);
  if (e === document.body || e.dataset.reached) return null;
  e.dataset.reached = "yes";
  return markup;
}"""
# The link that sticks to the foot of a phone's screen is not counted: it goes while the real one is in sight, so it may be no stop.
CONTROLS = """() => [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
  .filter((e) => e.checkVisibility({visibilityProperty: true}) && !e.closest('details:not([open]) > :not(summary), .stick')).length"""


def tab_stops(page):
    """Yields the markup of every control that the Tab key comes to, while it has the focus; at least those that are counted."""
    wanted, reached = page.evaluate(CONTROLS), 0
    while True:
        page.keyboard.press("Tab")
        if (markup := page.evaluate(STOP)) is None:
            break
        reached += 1
        yield markup
    assert reached >= wanted


@pytest.mark.parametrize(("size", "theme"), LOOKS.values(), ids=LOOKS)
def test_axe_finds_nothing(chromium, open_address, size, theme):
    found = []
    with watched_page(chromium, open_address, viewport=size, color_scheme=theme, reduced_motion="reduce") as (page, faults):
        page.clock.set_fixed_time(MOMENT)
        for path in PAGES:
            page.goto(open_address + path, wait_until="networkidle")
            for violation in Axe().run(page, options=OPTIONS).response["violations"]:
                places = [node["target"] for node in violation["nodes"][:3]]
                found.append(f"{path}: {violation['id']} {places} {violation['nodes'][0]['failureSummary'][:200]}")
        assert [fault for fault in faults if "404.html" not in fault] == []
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", ("/", "/courses/", "/courses/mapo-microsoft-ai-3/", "/campuses/", "/search/"))
def test_every_control_is_reached_by_keyboard_and_seen(chromium, open_address, path):
    with watched_page(chromium, open_address, viewport=PHONE) as (page, _):
        page.clock.set_fixed_time(MOMENT)
        page.goto(open_address + path, wait_until="networkidle")
        assert [markup for markup in tab_stops(page) if not page.evaluate(FOCUSED)] == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways_at_four_times_the_size(chromium, open_address, path):
    """400 % of 1280 px is 320 px wide (WCAG 2.2, 1.4.10)."""
    with watched_page(chromium, open_address, viewport={"width": 320, "height": 256}) as (page, _):
        page.goto(open_address + path, wait_until="networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("width", (320, 1280))
def test_a_comparison_has_a_head_over_each_of_its_columns(chromium, real_address, width):
    """Also where they stand below each other: a program that reads the table aloud counts them."""
    with watched_page(chromium, real_address, viewport={"width": width, "height": 568}) as (page, _):
        page.goto(f"{real_address}/compare/?c=guro-pm&c=seocho-data", wait_until="networkidle")
        expect(page.locator("thead th[data-course]:visible")).to_have_count(2)
        nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
        heads = [node["name"]["value"] for node in nodes if node.get("role", {}).get("value") == "columnheader"]
        assert len(heads) == 3 and heads[0] == "항목"
        assert width > 320 or page.locator("thead th").first.bounding_box()["height"] == 0  # it takes no room where it says nothing


# To the left of the page nothing can be reached, and the page does not scroll there.
OFF_TO_THE_LEFT = """() => [...document.querySelectorAll('.header a:not(.skip), .header button, main a, .footer a')]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().left < 0).map((one) => one.outerHTML)"""


@pytest.mark.parametrize(("letters", "width"), ((24, 320), (32, 320), (32, 390)))
def test_large_letters_never_scroll_a_page_sideways(chromium, open_address, letters, width):
    """The browser's own size of letters, which the site obeys (WCAG 2.2, 1.4.4): half as large again, and twice as large."""
    wide = []
    with watched_page(chromium, open_address, viewport={"width": width, "height": 700}) as (page, _):
        page.clock.set_fixed_time(MOMENT)
        page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": letters}})
        for path in (*PAGES, "/en/campuses/", "/en/courses/", "/en/stories/", "/en/results/", "/notices/november-recruitment-seven/"):
            page.goto(open_address + path)
            assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == letters
            if page.evaluate("document.documentElement.scrollWidth") > width or page.evaluate(OFF_TO_THE_LEFT):
                wide.append(path)
    assert wide == []


# Letters alone twice as large, as a sheet of the visitor's own makes them: questions of the window's width do not hear of it.
TWICE = """(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("html { font-size: 200% !important; }");
  document.adoptedStyleSheets = [sheet];
})()"""
# Texts with hardly more than a letter to each line.
SQUEEZED = """() => {
  for (const one of document.querySelectorAll("main details")) one.open = true;
  return [...document.querySelectorAll("main *")].filter((one) => one.checkVisibility({ visibilityProperty: true })
    && !one.closest(".map, .hidden, svg")).flatMap((one) => {
    const texts = [...one.childNodes].filter((node) => node.nodeType === 3 && node.data.trim().length > 3);
    return texts.filter((node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      const lines = new Set([...range.getClientRects()].filter((box) => box.width).map((box) => Math.round(box.top))).size;
      return lines > 2 && node.data.trim().length / lines < 2;
    }).map((node) => node.data.trim().slice(0, 40));
  });
}"""


@pytest.mark.parametrize("width", (390, 1280))
def test_letters_alone_twice_as_large_have_their_room(chromium, open_address, width):
    """WCAG 2.2, 1.4.4: nothing goes out of the page, and no text is squeezed beside another."""
    found = {}
    with watched_page(chromium, open_address, viewport={"width": width, "height": 844}) as (page, _):
        page.clock.set_fixed_time(MOMENT)
        page.add_init_script(TWICE)
        for path in (*PAGES, "/en/results/", "/campuses/mapo/", "/compare/?c=guro-pm&c=seocho-data"):
            page.goto(open_address + path)
            squeezed = page.evaluate(SQUEEZED)
            if squeezed or page.evaluate("document.documentElement.scrollWidth") > width:
                found[path] = squeezed
    assert found == {}


def test_what_is_across_the_river_says_so_in_its_own_place(chromium, real_address):
    """Between two places it would be read as either's."""
    with watched_page(chromium, real_address, viewport={"width": 320, "height": 568}) as (page, _):
        for path in ("/campuses/mapo/", "/en/campuses/mapo/"):
            page.goto(real_address + path, wait_until="networkidle")
            across = page.locator("section:has(#s-neighbours) .count")
            assert across.evaluate_all("(all) => all.map((one) => one.closest('a') !== null)") == [True, True]


SMALL_TARGETS = """() => [...document.querySelectorAll(
  '.brand, .tongue, .menu a, .links a, .crumbs a, .kicker a, .more a, .figure-about a, .dates-add a, .footer li a, main .act a, summary, '
  + '.glance dd > a, .where li > a, .compare-table thead a')]
  .filter((one) => one.checkVisibility() && Math.min(one.getBoundingClientRect().height, one.getBoundingClientRect().width) < 44)
  .map((one) => one.outerHTML)"""
OVERLAPPING = """() => { const all = [...document.querySelectorAll('.menu a, .crumbs a, .footer li a, .glance dd > a, .where li > a')]
  .filter((one) => one.checkVisibility()).map((one) => [one.outerHTML, one.getBoundingClientRect()]);
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  return all.flatMap(([html, box], at) => all.slice(at + 1).filter(([, other]) => meet(box, other)).map(([other]) => [html, other])); }"""
TOUCHING = """() => { const [one, other] = [...document.querySelectorAll('a[href*="map.kakao"], a[href*="map.naver"]')]
  .map((link) => link.getBoundingClientRect());
  const [doubt, copy] = ['dd .doubt', 'dd button'].map((one) => document.querySelector(one).getBoundingClientRect());
  return [Math.max(other.left - one.right, other.top - one.bottom), copy.top - doubt.bottom]; }"""


ALONE = (
    "/campuses/gangdong/", "/courses/mapo-microsoft-ai-3/", "/en/courses/mapo-microsoft-ai-3/", "/compare/?c=guro-pm&c=seocho-data",
    "/data/", "/results/", "/calendar/", "/en/campuses/gangdong/",
)  # fmt: skip


@pytest.mark.parametrize("width", (320, 390, 1280))
def test_links_on_their_own_are_large_enough_and_apart(chromium, open_address, width):
    with watched_page(chromium, open_address, viewport={"width": width, "height": 800}) as (page, _):
        page.clock.set_fixed_time(MOMENT)
        for path in ALONE:
            page.goto(open_address + path, wait_until="networkidle")
            assert page.evaluate(SMALL_TARGETS) == [], path
            assert page.evaluate(OVERLAPPING) == [], path
            if "gangdong" in path:
                assert min(page.evaluate(TOUCHING)) >= 8, path


@pytest.mark.parametrize("path", ("/", "/en/", "/search/", "/404.html"))
@pytest.mark.parametrize("width", (320, 390, 1280))
def test_the_keyboard_goes_through_the_head_as_the_eye_does(chromium, open_address, width, path):
    with watched_page(chromium, open_address, viewport={"width": width, "height": 800}) as (page, _):
        page.goto(open_address + path, wait_until="networkidle")
        stops = page.locator(".header :is(a, input, button):visible")
        # As they stand before the focus comes: on a phone the box takes the whole row while it is used.
        seen = stops.evaluate_all("""(all) => all.map((one, number) => {
          const box = one.getBoundingClientRect();
          one.dataset.stop = number;
          return [Math.round((box.y + box.height / 2) / 20), box.x, String(number)];
        })""")
        page.keyboard.press("Tab")  # to the content
        reached = []
        for _stop in seen:
            page.keyboard.press("Tab")
            reached.append(page.locator(":focus").get_attribute("data-stop"))
        assert reached == [number for *_, number in sorted(seen)]


# How much of a link's height is in the window with nothing over it.
UNCOVERED = """(links) => Math.max(...links.map((link) => {
  const box = link.getBoundingClientRect(), x = box.x + box.width / 2;
  let seen = 0;
  for (let y = Math.max(0, box.top + 1); y < Math.min(innerHeight, box.bottom); y++) seen += link.contains(document.elementFromPoint(x, y));
  return seen;
}))"""


SHOWN = """(wanted) => [...document.querySelectorAll(".button")].filter(
  (link) => link.textContent.includes("신청하기") && link.checkVisibility({ visibilityProperty: true })).length === wanted"""


@pytest.mark.parametrize("size", ((320, 568), (360, 640), (390, 844)), ids=str)
def test_on_a_phone_a_link_to_apply_is_always_in_view(chromium, open_address, size):
    with watched_page(chromium, open_address, viewport={"width": size[0], "height": size[1]}) as (page, _):
        page.clock.set_fixed_time(MOMENT)
        page.goto(f"{open_address}/courses/mapo-microsoft-ai-3/", wait_until="networkidle")
        end = int(page.evaluate("document.querySelector('article').getBoundingClientRect().bottom")) - size[1]
        links = page.locator(".button", has_text="신청하기")
        for y in range(0, end, 40):
            page.evaluate("async (y) => { scrollTo(0, y); for (let n = 0; n < 3; n++) await new Promise(requestAnimationFrame); }", y)
            assert links.evaluate_all(UNCOVERED) >= 24, y
            button = links.first.bounding_box()
            seen = min(button["y"] + button["height"], size[1]) - max(button["y"], 0)
            until(page, SHOWN, 1 if seen >= button["height"] / 2 else 2, limit=10)  # the bar hears of it when the browser has time


def test_the_bar_on_a_phone_covers_no_focus(chromium, open_address):
    with watched_page(chromium, open_address, viewport={"width": 360, "height": 640}) as (page, _):
        page.clock.set_fixed_time(MOMENT)
        page.goto(f"{open_address}/courses/mapo-microsoft-ai-3/", wait_until="networkidle")
        assert [markup for markup in tab_stops(page) if page.evaluate(UNDER_THE_BAR)] == []


def test_without_script_everything_is_there(chromium, open_address):
    with watched_page(chromium, open_address, java_script_enabled=False) as (page, faults):
        page.goto(f"{open_address}/")
        assert page.locator(".hero").inner_text().count("지금 신청할 수 있는 과정이 3개 있습니다.") == 1
        page.goto(f"{open_address}/courses/mapo-microsoft-ai-3/")
        assert page.locator(".state").inner_text().startswith("모집중")
        assert "11월 21일(금) 18:00" in page.locator(".dates").inner_text()
        assert page.locator(".dates .button:visible").count() == 1
        assert page.locator(".days-left").is_hidden()  # what only script says leaves no empty line
        page.goto(f"{open_address}/courses/")
        assert page.locator(".course").count() == 29
        assert faults == []


def test_after_the_deadline_the_button_is_gone(chromium, open_address):
    for zone in ("Asia/Seoul", "America/New_York"):
        with watched_page(chromium, open_address, timezone_id=zone) as (page, faults):
            page.clock.set_fixed_time("2025-11-21T09:00:01Z")  # 18:00:01 in Korea
            page.goto(f"{open_address}/courses/mapo-microsoft-ai-3/", wait_until="networkidle")
            assert page.locator(".state .chip").inner_text() == "마감"
            assert page.get_by_role("link", name="신청하기").count() == 0
            assert "신청 기간이 끝났습니다." in page.locator(".dates").inner_text()
            page.clock.set_fixed_time("2025-11-21T09:00:00Z")
            page.goto(f"{open_address}/courses/mapo-microsoft-ai-3/", wait_until="networkidle")
            assert page.locator(".state .chip").inner_text() == "마감 임박"
            assert "오늘 마감" in page.locator(".dates").inner_text()
            assert faults == []


# The labels that the ring of a control reaches into: 8 px around it, as base.css draws it.
COVERED = """() => [...document.querySelectorAll("input, select")].filter((one) => one.checkVisibility()).flatMap((one) => {
  const box = one.getBoundingClientRect();
  return [...one.labels].flatMap((label) => {
    const range = document.createRange();
    range.selectNodeContents(label);
    return [...range.getClientRects()].filter((text) => text.width > 1 && text.top < box.top && text.bottom > box.top - 8
      && text.right > box.left - 8 && text.left < box.right + 8).map(() => label.textContent.trim());
  });
})"""


@pytest.mark.parametrize("width", (320, 390, 1280))
@pytest.mark.parametrize("path", ("/courses/", "/apply/", "/compare/", "/campuses/", "/search/", "/en/apply/"))
def test_the_ring_of_the_focus_leaves_the_label_free(chromium, open_address, path, width):
    with watched_page(chromium, open_address, viewport={"width": width, "height": 800}) as (page, _):
        page.goto(open_address + path, wait_until="networkidle")
        page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
        assert page.evaluate(COVERED) == []
