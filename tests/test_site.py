"""The real site: whole, sound page by page, every link and anchor met, nothing in it that must not be."""

import json
import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from yaml import safe_load

from built import Built, Tree
from generator.index.plain import _SECTIONS
from generator.index.search.entries import OWN
from generator.pages.frame import GUIDES, MENU
from generator.pipeline import check_only
from generator.problems import ERROR
from generator.settings import Settings
from shared_content import COURSE_HEAD, MOMENT, REAL, replaced
from sound import half, inline, unmet, unsound

CAMPUSES = sorted(path.stem for path in (REAL / "campuses").iterdir())
FIELDS = list(safe_load((REAL / "fields.yml").read_text("utf-8")))
LISTS = ("", "courses", "campuses", "fields", "stories", "notices", "notices/2025", "calendar", "results", "changes", "data", "search")
TEXTS = ("about", "apply", "questions", "accessibility", "privacy", "licence")
ITEMS = ("stories/dobong-blockchain-to-ai", *(f"campuses/{slug}" for slug in CAMPUSES), *(f"fields/{slug}" for slug in FIELDS))
RECRUITING = ("ai-campus-third-cohort", "november-recruitment-eighteen", "november-recruitment-seven")
FILES = (
    "/feeds/all.atom", "/feeds/all.json", "/feeds/campuses/jungnang.atom", "/calendar/all.ics", "/calendar/campuses/jungnang.ics",
    "/data/index.json", "/data/courses.json", "/data/courses.csv", "/data/courses.schema.json",
    "/sitemap.xml", "/robots.txt",
)  # fmt: skip
TEXTUAL = (".atom", ".csv", ".html", ".ics", ".json", ".txt", ".webmanifest", ".xml")
# Published after the site's day, or known from one weak source only.
UNPUBLISHED = (
    "만 39세", "76.1", "십중팔구", "80~90%", "나진상가", "옥상",
    "02-6249-7402", "02-6216-3804", "02-6249-1601", "02-2138-2731",
)  # fmt: skip


@pytest.fixture(scope="module")
def below(make, tmp_path_factory):
    folder = tmp_path_factory.mktemp("below") / "site"
    make(REAL, folder, base_url="https://host.example/prefix/")
    return Built(folder, "https://host.example/prefix")


def faulty(site, is_sound):
    return [url for url, tree in site.trees.items() if not is_sound(tree)]


def test_the_content_has_no_problem():
    assert check_only(Settings(content=REAL, moment=MOMENT, strict=True)).problems == ()


def test_every_page_is_there(real_built):
    assert len(CAMPUSES) == 25
    wanted = {f"/{path}/" if path else "/" for path in (*LISTS, *TEXTS, *ITEMS)}
    wanted |= {f"/en{url}" for url in wanted} | {"/404.html"}
    assert wanted - real_built.trees.keys() == set()
    courses = {f"/courses/{path.stem}/" for path in (REAL / "courses").iterdir()}
    notices = {f"/notices/{path.stem}/" for path in (REAL / "notices").iterdir()}
    assert (courses | notices) - real_built.trees.keys() == set()


@pytest.mark.parametrize("which", ["real_built", "below"])
def test_every_link_and_anchor_is_met(request, which):
    built = request.getfixturevalue(which)
    assert unmet(built) == []
    assert len(built.inner) > 20 * len(built.trees)


@pytest.mark.parametrize("names", [MENU, GUIDES, OWN, _SECTIONS], ids=["menu", "guides", "search", "llms.txt"])
def test_every_page_that_a_list_names_is_made(real_built, names):
    assert {f"{tongue}/{name}/" for tongue in ("", "/en") for name in names} - real_built.trees.keys() == set()


