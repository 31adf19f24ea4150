"""Building again where nothing changed: noticed from the inputs and the published folder, before anything is imported or read.

After a build, `remember` notes what it was made from and until which moment it stays true. `unchanged` compares. Files are
compared by their stamps and, where those differ (a fresh checkout has new ones), by their bytes. Whatever cannot be told for
sure counts as changed: then the whole pipeline runs.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator import cache
from generator.output import MARK
from generator.problems import Problem, Where
from generator.settings import HOME, Settings
from generator.workshop import CannotBuild, building
from generator.write import Written

_FORM = "1"
# A file changed so shortly before it was looked at may change again without its stamp showing it.
_FRESH_NANOSECONDS = 2_000_000_000


@dataclass(frozen=True)
class Again:
    """What a build that had nothing to do reports: what the last one did, and how long the look took."""

    problems: tuple[Problem, ...]
    seconds: dict[str, float]
    counts: dict[str, int]
    written: Written
    failed: bool = False


@dataclass(frozen=True)
class Inputs:
    """What a build is made from: the `settings` and the program as text, the files by their `stamps` ("" where too fresh)."""

    settings: str
    stamps: str
    folders: tuple[Path, ...]

    def content(self) -> str:
        """A digest of the bytes of all files."""
        whole = sha256()
        for path, _ in sorted(_walk(self.folders)):
            whole.update(path.encode() + b"\0" + sha256(Path(path).read_bytes()).digest())
        return whole.hexdigest()


def inputs_of(settings: Settings) -> Inputs:
    """The inputs as they are now; to be taken before anything is read."""
    folders = (settings.content, settings.templates, settings.static, HOME / "generator")
    options = [str(getattr(settings, name)) for name in ("content", "templates", "static", "base_url", "strict", "drafts", "gallery", "quick", "compress")]
    text = json.dumps([_FORM, options, str(settings.output.resolve()), _git(settings.content), cache.libraries()])
    return Inputs(text, _stamps(_walk(folders), fresh=time.time_ns() - _FRESH_NANOSECONDS), folders)


def unchanged(settings: Settings) -> Again | None:
    """What to report where a build would change nothing but the moment in the mark; None where it has to run."""
    start = time.perf_counter()
    try:
        last = json.loads(_note(settings.output).read_bytes())
        first, until = (datetime.fromisoformat(last[name]) for name in ("moment", "until"))
        if not first <= settings.moment < until or last["outputs"] != _outputs(settings.output):
            return None
        now = inputs_of(settings)
        same = now.settings == last["settings"] and (now.stamps == last["stamps"] != "" or now.content() == last["content"])
        if not same:
            return None
        with building(settings.output):
            _set_moment(settings)
        problems = tuple(Problem(Where(**where), **rest) for where, rest in last["problems"])
        counts, files = last["counts"], int(last["files"])
    except (OSError, ValueError, TypeError, KeyError, CannotBuild):  # no last build here, or its note is damaged
        return None
    return Again(problems, {"read": time.perf_counter() - start}, counts, Written(0, files, 0))


def remember(settings: Settings, inputs: Inputs, until: datetime, problems: Iterable[Problem], counts: dict[str, int], files: int) -> None:
    """Note what the published folder, of so many files, was made from. Nothing is lost where the note cannot be written."""
    with suppress(OSError):
        note = {
            "settings": inputs.settings,
            "stamps": inputs.stamps,
            "content": inputs.content(),
            "outputs": _outputs(settings.output),
            "files": files,
            "moment": settings.moment.isoformat(),
            "until": until.isoformat(),
            "problems": [(asdict(p.where), {k: v for k, v in asdict(p).items() if k != "where"}) for p in problems],
            "counts": counts,
        }
        cache.replace_file(_note(settings.output), json.dumps(note, ensure_ascii=False).encode())


def commit_of(content: Path) -> str | None:
    """The commit of the content, or None outside a repository."""
    return _git(content).partition("\n")[0] or None


def _git(content: Path) -> str:
    """All of a repository that the history of the content follows from: the commit, how much of it is here, and the folder."""
    command = ["git", "-C", str(content), "rev-parse", "HEAD", "--is-shallow-repository", "--show-prefix"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""


def ledger_of(settings: Settings) -> Path:
    """Where the stamps of the published files are noted (write.py)."""
    return _note(settings.output).with_suffix(".files.json")


def _note(output: Path) -> Path:
    return cache.FOLDER / "build" / f"last-{cache.digest(str(output.resolve()))[:16]}.json"


def _outputs(folder: Path) -> str:
    """The stamps of all published files but the mark, which says nothing but when."""
    return _stamps((path, stat) for path, stat in _walk([folder]) if path != f"{folder}/{MARK}")


def _walk(folders: Iterable[Path]) -> Iterator[tuple[str, os.stat_result]]:
    """Every file below the folders with its stamps; compiled Python is none of anybody's."""
    waiting = [str(folder) for folder in folders]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir() and entry.name != "__pycache__":
                    waiting.append(entry.path)
                elif not entry.is_dir():
                    yield entry.path, entry.stat()


def _stamps(files: Iterable[tuple[str, os.stat_result]], fresh: int = sys.maxsize) -> str:
    """A digest of names, sizes, times and inodes; "" where a file is as new as `fresh`, in nanoseconds since 1970."""
    lines = []
    for path, stat in files:
        if stat.st_mtime_ns >= fresh:
            return ""
        lines.append(f"{path}\0{stat.st_mtime_ns}\0{stat.st_ctime_ns}\0{stat.st_size}\0{stat.st_ino}")
    return sha256("\n".join(sorted(lines)).encode()).hexdigest()


def _set_moment(settings: Settings) -> None:
    """Write the moment of this build into the mark."""
    path = settings.output / MARK
    facts: dict[str, Any] = json.loads(path.read_text("utf-8"))
    facts["moment"] = settings.moment.isoformat(timespec="seconds")
    cache.replace_file(path, (json.dumps(facts, ensure_ascii=False, indent=1) + "\n").encode())
