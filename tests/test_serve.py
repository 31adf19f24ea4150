"""The preview, as an editor meets it: a save shows by itself, a fault shows over the last good page and goes when mended."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from browser import watched_page
from generator.security import HEADERS
from generator.settings import HOME
from playwright.sync_api import expect

# Generous: it ends a test that would never end, and says nothing about how quick the preview is.
LIMIT = 60
PAGE = "/pages-of-no-one/"


def command(content, port):
    output = content.parent / "preview"
    words = ("serve", "--content", content, "--output", output, "--port", port, "--now", "2025-11-03 09:00")
    return [sys.executable, "build.py", *map(str, words)]


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


@contextmanager
def preview(content):
    """The address of a running preview of `content`; it is ended afterwards, come what may."""
    port = free_port()
    log = content.parent / "preview.log"
    environment = {key: value for key, value in os.environ.items() if key != "GITHUB_ACTIONS"}
    with log.open("wb") as said, subprocess.Popen(command(content, port), cwd=HOME, env=environment, stdout=said, stderr=said) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            wait_until_it_answers(address, process, log)
            yield address
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def wait_until_it_answers(address, process, log):
    end = time.monotonic() + LIMIT
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text("utf-8")
        try:
            return urlopen(address, timeout=LIMIT).close()
        except HTTPError:
            return None
        except URLError:
            time.sleep(0.05)
    raise AssertionError("the preview never answered")


@pytest.fixture
def tab(chromium):
    """A tab whose `edit` changes a file once the page listens for reloads."""
    context = chromium.new_context()
    page = context.new_page()
    page.set_default_timeout(LIMIT * 1000)
    expect.set_options(timeout=LIMIT * 1000)
    yield Tab(page)
    expect.set_options(timeout=5000)
    context.close()


class Tab:
    """An editor's browser tab. Nothing but `open` loads a page by hand."""

    def __init__(self, page):
        self.page = page
        self.listening = False
        page.on("websocket", lambda to: to.on("framesent", self._sent))

    def _sent(self, frame):
        # With "info" the page has asked for reloads; what is saved before that reaches no one.
        self.listening = self.listening or '"info"' in str(frame)

    def open(self, address):
        self.page.goto(address)

    def edit(self, path, old, new):
        """Save `path` with `old` made `new`."""
        end = time.monotonic() + LIMIT
        while not self.listening:
            assert time.monotonic() < end, "the page never asked for reloads"
            self.page.wait_for_timeout(20)
        self.listening = False
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_save_shows_and_a_fault_shows_until_it_is_mended(content, tab):
    path = content / "courses" / "jungnang-genai-data.md"
    heading, panel = tab.page.locator("h1"), tab.page.locator("#problems")
    with preview(content) as address:
        tab.open(f"{address}/courses/jungnang-genai-data/")
        expect(heading).to_contain_text("생성형 AI 데이터분석 과정")
        expect(panel).to_have_count(0)

        tab.edit(path, "title: 생성형 AI 데이터분석 과정", "title: 새 이름의 과정")
        expect(heading).to_contain_text("새 이름의 과정")
        expect(panel).to_have_count(0)

        tab.edit(path, "title: 새 이름의 과정", "titel: 더 새로운 이름")
        expect(panel).to_be_visible()
        expect(panel).to_contain_text("오류[unknown-field]")
        expect(panel).to_contain_text("jungnang-genai-data.md:2:1")
        expect(panel).to_contain_text("고치기:")
        expect(heading).to_contain_text("새 이름의 과정")

        tab.edit(path, "titel: 더 새로운 이름", "title: 더 새로운 이름")
        expect(heading).to_contain_text("더 새로운 이름")
        expect(panel).to_have_count(0)


def test_a_start_with_a_fault_shows_it_and_recovers(content, tab):
    path = content / "site.yml"
    good = path.read_text("utf-8")
    path.write_text(good.replace("name:", "nmae:", 1), "utf-8")
    with preview(content) as address:
        tab.open(address)
        expect(tab.page.locator("#problems")).to_contain_text("오류[unknown-field]")
        tab.edit(path, "nmae:", "name:")
        expect(tab.page.locator("#problems")).to_have_count(0)
        expect(tab.page.locator("h1")).to_be_visible()


def test_the_preview_shows_drafts_and_answers_what_is_missing(content, tab):
    path = content / "courses" / "guro-pm.md"
    path.write_text(path.read_text("utf-8").replace("---\n", "---\ndraft: true\n", 1), "utf-8")
    with preview(content) as address:
        tab.open(f"{address}/courses/guro-pm/")
        expect(tab.page.locator(".held")).to_be_visible()
        assert tab.page.goto(f"{address}{PAGE}").status == 404
        expect(tab.page.locator("h1")).to_contain_text("찾는 쪽이 없습니다")
        assert tab.page.goto(f"{address}/..%2f..%2fcontent/site.yml").status == 404


def test_the_preview_sends_the_real_policy(content, chromium):
    with preview(content) as address, watched_page(chromium, address) as (page, faults):
        answer = page.goto(address)
        assert {name: answer.header_value(name) for name in HEADERS} == dict(HEADERS)
        # The reloading script stands in a file and talks to this address alone.
        with page.expect_websocket(lambda to: to.url.startswith(address.replace("http", "ws", 1))):
            page.reload()
        assert faults == []


@pytest.mark.parametrize("port", ["taken", 99999])
def test_a_port_that_cannot_be_had_is_named(content, port):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        number = listener.getsockname()[1] if port == "taken" else port
        done = subprocess.run(command(content, number), cwd=HOME, capture_output=True, encoding="utf-8", timeout=LIMIT)
    assert (done.returncode, done.stdout) == (2, "")
    assert "오류[port-taken]" in done.stderr and str(number) in done.stderr and "--port" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (content.parent / "preview").exists()
