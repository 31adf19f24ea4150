"""Reading: places in YAML, spellings of text and of files, Markdown, and the lines that show a fault."""

import json
import os
import re
import unicodedata
from hashlib import sha256
from pathlib import Path

import pytest

from generator.memory import Lost
from generator.pipeline import prepare
from generator.problems import WARNING, Problem, Where, as_annotation, as_json, as_terminal, excerpt, settle
from generator.read import read
from generator.read.composed import Place
from generator.read.links import replace_addresses
from generator.read.markdown import parse
from generator.read.yaml_lines import DEPTH_LIMIT, compose
from generator.run import Run
from generator.settings import Settings
from shared_content import COURSE, HOME, MOMENT, as_fault, checked, expected, small_site

CASES = (HOME / "tests/cases/markdown.md").read_text("utf-8")
MARKDOWN = re.findall(r"(?m)^(.+)\n\.\n((?:.*\n)*?)\.\n((?:.*\n)*?)\.$", CASES)
_BODY = "## 가\n\n[중랑](../campuses/jungnang.yml)\n\n    한 칸\n"

SYNTAX = [
    'a: ⟦yaml-syntax|⟧"가\nb: 1\n',
    "a: 1\n⟦yaml-syntax|⟧b 2\nc: 3\n",
    "a: 1\nb: ⟦yaml-syntax|⟧[1, 2\nc: 3\n",
    "a: 가⟦yaml-syntax|⟧: 나\n",
    "a: ⟦yaml-syntax|⟧@가\n",
    "a: 1\n⟦yaml-syntax|⟧---\nb: 2\n",
    'a: 1\nb: "가⟦yaml-syntax|⟧\x08나"\n',
    "a: 1\n? ⟦yaml-syntax|⟧[b]\n: 2\n",
    "a: 1\nb: 2\n⟦doubled-key|⟧a: 3\n",
]


@pytest.mark.parametrize("marked", SYNTAX)
def test_faults_of_yaml_are_where_they_began(marked):
    text = re.sub(r"⟦.*?⟧", "", marked)
    found = [(p.where.line, p.where.column, p.code) for p in compose(text, "f").problems]
    assert found == [(fault.line, fault.column, fault.code) for fault in expected("f", marked)]


def test_keys_and_values_have_places():
    composed = compose('가: 나\nb:\n  - {c: "d"}\ne: |\n   글\n    글\n', "f", first_line=2)
    assert composed.value == {"가": "나", "b": ({"c": "d"},), "e": "글\n 글\n"}
    assert composed.keys["가",] == Place(2, 1, 1) and composed.values["가",] == Place(2, 4, 1)
    assert composed.keys["b", 0, "c"] == Place(4, 6, 1) and composed.values["b", 0, "c"] == Place(4, 9, 3)
    assert composed.literal == {("e",): 3}


@pytest.mark.parametrize("written", ["007", "12:30", "no", "Off", "TRUE", "1_000", "1e3", "0x1f", "+1", ".5", ".inf", "<<"])
def test_surprises_are_faults_and_text(written):
    composed = compose(f"a: {written}\n", "f")
    assert composed.value == {"a": written} and composed.spoiled == {("a",)}
    assert [problem.code for problem in composed.problems] == ["yaml-surprise"]


PLAIN = [("25", 25), ("-1.5", -1.5), ("true", True), ('"no"', "no"), ("2025-11-03", "2025-11-03"), ("02-120", "02-120")]


@pytest.mark.parametrize(("written", "value"), PLAIN)
def test_plain_values(written, value):
    composed = compose(f"a: {written}\n", "f")
    assert composed.value == {"a": value} and type(composed.value["a"]) is type(value) and not composed.problems


def test_depth_has_a_limit():
    assert not compose("[" * DEPTH_LIMIT + "]" * DEPTH_LIMIT, "f").problems
    deep = compose("[" * 2000 + "]" * 2000, "f").problems
    assert [problem.code for problem in deep] == ["too-deep"]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: "\ufeff" + text,
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace("요약", "요\u2028약"),
    ],
    ids=["crlf", "cr", "bom", "nfd", "line separator"],
)
def test_other_spellings_of_text_keep_places(change, checked_with):
    problems = checked_with({"courses/a.md": change(f"---\n{COURSE}가나: 1\n---\n\n가 [나](none.md)\n")})
    found = [(p.code, p.where.line, p.where.column, p.where.length) for p in problems]
    assert found == [("unknown-field", 8, 1, 2), ("broken-link", 11, 7, 7)]


