"""The district map, computed again: every border, both directions, and the river with every tile on its true bank."""

import re
import shutil
from itertools import combinations, pairwise
from statistics import mean

import pytest
from yaml import safe_load

from browser import PHONE, served, watched_page
from shared_content import MOMENT, REAL

DISTRICTS = safe_load((REAL / "districts.yml").read_text("utf-8"))
RIVER = safe_load((REAL / "site.yml").read_text("utf-8"))["map"]["river"]
PAIRS = [frozenset(pair) for pair in combinations(DISTRICTS, 2)]
BORDERS = {frozenset((name, other)) for name, district in DISTRICTS.items() for other in district["neighbours"]}


def between(pair):
    """How many columns and rows lie from one tile to the other."""
    (x, y), (u, v) = (DISTRICTS[name]["tile"] for name in pair)
    return abs(x - u), abs(y - v)


SIDES = {pair for pair in PAIRS if sorted(between(pair)) == [0, 1]}
CORNERS = {pair for pair in PAIRS if between(pair) == (1, 1)}


def ranks(values):
    """The rank of each value; equal values share the mean of their ranks."""
    order = sorted(values)
    return [order.index(value) + (order.count(value) + 1) / 2 for value in values]


def agreement(first, second):
    """Spearman's rank correlation."""
    a, b = ranks(first), ranks(second)
    x, y = [value - mean(a) for value in a], [value - mean(b) for value in b]
    product = sum(left * right for left, right in zip(x, y, strict=True))
    return product / (sum(value**2 for value in x) * sum(value**2 for value in y)) ** 0.5


def bank(name):
    """The bank of a tile: "north" where it stands above the line of the river in its column."""
    column, row = DISTRICTS[name]["tile"]
    (line,) = (y for (x, y), (u, v) in pairwise(RIVER) if y == v and x < column <= u)
    return "north" if row <= line else "south"


def test_every_district_has_a_tile_of_its_own():
    tiles = {tuple(district["tile"]) for district in DISTRICTS.values()}
    assert len(DISTRICTS) == len(tiles) == 25
    assert all(1 <= column <= 6 and 1 <= row <= 6 for column, row in tiles)


def test_the_river_is_seen_in_forced_colours(chromium, real_address):
    """A sentence below the map tells of the line."""
    with watched_page(chromium, real_address, viewport=PHONE, forced_colors="active") as (page, _):
        for path in ("/", "/campuses/", "/campuses/mapo/", "/courses/guro-pm/"):
            page.goto(real_address + path, wait_until="networkidle")
            colour = page.locator(".map-river").evaluate("(one) => one.checkVisibility() && getComputedStyle(one).stroke")
            assert colour == page.locator("main h1").evaluate("(one) => getComputedStyle(one).color"), path


def test_every_border_is_named_from_both_sides():
    assert all(name in DISTRICTS[other]["neighbours"] for name, district in DISTRICTS.items() for other in district["neighbours"])
    assert all(name not in district["neighbours"] for name, district in DISTRICTS.items())


def test_borders_on_the_grid():
    assert len(BORDERS) == 52
    assert len(BORDERS & SIDES) == 35
    assert len(BORDERS & CORNERS) == 16
    assert BORDERS - SIDES - CORNERS == {frozenset(("eunpyeong", "mapo"))}


def test_sides_that_are_no_borders():
    assert SIDES - BORDERS == {frozenset(("dongjak", "guro")), frozenset(("dongdaemun", "jung"))}


@pytest.mark.parametrize(("axis", "degrees", "sign", "rounded"), [(0, "lon", 1, 0.96), (1, "lat", -1, 0.97)])
def test_the_order_is_true(axis, degrees, sign, rounded):
    tiles = [district["tile"][axis] for district in DISTRICTS.values()]
    centres = [sign * district["location"][degrees] for district in DISTRICTS.values()]
    assert round(agreement(tiles, centres), 2) == rounded


def test_the_river_is_one_stepped_line_across_the_map():
    assert RIVER[0][0] == 0 and RIVER[-1][0] == 6
    assert all((x == u) != (y == v) and u >= x for (x, y), (u, v) in pairwise(RIVER))


def test_across_the_river_is_on_the_other_bank():
    for pair in BORDERS:
        name, other = pair
        said = other in DISTRICTS[name].get("across_river", ())
        assert said == (name in DISTRICTS[other].get("across_river", ())), f"{name}–{other}"
        assert said == (bank(name) != bank(other)), f"{name}–{other}"


def test_the_banks_are_as_in_seoul():
    north = {name for name in DISTRICTS if bank(name) == "north"}
    assert north == {
        "jongno", "jung", "yongsan", "seongdong", "gwangjin", "dongdaemun", "jungnang",
        "seongbuk", "gangbuk", "dobong", "nowon", "eunpyeong", "seodaemun", "mapo",
    }  # fmt: skip


