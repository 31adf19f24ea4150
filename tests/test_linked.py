"""JSON-LD in pages: every node is schema.org's, says what the page says, and cannot leave its block or run."""

import json
import re

import pytest

import linked
from built import Built
from generator.pages.base import Link, Page
from generator.render.filters import linked_data
from shared_content import COURSE_HEAD

# As a host will send it: nothing inline, nothing from elsewhere.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'"
)
PAGES = ("/", "/courses/mapo-microsoft-ai-3/", "/campuses/jungnang/", "/notices/jungnang-opening/", "/calendar/", "/data/")


@pytest.fixture(scope="module")
def nodes(real_built):
    """The nodes of every page by its address."""
    return {url: json.loads(tree.linked[0])["@graph"] for url, tree in real_built.trees.items() if tree.linked}


def only(nodes, kind):
    return {url: found for url, page in nodes.items() for found in page if kind in (found["@type"], *found["@type"])}


def test_every_listed_page_below_a_home_says_something_once(real_built, nodes):
    listed = {url for url, tree in real_built.trees.items() if "robots" not in tree.metas}
    assert nodes.keys() == listed
    assert {len(tree.linked) for tree in real_built.trees.values()} == {0, 1}


def test_every_node_is_of_the_vocabulary(real_built):
    for url, tree in real_built.trees.items():
        assert [fault for block in tree.linked for fault in linked.faults(json.loads(block))] == [], url


def test_the_judge_sees_a_fault():
    data = {"@context": "https://schema.org", "@type": "Course", "titel": "과정", "provider": {"@type": "School", "name": "학교"}}
    assert sorted(linked.faults(data)) == ["['Course'] has no titel", "['School'] has no name", "no type School"]
    with pytest.raises(Exception, match="loading remote context failed"):
        linked.expanded({"@context": "https://a.example/", "name": "가"})


def test_addresses_expand_to_addresses(nodes):
    node = linked.expanded({"@context": "https://schema.org", "@graph": nodes["/courses/guro-pm/"]})[0]
    assert node["@id"] == "https://sesac.example/courses/guro-pm/#course"
    assert node[f"{linked.SCHEMA}url"] == [{"@id": "https://sesac.example/courses/guro-pm/"}]


def test_each_sort_of_page_says_what_it_is(nodes):
    assert set(only(nodes, "WebSite")) == {"/", "/en/"}
    assert len(only(nodes, "EducationalOrganization")) == len(only(nodes, "Place")) == 50
    assert {url for url in nodes if re.fullmatch(r"(/en)?/courses/(?!state)[^/]+/", url)} == set(only(nodes, "Course"))
    assert {url for url in nodes if re.fullmatch(r"(/en)?/(stories|notices)/(?!\d)[^/]+/", url)} == set(only(nodes, "Article"))
    assert only(nodes, "Event") == {}  # windows and deadlines alone
    assert set(only(nodes, "DataCatalog")) == {"/data/", "/en/data/"}


def test_trails_are_those_of_the_page(real_built, nodes):
    for url, trail in only(nodes, "BreadcrumbList").items():
        items = [step["item"] for step in trail["itemListElement"]]
        assert items == [*(real_built.base + crumb for crumb in real_built.trees[url].crumbs), real_built.base + url]
        assert [step["position"] for step in trail["itemListElement"]] == list(range(1, len(items) + 1))
    assert set(nodes) - set(only(nodes, "BreadcrumbList")) == {"/", "/en/"}


def test_what_is_not_sure_is_not_said(nodes):
    campuses = only(nodes, "EducationalOrganization")
    assert "address" not in campuses["/campuses/gangnam/"] and "address" in campuses["/campuses/jungnang/"]
    assert campuses["/campuses/gangdong/"]["foundingDate"] == "2022"
    assert re.findall(r':(?:null|""|\[\]|\{\})', json.dumps(list(nodes.values()), separators=(",", ":"))) == []


def test_dates_keep_their_precision(nodes):
    held = only(nodes, "Course")["/courses/jungnang-genai-data/"]["hasCourseInstance"]
    assert (held["startDate"], held["endDate"]) == ("2025-11", "2026-02")


# What is known of a course or of its campus, and the days of the events that the calendar says to programs.
EVENTS = {
    "a window": ("apply: {from: 2025-11-03, until: 2025-11-21}", "", []),
    "a start": ("apply: {until: 2025-11-21}\nstarts: 2025-12-01", "", ["2025-12-01"]),
    "both": ("starts: 2025-11-10\nends: 2025-12-01", "", ["2025-11-10", "2025-12-01"]),
    "a month": ("starts: 2025-12", "", []),
    "in doubt": ("starts: 2025-12-01\nunverified: [starts]", "", []),
    "nowhere yet": ("starts: 2025-12-01", "draft: true\n", []),
}


