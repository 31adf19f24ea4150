"""What many tests share: the real site built once, copies of the content, a server, a browser."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from browser import open_chromium, served
from generator.dates import KST
from generator.pipeline import build
from generator.settings import HOME, Settings

MOMENT = datetime(2025, 11, 3, 9, 0, tzinfo=KST)
# The least that makes a whole site: the single files, and the items that they name.
SMALL = ("campuses/dobong.yml", "courses/dobong-ai-multimodal.md", "stories/dobong-blockchain-to-ai.md", "pages/apply.md")


@pytest.fixture(scope="session")
def make():
    """Build content into a folder at the tests' moment: make(content, output, strict=True) gives the report."""

    def run(content, output, **more):
        return build(Settings(content=content, output=output, **{"moment": MOMENT, **more}))

    return run


@pytest.fixture(scope="session")
def real_site(make, tmp_path_factory) -> Path:
    """The folder of the real site, built once."""
    folder = tmp_path_factory.mktemp("real") / "site"
    report = make(HOME / "content", folder)
    assert not report.failed, report.problems
    return folder


@pytest.fixture(scope="session")
def real_address(real_site):
    """The address at which the real site is served: http://127.0.0.1:<port>, without a slash at its end."""
    with served(real_site) as address:
        yield address


@pytest.fixture
def content(tmp_path) -> Path:
    """A copy of the real content, to be changed at will."""
    return Path(shutil.copytree(HOME / "content", tmp_path / "content"))


@pytest.fixture
def small(tmp_path) -> Path:
    """A copy of the least content that makes a whole site."""
    folder = tmp_path / "small"
    for path in (*(HOME / "content").glob("*.yml"), *(HOME / "content" / name for name in SMALL)):
        to = folder / path.relative_to(HOME / "content")
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, to)
    return folder


@pytest.fixture(scope="session")
def chromium():
    """A real Chromium."""
    with open_chromium() as browser:
        yield browser
