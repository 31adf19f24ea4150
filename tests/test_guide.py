"""The guides are whole: every error has its row, every picture is made by the script and small, every link and command is real."""

import ast
import importlib.util
import re
import subprocess
import sys
import textwrap
from contextlib import nullcontext

import pytest
from PIL import Image

import browser
import preview_process
from generator.pipeline import check_only
from generator.settings import HOME, Settings
from shared_content import DOT, MOMENT, REAL, copied, put

DOCS = HOME / "docs"
_CODE = re.compile(r"[a-z]+(?:-[a-z]+)*")
# Which argument of a call is the code of a fault.
_CALLS = {"Problem": 1, "Said": 0, "fault": None, "note": None, "CannotBuild": 0, "refuse": 0}


def name_of(call):
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def codes_in(tree):
    """The codes of the faults that a module can say: in calls that make one, in triples of code, sentence and repair,
    and in pairs by code."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node) in _CALLS:
            place = _CALLS[name_of(node)]
            given = node.args if place is None else node.args[place : place + 1]
            texts = [each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            yield from [text for text in texts if _CODE.fullmatch(text)][:1]
        elif (
            isinstance(node, ast.Tuple)
            and len(node.elts) == 3
            and all(isinstance(each, ast.Constant | ast.JoinedStr) for each in node.elts[:2])
        ):
            first = getattr(node.elts[0], "value", None)
            if isinstance(first, str) and re.fullmatch(r"[a-z]+(-[a-z]+)+", first) and re.search("[가-힣]", ast.unparse(node.elts[1])):
                yield first
        elif isinstance(node, ast.Tuple) and len(node.elts) == 2 and isinstance(node.elts[1], ast.Starred):  # (code, *sentence and repair)
            first = getattr(node.elts[0], "value", None)
            yield from [first] if isinstance(first, str) and re.fullmatch(r"[a-z]+(-[a-z]+)+", first) else []
        elif isinstance(node, ast.Dict):
            pairs = [(key.value, value) for key, value in zip(node.keys, node.values, strict=True) if isinstance(key, ast.Constant)]
            said = [
                key
                for key, value in pairs
                if isinstance(value, ast.Tuple) and len(value.elts) == 2 and re.search("[가-힣]", ast.unparse(value.elts[0]))
            ]
            yield from [key for key in said if isinstance(key, str) and "-" in key and _CODE.fullmatch(key)]


def known_codes():
    modules = [*(HOME / "generator").rglob("*.py"), HOME / "build.py"]
    return {code for path in modules for code in codes_in(ast.parse(path.read_text("utf-8")))}


def rows():
    """The cells of each row of errors.ko.md, by code."""
    found = re.findall(r"^\| `([a-z-]+)` \| (.+?) \| (.+?) \| (.+?) \|$", (DOCS / "errors.ko.md").read_text("utf-8"), re.MULTILINE)
    assert len({row[0] for row in found}) == len(found), "a code stands twice"
    return {code: cells for code, *cells in found}


def test_the_codes_are_found():
    assert {
        "unknown-field",
        "encoding",
        "heading-order",
        "window-reversed",
        "yaml-syntax",
        "port-taken",
        "broken-anchor",
        "disk-full",
    } <= known_codes()


def test_every_error_has_a_cause_an_example_and_a_repair():
    missing = known_codes() - rows().keys()
    assert not missing, f"docs/errors.ko.md has no row for: {', '.join(sorted(missing))}"
    assert all(cell.strip() for cells in rows().values() for cell in cells)


def test_no_row_is_left_of_an_error_that_is_gone():
    assert rows().keys() - known_codes() == set()


GUIDE = (DOCS / "editing.ko.md").read_text("utf-8")
# Whole files in the guide: the path, then the text.
FILES = {path: text for path, text in re.findall(r"^`content/([\w./-]+)`\n\n```yaml\n(.+?)```$", GUIDE, re.MULTILINE | re.DOTALL)}


def shots():
    """The names in SHOTS of the script, without running it."""
    tree = ast.parse((DOCS / "screenshots.py").read_text("utf-8"))
    (shown,) = [node.value for node in tree.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "SHOTS"]
    return {key.value for key in shown.keys}


def test_the_guide_shows_what_the_script_takes():
    named = re.findall(r"!\[[^\]]+\]\(images/([\w-]+)\.png\)", GUIDE)
    assert set(named) == shots() == {path.stem for path in (DOCS / "images").iterdir()}
    assert len(named) == len(set(named))


class StandInPage:
    """A browser, and a page of it, that can do no more than be painted white."""

    def new_page(self, **_):
        return self

    def wait_for_timeout(self, _):
        pass

    def screenshot(self):
        return DOT


@pytest.mark.parametrize("broken", [False, True])
def test_pictures_are_of_the_first_city_and_written_once_all_are_taken(broken, tmp_path, monkeypatch):
    """In a city with other content too, and whatever fails on the way."""
    monkeypatch.setattr(sys, "path", [*sys.path])  # the script puts its own folders there
    spec = importlib.util.spec_from_file_location("screenshots", DOCS / "screenshots.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    seen = []

    def arrive(page, address, content):
        seen.append((content / script.COURSE).read_text("utf-8"))
        if broken and len(seen) == 2:
            raise LookupError

    monkeypatch.setattr(script, "HOME", tmp_path)
    monkeypatch.setattr(script, "FOLDER", tmp_path / "images")
    monkeypatch.setattr(script, "SHOTS", dict.fromkeys(("one", "two"), arrive))
    monkeypatch.setattr(preview_process, "preview", lambda content, cwd: nullcontext(""))
    monkeypatch.setattr(browser, "open_chromium", lambda: nullcontext(StandInPage()))
    with pytest.raises(LookupError) if broken else nullcontext():
        script.main()
    assert seen == [(REAL / script.COURSE).read_text("utf-8")] * 2
    assert sorted(path.name for path in tmp_path.glob("images/*")) == ([] if broken else ["one.png", "two.png"])


@pytest.mark.parametrize("path", sorted((DOCS / "images").iterdir()), ids=lambda path: path.name)
def test_a_picture_is_small(path):
    assert path.stat().st_size <= 60_000


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.ko.md")), ids=lambda path: path.name)
def test_every_link_of_a_guide_leads_somewhere(page):
    text = page.read_text("utf-8")
    headings = {re.sub(r"[^\w가-힣 -]", "", heading.lower()).replace(" ", "-") for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
    outside_code = re.sub(r"`[^`]*`", "", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    for link in re.findall(r"\]\(([^)]+)\)", outside_code):
        path, _, anchor = link.partition("#")
        assert not path or (DOCS / path).exists(), link
        assert path or anchor in headings, link


def test_every_command_of_the_guide_is_one():
    commands = re.findall(r"build\.py (\w+)", GUIDE)
    said = subprocess.run([sys.executable, "build.py", "--help"], cwd=HOME, capture_output=True, encoding="utf-8", check=False).stdout
    assert commands and all(f"\n    {command} " in said for command in commands)
    targets = set(re.findall(r"^([a-z]+):", (HOME / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"^    make (\w+)", GUIDE, re.MULTILINE)) <= targets


def test_contributing_names_what_there_is():
    """Lists and functions by their names, and files by their paths: those that are to be made have a <name>."""
    written = (HOME / "CONTRIBUTING.md").read_text("utf-8")
    folders = ("generator", "tests", "preview", "docs")
    sources = [path for folder in folders for ending in ("py", "js") for path in (HOME / folder).glob(f"**/*.{ending}")]
    code = "\n".join(path.read_text("utf-8") for path in (HOME / "build.py", *sources) if "node_modules" not in path.parts)
    names = set(re.findall(r"`(_?[A-Z][A-Z_]{3,})`", written))
    assert len(names) > 15 and [name for name in sorted(names) if not re.search(rf"(?m)^\s*(?:const )?{name}\b.*=", code)] == []
    paths = re.findall(r"`((?:generator|templates|tests|docs|static|preview|bench)/[\w./-]+)`", written)
    assert len(paths) > 15 and [path for path in paths if not (HOME / path).exists()] == []


def checked_beside_real(folder, files):
    """What `check` finds in a copy of the real content with these files more, as an editor reads it."""
    copied(REAL, folder)
    for path, text in files.items():
        (folder / "content" / path).write_text(text, "utf-8")
    report = check_only(Settings(content=folder / "content", moment=MOMENT, drafts=True))
    return report.problems


def test_the_guide_shows_a_file_of_each_kind():
    assert {path.partition("/")[0] for path in FILES} == {"campuses", "courses", "stories", "notices"}


def test_the_files_of_the_guide_are_right(tmp_path):
    """Not a fault and not a warning: a campus, a course, a story and a notice made from the guide alone."""
    assert checked_beside_real(tmp_path, FILES) == ()


# What single sections show: the heading, which of its blocks, the file that gets it, and the keys that go.
PARTS = [
    ("마감일을 고친다", 0, "courses/mapo-data-shop.md", ()),
    ("과정을 취소한다", 0, "courses/mapo-data-shop.md", ("starts", "ends")),
    ("캠퍼스가 옮긴다", 0, "campuses/mapo-2.yml", ()),
    ("캠퍼스가 쉰다", 0, "campuses/mapo-2.yml", ()),
    ("사진을 넣는다", 0, "campuses/mapo-2.yml", ()),
    ("사진을 넣는다", 1, "stories/mapo-story.md", ()),
    ("내려받을 파일을 넣는다", 0, "notices/notice-2025-11-04.md", ()),
    ("본문을 쓴다", 0, "courses/mapo-data-shop.md", ()),
    ("찾는 말을 더한다", 0, "synonyms.yml", ()),
]


def shown_under(heading):
    """The blocks of lines that a section of the guide shows."""
    section = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", GUIDE, re.MULTILINE | re.DOTALL)[1]
    return [textwrap.dedent(block).strip("\n") + "\n" for block in re.findall(r"(?:^    .*\n|^\n(?=    ))+", section, re.MULTILINE)]


def with_part(text, part, gone):
    """A file with the lines of a part: in place of those of the same keys, before those of the same list, or behind a body."""
    if part.startswith("groups:"):
        return text.replace("groups:\n", part, 1)
    if part.startswith("#"):
        return f"{text}\n{part}"
    for key in (*gone, *re.findall(r"(?m)^(\w+):", part)):
        text = re.sub(rf"(?m)^{key}:.*\n(?:[ -].*\n)*", "", text, count=1)
    before = re.match(r"(?:---\n)?", text)[0]
    return before + part + text.removeprefix(before)


@pytest.mark.parametrize(("heading", "number", "path", "gone"), PARTS, ids=[f"{row[0]}-{row[1]}" for row in PARTS])
def test_what_a_section_shows_is_right(heading, number, path, gone, tmp_path):
    """Not a fault and not a warning, with the pictures and files that the guide names."""
    text = FILES[path] if path in FILES else (REAL / path).read_text("utf-8")
    changed = with_part(text, shown_under(heading)[number], gone)
    assert changed != text
    put(tmp_path, "files/mapo-notice.pdf", "%PDF-1.7\n")
    (tmp_path / "content" / "images").mkdir()
    for name in re.findall(r"file: (images/[\w.-]+)", changed):
        Image.new("RGB", (8, 8)).save(tmp_path / "content" / name)
    assert checked_beside_real(tmp_path, FILES | {path: changed}) == ()


def test_every_part_is_tried():
    tried = {(heading, number) for heading, number, _, _ in PARTS}
    for heading in {heading for heading, _ in tried}:
        assert {(heading, number) for number in range(len(shown_under(heading)))} <= tried, heading


# Ten ordinary mistakes in those files: what is written wrong, the code, and what the screen says to do.
MISTAKES = [
    ("courses/mapo-data-shop.md", "capacity: 25", "capcity: 25", "unknown-field", "'capacity'로 바꾸세요."),
    ("courses/mapo-data-shop.md", "capacity: 25", "capacity: 25명", "not-number", "'capacity: 25'처럼 숫자만 쓰세요."),
    ("courses/mapo-data-shop.md", "campus: mapo", "campus: 마포캠퍼스", "broken-reference", "'mapo'로 바꾸세요."),
    ("courses/mapo-data-shop.md", "starts: 2025-12-01", "starts: 2025. 12. 1.", "bad-date", "'2025-12-01'로 쓰세요."),
    (
        "courses/mapo-data-shop.md",
        "until: 2025-11-21 18:00",
        "until: 2025-10-21 18:00",
        "window-reversed",
        "'from'과 'until'을 공고와 맞추세요.",
    ),
    ("courses/mapo-data-shop.md", "../campuses/mapo.yml", "../campuses/mapoo.yml", "broken-link", "'../campuses/mapo.yml'로 바꾸세요."),
    ("campuses/mapo-2.yml", "  - name: 공덕역\n    lines: [5호선]\n    exit: 2", "  공덕역", "not-list", "'- name: 공덕역'처럼 쓰세요."),
    ("stories/mapo-story.md", "display_name: 김 씨", "display_name: 김새싹", "unmasked-name", "'김 씨'나 '김○○'처럼 가리거나"),
    ("stories/mapo-story.md", "title: 가게에서", "title: 김 씨: 가게에서", "yaml-syntax", 'title: "김 씨: 가게에서'),
    ("notices/notice-2025-11-04.md", "sources: [seoul-20251102]", "sources: []", "empty-value", "'sources: [열쇠말]'로"),
    ("notices/notice-2025-11-04.md", "checked: 2025-11-03", "checked: 2025-11-30", "future-check", "사실을 확인한 날을 적으세요."),
    ("courses/mapo-data-shop.md", "title: 데이터로 읽는 가게", "title: C# #1", "yaml-surprise", "값 전체를 큰따옴표로"),
    ("courses/mapo-data-shop.md", "until: 2025-11-21 18:00", "until: 상시", "bad-date", "'until: open-ended'로 쓰세요."),
    ("courses/mapo-data-shop.md", "until: 2025-11-21 18:00", "until: 2025-11-21 24:00", "impossible-date", "'until: 2025-11-21'로 쓰세요."),
    ("courses/mapo-data-shop.md", "age: {min: 20, max: 39}", "age: 15-39", "not-group", "'age: {min: 15, max: 39}'로 쓰세요."),
    ("courses/mapo-data-shop.md", "../campuses/mapo.yml", "http:/seoul.go.kr", "link-scheme", "'https://seoul.go.kr'처럼"),
    ("courses/mapo-data-shop.md", "../campuses/mapo.yml", "www.seoul.go.kr", "broken-link", "'https://www.seoul.go.kr'처럼"),
    (
        "courses/mapo-data-shop.md",
        "[마포캠퍼스](../campuses/mapo.yml)",
        "www.seoul.go.kr",
        "bare-address",
        "'[이름](https://www.seoul.go.kr)'처럼 쓰세요.",
    ),
    ("notices/notice-2025-11-04.md", "## 누가", "##누가", "heading-space", "'## ' 뒤에 제목을 쓰세요."),
    ("notices/notice-2025-11-04.md", "## 누가", "# 누가", "heading-order", "#를 ##로 바꾸세요."),
]


@pytest.mark.parametrize(
    ("path", "right", "wrong", "code", "repair"), MISTAKES, ids=[f"{row[3]}-{row[0].partition('/')[0]}" for row in MISTAKES]
)
def test_an_ordinary_mistake_is_found_where_it_is_and_says_its_repair(path, right, wrong, code, repair, tmp_path):
    assert right in FILES[path]
    text = FILES[path].replace(right, wrong, 1)
    (problem,) = checked_beside_real(tmp_path, FILES | {path: text})
    assert (problem.code, problem.where.path.rpartition("content/")[2]) == (code, path)
    lines = [number for number, line in enumerate(text.split("\n"), start=1) if line not in FILES[path].split("\n")]
    assert problem.where.line in lines and repair in problem.repair
