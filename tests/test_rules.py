"""The rules: for each a table of small files, some with a fault at the mark (see shared_content.py), some without."""

import pytest

from generator.check.rules import RULES
from generator.check.rules_addresses import ITEM_PATHS
from generator.pipeline import check_only
from generator.problems import ERROR, WARNING
from generator.records import KINDS
from generator.settings import Settings
from shared_content import COURSE, MOMENT, as_fault, checked, small_site

_NOTICE = "title: 소식\npublished: 2025-11-03\nsummary: 요약\nsources: [city]\n"
_STORY = _NOTICE + "campus: jungnang\npath: {before: 앞, after: 뒤}\nbody: 글\n"
_CAMPUS = "name: 마포캠퍼스\ndistrict: mapo\nchecked: 2025-11-03\n"
_SITE = """name: 학교\nshort_name: 학교\ndescription: 소개\nlanguages: [ko]\nmap: {source: city}
base_url: https://a.example/\napply_url: https://a.example/
contact: {label: 문의, url: https://a.example/}\nlicence: {name: 조건, url: https://a.example/}\n"""
_IMAGE = "alt: 그림, credit: 시"
_FIGURE = "label: 수, value: 1, unit: 명, as_of: 2025, source: city"
_DISTRICT = 'code: "11111"\n  location: {lat: 37.5, lon: 127}\n  en: {name: A}\n'


def course(more: str) -> dict[str, str]:
    return {"courses/a.yml": COURSE + more}


def notice(more: str) -> dict[str, str]:
    return {"notices/a.yml": _NOTICE + more}


def person(name: str, consent: str = "press-release") -> dict[str, str]:
    return {"stories/a.yml": _STORY + f"person: {{display_name: {name}, consent: {consent}}}\n"}


def english_name(name: str) -> dict[str, str]:
    return {
        "stories/a.yml": _STORY
        + f"person: {{display_name: 김 씨, consent: press-release}}\nen: {{title: A, body: B, display_name: {name}}}\n"
    }


def campus(more: str) -> dict[str, str]:
    return {"campuses/mapo.yml": _CAMPUS + more}


def home(figures: str, chosen: str, languages: str = "[ko]") -> dict[str, str]:
    return {"site.yml": _SITE.replace("[ko]", languages) + f"figures: {figures}\nhome: {{sentence: 문장, figures: {chosen}}}\n"}


def source(date: str) -> str:
    return f"city:\n  title: 시\n  publisher: 시\n  date: {date}\n"


def districts(jungnang: str, mapo: str) -> dict[str, str]:
    first, second = f"jungnang:\n  name: 중랑구\n  {_DISTRICT}{jungnang}", f"mapo:\n  name: 마포구\n  {_DISTRICT}{mapo}"
    return {"districts.yml": first + second}


MASKED = (
    "김 씨", "김씨", "김○○", "김*싹", "이 님", "남궁 씨", "남궁○○", "이모 씨", "이 모 씨", "김○○ 수료생", "A 씨", "○○○",
    "30대 수료생", "수료생", "수료생 A", "도봉캠퍼스 수료생", "데이터분석과정 2기 수료생", "익명의 교육생", "김 씨(30대)",
)  # fmt: skip
UNMASKED = (
    "김새싹 수료생",
    "김새싹 교육생",
    "김새싹 익명",
    "'*김새싹'",
    "김새싹*",
    "김새싹○",
    "'김새싹, 이 씨'",
    "김새싹 씨",
    "새싹 씨",
    "30대",
)
MASKED_LATIN = ("Kim", "Ms. Kim", "Mr Kim", "Kim S.", "Kim ○○", "K.", "Graduate A", "A graduate", "Anonymous")
UNMASKED_LATIN = (
    "Kim Saessak", "KIM SAESSAK", "KIM Saessak", "Kim Sae Ssak", "'Kim, Saessak'", "kim saessak", "Mr. Saessak Kim", "김새싹", "saessak",
)  # fmt: skip