def test_every_page_is_reached_from_the_home_but_those_that_say_they_are_in_no_index(real_built):
    """By links that people follow, those to another language apart: a page and its twin may both be forgotten."""
    reached, waiting = set(), ["/", "/en/"]
    while waiting:
        url = waiting.pop()
        if url in real_built.trees and url not in reached:
            reached.add(url)
            hrefs = [stop["href"] for stop in real_built.trees[url].stops if "href" in stop and "hreflang" not in stop]
            waiting += [re.split("[?#]", href)[0] for href in hrefs]
    listed = {url for url, tree in real_built.trees.items() if tree.metas.get("robots") != "noindex"}
    # To the search leads the box of every page, which is no link.
    assert len(listed) > 150 and listed - reached == {"/search/", "/en/search/"}


def test_a_state_says_since_when_but_what_is_over_does_not(real_built):
    """On its last day one could still apply or learn, so "closed since" that day would be untrue."""
    pages = [path.read_text("utf-8") for folder in ("courses", "notices") for path in (real_built.folder / folder).glob("*/index.html")]
    heads = [
        (state, line)
        for page in pages
        for line in re.findall(r'<p class="state.*', page)
        for state in re.findall(r'data-status="(\w+)"', line)
    ]
    assert {state for state, line in heads if "<span data-when" in line} == {"running", "unconfirmed"}
    assert {state for state, line in heads if "<span data-when" not in line} == {"closed", "ended"}


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("campuses", {"/campuses/": "page"}),
        ("courses/guro-pm", {"/courses/": "true"}),
        ("en/campuses", {"/en/campuses/": "page"}),
        ("about", {"/about/": "page"}),
        ("search", {}),
    ],
)
def test_the_menus_say_where_one_is(real_built, path, marked):
    """The page itself, or the list that it belongs to."""
    stops = real_built.trees[f"/{path}/"].stops
    assert {stop["href"]: stop["aria-current"] for stop in stops if "aria-current" in stop} == marked


def test_a_page_names_the_licence_in_its_language(real_built):
    """People and programs are led to one text of it, whichever page they read it from."""
    named = {"ko": {}, "en": {}}
    for url, tree in real_built.trees.items():
        html = (real_built.folder / url.lstrip("/") / "index.html").read_text("utf-8") if url.endswith("/") else ""
        if found := set(re.findall(r"creativecommons\.org/licenses/by/4\.0/deed\.(\w+)", html)):
            named[tree.lang][url] = found
    assert {"/", "/data/", "/licence/"} <= named["ko"].keys() and {"/en/", "/en/data/", "/en/licence/"} <= named["en"].keys()
    for language, found in named.items():
        assert {url: of_page for url, of_page in found.items() if of_page != {language}} == {}


def test_a_text_may_lead_to_files_for_programs(make, content, tmp_path):
    page = content / "pages" / "about.md"
    text, links = page.read_text("utf-8"), "".join(f"\n[파일]({url})\n" for url in FILES)
    english = "".join(f"    [file]({url})\n" for url in FILES)
    assert "\n  body: |\n" in text
    page.write_text(text.replace("\n  body: |\n", f"\n  body: |\n{english}\n") + links, "utf-8")
    assert make(content, tmp_path / "site").problems == ()
    built = Built(tmp_path / "site", "https://sesac.example")
    assert unmet(built) == []
    assert all({*FILES} <= {*built.trees[url].links} for url in ("/about/", "/en/about/")), "files have no twin in another language"
    page.write_text(text + "\n[없음](/feeds/none.atom)\n", "utf-8")
    assert [problem.code for problem in make(content, tmp_path / "site").problems] == ["broken-link"]


