"""The preview's server: watch, rebuild, and tell each open page to load again or what is wrong."""

import asyncio
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import datetime
from ipaddress import ip_address
from itertools import chain
from pathlib import Path
from secrets import compare_digest, token_urlsafe
from socket import gethostname
from typing import Any
from urllib.parse import urlsplit

from tornado.ioloop import PeriodicCallback
from tornado.web import Application, HTTPError, RequestHandler
from tornado.websocket import WebSocketHandler

from generator.dates import DateFault, parse
from generator.form import Refused, describe, open_item, save
from generator.hosting import media_type
from generator.preview import OWN, Preview, headers_of
from generator.records import KIND_IN
from generator.run import Report
from generator.settings import Settings
from generator.trees import files_below
from generator.urls import FORM_URL

POLL_MILLISECONDS = 25
# How long nothing is saved before feeds, search and the other files that list things are made.
REST_SECONDS = 0.7
_LOCAL_NAMES = ("localhost", "127.0.0.1", "::1")


class Watch:
    """All time stamps below some folders; `changed` looks at them again. A folder that a link leads to is looked into below `elsewhere`
    alone: links of the content lead to folders of the content, or are refused."""

    def __init__(self, content: Path, elsewhere: Iterable[Path] = ()) -> None:
        self.content, self.elsewhere = content, tuple(elsewhere)
        self.seen = self._stamps()

    def changed(self) -> bool:
        """Whether a file was written, made, renamed or removed since the last look.

        An empty file is one that an editor is about to fill: it counts at the second look.
        """
        stamps = self._stamps()
        if stamps == self.seen:
            return False
        emptied = [path for path, (_, size) in stamps.items() if size == 0 and self.seen.get(path, (0, 1))[1] != 0]
        self.seen = {**stamps, **{path: (0, 0) for path in emptied}}
        return not emptied

    def _stamps(self) -> dict[str, tuple[int, int]]:
        found = chain(files_below((self.content,), linked=False), files_below(self.elsewhere, linked=True))
        return {path: (about.st_mtime_ns, about.st_size) for path, about in found if not path.endswith("~")}


class Handler(RequestHandler):
    """What all answers share: who may ask, and the headers."""

    def initialize(self, preview: Preview, tabs: "set[Live]") -> None:
        """Take what the application holds for every request."""
        self.preview, self.tabs = preview, tabs

    def prepare(self) -> None:
        """Refuse a name that is not ours (DNS rebinding) and, where something is changed, any page that is not ours."""
        ensure_own(self)
        if self.request.method != "GET" and self.request.headers.get("Origin") != f"http://{self.request.host}":
            raise HTTPError(403)

    def send(self, status: int, kind: str, body: bytes) -> None:
        """Answer with these bytes; tornado leaves them out where the browser has them (ETag)."""
        self.set_status(status)
        for name, value in headers_of(self.request.path, kind).items():
            self.set_header(name, value)
        self.finish(body)

    def sent(self, *keys: str) -> list[Any]:
        """The values of these keys in the JSON that was sent; 400 where it is not such JSON."""
        try:
            values = json.loads(self.request.body)
            return [values[key] for key in keys]
        except (ValueError, KeyError, TypeError):
            raise HTTPError(400) from None

    def send_json(self, value: Any, status: int = 200) -> None:
        """Answer with a value."""
        self.send(status, media_type(".json"), json.dumps(value, ensure_ascii=False).encode())


class Published(Handler):
    """The site's own pages and files."""

    def get(self, path: str) -> None:
        """One file of the last good build."""
        self.send(*self.preview.answer(path))


class OwnFile(Handler):
    """The preview's own scripts, sheets and pages: a literal list, so that nothing else is reached."""

    FILES = ("preview.js", "preview.css", "width.html", "width.js", "form.js", "fields.js", "faults.js", "form.css")
    ICON = "favicon.svg"

    def get(self, name: str) -> None:
        """One of them, or the site's icon."""
        if name not in (*self.FILES, self.ICON):
            raise HTTPError(404)
        folder = self.preview.settings.static / "images" if name == self.ICON else OWN
        self.send(200, media_type(name), (folder / name).read_bytes())


class Moment(Handler):
    """The moment for which the site is shown."""

    def post(self) -> None:
        """Set it: {"moment": "2025-11-21T18:01"}, or "" for the present."""
        written = str(self.sent("moment")[0]).replace("T", " ")
        try:
            moment = parse(written).first() if written else None
        except DateFault:
            raise HTTPError(400) from None
        self.preview.set_moment(moment)
        self.send_json(self.preview.state())
        tell(self.tabs)


class FormPage(Handler):
    """The editing form; its token is what a page of another site cannot have."""

    def get(self) -> None:
        """The page."""
        page = (OWN / "admin.html").read_text("utf-8").replace("{{token}}", self.settings["token"])
        self.send(200, media_type("admin.html"), page.encode())


