"""Publishing on one's own server: each release is whole before anything leads to it, a fault changes nothing, and one goes back."""

import os
import re
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest

from generator.live import ask
from generator.settings import HOME
from generator.verify import verify
from hosts import nginx
from processes import environment, until
from shared_content import replaced


@pytest.fixture
def release(small, tmp_path):
    """release(*words): deploy/release.sh for the folder with a small content, finding the programs of `standing_in` first."""
    given = environment() | {"PYTHON": sys.executable, "PATH": f"{tmp_path / 'programs'}:{os.environ['PATH']}"}
    (tmp_path / "reloads").write_text("", "utf-8")

    def run(*words, reload=f"echo reloaded >> {tmp_path / 'reloads'}", start=False):
        more = words or ("--content", small, "--now", "2025-11-03 09:00", "--quiet")
        command = ["sh", HOME / "deploy" / "release.sh", tmp_path / "srv", *more]
        said = {"env": {**given, "RELOAD": reload}, "encoding": "utf-8", "stderr": subprocess.PIPE, "stdout": subprocess.PIPE}
        return subprocess.Popen(command, **said) if start else subprocess.run(command, **said, timeout=120, check=False)

    return run


@pytest.fixture
def standing_in(tmp_path):
    """standing_in(name, text): while it holds, this script of sh stands in for a program; `real` is the program."""

    @contextmanager
    def stand_in(name, text):
        program = tmp_path / "programs" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(f"#!/bin/sh\nreal={shutil.which(name)}\n{text}\n", "utf-8")
        program.chmod(0o755)
        yield
        program.unlink()

    return stand_in


def releases_in(folder):
    """Those that one can go back to, oldest first."""
    return sorted(path for path in (folder / "releases").iterdir() if not path.name.startswith("."))


def add_to(page, sentence):
    page.write_text(f"{page.read_text('utf-8')}\n{sentence}\n", "utf-8")


def test_each_release_is_whole_and_the_one_before_comes_back(release, small, tmp_path):
    page = tmp_path / "srv" / "site" / "apply" / "index.html"
    assert release().returncode == 0
    first = page.read_text("utf-8")
    assert (page.parent / "index.html.br").exists()
    add_to(small / "pages" / "apply.md", "한 문장을 더합니다.")
    with_old_address(small)
    assert release().returncode == 0
    assert "한 문장을 더합니다." in page.read_text("utf-8")
    assert (tmp_path / "reloads").read_text("utf-8") == "reloaded\n"  # an old address came
    releases = releases_in(tmp_path / "srv")
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
    assert len(releases_in(tmp_path / "srv")) == 1


def test_five_releases_are_kept(release, tmp_path):
    assert [release().returncode for _ in range(7)] == [0] * 7
    releases = releases_in(tmp_path / "srv")
    assert len(releases) == 5 and os.readlink(tmp_path / "srv" / "site") == f"releases/{releases[-1].name}"


def test_a_copy_that_breaks_off_is_no_release(release, standing_in, small, tmp_path):
    page = tmp_path / "srv" / "site" / "apply" / "index.html"
    assert release().returncode == 0
    first = page.read_text("utf-8")
    with standing_in("cp", 'for to; do :; done; mkdir "$to"; echo half >"$to/index.html"; exit 1'):
        assert [release().returncode for _ in range(2)] == [1, 1]
    assert page.read_text("utf-8") == first
    add_to(small / "pages" / "apply.md", "한 문장을 더합니다.")
    assert release().returncode == 0
    assert len(releases_in(tmp_path / "srv")) == 2
    assert release("back").returncode == 0
    assert page.read_text("utf-8") == first


def test_a_removal_that_breaks_off_leaves_no_half_release(release, standing_in, tmp_path):
    assert release().returncode == 0
    folder = tmp_path / "srv"
    for day in range(5):
        shutil.copytree(releases_in(folder)[-1], folder / "releases" / f"2001010{day}T000000.0")
    with standing_in("rm", 'for what; do [ ! -d "$what" ] || { "$real" "$what/index.html"; exit 1; }; done; exec "$real" "$@"'):
        assert release().returncode == 1
    assert [path.name for path in releases_in(folder) if not (path / "index.html").exists()] == []
    assert release().returncode == 0
    assert len([*(folder / "releases").iterdir()]) == 5  # nor does the half one lie there for good


