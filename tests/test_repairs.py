"""Faults whose repair says more than the rule: what was meant is found in the file, and no second fault is made of it."""

import re
import unicodedata
from pathlib import Path

import pytest

from generator.form_faults import told
from generator.read import read
from generator.read.composed import Composed
from generator.records import KINDS
from generator.settings import HOME
from generator.text import with_particle
from shared_content import COURSE, checked, small_site

_CAMPUS = "name: 마포캠퍼스\ndistrict: jungnang\nsources: [city]\nchecked: 2025-11-03\n"
_SITE = (
    "name: 학교\nshort_name: 학교\ndescription: 소개\nmap: {source: city}\nbase_url: https://a.example/\napply_url: https://a.example/\n"
    "contact: {label: 문의, url: https://a.example/}\nlicence: {name: 조건, url: https://a.example/}\nhome: {sentence: 문장}\n"
)
_COLOURS = """{ground: ["#fbf8f1", "#121713"], card: ["#ffffff", "#1b221d"], band: ["#f3eee2", "#232b25"],
  text: ["#1e2124", "#f1f4ee"], soft: ["#464c53", "#c5cec4"], link: ["#1f4727", "#a9dab4"], label: ["#5a3e1b", "#e8d3ae"],
  button: ["#285d33", "#a9dab4"], button_text: ["#fffffe", "#0e2012"]}\n"""

_FIGURES = "figures:\n  - {id: employment rate, label: 수, value: 1, unit: 명, as_of: 2025, source: city}\n"

_NO_PHONE = "걸 수 있는 번호 하나를 숫자와 붙임표(-)로만 쓰세요. 내선과 설명은 본문에 적으세요."


def course(old: str, new: str) -> dict[str, str]:
    return {"courses/a.yml": COURSE.replace(old, new)}


