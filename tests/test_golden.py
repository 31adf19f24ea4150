"""Golden sites: small contents, each with one idea, laid over golden/_base.

`problems.txt` is what an editor is shown; `expected/` has what stands inside <main> of some pages of a good site.
`python tests/test_golden.py --accept` writes both anew.
"""

import contextlib
import re
import sys
import tempfile
from pathlib import Path

import pytest

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from generator.pipeline import prepare
from generator.problems import as_terminal, errors_in
from generator.run import Run
from generator.settings import Settings
from shared_content import MOMENT, SMALL, copied

GOLDEN = SMALL.parent.parent
CASES = sorted(path.parent.name for path in GOLDEN.glob("*/content") if path.parent.name != "_base")
ACCEPT = "To accept what it says now: python tests/test_golden.py --accept"
_MAIN = re.compile(r"<main[^>]*>\n?(.*?)</main>", re.DOTALL)


def made(case: str, folder: Path) -> tuple[str, dict[str, bytes]]:
    """The errors of a case as an editor reads them, and what it would publish."""
    copied(GOLDEN / case / "content", copied(SMALL, folder))
    run = Run(Settings(moment=MOMENT))
    with contextlib.chdir(folder):
        outputs = prepare(run)
        errors = "\n\n".join(map(as_terminal, errors_in(run.report.problems)))
    return errors + "\n" if errors else "", {output.path: output.body for output in outputs or ()}


def mains(case: str, files: dict[str, bytes]) -> dict[str, str]:
    """What stands inside <main> of the pages that the case names under `expected/`."""
    folder = GOLDEN / case / "expected"
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    return {name: "".join(_MAIN.findall(files.get(name, b"").decode())) for name in names}


@pytest.mark.parametrize("case", CASES)
def test_case(case, tmp_path):
    errors, files = made(case, tmp_path)
    golden = GOLDEN / case / "problems.txt"
    assert errors == (golden.read_text("utf-8") if golden.exists() else ""), ACCEPT
    for name, main in mains(case, files).items():
        assert main == (GOLDEN / case / "expected" / name).read_text("utf-8"), ACCEPT


@pytest.mark.parametrize("case", CASES)
def test_case_is_bad_or_good(case):
    """A case has errors, or pages: one with neither would hold nothing."""
    has_pages = any((GOLDEN / case / "expected").rglob("*.html"))
    assert has_pages != (GOLDEN / case / "problems.txt").exists()


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    return made("good", tmp_path_factory.mktemp("good"))[1]


def test_held_items_are_nowhere(good):
    """A draft and an item with a later `publish` have no page, and no page speaks of them."""
    assert not [path for path in good if "held" in path]
    assert not [path for path, body in good.items() if "아직 알리지 않은".encode() in body]


def test_both_spellings_are_published(good):
    assert {"courses/first/index.html", "courses/second/index.html"} <= good.keys()


def test_content_is_never_markup(good):
    """Braces and tags in a body are the letters that were typed."""
    page = good["courses/first/index.html"].decode()
    assert "{{ 7*7 }} 그리고" in page
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


def test_a_month_stays_a_month(good):
    assert '<time datetime="2025-11">2025년 11월</time>' in good["courses/first/index.html"].decode()


def test_unverified_is_marked(good):
    assert "공식 확인 필요" in good["campuses/jungnang/index.html"].decode()


def test_old_address_leads_to_the_new_one(good):
    page = good["courses/older/index.html"].decode()
    assert 'content="0; url=/courses/first/"' in page and 'href="https://small.example/courses/first/"' in page


def accept() -> None:
    """Write what every case says now; a page is added by an empty file of its name under `expected/`."""
    for case in CASES:
        with tempfile.TemporaryDirectory() as folder:
            errors, files = made(case, Path(folder))
        golden = GOLDEN / case / "problems.txt"
        golden.write_text(errors, "utf-8") if errors else golden.unlink(missing_ok=True)
        for name, main in mains(case, files).items():
            (GOLDEN / case / "expected" / name).write_text(main, "utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--accept"]:
        sys.exit(__doc__)
    accept()
