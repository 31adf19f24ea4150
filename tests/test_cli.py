"""The command line, run as editors run it: what it makes, what it refuses, what it says, and its exit code."""

import json
import os
import re
import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from build import _parser
from generator import publishing
from generator.pipeline import check_only
from generator.read.files import shown_path
from generator.settings import HOME, MOST_WORKERS, Settings, processors
from generator.urls import is_site_address
from processes import NOW, run
from shared_content import MOMENT, REAL, replaced

COMMANDS = ("build", "check", "serve", "new", "report", "schema", "deploy", "stale", "verify", "diff")
KINDS = {"campus": "campuses", "course": "courses", "story": "stories", "notice": "notices", "page": "pages"}


def break_a_file(content):
    path = content / "courses" / "guro-pm.md"
    replaced(path, "title:", "titel:")


def test_help_lists_the_commands():
    done = run("--help")
    assert (done.returncode, done.stderr) == (0, "")
    for command in COMMANDS:
        assert f"\n    {command} " in done.stdout


def test_a_closed_output_is_no_fault(small, tmp_path):
    command = [sys.executable, "build.py", "--content", small, "--output", tmp_path / "site", *NOW]
    done = subprocess.run(
        ["sh", "-c", 'exec "$@" >&-', "sh", *command], cwd=HOME, stderr=subprocess.PIPE, encoding="utf-8", timeout=120, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "site" / "index.html").exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help(command):
    done = run(command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"build.py {command}" in done.stdout


def test_build_needs_no_word(small, tmp_path):
    done = run("--content", small, "--output", tmp_path / "site", *NOW)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "index.html").exists()
    assert "쪽 " in done.stdout and "쓴 파일 " in done.stdout and " · 압축 " not in done.stdout
    assert re.search(r" · 압축 \d+\.\d\d초 · 쓰기 ", run("--compress", "--content", small, "--output", tmp_path / "site", *NOW).stdout)


@pytest.mark.parametrize("kind", KINDS)
def test_new_makes_a_file_that_passes(content, kind):
    before = set(content.rglob("*"))
    done = run("new", kind, "brand-new", "--content", content)
    assert done.returncode == 0, done.stderr
    (path,) = set(content.rglob("*")) - before
    assert path.parent == content / KINDS[kind] and path.stem == "brand-new"
    assert "\ndraft: true\n" in path.read_text("utf-8")
    checked = run("check", "--content", content, "--drafts", *NOW)
    assert checked.returncode == 0, checked.stderr


def test_new_refuses_a_name_that_is_taken(content):
    path = content / "campuses" / "jungnang.yml"
    before = path.read_bytes()
    done = run("new", "campus", "jungnang", "--content", content)
    assert (done.returncode, done.stdout) == (2, "")
    assert "오류[doubled-slug]" in done.stderr and "campuses/jungnang.yml" in done.stderr and "고치기:" in done.stderr
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["Jungnang", "중랑", "a--b", "-a", "a b", "../a", "a" * 81, ""])
def test_new_refuses_a_bad_name(content, name):
    before = set(content.rglob("*"))
    done = run("new", "--content", content, "course", "--", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert "오류[bad-slug]" in done.stderr and "고치기:" in done.stderr
    assert set(content.rglob("*")) == before


def test_schema_writes_one_file_for_each_kind_and_table(tmp_path):
    done = run("schema", "--content", REAL, "--output", tmp_path / "schema")
    assert done.returncode == 0, done.stderr
    files = {path.name.removesuffix(".schema.json"): json.loads(path.read_text("utf-8")) for path in (tmp_path / "schema").iterdir()}
    assert files.keys() == {*KINDS.values(), "site", "districts", "fields", "sources", "synonyms", "wording"}
    assert files["courses"]["properties"]["title"]["description"]
    assert {"title", "campus", "field", "summary", "sources", "checked"} <= set(files["courses"]["required"])


def test_schema_of_no_content_leaves_the_schemas_alone(tmp_path):
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema" / "courses.schema.json").write_text("{}", "utf-8")
    done = run("schema", "--content", tmp_path / "nowhere", "--output", tmp_path / "schema")
    assert (done.returncode, done.stdout) == (2, "") and "오류[no-content]" in done.stderr and "고치기:" in done.stderr
    assert [path.read_text("utf-8") for path in (tmp_path / "schema").iterdir()] == ["{}"]


def test_faults_stop_a_build(content, tmp_path):
    break_a_file(content)
    done = run("build", "--content", content, "--output", tmp_path / "site", *NOW)
    assert (done.returncode, done.stdout) == (1, "")
    assert "courses/guro-pm.md:2:1 오류[unknown-field]" in done.stderr
    assert not (tmp_path / "site").exists()


def test_json_is_all_that_is_printed(content):
    break_a_file(content)
    done = run("check", "--content", content, "--json", *NOW)
    (problem,) = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (1, "")
    assert (problem["code"], problem["severity"], problem["where"]["line"]) == ("unknown-field", "error", 2)
    assert problem["message"] and problem["repair"]


def test_json_of_no_faults():
    done = run("check", "--content", REAL, "--json", *NOW)
    assert (done.returncode, json.loads(done.stdout), done.stderr) == (0, [], "")


def test_quiet_says_nothing_when_all_is_well(small, tmp_path):
    done = run("build", "--content", small, "--output", tmp_path / "site", "--quiet", *NOW)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "site" / "index.html").exists()


