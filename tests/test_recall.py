"""What search weighed before and takes again is what it would weigh now."""

from hypothesis import given
from hypothesis import strategies as st

from generator.index.search.entries import Entry
from generator.index.search.recall import difference, key_of, recalled, remembered
from generator.index.search.weigh import lexicon_of, weigh

# Words that cut, join and end in one another: most edits touch some of the others.
WORDS = "데이터 분석 데이터분석 데이터분석가 분석가 분석을 데이터를 전문가 전문 가 전문가를 신청 신청합니다 신청하려면 10 10째 10째로 째 로 빅 빅데이터 ai ai개발 개발 개발자".split()
GROUPS = (("데이터분석", "데이터애널리틱스"), ("개발자", "프로그래머"))
LINES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join)
TEXTS = st.lists(LINES, min_size=1, max_size=3).map("\n".join)
NOTHING = frozenset()


def entry(title, text):
    return Entry("courses", title, "/", title, "", text, (), None, {}, (("title", title), ("body", text)))


def weights(entries):
    lexicon = lexicon_of(entries, GROUPS, [NOTHING] * len(entries))
    return {key_of(each, NOTHING): weigh(each, NOTHING, lexicon) for each in entries}, lexicon


@given(st.lists(st.tuples(LINES, TEXTS), min_size=2, max_size=6), st.lists(st.tuples(LINES, TEXTS), max_size=2), st.integers(0, 2))
def test_what_is_taken_again_is_what_it_would_be(texts, more, gone):
    before, after = [entry(*text) for text in texts], [entry(*text) for text in (*texts[gone:], *more)]
    old, lexicon = weights(before)
    new, now = weights(after)
    known = recalled(remembered(old, lexicon), now)
    assert {key: each for key, each in known.items() if key in new} == {key: new[key] for key in known.keys() & new.keys()}


def test_nothing_is_weighed_again_where_nothing_changed():
    entries = [entry("데이터 분석", "데이터를 분석합니다"), entry("개발", "ai 개발자")]
    old, lexicon = weights(entries)
    assert recalled(remembered(old, lexicon), lexicon) == old


def test_a_new_word_touches_only_those_that_it_may_change():
    entries = [entry("빅 데이터", "분석"), entry("개발", "신청 10 시")]
    before, now = weights(entries)[1], weights([*entries, entry("빅데이터", "10째로")])[1]
    found = difference(before, now)
    assert found.touches(("빅", "데이터", "분석")) and not found.touches(("개발", "신청", "10", "시"))


def test_other_groups_weigh_all_again():
    entries = [entry("데이터 분석", "개발")]
    old, lexicon = weights(entries)
    other = lexicon_of(entries, GROUPS[:1], [NOTHING])
    assert recalled(remembered(old, lexicon), other) == {} == recalled(None, lexicon)
