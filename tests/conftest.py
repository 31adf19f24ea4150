"""What many tests share: the real site built once, copies of its content, a server, a browser.

The real content is the frozen one (tests/first_city/). What lies in `content/` now is judged by test_content.py alone.
"""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from browser import open_chromium, served
from built import Built
from generator import cache
from generator.pipeline import build
from generator.settings import Settings
from shared_content import MOMENT, REAL, checked, replaced, small_in, small_site

# Properties: the same few examples each time; with SESAC_EXAMPLES (`make fuzz`) so many, and others each time.
EXAMPLES = int(os.environ.get("SESAC_EXAMPLES", "0"))
settings.register_profile(
    "ours", max_examples=EXAMPLES or 100, derandomize=not EXAMPLES, database=None, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip
settings.load_profile("ours")

OPENED = (
    ("mapo-microsoft-ai-3", "  from: 2025-11-03\n", "  from: 2025-11-03\n  until: 2025-11-21 18:00\n"),
    ("jung-salesforce-ai-3", "  from: 2025-11-03\n", "  from: 2025-11-01\n  until: 2025-11-05\n"),
    (
        "guro-pm",
        "fee: 0\n",
        (
            "fee: 0\nschedule: 평일 10:00–17:00\nhours: 480\nlevel: beginner\napply:\n  until: open-ended\n"
            "eligibility:\n  age:\n    min: 15\n    max: 39\n  residence: seoul\n  prior: 파이썬 기초를 알면 좋습니다.\n"
        ),
    ),
    (
        "seocho-data",
        "starts: 2025-06-23\n",
        "starts: 2025-12-08\nends: 2026-03-31\napply:\n  from: 2025-11-10 09:00\n  until: 2025-11-28 18:00\n",
    ),
)


@pytest.fixture
def empty_cache(tmp_path, monkeypatch):
    """Nothing is kept of earlier builds; what is kept from now on lies in `tmp_path / "cache"`."""
    monkeypatch.setattr(cache, "FOLDER", tmp_path / "cache")


@pytest.fixture(scope="session")
def make():
    """Build content into a folder at the tests' moment: make(content, output, strict=True) gives the report."""

    def run(content, output, memories=None, pages_first=False, **more):
        return build(Settings(content=content, output=output, **{"moment": MOMENT, **more}), memories, pages_first)

    return run


@pytest.fixture(scope="session")
def real_site(make, tmp_path_factory) -> Path:
    """The folder of the real site, built once."""
    folder = tmp_path_factory.mktemp("real") / "site"
    report = make(REAL, folder)
    assert not report.failed, report.problems
    return folder


@pytest.fixture(scope="session")
def real_built(real_site) -> Built:
    """The real site with the trees of its pages, read once. No test changes it."""
    return Built(real_site, "https://sesac.example")


@pytest.fixture(scope="session")
def real_address(real_site):
    """The address at which the real site is served: http://127.0.0.1:<port>, without a slash at its end."""
    with served(real_site) as address:
        yield address


@pytest.fixture
def content(tmp_path) -> Path:
    """A copy of the real content, to be changed at will."""
    return Path(shutil.copytree(REAL, tmp_path / "content"))


@pytest.fixture(scope="session")
def open_content(tmp_path_factory) -> Path:
    """The real content with one course open, one closing, one always open and one to come, and a long page of facts."""
    folder = Path(shutil.copytree(REAL, tmp_path_factory.mktemp("open") / "content"))
    for slug, old, new in OPENED:
        replaced(folder / "courses" / f"{slug}.md", old, new)
    return folder


@pytest.fixture(scope="session")
def open_folder(make, open_content, tmp_path_factory) -> Path:
    """The real site with something open, as a folder."""
    folder = tmp_path_factory.mktemp("open") / "site"
    report = make(open_content, folder)
    assert not report.failed, report.problems
    return folder


@pytest.fixture(scope="session")
def open_address(open_folder):
    """The address of the real site with something open."""
    with served(open_folder) as address:
        yield address


@pytest.fixture
def small(tmp_path) -> Path:
    """A copy of the least content that makes a whole site. Its links lead home: what they named is not here."""
    return small_in(tmp_path / "small")


@pytest.fixture
def checked_with(tmp_path, monkeypatch):
    """checked_with(files): what reading and checking find in the small content with these files."""

    def check(files):
        small_site(tmp_path, files)
        monkeypatch.chdir(tmp_path)
        return checked()

    return check


@pytest.fixture(scope="session")
def chromium():
    """A real Chromium."""
    with open_chromium() as browser:
        yield browser
