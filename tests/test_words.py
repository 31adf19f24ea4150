"""The words of the interface: the same in every language, and plain."""

import re
import shutil
from string import Formatter

import pytest

from build import main
from conftest import MOMENT
from generator import publishing
from generator.pipeline import build, search_index
from generator.problems import Where
from generator.settings import HOME, Settings
from generator.words import load

WORDS = load(HOME / "templates" / "words")
BUREAUCRATIC = ("만전", "제고", "도모", "금번", "상기")


def flat(words, path=""):
    """Every text by its dotted key."""
    if isinstance(words, dict):
        return {key: text for name, inner in words.items() for key, text in flat(inner, f"{path}.{name}" if path else name).items()}
    if isinstance(words, list):
        return {key: text for number, inner in enumerate(words) for key, text in flat(inner, f"{path}.{number}").items()}
    return {path: words}


def blanks(text):
    """The names of the {blanks} of a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


# Filled in once for the site, from site.yml.
OF_THE_REGION = {"region", "districts", "river"}
KOREAN, ENGLISH = flat(WORDS["ko"]), flat(WORDS["en"])


def test_there_are_two_languages():
    assert sorted(WORDS) == ["en", "ko"]


def test_the_same_keys():
    assert KOREAN.keys() == ENGLISH.keys()


# Dates are written with other parts in each language: a month is a number in one and a name in the other.
@pytest.mark.parametrize("key", [key for key in KOREAN if not key.startswith("dates.")])
def test_the_same_blanks(key):
    assert blanks(KOREAN[key]) - OF_THE_REGION == blanks(ENGLISH[key]) - OF_THE_REGION


@pytest.mark.parametrize("words", [KOREAN, ENGLISH], ids=["ko", "en"])
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


def test_no_korean_in_english():
    assert [key for key, text in ENGLISH.items() if re.search("[가-힣]", text)] == []


def test_nothing_is_blank_by_accident():
    blank = {key for key, text in (KOREAN | ENGLISH).items() if not text.strip()}
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
