"""What templates do to words: Korean is marked on other pages, and what belongs together stays on one line."""

import pytest
from markupsafe import Markup

from generator.render.filters import elsewhere, korean, sentence, tied

ENGLISH, KOREAN = {"code": "en"}, {"code": "ko"}


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Mapo", "Mapo"),
        ("공덕역 (5호선)", '<span lang="ko">공덕역 (5호선</span>)'),
        (
            "the Korea Chamber (대한상공회의소) and SBA (서울경제진흥원)",
            'the Korea Chamber (<span lang="ko">대한상공회의소</span>) and SBA (<span lang="ko">서울경제진흥원</span>)',
        ),
        (Markup('<a title="공지">공지</a>'), '<a title="공지"><span lang="ko">공지</span></a>'),
        ("현대IT&E", '<span lang="ko">현대</span>IT&amp;E'),
        ("<b>글</b>", '&lt;b&gt;<span lang="ko">글</span>&lt;/b&gt;'),
    ],
)
def test_korean(text, marked):
    assert korean(text, ENGLISH) == marked
    assert korean(text, KOREAN) is text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("모두 63%와 같습니다", "모두 63%\u2060와 같습니다"),
        (Markup("<p>AI(GPT)를 <code>a(b)</code>로</p>"), Markup("<p>AI(GPT)\u2060를 <code>a(b)</code>로</p>")),
        (Markup('<a href="a)가">63% 넘게</a>'), Markup('<a href="a)가">63% 넘게</a>')),
        ("20–30대와 10:00–17:00, 가–나", "20–\u206030대와 10:00–\u206017:00, 가–나"),
        (Markup('<a href="/1–2">1–2</a>'), Markup('<a href="/1–2">1–\u20602</a>')),
        ("2025년 11월 3일에 2월 수료", "2025년 11월\u00a03일에 2월 수료"),
        (Markup('<a title="1월 2일">12월 31일</a>'), Markup('<a title="1월 2일">12월\u00a031일</a>')),
    ],
)
def test_particles_and_days_cling_to_what_is_before_them(text, kept):
    found = korean(text, KOREAN)
    assert found == kept and type(found) is type(text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("AI·디지털 실무", "AI\u2060·\u2060디지털 실무"),
        ("기획·개발·운영", "기획·개발·운영"),
        ("데이터엔지니어링·클라우드아키텍처", "데이터엔지니어링·클라우드아키텍처"),
        ("일하던 김 씨가 개발을 합니다", "일하던 김\u00a0씨가 개발을 합니다"),
        ("작은 씨앗", "작은 씨앗"),
        ("AI(GPT)를 배웁니다", "AI(GPT)\u2060를 배웁니다"),
    ],
)
def test_tied(text, kept):
    assert tied(text) == kept


@pytest.mark.parametrize(
    ("title", "marked"),
    [
        ("Seoul to Open <Ten> Campuses", '<span lang="en">Seoul to Open &lt;Ten&gt; Campuses</span>'),
        ("SeSAC", "SeSAC"),  # a name
        ("2025-11", "2025-11"),
        ("MS AI School 3기 모집", "MS AI School 3기 모집"),  # its Latin words are names within a Korean title
        ("취업률 63%로", "취업률 63%\u2060로"),
    ],
)
def test_an_english_title_on_a_korean_page_says_that_it_is_english(title, marked):
    assert elsewhere(title, KOREAN) == marked
    assert elsewhere(title, ENGLISH) == korean(title, ENGLISH)


def test_a_particle_clings_to_its_date():
    day, month = Markup("<time>11월 3일(월)</time>"), Markup("<time>2025년 11월</time>")
    assert sentence("{date}부터", date=day) == "<time>11월 3일(월)</time>\u2060부터"
    assert sentence("{date}부터", date=month) == "<time>2025년 11월</time>부터"  # letters keep together by themselves
    assert sentence("{name} <b> {date}", name="a)<", date=day) == "a)&lt; &lt;b&gt; <time>11월 3일(월)</time>"
