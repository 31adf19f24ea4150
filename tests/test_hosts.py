"""The published site on real servers: nginx with and without Brotli, Caddy, an object store by rclone; and what checks it."""

import gzip
import os
import re
import shutil
from functools import partial
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler
from urllib.parse import urlsplit

import brotli
import pytest

from browser import Handler, served
from generator.check.attachments import BEGINNINGS
from generator.hosting import TEXTS, TYPES, deploy_files, media_type
from generator.live import Unreachable, mark_of
from generator.live import ask as ask_live
from generator.security import HEADERS, cache_control
from generator.verify import verify
from hosts import caddy, nginx
from processes import NOW, run
from shared_content import REAL

SERVERS = {
    "nginx": nginx,
    "nginx-gzip": partial(nginx, packed=False),
    "caddy": caddy,
}
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
# One of every kind that may be handed on, named as some programs do.
ATTACHED = {f"files/_notice{ending}": beginning + b"1" for ending, beginning in (*BEGINNINGS.items(), (".PDF", b"%PDF-"))}
OLD, NEW = "/courses/old-name/", "/courses/guro-pm/"


BELOW = "/city-1.x"


@pytest.fixture(scope="module")
def site(make, tmp_path_factory):
    """The real site with compressed twins, one old address and files to download."""
    return built(make, tmp_path_factory)


def built(make, tmp_path_factory, **more):
    folder = tmp_path_factory.mktemp("hosts")
    content = shutil.copytree(REAL, folder / "content")
    course = content / "courses" / "guro-pm.md"
    text = course.read_text("utf-8").replace("---\n", "---\naliases: [old-name]\n", 1)
    (content / "files").mkdir(exist_ok=True)
    for name, body in ATTACHED.items():
        (content / name).write_bytes(body)
        text += f"\n[안내문](../{name})\n"
    course.write_text(text, "utf-8")
    assert not make(content, folder / "site", compress=True, **more).failed
    return folder / "site"


@pytest.fixture(scope="module", params=SERVERS)
def host(request, site, tmp_path_factory):
    """The name of a server and its address."""
    with SERVERS[request.param](site, tmp_path_factory.mktemp(request.param)) as address:
        yield request.param, address


