"""What a repair proposes: followed to the letter it mends the fault and says nothing that nobody knows.

Where that is not certain, it proposes nothing.
"""

import re
import unicodedata

import pytest

from generator.text import to
from generator.urls import is_web_address
from shared_content import COURSE, SMALL, small_site

_CAMPUS = "name: 마포캠퍼스\ndistrict: mapo\nsources: [city]\nchecked: 2025-11-03\n"
_NOTICE = "title: 소식\npublished: 2025-11-03\nsummary: 요약\nsources: [city]\n"
_STORY = _NOTICE + "campus: jungnang\nbody: 글\n"
_PERSON, _PATH = "person: {display_name: 김 씨, consent: press-release}\n", "path: {before: 앞, after: 뒤}\n"
_SITE = (SMALL / "site.yml").read_text("utf-8")
_SOURCES = (SMALL / "sources.yml").read_text("utf-8")
_ONE = "정확한 수 하나만 쓰세요. 하나로 쓸 수 없으면 이 줄을 지우고 본문에 적으세요."
_ONE_NUMBER = "쉼표와 단위 없이 정수만 쓰세요. '3만 원'은 30000으로 씁니다."
_LEAVE = "아직 모르면 이 줄을 지우세요."
_NO_KEY = "이 줄을 지우거나, 편집 안내에서 항목의 이름을 찾아 쓰세요."
_FACTS = "확인하지 못한 항목의 이름을 이 가운데에서 적으세요: title, campus, field, summary"
_MIDNIGHT = "자정이 어느 쪽인지 공고에서 확인하세요. 그날이 끝날 때까지면 시각 없이"
_ALWAYS = "언제나 받으면 'until: open-ended'로 쓰세요."


def course(more: str) -> dict[str, str]:
    return {"courses/a.yml": f"{COURSE}{more}\n"}


def campus(more: str) -> dict[str, str]:
    return {"campuses/mapo.yml": f"{_CAMPUS}{more}\n"}


def notice(more: str) -> dict[str, str]:
    return {"notices/a.yml": f"{_NOTICE}kind: news\n{more}\n"}


def link(written: str) -> dict[str, str]:
    return course(f"body: |\n  [글]({written})")


def only(key: str) -> str:
    return f"'{key}'처럼 숫자만 쓰세요."


def moved(key: str, above: str) -> str:
    return f"{key} {above} 아래에 두 칸 들여 쓰세요."


