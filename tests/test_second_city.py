"""Another city from the same code: an invented one (tests/second_city/), in one language and in two, with nothing of the first."""

import ast
import re
import shutil
import subprocess
import sys

import pytest

from built import Built, files_in
from generator.assets import colours
from generator.read.yaml_lines import compose
from generator.records.site import Colours, DistrictMap, Region, SiteInfo
from generator.settings import HOME
from shared_content import REAL, picture, replaced
from sound import unmet

FOLDER = HOME / "tests" / "second_city"


def yaml(path):
    return compose(path.read_text("utf-8"), str(path)).value


def words_of_the_first():
    """What names the first city and nothing else: itself, its districts, campuses, river, hosts and programme."""
    info, districts = yaml(REAL / "site.yml"), yaml(REAL / "districts.yml")
    found = {
        info["name"],
        info["short_name"],
        "SeSAC",
        "saessak",
        info["region"]["slug"],
        info["region"]["name"],
        info["region"]["river"],
        "Han River",
    }
    found |= {district["name"] for district in districts.values()} | {key for key in districts if len(key) > 5}
    found |= {yaml(path)["name"] for path in (REAL / "campuses").glob("*.yml")}
    found |= set(re.findall(r"https?://([\w.-]+)", (REAL / "site.yml").read_text("utf-8"))) - {"creativecommons.org"}
    return sorted(found)


@pytest.fixture(scope="module", params=["ko", "ko-en"])
def city(request, make, tmp_path_factory):
    """The second city as built."""
    folder = tmp_path_factory.mktemp(request.param)
    shutil.copytree(FOLDER / "content", folder / "content")
    if request.param == "ko-en":
        shutil.copytree(FOLDER / "english", folder / "content", dirs_exist_ok=True)
    report = make(folder / "content", folder / "site")
    assert not report.failed, report.problems
    return Built(folder / "site", "https://gaon.example")


def texts_of(city):
    """Every published text under its path, the path itself in it. Pictures and fonts are the only files that are none."""
    for path in sorted(city.folder.rglob("*")):
        if path.is_file() and path.suffix not in (".png", ".woff2"):
            name = path.relative_to(city.folder).as_posix()
            yield name, f"{name}\n{path.read_text('utf-8')}"


def test_there_are_words_to_look_for():
    words = words_of_the_first()
    assert len(words) > 60 and {"서울", "seoul", "한강", "중랑구", "jungnang", "중랑캠퍼스", "새싹", "sesac.seoul.kr"} <= set(words)


def test_no_word_of_the_first_city(city):
    words = [*words_of_the_first(), yaml(REAL / "site.yml")["region"]["districts"]]
    said = re.compile("|".join(map(re.escape, words)), re.IGNORECASE)
    # The zone of time is the program's: its dates are Korean time wherever the city lies (docs/adopting.md).
    found = {name: sorted(set(said.findall(text.replace("Asia/Seoul", "")))) for name, text in texts_of(city)}
    assert {name: words for name, words in found.items() if words} == {}


def said_in(path):
    """What a file says to people: all of it but the docstrings and comments of Python, which speak to maintainers. Fields of
    records are explained by theirs: those count."""
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        return text
    tree = ast.parse(text)
    described = [node for node in ast.walk(tree) if isinstance(node, ast.Module | ast.FunctionDef) and ast.get_docstring(node)]
    passed = {id(node.body[0].value) for node in described}
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in passed]
    return "\n".join(text for text in texts if isinstance(text, str))