def ask(address, path, method="GET", **headers):
    """Status, headers and body of one answer, as it comes."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=30)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.headers, body


def one_of_each(site):
    """A file of every ending that the site has, by path; the largest, so that text has a compressed twin."""
    found = {}
    for path in sorted(site.rglob("*"), key=lambda path: path.stat().st_size):
        if path.is_file() and path.suffix[1:] in TYPES:
            found[path.suffix[1:]] = path
    return found


def test_every_sort_of_file_comes_with_its_headers(host, site):
    files = one_of_each(site)
    assert files.keys() >= {"html", "css", "js", "json", "ics", "xml", "txt", "webmanifest", "svg", "png", "woff2"}
    for path in (*files.values(), site / "fonts" / "rest.woff2", site / "sw.js"):
        url = "/" + path.relative_to(site).as_posix()
        status, headers, body = ask(host[1], url.removesuffix("index.html"))
        assert (status, body) == (200, path.read_bytes()), url
        assert {name: headers[name] for name in HEADERS} == dict(HEADERS), url
        assert headers["Cache-Control"] == cache_control(url)
        assert headers["Content-Type"].lower() == media_type(path.name), url
        assert headers["Set-Cookie"] is None
        assert headers["ETag"] or headers["Last-Modified"]


def test_text_comes_compressed_as_the_build_made_it(host, site):
    name, address = host
    for ending, path in one_of_each(site).items():
        url = "/" + path.relative_to(site).as_posix()
        status, headers, body = ask(address, url.removesuffix("index.html"), accept_encoding="gzip, br")
        encoding = headers["Content-Encoding"]
        wanted = None if ending not in TEXTS else "gzip" if name == "nginx-gzip" else "br"
        if wanted and not path.with_name(f"{path.name}.br").exists():  # a few lines
            wanted = None
        assert (status, encoding) == (200, wanted), url
        assert UNPACK[encoding](body) == path.read_bytes()
        if encoding:
            twin = path.with_name(f"{path.name}.{'br' if encoding == 'br' else 'gz'}")
            assert body == twin.read_bytes() and "accept-encoding" in headers["Vary"].lower()
            assert {name: headers[name] for name in HEADERS} == dict(HEADERS), url
    assert ask(address, "/", accept_encoding="gzip")[1]["Content-Encoding"] == "gzip"


def test_files_to_download_come_as_what_they_are_whatever_their_names(host):
    for name, body in ATTACHED.items():
        status, headers, found = ask(host[1], f"/media/{name}")
        assert (status, found, headers["Content-Type"].lower()) == (200, body, media_type(name)), name


def test_verify_compares_files_to_download(site, tmp_path):
    live = shutil.copytree(site, tmp_path / "live")
    for name in ATTACHED:
        (live / "media" / name).write_bytes(b"other")
    with served(live) as address:
        found = verify(site, address, sample=500, with_headers=False)
    assert [name for name in ATTACHED if not any(f"/media/{name} 내용이" in fault for fault in found)] == []


@pytest.mark.parametrize(
    "path",
    (
        "/nothing/",
        "/nothing.html",
        "/assets/nothing-0123456789ab.css",
        "/assets/",
        "/_headers",
        "/_redirects",
        "/_redirects.nginx",
        "/.hidden",
        "/media/.hidden",
        "/courses/nothing/",
    ),
)
def test_what_is_not_there_is_answered_by_the_page_for_it(host, site, path):
    status, headers, body = ask(host[1], path)
    assert (status, body) == (404, (site / "404.html").read_bytes())
    assert {name: headers[name] for name in HEADERS} == dict(HEADERS)
    assert headers["Cache-Control"] == "no-cache"
    assert headers["Content-Type"].lower() == "text/html; charset=utf-8"


@pytest.mark.parametrize(("old", "status", "new"), ((OLD, 301, NEW), (OLD.rstrip("/"), 301, NEW), ("/courses", (301, 308), "/courses/")))
def test_old_addresses_lead_on(host, old, status, new):
    found, headers, _ = ask(host[1], old)
    assert found in (status if isinstance(status, tuple) else (status,))
    assert headers["Location"] == new


def test_a_page_asked_for_again_is_not_sent_again(host):
    _, headers, _ = ask(host[1], "/", accept_encoding="br, gzip")
    tag = headers["ETag"]
    assert ask(host[1], "/", accept_encoding="br, gzip", if_none_match=tag)[0] == 304


def test_verify_finds_nothing_wrong(host, site):
    assert verify(site, host[1], sample=15) == []


@pytest.mark.parametrize("server", ("nginx", "caddy"))
def test_a_site_in_which_nothing_moved_is_served_too(make, small, tmp_path, server):
    assert not make(small, tmp_path / "site", compress=True).failed
    assert (tmp_path / "site" / "_redirects").read_text("utf-8") == ""
    with SERVERS[server](tmp_path / "site", tmp_path / server) as address:
        assert verify(tmp_path / "site", address, sample=5) == []


@pytest.fixture(scope="module")
def below(make, tmp_path_factory):
    """The same below a path of its host."""
    return built(make, tmp_path_factory, base_url=f"https://host.example{BELOW}/")


@pytest.mark.parametrize("server", SERVERS)
def test_a_site_below_a_path_is_served_as_one_at_the_top_is(below, server):
    with SERVERS[server](below, below.parent / server, at=BELOW) as address:
        assert verify(below, address, sample=15) == []
        for path in (
            f"{BELOW}/nothing/",
            f"{BELOW}/assets/nothing.css",
            f"{BELOW}/_headers",
            f"{BELOW}/.hidden",
            "/",
            "/index.html",
            "/_headers",
        ):
            status, headers, body = ask(address, path)
            assert (status, body) == (404, (below / "404.html").read_bytes()), path
            assert {name: headers[name] for name in HEADERS} == dict(HEADERS)
            assert headers["Cache-Control"] == "no-cache"
        for name in ATTACHED:
            assert ask(address, f"{BELOW}/media/{name}")[0] == 200, name
        for old, new in ((OLD, NEW), (OLD.rstrip("/"), NEW), ("/courses", "/courses/"), ("", "/")):
            status, headers, _ = ask(address, BELOW + old)
            assert (status in (301, 308), headers["Location"]) == (True, BELOW + new)


def test_deploy_writes_for_a_path_what_is_asked_for(tmp_path):
    assert run("deploy", "--output", tmp_path).returncode == 0
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == deploy_files()
    assert {path.name for path in tmp_path.iterdir() if os.access(path, os.X_OK)} == {"bucket.sh"}
    assert run("deploy", "--base-url", f"https://host.example{BELOW}/", "--output", tmp_path).returncode == 0
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == deploy_files(BELOW)
    for path in ("/서울/", "/a;b/", "/a/../b/", "//a/", "/a b/"):
        done = run("deploy", "--base-url", f"https://host.example{path}", "--output", tmp_path / "none")
        assert done.returncode == 2 and "--base-url" in done.stderr and not (tmp_path / "none").exists(), path


def test_a_site_knows_its_address(site):
    done = run("verify", "--site", site)  # of the real content: a name that no one can have
    assert done.returncode == 1 and "https://sesac.example" in done.stderr


def test_verify_names_all_that_is_wrong(site, tmp_path):
    live = shutil.copytree(site, tmp_path / "live")
    (live / "build.json").write_text((live / "build.json").read_text("utf-8").replace('"digest": "', '"digest": "x'), "utf-8")
    (live / "index.html").write_text("old", "utf-8")
    (live / "404.html").write_text("other", "utf-8")
    shutil.rmtree(live / "calendar")
    for name in ("_redirects", "_redirects.nginx"):
        (live / name).write_text("", "utf-8")
    with nginx(live, tmp_path / "nginx", packed=False) as address:
        done = run("verify", address, "--site", site, "--sample", 10)
        found = done.stderr.splitlines()
        assert done.returncode == 1 and done.stdout.startswith(address)
        for words in (r"build\.json의 digest가", r"/ 내용이 다릅니다", r"/calendar/ 링크가 이어지지", r"404 쪽이 아닙니다", r"옛 주소가"):
            assert any(re.search(words, line) for line in found), words
        assert not any("머리글" in line for line in found)
    assert run("verify", address, "--site", site).returncode == 1  # nobody answers any more


def test_verify_sees_missing_headers_unless_told_that_there_are_none(site):
    class Plain(Handler):
        """A host that sends no headers of ours, and leads nowhere."""

        def send_response(self, code, message=None):
            SimpleHTTPRequestHandler.send_response(self, code, message)

    with served(site, Plain) as address:
        found = verify(site, address, sample=3)
        for words in (*HEADERS, "Cache-Control", "옛 주소가"):
            assert any(words in fault for fault in found), words
        without = verify(site, address, sample=3, with_headers=False)
        assert not any(words in fault for fault in without for words in ("머리글", "옛 주소가"))


DAMAGED = {
    "cut off": ("gzip", lambda body: gzip.compress(body)[:-12]),
    "nonsense": ("gzip", lambda _: b"nonsense"),
    "a false sum": ("gzip", lambda body: gzip.compress(body)[:-8] + bytes(8)),
    "a false letter": ("gzip", lambda body: gzip.compress(body)[:10] + bytes([255]) * 20 + gzip.compress(body)[30:]),
    "another": ("gzip", lambda _: gzip.compress(b"other")),
    "Brotli cut off": ("br", lambda body: brotli.compress(body)[:-5]),
    "no Brotli": ("br", lambda _: b"nonsense"),
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_verify_says_of_damaged_compressed_content_that_it_differs(site, damage):
    encoding, damaged = DAMAGED[damage]

    class Damaging(Handler):
        """A host that sends its home page damaged where it compresses it."""

        def do_GET(self):
            if self.path != "/" or "gzip" not in self.headers["Accept-Encoding"]:
                return super().do_GET()
            body = damaged((site / "index.html").read_bytes())
            self.send_response(200)
            self.send_header("Content-Encoding", encoding)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with served(site, Damaging) as address:
        done = run("verify", address, "--site", site, "--sample", 1, "--no-headers")
    said = [line for line in done.stderr.splitlines() if "압축하지 않고" not in line and "옛 주소가" not in line]
    assert (done.returncode, said) == (1, [f"{address}/ 압축한 내용({encoding})이 다릅니다."])


def test_any_address_that_is_typed_is_asked_for_or_cannot_be_reached(site, tmp_path):
    shutil.copytree(site, tmp_path / "새싹 a")
    with served(tmp_path) as address:
        assert mark_of(f"{address}/새싹%20a/")["digest"] == mark_of(f"{address}/%EC%83%88%EC%8B%B9%20a")["digest"]
    for host in ("새싹.invalid", f"{'a' * 70}.invalid", f"{'새' * 70}.invalid"):
        with pytest.raises(Unreachable):
            ask_live(f"http://{host}/")
        assert [fault[:8] for fault in verify(site, f"http://{host}/", sample=1)] == ["닿지 않습니다."]


def test_stale_says_whether_a_build_would_change_anything(make, content, tmp_path):
    moment = ("--content", content, *NOW)
    with nginx(tmp_path / "site", tmp_path / "nginx", packed=False) as address:
        site_file = content / "site.yml"
        site_file.write_text(re.sub("(?m)^base_url: .*$", f"base_url: {address}/", site_file.read_text("utf-8")), "utf-8")
        make(content, tmp_path / "site", base_url=address, compress=True)
        assert run("stale", address, *moment).returncode == 0
        assert run("stale", *moment).returncode == 0  # by the address of the content
        # An hour later nothing has begun or ended; months later something has.
        assert run("stale", address, "--content", content, "--now", "2025-11-03 10:00").returncode == 0
        assert run("stale", address, "--content", content, "--now", "2026-03-03 10:00").returncode == 1
        page = content / "pages" / "about.md"
        page.write_text(page.read_text("utf-8") + "\n한 문장을 더합니다.\n", "utf-8")
        done = run("stale", address, *moment)
        assert (done.returncode, done.stderr) == (1, "") and "지금 만들면 달라집니다." in done.stdout
        page.write_text("---\ntitel: x\n---\n", "utf-8")
        assert run("stale", address, *moment).returncode == 2
    assert run("stale", address, "--content", REAL, *NOW).returncode == 1  # nobody answers
