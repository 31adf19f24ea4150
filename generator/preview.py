"""What the preview knows: the last good build, what is wrong with the content now, the moment, and what it tells pages."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from os.path import isfile
from pathlib import Path
from time import time_ns
from typing import Any
from urllib.parse import quote

from generator.check import known_keys
from generator.dates import now
from generator.hosting import media_type
from generator.pipeline import build
from generator.problems import Problem, as_terminal, errors_in
from generator.records.record import Known
from generator.reuse import Lasting
from generator.run import Report
from generator.schema_files import FOLDER, write_schemas
from generator.security import HEADERS, cache_control
from generator.settings import HOME, Settings
from generator.urls import file_of
from generator.workshop import CannotBuild

# The preview's own scripts and sheets: beside the generator, never in the published folder.
OWN = HOME / "preview"
# The site's policy, and that a page of this server may be shown in a frame of another one (the widths).
POLICY = HEADERS["Content-Security-Policy"].replace("frame-ancestors 'none'", "frame-ancestors 'self'") + "; frame-src 'self'"
_MOST_NEWS = 8
_EMPTY = '<!doctype html>\n<html lang="ko">\n<head>\n<meta charset="utf-8">\n<title>미리 보기</title>\n</head>\n<body>\n</body>\n</html>\n'


class Preview:
    """The last good build in a folder. `moment` is fixed, or None for the present one."""

    def __init__(self, settings: Settings, moment: datetime | None, say: Callable[[Report], None]) -> None:
        self.settings = settings
        self.moment = moment
        self.say = say
        self.lasting = Lasting()
        self.report = Report()
        # Builds are numbered by the clock, so that a page of an earlier server is older than any of this one.
        self.number = self.first = time_ns() // 1_000_000
        self.changed_in: dict[str, int] = {}
        self.news: list[str] = []
        self.named: Known = {}
        self._take(self._build(pages_first=False))
        self._refresh_schemas()
        self.news.clear()  # to an empty folder all is new
        self.say(self.report)

    def rebuild(self) -> None:
        """Build the pages again; with faults the folder keeps the last good ones. `finish` has to follow."""
        try:
            self._take(self._build(pages_first=True))
        except CannotBuild as fault:  # only at the start is it a reason to stop
            self._take(Report((fault.problem,)))
        self.say(self.report)

    def finish(self) -> None:
        """Build the files that list things (feeds, search, data), which `rebuild` leaves out: nobody waits for them."""
        with suppress(CannotBuild):  # said by the next rebuild
            self._take(self._build(pages_first=False))
        self._refresh_schemas()

    def _refresh_schemas(self) -> None:
        """Bring the schemas beside the content up to date with the names that may be used; a schema that is not there is not made."""
        if self.report.failed or self.report.documents is None:
            return
        known = known_keys(self.report.documents)
        if known != self.named:
            self.named = known
            with suppress(OSError):  # where it may not be written, the test of the schemas says what to run
                write_schemas(known, self.settings.content.parent / FOLDER, missing=False)

    def settings_now(self) -> Settings:
        """The settings with the moment shown: the one chosen, or the present one, which is not the one of the start."""
        return replace(self.settings, moment=self.moment or now())

    def _build(self, pages_first: bool) -> Report:
        return build(self.settings_now(), self.lasting, pages_first)

    def _take(self, report: Report) -> None:
        self.report = report
        self.number = max(self.number + 1, time_ns() // 1_000_000)
        if self.report.written:
            self.changed_in |= dict.fromkeys(self.report.written.paths, self.number)
            pages = sorted(path for path in self.report.written.paths if path.endswith("/index.html"))
            self.news = [f"/{path.removesuffix('index.html')}" for path in pages] or self.news

    def set_moment(self, moment: datetime | None) -> None:
        """Show the site as of `moment`, or of the present where it is None. Every page has to be loaded again."""
        self.moment = moment
        self.rebuild()
        self.finish()
        self.first = self.number

    def is_old(self, address: str, number: int) -> bool:
        """Whether the page at `address`, as of build `number`, is not what stands there now."""
        file = file_of(address)
        if file not in self.changed_in and not isfile(self.settings.output / file):
            file = "404.html"
        return max(self.first, self.changed_in.get(file, 0)) > number

    def state(self) -> dict[str, Any]:
        """What a page is told: faults, warnings, the moment, pages that are not public yet, pages of the last change."""
        errors = errors_in(self.report.problems)
        return {
            "faults": _told(errors),
            "warnings": _told(problem for problem in self.report.problems if problem not in errors),
            "moment": f"{self.moment:%Y-%m-%dT%H:%M}" if self.moment else "",
            "held": self.report.held,
            "changed": self.news[:_MOST_NEWS],
        }

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """Status, media type and body of the published file at `path`, pages with the preview's script and sheet."""
        found = self._file(path)
        file = found or self.settings.output / "404.html"
        body = file.read_bytes() if file.is_file() else _EMPTY.encode()
        if file.suffix == ".html":
            body = body.replace(b"<head>", b"<head>\n" + self._tags(), 1)
        return 200 if found else 404, media_type(file.name), body

    def _file(self, path: str) -> Path | None:
        """The published file at `path`, in a folder its index.html; None where none is, or none can have such a name."""
        root = self.settings.output.resolve()
        with suppress(OSError, ValueError):  # too long, or with NUL
            file = (root / path.lstrip("/")).resolve()
            file = file / "index.html" if file.is_dir() else file
            if file.is_relative_to(root) and file.is_file():
                return file
        return None

    def _tags(self) -> bytes:
        """The script comes first of all: it sets the page's clock before another one reads it."""
        clock = f"&amp;now={int(self.moment.timestamp() * 1000)}" if self.moment else ""
        script = f'<script src="/_preview/preview.js?build={self.number}{clock}"></script>'
        return f'{script}\n<link rel="stylesheet" href="/_preview/preview.css">'.encode()


def headers_of(path: str, kind: str) -> dict[str, str]:
    """The headers of an answer: the site's own, but that a page may be framed here and nothing but assets is kept."""
    kept = cache_control(path) if path.startswith("/assets/") else "no-cache"
    return {**HEADERS, "Content-Security-Policy": POLICY, "Content-Type": kind, "Cache-Control": kept}


def _told(problems: Iterable[Problem]) -> list[dict[str, str]]:
    """Each problem as the terminal shows it, with the address that opens the file at its line."""
    return [{"text": as_terminal(problem), "href": _editor_address(problem)} for problem in problems]


def _editor_address(problem: Problem) -> str:
    """The address at which VS Code opens a file (code.visualstudio.com, "Opening VS Code with URLs")."""
    where = problem.where
    return f"vscode://file{quote(Path(where.path).resolve().as_posix())}:{where.line}:{where.column}"