def test_quiet_still_says_what_is_wrong(content):
    break_a_file(content)
    done = run("check", "--content", content, "--quiet", *NOW)
    assert done.returncode == 1 and "오류[unknown-field]" in done.stderr


def test_strict_makes_warnings_errors(content):
    later = ("--now", "2030-01-01")
    assert run("check", "--content", content, *later).returncode == 0
    strict = run("check", "--content", content, "--strict", *later)
    assert strict.returncode == 1 and "오류[old-check]" in strict.stderr


# Where no site can stand: links would lead to another host or out of it, or nobody could ask for its files.
NO_PLACES = (
    "https://host.kr//x/",
    "https://host.kr/../a/",
    "https://host.kr/./a/",
    'https://host.kr/a"b/',
    "https://host.kr/a;b/",
    "https://host.kr/a%20b/",
    "https://host.kr/새싹/",
    "https://새싹.kr/",
    "https://host.kr/?b=c",
    "https://host.kr/?",
    "https://host.kr/#frag",
    "https://host.kr/a/#",
)
PLACES = ("https://host.kr", "https://host.kr/", "https://host.kr/a_b/c-d.e/~f/", "http://127.0.0.1:8000/", "https://xn--vh3bw74a.kr/a")


@pytest.mark.parametrize(
    ("option", "value", "code"),
    [
        ("--now", "tomorrow", "bad-date"),
        ("--now", "2025-02-30", "bad-date"),
        ("--base-url", "example.com/site", "bad-url"),
        *(("--base-url", address, "bad-url") for address in NO_PLACES),
    ],
)
def test_a_bad_option_is_named(tmp_path, option, value, code):
    done = run("build", "--output", tmp_path / "site", option, value)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"오류[{code}]" in done.stderr and f"'{value}'" in done.stderr and "고치기:" in done.stderr
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("address", (*NO_PLACES, *PLACES))
def test_the_address_of_the_content_follows_the_rule_of_the_option(small, address):
    site = small / "site.yml"
    site.write_text(re.sub("(?m)^base_url: .*$", f"base_url: '{address}'", site.read_text("utf-8")), "utf-8")
    told = [(p.where.path, p.where.line, p.code) for p in check_only(Settings(content=small, moment=MOMENT)).problems]
    line = site.read_text("utf-8").split("\nbase_url")[0].count("\n") + 2
    assert told == [] if address in PLACES else told == [(shown_path(site), line, "bad-url")]
    # The files of servers are made for the same places.
    assert is_site_address(address) == (address in PLACES)
    if address in PLACES:
        assert publishing._place(address) == urlsplit(address).path.rstrip("/")


def test_stale_refuses_an_address_at_which_no_site_can_stand():
    done = run("stale", "https://127.0.0.1:9/새싹/", "--content", REAL, *NOW)
    assert (done.returncode, done.stdout) == (2, "") and "오류[bad-url]" in done.stderr and "Traceback" not in done.stderr


