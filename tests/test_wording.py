"""Words: Korean particles, the nearest word, ids of headings, and the form of every sentence that an editor reads."""

import re

import pytest

from generator.check.keys import unknown
from generator.check.wording import _SAYINGS, TARGET_NAMES, say
from generator.records import KINDS, TABLES
from generator.text import heading_id, is_slug, nearest, normal, width, with_particle
from shared_content import REAL, checked, copied
from test_faults import plant

PARTICLES = {
    ("을", "를"): """과정을 공고를 서울을 글을 날짜를 AI를 SQL을 LLM을 HR을 PM을 UX를 title을 jungnang을 mapo를 number를 png를
        3을 5를 10을 2025를 '값'을 "수"를""",
    ("이", "가"): "과정이 공고가 서울이 이름이 AI가 SQL이 VPN이 name이 jung이 capacity가 7이 9가 (수)가 (값)이",
    ("은", "는"): "과정은 공고는 field는 tile은 ?는",
    ("으로", "로"): """과정으로 공고로 서울로 글로 이름으로 1로 2로 3으로 6으로 7로 8로 10으로 SQL로 HR로 title로 name으로 jung으로 mapo로
        '서울'로 "값"으로""",
    ("이라는", "라는"): "과정이라는 공고라는 서울이라는 field라는 jungnang이라는",
}
# One value of the wrong sort for each kind of fault, with the facts that come with it.
FACTS = {
    "greater_than_equal": {"ge": 1},
    "less_than_equal": {"le": 90},
    "literal_error": {"expected": "'a', 'b' or 'c'"},
    "long_line": {"most": 1000},
    "too_long": {"max_length": 2},
    "too_short": {"min_length": 2},
    "date_form": {"allowed": ("day", "minute"), "suggestion": ""},
    "date_impossible": {"suggestion": "2025-02-28"},
    "date_precision": {"allowed": ("month",)},
    "broken_reference": {"target": "campuses", "near": ""},
}
VALUES = ("서울", "25명", 3, 2.5, True, ("가",), {"가": 1}, "가" * 100, "")


def particles():
    """Each word of PARTICLES as it should read, the word alone, and the pair of particles."""
    for (consonant, vowel), words in PARTICLES.items():
        for said in words.split():
            yield said, said.removesuffix(consonant if said.endswith(consonant) else vowel), consonant, vowel


@pytest.mark.parametrize(("said", "word", "consonant", "vowel"), list(particles()))
def test_particles(said, word, consonant, vowel):
    assert with_particle(word, consonant, vowel) == said


@pytest.mark.parametrize(
    ("word", "options", "found"),
    [
        ("capcity", ("capacity", "campus"), "capacity"),
        ("titel", ("tile", "title"), "title"),
        ("jungnag", ("jung", "jungnang", "guro"), "jungnang"),
        ("zebra", ("capacity", "title"), None),
        ("a", (), None),
    ],
)
def test_nearest_word(word, options, found):
    assert nearest(word, options) == found


@pytest.mark.parametrize(
    ("heading", "found"),
    [("배우는 것", "배우는-것"), ("AI, 데이터!", "ai-데이터"), ("  3–6개월 ", "3-6개월"), ("snake_case", "snake_case"), ("?", "section")],
)
def test_heading_ids(heading, found):
    assert heading_id(heading) == found


@pytest.mark.parametrize(("text", "cells"), [("가a", 3), ("é", 1), ("e\u0301", 1), ("①", 1), ("（）", 4), ("", 0)])
def test_width_in_cells(text, cells):
    assert width(text) == cells


@pytest.mark.parametrize("slug", ["a", "a-1", "2025", "a" * 80])
def test_slugs(slug):
    assert is_slug(slug)


@pytest.mark.parametrize("slug", ["", "A", "a_b", "a--b", "-a", "a-", "가", "a" * 81, "a\n", "٣"])
def test_no_slugs(slug):
    assert not is_slug(slug)


def test_normal_form():
    assert normal("\ufeff\u1100\u1161\r\na\rb") == "가\na\nb"


def is_well_said(fault) -> bool:
    """A Korean sentence and a Korean repair, which may end in an example; nothing unfilled or in Python's own words."""
    said = re.search(r"[가-힣].*[.?]$", fault.message)
    mended = re.search(r"[가-힣].*\.$|예: \S+$", fault.repair)
    return bool(said and mended) and not re.search(r"None|True|False|[{}]|,\)| {2}", fault.message + fault.repair)


@pytest.mark.parametrize("kind", sorted({*_SAYINGS, "missing", "unheard_of"}))
@pytest.mark.parametrize("value", VALUES, ids=str)
def test_every_kind_of_fault_is_well_said(kind, value):
    said = say(kind, "capacity", FACTS.get(kind, {"min_length": 1}), value)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", said.code)
    assert is_well_said(said), said


@pytest.mark.parametrize("key", ["as_of", "source", "consent", "sources", "title"])
def test_what_is_missing_is_well_said(key):
    assert is_well_said(say("missing", key, {}, None))


def test_an_unknown_key_is_well_said():
    assert is_well_said(unknown("capcity", "capacity")) and is_well_said(unknown("zebra", None))
    assert unknown("titel", "title").repair == "'title'로 바꾸세요."


def test_every_planted_fault_is_well_said(tmp_path, monkeypatch):
    monkeypatch.chdir(copied(REAL, tmp_path))
    plant(tmp_path)
    problems = checked()
    assert len(problems) > 50
    assert not [problem for problem in problems if not is_well_said(problem)]


def test_every_target_of_references_has_a_name():
    assert TARGET_NAMES.keys() >= {kind.folder for kind in KINDS} - {"pages"} | {table.name for table in TABLES if table.keyed}