NUMBERS = [
    ("fee: 3만원", only("fee: 30000")),
    ("fee: 1.5만 원", only("fee: 15000")),
    ("fee: 1,200,000원", only("fee: 1200000")),
    ("fee: 1.200.000", only("fee: 1200000")),
    ("fee: 30.000원", _ONE_NUMBER),
    ("fee: 37.500", "정수 하나를 쓰세요. '3만 원'은 30000으로 씁니다."),
    ("fee: 무료", only("fee: 0")),
    ("fee: 없음", f"무료이면 'fee: 0'으로 쓰고, {_LEAVE}"),
    ("fee: 미정", _LEAVE),
    ("fee: 3만 5천원", _ONE),
    ("fee: 월 3만원", _ONE_NUMBER),
    ("fee: 1회 무료", _ONE_NUMBER),
    ("capacity: 25명", only("capacity: 25")),
    ("capacity: 무료", "쉼표와 단위 없이 정수만 쓰세요. '25명'은 25로 씁니다."),
    ("capacity: ２５", only("capacity: 25")),
    ("capacity: 총 25 명", only("capacity: 25")),
    ("capacity: 1천명", only("capacity: 1000")),
    ("capacity: 25~30명", _ONE),
    ("capacity: 25명(1차 10명)", _ONE),
    ("capacity: 25명 이상", _ONE),
    ("capacity: 20여 명", _ONE),
    ("capacity: 서른 명", "쉼표와 단위 없이 정수만 쓰세요. '25명'은 25로 씁니다."),
    ("capacity: 2.5", "정수 하나를 쓰세요. '25명'은 25로 씁니다."),
    ("hours: 약 120~130시간", _ONE),
    ("hours: 약 120시간", _ONE),
    ("hours: 120시간", only("hours: 120")),
    ("hours: 15일", "쉼표와 단위 없이 정수만 쓰세요. '25명'은 25로 씁니다."),
    ("cohort: 제2기", only("cohort: 2")),
    ("eligibility: {age: {max: 만 39세}}", only("max: 39")),
    ("cohort: 제2기(2025)", _ONE),
]
STATIONS = [
    ("walk_minutes: 5~7분", _ONE),
    ("walk_minutes: 도보 5분", only("walk_minutes: 5")),
    ("walk_minutes: 1.5", "정수 하나를 쓰세요. '25명'은 25로 씁니다."),
    ("walk_minutes: 300m", "쉼표와 단위 없이 정수만 쓰세요. '25명'은 25로 씁니다."),
    ("exit: 3-1", _ONE),
    ("exit: 2·3", _ONE),
    ("exit: 3번 출구", only("exit: 3")),
]
FIGURES = [
    ("1만", only("value: 10000")),
    ("75.4%", only("value: 75.4")),
    ('"10,114명"', only("value: 10114")),
    ("약 75.4~80", _ONE),
    ("많음", "쉼표와 단위 없이 숫자만 쓰세요. '75.4%'는 75.4로 씁니다."),
]
DATES = [
    ("starts: 2025.10", "'2025-10'으로 쓰세요."),
    ("starts: 2025.1", "'2025-01'로 쓰세요."),
    ("starts: 20251103", "'2025-11-03'으로 쓰세요."),
    ("starts: 2025년 4분기", "2025, 2025-11, 2025-11-03 가운데 하나의 꼴로 쓰세요."),
    ("starts: 2025년 11월 2주차", "2025, 2025-11, 2025-11-03 가운데 하나의 꼴로 쓰세요."),
    (
        "starts: 2025-11-03~21",
        "기간이면 시작은 'starts'에, 끝은 'ends'에 나누어 쓰세요. 2025, 2025-11, 2025-11-03 가운데 하나의 꼴로 쓰세요.",
    ),
    ("starts: 미정", _LEAVE),
    ("starts: 2025-11-03부터", "'2025-11-03'으로 쓰세요."),
    ("starts: 2025-11-03까지", "2025, 2025-11, 2025-11-03 가운데 하나의 꼴로 쓰세요."),
    ("ends: 2025-11-03까지", "'2025-11-03'으로 쓰세요."),
    ("ends: 2025-11-03부터", "2025, 2025-11, 2025-11-03 가운데 하나의 꼴로 쓰세요."),
    ("ends: 2025.12.31 18:00", "시각 없이 '2025-12-31'로 쓰세요."),
    ("ends: 2025-11-21 자정", f"{_MIDNIGHT} 'ends: 2025-11-21'로 쓰세요."),
    ("apply: {until: 2025-11-21 정오}", "'2025-11-21 12:00'으로 쓰세요."),
    (
        "apply: {until: 2025-11-21 자정}",
        f"{_MIDNIGHT} 'until: 2025-11-21'로 쓰세요. 그날이 시작하는 때면 'until: 2025-11-21 00:00'으로 쓰세요.",
    ),
    ("apply: {until: 2025-11-03 18:00:00}", "'2025-11-03 18:00'으로 쓰세요."),
    (
        "apply: {until: 2025.11.3~11.21}",
        "기간이면 시작은 'from'에, 끝은 'until'에 나누어 쓰세요. 2025-11, 2025-11-03, 2025-11-03 18:00 가운데 하나의 꼴로 쓰세요.",
    ),
    ("apply: {until: 상시 접수}", _ALWAYS),
    ("apply: {until: 상시}", _ALWAYS),
    ("apply: {until: 미정}", f"{_LEAVE} 모집 소식이면 마감 대신 다시 볼 날을 'review_by'에 적으세요."),
    # A year alone is no window: proposed, it would be the next fault.
    ("apply: {from: 2025년}", "2025-11, 2025-11-03, 2025-11-03 18:00 가운데 하나의 꼴로 쓰세요."),
]
KEYS = [
    ("cost: 30000", "'fee'로 바꾸세요."),
    ("정원: 25", "'capacity'로 바꾸세요."),
    ("Fee: 0", "'fee'로 바꾸세요."),
    ("source: city", "'sources'로 바꾸세요."),
    ("title_en: A", "'en:' 아래에 두 칸 들여 'title'로 쓰세요."),
    ("status: 모집중", "이 줄을 지우고, 신청 기간을 'apply:' 아래에 두 칸 들여 'from'과 'until'로 적으세요."),
    ("until: 2025-11-21", moved("'until'은", "'apply:'")),
    ("untill: 2025-11-21", "'until'로 바꾸세요. " + moved("'until'은", "'apply:'")),
    ("min: 15", moved("'min'은", "'eligibility:' 아래 'age:'")),
    ("eligibility:\n  min: 15", moved("'min'은", "'age:'")),
    ("apply:\n  form: 2025-11-03", "'from'으로 바꾸세요."),
    *((f"{key}: 값", _NO_KEY) for key in ("images", "course", "date", "time", "menu", "road")),
]
_NO_FILE = "'../courses/이름.md'처럼 content 안의 파일을 적으세요. 지운 글이면 링크를 지우세요."
LINKS = [
    ("sesac@seoul.kr", "'mailto:sesac@seoul.kr'처럼 앞에 mailto:를 붙이세요."),
    ("02-123-4567", "'tel:02-123-4567'처럼 앞에 tel:를 붙이세요."),
    ("seoul.go.kr", "'https://seoul.go.kr'처럼 앞에 https://를 붙이세요."),
    ("seoul.go.kr/a?b", "'https://seoul.go.kr/a?b'처럼 앞에 https://를 붙이세요."),
    ("공고문.hwp", "파일을 content/files에 넣고 '../files/공고문.hwp'로 쓰세요."),
    ("../files/notise.pdf", "'../files/notice.pdf'로 바꾸세요."),
    ("../files/notice-3.pdf", "파일을 content/files에 넣고 '../files/notice-3.pdf'로 쓰세요."),
    ("../campuses/nope.yml", _NO_FILE),
    ("../campuses/jungnag.yml", "'../campuses/jungnang.yml'로 바꾸세요."),
    ("jungnang", "'../campuses/jungnang.yml'로 바꾸세요."),
    # The page itself is never meant.
    ("../courses/aa.yml", _NO_FILE),
]
GROUPS = [
    (campus("stations: [상봉역]"), "not-list", "'stations:' 다음 줄에 두 칸 들여 '- name: 상봉역'처럼 쓰세요."),
    *(
        (
            campus(f"images: {written}"),
            "not-list",
            "'images:' 다음 줄에 두 칸 들여 '- file: images/a.jpg', 그다음 줄부터 네 칸 들여 'alt: …'를 쓰세요.",
        )
        for written in ("a.jpg", "[a.jpg]", "[images/a.jpg]")
    ),
    (
        notice("attachments: [a.pdf]"),
        "not-list",
        "'attachments:' 다음 줄에 두 칸 들여 '- file: files/a.pdf', 그다음 줄부터 네 칸 들여 'label: …'을 쓰세요.",
    ),
    ({"synonyms.yml": "groups:\n  - 프론트엔드, 프런트엔드\n"}, "not-list", "'- [프론트엔드, 프런트엔드]'처럼 대괄호로 묶으세요."),
    (
        {"stories/a.yml": _STORY + _PATH},
        "missing-field",
        "'person:' 줄을 더하고, 그 아래에 두 칸 들여 'display_name: …', 'consent: …'를 쓰세요.",
    ),
    ({"stories/a.yml": _STORY + _PERSON}, "missing-field", "'path:' 줄을 더하고, 그 아래에 두 칸 들여 'before: …', 'after: …'를 쓰세요."),
    (
        {"stories/a.yml": _STORY + _PATH + "person: 김 씨\n"},
        "not-group",
        "'person:' 다음 줄에 두 칸 들여 'display_name: 김 씨', 'consent: …'를 쓰세요.",
    ),
    (course("apply: 상시 모집"), "not-group", "언제나 받으면 'apply:' 다음 줄에 두 칸 들여 'until: open-ended'를 쓰세요."),
    (
        course("eligibility: 누구나"),
        "not-group",
        "'eligibility:' 다음 줄에 두 칸 들여 '이름: 값'을 쓰세요. 쓸 수 있는 이름은 age, residence, prior입니다.",
    ),
]
_CITED = "'sources: [열쇠말]'로 sources.yml의 출처를 하나 이상 적으세요."
_MAY_GO = "값을 적거나 줄을 지우세요. 모르는 사실은 적지 않습니다."
NAMES = [
    (notice("campuses: 전체"), "broken-reference", "'all'로 바꾸세요."),
    (
        notice("courses: [b-4]") | {"courses/b-3.yml": COURSE},
        "broken-reference",
        "courses 폴더에 있는 이름을 쓰거나, 먼저 과정을 더하세요. 과정을 지웠으면 이 이름도 지우세요.",
    ),
    (
        {"courses/a.yml": COURSE.replace("[city]", "[c-20251103]"), "sources.yml": _SOURCES + "c-20251102: {title: 글, publisher: 곳}\n"},
        "broken-reference",
        "sources.yml에 있는 이름을 쓰거나, 먼저 출처를 더하세요.",
    ),
    *(
        (
            {"courses/a.yml": COURSE.replace("campus: jungnang", f"campus: {written}")} | campus(""),
            "broken-reference",
            "여럿이면 'campus: [jungnang, mapo]'로 쓰세요.",
        )
        for written in ("jungnang, mapo", "중랑캠퍼스·마포", "jungnang/mapoo")
    ),
    (
        {"courses/a.yml": COURSE.replace("campus: jungnang", "campus: jungnang, 부산")},
        "broken-reference",
        "campuses 폴더에 있는 이름을 쓰거나, 먼저 캠퍼스를 더하세요.",
    ),
    (
        {"stories/a.yml": f"{_STORY}{_PERSON}{_PATH}".replace("campus: jungnang", "campus: jungnang, mapo")} | campus(""),
        "broken-reference",  # a story has one
        "campuses 폴더에 있는 이름을 쓰거나, 먼저 캠퍼스를 더하세요.",
    ),
    *(
        (
            {"site.yml": re.sub("languages: .*", f"languages: {written}", _SITE)},
            "not-list",
            "'languages: [ko]'나 'languages: [ko, en]'으로 쓰세요.",
        )
        for written in ("en", "ko", "한국어")
    ),
    # To leave out what has to be there would be the next fault.
    *(
        ({"courses/a.yml": COURSE.replace(old, new)}, "empty-value", repair)
        for old, new, repair in (
            ("요약", "", "값을 적으세요."),
            ("요약", "''", "값을 적으세요."),
            ("요약", "#AI", "'#' 뒤는 읽지 않습니다. 글이면 큰따옴표로 감싸 \"#AI\"로 쓰세요."),
            ("[city]", "", _CITED),
            ("[city]", "[]", _CITED),
            ("2025-11-03", "2025-11-03\nschedule: ''", _MAY_GO),
            ("2025-11-03", "2025-11-03\nschedule:", _MAY_GO),
        )
    ),
    *((campus(f"images:\n  - file: images/a.png\n    credit: 시\n    alt: {alt}"), "empty-value", "값을 적으세요.") for alt in ("", "''")),
    # What was written within quotes has none on the page; what was to be seen in quotes keeps them.
    *(
        ({"courses/a.yml": COURSE.replace("요약", written)}, "yaml-syntax", f"summary: {meant}처럼 값 전체를 따옴표로 감싸 쓰세요.")
        for written, meant in (
            ('"가게의 "자료"를"', "'가게의 \"자료\"를'"),
            ('""자료" 읽기"', "'\"자료\" 읽기'"),
            ("'가게의 '자료'를'", "\"가게의 '자료'를\""),
            ('"AI"와 "데이터"', '\'"AI"와 "데이터"\''),
            ('"AI"와 데이터', "'\"AI\"와 데이터'"),
        )
    ),
    (course("apply:\n  url: [신청](https://a.example/)"), "yaml-syntax", "주소만 남겨 'url: https://a.example/'로 쓰세요."),
    (course("apply:\n  url: '[신청](https://a.example/)'"), "bad-url", "'https://a.example/'로 쓰세요."),
    (course(f"aliases: [{'a' * 81}]"), "bad-slug", "80자 안으로 줄이세요."),
    (course(f"capacity: {'9' * 23}"), "out-of-range", "공고에서 수를 확인해 고치세요."),
]
FILES = [
    ("files/notise.pdf", "'files/notice.pdf'로 바꾸세요."),
    ("files/Notice.PDF", "'files/notice.pdf'로 바꾸세요."),
    ("notice.hwp", "'files/notice.pdf'로 바꾸세요."),
    ("files/notice-3.pdf", "파일을 content/images나 content/files에 넣고 그 경로를 적으세요."),
    ("files/photo-2.pdf", "파일을 content/images나 content/files에 넣고 그 경로를 적으세요."),
]
_NO_MEANT = "https://로 시작하는 주소를 빈칸과 @, \\ 없이 쓰세요."
ADDRESSES = [
    ("https://https://sesac.seoul.kr/", "https://sesac.seoul.kr/"),
    ("http://https://sesac.seoul.kr/", "https://sesac.seoul.kr/"),
    ("https://sesac,seoul,kr/a,b", "https://sesac.seoul.kr/a,b"),
    ("https://sesac.seoul.kr/.", "https://sesac.seoul.kr/"),
    ("https://sesac.seoul.kr/apply,", "https://sesac.seoul.kr/apply"),
    ("https://sesac.seoul.kr.", "https://sesac.seoul.kr"),
    ("https:/sesac.seoul.kr", "https://sesac.seoul.kr"),
    ("sesac.seoul.kr", "https://sesac.seoul.kr"),
    ("www.sesac.seoul.kr/a", "https://www.sesac.seoul.kr/a"),
    ("<https://sesac.seoul.kr/>", "https://sesac.seoul.kr/"),
    ("https://sesac", None),
    ("https://sesac.seoul.krhttps://sesac.seoul.kr", None),
    ("https://sesac..kr", None),
    ("https://-", None),
    ("신청 누리집", None),
    ("mailto:sesac@seoul.kr", None),
]
WEB_LINKS = [
    ("https://https://sesac.seoul.kr/", "'https://sesac.seoul.kr/'로 바꾸세요."),
    ("https://sesac,seoul,kr", "'https://sesac.seoul.kr'로 바꾸세요."),
    ("https://sesac.seoul.kr/.", "'https://sesac.seoul.kr/'로 바꾸세요."),
    ("https://sesac", "https:// 주소나 mailto:, tel:만 쓰세요."),
]
ROWS = [
    *(
        (course(f"apply: {{url: '{written}'}}"), "bad-url", f"'{meant}'{to(meant)} 쓰세요." if meant else _NO_MEANT)
        for written, meant in ADDRESSES
    ),
    *((link(written), "link-scheme", repair) for written, repair in WEB_LINKS),
    *((course(line), "not-number", repair) for line, repair in NUMBERS),
    (course("capacity: 20\nunverified: [정원]"), "unverified-absent", "'capacity'로 바꾸세요."),
    (
        course("unverified: [정원]"),
        "unverified-absent",
        _FACTS,
    ),
    (course("unverified: [fee]"), "unverified-absent", "목록에서 이 이름을 지우세요."),
    (course("fee: 30.000"), "yaml-surprise", "30000이면 '30000', 30이면 '30'만 쓰세요."),
    *((campus(f"stations: [{{name: 역, {line}}}]"), "not-number", repair) for line, repair in STATIONS),
    *(
        (course(f"outcomes:\n  - {{label: 수, value: {value}, unit: 명, as_of: 2025, source: city}}"), "not-number", repair)
        for value, repair in FIGURES
    ),
    *((course(line), "bad-date", repair) for line, repair in DATES),
    (course("ends: 2025-12-31 18:00"), "date-precision", "시각 없이 '2025-12-31'로 쓰세요."),
    *((course(line), "unknown-field", repair) for line, repair in KEYS),
    (campus("stations:\n  - name: 역\nexit: 3"), "unknown-field", "'exit'는 'stations:'의 '-' 줄 아래에 네 칸 들여 쓰세요."),
    *((link(written) | {"files/notice.pdf": "%PDF-"}, "broken-link", repair) for written, repair in LINKS),
    *GROUPS,
    *NAMES,
    *(
        (
            notice(f"attachments: [{{file: {file}, label: 글}}]") | {"files/notice.pdf": "%PDF-", "files/photo-1.pdf": "%PDF-"},
            "missing-file",
            repair,
        )
        for file, repair in FILES
    ),
]