PERSON = "person: {display_name: 김 씨, consent: press-release}\n"
ROWS = {
    "dates-reversed": [
        course("starts: 2025-11-03\nends: ⟦dates-reversed|2025-11-02⟧\n"),
        course("starts: 2025-12\nends: ⟦dates-reversed|2025-11⟧\n"),
        course("starts: 2025-11-03\nends: 2025-11-03\n"),
        course("starts: 2025-11-30\nends: 2025-11\n"),
        course("ends: 2025-11\n"),
    ],
    "window-reversed": [
        course("apply: {from: 2025-11-03, until: ⟦window-reversed|2025-11-02⟧}\n"),
        notice("apply:\n  from: 2025-11-03 18:01\n  until: ⟦window-reversed|2025-11-03 18:00⟧\n"),
        course("apply: {from: 2025-11-03 18:00, until: 2025-11-03}\n"),
        course("apply: {from: 2025-11-03, until: open-ended}\n"),
        course("ends: 2025-11\napply: {from: ⟦window-reversed|2025-12-01⟧}\n"),
        course("ends: 2025-11\napply: {from: ⟦window-reversed|2025-12-01⟧, until: open-ended}\n"),
        course("ends: 2025-11\napply: {from: 2025-11-30}\n"),
        course("starts: 2025-11-10\nends: 2025-12-31\napply: {from: 2025-11-03, until: ⟦window-reversed|2026-11-21⟧}\n"),
        course("ends: 2025-11-30\napply: {until: ⟦window-reversed|2025-12-01 00:00⟧}\n"),
        course("ends: 2025-11-30\napply: {from: ⟦window-reversed|2025-12-01⟧, until: 2025-12-05}\n"),
        # As long as the course runs, and to the month as far as a month tells.
        course("ends: 2025-12-31\napply: {from: 2025-11-03, until: 2025-12-31 18:00}\n"),
        course("ends: 2025-12-15\napply: {until: 2025-12}\n"),
        course("ends: 2025-12\napply: {until: 2025-12-31}\n"),
        course("ends: 2025\napply: {until: 2025-12-31 23:59}\n"),
    ],
    "ages-reversed": [
        course("eligibility:\n  age: {min: ⟦out-of-range|40⟧, max: 39}\n"),
        course("eligibility:\n  age: {min: 39, max: 39}\n"),
        course("eligibility:\n  age: {min: 40}\n"),
    ],
    "recruitment-without-end": [
        {"notices/a.yml": "⟦recruitment-without-end|⟧" + _NOTICE},
        notice("apply: ⟦recruitment-without-end|{⟧from: 2025-11-03}\n"),
        notice("review_by: 2025-11-30\n"),
        notice("apply: {until: open-ended}\n"),
        notice("kind: news\n"),
    ],
    "unmasked-name": [
        person("⟦unmasked-name|김새싹⟧"),
        person("⟦unmasked-name|김 선생⟧", "anonymised"),
        person("김새싹", "signed-form"),
        *(person(f"⟦unmasked-name|{name}⟧", "anonymised") for name in UNMASKED),
        *(person(f'"{name}"') for name in MASKED),
        *(english_name(f"⟦unmasked-name|{name}⟧") for name in UNMASKED_LATIN),
        *map(english_name, MASKED_LATIN),
    ],
    "unwritten-text": [
        {"courses/a.yml": COURSE.replace("summary: 요약", "summary: ⟦unwritten-text|…⟧")},
        {"courses/a.yml": COURSE.replace("summary: 요약", "summary: …") + "draft: true\n"},
        course("tags: [가, ⟦unwritten-text|…⟧]\nen: {title: A, body: ⟦unwritten-text|…⟧}\n"),
        course("body: |\n  ## 가\n\n  ## ⟦unwritten-text|여기에 첫 제목을 쓰고, 아래에 본문을 씁니다⟧\n\n  글\n"),
        course("outcomes: [{label: ⟦unwritten-text|…⟧, value: 1, unit: ⟦unwritten-text|…⟧, as_of: 2025, source: city}]\n"),
        {"stories/a.yml": _STORY.replace("앞", "⟦unwritten-text|전에 하던 일⟧") + PERSON},
        person("⟦unwritten-text|글○○⟧"),
        english_name("⟦unwritten-text|…⟧"),
        # A file that is not there has its own code, as has a mark of doubt of nothing.
        notice("kind: news\nattachments: [{file: ⟦missing-file|…⟧, label: ⟦unwritten-text|…⟧}]\nunverified: [⟦unverified-absent|…⟧]\n"),
        course("tags: [글, …하고]\nbody: 글 …\n"),
    ],
    "far-day": [
        course("starts: ⟦far-day|2052-11-03⟧\nends: ⟦far-day|2052-12⟧\n"),
        course("apply: {from: 2025-11-03, until: ⟦far-day|2052-11-21 18:00⟧}\nstarts: 2030-11-03\n"),
        notice("apply: {until: open-ended}\nreview_by: ⟦far-day|2052-11-21⟧\n"),
        course("starts: ⟦far-day|0225-11-03⟧\nends: 2025-12\n"),
        course("starts: ⟦far-day|1974-12-31⟧\nends: 1975-01\n"),
        home(f"[{{id: a, {_FIGURE.replace('2025', '⟦far-day|0225-11⟧')}}}]", "[a]"),
        {"sources.yml": source("⟦far-day|1925-11-03⟧")},
        course(f"outcomes: [{{{_FIGURE.replace('2025', '⟦far-day|1925⟧')}}}]\n"),
        {"sources.yml": source("1975")},
        {"sources.yml": source("⟦far-day|1974-12⟧")},
    ],
    "future-published": [
        {"notices/a.yml": _NOTICE.replace("2025-11-03", "⟦future-published|2025-11-04⟧") + "kind: news\n"},
        {"notices/a.yml": _NOTICE.replace("2025-11-03", "⟦future-published|2025-11-05⟧") + "kind: news\npublish: 2025-11-04 09:00\n"},
        person("김 씨") | {"stories/b.yml": _STORY.replace("2025-11-03", "⟦future-published|2026-11-03⟧") + PERSON},
        {"notices/a.yml": _NOTICE.replace("2025-11-03", "2025-11-04") + "kind: news\npublish: 2025-11-04 09:00\n"},
        {"notices/a.yml": _NOTICE.replace("2025-11-03", "2025-11-04") + "kind: news\ndraft: true\n"},
        notice("kind: news\n"),
    ],
    "unverified-absent": [
        campus("sources: [city]\nunverified: [name, ⟦unverified-absent|adress⟧]\n"),
        campus("sources: [city]\nunverified: [⟦unverified-absent|sources⟧]\n"),
        notice("apply: {from: 2025-11-03}\nreview_by: 2025-11-30\nunverified: [apply, ⟦unverified-absent|review_by⟧]\n"),
        campus("sources: [city]\nunverified: [address]\naddress: {road: 길 1}\n"),
    ],
    "copied-course": [
        {"courses/a.yml": COURSE, "courses/b.yml": COURSE.replace("과정", "⟦copied-course|과정⟧")},
        {"courses/a.yml": COURSE, "courses/b.yml": COURSE + "cohort: 2\n"},
        {"courses/a.yml": COURSE, "courses/b.yml": COURSE + "schedule: 주말\n"},
        {"courses/a.yml": COURSE, "courses/b.yml": COURSE + "apply: {until: open-ended}\n"},
        campus("sources: [city]\n") | {"courses/a.yml": COURSE, "courses/b.yml": COURSE.replace("jungnang", "mapo")},
        {"courses/a.yml": COURSE, "courses/b.yml": COURSE + "draft: true\n"},
        {"courses/a.yml": COURSE + "draft: true\n", "courses/b.yml": COURSE},
    ],
    "copied-file": [
        {"notices/a.yml": _NOTICE + "kind: news\n", "notices/b.yml": _NOTICE.replace("소식", "⟦copied-file|소식⟧") + "kind: news\n"},
        {
            "campuses/mapo.yml": _CAMPUS + "sources: [city]\n",
            "campuses/seocho.yml": f"sources: [city]\n{_CAMPUS.replace('마포캠퍼스', '⟦copied-file|마포캠퍼스⟧')}",
        },
        {"campuses/mapo.yml": _CAMPUS + "sources: [city]\n", "campuses/seocho.yml": f"sources: [city]\n{_CAMPUS}draft: true\n"},
        {"notices/a.yml": _NOTICE + "kind: news\n", "notices/b.yml": _NOTICE.replace("2025-11-03", "2025-10-03") + "kind: news\n"},
        {"notices/a.yml": _NOTICE + "kind: news\n", "notices/b.yml": _NOTICE + "kind: news\ncampuses: jungnang\n"},
        {"courses/c.yml": COURSE, "notices/a.yml": _NOTICE + "kind: news\n", "notices/b.yml": _NOTICE + "kind: news\ncourses: [c]\n"},
        {"notices/a.yml": _NOTICE + "kind: news\n", "stories/a.yml": _STORY + "person: {display_name: 김 씨, consent: press-release}\n"},
    ],
    "doubled-entry": [
        {"courses/a.yml": COURSE.replace("campus: jungnang", "campus: [jungnang, ⟦doubled-entry|jungnang⟧]")},
        course("tags: [가, 나, ⟦doubled-entry|'가'⟧, ⟦doubled-entry|가⟧]\npartners: [가, 나]\n"),
        {"courses/a.yml": COURSE.replace("[city]", "[city, ⟦doubled-entry|city⟧]")},
        notice("kind: news\ncampuses: [all, ⟦doubled-entry|all⟧]\ncourses: [c, ⟦doubled-entry|c⟧]\n") | {"courses/c.yml": COURSE},
        campus("sources: [city]\nen: {name: A, facilities: [a, b, ⟦doubled-entry|a⟧]}\n"),
        course("tags: [가, ⟦not-text|1⟧, ⟦doubled-entry|가⟧]\n"),
        course("tags: [가, 나]\npartners: [가]\n"),
    ],
    "alias-taken": [
        {"courses/a.yml": COURSE + "aliases: [⟦bad-slug|가⟧, ⟦alias-taken|b⟧]\n", "courses/b.yml": COURSE + "cohort: 2\n"},
        {"courses/a.yml": COURSE + "aliases: [old]\n", "courses/b.yml": COURSE + "cohort: 2\naliases: [⟦alias-taken|old⟧]\n"},
        {"courses/a.yml": COURSE + "aliases: [⟦alias-taken|a⟧]\n"},
        {"courses/a.yml": COURSE + "aliases: [jungnang]\n"},
    ],
    "missing-file": [
        campus("sources: [city]\nimages: [{file: ⟦missing-file|images/b.png⟧, " + _IMAGE + "}]\n"),
        notice("kind: news\nattachments: [{file: ⟦missing-file|files/a.pdf⟧, label: 공고}]\n"),
        campus("sources: [city]\nimages: [{file: images/a.png, " + _IMAGE + "}]\n"),
    ],
    "local-link": [
        course("apply: {from: 2025-11-03, url: ⟦local-link|http://127.0.0.1:5500/apply/⟧}\n"),
        campus("sources: [city]\nurl: ⟦local-link|http://localhost:8000⟧\n"),
        {"sources.yml": source("2025") + "  url: ⟦local-link|http://[::1]/a⟧\n"},
        {
            "site.yml": (_SITE + "home: {sentence: 문장}\n")
            .replace("apply_url: https://a.example/", "apply_url: ⟦local-link|http://0.0.0.0:5500/apply/⟧")
            .replace("label: 문의, url: https://a.example/", "label: 문의, url: ⟦local-link|https://localhost/⟧")
        },
        course("apply: {from: 2025-11-03, url: https://localhost.example/?to=http://127.0.0.1/}\n"),
    ],
    "broken-reference": [
        home(f"[{{id: a, {_FIGURE}}}]", "[a, ⟦broken-reference|b⟧]"),
        home("[⟦bare-figure|{⟧id: a, label: 수, value: 1, unit: 명, source: city}]", "[a]"),
        home(f"[{{id: a, {_FIGURE}}}]", "[a]"),
    ],
    "doubled-figure": [home(f"[{{id: a, {_FIGURE}}}, {{id: ⟦doubled-figure|a⟧, {_FIGURE}}}]", "[a]")],
    "lopsided-neighbours": [
        districts("  neighbours: [⟦lopsided-neighbours|mapo⟧]\n  tile: [1, 1]\n", "  tile: [1, 2]\n"),
        districts("  across_river: [⟦lopsided-neighbours|mapo⟧]\n  tile: [1, 1]\n", "  tile: [1, 2]\n"),
        districts("  neighbours: [⟦broken-reference|mapp⟧]\n  tile: [1, 1]\n", "  neighbours: [jungnang]\n  tile: [1, 2]\n"),
    ],
    "doubled-tile": [
        districts("  tile: [1, 1]\n", "  tile: ⟦doubled-tile|[⟧1, 1]\n"),
        districts("  tile: ⟦bad-length|[⟧1]\n", "  tile: ⟦not-list|1⟧\n"),
    ],
    "lonely-synonym": [
        {"synonyms.yml": "groups:\n  - [앱, app]\n  - ⟦lonely-synonym|[⟧허깅페이스 Hugging Face]\n"},
    ],
    "doubled-synonym": [
        {"synonyms.yml": "groups:\n  - [앱, app]\n  - [어플, ⟦doubled-synonym|APP⟧]\n"},
        {"synonyms.yml": "groups:\n  - [앱, 허깅 페이스, Full-stack]\n  - [⟦doubled-synonym|허깅페이스⟧, ⟦doubled-synonym|full stack⟧]\n"},
        {"synonyms.yml": "groups:\n  - [앱, app, App]\n  - [어플, 어플리케이션]\n"},
    ],
    "no-english": [
        home("[]", "[]", languages="[ko, en]") | {"campuses/jungnang.yml": "⟦no-english|⟧sources: [city]\n" + _CAMPUS},
        home("[]", "[]", languages="[ko, en]") | {"campuses/jungnang.yml": "sources: [city]\n" + _CAMPUS + "⟦empty-value|en⟧:\n"},
        course(""),
    ],
    "old-check": [
        {"courses/a.yml": COURSE.replace("2025-11-03", "⟦old-check|2024-11-02⟧")},
        {"courses/a.yml": COURSE.replace("2025-11-03", "2024-11-03")},
    ],
    "future-check": [
        {"courses/a.yml": COURSE.replace("2025-11-03", "⟦future-check|2025-11-04⟧")},
        {"courses/a.yml": COURSE.replace("2025-11-03", "2025-11-04") + "publish: 2025-11-04 09:00\n"},
        {"courses/a.yml": COURSE.replace("2025-11-03", "2025-11-04") + "draft: true\n"},
        # The days of figures, ages and sources, each as far as it is known.
        home(f"[{{id: a, {_FIGURE.replace('2025', '⟦future-check|2062-11-03⟧')}}}]", "[a]"),
        home(f"[{{id: a, {_FIGURE.replace('2025', '2025-11')}}}, {{id: b, {_FIGURE.replace('2025', '⟦future-check|2025-12⟧')}}}]", "[a]"),
        {"sources.yml": source("⟦future-check|2062-11-02⟧")},
        {"sources.yml": source("⟦future-check|2025-11-04⟧")},
        {"sources.yml": source("2025-11-03")},
        course(f"outcomes: [{{{_FIGURE.replace('2025', '⟦future-check|2026⟧')}}}]\n"),
        course(f"outcomes: [{{{_FIGURE.replace('2025', '2026')}}}]\ndraft: true\n"),
        course(f"outcomes: [{{{_FIGURE.replace('2025', '2025-11-04')}}}]\npublish: 2025-11-04 09:00\n"),
        {"stories/a.yml": _STORY + PERSON.replace("}", ", age: 30, age_as_of: ⟦future-check|2052-11-03⟧}")},
    ],
    "image-without-credit": [
        campus("sources: [city]\nimages:\n  - file: ⟦image-without-credit|images/a.png⟧\n    alt: 그림\n"),
    ],
    "unofficial-source": [
        campus("sources: [city, ⟦unofficial-source|blog⟧]\n"),
        campus("sources: [city, blog]\nunverified: [name]\n"),
    ],
}
# What a draft may still lack, and what not; and that it is asked for once it is none.
_UNSAID = COURSE.replace("sources: [city]\nchecked: 2025-11-03\n", "")
ROWS["unsaid"] = [
    {"courses/a.yml": _UNSAID + "sources: []\ndraft: true\n"},
    {"courses/a.yml": _UNSAID + "draft: true\n"},
    {"courses/a.yml": "⟦no-sources|⟧⟦missing-field|⟧" + _UNSAID},
    {"courses/a.yml": "⟦missing-field|⟧" + _UNSAID + "sources: ⟦empty-value|[⟧]\ndraft: false\n"},
    {"courses/a.yml": _UNSAID + "sources: [⟦broken-reference|citty⟧]\ndraft: true\n"},
    {"courses/a.yml": "⟦missing-field|⟧" + _UNSAID.replace("title: 과정\n", "") + "draft: true\n"},
]
ROWS["security-expiry"] = [
    {"site.yml": _SITE + f"home: {{sentence: 문장}}\nsecurity_expires: {expires}\n"}
    for expires in ("⟦security-expiry|2025-11-02⟧", "⟦security-expiry|2025-12-02⟧", "2025-12-03", "2026-10-31")
]
_COLOURS = """colours:
  ground: ["#fbf8f1", "#121713"]
  card: ["#ffffff", "#1b221d"]
  band: ["#f3eee2", "#232b25"]
  text: ["#1e2124", "#f1f4ee"]
  soft: ["#1e2124", "#c5cec4"]
  link: ["#1f4727", "#a9dab4"]
  label: ["#5a3e1b", "#e8d3ae"]
  button: ["#285d33", "#a9dab4"]
  button_text: ["#ffffff", "#0e2012"]
"""
ROWS["low-contrast"] = [
    {"site.yml": _SITE + "home: {sentence: 문장}\n" + _COLOURS.replace(old, new)}
    for old, new in (
        ('"#5a3e1b"', '⟦low-contrast|"#777777"⟧'),
        ('"#a9dab4"]\n  label', '⟦low-contrast|"#607060"⟧]\n  label'),
        ('["#285d33", "#a9dab4"]\n  button_text: ["#ffffff"', '["#4f8f5c", "#a9dab4"]\n  button_text: [⟦low-contrast|"#ffffff"⟧'),
        # Some colours of text are fixed: the ground gives way.
        ('card: ["#ffffff"', 'card: [⟦low-contrast|"#dedede"⟧'),
        ("", ""),
    )
]
ALL = [pytest.param(row, id=f"{code}-{n}") for code, rows in ROWS.items() for n, row in enumerate(rows)]
WARNINGS = {"doubled-synonym", "far-day", "no-english", "old-check", "future-check", "image-without-credit", "unofficial-source"}
WARNINGS |= {"lonely-synonym", "local-link"}
WARNINGS |= {"copied-course", "copied-file", "future-published", "security-expiry"}


