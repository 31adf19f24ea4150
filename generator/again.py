"""Building again where nothing changed: noticed from the inputs and the published folder, before anything is imported or read.

After a build, `remember` notes what it was made from and until which moment it stays true. `unchanged` compares. Inputs are
compared by their bytes (a fresh checkout has new stamps), which a note knows by their stamps. Whatever cannot be told for sure
counts as changed: then the whole pipeline runs.
"""

import json
import os
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from stat import S_ISLNK, S_ISREG
from typing import Any

from generator import cache
from generator.commit import head_of
from generator.output import MARK, json_file
from generator.problems import Problem, Where
from generator.settings import HOME, Settings
from generator.stamps import read_note, stamp_of, write_note
from generator.trees import files_below, tree_of
from generator.workshop import CannotBuild, building
from generator.write import Written, stamps_of

_FORM = "2"
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
    """What a build is made from: the `settings` and the program as text, and a digest of all `files` by their bytes.

    `digests` has the SHA-256 of each, by path; "" of one that cannot be read.
    """

    settings: str
    files: str
    digests: Mapping[str, str]


def inputs_of(settings: Settings) -> Inputs:
    """The inputs as they are now; to be taken before anything is read. Only files that have another stamp than last time
    are read for it."""
    options = [
        str(getattr(settings, name))
        for name in ("content", "templates", "static", "base_url", "strict", "drafts", "gallery", "quick", "compress")
    ]
    text = json.dumps([_FORM, options, str(settings.output.resolve()), head_of(settings.content), cache.libraries()])
    note = _note(settings.output).with_suffix(".inputs.json")
    noted, fresh = read_note(note), time.time_ns() - _FRESH_NANOSECONDS
    digests: dict[str, str] = {}
    kept: dict[str, tuple[str, str]] = {}
    own = files_below((settings.templates, settings.static, HOME / "generator"), linked=True)
    for path, stat in (*files_below((settings.content,), linked=False), *own):
        stamp = stamp_of(stat)
        row = noted.get(path)
        if row and row[0] == stamp:
            digests[path], kept[path] = row[1], row
        else:
            digest = digests[path] = _digest(path, stat)
            if digest and stat.st_mtime_ns < fresh:
                kept[path] = stamp, digest
    if kept != noted:
        write_note(note, kept)
    lines = sorted(f"{path}\0{digest}" for path, digest in digests.items())
    return Inputs(text, sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest(), digests)


def unchanged(settings: Settings, inputs: Inputs) -> Again | None:
    """What to report where a build from these inputs would change nothing but the moment in the mark; None where it has to run."""
    start = time.perf_counter()
    try:
        last = json.loads(cache.unsealed(_note(settings.output).read_bytes()))
        first, until = (datetime.fromisoformat(last[name]) for name in ("moment", "until"))
        if not first <= settings.moment < until or (last["settings"], last["files"]) != (inputs.settings, inputs.files):
            return None
        if last["outputs"] != stamps_of(tree_of(Path(os.path.realpath(settings.output))).files):
            return None
        with building(settings.output):
            _set_moment(settings)
        problems = tuple(Problem(Where(**where), **rest) for where, rest in last["problems"])
        counts, amount = last["counts"], int(last["amount"])
    except (OSError, ValueError, TypeError, KeyError, CannotBuild):  # no last build here, or its note is damaged
        return None
    return Again(problems, {"read": time.perf_counter() - start}, counts, Written(0, amount, 0))


def remember(
    settings: Settings, inputs: Inputs, until: datetime, problems: Iterable[Problem], counts: dict[str, int], written: Written
) -> None:
    """Note what the published folder, as it was `written`, was made from. Nothing is lost where the note cannot be written."""
    with suppress(OSError):
        note = {
            "settings": inputs.settings,
            "files": inputs.files,
            "outputs": written.stamps,
            "amount": written.written + written.unchanged,
            "moment": settings.moment.isoformat(),
            "until": until.isoformat(),
            "problems": [(asdict(p.where), {k: v for k, v in asdict(p).items() if k != "where"}) for p in problems],
            "counts": counts,
        }
        cache.replace_file(_note(settings.output), cache.sealed(json.dumps(note, ensure_ascii=False).encode()))


def ledger_of(settings: Settings) -> Path:
    """Where the stamps of the published files are noted (write.py)."""
    return _note(settings.output).with_suffix(".files.json")


def _note(output: Path) -> Path:
    return cache.FOLDER / "build" / f"last-{cache.digest(str(output.resolve()))[:16]}.json"


def _digest(path: str, stat: os.stat_result) -> str:
    """The SHA-256 of a file's bytes, or of where a link to no file leads; "" for what cannot be read, or is neither
    (reading a pipe never ends)."""
    try:
        if S_ISLNK(stat.st_mode):
            return sha256(os.fsencode(os.readlink(path))).hexdigest()
        return sha256(Path(path).read_bytes()).hexdigest() if S_ISREG(stat.st_mode) else ""
    except OSError:
        return ""


def _set_moment(settings: Settings) -> None:
    """Write the moment of this build into the mark."""
    path = settings.output / MARK
    facts: dict[str, Any] = json.loads(path.read_text("utf-8"))
    facts["moment"] = settings.moment.isoformat(timespec="seconds")
    cache.replace_file(path, json_file(facts))
