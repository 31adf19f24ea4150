"""Content for tests: the real one or the small one, copied and changed.

Marks say where a fault is expected: `fee: ⟦not-number|무료⟧` writes `fee: 무료` and expects a not-number at 무료.
"""

import re
import shutil
from base64 import b64decode
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from generator.check import check
from generator.dates import parse
from generator.problems import Problem, settle
from generator.read import read
from generator.settings import HOME

# The first city's content as it was on the day of MOMENT: no test but test_content.py asks what lies in `content/` now.
REAL = HOME / "tests" / "first_city" / "content"
# The least that makes a whole site of the real one: the single files, and the items that they name.
LEAST = ("campuses/dobong.yml", "courses/dobong-ai-multimodal.md", "stories/dobong-blockchain-to-ai.md", "pages/apply.md")
SMALL = HOME / "tests" / "golden" / "_base" / "content"
MOMENT = parse("2025-11-03 09:00").first()
# The smallest picture: one white point.
DOT = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAHLCMmQAAAABJRU5ErkJggg==")
# The head of the least course of the small content, to which a test adds what it asks about; and of the real content.
COURSE = "title: 과정\ncampus: jungnang\nfield: data\nsummary: 요약\nsources: [city]\nchecked: 2025-11-03\n"
COURSE_HEAD = "title: 과정\ncampus: dobong\nfield: ai-development\nsummary: 요약\nsources: [seoul-20251102]\nchecked: 2025-11-03\n"
_MARK = re.compile(r"⟦([a-z-]+)\|(.*?)⟧")


class Fault(NamedTuple):
    """A fault as expected or as reported."""

    path: str
    line: int
    column: int
    code: str


def copied(source: Path, folder: Path) -> Path:
    """A copy of `source` as `content` in `folder`, which is given back."""
    shutil.copytree(source, folder / "content", dirs_exist_ok=True)
    return folder


def put(folder: Path, name: str, marked: str) -> list[Fault]:
    """Write a file of content without its marks; the faults that they expect."""
    path = folder / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_MARK.sub(r"\2", marked).encode())
    return expected(f"content/{name}", marked)


def expected(path: str, marked: str) -> list[Fault]:
    """The faults that the marks of a text expect."""
    faults = []
    while mark := _MARK.search(marked):
        before = marked[: mark.start()]
        faults.append(Fault(path, before.count("\n") + 1, len(before) - before.rfind("\n"), mark[1]))
        marked = before + mark[2] + marked[mark.end() :]
    return faults


def small_in(folder: Path) -> Path:
    """The folder, with a copy of the least real content that makes a whole site in it. Its links lead home: what they named is not here."""
    for path in (*REAL.glob("*.yml"), *(REAL / name for name in LEAST)):
        to = folder / path.relative_to(REAL)
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_text(re.sub(r"\]\([^)]*\)", "](/)", path.read_text("utf-8")), "utf-8")
    return folder


def replaced(path: Path, old: str, new: str) -> None:
    """Put one text in a file in place of another, which has to stand there; the first one, where it does more than once."""
    text = path.read_text("utf-8")
    assert old in text, f"{path}: {old}"
    path.write_text(text.replace(old, new, 1), "utf-8")


def picture(folder: Path, name: str, data: bytes = DOT) -> None:
    """Put a picture into `content/images`."""
    path = folder / "content" / "images" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)


def small_site(folder: Path, files: Mapping[str, str]) -> list[Fault]:
    """The small content with these files more, or in place of its own; the faults that their marks expect.

    It has one picture, `images/a.png`.
    """
    picture(copied(SMALL, folder), "a.png")
    return sorted(fault for name, marked in files.items() for fault in put(folder, name, marked))


def checked() -> tuple[Problem, ...]:
    """What reading and checking find in the `content` of the folder that the test has changed to."""
    return settle(check(read(Path("content")), MOMENT)[1])


def as_fault(problem: Problem) -> Fault:
    """A problem, without its words."""
    return Fault(problem.where.path, problem.where.line, problem.where.column, problem.code)
