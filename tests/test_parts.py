"""Long lists are cut into parts: every item stands in one of them, each part has its address, and all lead to all."""

import math
import re
from itertools import chain

import pytest

from built import Built
from generator import cache
from generator.pages import compare, map, parts, rows, search, text
from shared_content import REAL

SMALL = 4
BOUNDS = (
    (parts, "SIZE", SMALL), (rows, "MOST_DATES", 0), (map, "MOST_DATES", 0),
    (text, "SIZE", 1), (search, "MOST", 10), (compare, "MANY", 0), (compare, "MOST", 2),
)  # fmt: skip


@pytest.fixture(scope="module")
def cut(make, real_built, tmp_path_factory):
    """The real site with parts of four, and everything else that is bounded bounded early."""
    folder = tmp_path_factory.mktemp("parts") / "site"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cache, "FOLDER", folder.with_name("cache"))  # no memory knows of other bounds
        for module, name, value in BOUNDS:
            patch.setattr(module, name, value)
        assert not make(REAL, folder, quick=True).failed
    return Built(folder, real_built.base)


def items_in(built, folder, kind="courses"):
    """The items linked in the cards of a list, over all its parts, in order."""
    pages = [folder, *(f"{folder}page/{number}/" for number in range(2, 100) if f"{folder}page/{number}/" in built.trees)]
    files = [(built.folder / page.strip("/") / "index.html").read_text("utf-8") for page in pages]
    return [re.findall(rf'card-title"><a href="(/{kind}/[^/"]+/)"', file) for file in files]


LISTS = [
    ("/courses/", "courses"),
    ("/courses/state/ended/", "courses"),
    ("/courses/state/unconfirmed/", "courses"),
    ("/fields/ai-development/", "courses"),
    ("/campuses/mapo/", "courses"),
    ("/notices/", "notices"),
    ("/notices/2025/", "notices"),
]


@pytest.mark.parametrize(("folder", "kind"), LISTS)
def test_the_parts_together_are_the_list(cut, real_built, folder, kind):
    found, (wanted,) = items_in(cut, folder, kind), items_in(real_built, folder, kind)
    assert wanted and sorted(chain.from_iterable(found)) == sorted(wanted)
    assert [len(part) for part in found[:-1]] == [SMALL] * (math.ceil(len(wanted) / SMALL) - 1)


def test_parts_lead_to_one_another_and_to_pages_that_are_there(cut):
    links = cut.trees["/courses/page/2/"].links
    assert {"/courses/", "/courses/page/2/", "/courses/page/3/"} <= set(links)
    broken = {
        (url, link)
        for url, tree in cut.trees.items()
        for link in tree.links
        if cut.is_inner(link) and link.endswith("/") and not cut.answers(url, link)
    }
    assert not broken
    assert cut.trees["/courses/page/2/"].title.startswith("과정 2쪽") and cut.trees["/courses/page/2/"].crumbs[-1] == "/courses/"
    assert "/en/courses/page/2/" in cut.trees or len(items_in(cut, "/en/courses/", "en/courses")[0]) <= SMALL


def test_what_is_only_a_part_is_not_counted_or_narrowed_as_if_it_were_all(cut, real_built):
    for built, expected in ((cut, False), (real_built, True)):
        html = (built.folder / "courses" / "index.html").read_text("utf-8")
        assert ("data-count-of" in html) == expected and ('data-module="filters"' in html) == expected
        assert "과정 29개" in html


def test_a_browser_is_given_no_more_dates_than_it_needs(cut):
    html = (cut.folder / "index.html").read_text("utf-8")
    assert (
        not re.search("data-open(ings)?=", html + (cut.folder / "campuses" / "index.html").read_text("utf-8"))
        and 'data-courses="[{' not in html
    )
    assert len(re.findall("data-course=", (cut.folder / "compare" / "index.html").read_text("utf-8"))) <= 2 * 20
    assert 'href="/courses/">과정</a></p>' in (cut.folder / "search" / "index.html").read_text("utf-8")


def test_a_short_list_is_as_it_was(real_built):
    assert not [url for url in real_built.trees if "/page/" in url]
    assert not [path for path in real_built.folder.rglob("*.html") if 'class="parts"' in path.read_text("utf-8")]


def test_the_page_of_how_to_apply_is_bounded(cut, real_built):
    """It shows the most urgent courses and asks about as many; a course that it does not ask about leads to no question."""

    def counted(built):
        page = (built.folder / "apply" / "index.html").read_text("utf-8")
        leading = sum("/apply/?course=" in path.read_text("utf-8") for path in (built.folder / "courses").glob("*/index.html"))
        return page.count('class="card course"'), page.count("<tr data-course"), leading

    (current, asked, leading), bounded = counted(real_built), counted(cut)
    assert current > 1 and asked == leading > 1 and bounded == (1, 1, 1)