def test_what_is_live_is_kept_whatever_the_clock_said_before(release, tmp_path):
    for day in range(5):
        (tmp_path / "srv" / "releases" / f"2999010{day}T000000.0").mkdir(parents=True)
    assert release().returncode == 0
    assert (tmp_path / "srv" / "site" / "index.html").exists()
    assert len(releases_in(tmp_path / "srv")) == 5


@pytest.fixture
def halfway(release, standing_in, tmp_path):
    """halfway(): a release that stays where its copy begins until the end of the block."""
    started, go = tmp_path / "started", tmp_path / "go"
    waits = f"if mkdir '{started}' 2>'{tmp_path}/said'; then while [ ! -e '{go}' ]; do sleep 0.1; done; fi"

    @contextmanager
    def stay():
        with standing_in("cp", f'{waits}\nexec "$real" "$@"'), release(start=True) as process:
            try:
                until(started.exists)
                yield process
            finally:
                go.touch()
                process.communicate()

    return stay


def test_one_release_at_a_time(release, halfway, small, tmp_path):
    page = tmp_path / "srv" / "site" / "apply" / "index.html"
    assert release().returncode == 0
    with halfway() as first:
        add_to(small / "pages" / "apply.md", "한 문장을 더합니다.")
        for words in ((), ("back",)):
            done = release(*words)
            assert (done.returncode, done.stdout) == (1, "") and "공개하고 있습니다" in done.stderr, words
    assert first.returncode == 0 and "한 문장을 더합니다." not in page.read_text("utf-8")
    assert release().returncode == 0
    assert "한 문장을 더합니다." in page.read_text("utf-8")


def test_who_was_killed_bars_nobody_once_its_copy_has_ended(release, halfway, tmp_path):
    with halfway() as killed:
        killed.kill()
        killed.wait()
        assert release().returncode == 1  # its copy is still being made
    until(lambda: release().returncode == 0)
    assert len(releases_in(tmp_path / "srv")) == 1


def test_a_server_that_is_reloaded_bars_nobody(release, small, tmp_path):
    with_old_address(small)
    done = release(reload=f"sleep 600 >'{tmp_path}/said' 2>&1 & echo $! >'{tmp_path}/pid'")
    try:
        assert (done.returncode, release().returncode) == (0, 0)
    finally:
        os.kill(int((tmp_path / "pid").read_text("utf-8")), signal.SIGTERM)


def with_old_address(content):
    """Give a course an address that it had before."""
    course = content / "courses" / "dobong-ai-multimodal.md"
    replaced(course, "---\n", "---\naliases: [old-name]\n")


def test_the_server_is_told_of_old_addresses_at_the_first_release_too(release, small, tmp_path):
    with_old_address(small)
    assert [release().returncode for _ in range(2)] == [0, 0]
    assert (tmp_path / "reloads").read_text("utf-8") == "reloaded\n"


def test_a_server_that_could_not_be_told_is_told_by_the_next_release(release, small, tmp_path):
    assert release().returncode == 0
    with_old_address(small)
    done = release(reload="exit 3")
    assert "old-name" in (tmp_path / "srv" / "site" / "_redirects.nginx").read_text("utf-8")
    assert [release().returncode for _ in range(2)] == [0, 0]
    assert (tmp_path / "reloads").read_text("utf-8") == "reloaded\n"
    assert done.returncode == 1 and "RELOAD" in done.stderr


def test_what_is_released_is_what_was_built(release, small, tmp_path):
    """Also with an --output among the options."""
    assert release().returncode == 0
    add_to(small / "pages" / "apply.md", "한 문장을 더합니다.")
    given = ("--content", small, "--now", "2025-11-03 09:00", "--quiet", "--output", tmp_path / "elsewhere")
    assert release(*given).returncode == 0
    assert "한 문장을 더합니다." in (tmp_path / "srv" / "site" / "apply" / "index.html").read_text("utf-8")


def test_the_guide_makes_what_a_release_is_built_with_first():
    """Before the first release, and before each after what was fetched: it may ask for other packages."""
    guide = (HOME / "docs" / "publishing.md").read_text("utf-8").partition("## One's own server\n")[2].partition("\n## ")[0]
    first, cron = (
        re.findall(r"git pull|make (?:-s )?\.venv/\.site|\.venv/bin/python|deploy/release\.sh /", part) for part in guide.split("By cron")
    )
    assert first[:2] == ["make .venv/.site", "deploy/release.sh /"]
    assert cron[:4] == ["git pull", "make -s .venv/.site", ".venv/bin/python", "deploy/release.sh /"]


def until_verified(site, address):
    """Wait until the server gives what lies there: it may look at a file again only after two seconds."""
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
