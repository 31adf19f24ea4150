"""A printed course is one sheet of A4, with a QR that leads to its address."""

import io
import re

import pytest
import zxingcpp
from PIL import Image

from browser import watched_page

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
