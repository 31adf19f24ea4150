"""Publishing to an object store with deploy/bucket.sh and rclone: order, headers, and what is left in the end."""

import hashlib
import os
import shutil
import subprocess
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from threading import Lock
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

import pytest

from browser import answering
from generator.check.attachments import BEGINNINGS
from generator.hosting import media_type
from generator.security import cache_control
from generator.settings import HOME

ATTACHED = {f"files/a{ending}": beginning + b"1" for ending, beginning in (*BEGINNINGS.items(), (".PDF", b"%PDF-"))}


class Store:
    """As much of S3's protocol as rclone needs of one bucket; it remembers in which order it was told what."""

    def __init__(self):
        self.objects, self.done, self.lock = {}, [], Lock()
        self.refused = ()  # endings of what it does not take

    def listed(self, prefix, delimiter):
        """The keys below `prefix`; those of folders below it stand as one where there is a delimiter."""
        own, folders = [], set()
        for key in sorted(key for key in self.objects if key.startswith(prefix)):
            name, found, _ = key.removeprefix(prefix).partition(delimiter or "\0")
            folders.add(prefix + name + delimiter) if found else own.append(key)
        entries = "".join(f"<CommonPrefixes><Prefix>{escape(name)}</Prefix></CommonPrefixes>" for name in sorted(folders))
        entries += "".join(
            f"<Contents><Key>{escape(key)}</Key><Size>{len(body)}</Size><ETag>&quot;{hashlib.md5(body).hexdigest()}&quot;</ETag>"
            f"<LastModified>2025-11-03T00:00:00.000Z</LastModified></Contents>"
            for key, body in ((key, self.objects[key][0]) for key in own)
        )
        return f'<?xml version="1.0"?><ListBucketResult><Name>b</Name><IsTruncated>false</IsTruncated>{entries}</ListBucketResult>'.encode()