@pytest.mark.parametrize(("files", "code", "repair"), ROWS)
def test_one_fault_with_what_it_proposes(files, code, repair, checked_with):
    assert [(problem.code, problem.repair) for problem in checked_with(files)] == [(code, repair)]


# More faults than one, in order: the codes, and the repair of the first.
SEVERAL = [
    (
        course("apply:\nfrom: 2025-11-03\nuntil: 2025-11-21"),
        ["empty-value", "unknown-field", "unknown-field"],
        "아래의 'from', 'until' 줄을 앞에 빈칸 두 개를 넣어 들여 쓰세요. 이 줄은 그대로 둡니다.",
    ),
    (
        course("outcomes:\n  - {label: 취업, value: 10,114, unit: 명, as_of: 2025, source: city}"),
        ["empty-value"],
        "쉼표 없이 'value: 10114'로 쓰세요.",
    ),
    (course("apply: {how: 누리집, 전화}"), ["empty-value"], "앞 값의 쉼표이면 'how: \"누리집, 전화\"'처럼 값 전체를 큰따옴표로 감싸세요."),
    (course("apply:"), ["empty-value"], "값을 적거나 줄을 지우세요. 모르는 사실은 적지 않습니다."),
    # What a table names is not known while it cannot be read.
    *(
        (course(more) | campus("") | {f"{table}.yml": "가: [\n"}, ["yaml-syntax"], "값 사이에 쉼표를 넣고 괄호를 닫으세요.")
        for table, more in (("sources", ""), ("fields", ""), ("districts", ""), ("site", "eligibility: {residence: gaon}"))
    ),
    (
        course("eligibility: {residence: gaon}") | {"site.yml": _SITE + "region: {name: 가온}\n"},
        ["missing-field"],
        "'slug: …' 줄을 더하세요.",
    ),
    (
        course("eligibility: {residence: gaon}"),
        ["broken-reference"],
        "site.yml의 region에 있는 이름을 쓰거나, 먼저 지역을 더하세요.",
    ),
]


