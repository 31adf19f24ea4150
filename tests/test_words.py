"""The words of the interface: the same in every language, and plain."""

import re
import shutil
from string import Formatter
from typing import Literal, get_args, get_origin

import pytest

from build import main
from built import files_in
from generator import publishing
from generator.index.search.states import STATES
from generator.pipeline import build, search_index
from generator.problems import Where
from generator.records import KINDS, TABLES, SiteInfo
from generator.records.fields import class_in
from generator.settings import HOME, Settings
from generator.urls import LANGUAGES, MAIN_LANGUAGE, OTHER_LANGUAGES
from generator.words import load
from shared_content import MOMENT

WORDS = load(HOME / "templates" / "words")
BUREAUCRATIC = ("만전", "제고", "도모", "금번", "상기")


def flat(words, path=""):
    """Every text by its dotted key."""
    if isinstance(words, dict):
        return {key: text for name, inner in words.items() for key, text in flat(inner, f"{path}.{name}" if path else name).items()}
    if isinstance(words, list):
        return {key: text for number, inner in enumerate(words) for key, text in flat(inner, f"{path}.{number}").items()}
    return {path: words}


def classes():
    """Every class of the records that a document is made of."""
    found, waiting = [], [*KINDS, *(table.entry for table in TABLES)]
    while waiting:
        cls = waiting.pop(0)
        if cls not in found:
            found.append(cls)
            waiting += filter(None, (class_in(field.annotation) for field in cls.model_fields.values()))
    return found


def blanks(text):
    """The names of the {blanks} of a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


# Filled in once for the site, from site.yml.
OF_THE_REGION = {"region", "districts", "river"}
FLAT = {language: flat(words) for language, words in WORDS.items()}
KOREAN = FLAT[MAIN_LANGUAGE]


def test_each_language_is_one_wherever_languages_are_listed():
    (named,) = {get_args(inner) for inner in get_args(SiteInfo.model_fields["languages"].annotation) if inner is not ...}
    assert set(WORDS) == set(LANGUAGES) == set(named) == set(STATES)
    assert {language: words["code"] for language, words in WORDS.items()} == {language: language for language in LANGUAGES}


@pytest.mark.parametrize("cls", [cls for cls in classes() if set(OTHER_LANGUAGES) & set(cls.model_fields)], ids=lambda cls: cls.__name__)
def test_what_can_be_said_in_one_other_language_can_be_in_each(cls):
    assert set(OTHER_LANGUAGES) <= set(cls.model_fields)


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_the_same_keys(language):
    assert KOREAN.keys() == FLAT[language].keys()


# Dates are written with other parts in each language: a month is a number in one and a name in the other.
@pytest.mark.parametrize("key", [key for key in KOREAN if not key.startswith("dates.")])
def test_the_same_blanks(key):
    assert {
        language for language in LANGUAGES if blanks(FLAT[language][key]) - OF_THE_REGION != blanks(KOREAN[key]) - OF_THE_REGION
    } == set()


# By class and key: the table of the words file that says each choice, and the choices that are said by saying nothing.
SAID = {
    ("Notice", "kind"): ("kinds", ()),
    ("Course", "level"): ("levels", ()),
    ("Person", "consent"): ("consents", ()),
    ("Campus", "status"): ("campus", ("open",)),
    ("Campus", "specialism"): ("campus", ()),
}
# What no page says in words: the place in the menu, the sort of a source, the drawing of a field, and languages, which call themselves.
UNSAID = {("TextPage", "menu"), ("Source", "tier"), ("StudyField", "icon"), ("SiteInfo", "languages")}


def choices(annotation):
    """The choices of a field that is one of a few words."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return tuple(choice for inner in get_args(annotation) for choice in choices(inner))


def test_every_choice_that_a_page_says_has_its_word_in_every_language():
    found = {(cls.__name__, key): choices(field.annotation) for cls in classes() for key, field in cls.model_fields.items()}
    found = {at: of for at, of in found.items() if of}
    assert found.keys() == SAID.keys() | UNSAID
    missing = [
        (language, table, choice)
        for at, (table, silent) in SAID.items()
        for language in LANGUAGES
        for choice in found[at]
        if choice not in silent and choice not in WORDS[language][table]
    ]
    assert missing == []


