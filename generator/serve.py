"""The preview: watch, rebuild, reload. A fault is shown over the last good page and goes when it is mended."""

import html
import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from livereload import Server
from livereload.handlers import LiveReloadHandler
from livereload.watcher import Watcher
from tornado.ioloop import PeriodicCallback

from generator.dates import now
from generator.hosting import media_type
from generator.pipeline import Report, build
from generator.problems import as_terminal, errors_in
from generator.security import HEADERS
from generator.settings import Settings
from generator.workshop import CannotBuild

POLL_MILLISECONDS = 100
# The page's policy allows no style in the page, so the panel of faults brings its own sheet.
PANEL_SHEET = "/problems.css"
_PANEL_STYLE = (
    b"#problems{position:relative;z-index:99;margin:0;padding:16px;background:#8A240F;color:#fff;"
    b"font:15px/1.5 monospace;white-space:pre-wrap;overflow-wrap:anywhere}"
)
_RELOADER = '<script src="/livereload.js?port={port}"></script>'


class Watch(Watcher):  # type: ignore[misc]
    """livereload's watcher, made quick: one look at all time stamps every tenth of a second."""

    def __init__(self, folders: Iterable[Path], changed: Callable[[], None]) -> None:
        super().__init__()
        self.folders = tuple(folders)
        self.changed = changed
        self.seen = self._stamps()
        self._tasks = {"content": {}}

    def start(self, callback: Callable[[], None]) -> bool:
        """Look at the files at short intervals, instead of livereload's 0.8 s."""
        PeriodicCallback(callback, POLL_MILLISECONDS).start()
        return True

    def examine(self) -> tuple[str | None, None]:
        """Rebuild if a file changed; the path that changed makes livereload reload the page."""
        self._changes.clear()
        stamps = self._stamps()
        if stamps == self.seen:
            self.filepath = None
            return None, None
        self.filepath = min(path for path, _ in stamps.items() ^ self.seen.items())
        self.seen = stamps
        self.changed()
        return self.filepath, None

    def _stamps(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for folder in self.folders:
            for parent, _, names in os.walk(folder):
                for name in names:
                    if not name.startswith(".") and not name.endswith("~"):
                        path = os.path.join(parent, name)
                        found[path] = _stamp(path)
        return found


def _stamp(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns
    except OSError:  # gone since the walk
        return 0


class Preview:
    """A WSGI application (PEP 3333) that serves the last good build and shows what is wrong with the present content."""

    def __init__(self, settings: Settings, fixed_moment: bool, say: Callable[[Report], None]) -> None:
        self.settings = settings
        self.fixed_moment = fixed_moment
        self.say = say
        self._take(build(settings))

    def rebuild(self) -> None:
        """Build again at the present moment; with faults the folder keeps the last good pages."""
        moment = self.settings.moment if self.fixed_moment else now()
        try:
            self._take(build(replace(self.settings, moment=moment)))
        except CannotBuild as fault:  # only at the start is it a reason to stop
            self._take(Report((fault.problem,)))

    def _take(self, report: Report) -> None:
        self.report = report
        self.say(report)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        """Answer one request from the folder."""
        status, kind, body = self.answer(environ.get("PATH_INFO", "/").encode("latin-1").decode("utf-8", "replace"))
        if kind.startswith("text/html"):
            body = self._with_panel(body)
        about = {"Content-Type": kind, "Content-Length": str(len(body)), "Cache-Control": "no-store"}
        start_response(status, [*about.items(), *HEADERS.items()])
        return [body]

    def answer(self, path: str) -> tuple[str, str, bytes]:
        """Status line, media type and body for an address."""
        if path == PANEL_SHEET:
            return "200 OK", media_type(path), _PANEL_STYLE
        root = self.settings.output.resolve()
        file = (root / path.lstrip("/")).resolve()
        if file.is_dir():
            file = file / "index.html"
        if file.is_relative_to(root) and file.is_file():
            return "200 OK", media_type(file.name), file.read_bytes()
        missing = root / "404.html"
        body = missing.read_bytes() if missing.is_file() else b"<!doctype html><html><head></head><body></body></html>"
        return "404 Not Found", media_type(missing.name), body

    def _with_panel(self, page: bytes) -> bytes:
        faults = errors_in(self.report.problems)
        if not faults:
            return page
        text = html.escape("\n\n".join(as_terminal(fault) for fault in faults))
        head = f"고칠 곳이 {len(faults)}개 있습니다. 아래 쪽은 마지막으로 잘된 내용입니다.\n\n"
        sheet = f'<link rel="stylesheet" href="{PANEL_SHEET}">'.encode()
        panel = f'<pre id="problems" role="alert" lang="ko">{head}{text}</pre>'.encode()
        return page.replace(b"</head>", sheet + b"</head>", 1).replace(b"<body>", b"<body>" + panel, 1)


class ReloadServer(Server):  # type: ignore[misc]
    """livereload's server, with its script as a file: the pages' policy allows none in the page."""

    def __init__(self, preview: Preview, watch: Watch, port: int) -> None:
        super().__init__(preview, watch)
        self.reloader = _RELOADER.format(port=port).encode()

    def get_web_handlers(self, _script: bytes) -> Any:
        """What answers for pages; livereload would write a script of its own into each."""
        return super().get_web_handlers(self.reloader)


def serve(settings: Settings, host: str, port: int, fixed_moment: bool, say: Callable[[Report], None]) -> None:
    """Serve until interrupted. OSError where the port is taken."""
    preview = Preview(settings, fixed_moment, say)
    folders = (settings.content, settings.templates, settings.static)
    # livereload drops reloads that follow one another within three seconds; an editor's saves do.
    LiveReloadHandler.DEFAULT_RELOAD_TIME = 0
    server = ReloadServer(preview, Watch(folders, preview.rebuild), port)
    server._setup_logging = lambda: None
    server.serve(port=port, host=host, debug=False, live_css=False)
