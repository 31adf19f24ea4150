"""The fonts: every letter is there, few bytes are loaded, nothing moves, and nothing is cut twice."""

import re
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from browser import until, watched_page
from built import files_in
from generator import fallbacks, fonts
from generator.output import MARK, Output
from generator.settings import HOME
from generator.slow import SlowFiles
from shared_content import MOMENT

STATIC = HOME / "static"
SOURCE = STATIC / "fonts" / fonts.SOURCE
# For the first view of any page (docs/architecture.md).
MOST_BYTES = 110_000
SHIFTS = """() => {
  window.shifts = [];
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => window.shifts.push(entry.value)))
    .observe({ type: "layout-shift", buffered: true });
}"""

WIDTHS = """(sentence) => {
  const line = document.body.appendChild(document.createElement("span"));
  line.textContent = sentence;
  line.lang = /[가-힣]/.test(sentence) ? "ko" : "en";
  return ['"Site Sans"', '"Site Noto English", "Site Noto"'].map((families, fallback) => {
    line.style.cssText = `position:absolute;white-space:pre;letter-spacing:0;font:1000px ${families}`;
    if (fallback && line.lang === "ko") line.style.fontFamily = "Site Noto";
    return line.getBoundingClientRect().width;
  });
}"""
SENTENCES = (
    "신청 기간은 2025년 11월 3일(월) – 21일(금) 18:00입니다.",
    "과정, 캠퍼스, 마친 사람의 이야기를 출처와 함께 모았습니다.",
    "강의실 · 회의실 · 커뮤니티 라운지",
    "Courses, campuses and stories, each with its sources.",
)


def letters_of(font):
    return {chr(code) for code in TTFont(font).getBestCmap()}


def core_of(site):
    return next((site / "assets").glob("core-*.woff2"))


def face_of(site):
    style = next((site / "assets").glob("site-*.css")).read_text("utf-8")
    return [rule for rule in re.findall(r"@font-face{.*?}", style) if fonts.FAMILY in rule]


def test_every_letter_of_every_page_is_in_a_font(real_site):
    there = letters_of(core_of(real_site)) | letters_of(real_site / fonts.REST)
    pages = {letter for path in real_site.rglob("*.html") for letter in path.read_text("utf-8")}
    assert pages & letters_of(SOURCE) <= there
    assert not letters_of(core_of(real_site)) & letters_of(real_site / fonts.REST)


def test_both_fonts_are_small(real_site):
    assert core_of(real_site).stat().st_size + (real_site / fonts.REST).stat().st_size <= MOST_BYTES


def test_both_weights_are_in_one_file(real_site):
    axis = TTFont(core_of(real_site))["fvar"].axes[0]
    assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 400, 700)


def test_the_source_does_not_bear_the_reserved_name():
    names = {record.nameID: str(record) for record in TTFont(SOURCE)["name"].names}
    assert names[1] == fonts.FAMILY
    assert not [name for number, name in names.items() if number not in (0, 13) and "Pretendard" in name]
    assert "Reserved Font Name" in (STATIC / "fonts" / "LICENSE.txt").read_text("utf-8")


def test_the_fallback_has_the_metrics_of_the_face():
    head = TTFont(SOURCE)["hhea"]
    assert (head.ascent / 2048, -head.descent / 2048) == pytest.approx((fallbacks.ASCENT, fallbacks.DESCENT), abs=0.0001)


def test_the_same_letters_give_the_same_bytes(empty_cache):
    assert fonts._subset(SOURCE, "가나다 abc") == fonts._subset(SOURCE, "가나다 abc")


def test_nothing_is_cut_twice(empty_cache, monkeypatch):
    (first,) = SlowFiles([fonts.core_font(STATIC, frozenset("새싹"))]).outputs()
    monkeypatch.setattr(fonts, "_subset", lambda *_: pytest.fail("cut again"))
    assert SlowFiles([fonts.core_font(STATIC, frozenset("싹새"))]).outputs() == (first,)
    assert letters_of(BytesIO(first.body)) == {"새", "싹"}


def test_a_new_letter_changes_only_its_page_and_the_rest(make, small, tmp_path):
    def files():
        make(small, tmp_path / "site")
        return files_in(tmp_path / "site")

    before, path = files(), small / "pages" / "apply.md"
    path.write_text(path.read_text("utf-8") + "\n뷁\n", "utf-8")
    after = files()
    changed = {path for path in after if after[path] != before.get(path)}
    # The index of search holds the words of every page, the mark a digest of all.
    assert {path for path in changed if not path.startswith(("search/ko/", "search/pieces/ko/"))} == {"apply/index.html", fonts.REST, MARK}
    assert "뷁" in letters_of(tmp_path / "site" / fonts.REST)


