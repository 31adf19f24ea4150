"""What a tile of the map says: of several campuses in one district, and of what notices recruit for."""

import json
import re

import pytest

from browser import served, watched_page
from built import Built
from generator.dates import parse

SECOND = """name: 가온마포캠퍼스
district: mapo
sources: [seoul-20251102]
checked: 2025-11-03
"""
COURSE = """---
title: {title}
campus: {campus}
field: ai-development
apply:
  from: 2025-11-01
  until: 2025-11-28
summary: 가르칩니다.
sources: [seoul-20251102]
checked: 2025-11-03
---
"""
NOTICE = """---
title: 모집
kind: {kind}
published: 2025-11-01
campuses: {campuses}
{courses}apply:
  from: 2025-11-01
  until: {until}
summary: 모집합니다.
sources: [seoul-20251102]
checked: 2025-11-01
---
"""


def put(content, name, text):
    (content / name).write_text(text, "utf-8")


def page_of(folder, url):
    return (folder / url.strip("/") / "index.html").read_text("utf-8")


def tile(folder, name, url="/campuses/"):
    """What the tile of a district is and says: its states, where it leads, its words."""
    (found,) = (part for part in page_of(folder, url).split("<li class=")[1:] if f">{name}<" in part.partition("</li>")[0])
    found = found.partition("</li>")[0]
    words = re.search(r'class="hidden">(.*?)</span>', found)[1]
    return re.search(r'data-status="(\w+)"|$', found)[1], re.search('<a href="(.*?)"', found)[1], words, 'aria-current="page"' in found


@pytest.fixture
def two(content, make, tmp_path):
    """The site with a second campus in one district, whose name stands far from the first one's: one course at each, one at both."""
    put(content, "campuses/mapo-second.yml", SECOND)
    for name, campus in (("one", "mapo"), ("two", "mapo-second"), ("both", "[mapo, mapo-second]")):
        put(content, f"courses/{name}.md", COURSE.format(title=f"과정 {name}", campus=campus))
    report = make(content, tmp_path / "site")
    assert not report.failed, report.problems
    return tmp_path / "site"


def test_a_tile_counts_the_courses_of_every_campus_of_its_district_each_once(two):
    assert tile(two, "마포") == ("open", "/campuses/#district-mapo", "마포구, 캠퍼스 2곳, 모집중 과정 3개", False)
    assert tile(two, "Ma\u200bpo", "/en/campuses/")[1:3] == ("/campuses/#district-mapo", "Mapo-gu (2 campuses), Open, courses: 3")


def test_a_district_of_several_leads_to_where_all_of_them_stand(two):
    assert Built(two, "https://sesac.example").trees["/campuses/"].ids.count("district-mapo") == 1
    cards = re.findall(r'<li class="card(.*?)".*?<h3 class="card-title"><a href="(.*?)"', page_of(two, "/campuses/"), re.DOTALL)
    at = cards.index(("", "/campuses/mapo-second/"))
    assert cards[at + 1] == (" card-beside", "/campuses/mapo/") and len(cards) == 26
    assert "district-mapo" not in page_of(two, "/en/campuses/").split("<h2")[-1]
    assert '<a href="/campuses/#district-mapo">마포구</a>' in page_of(two, "/campuses/yongsan/")


def test_a_campus_page_lights_its_district_and_is_current_only_where_the_tile_leads_to_it(two):
    for url in ("/campuses/mapo/", "/campuses/mapo-second/", "/courses/both/"):
        assert page_of(two, url).count("tile-lit") == 1
        assert tile(two, "마포", url) == (None, "/campuses/#district-mapo", "마포구, 캠퍼스 2곳, 캠퍼스가 있는 곳", False)
    assert tile(two, "도봉", "/campuses/dobong/") == (None, "/campuses/dobong/", "도봉구, 지금 보는 곳", True)
    assert tile(two, "도봉", "/courses/dobong-ai-multimodal/") == (None, "/campuses/dobong/", "도봉구, 캠퍼스가 있는 곳", False)


RUNS = """---
title: 과정
campus: jongno
field: ai-development
starts: 2025-10-01
ends: 2025-12-10
summary: 가르칩니다.
sources: [seoul-20251102]
checked: 2025-11-03
---
"""


def test_an_ended_course_says_nothing_of_a_campus_that_has_one_without_a_state(chromium, content, make, tmp_path):
    """The build says so, and so does a page that is older than the end."""
    make(content, tmp_path / "site")
    assert "jongno-intel-ai-2" in page_of(tmp_path / "site", "/campuses/jongno/")
    assert tile(tmp_path / "site", "종로")[::2] == (None, "종로구")
    put(content, "courses/runs.md", RUNS)
    make(content, tmp_path / "site")
    assert tile(tmp_path / "site", "종로")[::2] == ("running", "종로구, 교육중")
    asked = """() => { const tile = document.querySelector(".tile:has([href='/campuses/jongno/'])");
      return [tile.dataset.status ?? null, tile.querySelector(".hidden").textContent,
        tile.querySelectorAll(".icon").length,
        /tile-(running|ended)/.test(tile.className)]; }"""
    seen = []
    with served(tmp_path / "site") as address, watched_page(chromium, address) as (page, faults):
        for moment in ("2025-11-03T09:00:00+09:00", "2025-12-11T00:00:00+09:00"):
            page.clock.set_fixed_time(moment)
            page.goto(f"{address}/campuses/", wait_until="networkidle")
            seen.append(page.evaluate(asked))
        assert seen == [["running", "종로구, 교육중", 1, True], [None, "종로구", 0, False]] and faults == []