@pytest.mark.parametrize("old", [False, True])
def test_no_text_page_takes_a_place_of_the_program(content, real_built, old):
    """Each folder at the top of a site is a text page's or refused, as a name and as an old one; and so is the form's, which is the
    preview's, and what a host makes of the pages that it gives where there is none."""
    pages = content / "pages"
    texts = {path.stem for path in pages.iterdir()}
    taken = {path.name for path in real_built.folder.iterdir() if path.is_dir() and not path.name.startswith(".")} - texts
    assert taken >= {"assets", "fonts", "search", "feeds", "calendar", "data", "courses", "en"}
    taken |= {"media", "admin", "404", "offline"}
    for name in {"other"} if old else taken:
        aliases = f"aliases: {json.dumps(sorted(taken))}\n" if old else ""
        (pages / f"{name}.md").write_text(f"---\ntitle: 글 {name}\n{aliases}en: {{title: Text {name}, body: Text}}\n---\n\n글\n", "utf-8")
    told = [problem for problem in check_only(Settings(content=content, moment=MOMENT)).problems if problem.severity == ERROR]
    assert {problem.code for problem in told} == {"doubled-address"} and len(told) == len(taken)
    assert {name for name in taken for problem in told if f"/{name}/" in problem.message} == taken
    assert {Path(problem.where.path).stem for problem in told} == ({"other"} if old else taken)
    lines = {problem.where.line for problem in told if "자리입니다" in problem.message}
    assert lines == ({3} if old else {1})


def test_who_links_to_an_old_address_is_told_the_new_one(content, make, tmp_path):
    course, page = content / "courses" / "guro-pm.md", content / "pages" / "about.md"
    replaced(course, "\ntitle:", "\naliases: [old-wood]\ntitle:")
    text = page.read_text("utf-8")
    links = ("/courses/old-wood/", "/courses/old-wood/#fee", "/courses/old-wood", "/en/courses/old-wood/", "/courses/old-woods/")
    page.write_text(text + "".join(f"\n[옛]({link})\n" for link in links), "utf-8")
    told = check_only(Settings(content=content, moment=MOMENT)).problems
    assert [(problem.code, problem.where.path.endswith("about.md")) for problem in told] == [("broken-link", True)] * 5
    news = [re.findall("'(/[^']+)'", problem.repair) for problem in told]
    assert news[:4] == [["/courses/guro-pm/"], ["/courses/guro-pm/#fee"], ["/courses/guro-pm/"], ["/en/courses/guro-pm/"]]
    assert ["/courses/old-wood/"] not in news  # what is proposed is no fault again
    page.write_text(text + "".join(f"\n[새]({link})\n" for (link,) in news[:4]), "utf-8")
    assert make(content, tmp_path / "site").problems == ()


def test_links_to_others_are_whole(real_built):
    assert half(real_built) == []
    assert any(link.startswith("https://sesac.seoul.kr") for link in real_built.outer)


def test_a_site_below_a_path_stays_there(below):
    rooted = [(url, link) for url, tree in below.trees.items() for link in tree.links if link.startswith("/")]
    assert rooted and [pair for pair in rooted if not pair[1].startswith("/prefix/")] == []
    assert {tree.canonical.startswith(f"{below.base}/") for tree in below.trees.values() if tree.canonical} == {True}
    assert "Sitemap: https://host.example/prefix/sitemap.xml" in (below.folder / "robots.txt").read_text("utf-8")


def test_every_page_is_sound(real_built):
    assert unsound(real_built) == {}


def test_nothing_is_inline(real_built):
    assert inline(real_built) == {}


INLINE = {
    "<script>alert(1)</script>": ["script"],
    '<script type="module">1</script>': ["script"],
    '<script type="importmap">{}</script>': ["script"],
    '<script type="application/json">{}</script>': ["script"],
    '<script type="application/ld+json" id="a">{}</script>': ["script"],
    '<script type="application/ld+json" onload="a()">{}</script>': ["onload", "script"],
    '<script type="application/ld+json">{}</script>': [],
    '<script src="a.js"></script>': [],
    '<p style="color:red">a</p><style>p{}</style>': ["style", "style"],
}


@pytest.mark.parametrize("html", INLINE)
def test_what_is_inline_is_seen(html):
    tree = Tree()
    tree.feed(html)
    assert tree.inline == INLINE[html]