@pytest.mark.parametrize(("files", "codes", "repair"), SEVERAL)
def test_several_faults_with_the_first_repair(files, codes, repair, checked_with):
    problems = checked_with(files)
    assert ([problem.code for problem in problems], problems[0].repair) == (codes, repair)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ("apply: {until: 미정}", "bad-date"),
        ("apply: {untill: 2025-11-21}", "unknown-field"),
        ("apply: {until: 2025-11-31}", "impossible-date"),
        ("apply:\n  until:", "empty-value"),
        ("review_by: 2025-11", "date-precision"),
        ("review_b: 2025-11-30", "unknown-field"),
        ("review_by:", "empty-value"),
        ("apply: 2025-11-03~21", "not-group"),
        ("until: 2025-11-21", "unknown-field"),
        ("kind: 뉴스", "bad-choice"),
        ("kinds: news", "unknown-field"),
    ],
)
def test_an_end_with_a_fault_is_not_an_end_that_is_missing(more, code, checked_with):
    assert [problem.code for problem in checked_with({"notices/a.yml": f"{_NOTICE}{more}\n"})] == [code]


@pytest.mark.parametrize(
    ("named", "code"),
    [
        (notice("attachments: [{file: files/공고.pdf, label: 공고}]"), "missing-file"),
        (link("../files/공고.pdf"), "broken-link"),
        (course("body: |\n  ![글](../files/공고.pdf)"), "missing-image"),
    ],
)
def test_a_file_whose_name_is_in_parts_is_there(named, code, checked_with):
    in_parts = {f"files/{unicodedata.normalize('NFD', '공고.pdf')}": "%PDF-"}
    found = {problem.code: problem.repair for problem in checked_with(named | in_parts)}
    assert found.keys() == {"bad-file-name", code}
    assert found[code].startswith("파일은 있으나") and "다시 쳐서" in found[code]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("gonggo.pdf", "gonggo.pdf"),
        ("Gonggo.HWP", "gonggo.hwp"),
        ("gongo.pdf", "gonggo.pdf"),
        ("gongo.hwp", "gonggo.hwp"),
        ("gonggo.docx", "gonggo.hwp"),
        ("gonggo", "gonggo.hwp"),
    ],
)
def test_of_two_files_the_one_that_is_named_is_proposed(written, meant, checked_with):
    files = {"files/gonggo.hwp": "", "files/gonggo.pdf": "%PDF-", "files/old/gonggo.pdf": "%PDF-"}
    named = notice(f"attachments: [{{file: {written}, label: 글}}]\nbody: |\n  [글](nowhere/{written if '.' in written else 'gonggo.zip'})")
    repairs = [problem.repair for problem in checked_with(files | named)]
    assert repairs == [f"'files/{meant}'로 바꾸세요.", f"'../files/{meant}'로 바꾸세요."]


