"""Content cannot hurt: each row of hostile.py ends as a clear fault or as harmless text, shown in a real Chromium."""

from collections import defaultdict
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from browser import served
from generator.check import check
from generator.pipeline import build, prepare
from generator.problems import as_annotation, as_json, as_terminal
from generator.read import markdown, read
from generator.run import Run
from generator.security import HEADERS
from generator.settings import Settings
from generator.text import INVISIBLE
from hostile import HARMLESS, LATE, Row, course, put_odd, rows
from shared_content import MOMENT, small_site

ROWS = rows()
MEDIA = {
    "images/vector.svg": b"<svg/>",
    "images/page.html": b"<b>",
    "files/page.html": b"<b>",
    "files/drawing.svg": b"<svg/>",
    "files/app.js": b"alert(1)",
}
# Told to every page before its own scripts: what the policy refused, whatever page it was.
LISTEN = (
    "addEventListener('securitypolicyviolation', event => refused(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`))"
)


def write_all(folder: Path, files: dict[str, bytes]) -> None:
    for name, body in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)


def codes_by_path(problems):
    found = defaultdict(list)
    for problem in problems:
        if problem.severity == "error":
            found[problem.where.path.removeprefix("content/")].append(problem.code)
    return {path: tuple(sorted(codes)) for path, codes in found.items()}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """All rows in one copy of the small content, read and checked at once: the problems."""
    folder = tmp_path_factory.mktemp("hostile")
    small_site(folder, {})
    write_all(folder, MEDIA)
    for row in ROWS:
        write_all(folder, row.files)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return check(read(Path("content")), MOMENT)[1]


def test_there_are_many():
    assert len(ROWS) + len(LATE) >= 120


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.slug} {' '.join(sorted(set(row.codes))) or 'harmless'}" for row in ROWS])
def test_each_ends_as_said(row, found):
    codes = codes_by_path(found).get(next(iter(row.files)), ())
    # A file of YAML alone lacks much of a course, too.
    missing = (
        ()
        if next(iter(row.files)).endswith(".md")
        else ("missing-field", "no-sources", "not-group", "empty-value", "not-text", "broken-reference")
    )
    assert tuple(code for code in codes if code in row.codes or code not in missing) == row.codes


def test_every_fault_can_be_printed(found):
    for problem in found:
        lines = as_terminal(problem).encode("utf-8").decode().split("\n")
        assert len(lines) <= 4 and all(len(line) < 1000 and not INVISIBLE.search(line) for line in lines)
        assert "\n" not in as_annotation(problem) and as_json([problem]).encode("utf-8")