def test_a_trail_below_the_home(real_built):
    homes = {"ko": "/", "en": "/en/"}
    without = {url for url, tree in real_built.trees.items() if not tree.crumbs}
    assert without == {"/", "/en/", "/404.html", "/offline.html", "/en/offline.html"}
    assert faulty(real_built, lambda tree: not tree.crumbs or tree.crumbs[0] == homes[tree.lang]) == []


def test_languages_lead_to_each_other(real_built):
    for url, tree in real_built.trees.items():
        twin = f"/en{url}" if tree.lang == "ko" else url.removeprefix("/en")
        expected = {"ko", "en"} if twin in real_built.trees else set()
        assert tree.twins.keys() == expected, url
        assert all(real_built.trees[to.removeprefix(real_built.base)].twins == tree.twins for to in tree.twins.values()), url
        assert all(real_built.trees[to.removeprefix(real_built.base)].lang == tongue for tongue, to in tree.twins.items()), url
        assert not tree.twins or tree.twins[tree.lang] == real_built.base + url


def test_the_sitemap_lists_every_listed_page(real_built):
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    entries = ElementTree.parse(real_built.folder / "sitemap.xml").findall("s:url", space)
    listed = {real_built.base + url: tree for url, tree in real_built.trees.items() if "robots" not in tree.metas}
    assert sorted(entry.findtext("s:loc", None, space) for entry in entries) == sorted(listed)
    for entry in entries:
        tree = listed[entry.findtext("s:loc", None, space)]
        assert {link.get("hreflang"): link.get("href") for link in entry.findall("x:link", space)} == tree.twins
        assert entry.findtext("s:lastmod", "2025", space) <= "2025-11-03"
    assert {address: tree.canonical for address, tree in listed.items()} == {address: address for address in listed}
    assert real_built.trees["/404.html"].metas["robots"] == "noindex"
    assert f"Sitemap: {real_built.base}/sitemap.xml" in (real_built.folder / "robots.txt").read_text("utf-8")


@pytest.mark.parametrize("slug", RECRUITING)
def test_recruitment_is_open_or_to_be_confirmed(real_built, slug):
    assert real_built.trees[f"/notices/{slug}/"].statuses[0] in ("open", "unconfirmed")


def test_nothing_unpublished_is_published(real_built):
    texts = {path: path.read_text("utf-8") for path in real_built.folder.rglob("*") if path.suffix in TEXTUAL}
    assert [(path.name, words) for path, text in texts.items() for words in UNPUBLISHED if words in text] == []


def test_style_sheets_name_only_files_that_are_there(real_built):
    sheets = list(real_built.folder.glob("assets/*.css"))
    named = [(sheet, name) for sheet in sheets for name in re.findall(r"url\([\"']?(?!data:)([^\"')]+)", sheet.read_text("utf-8"))]
    assert sheets and [name for sheet, name in named if not (sheet.parent / name.partition("#")[0]).is_file()] == []


def test_korean_on_english_pages_says_that_it_is_korean(real_built):
    """WCAG 2.2, 3.1.2: a reader of the page hears each language in its own voice."""
    english = {url: tree.unmarked for url, tree in real_built.trees.items() if tree.lang == "en"}
    assert len(english) > 50
    assert {url: said for url, said in english.items() if said} == {}


def test_an_english_source_on_a_korean_page_says_that_it_is_english(real_site):
    for page, marked in (("questions", True), ("en/questions", False)):
        sources = (real_site / page / "index.html").read_text("utf-8").partition('class="sources"')[2]
        assert ("Seoul to Open Ten" in sources, '<span lang="en">Seoul to Open Ten' in sources) == (True, marked)