def test_text_is_composed(tmp_path):
    """Hangul that a Mac wrote in parts is the same text as any other."""
    small_site(tmp_path, {"courses/a.md": unicodedata.normalize("NFD", f"---\n{COURSE}---\n한글")})
    document = next(item for item in read(tmp_path / "content").items if item.slug == "a")
    assert document.data["title"] == "과정" and document.bodies[("body",)][0].html == "<p>한글</p>\n"


def test_both_spellings_make_the_same_pages(tmp_path, monkeypatch):
    indented = "".join(f"  {line}\n" if line else "\n" for line in _BODY.split("\n")[:-1])
    spellings = {"courses/a.md": f"---\n{COURSE}---\n\n{_BODY}"}, {"courses/a.yml": f"{COURSE}body: |\n{indented}"}
    sites = []
    for number, files in enumerate(spellings):
        small_site(tmp_path / str(number), files)
        monkeypatch.chdir(tmp_path / str(number))
        outputs = prepare(Run(Settings(moment=MOMENT)))
        sites.append({output.path: output.body for output in outputs if output.path != "build.json"})
    assert "courses/a/index.html" in sites[0] and sites[0] == sites[1]


def test_a_missing_folder_is_one_fault(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert [problem.code for problem in checked()] == ["no-content"]


@pytest.mark.parametrize(("title", "text", "html"), MARKDOWN, ids=[case[0] for case in MARKDOWN])
def test_markdown(title, text, html):
    assert parse(text, "courses").html == html


def test_markdown_cases_are_all_read():
    assert len(MARKDOWN) * 3 == CASES.split("\n").count(".") > 0


# What was meant as Markdown and stays text, at the mark; what is code, a link, a tag, or meant as text is none.
SLIPS = [
    "⟦heading|##⟧제목\n\n글\n",
    "글\n⟦heading|##⟧제목\n",
    "글\n    ⟦heading|###⟧제목\n",
    "- ⟦heading|##⟧제목\n- 글\n\n  ⟦heading|##⟧제목\n",
    "1. 글\n   ⟦heading|##⟧제목\n",
    "> ⟦heading|##⟧제목\n> 글\n> ⟦heading|##⟧제목\n",
    "⟦heading|##⟧제목\n\n```\n##코드\n```\n\n    ##코드\n\n- 글\n\n      ##코드\n",
    "## 제목\n\n#태그 `##코드` 글 ##낱말\n",
    "\\##글\n\n| ##칸 |\n|---|\n| ##칸 |\n",
    "⟦address|www.a.example⟧에서 ⟦address|www.a.example/b?c=1&d=2⟧.\n",
    "글\n(⟦address|https://a.example/⟧), **⟦address|http://a.example⟧**!\n",
    "## ⟦address|www.a.example⟧\n\n- ⟦address|WWW.a.example⟧\n\n| 가 |\n|---|\n| ⟦address|www.b.example⟧ |\n",
    "[www.a.example](https://www.a.example) `www.a.example` ⟦address|www.a.example⟧ ⟦address|www.a.example⟧\n",
    "[가 www.a.example](https://www.a.example) <https://www.a.example> ![www.a.example](../images/a.png)\n",
    "```\nwww.a.example\n```\n\n    https://a.example\n",
    "www.로 시작하는 주소, https://, info@www.a.example, localhost\n",
]


@pytest.mark.parametrize("marked", SLIPS)
def test_slips_are_found_where_they_are(marked):
    text = re.sub(r"⟦[a-z]+\|(.*?)⟧", r"\1", marked)
    found = [("", slip.line + 1, slip.column + 1, slip.kind) for slip in parse(text, "courses").slips]
    assert found == expected("", marked)


def test_what_is_remembered_of_a_body_is_all_of_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    small_site(tmp_path, {"courses/a.md": f"---\n{COURSE}---\n##가\n\n## 나\n\n[다](b.md) www.a.example\n"})
    memory = {}
    first, again = (read(Path("content"), memory=memory) for _ in range(2))
    assert memory
    assert [document.bodies for document in first.items] == [document.bodies for document in again.items]


class Counted(dict):
    """A memory that says what was asked for."""

    def __init__(self):
        super().__init__()
        self.asked = []

    def get(self, key):
        self.asked.append(key)
        return super().get(key)


def test_what_bodies_say_is_fetched_only_when_somebody_asks(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    small_site(tmp_path, {"courses/a.md": f"---\n{COURSE}---\n## 가\n\n글 하나\n"})
    memory = Counted()
    read(Path("content"), memory=memory)
    memory.asked.clear()
    document = next(document for document in read(Path("content"), memory=memory).items if document.slug == "a")
    assert len(memory.asked) == 1
    body = document.bodies[("body",)][0]
    assert [heading.text for heading in body.headings] == ["가"] and len(memory.asked) == 1
    assert (body.html, body.lead, body.words) == ('<h2 id="가">가</h2>\n<p>글 하나</p>\n', "글 하나", "가\n글 하나")
    assert len(memory.asked) == 4


def test_a_file_that_changed_after_its_digest_was_taken_is_not_remembered_as_what_it_was(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    small_site(tmp_path, {"courses/a.md": f"---\n{COURSE}---\n글\n"})
    file = Path("content/courses/a.md")
    memory, before = {}, sha256(file.read_bytes()).hexdigest()
    text = file.read_text("utf-8")
    file.write_text(text + "바나나\n", "utf-8")
    found = {document.slug: document for document in read(Path("content"), memory=memory, digests={str(file): before}).items}
    assert "바나나" in found["a"].bodies[("body",)][0].html
    file.write_text(text, "utf-8")
    found = {document.slug: document for document in read(Path("content"), memory=memory, digests={str(file): before}).items}
    assert found["a"].bodies[("body",)][0].html == "<p>글</p>\n"


def test_a_value_that_the_memory_has_lost_since_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    small_site(tmp_path, {"courses/a.md": f"---\n{COURSE}---\n글\n"})
    memory = {}
    document = next(document for document in read(Path("content"), memory=memory).items if document.slug == "a")
    memory.clear()
    with pytest.raises(Lost):
        assert document.bodies[("body",)][0].html


WRITTEN = [
    ("courses/a.md", f"---\n{COURSE}---\n글\n\n- 하나\n", ("body",), "글\n\n- 하나\n"),
    ("courses/a.md", f"---\n{COURSE}body: |\n  글\n\n  둘\n---\n", ("body",), "글\n\n둘\n"),
    ("courses/a.yml", f"{COURSE}body: '글 하나'\n", ("body",), "글 하나"),
    ("courses/a.yml", f"{COURSE}en:\n  title: A\n  body: |\n    One\n", ("en", "body"), "One\n"),
]


@pytest.mark.parametrize(("file", "text", "path", "written"), WRITTEN)
def test_a_body_as_it_is_written_stands_in_its_file(tmp_path, monkeypatch, file, text, path, written):
    monkeypatch.chdir(tmp_path)
    small_site(tmp_path, {file: text})
    document = next(document for document in read(Path("content")).items if document.slug == "a")
    value = document.data
    for key in path:
        value = value[key]
    assert document.written(path) == written and value == document.bodies[path][0].digest
    (tmp_path / "content" / file).write_text("title: 다른 글\n", "utf-8")
    assert document.written(path) == ""


def test_a_link_to_what_is_held_back_leaves_its_words():
    html = parse("[가](a.md) [나](b.md)", "courses").html
    led = replace_addresses(html, lambda path, _: "/b/" if path == "courses/b.md" else None)
    assert led == '<p><a>가</a> <a href="/b/">나</a></p>\n'


@pytest.mark.parametrize("text", ["\r0.", "가\r\n\r0. 나", "\r\r    코드", "\r\r| 가 |\r| - |\r| 나 |"])
def test_an_end_of_line_may_be_spelt_out(text):
    """In YAML "\\r" is one: what a body is parsed into is looked up in the same lines."""
    assert parse(text, "campuses").html == parse(text.replace("\r\n", "\n").replace("\r", "\n"), "campuses").html


def test_a_link_keeps_its_question_and_fragment():
    html = parse("[가](/search/?q=a&b=c#d)", "courses").html
    led = replace_addresses(html, lambda path, after: f"/p{path}{after}")
    assert led == '<p><a href="/p/search/?q=a&amp;b=c#d">가</a></p>\n'


def test_carets_stand_under_hangul(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("가나 다e\u0301라 x\n" + "가" * 60 + "나다" + "가" * 60 + "\n", "utf-8")
    assert excerpt(Where("a.md", 1, 4, 2)) == ("가나 다é라 x", "     ^^^")
    line, carets = excerpt(Where("a.md", 2, 61, 2))
    assert line == "…" + "가" * 20 + "나다" + "가" * 28 + "…" and carets == " " * 41 + "^^^^"
    assert excerpt(Where("a.md", 9)) is None and excerpt(Where("none.md")) is None


def test_a_line_is_of_the_file_as_it_is_though_another_had_its_name_and_time(tmp_path, monkeypatch):
    """Files out of an archive have one time, and `cp -p` gives a new text the time of the old one."""
    for name, text in (("one", "first"), ("two", "other")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.md").write_text(text)
        os.utime(tmp_path / name / "a.md", (0, 0))
        monkeypatch.chdir(tmp_path / name)
        assert excerpt(Where("a.md")) == (text, "^")
    Path("a.md").write_text("a third")
    os.utime("a.md", (0, 0))
    assert excerpt(Where("a.md")) == ("a third", "^")


def test_a_fault_in_three_forms(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("capcity: 25\n", "utf-8")
    fault = Problem(Where("a.md", 1, 1, 7), "unknown-field", "100% 없습니다.", "고치세요.")
    shown = ["a.md:1:1 오류[unknown-field] 100% 없습니다.", "  1 | capcity: 25", "    | ^^^^^^^", "  고치기: 고치세요."]
    assert as_terminal(fault).split("\n") == shown
    marked = "::error file=a.md,line=1,col=1,title=unknown-field::100%25 없습니다.%0A고치기: 고치세요."
    assert as_annotation(fault) == marked
    assert json.loads(as_json([fault]))[0]["where"] == {"path": "a.md", "line": 1, "column": 1, "length": 7}


def test_problems_are_sorted_and_none_is_twice():
    first, second = Problem(Where("a.md", 2, 9), "b", "", ""), Problem(Where("a.md", 10, 1), "a", "", "")
    assert settle([second, first, second]) == (first, second)


def ids_of_templates():
    """Every id that a template gives; one that is made up ends at its first blank: `filter-`."""
    files = [*(HOME / "templates").rglob("*.html")]
    found = {name for file in files for name in re.findall(r'\bid="([^"]+)"', file.read_text("utf-8"))}
    return {name.partition("{{")[0] for name in found} - {""}


def test_a_heading_never_takes_an_id_of_the_page():
    ids = ids_of_templates()
    assert {"main", "s-way", "filter-"} <= ids
    taken = {name for name in ids if not name.endswith("-")}
    starts = tuple(name for name in ids if name.endswith("-"))
    text = "\n\n".join(f"## {name}" for name in sorted(taken | {f"{start}a" for start in starts}))
    given = [heading.id for heading in parse(text, "campuses").headings]
    assert len(given) == len(set(given)) and not [name for name in given if name in taken or name.startswith(starts)]


@pytest.mark.parametrize("definition", ["가" * 40_000, 'b "' + "가 " * 20_000 + '"'], ids=["address", "title"])
def test_what_is_defined_once_and_used_often_does_not_grow(definition, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = f"[a]: {definition}\n\n" + "[a] " * 1_000
    assert len(parse(text, "courses").html) < len(text)
    small_site(tmp_path, {"courses/a.md": f"---\n{COURSE}---\n{text}"})
    assert {problem.code for problem in checked()} == {"too-long", "too-many-faults"}


def test_a_link_to_this_computer_is_warned_of(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    here = "[가](⟦local-link|http://127.0.0.1:5500/campuses/mapo/⟧) [나](⟦local-link|https://localhost⟧)"
    elsewhere = "[다](https://localhost.example/) [라](https://a.example/?to=http://127.0.0.1/)"
    expected = small_site(tmp_path, {"courses/a.md": f"---\n{COURSE}---\n{here} {elsewhere}\n"})
    found = checked()
    assert [as_fault(problem) for problem in found] == expected and {problem.severity for problem in found} == {WARNING}
    assert "'/campuses/mapo/'로 고치세요." in found[0].repair


def test_a_picture_that_cannot_be_opened_is_a_fault_where_it_is_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    expected_faults = small_site(
        tmp_path, {"courses/a.md": f"---\n{COURSE}---\n![가](⟦unreadable|../images/a.png⟧) [나](⟦broken-link|나.md⟧)\n"}
    )
    read_bytes = type(tmp_path).read_bytes

    def forbidden(path):
        if path.suffix == ".png":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(type(tmp_path), "read_bytes", forbidden)
    assert [as_fault(problem) for problem in checked()] == expected_faults
