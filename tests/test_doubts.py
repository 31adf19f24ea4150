"""Every fact that an item marks as unverified bears the mark on its page, and what the mark means is said once."""

import json
import re
import shutil
from html import unescape

import pytest
from yaml import safe_dump, safe_load

from browser import served, watched_page
from generator.check.rules_provenance import _NO_FACTS
from generator.records import KINDS, Campus, Course, Notice, Story, TextPage
from generator.settings import HOME
from generator.urls import file_of, url_of
from generator.words import load
from shared_content import picture, replaced, small_in

WORDS = load(HOME / "templates" / "words")
ADDRESS, IMAGE = {"road": "길 1"}, {"file": "images/a.png", "alt": "그림"}
FIGURE = {"label": "취업", "value": 5, "unit": "people", "as_of": "2025-11-03", "source": "seoul-20251102"}
COMMON = {"summary": "요약", "body": "글", "sources": ["seoul-20251102"], "checked": "2025-11-03"}
APPLY = {"from": "2025-11-03", "until": "2025-11-30"}
WHOLE = {
    Campus: COMMON
    | {
        "name": "캠퍼스",
        "district": "mapo",
        "number": 3,
        "opened": "2025",
        "status": "preparing",
        "specialism": "ai",
        "address": ADDRESS,
        "location": {"lat": 37.5, "lon": 127.0},
        "stations": [{"name": "역"}],
        "area_m2": 10,
        "lecture_rooms": 2,
        "facilities": ["방"],
        "phone": "02-123-4567",
        "email": "a@b.example",
        "url": "https://b.example/",
        "hours": "평일",
        "accessibility": ["승강기"],
        "images": [IMAGE],
    },
    Course: COMMON
    | {
        "title": "과정",
        "campus": "dobong",
        "field": "data-analysis",
        "cohort": 2,
        "starts": "2025-12-01",
        "ends": "2026-01-31",
        "schedule": "평일",
        "hours": 10,
        "capacity": 20,
        "fee": 0,
        "apply": APPLY,
        "eligibility": {"age": {"min": 15}, "prior": "배운 것"},
        "partners": ["회사"],
        "level": "beginner",
        "outcomes": [FIGURE],
        "tags": ["말"],
    },
    Story: COMMON
    | {
        "title": "이야기",
        "person": {"display_name": "김 씨", "consent": "anonymised"},
        "campus": "dobong",
        "course": "dobong-ai-multimodal",
        "path": {"before": "앞", "after": "뒤"},
        "published": "2025-11-03",
        "quote": "말",
        "image": IMAGE,
    },
    Notice: COMMON
    | {
        "title": "소식",
        "kind": "recruitment",
        "published": "2025-11-03",
        "campuses": ["dobong"],
        "courses": ["dobong-ai-multimodal"],
        "apply": APPLY,
        "attachments": [{"file": "files/a.pdf", "label": "공고"}],
    },
    TextPage: COMMON | {"title": "글"},
}
# Not on the page at all: a number that was not confirmed reaches nobody.
HIDDEN = ("phone",)


def marked(kind):
    """The keys of a whole item of this kind that may be in doubt, each with the slug of an item that says so."""
    keys = [key for key in WHOLE[kind] if key not in _NO_FACTS and key not in HIDDEN]
    return {key: f"doubt-{number}" for number, key in enumerate(keys)}


@pytest.fixture(scope="module")
def site(make, tmp_path_factory):
    """A site with an item for each key of each kind, which alone is in doubt there."""
    folder = small_in(tmp_path_factory.mktemp("doubts") / "content")
    picture(folder.parent, "a.png")
    (folder / "files").mkdir()
    (folder / "files" / "a.pdf").write_bytes(b"%PDF-1.4\n")
    districts = iter(safe_load((folder / "districts.yml").read_text("utf-8")))
    for kind, facts in WHOLE.items():
        for key, slug in marked(kind).items():
            own = {"district": next(each for each in districts if each != "dobong")} if kind is Campus else {}
            path = folder / kind.folder / f"{slug}.yml"
            path.parent.mkdir(exist_ok=True)
            path.write_text(safe_dump(facts | own | {"unverified": [key]}, allow_unicode=True), "utf-8")
    report = make(folder, folder.parent / "site")
    assert not report.failed, report.problems
    return folder.parent / "site"


