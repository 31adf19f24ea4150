"""A new file: asked for on a terminal, made by flags in a script; its name proposed from keys; nothing that is there is touched."""

import os
import pty
import re
import signal
import subprocess
import sys

import pytest

from built import files_in
from generator.dates import day_of, now
from generator.new_file import proposal
from generator.pipeline import check_only
from generator.read import read
from generator.settings import HOME, Settings
from processes import NOW, run


def typed(answers, *arguments, limit=120):
    """The command on a terminal of its own, with these lines typed: exit code and all that the screen said.

    One that asks for more than was typed would wait for ever, and the test with it: it is killed after `limit` seconds.
    """
    ours, theirs = pty.openpty()
    command = [sys.executable, str(HOME / "build.py"), *map(str, arguments)]
    with subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8") as process:
        os.close(theirs)
        os.write(ours, "".join(f"{answer}\n" for answer in answers).encode())
        try:
            said, _ = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            process.kill()
            said, _ = process.communicate()
    os.close(ours)
    return process.returncode, said


@pytest.mark.parametrize(
    ("folder", "answers", "taken", "name"),
    [
        ("courses", {"campus": "mapo", "field": "data-analysis"}, (), "mapo-data-analysis"),
        ("courses", {"campus": "mapo", "field": "data-analysis"}, ("mapo-data-analysis",), "mapo-data-analysis-2"),
        ("courses", {"campus": "mapo", "field": "a"}, ("mapo-a", "mapo-a-2"), "mapo-a-3"),
        ("courses", {"campus": "mapo", "title": "데이터"}, (), None),
        ("campuses", {"district": "mapo"}, (), "mapo"),
        ("campuses", {"district": "mapo"}, ("mapo",), None),
        ("stories", {"campus": "mapo"}, (), "mapo-story"),
        ("pages", {"title": "쪽"}, (), None),
    ],
)
def test_a_name_is_made_of_keys_and_never_of_a_title(folder, answers, taken, name):
    assert proposal(folder, answers, taken) == name


def test_a_script_needs_only_keys(content):
    done = run("new", "course", "--content", content, "--campus", "마포", "--field", "데이터분석", "--title", '여러 "말": #1')
    assert (done.returncode, done.stderr) == (0, "")
    document = next(d for d in read(content).items if d.slug == "mapo-data-analysis")
    assert (document.data["title"], document.data["campus"], document.data["field"]) == ('여러 "말": #1', ("mapo",), "data-analysis")
    assert document.data["draft"] is True
    checked = run("check", "--content", content, "--drafts", *NOW)
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "part"),
    [
        ((), "missing-answer", "build.py new course"),
        (("course",), "missing-answer", "--campus"),
        (("page",), "missing-answer", "종류 뒤에 이름"),
        (("course", "--campus", "부산"), "broken-reference", "jungnang"),
        (("campus", "--district", "중랑구"), "missing-answer", "종류 뒤에 이름"),
        (("page", "a", "--campus", "mapo"), "unknown-field", "--title"),
        (("course", "guro-pm"), "doubled-slug", "다른 이름"),
    ],
)
def test_a_script_is_told_what_is_missing(content, arguments, code, part):
    before = files_in(content)
    done = run("new", *arguments, "--content", content)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"오류[{code}]" in done.stderr and part in done.stderr and "Traceback" not in done.stderr
    assert files_in(content) == before


@pytest.mark.parametrize("arguments", [("page", "a"), ("course", "--campus", "mapo")])
def test_a_folder_that_is_not_there_is_named_and_not_made(tmp_path, arguments):
    content = tmp_path / "contents"
    done = run("new", *arguments, "--content", content)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"오류[no-content] '{content}' 폴더가 없습니다." in done.stderr and "고치기: --content" in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_folder_of_a_kind_that_is_not_there_yet_is_made(tmp_path):
    assert run("new", "page", "a", "--content", tmp_path).returncode == 0
    assert (tmp_path / "pages" / "a.md").is_file()


# What a new file holds that may stand: what was chosen or has to be there, today, the site's own address, and the strictest consent;
# and in the entry of a list that is at fault the texts that are told of once the rest is right (test_rules.py has them).
MAY_STAND = {
    "campus": {"district"},
    "course": {"campus", "field", "url", "unit", "note", "label"},
    "story": {"campus", "consent", "published"},
    "notice": {"published", "url", "review_by"},
    "page": set(),
}


@pytest.mark.parametrize("kind", MAY_STAND)
def test_nothing_that_a_new_file_begins_with_can_be_published(content, kind):
    """With every key in use, and no draft any more, each line of it is at fault."""
    assert run("new", kind, "brand-new", "--content", content).returncode == 0
    (path,) = content.glob("*/brand-new.*")
    used = re.sub(r"(?m)^# (?=[a-z_0-9]+:|  )", "", path.read_text("utf-8").replace("draft: true\n", ""))
    path.write_text(re.sub(r"(?m)^  # ", "  ", used), "utf-8")
    problems = check_only(Settings(content=content, moment=now())).problems
    told = {problem.where.line for problem in problems if problem.where.path.endswith(f"/{path.name}")}
    lines = enumerate(path.read_text("utf-8").split("\n"), start=1)
    kept = {line for number, line in lines if number not in told and re.match(r"[ -]*[a-z_0-9]+: +[^# ]|## ", line)}
    assert {re.sub(r"[ -]*([a-z_0-9]*).*", r"\1", line) for line in kept} == MAY_STAND[kind]


def test_a_terminal_asks_and_proposes(content):
    # A campus that is not there is asked for again; a name that is taken too; Enter takes the proposal.
    answers = ["course", "부산", "마포캠퍼스", "data-analysis", "자료 읽기", "Mapo", "guro-pm", ""]
    code, said = typed(answers, "new", "--content", content)
    assert code == 0, said
    assert "부산" in said and "mapo(마포캠퍼스)" in said and "[mapo-data-analysis]" in said and "이미 있는 이름입니다." in said
    document = next(d for d in read(content).items if d.slug == "mapo-data-analysis")
    assert document.data["title"] == "자료 읽기"


def test_a_notice_is_called_by_its_day(content):
    code, said = typed(["모집합니다", ""], "new", "notice", "--content", content)
    assert code == 0, said
    assert (content / "notices" / f"notice-{day_of(now())}.md").exists()


def test_a_question_without_an_answer_holds_up_no_test(content):
    code, _ = typed(["course"], "new", "--content", content, limit=2)
    assert code == -signal.SIGKILL


def test_an_end_of_input_is_an_end(content):
    before = set(content.rglob("*"))
    code, said = typed(["course", "\x04"], "new", "--content", content)
    assert code == 130 and "Traceback" not in said
    assert set(content.rglob("*")) == before


def test_the_new_name_is_completed_where_there_are_schemas(content):
    (content.parent / "schema").mkdir()
    assert run("new", "course", "brand-new", "--content", content).returncode == 0
    assert '"brand-new"' in (content.parent / "schema" / "stories.schema.json").read_text("utf-8")
