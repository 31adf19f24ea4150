"""Publishing on one's own server: each release is whole before anything leads to it, a fault changes nothing, and one goes back."""

import os
import re
import subprocess
import sys
import time

import pytest

from generator.live import ask
from generator.settings import HOME
from generator.verify import verify
from hosts import nginx


@pytest.fixture
def release(small, tmp_path):
    """release(*words): deploy/release.sh for the folder with a small content."""
    environment = {key: value for key, value in os.environ.items() if key != "GITHUB_ACTIONS"}
    environment |= {"PYTHON": sys.executable, "RELOAD": f"echo reloaded >> {tmp_path / 'reloads'}"}
    (tmp_path / "reloads").write_text("", "utf-8")

    def run(*words):
        more = words or ("--content", small, "--now", "2025-11-03 09:00", "--quiet")
        command = ["sh", HOME / "deploy" / "release.sh", tmp_path / "srv", *more]
        return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False)

    return run


def test_each_release_is_whole_and_the_one_before_comes_back(release, small, tmp_path):
    page, course = tmp_path / "srv" / "site" / "apply" / "index.html", small / "courses" / "dobong-ai-multimodal.md"
    assert release().returncode == 0
    first = page.read_text("utf-8")
    assert (page.parent / "index.html.br").exists()
    apply = small / "pages" / "apply.md"
    apply.write_text(apply.read_text("utf-8") + "\n한 문장을 더합니다.\n", "utf-8")
    course.write_text(course.read_text("utf-8").replace("---\n", "---\naliases: [old-name]\n", 1), "utf-8")
    assert release().returncode == 0
    assert "한 문장을 더합니다." in page.read_text("utf-8")
    assert (tmp_path / "reloads").read_text("utf-8") == "reloaded\n"  # an old address came
    releases = sorted((tmp_path / "srv" / "releases").iterdir())
    style = [next(folder.glob("assets/site-*.css")) for folder in releases]
    assert style[0].samefile(style[1])  # what stays is not copied
    assert (releases[0] / "apply" / "index.html").read_text("utf-8") == first

    done = release("back")
    assert done.returncode == 0 and releases[0].name in done.stdout
    assert page.read_text("utf-8") == first
    assert release("back").returncode == 1  # there is none before the first


def test_with_a_fault_nothing_changes(release, small, tmp_path):
    assert release().returncode == 0
    before = os.readlink(tmp_path / "srv" / "site")
    (small / "pages" / "apply.md").write_text("---\ntitel: x\n---\n", "utf-8")
    assert release().returncode == 1
    assert os.readlink(tmp_path / "srv" / "site") == before
    assert len(list((tmp_path / "srv" / "releases").iterdir())) == 1


def test_five_releases_are_kept(release, tmp_path):
    assert [release().returncode for _ in range(7)] == [0] * 7
    releases = sorted(path.name for path in (tmp_path / "srv" / "releases").iterdir())
    assert len(releases) == 5 and os.readlink(tmp_path / "srv" / "site") == f"releases/{releases[-1]}"


def test_the_guide_makes_what_a_release_is_built_with_first():
    """Before the first release, and before each after what was fetched: it may ask for other packages."""
    guide = (HOME / "docs" / "publishing.md").read_text("utf-8").partition("## One's own server\n")[2].partition("\n## ")[0]
    first, cron = (
        re.findall(r"git pull|make (?:-s )?\.venv/\.site|\.venv/bin/python|deploy/release\.sh /", part) for part in guide.split("By cron")
    )
    assert first[:2] == ["make .venv/.site", "deploy/release.sh /"]
    assert cron[:4] == ["git pull", "make -s .venv/.site", ".venv/bin/python", "deploy/release.sh /"]


def until(holds):
    """Wait until something holds: a server may look at a file again only after two seconds."""
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.2)


def until_verified(site, address):
    """Wait until the server gives what lies there."""
    until(lambda: verify(site, address, sample=5) == [])


def test_a_server_follows_each_release_and_goes_back(release, small, tmp_path):
    site, page = tmp_path / "srv" / "site", small / "pages" / "apply.md"
    assert release().returncode == 0
    with nginx(site, tmp_path / "nginx") as address:
        until_verified(site, address)
        first = ask(f"{address}/apply/").body
        page.write_text(page.read_text("utf-8") + "\n한 문장을 더합니다.\n", "utf-8")
        assert release().returncode == 0
        until_verified(site, address)
        until(lambda: "한 문장을 더합니다." in ask(f"{address}/apply/").body.decode())
        assert release("back").returncode == 0
        until_verified(site, address)
        until(lambda: ask(f"{address}/apply/").body == first)