# Notices that recruit.


def test_a_campus_that_a_notice_recruits_for_is_not_closed_nor_empty(real_site):
    for name in ("도봉", "용산", "송파"):
        assert tile(real_site, name)[::2] == ("unconfirmed", f"{name}구, 확인 필요")
    assert "지금 신청 1개" not in page_of(real_site, "/campuses/")


def test_its_page_shows_the_notice_among_its_courses_and_only_there(real_site):
    page = page_of(real_site, "/campuses/dobong/")
    courses = page.partition('id="s-courses"')[2].partition("</article>")[0]
    assert re.search(
        r"<h3>모집 소식</h3>.*november-recruitment-seven.*chip-unconfirmed.*신청 .*11월 3일.*부터.*지난 모집", courses, re.DOTALL
    )
    assert page.count('card-title"><a href="/notices/november-recruitment-seven/"') == 1
    # A course says itself when to apply: the notice about it is told with the others.
    assert "모집 소식</h3>" not in page_of(real_site, "/campuses/mapo/")
    assert "ai-campus-third-cohort" in page_of(real_site, "/campuses/mapo/").partition('id="s-notices"')[2]


def test_when_it_is_over_it_is_told_with_the_other_notices(content, make, tmp_path):
    make(content, tmp_path / "site", moment=parse("2025-12-01 09:00").first())
    page = page_of(tmp_path / "site", "/campuses/dobong/")
    assert "모집 소식</h3>" not in page and "november-recruitment-seven" in page.partition('id="s-notices"')[2]
    assert tile(tmp_path / "site", "도봉")[0] == "closed"


@pytest.mark.parametrize(
    ("about", "status"),
    [
        ({}, "open"),
        ({"campuses": "all"}, "open"),
        ({"until": "2025-11-05"}, "closing"),
        ({"kind": "news"}, None),
        ({"campuses": "mapo"}, None),
        ({"courses": "courses: [own]\n"}, "rolling"),
    ],
)
def test_which_notices_count(content, make, tmp_path, about, status):
    put(
        content,
        "notices/new.md",
        NOTICE.format(**{"kind": "recruitment", "campuses": "gangdong", "courses": "", "until": "2025-11-28"} | about),
    )
    if "courses" in about:
        put(content, "courses/own.md", COURSE.format(title="과정", campus="gangdong").replace("2025-11-28", "open-ended"))
    report = make(content, tmp_path / "site")
    assert not report.failed, report.problems
    found, _, words, _ = tile(tmp_path / "site", "강동")
    said = {"open": ", 모집중", "closing": ", 마감 임박", "rolling": ", 상시 모집 과정 1개", None: ""}
    assert (found, words) == (status, f"강동구{said[status]}")


@pytest.fixture
def apart(content, make, tmp_path):
    """The site where a notice about one campus ends before the course there, and the past has more notices."""
    put(content, "courses/own.md", COURSE.format(title="과정", campus="yongsan"))
    for number, until in enumerate(("2025-11-05", "2025-11-02", "2025-11-01")):
        put(content, f"notices/new-{number}.md", NOTICE.format(kind="recruitment", campuses="yongsan", courses="", until=until))
    report = make(content, tmp_path / "site")
    assert not report.failed, report.problems
    return tmp_path / "site"


def test_courses_are_not_said_to_be_of_the_state_of_a_notice(apart):
    assert tile(apart, "용산")[::2] == ("closing", "용산구, 마감 임박, 신청할 수 있는 과정 1개")


def test_one_notice_that_is_over_stands_for_all(apart):
    found = re.search(r'data-notices="(.*?)" data-says-apart="용산구', page_of(apart, "/campuses/"))[1]
    dates = json.loads(found.replace("&#34;", '"'))
    assert [each.get("until") for each in dates] == [None, "2025-11-05", "2025-11-02"]


def test_an_old_copy_counts_notices_as_a_new_build_does(apart, content, make, tmp_path, chromium):
    moments = [parse(f"2025-{day} 09:00").first() for day in ("11-04", "11-06", "11-27", "11-29", "12-10")]
    with served(apart) as address, watched_page(chromium, address) as (page, faults):
        seen = set()
        for moment in moments:
            page.clock.set_fixed_time(moment)
            page.goto(f"{address}/campuses/", wait_until="networkidle")
            old = page.locator(".tile", has_text="용산구")
            make(content, tmp_path / "new", moment=moment)
            status, _, words, _ = tile(tmp_path / "new", "용산")
            assert (old.get_attribute("data-status"), old.locator(".hidden").text_content()) == (status, words), moment
            seen.add(words)
        assert len(seen) == 5 and faults == []