_QUOTED = 'title: "{}"처럼 값 전체를 따옴표로 감싸 쓰세요.'
ROWS = [
    # What people call a campus, where its key is wanted.
    (course("campus: jungnang", "campus: 중랑캠퍼스"), "broken-reference", "'jungnang'으로 바꾸세요."),
    (course("campus: jungnang", "campus: 중랑 캠퍼스"), "broken-reference", "'jungnang'으로 바꾸세요."),
    (course("campus: jungnang", "campus: 중랑"), "broken-reference", "'jungnang'으로 바꾸세요."),
    (course("campus: jungnang", "campus: 부산"), "broken-reference", "campuses 폴더에 있는 이름을 쓰거나, 먼저 캠퍼스를 더하세요."),
    (course("campus: jungnang", "campus: Jungnang"), "broken-reference", "'jungnang'으로 바꾸세요."),
    (course("campus: jungnang", "campus: JUNGNANG"), "broken-reference", "'jungnang'으로 바꾸세요."),
    (course("title", "tags: ［AI 특화］\ntitle"), "not-list", "'tags: [AI 특화]'처럼 대괄호로 묶으세요."),
    (
        {"site.yml": _SITE.replace("문장}", "문장, figures: [employment-rate]}") + "languages: [ko]\n" + _FIGURES},
        "bad-slug",
        "영어 소문자, 숫자, 붙임표(-)만 쓰세요. 예: naru-genai",
    ),
    ({"campuses/mapo.yml": _CAMPUS.replace("district: jungnang", "district: 중랑구")}, "broken-reference", "'jungnang'으로 바꾸세요."),
    (
        {"campuses/mapo.yml": _CAMPUS.replace("district: jungnang", "district: 부산")},
        "broken-reference",
        "districts.yml에 있는 이름을 쓰거나, 먼저 행정구역을 더하세요.",
    ),
    # A misspelt source is one fault, not an empty list as well.
    (course("[city]", "[citty]"), "broken-reference", "'city'로 바꾸세요."),
    ({"campuses/mapo.yml": _CAMPUS + "stations: 상봉역\n"}, "not-list", "'stations:' 다음 줄에 두 칸 들여 '- name: 상봉역'처럼 쓰세요."),
    (course("title: 과정", "title: #AI 과정"), "empty-value", "'#' 뒤는 읽지 않습니다. 글이면 큰따옴표로 감싸 \"#AI 과정\"으로 쓰세요."),
    (course("title: 과정", "title: 과정\nschedule:  # 시간표"), "empty-value", "값을 적거나 줄을 지우세요. 모르는 사실은 적지 않습니다."),
    # An hour that may be of the morning or of the evening.
    *(
        (course("title", f"apply: {{until: {written}}}\ntitle"), "bad-date", repair)
        for written, repair in (
            ("2025-11-21 6:00", "오전이면 '2025-11-21 06:00', 오후면 '2025-11-21 18:00'으로 쓰세요."),
            ("2025.11.21 6시까지", "오전이면 '2025-11-21 06:00', 오후면 '2025-11-21 18:00'으로 쓰세요."),
            ("2025-11-21 9:00", "'2025-11-21 09:00'으로 쓰세요."),
        )
    ),
    # A year of two digits, a sign that only looks like a hyphen, a day of the week that is another one.
    *(
        (course("title", f"{key}: {written}\ntitle"), "bad-date", repair)
        for key, written, repair in (
            ("apply", "{from: 26년 1월 5일}", "'2026-01-05'로 쓰세요."),
            ("starts", "\u201926. 1. 5.", "'2026-01-05'로 쓰세요."),
            ("starts", "26.1.5", "'2026-01-05'로 쓰세요."),
            ("apply", "{from: 2025\u201111\u201103}", "'2025-11-03'으로 쓰세요."),
            ("starts", "2025\u221211\u221203", "'2025-11-03'으로 쓰세요."),
            (
                "apply",
                "{from: 2025. 11. 3.(화) 09:00}",
                "2025-11-03은 월요일입니다. 공고에서 날을 확인하고, 날이 맞으면 '2025-11-03 09:00'으로 쓰세요.",
            ),
            (
                "starts",
                "2025. 11. 3.(화) 09:00",
                "2025-11-03은 월요일입니다. 공고에서 날을 확인하고, 날이 맞으면 시각 없이 '2025-11-03'으로 쓰세요.",
            ),
            ("starts", "2025년 11월(화)", "2025, 2025-11, 2025-11-03 가운데 하나의 꼴로 쓰세요."),
            ("starts", "2025년 11월 3일 화요일", "2025-11-03은 월요일입니다. 공고에서 날을 확인하고, 날이 맞으면 '2025-11-03'으로 쓰세요."),
        )
    ),
    # One number that can be dialled, and one address of mail.
    *(
        ({"campuses/mapo.yml": f'{_CAMPUS}{key}: "{written}"\n'}, "bad-form", repair)
        for key, written, repair in (
            ("phone", "(02) 123-4567", "'02-123-4567'로 쓰세요."),
            ("phone", "02)123-4567", "'02-123-4567'로 쓰세요."),
            ("phone", "02.123.4567", "'02-123-4567'로 쓰세요."),
            ("phone", "０２-１２３-４５６７", "'02-123-4567'로 쓰세요."),
            ("phone", "+82 (0)2-123-4567", "'+82-2-123-4567'로 쓰세요."),
            ("phone", "+82-02-123-4567", "'+82-2-123-4567'로 쓰세요."),
            ("phone", "02-123-4567 (내선 3)", _NO_PHONE),
            ("phone", "02-123-4567~8", _NO_PHONE),
            ("phone", "02-123-4567, 02-123-4568", _NO_PHONE),
            ("phone", "다산콜 120", _NO_PHONE),
            ("phone", "1-2-3-4-5", _NO_PHONE),
            ("email", "mailto:sesac@seoul.kr", "'sesac@seoul.kr'로 쓰세요."),
            ("email", "sesac＠seoul.kr", "'sesac@seoul.kr'로 쓰세요."),
            ("email", "sesac@seoul.kr (담당)", "'sesac@seoul.kr'로 쓰세요."),
            ("email", "a@seoul.kr, b@seoul.kr", "'이름@주소'의 꼴로 주소 하나만 쓰세요."),
            ("email", "sesac(at)seoul.kr", "'이름@주소'의 꼴로 주소 하나만 쓰세요."),
            ("email", "sesac@seoul", "'이름@주소'의 꼴로 주소 하나만 쓰세요."),
        )
    ),
    ({"campuses/mapo.yml": _CAMPUS + "address: {postcode: 1234}\n"}, "not-text", '숫자 다섯 자리를 큰따옴표로 감싸 쓰세요. 예: "02178"'),
    # Braces around a text are one fault, not one of each thing that they are not.
    *(
        (course("title: 과정", f"title: {written}"), code, repair)
        for written, code, repair in (
            ("{과정 이름}", "yaml-surprise", f"글이면 {_QUOTED.format('{과정 이름}')}"),
            ("{ 가, 나 }", "yaml-surprise", f"글이면 {_QUOTED.format('{ 가, 나 }')}"),
            ("{{ site.name }}", "yaml-surprise", f"글이면 {_QUOTED.format('{{ site.name }}')}"),
            ("{{ site.name }} 과정", "yaml-syntax", f"묶음이면 '}}' 뒤의 글을 지우고, 글이면 {_QUOTED.format('{{ site.name }} 과정')}"),
        )
    ),
    (course("title: 과정", "title: 과정\ntags: [가, {나}]"), "yaml-surprise", "글이면 큰따옴표로 감싸세요."),
    # The first line of a front matter is there, but for what nobody sees.
    *(
        ({"courses/a.md": f"{first}\n{COURSE}{last}\n글\n"}, "no-front-matter", repair)
        for first, last, repair in (
            ("\u200b---", "---", "그 줄을 지우고 '---'를 다시 치세요."),
            ("\u3000---", "---", "그 줄을 지우고 '---'를 다시 치세요."),
            ("---\u200b", "---", "그 줄을 지우고 '---'를 다시 치세요."),
            ("\n---\u200b", "---", "그 줄을 지우고 '---'를 다시 치세요."),
            (" ---", "---", "빈칸을 지워 '---'가 줄의 첫 칸에서 시작하게 하세요."),
            ("\n\n---", "---", "'---' 줄 위의 빈 줄을 지우세요."),
            ("---", "\u200b---", "이 줄을 빼기표(-) 세 개인 '---'로 고치세요."),
            ("글\n---", "---", "머리말의 앞과 뒤에 '---' 줄을 넣으세요."),
        )
    ),
    # A tab where a line or an item is indented; the other letters that begin no value keep their own repair.
    *(
        (course("title: 과정", f"title: 과정\n{lines}"), "yaml-syntax", "탭 대신 빈칸 두 개를 쓰세요.")
        for lines in (
            "apply:\n\tfrom: 2025-11-03",
            "apply:\n  from: 2025-11-03\n\tuntil: 2025-11-21",
            "tags:\n\t- 가",
            "tags:\n  -\t가",
            "\t# 설명",
            "body: |\n\t글",
        )
    ),
    (course("title: 과정", "title: @과정"), "yaml-syntax", 'title: "@과정"처럼 값 전체를 따옴표로 감싸 쓰세요.'),
    *(
        (course("title: 과정", f"title: 과정\nbody: |\n  글\n  {line}"), code, repair)
        for line, code, repair in (
            ("##제목", "heading-space", "'## ' 뒤에 제목을 쓰세요."),
            ("> ##제목", "heading-space", "'## ' 뒤에 제목을 쓰세요."),
            ("신청은 www.a.example/b에서", "bare-address", "'[이름](https://www.a.example/b)'처럼 쓰세요."),
            ("교육은 <b>무료</b>입니다.", "html-tag", "지우세요. 굵게는 '**글자**', 링크는 '[이름](주소)'로 씁니다."),
            ("첫 줄<br>둘째 줄", "html-tag", "지우세요. 굵게는 '**글자**', 링크는 '[이름](주소)'로 씁니다."),
            ("신청은 http://a.example/에서", "bare-address", "'[이름](http://a.example/)'처럼 쓰세요."),
        )
    ),
    # What programs leave beside a text, and copies: to be deleted, not to be renamed into a page of their own.
    *(
        ({name: "글"}, "stray-file", "그 글이 열려 있으면 닫고, 이 파일을 지우세요.")
        for name in (
            "courses/x.md.swp",
            "courses/x.md~",
            "courses/~$x.md",
            "courses/#x.md#",
            "courses/x.yml.bak",
            "courses/x.md.orig",
            "site.yml~",
            "~$sources.yml",
        )
    ),
    *(
        ({f"courses/{name}.md": "글"}, "stray-file", "'x.md'의 복사본이면 지우고, 새 글이면 'x-2.md'처럼 이름을 바꾸세요.")
        for name in (
            "x (1)",
            "x(2)",
            "x 복사본",
            "x 복사본 2",
            "x - 복사본",
            "x - 복사본 (2)",
            "x copy",
            "x - Copy (2)",
            unicodedata.normalize("NFD", "x 복사본"),
        )
    ),
    ({"courses/새 과정 (1).yml": "글"}, "stray-file", "'새 과정.yml'의 복사본이면 지우고, 새 글이면 'new-name-2.yml'처럼 이름을 바꾸세요."),
    ({"site (1).yml": "글"}, "stray-file", "'site.yml'의 복사본이면 지우세요."),
    ({"courses/memo.docx": "글"}, "stray-file", "글을 복사해 새 파일 'memo.md'에 붙이세요. 내려받게 할 파일이면 files 폴더로 옮기세요."),
    (
        {"site.yml": _SITE + "languages: [ko]\ncolours: " + _COLOURS.replace("#ffffff", "green")},
        "bad-colour",
        "'#' 뒤에 숫자와 a–f로 여섯 자리를 쓰고 큰따옴표로 감싸세요. 예: \"#285d33\"",
    ),
    *(
        ({"site.yml": _SITE + f"languages: {languages}\n"}, code, repair)
        for languages, code, repair in (
            ("[]", "bad-languages", "'languages: [ko]'나 'languages: [ko, en]'으로 쓰세요."),
            ("[ko, ko]", "bad-languages", "'languages: [ko]'나 'languages: [ko, en]'으로 쓰세요."),
            ("[en, ko]", "bad-languages", "'languages: [ko]'나 'languages: [ko, en]'으로 쓰세요."),
            ("[kr, en]", "bad-choice", "ko, en 가운데 하나를 쓰세요."),
            ("[ko, fr]", "bad-choice", "ko, en 가운데 하나를 쓰세요."),
        )
    ),
]


