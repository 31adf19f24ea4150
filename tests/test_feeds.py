"""The feeds: they parse, hold what is published and nothing else, and take no date from the clock."""

import json
import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import feedparser
import pytest
from jsonschema import Draft202012Validator

from generator.index.xml import xml_of
from shared_content import DOT, MOMENT

ATOM = "{http://www.w3.org/2005/Atom}"
RFC3339 = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)"
# JSON Feed 1.1 (jsonfeed.org), as far as we use it.
_TEXT = {"type": "string", "minLength": 1}
_URL = {"type": "string", "pattern": "^https://"}
_DATE = {"type": "string", "pattern": f"^{RFC3339}$"}
_ITEM = {
    "type": "object",
    "required": ["id", "url", "title", "content_html", "date_published"],
    "additionalProperties": False,
    "properties": {
        "id": _TEXT, "url": _URL, "title": _TEXT, "summary": _TEXT, "content_html": _TEXT,
        "date_published": _DATE, "date_modified": _DATE, "tags": {"type": "array", "items": _TEXT},
        "attachments": {
            "type": "array", "minItems": 1,
            "items": {
                "type": "object", "required": ["url", "mime_type"], "additionalProperties": False,
                "properties": {"url": _URL, "mime_type": _TEXT, "title": _TEXT},
            },
        },
    },
}  # fmt: skip
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"}, "title": _TEXT, "description": _TEXT,
        "home_page_url": _URL, "feed_url": _URL, "language": {"const": "ko"},
        "authors": {"type": "array",
        "items": {"type": "object", "properties": {"name": _TEXT, "url": _URL}, "additionalProperties": False}},
        "items": {"type": "array", "items": _ITEM, "maxItems": 50},
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def feeds(real_site):
    """Every feed's bytes by its path."""
    return {path.relative_to(real_site).as_posix(): path.read_bytes() for path in (real_site / "feeds").rglob("*.*")}


def atom(feeds):
    return {path: feedparser.parse(body) for path, body in feeds.items() if path.endswith(".atom")}


def test_there_is_one_for_all_each_campus_and_each_field_in_two_forms(feeds):
    for ending in ("atom", "json"):
        assert f"feeds/all.{ending}" in feeds
        assert sum(path.startswith("feeds/campuses/") and path.endswith(ending) for path in feeds) == 25
        assert sum(path.startswith("feeds/fields/") and path.endswith(ending) for path in feeds) == 11


def test_atom_parses_and_is_whole(feeds):
    for path, feed in atom(feeds).items():
        assert not feed.bozo, (path, feed.get("bozo_exception"))
        assert feed.version == "atom10"
        assert feed.feed.language == "ko" and feed.feed.author and re.fullmatch(RFC3339, feed.feed.updated)
        assert {link.rel: link.href for link in feed.feed.links}["self"] == f"https://sesac.example/{path}"
        for entry in feed.entries:
            assert re.fullmatch(r"tag:sesac\.example,2025:notices/[a-z0-9-]+", entry.id), entry.id
            assert entry.title and entry.summary and entry.content[0].value
            assert re.fullmatch(RFC3339, entry.updated) and entry.updated <= "2025-11-03T00:00:00+09:00"


def test_json_feeds_are_valid_and_say_what_atom_says(feeds):
    for path, feed in atom(feeds).items():
        other = json.loads(feeds[path.replace(".atom", ".json")])
        Draft202012Validator(JSON_FEED).validate(other)
        assert other["title"] == feed.feed.title
        said = [(entry.id, entry.link, entry.title, entry.updated) for entry in feed.entries]
        assert said == [(item["id"], item["url"], item["title"], item["date_modified"]) for item in other["items"]]


def test_ids_are_told_apart(feeds):
    ids = [feed.feed.id for feed in atom(feeds).values()]
    assert len(ids) == len(set(ids)) == 37
    entries = [entry.id for entry in atom(feeds)["feeds/all.atom"].entries]
    assert len(entries) == len(set(entries)) == 4


def test_a_feed_has_the_notices_that_are_about_it(feeds):
    named = {path: {entry.id.rpartition("/")[2] for entry in feed.entries} for path, feed in atom(feeds).items()}
    assert named["feeds/campuses/mapo.atom"] == {"ai-campus-third-cohort"}
    assert named["feeds/campuses/dobong.atom"] == {"november-recruitment-seven"}
    assert named["feeds/campuses/guro.atom"] == set()
    assert named["feeds/fields/digital-marketing.atom"] == {"jungnang-opening"}


@pytest.mark.parametrize("odd", ["\x00", "\x0b", "\x1b", "\ud800", "\ufffe", "\uffff"])
def test_no_letter_makes_a_file_that_is_no_xml(odd):
    root = ElementTree.Element(f"{ATOM}feed", {"term": f"가{odd}나"})
    root.text = ElementTree.SubElement(root, f"{ATOM}title").tail = f"가{odd}나 👩\u200d👧\t<&"
    read = ElementTree.fromstring(xml_of(root, {"": ATOM[1:-1]}))
    assert (read.get("term"), read.text, read[0].tail) == ("가나", *["가나 👩\u200d👧\t<&"] * 2)


