"""Files of the content as they were: which of them each commit changed, and what stood in them, read when somebody asks.

What was read of a file once is kept by its blob, so that a new commit costs no more than its own files.
"""

import json
import re
import subprocess
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from typing import IO, Any, NamedTuple

from generator import read
from generator.cache import code_digest, digest, found, keep
from generator.dates import When
from generator.read import heads
from generator.read.files import SPELLINGS

# What git says of a commit with a parent, and of a file in it.
_HEAD = re.compile("([0-9]{1,12}) [0-9a-f][0-9a-f ]*")
_ROW = re.compile("\\n?:[0-7]+ [0-7]+ ([0-9a-f]+) ([0-9a-f]+) ")
# Git takes any number for a commit's moment, so a wrong clock writes any; what no calendar has is told on no day.
_LATEST = When(9998).first().timestamp()


class Version(NamedTuple):
    """A file of content as it was: its path then, and its blob."""

    path: str
    blob: str

    @property
    def is_none(self) -> bool:
        """Whether there was no such file."""
        return not self.blob.strip("0")


class Touch(NamedTuple):
    """What a commit did at a moment (seconds since the epoch) to a file: what it was before, and after."""

    at: int
    old: Version
    new: Version

    @property
    def item(self) -> tuple[str, str]:
        """The folder and the slug, which all spellings of an item have in common."""
        return _item(self.new.path)


def touches(content: Path, places: Sequence[str]) -> Iterator[Touch]:
    """Each change of a file of YAML or Markdown at these places (files or folders of the content), the newest first."""
    # What came in by a merge is told at the merge: that is when it could be published.
    form = ("--first-parent", "-m", "--no-renames", "--raw", "--no-abbrev", "-z", "--relative", "--format=%ct %P")
    command = ["git", "-C", str(content), "log", *form, "--", *places]
    log = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8", "replace")
    for at, rows in _commits(log):
        yield from _touched(at, rows)


def _commits(log: str) -> list[tuple[int, dict[str, tuple[str, str]]]]:
    """The moment of each commit that has a parent and a day, and the old and new blob of each path in it.

    Each field ends with a NUL, which no path has. What stands behind a row of facts is its path, whatever it looks like.
    """
    commits = []
    rows: dict[str, tuple[str, str]] = {}
    fields = iter(log.split("\x00"))
    for field in fields:
        if facts := _ROW.match(field):
            path = next(fields, "")
            if path.endswith(SPELLINGS):
                rows[path] = facts[1], facts[2]
        elif field:
            head, rows = _HEAD.fullmatch(field), {}
            if head and int(head[1]) < _LATEST:
                commits.append((int(head[1]), rows))
    return commits


def _touched(at: int, rows: Mapping[str, tuple[str, str]]) -> Iterator[Touch]:
    """What was an item's other spelling (x.yml) until this commit is the old version of the new one (x.md)."""
    every = [Touch(at, Version(path, old), Version(path, new)) for path, (old, new) in rows.items()]
    removed = {touch.item: touch.old for touch in every if touch.new.is_none}
    for touch in every:
        yield touch._replace(old=removed.get(touch.item, touch.old)) if touch.old.is_none else touch


def _item(path: str) -> tuple[str, str]:
    folder, _, name = path.rpartition("/")
    return folder, name.rpartition(".")[0]


class Versions:
    """What stood in versions: the values of `keys` at the top of each file. git is open in `opened` for as long as it is asked."""

    def __init__(self, content: Path, keys: Collection[str], opened: ExitStack) -> None:
        self._content, self._keys, self._opened = content, sorted(keys), opened
        self._name = f"history/values-{digest(code_digest(*read.CODE, __file__), *self._keys)}.json"
        self._known: dict[str, str] = json.loads(found(self._name) or b"{}")
        self._used: dict[str, str] = {}

    def values(self, version: Version) -> Any:
        """The values, or None where there is no such file or it cannot be read."""
        if version.is_none:
            return None
        key = version.blob + version.path[version.path.rindex(".") :]
        line = self._used.get(key) or self._known.get(key) or json.dumps(self._read(version))
        self._used[key] = line
        # Through JSON also where they were just read: those that are compared are all of one form.
        return heads.with_tuples(json.loads(line))

    def _read(self, version: Version) -> dict[str, Any] | None:
        text = self._text(version.blob)
        values = None if text is None else read.values_of(text, version.path.endswith(".md"))
        return None if values is None else {key: values[key] for key in self._keys if key in values}

    def _text(self, blob: str) -> str | None:
        """The text of a blob; None for what is not here, or is no blob."""
        asking, answering = self._git
        asking.write(f"{blob}\n".encode())
        asking.flush()
        _, kind, *size = answering.readline().split() or (b"", b"")
        if not kind:
            raise OSError("git cat-file ended")
        body = answering.read(int(size[0]) + 1)[:-1] if size else b""
        return body.decode("utf-8", "replace") if kind == b"blob" else None

    @cached_property
    def _git(self) -> tuple[IO[bytes], IO[bytes]]:
        command = ["git", "-C", str(self._content), "cat-file", "--batch"]
        pipe = subprocess.PIPE
        git = self._opened.enter_context(subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL))
        assert git.stdin and git.stdout
        return git.stdin, git.stdout

    def save(self) -> None:
        """Keep what was asked for, where some of it is new."""
        if self._used.keys() - self._known.keys():
            keep(self._name, json.dumps(self._used).encode())


@contextmanager
def versions_of(content: Path, keys: Collection[str]) -> Iterator[Versions]:
    """The versions of files of the content, to be asked for the values of these keys. OSError where git ends before it should."""
    with ExitStack() as opened:
        versions = Versions(content, keys, opened)
        yield versions
        versions.save()