@pytest.mark.parametrize(("files", "code", "repair"), ROWS)
def test_one_fault_with_its_repair(files, code, repair, checked_with):
    assert [(problem.code, problem.repair) for problem in checked_with(files)] == [(code, repair)]


# An item of each kind without English, and what its English cannot do without.
_STORY = "title: 글\npublished: 2025-11-03\nsummary: 요약\nsources: [city]\nbody: 글\ncampus: jungnang\n"
_PERSON = "person: {display_name: 김 씨, consent: press-release}\npath: {before: 앞, after: 뒤}\n"
ENGLISH = [
    ("campuses/mapo.yml", _CAMPUS, ("name",)),
    ("courses/a.yml", COURSE, ("title",)),
    ("stories/a.yml", _STORY + _PERSON, ("title", "body")),
    ("notices/a.yml", "title: 글\nkind: news\npublished: 2025-11-03\nsummary: 요약\nsources: [city]\n", ("title",)),
    ("pages/a.yml", "title: 글\nbody: 글\n", ("title", "body")),
]


@pytest.mark.parametrize(("name", "text", "keys"), ENGLISH)
def test_english_as_its_repair_says_is_enough(name, text, keys, tmp_path, monkeypatch):
    small_site(tmp_path, {name: text, "site.yml": _SITE + "languages: [ko, en]\n"})
    monkeypatch.chdir(tmp_path)
    (problem,) = (each for each in checked() if each.where.path == f"content/{name}")
    lines = tuple(re.findall(r"'(\w+): …'", problem.repair))
    assert (problem.code, lines) == ("no-english", keys)
    Path(f"content/{name}").write_text(text + "en:\n" + "".join(f"  {key}: A\n" for key in lines), "utf-8")
    assert [each for each in checked() if each.where.path == f"content/{name}"] == []
    row = next(line for line in (HOME / "docs" / "errors.ko.md").read_text("utf-8").split("\n") if line.startswith("| `no-english` |"))
    assert all(f"`{key}`" in row for key in keys)
    kind = next(each for each in KINDS if name.startswith(each.folder))
    (at_field,) = told([problem], problem.where.path, Composed(), kind, text)
    assert at_field.mend == f"'영어 글'에서 {with_particle(', '.join(keys), '을', '를')} 채우세요."