def test_a_month_stays_a_month(feeds):
    text = feeds["feeds/all.json"].decode()
    assert "신청 기간: 2025년 11월부터. 마감일이 공고되지 않았습니다." in text


class Addresses(HTMLParser):
    """The addresses that a text links to."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        assert tag != "img" and tag != "script"
        self.found += [value for name, value in attributes if name in ("href", "src")]


def test_links_in_a_text_are_whole_and_met(feeds, real_built):
    found = [link for item in json.loads(feeds["feeds/all.json"])["items"] for link in Addresses(item["content_html"]).found]
    assert len(found) > 8 and [link for link in found if not re.match("https?://", link)] == []
    assert [link for link in found if real_built.is_inner(link) and not real_built.answers("/", link)] == []


FEEDS = {"/": "feeds/all", "/notices/": "feeds/all", "/campuses/mapo/": "feeds/campuses/mapo", "/fields/software/": "feeds/fields/software"}


@pytest.mark.parametrize("url", FEEDS)
def test_a_page_names_its_feeds(real_site, url):
    html = (real_site / url.strip("/") / "index.html").read_text("utf-8")
    links = dict(re.findall(r'<link rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+)">', html))
    assert links["application/atom+xml"] == f"/{FEEDS[url]}.atom"
    assert links["application/feed+json"] == f"/{FEEDS[url]}.json"
    english = (real_site / "en" / url.strip("/") / "index.html").read_text("utf-8")
    assert "application/atom+xml" not in english


NOTICE = """title: "제목 <b>& '따옴표'"
published: 2025-{month:02}-{day:02}
kind: news
summary: 요약 {number}
sources: [seoul-20251102]
{more}
"""


def notices(folder, many, more=""):
    (folder / "notices").mkdir(exist_ok=True)
    for n in range(many):
        text = NOTICE.format(month=n // 28 % 10 + 1, day=n % 28 + 1, number=n, more=more)
        (folder / "notices" / f"n-{n}.yml").write_text(text, "utf-8")


def parsed(folder):
    return feedparser.parse((folder / "feeds" / "all.atom").read_bytes())


def test_a_feed_holds_the_newest_fifty(make, small, tmp_path):
    notices(small, 60)
    assert not make(small, tmp_path / "site").failed
    found = parsed(tmp_path / "site")
    assert [entry.id.rpartition("-")[2] for entry in found.entries] == [str(n) for n in range(59, 9, -1)]
    assert len(json.loads((tmp_path / "site" / "feeds" / "all.json").read_bytes())["items"]) == 50


def test_what_is_held_is_in_no_feed(make, small, tmp_path):
    notices(small, 1, "draft: true")
    assert not make(small, tmp_path / "site").failed
    assert parsed(tmp_path / "site").entries == []
    assert parsed(tmp_path / "site").feed.updated  # an empty feed is whole too


def test_letters_that_xml_forbids_do_not_break_a_feed(make, small, tmp_path):
    (small / "notices").mkdir()
    head = NOTICE.format(month=1, day=1, number=0, more="")
    path, text = small / "notices" / "n-0.md", f"---\n{head}---\n\n본문과 ]]> 그리고 <script>글</script> [위](#글)\n\n## 글\n"
    path.write_text(text.replace("본문과", "본문\ufffe과"), "utf-8")
    refused = make(small, tmp_path / "site")
    assert refused.failed and "control-character" in {problem.code for problem in refused.problems}
    path.write_text(text, "utf-8")
    report = make(small, tmp_path / "site")
    assert not report.failed, report.problems
    body = (tmp_path / "site" / "feeds" / "all.atom").read_bytes()
    entry = ElementTree.fromstring(body).find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "제목 <b>& '따옴표'"
    assert "본문과 ]]&gt; 그리고 &lt;script&gt;" in entry.findtext(f"{ATOM}content")
    assert 'href="https://sesac.example/notices/n-0/#' in entry.findtext(f"{ATOM}content")


def test_a_feed_says_when_a_notice_was_published_and_when_it_changed(make, small, tmp_path):
    notices(small, 1, "checked: 2025-11-02")
    assert not make(small, tmp_path / "site").failed
    (item,) = json.loads((tmp_path / "site" / "feeds" / "all.json").read_bytes())["items"]
    assert (item["date_published"], item["date_modified"]) == ("2025-01-01T00:00:00+09:00", "2025-11-02T00:00:00+09:00")
    (entry,) = parsed(tmp_path / "site").entries
    assert (entry.published, entry.updated) == (item["date_published"], item["date_modified"])


def test_a_feed_has_the_words_of_a_picture(make, small, tmp_path):
    (small / "images").mkdir()
    (small / "images" / "a.png").write_bytes(DOT)
    notices(small, 1, "body: |\n  글 ![상봉역 앞](../images/a.png)")
    report = make(small, tmp_path / "site")
    assert not report.failed, report.problems
    (item,) = json.loads((tmp_path / "site" / "feeds" / "all.json").read_bytes())["items"]
    assert "상봉역 앞" in item["content_html"] and "<img" not in item["content_html"]


@pytest.mark.parametrize(("feed", "page"), [("all", "notices"), ("campuses/mapo", "campuses/mapo"), ("fields/software", "fields/software")])
def test_a_feed_names_the_page_that_it_follows_and_the_licence(feeds, feed, page):
    found = feedparser.parse(feeds[f"feeds/{feed}.atom"]).feed
    assert found.link == json.loads(feeds[f"feeds/{feed}.json"])["home_page_url"] == f"https://sesac.example/{page}/"
    assert found.rights.endswith("https://creativecommons.org/licenses/by/4.0/deed.ko")


# The mark of a notice, and the title of its attachment then.
ATTACHED = {"sure": ("", "공고"), "in doubt": ("unverified: [attachments]", "공고(공식 확인 필요)")}


@pytest.mark.parametrize("mark", ATTACHED)
def test_a_feed_has_what_is_attached(make, small, tmp_path, mark):
    more, title = ATTACHED[mark]
    (small / "files").mkdir()
    (small / "files" / "공고 1.pdf").write_bytes(b"%PDF-1.4")
    notices(small, 1, f"{more}\nattachments: [{{file: files/공고 1.pdf, label: 공고}}]")
    report = make(small, tmp_path / "site")
    assert not report.failed, report.problems
    feed = json.loads((tmp_path / "site" / "feeds" / "all.json").read_bytes())
    Draft202012Validator(JSON_FEED).validate(feed)
    address = "https://sesac.example/media/files/%EA%B3%B5%EA%B3%A0%201.pdf"
    assert feed["items"][0]["attachments"] == [{"url": address, "mime_type": "application/pdf", "title": title}]
    assert [dict(each) for each in parsed(tmp_path / "site").entries[0].enclosures] == [
        {"type": "application/pdf", "title": title, "href": address}
    ]
    assert ("공식 자료에서" in feed["items"][0]["content_html"]) is bool(more)


def test_a_renamed_notice_is_the_same_entry(make, small, tmp_path):
    notices(small, 1, "aliases: [first-name, second-name]")
    make(small, tmp_path / "site")
    entry = parsed(tmp_path / "site").entries[0]
    assert entry.id == "tag:sesac.example,2025:notices/first-name"
    assert entry.link == "https://sesac.example/notices/n-0/"


def test_the_feed_of_a_renamed_campus_is_the_same_feed_at_the_same_place(make, small, tmp_path):
    notices(small, 1, "campuses: [dobong]")
    campus = small / "campuses" / "dobong.yml"
    campus.write_text(campus.read_text("utf-8") + "aliases: [first-name, second-name]\n", "utf-8")
    assert not make(small, tmp_path / "site").failed
    here = tmp_path / "site" / "feeds" / "campuses"
    for ending in ("atom", "json"):
        now = (here / f"dobong.{ending}").read_bytes()
        assert [(here / f"{name}.{ending}").read_bytes() == now for name in ("first-name", "second-name")] == [True, True]
    found = feedparser.parse((here / "first-name.atom").read_bytes())
    assert found.feed.id == "tag:sesac.example,2025:feeds/campuses/first-name" and len(found.entries) == 1
    assert {link.rel: link.href for link in found.feed.links}["self"] == "https://sesac.example/feeds/campuses/dobong.atom"


@pytest.mark.parametrize(("address", "place"), [("host.example/seoul/", "seoul/"), ("host.example:8443/", "")])
def test_two_sites_of_one_host_have_ids_of_their_own(make, small, tmp_path, address, place):
    site = small / "site.yml"
    site.write_text(re.sub("(?m)^base_url: .*$", f"base_url: https://{address}", site.read_text("utf-8")), "utf-8")
    notices(small, 1)
    for more in ({}, {"base_url": "https://preview.example/branch/"}):  # where it is built for is nothing to it
        assert not make(small, tmp_path / "site", **more).failed
        found = parsed(tmp_path / "site")
        assert found.feed.id == f"tag:host.example,2025:{place}feeds/all"
        assert [entry.id for entry in found.entries] == [f"tag:host.example,2025:{place}notices/n-0"]


def test_the_moment_changes_no_feed(make, small, tmp_path):
    notices(small, 2)
    bodies = []
    for year in (2025, 2026):
        make(small, tmp_path / "site", moment=MOMENT.replace(year=year))
        bodies.append({path.name: path.read_bytes() for path in (tmp_path / "site" / "feeds").rglob("*.*")})
    assert bodies[0] == bodies[1]