@pytest.mark.parametrize(
    ("kind", "key"), [(kind, key) for kind in WHOLE for key in marked(kind)], ids=lambda value: getattr(value, "folder", value)
)
def test_what_is_in_doubt_is_marked_where_it_stands(site, kind, key):
    page = unescape((site / file_of(url_of(kind.folder, marked(kind)[key]))).read_text("utf-8"))
    assert page.count('<span class="doubt">공식 확인 필요</span>') == 1
    assert page.count("공식 확인 필요'라고 적은 것은") == 1


@pytest.mark.parametrize("key", ["apply", "starts", "ends"])
def test_a_date_in_doubt_is_marked_in_the_calendars(key, site):
    body = (site / "calendar" / "courses" / f"{marked(Course)[key]}.ics").read_bytes().decode().replace("\r\n ", "")
    doubted = [line for line in body.split("\r\n") if line.startswith("SUMMARY") and "(공식 확인 필요)" in line]
    assert len(doubted) == (2 if key == "apply" else 1), body  # a window has its end too; a training is one span
    said = "신청 기간(공식 확인 필요): " if key == "apply" else "교육 기간(공식 확인 필요): "
    about = [line for line in body.split("\r\n") if line.startswith("DESCRIPTION") and said in line]
    assert len(about) == body.count("BEGIN:VEVENT") == 3  # every event says both spans
    card = (site / "courses" / marked(Course)[key] / "index.html").read_text("utf-8").partition('property="og:image:alt" content="')[2]
    assert ("신청 기간" in card.partition('"')[0]) == (key != "apply")
    assert "확인 필요" not in (site / "calendar" / "courses" / f"{marked(Course)['capacity']}.ics").read_text("utf-8")


def test_the_page_of_dates_marks_what_is_in_doubt_and_tells_programs_what_is_sure(site):
    page = (site / "calendar" / "index.html").read_text("utf-8")
    rows = re.findall(r'<li[^>]*><strong>.*?</strong>(.*?)<a href="([^"]*)"', page)
    doubted = {address for between, address in rows if "공식 확인 필요" in between}
    assert doubted == {f"/courses/{marked(Course)[key]}/" for key in ("apply", "starts")} | {f"/notices/{marked(Notice)['apply']}/"}
    assert unescape(page).count("공식 확인 필요'라고 적은 것은") == 1