@pytest.mark.parametrize(
    "address",
    [
        "https://sesac.seoul.kr",
        "https://새싹.한국/과정?a=가,나#다",
        "https://xn--bj0bv9k.xn--3e0b707e/",
        "https://a_b.example/(가)",
        "https://web.archive.org/web/2025/https://sesac.seoul.kr/",
        "https://a.example:8443/?next=https://b.example/",
    ],
)
def test_addresses_that_are_right(address, checked_with):
    assert is_web_address(address)
    assert checked_with(course(f"apply: {{url: '{address}'}}")) == ()


@pytest.mark.parametrize("address", ["http://localhost:8000/a/", "http://127.0.0.1:5500/", "http://[::1]:5500/"])
def test_addresses_of_this_computer_have_the_form_and_lead_no_visitor(address, checked_with):
    assert is_web_address(address)
    (problem,) = checked_with(course(f"apply: {{url: '{address}'}}"))
    assert (problem.code, problem.severity) == ("local-link", "warning")


@pytest.mark.parametrize(("key", "said"), [("중랑", "'중랑'은"), ("마포", "'마포'는")])
def test_the_particle_of_a_key(key, said, checked_with):
    (problem,) = checked_with({"sources.yml": f"{_SOURCES}{key}: {{title: 글, publisher: 곳}}\n"})
    assert problem.message == f"{said} 열쇠말로 쓸 수 없습니다."