def test_a_block_of_code_keeps_its_blank_lines(small, make, tmp_path):
    path, code = small / "pages" / "apply.md", "first()\n\n  \n    second()\n"
    path.write_text(f"{path.read_text('utf-8')}\n```\n{code}```\n", "utf-8")
    assert not make(small, tmp_path / "site").failed
    page = (tmp_path / "site" / "apply" / "index.html").read_text("utf-8")
    assert code in unescape(page) and not re.search(r"\n[ \t]*\n", page)


def test_a_round_that_is_over_leads_to_the_last_one(real_site):
    pages = {number: (real_site / f"courses/mapo-microsoft-ai-{number}/index.html").read_text("utf-8") for number in (1, 2, 3)}
    link = '<a href="/courses/mapo-microsoft-ai-3/">3기 과정 보기</a>'
    assert [link in page for page in pages.values()] == [True, True, False]


def test_a_course_without_a_round_says_so_and_where_to_ask(real_site):
    page = (real_site / "courses/nowon-music/index.html").read_text("utf-8")
    assert "신청 기간은 알려지지 않았습니다." in page and "공식 누리집에서 확인하기" in page


def test_a_round_without_a_known_end_is_not_said_to_be_over(make, tmp_path):
    assert not make(REAL, tmp_path / "site", moment=MOMENT.replace(year=2026, month=12)).failed
    notice = (tmp_path / "site/notices/ai-campus-third-cohort/index.html").read_text("utf-8")
    assert "이 모집은 끝났습니다." not in notice and "마감일이 공고되지 않은 모집입니다." in notice
    courses = (tmp_path / "site/courses/index.html").read_text("utf-8")
    assert "지금은 모집하는 과정이 없습니다." in courses


def test_the_index_of_all_pages_has_lists_and_fields(real_built):
    korean = ("달력", "과정 견주기", "수치와 출처", "열린 자료", "바뀐 점")
    for page, names in (("search", korean), ("en/search", ("Calendar", "Compare courses"))):
        html = (real_built.folder / page / "index.html").read_text("utf-8")
        listed = re.findall(r'<li><a href="([^"]*)">([^<]*)</a></li>', html.partition('id="whole-index"')[2])
        assert set(names) <= {unescape(name) for _, name in listed}
        home = "/en" if page.startswith("en") else ""
        assert {f"{home}/fields/{slug}/" for slug in FIELDS} <= {url for url, _ in listed}


def test_the_campuses_stand_under_a_heading(real_built):
    for page, heading in (("campuses", f"캠퍼스 {len(CAMPUSES)}곳"), ("en/campuses", f"Campuses: {len(CAMPUSES)}")):
        html = (real_built.folder / page / "index.html").read_text("utf-8")
        below = html.partition(f'<h2 id="s-all">{heading}</h2>')[2]
        assert below.count('<h3 class="card-title">') == len(CAMPUSES)


def test_a_campus_whose_address_is_not_known_says_so(real_built):
    way = re.compile(r'<section class="way.*?</section>', re.DOTALL)
    for slug in CAMPUSES:
        said = "주소는 아직 알려지지 않았습니다" in way.search((real_built.folder / "campuses" / slug / "index.html").read_text("utf-8"))[0]
        known = safe_load((REAL / "campuses" / f"{slug}.yml").read_text("utf-8"))
        assert said == (not known.get("address") and not known.get("stations")), slug
    html = (real_built.folder / "en/campuses/yongsan/index.html").read_text("utf-8")
    assert re.search(r'not known yet\. Ask before you go: <a href="https://', way.search(html)[0])


def test_the_home_counts_courses_and_says_so(real_site):
    for folder, said, link in (
        ("", "마감일이 공고되지 않은 과정이 2개 있습니다.", "/courses/"),
        ("en/", "Courses that have opened without an announced deadline: 2.", "/en/courses/"),
    ):
        home = (real_site / folder / "index.html").read_text("utf-8")
        assert said in home and f'href="{link}state/unconfirmed/"' in home
        assert (real_site / folder / "courses/state/unconfirmed/index.html").read_text("utf-8").count('class="card course"') == 2


