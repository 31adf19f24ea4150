"""A printed course is one sheet of A4, with a QR that leads to its address."""

import io
import re

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from browser import watched_page
from generator.pages import compare
from generator.settings import HOME
from shared_content import MOMENT

COURSES = ("mapo-microsoft-ai-3", "mapo-microsoft-ai-1", "guro-pm", "seocho-music", "jung-salesforce-ai-1")


@pytest.mark.parametrize("slug", COURSES)
def test_a_course_prints_on_one_sheet(chromium, open_address, slug):
    with watched_page(chromium, open_address, viewport={"width": 700, "height": 1000}, device_scale_factor=2) as (page, _):
        page.goto(f"{open_address}/courses/{slug}/", wait_until="networkidle")
        pages = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
        assert len(pages) == 1
        page.emulate_media(media="print")
        picture = Image.open(io.BytesIO(page.screenshot(full_page=True)))
        found = [code.text for code in zxingcpp.read_barcodes(picture)]
        assert found == [f"https://sesac.example/courses/{slug}/"]
        code = page.locator(".print-address img, .print-address svg").first.bounding_box()
        assert code["width"] >= 25 / 25.4 * 96  # 25 mm
        assert f"https://sesac.example/courses/{slug}/" in page.locator(".print-address").inner_text()


def test_every_course_prints_who_and_how_on_one_sheet(chromium, open_folder, open_address):
    longer = []
    with watched_page(chromium, open_address, viewport={"width": 700, "height": 1000}) as (page, _):
        for path in (path.parent.relative_to(open_folder).as_posix() for path in sorted(open_folder.glob("**/courses/*/index.html"))):
            if "/state/" in path:
                continue
            page.goto(f"{open_address}/{path}/", wait_until="networkidle")
            longer += [path] * (len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) > 1)
    assert longer == []


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/courses/mapo-microsoft-ai-3/", "신청하는 곳"),
        ("/courses/seocho-data/", "신청하는 곳"),
        ("/courses/jung-fintech-2023/", "공식 누리집"),
        ("/courses/seocho-music/", "공식 누리집"),
        ("/notices/ai-campus-third-cohort/", "신청하는 곳"),
        ("/en/courses/mapo-microsoft-ai-3/", "Where to apply"),
    ],
)
def test_paper_says_where_to_apply(chromium, open_address, path, said):
    with watched_page(chromium, open_address) as (page, _):
        page.clock.set_fixed_time(MOMENT)
        page.goto(open_address + path, wait_until="networkidle")
        row = page.locator(".dates .only-print")
        assert row.locator("visible=true").count() == 0
        page.emulate_media(media="print")
        assert row.locator("visible=true").inner_text().split("\n") == [said, "https://sesac.seoul.kr/"]


def test_a_printed_comparison_has_no_room_for_its_form(chromium, open_address):
    with watched_page(chromium, open_address, viewport={"width": 700, "height": 1000}) as (page, _):
        page.goto(f"{open_address}/compare/?c=guro-pm&c=seocho-data", wait_until="networkidle")
        page.emulate_media(media="print")
        assert page.locator(".compare-choose").bounding_box()["height"] == 0


# How many cells stand on the paper, and how many of them go beyond their column or its edge, or lack the name of their fact.
CUT = """() => {
  const cells = [...document.querySelectorAll(".compare-table td")].filter((one) => one.checkVisibility());
  const isCut = (one) => one.getBoundingClientRect().right > innerWidth || one.scrollWidth > one.clientWidth
    || !getComputedStyle(one, "::before").content.includes(one.dataset.fact);
  return [cells.length, cells.filter(isCut).length];
}"""


@pytest.mark.parametrize("path", ("/compare/", "/en/compare/"))
def test_all_courses_print_where_none_is_chosen(chromium, real_address, path):
    """A sheet has room for four side by side; all 29 stand one below the other, and each cell says of what it tells."""
    with watched_page(chromium, real_address, viewport={"width": 688, "height": 1000}) as (page, _):
        page.clock.set_fixed_time(MOMENT)
        page.goto(real_address + path, wait_until="networkidle")
        page.emulate_media(media="print")
        assert page.evaluate(CUT) == [29 * 7, 0]
        names = page.locator(".compare-table thead a").evaluate_all("(all) => all.map((one) => one.getBoundingClientRect().y)")
        assert len(names) == 29 and names == sorted(set(names))
        assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) <= 3


def test_the_paper_has_a_row_for_every_course_that_is_compared():
    sheet = (HOME / "static/css/print.css").read_text("utf-8")
    assert f"grid-template-rows: repeat({compare.MOST + 1}, auto)" in sheet


def test_no_heading_stands_alone_on_paper(chromium, open_address):
    alone = """() => [...document.querySelectorAll("main :is(h2, h3)")].filter((one) => one.checkVisibility())
      .filter((one) => (one.closest("summary") ?? one).parentElement.innerText.trim() === one.innerText.trim())
      .map((one) => one.innerText)"""
    with watched_page(chromium, open_address, viewport={"width": 688, "height": 1000}) as (page, _):
        page.clock.set_fixed_time(MOMENT)
        page.emulate_media(media="print")
        for path in ("/", "/en/", "/campuses/", "/campuses/mapo/", "/courses/guro-pm/", "/calendar/", "/apply/"):
            page.goto(open_address + path, wait_until="networkidle")
            assert page.evaluate(alone) == [], path


def test_paper_leaves_out_what_only_a_screen_can_do(chromium, open_address):
    with watched_page(chromium, open_address) as (page, _):
        page.clock.set_fixed_time(MOMENT)
        page.emulate_media(media="print")
        for slug, who, said, how in (
            ("mapo-microsoft-ai-3", "누가 신청할 수 있나", "1기 때의 조건은", "공식 누리집에서 신청합니다."),  # in the text; its own words
            ("guro-pm", "신청 조건", "15–\u206039세", "신청은 공식 누리집에서 합니다."),  # in a section of its own; those of the site
        ):
            page.goto(f"{open_address}/courses/{slug}/", wait_until="networkidle")
            words = page.locator("main").inner_text()
            assert who in words and said in words
            assert how in words
            assert "달력에 넣기" not in words
        page.goto(f"{open_address}/courses/mapo-microsoft-ai-1/", wait_until="networkidle")
        assert "달력에서 다음 일정 보기" not in page.locator("main").inner_text()
        page.goto(f"{open_address}/campuses/jungnang/", wait_until="networkidle")
        words = page.locator("main").inner_text()
        assert "가까운 역" in words and "지도에서 보기" not in words


def test_what_was_found_prints_without_the_index_of_all_pages(chromium, open_address):
    """Without a query the index is what is printed."""
    with watched_page(chromium, open_address, viewport={"width": 700, "height": 1000}) as (page, _):
        printed = []
        for query in ("?q=마포", ""):
            page.emulate_media(media="screen")
            page.goto(f"{open_address}/search/{query}", wait_until="networkidle")
            page.locator(".hit" if query else ".shelf").first.wait_for()
            if query:
                expect(page.get_by_label("순서")).to_be_visible()
            page.emulate_media(media="print")
            expect(page.get_by_label("순서")).to_be_hidden()  # on paper nothing is put in another order
            printed.append((page.locator(".hit:visible").count() > 0, page.locator(".shelf:visible").count() > 0))
        assert printed == [(True, False), (False, True)]