@pytest.mark.parametrize(
    ("address", "repair"),
    [
        ("/courses/a-2/", "그 글은 아직 공개하지 않습니다. 링크를 '../courses/a-2.…'처럼 파일로 쓰면, 공개되기 전에는 글자만 보입니다."),
        ("/courses/a-3/", "있는 쪽의 주소를 적으세요."),
        ("/courses/bb/", "있는 쪽의 주소를 적으세요."),
        ("/courses/b/", None),
        ("/course/a-1/", "'/courses/a-1/'로 바꾸세요."),
        ("/calender/", "'/calendar/'로 바꾸세요."),
    ],
)
def test_an_address_without_a_page_is_no_other_course(address, repair, make, tmp_path):
    linking = {"courses/b.yml": f"{COURSE}cohort: 2\nbody: |\n  [글]({address})\n"}
    small_site(tmp_path, linking | {"courses/a-1.yml": COURSE, "courses/a-2.yml": f"{COURSE}draft: true\n"})
    assert [problem.repair for problem in make(tmp_path / "content", tmp_path / "site").problems] == ([repair] if repair else [])


# Old names of a course that is called a-3 now, though others are nearer; and of one that is gone.
RENAMED = {"courses/a-1.yml": f"{COURSE}cohort: 1\n", "courses/a-3.yml": f"{COURSE}cohort: 3\naliases: [a-02, a-2]\n"}
_GONE = "courses 폴더에 있는 이름을 쓰거나, 먼저 과정을 더하세요. 과정을 지웠으면 이 이름도 지우세요."


