"""What stands for a page elsewhere: the picture of a link, the icon on a home screen, the code on a printed notice."""

import json
import re
from html import unescape
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from browser import watched_page
from generator import cache, card_art, cards, model, qr
from generator.assets import colours
from generator.icons import ICONS
from generator.memory import Memories
from generator.settings import HOME
from generator.slow import SlowFiles
from shared_content import MOMENT, REAL

BASE = "https://host.example/some/where/"
STATIC = HOME / "static"


@pytest.fixture(scope="module")
def site(make, tmp_path_factory):
    """The real site below a prefix."""
    folder = tmp_path_factory.mktemp("marks") / "site"
    make(REAL, folder, base_url=BASE)
    return folder


def pages(site):
    return [path for path in site.rglob("*.html") if "og:image" in path.read_text("utf-8")]


def meta(html, name):
    return unescape(re.search(rf'<meta property="{name}" content="([^"]*)">', html)[1])


def test_every_link_has_its_picture(site):
    seen = set()
    for path in pages(site):
        html = path.read_text("utf-8")
        image = meta(html, "og:image")
        assert image.startswith(BASE) and meta(html, "og:url").startswith(BASE)
        seen.add(image.removeprefix(BASE))
    assert seen == {path.relative_to(site).as_posix() for path in (site / "assets" / "og").iterdir()}
    for name in seen:
        with Image.open(site / name) as picture:
            assert (picture.format, picture.size) == ("PNG", (1200, 630))


def test_only_so_many_items_have_a_picture_of_their_own(make, tmp_path, monkeypatch):
    monkeypatch.setattr(model, "PICTURED", 3)
    make(REAL, tmp_path / "site", Memories(), quick=True)  # none that knows the pages with more of them
    said = [meta(path.read_text("utf-8"), "og:image:alt") for path in (tmp_path / "site" / "courses").glob("*/index.html")]
    assert len([alt for alt in said if alt != "과정 · 새싹"]) == 3 and len(said) > 20


def test_the_words_of_a_picture_stand_in_its_page(site):
    for path in (site / "courses" / "guro-pm", site / "en" / "campuses" / "jung", site / "stories" / "dobong-blockchain-to-ai"):
        html = (path / "index.html").read_text("utf-8")
        shown = unescape(re.sub(r"<[^>]+>", "", html.partition("<body>")[2])).replace("\u2060", "")  # holds 부터 to its date
        for part in meta(html, "og:image:alt").split(" · "):
            assert all(word in shown for word in part.split()), part


def test_a_later_moment_draws_nothing_new(site, make, tmp_path):
    make(REAL, tmp_path / "site", base_url=BASE, moment=MOMENT.replace(year=2026))
    then, now = ({path.name for path in (folder / "assets" / "og").iterdir()} for folder in (site, tmp_path / "site"))
    assert then == now


def drawn(*cards_):
    return [output.body for output in SlowFiles([*cards.pictures_of(cards_, STATIC, colours(STATIC))]).outputs()]


def test_a_picture_is_the_same_and_drawn_once(tmp_path, empty_cache, monkeypatch):
    card = cards.Card("중랑캠퍼스", "데이터분석 과정", "2025년 11월 3일(월)", "새싹")
    first = drawn(card)
    monkeypatch.setattr(cache, "FOLDER", tmp_path / "another")
    assert drawn(card) == first
    monkeypatch.setattr(card_art, "draw", lambda *_: pytest.fail("drawn again"))
    assert drawn(card) == first


@pytest.mark.parametrize(
    "title", ["가", "과정 " * 12, "가나다라마바사아자차카타파하" * 12, "A very long title indeed, of a course in English, " * 5]
)
def test_any_title_fits(title, empty_cache):
    with Image.open(BytesIO(drawn(cards.Card("위", title, "아래 " * 40, "새싹"))[0])) as picture:
        ground = picture.convert("RGB").getpixel((5, 5))
        edges = [picture.convert("RGB").crop(box) for box in ((0, 0, 40, 630), (1160, 0, 1200, 630), (0, 590, 1200, 630))]
        assert all(edge.getcolors() == [(edge.width * edge.height, ground)] for edge in edges)