def test_the_moment_may_be_written_as_in_iso_8601():
    assert run("check", "--content", REAL, "--now", "2025-11-03T09:00").stdout.startswith("쪽 ")


def test_a_python_without_the_libraries_says_what_to_run():
    done = subprocess.run([sys.executable, "-S", "build.py"], cwd=HOME, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "") and "오류[no-library]" in done.stderr and "make site" in done.stderr


def test_a_folder_of_others_is_refused(small, tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    done = run("build", "--content", small, "--output", tmp_path, *NOW)
    assert done.returncode == 1 and "오류[foreign-folder]" in done.stderr
    assert (tmp_path / "thesis.txt").read_text() == "mine" and not (tmp_path / "index.html").exists()


@pytest.mark.parametrize("inside", [".", "site", "courses/site"])
def test_a_site_inside_the_content_is_refused(content, inside):
    done = run("build", "--content", content, "--output", content / inside, *NOW)
    assert done.returncode == 1 and "오류[output-in-content]" in done.stderr
    assert not (content / inside / "index.html").exists()
    assert run("check", "--content", content, *NOW).returncode == 0


def test_a_folder_that_is_not_there_is_named(tmp_path):
    done = run("check", "--content", tmp_path / "nowhere", *NOW)
    assert done.returncode == 1 and "nowhere" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("gone", [0, 1])
def test_a_site_that_is_not_there_is_not_compared(tmp_path, gone):
    folders = [tmp_path, tmp_path]
    folders[gone] = tmp_path / "nowhere"
    done = run("diff", *folders)
    assert done.returncode == 2 and "오류[no-folder]" in done.stderr and not done.stdout


def test_a_fee_said_in_words_is_repaired_to_zero(content):
    path = content / "courses" / "seocho-data.md"
    replaced(path, "fee: 0", "fee: 무료")
    done = run("check", "--content", content, *NOW)
    assert done.returncode == 1 and "'fee: 0'처럼 숫자만 쓰세요." in done.stderr


def test_a_language_that_the_site_has_not_is_refused(content):
    site = content / "site.yml"
    replaced(site, "languages: [ko, en]", "languages: [ko]")
    done = run("search", "데이터", "--language", "en", "--content", content, *NOW)
    assert (done.returncode, done.stdout) == (2, "") and "오류[no-language]" in done.stderr and "Traceback" not in done.stderr
    assert run("search", "데이터", "--content", content, *NOW).returncode == 0


@pytest.mark.parametrize(("usable", "workers"), [(1, 1), (2, 2), (64, MOST_WORKERS)])
def test_a_build_uses_the_processors_that_it_may_use(monkeypatch, usable, workers):
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: set(range(usable)), raising=False)
    assert processors() == workers == _parser().parse_args(["build"]).workers
    assert _parser().parse_args(["build", "--workers", "1"]).workers == 1


def test_a_system_that_does_not_say_what_it_may_use(monkeypatch):
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert processors() == 1


COMMAND_LINES = [
    (["bild"], "'bild'는 알 수 없는 말입니다.", "'build'라고 쓰려던 것입니까?"),
    (["check", "--now"], "'--now' 뒤에 값이 없습니다.", "build.py check -h"),
    (["search"], "'찾는말'이 빠졌습니다.", "build.py search -h"),
    (["search", " "], "찾는 말이 비어 있습니다.", "나루"),
    (["search", "새싹", "--language", "fr"], "'--language'에 쓸 수 없는 말입니다: 'fr'", "-h"),
    (["build", "--workers", "0"], "'0' 대신 1부터 64까지의 수를 쓰세요.", "-h"),
    (["serve", "--port", "x"], "'x' 대신 1부터 99999까지의 수를 쓰세요.", "-h"),
    (["verify", "--site", "nowhere"], "'nowhere' 폴더에 만든 누리집이 없습니다.", "--site"),
]


@pytest.mark.parametrize(("words", "said", "repair"), COMMAND_LINES)
def test_a_command_that_cannot_be_run_says_why_and_how(words, said, repair):
    done = run(*words)
    assert done.returncode == 2 and said in done.stderr and repair in done.stderr, done.stderr
    assert "error:" not in done.stderr and "Traceback" not in done.stderr