def test_the_program_itself_names_no_place_of_the_first_city():
    """Sentences of faults, hints of the form, examples of the gallery: what editors read of another city than their own."""
    districts = yaml(REAL / "districts.yml")
    words = [re.escape(word) for word in words_of_the_first()] + [rf"\b{key}\b" for key in districts]
    words += [district["name"].removesuffix("구") for district in districts.values() if len(district["name"]) > 2]
    said = re.compile("|".join(words), re.IGNORECASE)
    files = [path for name in ("generator", "templates", "preview") for path in sorted((HOME / name).rglob("*.*"))]
    files = [path for path in files if path.suffix in (".py", ".html", ".toml", ".yaml", ".js", ".css") and path.name != "hosting.py"]
    found = {}
    for path in (HOME / "build.py", *files):
        # The zone of time stays; paths of servers are examples that are marked as everybody's own to set (docs/adopting.md).
        found[path.relative_to(HOME).as_posix()] = sorted(set(said.findall(said_in(path).replace("Asia/Seoul", ""))))
    assert len(found) > 100 and {name: words for name, words in found.items() if words} == {}


def test_every_inner_link_answers(city):
    assert len(city.trees) > 30 and unmet(city) == []


def test_its_own_words(city):
    page = (city.folder / "courses/naru-wood-1/index.html").read_text("utf-8")
    assert "가온시에 사는 사람" in page
    campuses = (city.folder / "campuses/index.html").read_text("utf-8")
    assert 'aria-label="마을별 캠퍼스"' in campuses and campuses.count('<li class="tile ') == 5


def test_the_river_is_there_where_it_has_one(city):
    two = (city.folder / "en").exists()
    campuses, campus = ((city.folder / name / "index.html").read_text("utf-8") for name in ("campuses", "campuses/naru"))
    assert ("map-river" in campuses, "굵은 줄은 다온강입니다." in campuses, "다온강 건너" in campus) == (two, two, two)
    if two:
        assert "across the Daon River" in (city.folder / "en/campuses/naru/index.html").read_text("utf-8")
        assert "Residents of Gaon" in (city.folder / "en/courses/naru-wood-1/index.html").read_text("utf-8")


def test_its_own_colours(city):
    (sheet,) = city.folder.glob("assets/site-*.css")
    css, tokens = sheet.read_text("utf-8"), yaml(FOLDER / "content/site.yml")["colours"]
    for name, (light, dark) in tokens.items():
        assert f"--{name.replace('_', '-')}: light-dark({light}, {dark});" in css
    assert f"--open: light-dark({', '.join(tokens['button'])});" in css
    assert colours(HOME / "static")["ground"][0] not in css
    # What asks for more contrast still gets it.
    assert "--ground: light-dark(#ffffff, #000000);" in css
    page = (city.folder / "index.html").read_text("utf-8")
    assert tuple(re.findall(r'<meta name="theme-color" content="(#\w+)"', page)) == tokens["ground"]


def test_one_language_has_no_trace_of_another(city):
    if not (city.folder / "en").exists():
        assert not any(tree.twins for tree in city.trees.values())


# What an item may leave without an English twin, filled in, by the end of the line behind which it is written.
WITHOUT_TWINS = {
    "campuses/naru.yml": (
        "facilities: [작업실, 쉼터]",
        "hours: 평일 09:00–18:00",
        "accessibility: [승강기, 낮은 책상]",
        "images: [{file: images/a.png, alt: The workshop, credit: 가온시}]",
    ),
    "courses/naru-wood-1.md": ("  residence: gaon", "  prior: 자를 쓸 줄 알면 좋습니다.", "partners: [가온목공소]", "tags: [가구]"),
    "notices/winter.md": (
        "summary: 지어낸 모집입니다.",
        "en: {title: Winter courses}",
        "attachments: [{file: files/a.pdf, label: 모집 공고}]",
    ),
    "stories/naru-wood.md": (
        "summary: 지어낸 이야기입니다.",
        "quote: 나무가 좋았습니다.",
        "en: {title: From a shop to a workshop, body: An invented story.}",
    ),
    "site.yml": ("    note: 지어낸 수입니다.", "    en: {label: Campuses}"),
}