@pytest.fixture
def told(make, small, tmp_path):
    """What a page says to programs where these facts are known of a course and its campus: told("fee: 0", "", "/courses/a/")."""

    def graph(of_course, of_campus, url):
        (small / "courses" / "a.yml").write_text(f"{COURSE_HEAD}{of_course}\n", "utf-8")
        campus = small / "campuses" / "dobong.yml"
        campus.write_text(campus.read_text("utf-8") + of_campus, "utf-8")
        report = make(small, tmp_path / "site")
        assert not report.failed, report.problems
        return json.loads(Built(tmp_path / "site", "https://sesac.example").trees[url].linked[0])["@graph"]

    return graph


@pytest.mark.parametrize("known", EVENTS)
def test_what_takes_place_is_an_event_with_its_place(told, known):
    more, of_campus, expected = EVENTS[known]
    found = [node for node in told(more, of_campus, "/calendar/") if node["@type"] == "Event"]
    assert [event["startDate"] for event in found] == expected
    assert all(event["location"] == {"@type": "Place", "name": "도봉캠퍼스"} for event in found)


# What is known of a course, and its offer.
WON = {"@type": "Offer", "priceCurrency": "KRW"}
OFFERS = {
    "fee: 0\napply: {from: 2025-11-03, until: 2025-11-21 18:00}": WON
    | {"price": 0, "category": "Free", "validFrom": "2025-11-03", "validThrough": "2025-11-21T18:00+09:00"},
    "fee: 50000\napply: {from: 2025-11, until: open-ended}": WON | {"price": 50000, "category": "Paid", "validFrom": "2025-11"},
    "apply: {until: 2025-11-21}": None,
}


@pytest.mark.parametrize("known", OFFERS)
def test_an_offer_is_what_it_costs_and_when_it_can_be_had(told, known):
    node = told(known, "", "/courses/a/")[0]
    assert (node.get("offers"), node.get("isAccessibleForFree")) == (OFFERS[known], True if "fee: 0\n" in known else None)


def test_a_campus_is_where_it_is(told):
    node = told("", "location: {lat: 37.65, lon: 127.05}\n", "/campuses/dobong/")[0]
    assert node["geo"] == {"@type": "GeoCoordinates", "latitude": 37.65, "longitude": 127.05}


def test_each_language_speaks_its_own(nodes):
    english = only(nodes, "Course")["/en/courses/guro-pm/"]
    assert not re.search("[가-힣]", json.dumps(english, ensure_ascii=False))
    assert english["@id"] != only(nodes, "Course")["/courses/guro-pm/"]["@id"]
    assert only(nodes, "WebSite")["/en/"]["@id"] == only(nodes, "WebSite")["/"]["@id"]


NASTY = "</script><script>alert(1)</script><!--<script> & \u2028 \u2029 ]]> \" ' \\"


def test_nothing_gets_out_of_the_block():
    page = Page(
        url="/a/", language="ko", template="text", title=NASTY, description="", view_of=lambda: None, origin="a",
        crumbs=(Link(NASTY, "/"),), linked_of=lambda: ({"@type": "Article", "headline": NASTY},),
    )  # fmt: skip
    text = str(linked_data(page, lambda url: f"https://a.example{url}"))
    assert not set(text) & set("<>&\u2028\u2029")
    graph = json.loads(text)["@graph"]
    assert graph[0]["headline"] == NASTY and [step["name"] for step in graph[1]["itemListElement"]] == [NASTY, NASTY]


def watched(chromium, address, path, html=None):
    """What the browser refuses and what the page holds, under the strict policy; `html` in place of the page."""

    def answer(route):
        reply = route.fetch()
        body = {"body": html} if html and route.request.resource_type == "document" else {}
        route.fulfill(response=reply, headers={**reply.headers, "content-security-policy": POLICY}, **body)

    context = chromium.new_context()
    page = context.new_page()
    refused = []
    page.on("console", lambda said: said.type == "error" and refused.append(said.text))
    page.route("**/*", answer)
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    data = page.evaluate("[...document.querySelectorAll('script:not([src])')].map((e) => e.textContent)")
    ran = page.evaluate("window.ran ?? false")
    context.close()
    return refused, data, ran


@pytest.mark.parametrize("path", PAGES)
def test_a_strict_policy_lets_data_be(chromium, real_address, path):
    refused, data, _ = watched(chromium, real_address, path)
    assert refused == []
    assert len(data) == 1 and json.loads(data[0])["@context"] == "https://schema.org"


def test_a_strict_policy_refuses_a_script(chromium, real_address):
    html = '<!doctype html><title>a</title><script>window.ran = true</script><script type="application/ld+json">{"a":1}</script>'
    refused, data, ran = watched(chromium, real_address, "/", html)
    assert len(refused) == 1 and "Content Security Policy" in refused[0] and ran is False
    assert json.loads(data[1]) == {"a": 1}