# How it is drawn, in a real browser.

# Names that stand out of their tile, tiles that touch or are too small, a river that is not as large as the map or runs between uneven
# rows, and words about a map that is not drawn.
MISDRAWN = """(least) => {
  const box = (element) => element.getBoundingClientRect();
  const tiles = [...document.querySelectorAll('.tile')], wrong = [];
  for (const tile of tiles) {
    const edge = box(tile), range = document.createRange();
    if (edge.width < least || edge.height < 44) wrong.push(`small: ${tile.innerText}`);
    range.selectNodeContents(tile.querySelector('.tile-name'));
    const parts = [...range.getClientRects(), ...[...tile.querySelectorAll('.icon')].map(box)];
    if (parts.some((part) => part.left < edge.left || part.right > edge.right || part.top < edge.top || part.bottom > edge.bottom))
      wrong.push(`out: ${tile.innerText}`);
    for (const other of tiles) {
      const its = box(other);
      if (other !== tile && its.left < edge.right && its.right > edge.left && its.top < edge.bottom && its.bottom > edge.top)
        wrong.push(`touch: ${tile.innerText} ${other.innerText}`);
    }
  }
  for (const about of document.querySelectorAll('.map-about'))
    if (box(about).height > 0 !== box(document.querySelector('.map-river')).height > 0) wrong.push('about');
  const river = box(document.querySelector('.map-river')), list = box(document.querySelector('.map-grid > ul'));
  if (river.height && (Math.abs(river.width - list.width) > 1 || Math.abs(river.height - list.height) > 1)) wrong.push('river');
  const heights = tiles.map((tile) => box(tile).height);
  if (river.height && Math.max(...heights) - Math.min(...heights) > 1) wrong.push('rows');
  return {wrong, drawn: river.height > 0};
}"""
# At these widths the map is drawn; below, its names flow as a list.
DRAWN = {"/campuses/": 320, "/en/campuses/": 390, "/campuses/jung/": 320, "/en/campuses/jung/": 390, "/en/": 390}


@pytest.mark.parametrize("path", DRAWN)
def test_every_name_stands_in_its_tile(chromium, open_address, path):
    with watched_page(chromium, open_address) as (page, _):
        page.clock.set_fixed_time(MOMENT)
        for width in (320, 360, 390, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(open_address + path, wait_until="networkidle")
            found = page.evaluate(MISDRAWN, 44)
            assert found == {"wrong": [], "drawn": width >= DRAWN[path]}, width


# A made-up grid of more columns than Seoul's: the width from which each page draws it, and that of its narrowest tile there.
WIDE = {
    7: {"/campuses/": (320, 37), "/campuses/dobong/": (320, 37), "/en/campuses/": (768, 69)},
    9: {"/campuses/": (360, 32), "/campuses/dobong/": (360, 32), "/en/campuses/": (768, 53)},
    12: {"/campuses/": (768, 37), "/en/campuses/": (9999, 44)},
}


@pytest.fixture(scope="module", params=WIDE)
def wide(request, make, tmp_path_factory):
    """The address of the site with its districts row by row in so many columns, and a river between the rows."""
    folder, columns = tmp_path_factory.mktemp("wide"), request.param
    shutil.copytree(REAL, folder / "content")
    places = iter([column, row] for row in range(1, 9) for column in range(1, columns + 1))
    for name, old, new in (
        ("districts.yml", r"tile: \[.*\]", lambda _: f"tile: {next(places)}"),
        ("site.yml", r"  river: \[\[.*\]\]", f"  river: [[0, 1], [3, 1], [3, 2], [{columns}, 2]]"),
    ):
        path = folder / "content" / name
        path.write_text(re.sub(old, new, path.read_text("utf-8")), "utf-8")
    report = make(folder / "content", folder / "site")
    assert not report.failed, report.problems
    with served(folder / "site") as address:
        yield columns, address


def test_a_wide_map_is_a_map_on_a_phone_or_says_nothing_of_places(chromium, wide):
    columns, address = wide
    with watched_page(chromium, address) as (page, _):
        page.clock.set_fixed_time(MOMENT)
        for path, (drawn, least) in WIDE[columns].items():
            for width in (320, 360, 390, 768, 1280):
                page.set_viewport_size({"width": width, "height": 800})
                page.goto(address + path, wait_until="networkidle")
                found = page.evaluate(MISDRAWN, least if width >= drawn else 44)
                assert found == {"wrong": [], "drawn": width >= drawn}, (path, width)
                assert page.evaluate("document.documentElement.scrollWidth") == width
