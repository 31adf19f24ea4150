"""One definition of the policy: what it says, that every host and page says the same, and that a browser holds to it."""

import re

import pytest

from browser import watched_page
from build import COMMANDS
from generator import pictures
from generator.check.attachments import BEGINNINGS
from generator.hosting import TEXTS, TYPES, deploy_files, host_files
from generator.security import HEADERS, KEPT, cache_control, content_policy
from generator.settings import HOME
from shared_content import replaced

POLICY = dict(part.split(" ", 1) for part in content_policy().split("; "))
HASHED = re.compile(
    r"/(?:og|qr)/[0-9a-f]{12,16}\.(?:png|svg)$|-[0-9a-f]{12}[./]|^/search/pieces/[a-z]{2}/(?:core-|rest-|s/|c/)[0-9a-f]{10}\.json$"
)


def test_nothing_is_allowed_but_what_is_used():
    assert POLICY.pop("default-src") == "'none'"
    assert POLICY["frame-ancestors"] == POLICY["base-uri"] == "'none'"
    assert POLICY["require-trusted-types-for"] == "'script'"
    sources = {value for name, value in POLICY.items() if name.endswith("-src")}
    assert sources == {"'self'"}, "no unsafe-inline, no data:, no other host"


@pytest.mark.parametrize("name", deploy_files())
def test_the_files_of_deploy_name_commands_that_there_are(name):
    named = re.findall(r"build\.py (\w+)", (HOME / "deploy" / name).read_text("utf-8"))
    assert named and {*named} <= {*COMMANDS}


@pytest.mark.parametrize("name", deploy_files())
def test_the_files_of_deploy_are_what_the_definition_gives(name):
    written = (HOME / "deploy" / name).read_text("utf-8")
    assert written == deploy_files()[name], "run 'python build.py deploy'"


@pytest.mark.parametrize("name", ("nginx.conf", "Caddyfile"))
def test_every_host_sends_every_header(name):
    text = deploy_files()[name]
    assert [header for header, value in HEADERS.items() if not re.search(rf'{header} "{re.escape(value)}"', text)] == []


def test_headers_and_redirects_of_hosts_of_the_pages_kind():
    files = {output.path: output.body.decode() for output in host_files([("/courses/old/", "/courses/new/")], "/prefix")}
    rules = dict(rule.split("\n", 1) for rule in re.split(r"\n(?=/)", files["_headers"]))
    lines = [line.strip().split(": ", 1) for line in rules["/prefix/*"].splitlines() if "#" not in line]
    assert dict(lines) == dict(HEADERS)
    assert {path: rule.strip() for path, rule in rules.items() if path != "/prefix/*"} == {
        f"/prefix{start}*": f"Cache-Control: {value}" for start, value in KEPT.items()
    }
    assert files["_redirects"].splitlines() == [
        "/prefix/courses/old/ /prefix/courses/new/ 301",
        "/prefix/courses/old /prefix/courses/new/ 301",
    ]
    assert files["_redirects.nginx"].splitlines()[1] == "/prefix/courses/old/ /prefix/courses/new/;"
    assert files["_redirects.caddy"].splitlines()[1] == "redir /prefix/courses/old/ /prefix/courses/new/ 301"


def test_an_alias_becomes_a_redirect(small, make, tmp_path):
    course = small / "courses" / "dobong-ai-multimodal.md"
    replaced(course, "---\n", "---\naliases: [old-name]\n")
    assert not make(small, tmp_path / "site").failed
    lines = (tmp_path / "site" / "_redirects").read_text("utf-8").splitlines()
    assert "/courses/old-name/ /courses/dobong-ai-multimodal/ 301" in lines


def test_only_names_with_a_digest_are_kept_for_good(real_site):
    paths = ["/" + path.relative_to(real_site).as_posix() for path in real_site.rglob("*") if path.is_file()]
    immutable = [path for path in paths if "immutable" in cache_control(path)]
    assert len(immutable) > 100 and [path for path in immutable if not HASHED.search(path)] == []
    assert {
        cache_control(path) for path in paths if path.endswith((".html", ".json", ".ics", ".xml", ".txt")) and not HASHED.search(path)
    } == {"no-cache"}
    assert any(path.endswith(".json") for path in immutable), "the files of the search index"
    assert "immutable" not in cache_control("/fonts/rest.woff2")


def test_every_published_file_has_a_type(real_site):
    names = [path.name for path in real_site.rglob("*") if path.is_file()]
    assert {name.rpartition(".")[2] for name in names if not name.startswith("_")} - TYPES.keys() == set()


def test_every_file_that_may_be_handed_on_has_a_type():
    handed_on = {ending.removeprefix(".") for ending in (*BEGINNINGS, *pictures.ENDINGS)}
    assert handed_on - TYPES.keys() == set()
    assert handed_on & {*TEXTS} == {"csv", "txt"}, "the others have no encoding, and are compressed already"


def test_every_page_carries_the_policy(real_site):
    meta = f'<meta http-equiv="Content-Security-Policy" content="{content_policy(in_page=True)}">'.replace("'", "&#39;")
    pages = [path for path in real_site.rglob("*.html") if meta not in path.read_text("utf-8").partition("<link")[0]]
    assert pages == []
    assert "frame-ancestors" not in meta


def test_the_browser_understands_every_word_of_it(chromium, real_address):
    with watched_page(chromium, real_address) as (page, faults):
        said = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(real_address + "/", wait_until="networkidle")
        assert faults == [] and [text for text in said if "Playwright" not in text] == []


@pytest.mark.parametrize(
    "act",
    (
        "document.body.innerHTML = '<p>x</p>'",
        "document.body.append(Object.assign(document.createElement('script'), {src: '/assets/x.js'}))",
        "trustedTypes.createPolicy('other', {})",
        "document.write('<p>x</p>')",
    ),
)
def test_the_browser_refuses_what_the_policy_does_not_allow(chromium, real_address, act):
    with watched_page(chromium, real_address) as (page, faults):
        page.goto(real_address + "/")
        assert faults == []
        refused = page.evaluate("() => { try { " + act + "; return false } catch { return true } }")
        assert refused