def test_links_pipes_and_names(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    small_site(tmp_path, {})
    expected = put_odd(tmp_path / "content")
    problems = check(read(Path("content")), MOMENT)[1]
    assert codes_by_path(problems) == {path: (code,) for path, code in expected.items()}
    assert "비밀" not in "".join(map(as_terminal, problems)), "what a refused link leads to is shown"
    for problem in problems:
        assert as_terminal(problem).encode("utf-8") and as_annotation(problem).encode("utf-8") and as_json([problem]).encode("utf-8")


def test_links_that_look_like_ones_of_this_site(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    small_site(tmp_path, {})
    write_all(tmp_path, {f"courses/h-{number}.md": course(body=f"[가](<{url}>)") for number, url in enumerate(LATE)})
    run = Run(Settings(moment=MOMENT))
    assert prepare(run) is None
    assert codes_by_path(run.report.problems) == {f"courses/h-{number}.md": ("broken-link",) for number in range(len(LATE))}


@pytest.fixture(scope="module")
def harmless(tmp_path_factory):
    """The site of all harmless rows, and their addresses."""
    folder = tmp_path_factory.mktemp("harmless")
    small_site(folder, {})
    kept = [row for row in ROWS if not row.codes]
    for row in kept:
        write_all(folder, row.files)
    report = build(Settings(content=folder / "content", output=folder / "site", moment=MOMENT))
    assert not report.failed, report.problems
    files = [f"/media/{name}" for row in kept for name in row.files if name.startswith("files/")]
    with served(folder / "site") as address:
        yield address, [f"/courses/{row.slug}/" for row in kept] + ["/courses/", "/search/"], files


@pytest.fixture(scope="module")
def watched(chromium):
    """A page, and what went wrong in it: dialogs, refusals of the policy, requests that leave."""
    context = chromium.new_context(service_workers="block")
    faults = []
    page = context.new_page()
    page.expose_function("refused", lambda said: faults.append(f"refused: {said}"))
    page.add_init_script(LISTEN)
    page.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("request", lambda request: urlsplit(request.url).hostname != "127.0.0.1" and faults.append(f"left: {request.url}"))
    yield page, faults
    context.close()


# All that a page may hold between the beginning and the end of its words, and where it may lead.
LOOK = """() => ({
  hurt: window.hurt,
  odd: [...document.querySelectorAll('.prose *')].map(e => e.localName).filter(name => !new RegExp('^(h[2-6]|p|a|img|em|strong|s|br|hr' +
    '|blockquote|pre|code|ul|ol|li|section|table|thead|tbody|tr|th|td|picture|source|figure|figcaption|span)$').test(name)),
  ran: [...document.querySelectorAll('*')].flatMap(e => [...e.attributes]).map(a => a.name)
    .filter(name => name.startsWith('on') || name === 'style' || name === 'srcdoc'),
  led: [...document.querySelectorAll('a[href]')].map(a => a.protocol)
    .filter(name => !['http:', 'https:', 'mailto:', 'tel:'].includes(name)),
  away: [...document.querySelectorAll('[src], link[href], form')]
    .map(e => e.src || e.action || (e.rel === 'canonical' || e.rel === 'alternate' ? '' : e.href))
    .filter(url => url && new URL(url).origin !== location.origin),
})"""


def test_no_script_ran_and_no_request_left(harmless, watched):
    (address, pages, files), (page, faults) = harmless, watched
    faults.clear()
    for url in pages:
        page.goto(address + url, wait_until="load")
        assert page.evaluate(LOOK) == {"hurt": None, "odd": [], "ran": [], "led": [], "away": []}, url
        assert faults == [], url
    assert len(pages) > 60
    for url in files:
        kind = page.request.get(address + url).headers["content-type"].partition(";")[0]
        assert kind in ("application/pdf", "text/plain", "text/csv", "application/zip", "application/x-zip-compressed"), url


@pytest.mark.parametrize(
    "body", ["<script>alert(1)</script>", "<p style='color:red'>", "<img src=x onerror=alert(1)>", "<img src='https://evil.example/'>"]
)
def test_the_watch_sees_what_it_watches_for(body, harmless, watched):
    (address, _, _), (page, faults) = harmless, watched
    faults.clear()
    page.route("**/planted/", lambda route: route.fulfill(body=f"<!doctype html>{body}", headers={**HEADERS, "Content-Type": "text/html"}))
    page.goto(f"{address}/planted/", wait_until="load")
    page.wait_for_timeout(100)
    assert any(fault.startswith("refused: ") for fault in faults), faults
    page.unroute("**/planted/")


def test_what_the_renderer_never_writes_is_a_fault(tmp_path, monkeypatch):
    """Were the first lock open, the second holds: the sanitiser takes it out, and says so."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(markdown._PARSER.options, "html", True)
    small_site(tmp_path, {})
    write_all(tmp_path, Row("a", {"courses/a.md": course(body="<img src=x onerror=alert(1)>\n\n가")}, ()).files)
    documents = read(Path("content"))
    assert codes_by_path(check(documents, MOMENT)[1]) == {"courses/a.md": ("unsafe-html",)}
    body = next(item for item in documents.items if item.slug == "a").bodies[("body",)][0]
    assert "onerror" not in body.html and HARMLESS == ""
