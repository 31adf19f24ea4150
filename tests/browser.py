"""A real Chromium, a small server on the loopback address, and a page that notes all that goes wrong."""

import shutil
import time
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from generator.security import ASKED_AGAIN, HEADERS, cache_control
from shared_content import MOMENT

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
# How far a page can be moved sideways.
SIDEWAYS = "() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@contextmanager
def open_chromium():
    """The Chromium of this computer."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    assert program, f"no browser: one of {', '.join(NAMES)} has to be on the PATH"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder as a web host does: 404.html for what is not there, and no list of a folder."""

    protocol_version = "HTTP/1.1"

    def send_response(self, code, message=None):
        super().send_response(code, message)
        # Every browser test runs under the site's real policy.
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.send_header("Cache-Control", cache_control(urlsplit(self.path).path) if code < 400 else ASKED_AGAIN)

    def list_directory(self, path):
        self.send_error(404)

    def send_error(self, code, message=None, explain=None):
        page = Path(self.directory, "404.html")
        if code != 404 or not page.exists():
            return super().send_error(code, message, explain)
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def handle(self):
        try:
            super().handle()
        except ConnectionError:
            pass  # the browser went away

    def log_message(self, *_):
        pass


@contextmanager
def answering(handler):
    """The address at which a handler answers."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def served(folder, handler=Handler):
    """The address of a server for `folder`."""
    return answering(partial(handler, directory=str(folder)))


@contextmanager
def watched_page(chromium, address, **options):
    """A page and the list of all that went wrong in it: errors, failed or refused requests, requests to other hosts."""
    faults = []
    # Only what is tested of the worker meets one: elsewhere it would fetch the shell beside what is looked at.
    options.setdefault("service_workers", "block")
    context = chromium.new_context(**options)
    page = context.new_page()
    page.on("console", lambda said: said.type == "error" and faults.append(f"console: {said.text}"))
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    scripted = options.get("java_script_enabled", True)
    page.on("requestfailed", lambda request: _is_broken(request, scripted) and faults.append(f"failed: {request.url} {request.failure}"))
    page.on("response", lambda answer: answer.status >= 400 and faults.append(f"{answer.status}: {answer.url}"))
    page.on("request", lambda request: _is_outside(request.url, address) and faults.append(f"outside: {request.url}"))
    yield page, faults
    context.close()


@contextmanager
def visits(chromium, address):
    """opened(broken=False, **options): a page as at a desk, at the moment of the content; what went wrong in it fails the test
    at its end, unless `broken`."""
    pages = []

    def opened(broken=False, **options):
        watched = watched_page(chromium, address, **{"viewport": DESK, "locale": "ko-KR", **options})
        page, faults = stack.enter_context(watched)
        pages.append((faults, broken))
        page.clock.set_fixed_time(MOMENT)  # that of the build: states are corrected to the visitor's
        return page

    with ExitStack() as stack:
        yield opened
        assert [faults for faults, broken in pages if faults and not broken] == []


def _is_broken(request, scripted):
    # A page that is left before it is done gives up what it was loading; that is the visitor's doing, not a fault.
    # A browser without scripts refuses to load them ahead ("csp"), as it should.
    return request.failure not in ("net::ERR_ABORTED", *(() if scripted else ("csp",)))


def _is_outside(url, address):
    return urlsplit(url).scheme != "data" and urlsplit(url).netloc != urlsplit(address).netloc


def until(page, asked, about=None, limit=60):
    """Wait until the page answers yes. (wait_for_function takes a promise for one, and the site's policy forbids its strings.)

    `limit`, in seconds, ends a test that would never end.
    """
    end = time.monotonic() + limit
    while not page.evaluate(asked, about):  # `about` may be a list that grows
        assert time.monotonic() < end, asked
        page.wait_for_timeout(50)