def test_in_the_preview_the_rest_is_the_whole_face(make, small, tmp_path):
    make(small, tmp_path / "site", quick=True)
    assert (tmp_path / "site" / fonts.REST).read_bytes() == SOURCE.read_bytes()


def test_the_core_is_preloaded_also_under_a_prefix(make, small, tmp_path):
    make(small, tmp_path / "site", base_url="https://host.example/some/where/")
    page = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert f'<link rel="preload" href="/some/where/assets/{core_of(tmp_path / "site").name}" as="font"' in page
    rest, core = face_of(tmp_path / "site")
    assert "url(../fonts/rest.woff2)" in rest
    assert f"url({core_of(tmp_path / 'site').name})" in core


def test_on_the_search_page_the_first_answer_goes_before_the_letters(make, small, tmp_path):
    make(small, tmp_path / "site")
    early = re.findall(r'<link rel="preload" href="([^"]+)"', (tmp_path / "site" / "search" / "index.html").read_text("utf-8"))
    assert early == ["/search/ko/index.json"]


def test_a_range_draws_neighbours_together():
    assert fonts._ranges("bcaz가") == "U+61-63,U+7A,U+AC00"


def rare_on(site, url):
    page = (site / url.strip("/") / "index.html").read_bytes()
    return fonts.rare_letters([Output("page", page)], frozenset(letters_of(core_of(site)))) & letters_of(site / fonts.REST)


@pytest.mark.parametrize("url", ["/courses/jungnang-genai-data/", "/privacy/"])
def test_a_page_loads_what_it_needs(url, chromium, real_address, real_site):
    with watched_page(chromium, real_address) as (page, faults):
        loaded = []
        page.on("request", lambda request: loaded.append(request.url) if request.url.endswith(".woff2") else None)
        page.goto(real_address + url, wait_until="networkidle")
        names = page.evaluate("[...document.fonts].filter((face) => face.status === 'loaded').map((face) => face.family)")
        assert fonts.FAMILY in names
        assert ("rest" in "".join(loaded)) == bool(rare_on(real_site, url))
        assert not faults


@pytest.mark.parametrize("url", ["/courses/jungnang-genai-data/", "/privacy/"])
def test_a_core_that_comes_late_fetches_nothing_in_its_place(url, chromium, real_address, real_site):
    with watched_page(chromium, real_address) as (page, _):
        asked, held = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.route("**/core-*.woff2", lambda route: held.append(route))
        page.goto(real_address + url, wait_until="domcontentloaded")
        page.wait_for_timeout(500)  # a face that is optional is given up for this page after 100 ms
        (core,) = held
        core.continue_()
        page.wait_for_load_state("networkidle")
        assert any(address.endswith(fonts.REST) for address in asked) == bool(rare_on(real_site, url))


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("url", ["/courses/jungnang-genai-data/", "/apply/"])
def test_nothing_moves_when_the_font_comes_late(url, width, chromium, real_address):
    """Words may move by a hair inside their line; a line that breaks elsewhere, once in a page, would make 0.01 and more."""
    with watched_page(chromium, real_address, viewport={"width": width, "height": 800}) as (page, _):
        page.clock.set_fixed_time(MOMENT)
        page.add_init_script(f"({SHIFTS})()")
        held = []
        page.route("**/*.woff2", lambda route: held.append(route))
        page.goto(real_address + url, wait_until="domcontentloaded")
        page.wait_for_timeout(500)
        shifted = sum(page.evaluate("window.shifts"))
        for route in held:
            route.continue_()
        until(page, "[...document.fonts].some((face) => face.family.includes('Site Sans') && face.status === 'loaded')")
        page.wait_for_timeout(300)
        assert sum(page.evaluate("window.shifts")) - shifted < 0.01


def test_the_fallback_has_the_widths_of_the_face(chromium, real_address):
    """Measured against Noto Sans CJK KR, which the browser tests install."""
    with watched_page(chromium, real_address) as (page, _):
        page.goto(real_address + "/apply/", wait_until="networkidle")
        for sentence in SENTENCES:
            page.evaluate(WIDTHS, sentence)  # fetches the faces
            page.wait_for_timeout(300)
            face, fallback = page.evaluate(WIDTHS, sentence)
            assert fallback == pytest.approx(face, rel=0.012), sentence
