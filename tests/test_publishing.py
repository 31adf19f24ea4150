"""What is told of a build before and after publishing: its digest, its twins, what differs; and that it asks nobody for anything."""

import gzip
import json
import re
from datetime import timedelta
from html import escape, unescape
from urllib.parse import urlsplit

import brotli
import pytest
from markdown_it import MarkdownIt

from browser import served, watched_page
from generator.differences import Differences, as_markdown, differences
from shared_content import MOMENT, replaced

LOADED = re.compile(r'<(?:script|img|source|iframe|video|audio|embed|object|link|use)\b[^>]*?\s(?:src|srcset|href|data)="([^"]+)"')
CSS_URL = re.compile(r"url\([\"']?(?!data:)([^\"')]+)|@import")
SCRIPT_NET = re.compile(r"\b(?:document\.cookie|sendBeacon|XMLHttpRequest|WebSocket|EventSource|RTCPeerConnection)\b|https?://")


def digest_in(folder):
    return json.loads((folder / "build.json").read_text("utf-8"))["digest"]


def test_the_digest_tells_builds_apart_by_what_they_publish(make, small, tmp_path):
    make(small, tmp_path / "one")
    make(small, tmp_path / "two", moment=MOMENT + timedelta(hours=1), compress=True)
    assert digest_in(tmp_path / "one") == digest_in(tmp_path / "two")  # neither the moment nor compressed twins change a site
    make(small, tmp_path / "two", base_url="https://other.example/")
    assert digest_in(tmp_path / "one") != digest_in(tmp_path / "two")


def test_compressed_twins_hold_the_same_and_are_gone_with_the_next_plain_build(make, small, tmp_path):
    folder = tmp_path / "site"
    make(small, folder, compress=True)
    twins = [path for path in folder.rglob("*") if path.suffix in (".gz", ".br")]
    kinds = {path.with_suffix("").suffix for path in twins}
    assert {".html", ".css", ".js", ".xml", ".svg"} <= kinds and not kinds & {".png", ".woff2"}
    unpack = {".gz": gzip.decompress, ".br": brotli.decompress}
    for twin in twins:
        assert unpack[twin.suffix](twin.read_bytes()) == twin.with_suffix("").read_bytes()
        assert twin.stat().st_size < twin.with_suffix("").stat().st_size
    make(small, folder)
    assert not [path for path in folder.rglob("*") if path.suffix in (".gz", ".br")]


def test_differences_are_pages_with_their_titles(make, content, tmp_path):
    make(content, tmp_path / "old")
    course = content / "courses" / "guro-pm.md"
    replaced(course, "fee: 0", "fee: 10000")
    (content / "courses" / "guro-data.md").rename(content / "courses" / "guro-data-two.md")
    make(content, tmp_path / "new")
    found = differences(tmp_path / "old", tmp_path / "new")
    assert [url for url, _ in found.added] == ["/courses/guro-data-two/", "/en/courses/guro-data-two/"]
    assert [url for url, _ in found.removed] == ["/courses/guro-data/", "/en/courses/guro-data/"]
    changed = dict(found.changed)
    assert "/courses/guro-pm/" in changed and "/courses/" in changed and "/about/" not in changed
    said = as_markdown(found)
    assert "### 새로 생기는 쪽 2개" in said and f"- {changed['/courses/guro-pm/']} `/courses/guro-pm/`\n" in said


# What a title may hold, and nobody may be misled by.
ODD_TITLES = [
    "가\n\n### 없어지는 쪽 0개\n\n- 나",
    "가 <!-- 나 --> 다",
    "가 <details><summary>나",
    "![가](https://a.example/a.png) [나](https://a.example/) [x]: /",
    "가 <https://a.example/> &lt;b&gt; &#33;",
    "`가` ``나 ~~다~~ **라** __마__ _바_ $x$ a|b",
    "# 가",
    "> 가",
    "- 가",
    "+ [ ] 가",
    "12. 가",
    "3) 가",
    "```",
    "가\\",
    "가\\`<b>나</b>",
]


@pytest.mark.parametrize("title", ODD_TITLES)
def test_a_title_is_words_in_the_summary_whatever_it_holds(title):
    page = ("/a/", title)
    found = Differences((page,), (page,), (page,), (("/b/", "/c/", title),), 0)
    html = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(as_markdown(found, [(title, "/d/", title)]))
    line = ["h3", "ul", "li", "code"]
    assert re.findall(r"<(?!/)(\S+?)>", html) == [*line * 4, "code", *line]
    assert html.count(escape(" ".join(title.split()), quote=False)) == 6


def test_nobody_is_called_by_a_title():
    """GitHub looks for names in what Markdown made."""
    assert "@everyone" not in unescape(as_markdown(Differences((("/a/", "@everyone"),), (), (), (), 0)))


def test_nothing_differs_between_a_site_and_itself(real_site):
    assert as_markdown(differences(real_site, real_site)) == "바뀌는 것이 없습니다.\n"


def test_nothing_published_asks_another_host_for_anything(real_site):
    pages = {path: path.read_text("utf-8") for path in real_site.rglob("*.html")}
    loaded = {url for text in pages.values() for tag in LOADED.finditer(text) for url in tag[1].split(", ")
              if 'rel="canonical"' not in tag[0] and 'rel="alternate"' not in tag[0]}  # fmt: skip
    assert len(loaded) > 10 and {url for url in loaded if urlsplit(url).netloc} == set()
    forms = {link for text in pages.values() for link in re.findall(r'<form[^>]*\saction="([^"]+)"', text)}
    assert forms and {url for url in forms if urlsplit(url).netloc} == set()
    assert not [path for path, text in pages.items() if re.search(r'<form[^>]*method="post"|type="password"|<iframe', text, re.IGNORECASE)]
    for path in real_site.rglob("*.css"):
        assert [url for url in CSS_URL.findall(path.read_text("utf-8")) if not url or urlsplit(url).netloc] == []
    for path in real_site.rglob("*.svg"):
        assert not re.search(r'(?:href|src)="(?!#)|url\((?!#)|<script', path.read_text("utf-8")), path
    scripts = list(real_site.rglob("*.js"))
    assert len(scripts) > 5
    assert [(path.name, found[0]) for path in scripts if (found := SCRIPT_NET.search(path.read_text("utf-8")))] == []


def test_a_visit_with_its_worker_leaves_no_cookie_and_asks_no_one_else(chromium, real_site):
    with served(real_site) as address, watched_page(chromium, address, service_workers="allow") as (page, faults):
        asked = []
        page.context.on("request", lambda request: asked.append(request.url))
        for path in ("/", "/courses/", "/calendar/", "/search/", "/en/"):
            page.goto(address + path, wait_until="networkidle")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        assert faults == [] and page.context.cookies() == []
        assert len(asked) > 10 and {urlsplit(url).netloc for url in asked} == {urlsplit(address).netloc}