class FormData(Handler):
    """What the form shows and what it gives back: one kind, or one item of it."""

    def get(self, folder: str, slug: str) -> None:
        """A kind (without a slug), or an item."""
        if folder not in KIND_IN:
            raise HTTPError(404)
        preview = self.preview
        self.answer(open_item(preview.settings.content, folder, slug) if slug else describe(preview.report, folder))

    def post(self, folder: str, slug: str) -> None:
        """Save an item: {"data": …, "digest": …}. The file is seen by the watch like any other that is saved."""
        if not compare_digest(self.request.headers.get("X-Token", ""), self.settings["token"]):
            raise HTTPError(403)
        self.answer(save(self.preview.settings_now(), self.preview.report, folder, slug, *self.sent("data", "digest")))

    def answer(self, result: Any) -> None:
        """Send it, or why there is none."""
        self.send_json(result if isinstance(result, dict) else asdict(result), result.status if isinstance(result, Refused) else 200)


class Live(WebSocketHandler):
    """An open page. It says which page it is and of which build; it is told to load again, or the state of things."""

    def initialize(self, preview: Preview, tabs: "set[Live]") -> None:
        """Take what the application holds for every request."""
        self.preview, self.tabs = preview, tabs

    def prepare(self) -> None:
        """Refuse a name that is not ours; tornado refuses pages of other hosts."""
        ensure_own(self)

    def open(self, *_: str, **__: str) -> None:
        """Note the page, and tell it what came to pass since it was made."""
        self.address, self.number = self.get_argument("page"), int(self.get_argument("build"))
        self.tabs.add(self)
        self.tell()

    def tell(self) -> None:
        """Say what this page has to do."""
        old = self.preview.is_old(self.address, self.number)
        self.write_message(json.dumps({"reload": True} if old else self.preview.state(), ensure_ascii=False))

    def on_close(self) -> None:
        """Forget the page."""
        self.tabs.discard(self)


def tell(tabs: Iterable[Live]) -> None:
    """Tell every open page."""
    for tab in tuple(tabs):
        tab.tell()


def ensure_own(handler: RequestHandler) -> None:
    """403 for a request that names another host than this one: a page of others could lead a name of its own here."""
    if not is_own(handler.request.host, handler.settings["host"]):
        raise HTTPError(403)


def is_own(asked: str, host: str) -> bool:
    """Whether `asked` (a Host header) is this computer, which listens on `host`; from others it is reached by its numbers and names too."""
    try:
        name = urlsplit(f"//{asked}").hostname
    except ValueError:
        return False
    if name is None or is_local(host):
        return name in (*_LOCAL_NAMES, host.lower())
    own = gethostname().lower()
    return name in (*_LOCAL_NAMES, host.lower(), own, f"{own}.local") or _is_number(name)


def _is_number(name: str) -> bool:
    """Whether a host is named by its number, which no name server can turn to another one."""
    try:
        return bool(ip_address(name))
    except ValueError:
        return False


def is_local(host: str) -> bool:
    """Whether listening on `host` is reached from this computer alone."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def application(preview: Preview, host: str, tabs: set[Live]) -> Application:
    """What answers, in order."""
    about = {"preview": preview, "tabs": tabs}
    # The form writes files: only this computer may use it.
    form: list[Any] = [(FORM_URL, FormPage, about), (rf"{FORM_URL}([a-z]+)/([^/]*)", FormData, about)]
    handlers: list[Any] = [
        *(form if is_local(host) else ()),
        (r"/_preview/live", Live, about),
        (r"/_preview/moment", Moment, about),
        (r"/_preview/([\w.]+)", OwnFile, about),
        (r"(/.*)", Published, about),
    ]
    return Application(handlers, host=host, token=token_urlsafe(), log_function=lambda _: None)


def serve(settings: Settings, host: str, port: int, moment: datetime | None, say: Callable[[Report], None]) -> None:
    """Serve until interrupted; `moment` is fixed or None for the present. OSError where the port is taken."""
    asyncio.run(_serve(settings, host, port, moment, say))


async def _serve(settings: Settings, host: str, port: int, moment: datetime | None, say: Callable[[Report], None]) -> None:
    watch = Watch(settings.content, (settings.templates, settings.static))
    preview, tabs = Preview(settings, moment, say), set[Live]()

    loop = asyncio.get_running_loop()
    rest = loop.call_later(0, lambda: None)

    def look() -> None:
        nonlocal rest
        if watch.changed():
            rest.cancel()
            preview.rebuild()
            tell(tabs)
            rest = loop.call_later(REST_SECONDS, preview.finish)

    application(preview, host, tabs).listen(port, host)
    PeriodicCallback(look, POLL_MILLISECONDS).start()
    await asyncio.Event().wait()