def handler_for(store):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def key(self):
            return unquote(urlsplit(self.path).path).removeprefix("/b").lstrip("/")

        def reply(self, status, body=b"", **headers):
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def do_GET(self):
            asked = parse_qs(urlsplit(self.path).query)
            body = store.listed(asked.get("prefix", [""])[0], asked.get("delimiter", [""])[0])
            self.reply(200, body, Content_Type="application/xml")

        def do_HEAD(self):
            found = store.objects.get(self.key())
            if not found:
                return self.reply(404)
            body, headers = found
            self.send_response(200)
            for name, value in {"Content-Length": len(body), "ETag": f'"{hashlib.md5(body).hexdigest()}"', **headers}.items():
                self.send_header(name, value)
            self.send_header("Last-Modified", format_datetime(datetime(2025, 11, 3, tzinfo=UTC), usegmt=True))
            self.end_headers()

        def do_PUT(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.key().endswith(store.refused):
                return self.reply(403)
            with store.lock:
                store.objects[self.key()] = (body, {name: self.headers[name] for name in ("Content-Type", "Cache-Control")})
                store.done.append(("put", self.key()))
            self.reply(200, ETag=f'"{hashlib.md5(body).hexdigest()}"')

        def do_DELETE(self):
            with store.lock:
                del store.objects[self.key()]
                store.done.append(("delete", self.key()))
            self.reply(204)

        def log_message(self, *_):
            pass

    return Handler


def publish(site, address, tmp_path, status=0):
    """What bucket.sh says on stderr; it finds the programs in tmp_path/programs first."""
    about = {
        "TYPE": "s3", "PROVIDER": "Other", "ENDPOINT": address, "ACCESS_KEY_ID": "x", "SECRET_ACCESS_KEY": "x",
        "FORCE_PATH_STYLE": "true", "NO_CHECK_BUCKET": "true",
    }  # fmt: skip
    # What this computer says of stores and proxies of its own is left out.
    own = {name: value for name, value in os.environ.items() if not name.startswith("AWS_") and "proxy" not in name.lower()}
    environment = {**own, "RCLONE_CONFIG": str(tmp_path / "rclone.conf"), "HOME": str(tmp_path)}
    environment |= {"PATH": f"{tmp_path / 'programs'}:{os.environ['PATH']}", "RCLONE_RETRIES": "1", "RCLONE_LOW_LEVEL_RETRIES": "1"}
    environment |= {f"RCLONE_CONFIG_STORE_{name}": value for name, value in about.items()}
    command = ["sh", HOME / "deploy" / "bucket.sh", site, "store:b"]
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode == status, done.stderr
    return done.stderr


def spare(small):
    """A course that nothing refers to."""
    return small / "courses" / "spare.md"


@pytest.fixture
def site(make, small, tmp_path):
    shutil.copy(small / "courses" / "dobong-ai-multimodal.md", spare(small))
    (small / "files").mkdir()
    for name, body in ATTACHED.items():
        (small / name).write_bytes(body)
    page = small / "pages" / "apply.md"
    page.write_text(page.read_text("utf-8") + "".join(f"\n\n[안내문](../{name})\n" for name in ATTACHED), "utf-8")
    assert not make(small, tmp_path / "site", compress=True).failed
    return tmp_path / "site"


def test_what_pages_load_goes_first_and_what_is_gone_goes_last(make, small, site, tmp_path):
    store = Store()
    with answering(handler_for(store)) as address:
        publish(site, address, tmp_path)
        paths = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
        wanted = {path for path in paths if not path.startswith("_") and not path.endswith((".gz", ".br"))}
        assert store.objects.keys() == wanted
        assert {path: body for path, (body, _) in store.objects.items()} == {path: (site / path).read_bytes() for path in wanted}
        for path, (_, headers) in store.objects.items():
            assert headers == {"Content-Type": media_type(path), "Cache-Control": cache_control(f"/{path}")}, path
        first_page = next(place for place, (_, path) in enumerate(store.done) if path.endswith(".html"))
        assert (
            all(path.startswith(("assets/", "fonts/", "media/", "search/pieces/")) for _, path in store.done[:first_page])
            and first_page > 10
        )

        store.done.clear()
        publish(site, address, tmp_path)
        assert store.done == []  # what is the same is not sent again

        shutil.move(spare(small), spare(small).with_name("another-name.md"))
        assert not make(small, site, compress=True).failed
        publish(site, address, tmp_path)
        assert store.done.pop() == ("put", "build.json")  # says what is live
        acts = [act for act, _ in store.done]
        assert acts == sorted(acts, reverse=True) and {"put", "delete"} == set(acts)  # "put" before "delete"
        assert ("delete", "courses/spare/index.html") in store.done
        assert "courses/another-name/index.html" in store.objects and "courses/spare/index.html" not in store.objects


def store_before():
    """A store with what was published before: its mark, and a page that is gone."""
    store = Store()
    store.objects = {path: (path.encode(), {}) for path in ("build.json", "gone/index.html")}
    return store


def test_what_broke_off_is_not_taken_for_done(site, tmp_path):
    store = store_before()
    store.refused = (".ics",)
    with answering(handler_for(store)) as address:
        publish(site, address, tmp_path, status=1)
    assert ("put", "index.html") in store.done  # on its way
    assert store.objects["build.json"][0] == b"build.json"


def test_a_build_meanwhile_is_told_and_not_taken_for_done(make, small, site, tmp_path):
    store, later, program = store_before(), tmp_path / "later", tmp_path / "programs" / "rclone"
    spare(small).unlink()
    assert not make(small, later, compress=True).failed
    # The later build takes the folder's place at the second call of rclone.
    program.parent.mkdir()
    change = f"mkdir '{tmp_path}/called' 2>'{tmp_path}/said' || [ ! -d '{later}' ] || {{ rm -r '{site}'; mv '{later}' '{site}'; }}"
    program.write_text(f'#!/bin/sh\n{change}\nexec {shutil.which("rclone")} "$@"\n', "utf-8")
    program.chmod(0o755)
    with answering(handler_for(store)) as address:
        assert "다시 올리세요" in publish(site, address, tmp_path, status=1)
    assert not later.exists()
    assert [done for done in store.done if done[0] == "delete" or done[1] == "build.json"] == []


def test_a_folder_without_a_site_empties_no_store(tmp_path):
    store, other = store_before(), tmp_path / "other"
    other.mkdir()
    with answering(handler_for(store)) as address:
        said = publish(other, address, tmp_path, status=1)
    assert store.objects.keys() == {"build.json", "gone/index.html"}
    assert "만든 누리집이 없습니다" in said