def test_english_pages_mark_all_that_falls_back_to_korean(make, tmp_path):
    """WCAG 2.2, 3.1.2, also where an editor has written next to nothing in English."""
    content = tmp_path / "content"
    for name in ("content", "english"):
        shutil.copytree(FOLDER / name, content, dirs_exist_ok=True)
    picture(tmp_path, "a.png")
    (content / "files").mkdir()
    (content / "files" / "a.pdf").write_bytes(b"%PDF-1.4\n")
    for name, (after, *more) in WITHOUT_TWINS.items():
        text = (content / name).read_text("utf-8")
        assert f"{after}\n" in text, name
        text = text.replace("    en: {label: Campuses, unit: campuses, note: An invented number.}\n", "")
        text = text.replace("display_name: 이 씨, ", "display_name: 이 씨, age: 30, age_as_of: 2025-10-01, ")
        (content / name).write_text(text.replace(f"{after}\n", "\n".join((after, *more, "")), 1), "utf-8")
    report = make(content, tmp_path / "site")
    assert not report.failed, report.problems
    pages = {url: tree for url, tree in Built(tmp_path / "site", "https://gaon.example").trees.items() if tree.lang == "en"}
    assert {"/en/campuses/naru/", "/en/notices/winter/", "/en/stories/naru-wood/", "/en/courses/naru-wood-1/"} <= pages.keys()
    assert {url: tree.unmarked for url, tree in pages.items() if tree.unmarked} == {}