@pytest.mark.parametrize("files", ALL)
def test_row(files, tmp_path, monkeypatch):
    expected = small_site(tmp_path, files)
    monkeypatch.chdir(tmp_path)
    assert sorted(map(as_fault, checked())) == expected


# Where the site stands, and what is proposed in place of the preview's address.
MEANT = {
    "https://a.example/": "이 누리집의 쪽이면 'https://a.example/apply/'처럼 쓰고, 아니면 방문자도 열 수 있는 주소를 적으세요.",
    "http://localhost:5500/": "방문자도 열 수 있는 주소를 적으세요.",
}


@pytest.mark.parametrize("base", MEANT)
def test_an_address_of_this_computer_is_told_with_the_one_of_the_site(checked_with, base):
    site = _SITE.replace("base_url: https://a.example/", f"base_url: {base}") + "home: {sentence: 문}\n"
    (problem,) = checked_with(course("apply: {from: 2025-11-03, url: 'http://127.0.0.1:5500/apply/'}\n") | {"site.yml": site})
    assert problem.repair == MEANT[base]


@pytest.mark.parametrize(("expires", "said"), [("2025-11-02", "지났습니다"), ("2025-11-03", "다가옵니다"), ("2025-12-02", "다가옵니다")])
def test_a_promise_that_is_over_is_not_said_to_end_soon(checked_with, expires, said):
    (problem,) = checked_with({"site.yml": _SITE + f"home: {{sentence: 문장}}\nsecurity_expires: {expires}\n"})
    assert problem.message == f"보안 연락처를 보증한 날({expires})이 {said}."