@pytest.mark.parametrize(
    ("files", "repair"),
    [
        (notice("courses: [a-2]"), "'a-3'으로 바꾸세요."),
        (notice("courses: [a-02]"), "'a-3'으로 바꾸세요."),
        (notice("courses: ['a-2, a-1']"), "여럿이면 'courses: [a-3, a-1]'로 쓰세요."),
        ({"stories/a.yml": _STORY + _PATH + _PERSON + "course: a-2\n"}, "'a-3'으로 바꾸세요."),
        (notice("courses: [a-9]"), _GONE),
        ({"stories/a.yml": _STORY + _PATH + _PERSON + "course: a-9\n"}, _GONE),
        (link("../courses/a-2.md"), "'../courses/a-3.yml'로 바꾸세요."),
        (link("../courses/a-02.yml"), "'../courses/a-3.yml'로 바꾸세요."),
        (link("a-2.yml"), "'../courses/a-3.yml'로 바꾸세요."),
        (link("../notices/a-2.yml"), _NO_FILE),
        (link("../courses/a-9.yml"), _NO_FILE),
        (link("../courses/None.yml"), _NO_FILE),
    ],
)
def test_who_names_an_item_as_it_was_called_is_told_its_new_name(files, repair, checked_with):
    assert [problem.repair for problem in checked_with(RENAMED | files)] == [repair]


def test_names_that_cannot_be_used_get_names_that_can(checked_with):
    problems = checked_with({"notices/첫째.yml": _NOTICE, "notices/둘째.yml": _NOTICE, f"notices/{'a' * 90}.yml": _NOTICE})
    repairs = [problem.repair for problem in problems if problem.code == "bad-slug"]
    assert sorted(repairs) == [f"'{'a' * 80}.yml'처럼 바꾸세요.", "'new-name-2.yml'처럼 바꾸세요.", "'new-name.yml'처럼 바꾸세요."]