def program_in(folder, changes):
    """A copy of the program with the second city in two languages, in which each (file, text, other text) is changed; then built."""
    for name in ("generator", "templates", "static"):
        shutil.copytree(HOME / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
    for name in ("build.py", "pyproject.toml", "requirements.lock"):
        shutil.copy(HOME / name, folder / name)
    shutil.copytree(FOLDER / "content", folder / "content")
    shutil.copytree(FOLDER / "english", folder / "content", dirs_exist_ok=True)
    for name, old, new in changes:
        replaced(folder / name, old, new)
    command = [sys.executable, folder / "build.py", "build", "--now", "2025-11-03 09:00", "--output", folder / "site"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def test_another_specialism_is_a_line_and_its_word(tmp_path):
    """As docs/adopting.md says: nothing else of the program knows which there are."""
    changes = (
        ("generator/records/campus.py", 'Literal["ai"]', 'Literal["ai", "wood"]'),
        ("templates/words/ko.toml", 'ai = "AI 특화"\n', 'ai = "AI 특화"\nwood = "나무 특화"\n'),
        ("templates/words/en.toml", 'ai = "AI-specialised"\n', 'ai = "AI-specialised"\nwood = "Wood-specialised"\n'),
        ("content/campuses/naru.yml", "number: 2\n", "number: 2\nspecialism: wood\n"),
    )
    program_in(tmp_path, changes)
    pages = {path: (tmp_path / "site" / path / "index.html").read_text("utf-8") for path in ("campuses/naru", "en/campuses/naru")}
    assert [word in page for word, page in zip(("나무 특화", "Wood-specialised"), pages.values(), strict=True)] == [True, True]
    lists = [(tmp_path / "site" / path / "index.html").read_text("utf-8") for path in ("campuses", "en/campuses")]
    assert ["나루구 · 나무 특화" in lists[0], " · Wood-specialised" in lists[1]] == [True, True]


def test_a_third_language_has_pages_of_its_own_texts_alone(tmp_path):
    """What the row of CONTRIBUTING.md names is enough: no page of another language takes its address, and a body is its own."""
    twins = []
    for path in sorted((HOME / "generator/records").glob("*.py")):
        named = re.findall(r"^    en: \w+ \| None = None$", path.read_text("utf-8"), re.MULTILINE)
        name = path.relative_to(HOME).as_posix()
        twins += [(name, line, f'{line.replace("en", "ja", 1)}\n    """일본어 글."""\n{line}') for line in named]
    assert len(twins) > 10
    english = (HOME / "templates/words/en.toml").read_text("utf-8")
    words = english.replace('"en"', '"ja"', 1).replace('"English"', '"日本語"', 1).replace('"en_US"', '"ja_JP"', 1)
    shutil.copytree(HOME / "templates", tmp_path / "templates")
    (tmp_path / "templates/words/ja.toml").write_text(words, "utf-8")
    changes = (
        *twins,
        ("generator/urls.py", 'OTHER_LANGUAGES = ("en",)', 'OTHER_LANGUAGES = ("en", "ja")'),
        ("generator/records/site.py", 'Literal["ko", "en"]', 'Literal["ko", "en", "ja"]'),
        ("generator/index/search/states.py", '("en", _ENGLISH)', '("en", _ENGLISH), ("ja", _ENGLISH)'),
        ("content/site.yml", "[ko, en]", "[ko, en, ja]"),
        ("content/pages/about.md", "en:\n", "ja:\n  title: 案内\n  body: |\n    ## 名前\n\n    日本語の本文です。\nen:\n"),
    )
    program_in(tmp_path, changes)
    site = tmp_path / "site"
    about = (site / "ja/about/index.html").read_text("utf-8")
    assert "<h1>案内" in about and "日本語の本文です。" in about and 'content="ja_JP"' in about and ">English</a>" in about
    assert (site / "en/apply/index.html").exists() and not (site / "ja/apply").exists()
    assert ">日本語</a>" in (site / "en/about/index.html").read_text("utf-8")
    named = [
        path.name for path in site.rglob("*.*") if path.suffix in (".html", ".xml", ".json") and "/ja/apply/" in path.read_text("utf-8")
    ]
    assert named == []


def test_benches_measure_the_first_city_wherever_they_run(tmp_path):
    """The program of a city whose content is all another (here: none) makes the corpus that ours makes, to the byte."""
    for name in ("bench", "generator", "tests/first_city"):
        shutil.copytree(HOME / name, tmp_path / name)
    for home, name in ((HOME, "ours"), (tmp_path, "theirs")):
        command = [sys.executable, home / "bench" / "corpus.py", "-n", "10", tmp_path / name]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    ours, theirs = files_in(tmp_path / "ours"), files_in(tmp_path / "theirs")
    assert len(ours) > 40 and ours == theirs
    read = [path.name for path in (HOME / "bench").glob("*.py") if 'HOME / "content"' in path.read_text("utf-8")]
    assert read == []


def test_the_guide_shows_the_groups_as_they_are():
    """The examples of docs/adopting.md are right: our own colours, and a region."""
    guide = (HOME / "docs/adopting.md").read_text("utf-8")
    region, chosen = (compose(block, "adopting.md").value for block in re.findall(r"```yaml\n(.+?)```", guide, re.DOTALL))
    Region.model_validate(region["region"])
    Colours.model_validate(chosen["colours"])
    own = colours(HOME / "static")
    assert chosen["colours"] == {name: own[name.replace("_", "-")] for name in Colours.model_fields}


def steps_of_the_guide():
    """The steps of docs/adopting.md in their order."""
    listed = (HOME / "docs/adopting.md").read_text("utf-8").partition("## Steps\n")[2].partition("\n## ")[0]
    return re.findall(r"^\d\. (.+?)(?=^\d\. |\Z)", listed, re.DOTALL | re.MULTILINE)


def test_the_first_commit_has_the_content_of_the_city_itself():
    """What differs from it is told to visitors as a change (tests/test_changes.py)."""
    steps = steps_of_the_guide()
    (first,) = [number for number, step in enumerate(steps) if "the first commit" in step]
    edits = [number for number, step in enumerate(steps) if re.search(r"content/\w+|`\w+\.yml`|make check", step) and number != 0]
    assert len(edits) >= 4 and first > max(edits)
    assert "commit nothing yet" in steps[0]


def test_the_guide_names_what_the_file_of_the_site_has_to_say():
    (step,) = [step for step in steps_of_the_guide() if step.startswith("`content/site.yml`")]
    needed = {name for kind in (SiteInfo, DistrictMap) for name, field in kind.model_fields.items() if field.is_required()}
    assert "source" in needed and needed - set(re.findall(r"`(\w+)`", step)) == set()