@pytest.mark.parametrize("sign", "\u2010\u2011\u2013\u2212")
def test_a_sign_that_looks_like_a_hyphen_is_named(sign, checked_with):
    (problem,) = checked_with(course("title", f"starts: 2025{sign}13{sign}01\ntitle"))
    assert problem.message.endswith(f"그 안의 '{sign}'(U+{ord(sign):04X})는 보통 빼기표(-)와 다른 글자입니다.")


@pytest.mark.parametrize("phone", ["02-123-4567", "1577-1234", "010-1234-5678", "0212345678", "02-120", "+82-2-123-4567", "+82 2-123-4567"])
def test_a_number_that_can_be_dialled_is_no_fault(phone, checked_with):
    assert checked_with({"campuses/mapo.yml": f'{_CAMPUS}phone: "{phone}"\nemail: sesac.a-b@seoul.go.kr\n'}) == ()


@pytest.mark.parametrize("name", [".x.md.swp", ".DS_Store", "Thumbs.db", "desktop.ini", "Desktop.ini", "._x.md", ".#x.md"])
@pytest.mark.parametrize("folder", ["", "courses/", "files/"])
def test_what_the_system_keeps_unseen_is_never_named(folder, name, tmp_path, monkeypatch):
    small_site(tmp_path, {f"{folder}{name}": "글"})
    monkeypatch.chdir(tmp_path)
    documents = read(Path("content"))
    assert checked() == () and not [each for each in documents.media if name in each]


def test_english_texts_of_a_korean_site_are_no_faults(make, tmp_path):
    english = "en:\n  title: A\n  summary: A\n  body: |\n    [List](/courses/) and [campus](../campuses/jungnang.yml)\n"
    small_site(tmp_path, {"courses/a.yml": COURSE + english})
    report = make(tmp_path / "content", tmp_path / "site")
    assert report.problems == ()
    assert not (tmp_path / "site/en").exists()
