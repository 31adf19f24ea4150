#!/usr/bin/env python3
"""The pictures of docs/editing.ko.md, taken from a real preview of a copy of the first city's content, so that they never go stale.

`make screenshots` runs it. It needs what the tests need: a Chromium and Playwright (tests/browser.py). SHOTS is the list; a test
compares it with the guide. Pictures are cut to 64 colours, which keeps each under 60 kB.
"""

import io
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

HOME = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(HOME), str(HOME / "tests")]

from PIL import Image

FOLDER = HOME / "docs" / "images"
SIZE = {"width": 720, "height": 520}
COURSE = "courses/guro-pm.md"
NEW = """---
title: 데이터로 읽는 가게
campus: mapo
field: data-analysis
starts: 2025-12-01
fee: 0
apply:
  from: 2025-11-03
  until: 2025-11-21 18:00
summary: 가게의 자료를 모으고 읽는 법을 배웁니다.
sources: [seoul-20251102]
checked: 2025-11-03
draft: true
---

## 무엇을 배우나

자료를 모으고 다듬습니다.
"""


def course(page, address, content):
    """A new course, not yet published."""
    page.goto(f"{address}/courses/mapo-data-shop/")


def moment(page, address, content):
    """The bar of the preview, opened."""
    page.goto(f"{address}/courses/mapo-data-shop/")
    page.get_by_text("미리 보기", exact=False).first.click()


def fault(page, address, content):
    """A fault over the page at hand."""
    page.goto(f"{address}/courses/guro-pm/")
    path = content / COURSE
    good = path.read_text("utf-8")
    path.write_text(good.replace("title:", "titel:", 1), "utf-8")
    page.get_by_text("unknown-field").first.wait_for()
    page.locator("#preview-faults").wait_for()


def form(page, address, content):
    """The editing form."""
    page.goto(f"{address}/admin/#courses/mapo-data-shop")
    page.get_by_label("title").first.wait_for()


def report(page, address, content):
    """What needs a look."""
    page.goto(f"{address}/_preview/report/")


# Name of each picture and how the page gets there; what breaks the content comes last.
SHOTS = {"course": course, "moment": moment, "form": form, "report": report, "fault": fault}


def small(png):
    """The picture in 64 colours."""
    picture = Image.open(io.BytesIO(png)).convert("RGB").quantize(64, dither=Image.Dither.NONE)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def taken():
    """Every picture by its name."""
    from browser import open_chromium
    from preview_process import preview
    from shared_content import REAL

    pictures = {}
    with TemporaryDirectory() as folder:
        content = Path(shutil.copytree(REAL, Path(folder) / "content"))
        (content / "courses" / "mapo-data-shop.md").write_text(NEW, "utf-8")
        with preview(content, cwd=folder) as address, open_chromium() as browser:
            page = browser.new_page(viewport=SIZE, locale="ko-KR", color_scheme="light", reduced_motion="reduce")
            for name, arrive in SHOTS.items():
                arrive(page, address, content)
                page.wait_for_timeout(400)
                pictures[name] = small(page.screenshot())
    return pictures


def main():
    """Take every picture, then put all into docs/images: none is changed where one cannot be taken."""
    for name, picture in taken().items():
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / f"{name}.png").write_bytes(picture)


if __name__ == "__main__":
    main()