OWN_PLACE = 'href="https://own.example/apply"'
# What is known of a course, and how often its page says what.
KNOWN = {
    "apply: {until: 2025-11-21, url: https://own.example/apply, how: 전화로 신청합니다.}": {OWN_PLACE: 3, "전화로 신청합니다.": 1},
    "apply: {from: 2025-10-20, url: https://own.example/apply}": {OWN_PLACE: 3, "마감일이 공고되지 않았습니다.": 1},
    "apply: {from: 2025-09-01}": {"신청 기간이 끝났습니다.": 0, "마감일이 공고되지 않은 모집입니다.": 1},
    "apply: {until: 2025-11-01}": {"신청 기간이 끝났습니다.": 1, "마감일이 공고되지 않은 모집입니다.": 0},
    "fee: 50000": {"<dd>50,000원</dd>": 1, "<dd>무료</dd>": 0},
    "fee: 0": {"<dd>무료</dd>": 1},
    "eligibility: {age: {min: 15}}": {"<dd>15세 이상</dd>": 1},
    "eligibility: {age: {max: 39}}": {"<dd>39세 이하</dd>": 1},
    "sources: [blog]\nunverified: [fee]\nfee: 0": {'<span class="doubt">공식 자료 아님</span>': 1},
}


@pytest.mark.parametrize("known", KNOWN)
def test_a_course_says_what_is_known_of_it(make, small, tmp_path, known):
    head = COURSE_HEAD.replace("sources: [seoul-20251102]\n", "" if "sources" in known else "sources: [seoul-20251102]\n")
    (small / "courses" / "a.yml").write_text(f"{head}{known}\n", "utf-8")
    sources = small / "sources.yml"
    blog = "blog: {title: 블로그, publisher: 누군가, url: https://blog.example/, date: 2025-11-01, tier: C}\n"
    sources.write_text(f"{sources.read_text('utf-8')}\n{blog}", "utf-8")
    report = make(small, tmp_path / "site")
    assert not report.failed, report.problems
    page = unescape((tmp_path / "site" / "courses" / "a" / "index.html").read_text("utf-8"))
    assert {words: page.count(words) for words in KNOWN[known]} == KNOWN[known]


# What is known of a campus, and how often its page and that of a course there say what.
PLACE = {
    "phone: 02-123-4567\n": ({'<a href="tel:02-123-4567">02-123-4567</a>': 1}, {}),
    "address: {road: 나무로 1}\n": ({"나무로 1</address>": 1}, {"<span>나무로 1</span>": 1}),
    "address: {road: 나무로 1}\nunverified: [address]\n": ({"나무로 1</address>": 1}, {"나무로 1": 0}),
}


@pytest.mark.parametrize("known", PLACE)
def test_a_campus_says_what_is_known_of_it(make, small, tmp_path, known):
    campus = small / "campuses" / "dobong.yml"
    campus.write_text(f"name: 도봉캠퍼스\ndistrict: dobong\nsources: [seoul-20251102]\nchecked: 2025-11-03\n{known}", "utf-8")
    (small / "courses" / "a.yml").write_text(COURSE_HEAD, "utf-8")
    report = make(small, tmp_path / "site")
    assert not report.failed, report.problems
    for path, said in zip(("campuses/dobong", "courses/a"), PLACE[known], strict=True):
        page = (tmp_path / "site" / path / "index.html").read_text("utf-8")
        assert {words: page.count(words) for words in said} == said


def test_a_list_of_a_state_says_which_it_is(real_built):
    for state in ("open", "closed"):
        page = (real_built.folder / "courses" / "state" / state / "index.html").read_text("utf-8")
        assert re.findall(r'<a href="(/courses/[^"]*)" aria-current="page">', page.partition("<main")[2]) == [f"/courses/state/{state}/"]


NOTICE = "title: 모집\nkind: recruitment\npublished: 2025-10-01\nsummary: 요약\nsources: [seoul-20251102]\n"


