"""What a first visit costs, on every sort of page: bytes as a host sends them (Brotli), requests, shifts, cookies."""

import time
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest

from browser import Handler, served, watched_page
from shared_content import MOMENT
from test_access import PAGES

KB = 1000
LIMITS = {"document": 20 * KB, "stylesheet": 14 * KB, "script": 15 * KB, "font": 110 * KB}
ALL = 160 * KB
# Pages whose address chooses from a list: nothing moves there either.
CHOSEN = ("/compare/?c=mapo-microsoft-ai-3&c=guro-pm&c=seocho-data", "/courses/?status=now", "/courses/?campus=jungnang")
REQUESTS = 10
# The most that all shifts may come to while a page comes in pieces (https://web.dev/articles/cls; 0.1 is called good): the foot of a
# card moves when a higher card comes beside it, and a centred word that comes in two. A part of the page that finds another place is
# above it.
STILL = 0.001
PIECE, PAUSE = 1200, 0.03  # bytes and seconds: so that a browser paints between two pieces, as on a slow network
ARRIVING = ("/", "/courses/", "/campuses/", "/campuses/jungnang/", "/courses/mapo-microsoft-ai-3/", "/apply/", "/en/")
# Compressed already, so that a host sends them as they are.
PACKED = (".woff2", ".png", ".webp", ".avif", ".jpg")
# Getting ready for no network is no part of the first view: it begins when the page has loaded and the device is idle. Its
# module is weighed with the scripts, but is no request of the view; what the worker then fetches has a limit in test_offline.py.
AFTERWARDS = "/modules/offline.js"
# A browser paints what it has read so far, wherever it stops to read on. Here the page is shown when it is whole, so that a shift is
# the doing of a style, a font or a script; what moves while a page comes is the other test's.
SHOWN_WHOLE = """(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("html { display: none; }");
  document.adoptedStyleSheets = [sheet];
  document.addEventListener("readystatechange", () => (document.adoptedStyleSheets = []), {once: true});
})()"""
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value; }))
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 300);
})"""


def weight(answer):
    body = answer.body()
    return len(body) if urlsplit(answer.url).path.endswith(PACKED) else len(brotli.compress(body))


@pytest.mark.parametrize("size", ((390, 844), (1280, 800)), ids=("phone", "desk"))
@pytest.mark.parametrize("path", (*PAGES, *CHOSEN))
def test_a_first_visit_is_light(chromium, open_address, path, size):
    answers, order = [], []
    with watched_page(chromium, open_address, viewport={"width": size[0], "height": size[1]}, service_workers="allow") as (page, faults):
        page.clock.set_fixed_time(MOMENT)
        page.add_init_script(SHOWN_WHOLE)
        page.on("response", lambda answer: answers.append(answer))
        page.on("request", lambda request: order.append(request.url))
        page.on("load", lambda: order.append("load"))
        with page.expect_request(f"**{AFTERWARDS}"):
            page.goto(open_address + path, wait_until="networkidle")
        sums = dict.fromkeys(LIMITS, 0)
        for answer in answers:
            kind = answer.request.resource_type
            sums[kind] = sums.get(kind, 0) + weight(answer)
        assert {kind: sums[kind] for kind, limit in LIMITS.items() if sums[kind] > limit} == {}
        assert sum(sums.values()) <= ALL
        in_view = [answer.url for answer in answers if not answer.url.endswith(AFTERWARDS)]
        assert len(in_view) <= REQUESTS, in_view
        (ready,) = (asked for asked in order if asked.endswith(AFTERWARDS))
        assert order.index("load") < order.index(ready)
        assert page.context.cookies() == []
        assert [fault for fault in faults if "404.html" not in fault] == []
        assert page.evaluate(SHIFTS) == 0


class InPieces(Handler):
    """Sends a document as a slow network does."""

    def copyfile(self, source, outputfile):
        if Path(source.name).suffix != ".html":
            return super().copyfile(source, outputfile)
        while piece := source.read(PIECE):
            outputfile.write(piece)
            time.sleep(PAUSE)


@pytest.fixture(scope="module")
def slow_address(open_folder):
    with served(open_folder, InPieces) as address:
        yield address


@pytest.mark.parametrize("size", ((390, 844), (1280, 800)), ids=("phone", "desk"))
@pytest.mark.parametrize("path", ARRIVING)
def test_nothing_moves_while_a_page_comes(chromium, slow_address, path, size):
    with watched_page(chromium, slow_address, viewport={"width": size[0], "height": size[1]}) as (page, _):
        page.clock.set_fixed_time(MOMENT)
        page.goto(slow_address + path, wait_until="networkidle")
        assert page.evaluate(SHIFTS) <= STILL