# What programs are told of an item, by the key that it follows from.
TOLD = {
    Campus: {"address": "address", "location": "geo", "opened": "foundingDate", "email": "email", "url": "sameAs"},
    Course: {
        "field": "about", "campus": "location", "starts": "startDate", "ends": "endDate", "hours": "courseWorkload",
        "capacity": "maximumAttendeeCapacity", "level": "educationalLevel", "eligibility": "coursePrerequisites",
        "apply": "validFrom validThrough", "fee": "isAccessibleForFree offers price priceCurrency category validFrom validThrough",
    },
    Notice: {"published": "datePublished"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "key"), [(kind, key) for kind in TOLD for key in TOLD[kind]], ids=lambda value: getattr(value, "folder", value)
)
def test_programs_are_told_nothing_that_is_in_doubt(site, kind, key):
    def told(slug):
        page = (site / file_of(url_of(kind.folder, slug))).read_text("utf-8")
        (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
        node = json.loads(block)["@graph"][0]
        return node.keys() | node.get("hasCourseInstance", {}).keys() | node.get("offers", {}).keys()

    of_all = set().union(*(told(slug) for slug in marked(kind).values()))
    assert of_all - told(marked(kind)[key]) == {*TOLD[kind][key].split()}


def test_there_is_a_whole_item_of_every_kind():
    assert set(WHOLE) == set(KINDS)


@pytest.mark.parametrize("kind", WHOLE, ids=lambda kind: kind.folder)
def test_the_whole_items_have_every_key_that_can_be_in_doubt(kind):
    assert set(WHOLE[kind]) | _NO_FACTS >= set(kind.model_fields)


def test_each_page_with_a_mark_says_once_what_it_means(site):
    said = {}
    for path in site.rglob("*.html"):
        page = unescape(path.read_text("utf-8"))
        if '<span class="doubt">' in page:
            words = WORDS["en" if path.is_relative_to(site / "en") else "ko"]
            said[path.relative_to(site).as_posix()] = page.count(words["unverified_note"])
    assert {"campuses/index.html", "compare/index.html", "calendar/index.html", "en/campuses/index.html"} <= said.keys()
    assert set(said.values()) == {1}, said


@pytest.mark.parametrize("language", WORDS)
def test_the_mark_of_doubt_is_no_state(language):
    assert WORDS[language]["unverified"] not in WORDS[language]["statuses"].values()


@pytest.mark.parametrize(("path", "said"), [
    ("courses", {"campus": 1, "field": 1, "title": 1, "cohort": 1, "apply": 1}),
    ("notices", {"kind": 1, "title": 1, "published": 1, "apply": 1, "summary": 1}),
    ("stories", {"title": 1, "person": 1, "campus": 1, "path": 1}),
])  # fmt: skip
def test_a_row_of_a_list_marks_what_it_says_in_doubt(site, path, said):
    kind = next(kind for kind in WHOLE if kind.folder == path)
    page = (site / path / "index.html").read_text("utf-8")
    rows = {row.partition('href="')[2].partition('"')[0].split("/")[2]: row for row in re.findall(r"<li class=.*?</li>", page, re.DOTALL)}
    marks = {key: rows[slug].count('<span class="doubt">') for key, slug in marked(kind).items()}
    assert {key: count for key, count in marks.items() if count} == said


def test_a_date_that_another_state_shows_brings_its_mark(chromium, site):
    """A row says the window while one may apply; that the course itself is in doubt is told when its turn comes."""
    row = f'.course:has([href="/courses/{marked(Course)["starts"]}/"])'
    seen = []
    with served(site) as address, watched_page(chromium, address) as (page, _):
        for moment in ("2025-11-10T09:00:00+09:00", "2025-12-10T09:00:00+09:00"):
            page.clock.set_fixed_time(moment)
            page.goto(f"{address}/courses/", wait_until="networkidle")
            seen.append((page.locator(f"{row} .chip-word").inner_text(), page.locator(f"{row} .doubt:visible").count()))
    assert seen == [("모집중", 0), ("교육중", 1)]


@pytest.mark.parametrize("key", ["title", "summary", "apply", "body", "attachments"])
def test_a_feed_marks_what_is_in_doubt(site, key):
    items = json.loads((site / "feeds" / "all.json").read_text("utf-8"))["items"]
    found = {item["url"].split("/")[-2]: item for item in items}
    doubted, sure = found[marked(Notice)[key]], found[marked(Notice)["courses"]]
    mark, note = "(공식 확인 필요)", WORDS["ko"]["unverified_note"]
    own = {"title": doubted["title"], "summary": doubted["summary"], "attachments": doubted["attachments"][0]["title"]}
    said = own.get(key, unescape(doubted["content_html"]))
    where = {"title": f"소식{mark}", "summary": f"요약{mark}", "apply": f"신청 기간{mark}: ", "body": f"{mark}</p>"}
    where["attachments"] = f"공고{mark}"
    assert where[key] in said and note in unescape(doubted["content_html"])
    assert "공식 확인 필요" not in json.dumps(sure, ensure_ascii=False)
    entry = (site / "feeds" / "all.atom").read_text("utf-8")
    assert {"title": f"<title>소식{mark}</title>", "summary": f">요약{mark}</summary>"}.get(key, mark) in entry


def test_the_home_tells_no_deadline_that_nobody_confirmed(chromium, make, open_content, tmp_path):
    """The build and the script alike: in its sentence no mark can stand beside the date."""
    shutil.copytree(open_content, tmp_path / "content")
    path = tmp_path / "content" / "courses" / "jung-salesforce-ai-3.md"
    said = []
    for more in ("", "unverified: [apply]\n"):
        replaced(path, "fee: 0\n", f"{more}fee: 0\n")
        assert not make(tmp_path / "content", tmp_path / "site").failed
        for script in (False, True):
            with served(tmp_path / "site") as address, watched_page(chromium, address, java_script_enabled=script) as (page, _):
                page.clock.set_fixed_time("2025-11-03T09:00:00+09:00")
                page.goto(f"{address}/", wait_until="networkidle")
                said.append(page.locator(".hero .lead:visible").inner_text().strip().replace("\u2060", ""))
    sure = "지금 신청할 수 있는 과정이 3개 있습니다."
    assert said == [f"{sure} 가장 빠른 마감은 2025년 11월 5일(수)입니다."] * 2 + [sure] * 2