@pytest.mark.parametrize("words", FLAT.values(), ids=FLAT)
def test_dates_keep_their_precision(words):
    known = {"year": {"year"}, "month": {"month", "month_name"}, "day": {"day"}, "minute": {"hour", "minute"}}
    needed = {"year": ("year",), "month": ("year", "month"), "day": ("year", "month", "day"), "minute": ("year", "month", "day", "minute")}
    for precision, parts in needed.items():
        found = blanks(words[f"dates.{precision}"])
        assert all(known[part] & found for part in parts)
        assert found <= {"weekday"}.union(*(known[part] for part in parts))


@pytest.mark.parametrize("word", BUREAUCRATIC)
def test_no_bureaucratic_words(word):
    assert [key for key, text in KOREAN.items() if word in text] == []


def test_plain_sentences():
    # A request ends in 하세요, and that is plain; a statement that ends in 요 is not.
    assert [key for key, text in KOREAN.items() if re.search(r"(?<!세)요\.", text)] == []


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_no_korean_in_another_language(language):
    assert [key for key, text in FLAT[language].items() if re.search("[가-힣]", text)] == []


def test_nothing_is_blank_by_accident():
    blank = {key for said in FLAT.values() for key, text in said.items() if not text.strip()}
    assert blank <= {"pages.home.description", "pages.field.description"}  # these come from the content


@pytest.mark.parametrize(
    ("broken", "line", "column"),
    [
        ('code = "ko\nlanguage = "한국어"\n', 1, 11),
        ('code = "ko"\ncode = "ko"\n', 2, 12),
        ('code = "ko"\nskip = """\n본문\n', 3, 1),
        ("[course\n", 1, 8),
        ('code = "ko"\nskip = "본'.encode() + "문".encode("cp949"), 2, 10),
    ],
)
def test_a_broken_file_of_words_is_a_fault_at_its_place(small, tmp_path, broken, line, column):
    shutil.copytree(HOME / "templates", tmp_path / "templates")
    file = tmp_path / "templates" / "words" / "ko.toml"
    file.write_bytes(broken if isinstance(broken, bytes) else broken.encode())
    assert fault_of(small, tmp_path).where == Where(str(file), line, column)


def test_a_text_that_one_language_lacks_is_a_fault(small, tmp_path):
    shutil.copytree(HOME / "templates", tmp_path / "templates")
    file = tmp_path / "templates" / "words" / "en.toml"
    lines = [line for line in file.read_text("utf-8").splitlines(keepends=True) if not line.startswith(("early =", "skip ="))]
    file.write_text("".join(lines), "utf-8")
    fault = fault_of(small, tmp_path)
    assert fault.where.path == str(file)
    assert "빠진 말이 있습니다: skip, course.early" in fault.message
    assert "ko.toml" in fault.repair


def test_a_language_without_words_is_a_fault(content, tmp_path):
    shutil.copytree(HOME / "templates", tmp_path / "templates")
    (tmp_path / "templates" / "words" / "en.toml").unlink()
    fault = fault_of(content, tmp_path)
    assert fault.where.path.endswith("en.toml")
    assert "'en.toml'" in fault.message


def test_words_of_a_language_that_the_site_does_not_have_change_nothing(small, tmp_path):
    shutil.copytree(HOME / "templates", tmp_path / "templates")
    sites = []
    for name in ("without", "with"):
        settings = Settings(content=small, output=tmp_path / name, templates=tmp_path / "templates", moment=MOMENT)
        report = build(settings)
        assert not report.failed, report.problems
        sites.append(files_in(tmp_path / name))
        (tmp_path / "templates" / "words" / "ja.toml").write_text('code = "ja"\nlanguage = "日本語"\n', "utf-8")
    assert sites[0] == sites[1]


def test_two_contents_are_not_compared_with_words_that_have_a_fault(content, tmp_path, monkeypatch, capsys):
    shutil.copytree(HOME / "templates", tmp_path / "templates")
    (tmp_path / "templates" / "words" / "en.toml").write_text('skip = "', "utf-8")
    monkeypatch.setattr(publishing, "HOME", tmp_path)
    with pytest.raises(SystemExit, match="2"):
        main(["diff", str(tmp_path), str(tmp_path), "--content", str(content), str(content)])
    assert "en.toml:1:1 " in capsys.readouterr().err


def fault_of(content, folder):
    """The one fault of a build with the templates in `folder`, which says the same of the search alone, and leaves nothing."""
    settings = Settings(content=content, output=folder / "site", templates=folder / "templates", moment=MOMENT)
    (fault,) = build(settings).problems
    assert search_index(settings).problems == (fault,)
    assert fault.code == "template-fault"
    assert not settings.output.exists()
    return fault
