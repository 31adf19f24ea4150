"""Every sort of fault planted at once in a copy of the real content: all reported, each at its place, none twice."""

import re
import subprocess
import unicodedata
from collections import Counter
from os import mkfifo
from pathlib import Path

import pytest

import processes
from generator.problems import MOST_FAULTS
from shared_content import DOT, HOME, REAL, Fault, copied, expected, picture, put

CASES = (HOME / "tests" / "cases" / "faults.md").read_text("utf-8")
_HEAD = re.compile(r"(.+?):(\d+):(\d+) 오류\[([a-z-]+)\]")
_CODE = re.compile(r'"([a-z]+(?:-[a-z]+)+)"')
# Codes that cannot stand beside the others, or are no errors: golden cases, test_rules.py, test_repairs.py and test_first_day.py have them.
ELSEWHERE = {"bad-value", "doubled-synonym", "far-day", "unwritten-text", "image-without-credit", "no-content", "no-english", "old-check"}
ELSEWHERE |= {"lonely-synonym", "local-link"}
ELSEWHERE |= {"bold-mark", "list-mark", "table-rule", "indented-text"}
ELSEWHERE |= {"copied-course", "copied-file", "bad-colour", "future-check", "unofficial-source"}
ELSEWHERE |= {"security-expiry", "unsafe-html", "html-tag", "future-published"}
NO_CODES = {"aria-label", "js-default", "new-name", "signed-form", "web-image"}


def plant(folder: Path) -> list[Fault]:
    """Make the changes of faults.md and the few that no text can hold; the faults that they expect."""
    picture(folder, "dot.png")
    picture(folder, "broken.png", DOT[:40])
    for name in ("files/page.html", "files/page.pdf"):
        put(folder, name, "<!doctype html><script>alert(1)</script>")
    (folder / "content" / "files" / "old.csv").write_bytes("이름,값\n".encode("euc-kr"))
    faults = []
    for section in CASES.split("\n## ")[1:]:
        name, *lines = section.split("\n")
        faults += [Fault(f"content/{path}", 1, 1, code) for code, path in _marked_name(name)]
        name = re.sub(r"⟦.*?⟧", "", name)
        faults += put(folder, name, changed(folder / "content" / name, lines))
    return faults + unreadable(folder)


def _marked_name(name: str) -> list[tuple[str, str]]:
    return [(fault.code, re.sub(r"⟦.*?⟧", "", name)) for fault in expected("", name)]


def changed(path: Path, lines: list[str]) -> str:
    """The text of a file with the changes of `lines` made: each run of "-" lines gives way to the "+" lines after it."""
    text = path.read_text("utf-8") if path.exists() else ""
    for old, new in re.findall(r"((?:-.*\n)*)((?:\+.*\n)+)", "\n".join(lines) + "\n"):
        before, after = re.sub(r"(?m)^-", "", old), re.sub(r"(?m)^\+", "", new)
        assert ("\n" + text).count("\n" + before) == 1 or not old, f"{path} has not once: {before}"
        text = ("\n" + text).replace("\n" + before, "\n" + after, 1)[1:] if old else after
    return text


def unreadable(folder: Path) -> list[Fault]:
    """Files that are no text, too long or not there, links and pipes, and one that is missing."""
    content = folder / "content"
    (content / "pages/korean.md").write_bytes("---\ntitle: 옛 글자\n".encode() + "본문\n".encode("euc-kr"))
    (content / "pages/long.md").write_text("---\ntitle: 긴 글\n---\n" + "가" * 400_000, "utf-8")
    (content / "pages/nowhere.md").symlink_to("nothing.md")
    (content / "pages/out.md").symlink_to("/etc/passwd")
    (content / "files/out.pdf").symlink_to("/etc/passwd")
    mkfifo(content / "pages/pipe.md")
    (content / "files" / unicodedata.normalize("NFD", "공고.pdf")).write_bytes(b"%PDF-")
    (content / "files/1/2/3/4").mkdir(parents=True)
    (content / "pages/brackets.md").write_text("---\ntitle: 괄호\n---\n" + "[" * 50_000, "utf-8")
    (content / "pages/many.yml").write_text("title: 많음\ntags: [" + "가," * 100_000 + "]\n", "utf-8")
    (content / "pages/tags.yml").write_text("a:\n" + "- !!x z\n" * 100_000, "utf-8")
    (content / "pages/line.yml").write_text(f"title: {'가' * 2000}\nbody: 글\n", "utf-8")
    (content / "synonyms.yml").unlink()
    decomposed = "content/files/" + unicodedata.normalize("NFD", "공고.pdf")
    return [
        Fault("content/pages/out.md", 1, 1, "outside-link"),
        Fault("content/files/out.pdf", 1, 1, "outside-link"),
        Fault("content/pages/pipe.md", 1, 1, "not-a-file"),
        Fault(decomposed, 1, 1, "bad-file-name"),
        Fault("content/files/1/2/3/4", 1, 1, "too-deep"),
        Fault("content/pages/brackets.md", 4, 1, "too-long"),
        Fault("content/pages/many.yml", 2, 4008, "too-many-values"),
        *(Fault("content/pages/tags.yml", line, 3, "yaml-tag") for line in range(2, MOST_FAULTS + 2)),
        Fault("content/pages/tags.yml", MOST_FAULTS + 2, 3, "too-many-faults"),
        Fault("content/pages/line.yml", 1, 8, "too-long"),
        Fault("content/pages/korean.md", 3, 1, "encoding"),
        Fault("content/pages/long.md", 1, 1, "too-large"),
        Fault("content/pages/nowhere.md", 1, 1, "unreadable"),
        Fault("content", 1, 1, "missing-file"),
    ]


def run_build(folder: Path) -> subprocess.CompletedProcess[str]:
    """`build.py build` in `folder`, as an editor runs it."""
    return processes.run("build", *processes.NOW, cwd=folder)


def published(folder: Path) -> dict[str, tuple[bytes, int]]:
    """The bytes and the time of change of every file of the site."""
    files = (path for path in (folder / "site").rglob("*") if path.is_file())
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A good build, then the faults, then a build: what was expected, its result, the site before and after."""
    folder = copied(REAL, tmp_path_factory.mktemp("faults"))
    assert run_build(folder).returncode == 0
    before, faults = published(folder), plant(folder)
    return faults, run_build(folder), before, published(folder)


def test_every_fault_is_reported_once_at_its_place(run):
    faults, result, _, _ = run
    heads = [match for line in result.stderr.splitlines() if (match := _HEAD.match(line))]
    found = [Fault(head[1], int(head[2]), int(head[3]), head[4]) for head in heads]
    assert Counter(found) - Counter(faults) == Counter(), "reported, but not planted"
    assert Counter(faults) - Counter(found) == Counter(), "planted, but not reported"
    assert found == sorted(found, key=lambda fault: fault[:3])


def test_there_are_many(run):
    assert len(run[0]) >= 50


def test_the_build_fails_and_leaves_the_site_alone(run):
    _, result, before, after = run
    assert result.returncode == 1
    assert before and after == before


def test_every_code_is_planted(run):
    sources = [*(HOME / "generator/read").glob("*.py"), *(HOME / "generator/check").glob("*.py")]
    known = {code for path in sources for code in _CODE.findall(path.read_text("utf-8"))}
    faults = {fault.code for fault in run[0]}
    assert known - faults - NO_CODES == ELSEWHERE