@pytest.mark.parametrize(("until", "over"), [("2025-11-02", 1), ("2025-11-03", 0)])
def test_a_notice_says_that_its_recruitment_is_over(make, small, tmp_path, until, over):
    (small / "notices").mkdir()
    (small / "files").mkdir()
    (small / "files" / "a.pdf").write_bytes(b"%PDF-1.4")
    attached = "attachments: [{file: files/a.pdf, label: 공고}]\n"
    (small / "notices" / "a.yml").write_text(f"{NOTICE}apply: {{until: {until}}}\n{attached}", "utf-8")
    report = make(small, tmp_path / "site")
    assert not report.failed, report.problems
    page = (tmp_path / "site" / "notices" / "a" / "index.html").read_text("utf-8")
    assert page.count("이 모집은 끝났습니다.") == over
    assert '<a href="/media/files/a.pdf" download>공고 (PDF)</a>' in page


def test_the_page_of_dates_says_the_hour(make, small, tmp_path):
    (small / "courses" / "a.yml").write_text(f"{COURSE_HEAD}apply: {{until: 2025-11-21 18:00}}\n", "utf-8")
    assert not make(small, tmp_path / "site").failed
    page = (tmp_path / "site" / "calendar" / "index.html").read_text("utf-8")
    row = re.search(r'<li[^>]*>(?:(?!</li>).)*<a href="/courses/a/">', page)[0]
    assert re.findall(r'<time datetime="([^"]*)">([^<]*)</time>', row) == [("2025-11-21T18:00+09:00", "18:00")]


def test_a_course_offers_others_and_a_campus_its_own_stories(real_site):
    offered = {}
    for page in (real_site / "courses").glob("*/index.html"):
        others = re.search(r'<section class="others .*?</section>', page.read_text("utf-8"), re.DOTALL)
        offered[f"/courses/{page.parent.name}/"] = re.findall(r'href="(/courses/[^"]*/)"', others[0]) if others else []
    assert all(own not in found for own, found in offered.items())
    assert sum(map(bool, offered.values())) > 20
    told = [slug for slug in CAMPUSES if 'id="s-stories"' in (real_site / "campuses" / slug / "index.html").read_text("utf-8")]
    assert told == [safe_load(path.read_text("utf-8").split("---")[1])["campus"] for path in (REAL / "stories").iterdir()]


def test_what_is_over_stands_with_the_latest_first(make, small, tmp_path):
    for name, dates in (
        ("a", "apply: {until: 2023-05-01}\nstarts: 2023-06-01\nends: 2025-10-01"),  # the last of its days counts
        ("b", "apply: {until: 2025-08-01}"),
        ("c", "apply: {until: 2024-02-01}"),
    ):
        (small / "courses" / f"{name}.yml").write_text(f"{COURSE_HEAD}cohort: {ord(name)}\n{dates}\n", "utf-8")
    report = make(small, tmp_path / "site")
    assert not report.failed, report.problems
    listed = re.findall(r'href="/courses/([abc])/"', (tmp_path / "site" / "courses" / "index.html").read_text("utf-8"))
    assert [*dict.fromkeys(listed)] == ["a", "b", "c"]


def test_a_draft_that_is_shown_says_so_and_no_list_for_programs_names_it(make, small, tmp_path):
    (small / "courses" / "a.yml").write_text(f"{COURSE_HEAD}draft: true\n", "utf-8")
    report = make(small, tmp_path / "site", drafts=True)
    assert not report.failed, report.problems
    for path, held in (("courses/a", 1), ("campuses/dobong", 0)):
        assert (tmp_path / "site" / path / "index.html").read_text("utf-8").count('<p class="held">') == held
    sitemap = (tmp_path / "site" / "sitemap.xml").read_text("utf-8")
    assert "/campuses/dobong/" in sitemap and "/courses/a/" not in sitemap