# A colour in place of another, and what is to be done: text away from its ground, or a ground away from text that stays.
WAYS = {
    ('"#5a3e1b"', '"#777777"'): "'label'을 더 어둡게 하세요.",
    ('"#a9dab4"]\n  label', '"#607060"]\n  label'): "'link'를 더 밝게 하세요.",
    ('card: ["#ffffff"', 'card: ["#dedede"'): "'card'를 더 밝게 하세요.",
}


@pytest.mark.parametrize("colours", WAYS)
def test_a_colour_goes_away_from_what_it_stands_on(checked_with, colours):
    (problem,) = checked_with({"site.yml": _SITE + "home: {sentence: 문장}\n" + _COLOURS.replace(*colours)})
    assert problem.repair == WAYS[colours]


@pytest.mark.parametrize("code", sorted(WARNINGS))
def test_warnings_stop_only_a_strict_build(code, tmp_path, monkeypatch):
    small_site(tmp_path, ROWS[code][0])
    monkeypatch.chdir(tmp_path)
    lax, strict = (check_only(Settings(moment=MOMENT, strict=strict)) for strict in (False, True))
    assert {problem.severity for problem in lax.problems} == {WARNING} and not lax.failed
    assert {problem.severity for problem in strict.problems} == {ERROR} and strict.failed


def test_every_rule_has_rows():
    """A rule's name is its error code, but for two that have two codes and the ages, which are out of range."""
    # What a draft may lack is no rule.
    codes = {rule.__name__.replace("_", "-") for rule in RULES}
    assert codes - {"home-unknown"} == ROWS.keys() - {"broken-reference", "doubled-figure", "unsaid"}


def addresses_in(schema, whole, path=()):
    """The paths in a JSON Schema at which a web address stands."""
    schema = whole["$defs"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    if schema.get("format") == "uri":
        yield path
    inner = [*schema.get("anyOf", ()), *([schema["items"]] if isinstance(schema.get("items"), dict) else [])]
    for each in inner:
        yield from addresses_in(each, whole, path)
    for key, each in schema.get("properties", {}).items():
        yield from addresses_in(each, whole, (*path, key))


def test_every_web_address_of_an_item_is_looked_at():
    found = {path for kind in KINDS for whole in [kind.model_json_schema()] for path in addresses_in(whole, whole)}
    assert found == set(ITEM_PATHS)