def test_the_preview_draws_no_pictures_of_links(make, small, tmp_path):
    make(small, tmp_path / "site", quick=True)
    assert not (tmp_path / "site" / "assets" / "og").exists()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_manifest_is_whole(language, site):
    home = "/some/where/" if language == "ko" else "/some/where/en/"
    page = (site / ("" if language == "ko" else language) / "index.html").read_text("utf-8")
    assert f'<link rel="manifest" href="{home}site.webmanifest">' in page
    facts = json.loads((site / ("" if language == "ko" else language) / "site.webmanifest").read_text("utf-8"))
    assert facts["lang"] == language and facts["start_url"] == facts["id"] == home and facts["scope"] == "/some/where/"
    assert facts["name"] and facts["short_name"] and facts["background_color"] == colours(STATIC)["ground"][0]
    for icon in facts["icons"]:
        with Image.open(site / icon["src"].removeprefix("/some/where/")) as picture:
            assert f"{picture.width}x{picture.height}" == icon["sizes"]
    assert {"any", "maskable"} == {icon["purpose"] for icon in facts["icons"]}


def test_the_sprout_of_a_maskable_icon_stands_in_its_middle(site):
    size = next(size for name, size, _ in ICONS if "maskable" in name)
    with Image.open(next((site / "assets").glob("icon-maskable-*.png"))) as picture:
        ground = picture.getpixel((0, 0))
        ink = [(x, y) for x in range(0, size, 4) for y in range(0, size, 4) if picture.getpixel((x, y)) != ground]
    assert ground[3] == 255 and ink
    assert all((x - size / 2) ** 2 + (y - size / 2) ** 2 <= (size * 0.4) ** 2 for x, y in ink)


def test_the_bar_of_a_browser_has_the_colour_of_the_ground(real_site):
    html = (real_site / "index.html").read_text("utf-8")
    assert tuple(re.findall(r'<meta name="theme-color" content="(#\w+)"', html)) == colours(STATIC)["ground"]


def bitmap(svg):
    """A QR code's SVG as a picture: its strokes of dark modules, one module high, drawn ten times as large."""
    side = int(re.search(r'viewBox="0 0 (\d+)', svg)[1])
    picture = Image.new("L", (side, side), 255)
    for row in re.search(r'<path stroke="#000"[^>]* d="M([^"]+)"', svg)[1].split("M"):
        x, y = 0, int(re.match(r"0 (\d+)\.5", row)[1])
        for skipped, width in re.findall(r"m(\d+) 0h(\d+)", row):
            picture.paste(0, (x + int(skipped), y, x + int(skipped) + int(width), y + 1))
            x += int(skipped) + int(width)
    return picture.resize((side * 10, side * 10), Image.Resampling.NEAREST)


def test_every_code_says_its_address(site):
    found = set()
    for folder in ("courses", "notices", "en/courses", "en/notices"):
        for path in (site / folder).glob("*/index.html"):
            html = path.read_text("utf-8")
            code = re.search(r'<img class="print-address-code" src="/some/where/([^"]+)"', html)
            if code:
                address = re.search(r'<link rel="canonical" href="([^"]+)">', html)[1]
                read = zxingcpp.read_barcode(bitmap((site / code[1]).read_text("utf-8")))
                assert read.text == address and address in html.partition("print-address")[2]
                found.add(code[1])
    assert found == {path.relative_to(site).as_posix() for path in (site / "assets" / "qr").iterdir()}
    assert found >= {qr.path_of(f"{BASE}courses/guro-pm/"), qr.path_of(f"{BASE}en/courses/guro-pm/")}


def test_a_code_is_seen_on_paper_only_and_large_enough(chromium, real_address):
    with watched_page(chromium, real_address, viewport={"width": 672, "height": 1000}) as (page, faults):
        page.goto(real_address + "/courses/guro-pm/", wait_until="networkidle")
        code = page.locator(".print-address-code")
        assert not code.is_visible()
        page.emulate_media(media="print")
        modules = int(
            re.search(
                r'viewBox="0 0 (\d+)', page.evaluate("fetch(document.querySelector('.print-address-code').src).then((a) => a.text())")
            )[1]
        )
        millimetres = code.bounding_box()["width"] / 96 * 25.4 * (modules - 8) / modules
        assert millimetres >= 25
        assert not faults
