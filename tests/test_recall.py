"""Search made from what the last build learnt is search made anew, whatever was edited; and the texts of what is known
are not looked at."""

from dataclasses import dataclass, replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import words
from generator.check import check
from generator.index.search import files, make_search
from generator.index.search.entries import Entry
from generator.index.search.files import make_files, result_card
from generator.index.search.learn import learnt, nothing
from generator.index.search.merge import merge
from generator.index.search.recall import difference
from generator.index.search.state import state_of, written
from generator.index.search.weigh import groups_of
from generator.model import make_site
from generator.output import Kept, Output
from generator.read import read
from generator.settings import Settings
from shared_content import MOMENT

# Words that cut, join and end in one another: most edits touch some of the others.
WORDS = (
    "데이터 분석 데이터분석 데이터분석가 분석가 분석을 데이터를 전문가 전문 가 전문가를 신청 신청합니다 신청하려면 "
    "10 10째 10째로 째 로 빅 빅데이터 ai ai개발 개발 개발자"
).split()
GROUPS = groups_of((("데이터분석", "데이터애널리틱스"), ("개발자", "프로그래머")))
LINES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join)
TEXTS = st.lists(LINES, min_size=1, max_size=3).map("\n".join)
COLUMNS = st.frozensets(st.sampled_from(("빅데이터", "개발자", "전문가", "ai")), max_size=2)
# A site: its documents in order, by name; the same name may have another text, and another place, after an edit.
SITES = st.lists(st.tuples(st.sampled_from("abcdefgh"), LINES, TEXTS, COLUMNS), min_size=1, max_size=6, unique_by=lambda each: each[0])
CORE = dict.fromkeys(
    "language types type kinds campuses sets campus fields field particles verbal fillers own states statuses patterns dates".split(), ""
)


@dataclass(frozen=True)
class Document:
    """One document; `asked` has the names of those whose entries were made."""

    name: str
    key: str
    column: frozenset[str]
    title: str
    text: str
    asked: list[str]

    def entry(self):
        self.asked.append(self.name)
        return Entry("courses", self.name, self.title, "", self.text, (("title", self.title), ("body", self.text)))


def built(site, state=None):
    """What is learnt of a site, its files by their paths, the state kept for the next build,
    and the names of those that were looked into."""
    asked = []
    documents = [Document(name, repr((title, text, sorted(column))), column, title, text, asked) for name, title, text, column in site]
    found, entries = learnt(
        documents, frozenset().union(*(document.column for document in documents)), state.learnt if state else nothing(GROUPS)
    )
    known = {piece.label: piece.output for piece in state.pieces if piece.label} if state else {}

    def card(number):
        return result_card(entries[number], 600) if number in entries else state.card(state.learnt.names.index(documents[number].name))

    pieces = list(make_files("search/ko", CORE, [f"{each.name} {each.key}" for each in documents], card, merge(found), known))
    return found, {output.path: output.body for _, output in pieces}, state_of(b"".join(written("", "", 600, {}, found, pieces))), asked


@pytest.fixture(params=[False, True], ids=["small", "large"])
def size(request, monkeypatch):
    """Both forms of an index: one shard and one block, or many of each."""
    if request.param:
        for name, value in (("SMALL", 0), ("SHARDS", 4), ("BLOCK", 2)):
            monkeypatch.setattr(files, name, value)


@pytest.mark.usefixtures("size")
@given(st.lists(SITES, min_size=2, max_size=4))
def test_whatever_was_edited_the_files_are_those_made_anew(sites):
    state = None
    for site in sites:
        found, warm, state, _ = built(site, state)
        anew, cold, *_ = built(site)
        assert warm == cold
        assert found.postings == anew.postings and found.titles == anew.titles and found.lexicon == anew.lexicon
        assert found.vocabulary.words() == anew.vocabulary.words()
        assert state.learnt == found


@given(st.lists(SITES, min_size=2, max_size=3))
def test_whoever_is_not_looked_into_weighs_what_it_did(sites):
    state = None
    for before, site in pairwise([[], *sites]):
        state, asked = built(site, state)[2:]
        assert {name for name, *_ in site if name not in asked} <= {each[0] for each in site if each in before}


SITE = [
    ("a", "빅 데이터", "데이터를 분석합니다", frozenset()),
    ("b", "개발", "ai 개발자", frozenset()),
    ("c", "전문가", "신청 10 시", frozenset()),
]


def test_nobody_is_looked_into_where_nothing_changed():
    state, asked = built(SITE)[2:]
    assert asked == ["a", "b", "c"]
    assert built(SITE, state)[3] == [] == built(SITE[::-1], state)[3] == built(SITE[1:], state)[3]


def test_an_edit_looks_only_into_what_it_touches():
    state = built(SITE)[2]
    edited = ("b", "개발", "ai 개발자 빅데이터", frozenset())
    assert built([SITE[0], edited, SITE[2]], state)[3] == ["b", "a"]  # 빅 데이터 is joined now
    assert built([SITE[0], SITE[1], ("c", "전문가", "신청 11 시", frozenset())], state)[3] == ["c"]


def test_another_column_is_looked_into():
    state = built(SITE)[2]
    assert built([SITE[0], SITE[1], (*SITE[2][:3], frozenset(("개발자",)))], state)[3] == ["c"]


def test_a_new_word_touches_only_those_that_it_may_change():
    site = [("a", "빅 데이터", "분석", frozenset()), ("b", "개발", "신청 10 시", frozenset())]
    before, now = built(site)[0], built([*site, ("c", "빅데이터", "10째로", frozenset())])[0]
    assert difference(before.lexicon, now.lexicon).touched(before.postings) == {0}


def unread(*_):
    raise AssertionError("a text was looked at")


def site_of(content, closed=()):
    """The Site of a folder of content; the texts of the documents with these slugs cannot be looked at."""
    chosen = Settings(content=content, output=content / "none", moment=MOMENT)
    records, _ = check(read(content), MOMENT)

    def shut(filed):
        if filed.slug not in closed:
            return filed
        bodies = {path: (replace(body, prose=unread), place) for path, (body, place) in filed.document.bodies.items()}
        return replace(filed, document=replace(filed.document, bodies=bodies))

    folders = {
        name: {slug: shut(filed) for slug, filed in getattr(records, name).items()}
        for name in ("campuses", "courses", "stories", "notices", "pages")
    }
    return make_site(replace(records, **folders), chosen, words.load(chosen.templates / "words"))


def made(site, memory):
    """The files of search by their paths, and what is kept."""
    found = list(make_search(site, memory))
    return {each.path: each.body for each in found if isinstance(each, Output)}, {
        each.key: b"".join(each.parts) for each in found if isinstance(each, Kept)
    }


def test_no_body_is_looked_at_but_that_of_the_edited(small):
    course = small / "courses" / "dobong-ai-multimodal.md"
    everything = {path.stem for path in small.rglob("*.*")}
    before, memory = made(site_of(small), {})
    assert made(site_of(small, everything), memory) == (before, {})
    course.write_text(course.read_text("utf-8") + "\n\n0째로 고친 글.\n", "utf-8")
    with pytest.raises(AssertionError, match="looked at"):
        made(site_of(small, everything), memory)
    after = made(site_of(small, everything - {course.stem}), memory)[0]
    assert after == made(site_of(small), {})[0] != before
