"""What templates do to words: Korean is marked on other pages, and what belongs together stays on one line."""

import pytest
from markupsafe import Markup

from generator.render.filters import korean, tied

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
    ],
)
def test_particles_cling_to_the_sign_before_them(text, kept):
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
