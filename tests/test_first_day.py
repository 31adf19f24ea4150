"""What people who never wrote YAML or Markdown do on their first day: one fault, at its place, that says what to type."""

import re

import pytest

from generator.problems import as_terminal
from generator.read.markdown import parse
from generator.read.yaml_lines import compose
from generator.read.yaml_repairs import quoted
from shared_content import as_fault, checked, small_site

_HEAD = "campus: jungnang\nfield: data\nsources: [city]\nchecked: 2025-11-03\n"
_TITLE, _SUMMARY = "title: 과정\n", "summary: 요약\n"
_COURSE = _HEAD + _TITLE + _SUMMARY


def found_in(files, folder, monkeypatch):
    """The faults that the marks expect, and the problems that are said."""
    expected = small_site(folder, files)
    monkeypatch.chdir(folder)
    return expected, checked()


# Lines of a course, with the mark of the one fault; what is said of it, and its repair.
INDENT = "그것을 지우고 보통 빈칸(스페이스)으로 들여 쓰세요."
ONE = "그것을 지우고 보통 빈칸(스페이스) 하나를 치세요."
COLON = "보통 쌍점(:)을 치고 뒤에 빈칸 하나를 띄우세요."
COMMA = "보통 쉼표(,)와 빈칸으로 고치세요. 글의 일부이면 그 값을 큰따옴표로 감싸세요."
ODD = [
    (
        "apply:\n⟦yaml-syntax|\xa0\xa0⟧from: 2025-11-03\n\xa0\xa0until: 2025-11-20",
        "줄 머리에 줄바꿈 없는 빈칸이 있어 들여쓰기로 읽지 않습니다.",
        INDENT + " 바로 아래 1줄도 같습니다.",
    ),
    (
        "apply:\n  from: 2025-11-03\n⟦yaml-syntax|\u3000⟧until: 2025-11-20",
        "줄 머리에 전각 빈칸이 있어 들여쓰기로 읽지 않습니다.",
        INDENT,
    ),
    ("⟦yaml-syntax|\u200b⟧hours: 1", "줄 머리에 너비 없는 빈칸이 있어 들여쓰기로 읽지 않습니다.", INDENT),
    ("body: |\n⟦yaml-syntax|\u3000⟧글입니다.\nhours: 1", "줄 머리에 전각 빈칸이 있어 들여쓰기로 읽지 않습니다.", INDENT),
    ("schedule:⟦yaml-syntax|\xa0⟧평일\nhours: 1", "쌍점(:) 뒤에 줄바꿈 없는 빈칸이 있습니다.", ONE),
    ("capacity: ⟦yaml-surprise|\u3000⟧25", "값의 앞에 전각 빈칸이 있습니다.", "그 빈칸을 지우세요."),
    ("tags:\n  -⟦yaml-syntax|\xa0⟧AI\n  -\xa0융합", "'-' 뒤에 줄바꿈 없는 빈칸이 있습니다.", ONE + " 바로 아래 1줄도 같습니다."),
    ("schedule: 평일⟦yaml-surprise|\u3000⟧", "값의 끝에 전각 빈칸이 있습니다.", "그 빈칸을 지우세요."),
    (
        "apply:\n  from: 2025-11-03⟦yaml-surprise|\xa0⟧18:00",
        "값 안에 줄바꿈 없는 빈칸이 있습니다.",
        "그 빈칸을 지우고 보통 빈칸(스페이스)을 치세요.",
    ),
    ("schedule⟦yaml-syntax|：⟧ 평일\nhours: 1", "전각 쌍점(：)은 쌍점으로 읽지 않습니다.", COLON),
    ("apply⟦yaml-syntax|：⟧\n  from: 2025-11-03", "전각 쌍점(：)은 쌍점으로 읽지 않습니다.", COLON),
    ("eligibility: {age: {min⟦yaml-syntax|：⟧20}}", "전각 쌍점(：)은 쌍점으로 읽지 않습니다.", COLON),
    ("tags: [AI⟦yaml-surprise|，⟧ 융합]", "전각 쉼표(，)는 목록을 나누지 못합니다.", COMMA),
    ("tags: [AI⟦yaml-surprise|、⟧융합, 가]", "모점(、)은 목록을 나누지 못합니다.", COMMA),
    (
        "tags: ⟦yaml-surprise|［⟧AI, 융합］",
        "전각 대괄호(［ ］)로는 목록을 쓸 수 없습니다.",
        "목록이면 보통 대괄호 [ ]로 고치고, 글이면 큰따옴표로 감싸세요.",
    ),
]
BODY_SAID = "'body'의 글이 여러 줄인데 '|'가 없습니다. 그대로면 '#'으로 시작하는 줄이 사라지고 줄이 이어 붙습니다."
BODY_REPAIR = "'body:'를 'body: |'로 고치고, 글을 모두 그 아래에 두 칸 들여 쓰세요."
BODIES = [
    (lines, BODY_SAID, BODY_REPAIR)
    for lines in (
        "⟦yaml-surprise|body⟧:\n  ## 길 안내\n  상봉역입니다.",
        "⟦yaml-surprise|body⟧:\n  ## 길 안내",
        "⟦yaml-surprise|body⟧: ## 길 안내\n  상봉역입니다.",
        "⟦yaml-surprise|body⟧: 상봉역입니다.\n  ## 길 안내",
        "⟦yaml-surprise|body⟧:\n  상봉역입니다.\n  망우역입니다.",
        "⟦yaml-surprise|body⟧:\n# 길 안내\n  상봉역입니다.",
        "⟦yaml-surprise|body⟧:\n  - 하나\n  - 둘",
        '⟦yaml-surprise|body⟧: "하나\n  둘"',
        "⟦yaml-syntax|body⟧:\n  상봉역입니다.\n  ## 길 안내\n  망우역입니다.\nhours: 1",
        "⟦yaml-syntax|body⟧:\n  문의: 02-120\n  망우역입니다.",
        "⟦yaml-syntax|body⟧:\n## 길 안내\n상봉역입니다.",
        "en:\n  title: A\n  summary: A\n  ⟦yaml-surprise|body⟧:\n    ## Way\n    Text.",
    )
] + [
    (
        "body: |\n  상봉역입니다.\n⟦yaml-syntax|망⟧우역입니다.\nhours: 1",
        "'body' 아래의 글인데 들여 쓰지 않은 줄입니다.",
        "이 줄도 'body'보다 두 칸 들여 쓰세요.",
    ),
]
HASH = "'{}'부터는 읽지 않습니다. 빈칸이나 쉼표 뒤의 '#'은 설명의 시작입니다."
HASHES = [
    ("tags: [C#, F#, ⟦yaml-syntax|#AI⟧]", HASH.format("#AI"), '큰따옴표로 감싸 "#AI"로 쓰세요.'),
    ("tags: [AI, ⟦yaml-syntax|#융합⟧]\nhours: 1", HASH.format("#융합"), '큰따옴표로 감싸 "#융합"으로 쓰세요.'),
    ("eligibility: {prior: ⟦yaml-syntax|#없음⟧}", HASH.format("#없음"), '큰따옴표로 감싸 "#없음"으로 쓰세요.'),
    ("tags:\n  -⟦empty-value|⟧ #AI", "값이 비어 있습니다.", "'#' 뒤는 읽지 않습니다. 글이면 큰따옴표로 감싸 \"#AI\"로 쓰세요."),
    ("tags: [AI⟦yaml-syntax|⟧", "대괄호나 중괄호 안이 끊겼습니다.", "값 사이에 쉼표를 넣고 괄호를 닫으세요."),
    (
        "tags:\n  - ⟦yaml-syntax|[⟧AI, 융합\n  - [데이터]\nhours: 1",
        "대괄호나 중괄호 안이 끊겼습니다.",
        "값 사이에 쉼표를 넣고 괄호를 닫으세요.",
    ),
    ("tags: [AI, ⟦yaml-syntax|*⟧별]", "'*' 글자로 시작하는 값은 따옴표로 감싸야 합니다.", "그 값을 큰따옴표로 감싸세요."),
]
AS_ITEM = "줄마다 빼기표와 빈칸('- ')으로 시작해 '- {}'처럼 쓰세요. 글이면 큰따옴표로 감싸세요."
JOINED = "이 줄은 목록의 새 항목이 아니라 앞줄의 글에 이어집니다. 앞줄보다 들여 썼기 때문입니다."
EVEN = "목록의 '-'를 모두 같은 칸에 맞추세요. 글이면 큰따옴표로 감싸세요."
MARKS = [
    ("tags:\n  ⟦yaml-surprise|–⟧ AI\n  – 융합", "'–' 글자로는 목록을 쓸 수 없습니다.", AS_ITEM.format("AI")),
    ("tags:\n  ⟦yaml-surprise|•⟧ AI", "'•' 글자로는 목록을 쓸 수 없습니다.", AS_ITEM.format("AI")),
    ("tags:\n  ⟦yaml-surprise|-⟧AI\n  -융합", "목록의 '-' 뒤에 빈칸이 없습니다.", AS_ITEM.format("AI")),
    ("tags:\n  ⟦yaml-surprise|1⟧. AI\n  2. 융합", "'1.' 글자로는 목록을 쓸 수 없습니다.", AS_ITEM.format("AI")),
    ("tags:\n⟦yaml-syntax|–⟧ AI\n– 융합", "'–' 글자로는 목록을 쓸 수 없습니다.", AS_ITEM.format("AI")),
    ("tags:\n  - AI\n  ⟦yaml-syntax|–⟧ 융합\nhours: 1", "'–' 글자로는 목록을 쓸 수 없습니다.", AS_ITEM.format("융합")),
    ("tags:\n  ⟦yaml-syntax|*⟧ AI\n  * 융합", "'*' 글자로는 목록을 쓸 수 없습니다.", AS_ITEM.format("AI")),
    ("tags:\n  - AI\n    ⟦yaml-surprise|-⟧ 융합", JOINED, EVEN),
    ("schedule: 평일\n  ⟦yaml-surprise|-⟧ 주말", JOINED, EVEN),
]

OPEN = "여는 따옴표를 닫지 않았습니다."
CLOSE = "{}처럼 닫는 따옴표를 넣으세요."
LATER = '\napply:\n  from: 2025-11-03\nsessions: "평일"\nprize: "없음"'
QUOTES = [
    ('schedule: ⟦yaml-syntax|"⟧평일 저녁' + LATER, OPEN, CLOSE.format('schedule: "평일 저녁"')),
    ('schedule: ⟦yaml-syntax|"⟧평일(저녁)”' + LATER, OPEN, CLOSE.format('schedule: "평일(저녁)"')),
    ("schedule: ⟦yaml-syntax|\"⟧평일(저녁)'" + LATER, OPEN, CLOSE.format('schedule: "평일(저녁)"')),
    ('links:\n  - url: ⟦yaml-syntax|"⟧https://a.example/' + LATER, OPEN, CLOSE.format('- url: "https://a.example/"')),
    ('tags: [⟦yaml-syntax|"⟧AI, 융합]' + LATER, OPEN, CLOSE.format('tags: ["AI, 융합"]')),
    ("schedule: ⟦yaml-syntax|'⟧평일\nsessions: 'AI'", OPEN, CLOSE.format("schedule: '평일'")),
    ('schedule: ⟦yaml-syntax|"⟧평일\nsessions: "주말' + LATER, OPEN, CLOSE.format('schedule: "평일"')),
    ('schedule: "평일\n  저녁"\nsessions: ⟦yaml-syntax|"⟧주말' + LATER, OPEN, CLOSE.format('sessions: "주말"')),
    ('tags:\n  - ⟦yaml-syntax|"⟧AI', OPEN, CLOSE.format('- "AI"')),
]
OUT_OF_BODY = "본문의 줄인데 본문의 다른 줄만큼 들여 쓰지 않았습니다. 그대로면 본문이 여기서 끝납니다."
HEADINGS = [
    ("body: |\n  글\n\n⟦yaml-syntax|#⟧# 제목\n\n  글\n", OUT_OF_BODY, "이 줄을 두 칸 들여 쓰세요."),
    ("body: |\n⟦yaml-syntax|#⟧# 제목\n  글\n", OUT_OF_BODY, "이 줄을 두 칸 들여 쓰세요."),
    ("body: |\n  글\n ⟦yaml-syntax|#⟧# 제목\n## 또\n  글\n", OUT_OF_BODY, "이 줄을 한 칸 더 들여 쓰세요."),
    ("en:\n  title: A\n  body: |\n    글\n  ⟦yaml-syntax|#⟧# 제목\n    - 하나", OUT_OF_BODY, "이 줄을 두 칸 더 들여 쓰세요."),
]
ASIDE = "이 줄의 들여쓰기가 위의 줄들과 맞지 않습니다."
SAME = "위의 {} 같은 칸에서 시작하게 {}세요."
EITHER = "위의 {} 같은 층이면 {}고, 위의 {} 같은 층이면 {}세요."
LESS, MORE = "이 줄 앞의 빈칸을 {} 칸 지우", "이 줄을 {} 칸 더 들여 쓰"
LINK = "links:\n  - label: 가\n"
INDENTS = [
    ("hours: 1\n ⟦yaml-syntax|capacity⟧: 1", ASIDE, SAME.format("'hours'와", LESS.format("한"))),
    ('schedule: "평일"\n  ⟦yaml-syntax|apply⟧:\n    from: 2025-11-03', ASIDE, SAME.format("'schedule'과", LESS.format("두"))),
    ("apply:\n  from: 2025-11-03\n    ⟦yaml-syntax|until⟧: 2025-11-20", ASIDE, SAME.format("'from'과", LESS.format("두"))),
    ("body: |\n  글\n ⟦yaml-syntax|hours⟧: 1", ASIDE, SAME.format("'body'와", LESS.format("한"))),
    (f"{LINK}   ⟦yaml-syntax|url⟧: https://a.example/", ASIDE, SAME.format("'label'과", MORE.format("한"))),
    (f"{LINK}    url: https://a.example/\n   ⟦yaml-syntax|-⟧ label: 나", ASIDE, SAME.format("'-'와", LESS.format("한"))),
    (f"{LINK}  - label: 나\n   ⟦yaml-syntax|url⟧: https://a.example/\n  - label: 다", ASIDE, SAME.format("'label'과", MORE.format("한"))),
    ("tags:\n- AI\n- 융합\n ⟦yaml-syntax|fee⟧: 0", ASIDE, SAME.format("'tags'와", LESS.format("한"))),
    ("tags:\n  - AI\n ⟦yaml-syntax|-⟧ 융합", ASIDE, SAME.format("'-'와", MORE.format("한"))),
    (
        "apply:\n  from: 2025-11-03\n ⟦yaml-syntax|until⟧: 2025-11-20",
        ASIDE,
        EITHER.format("'from'과", MORE.format("한"), "'apply'와", LESS.format("한")),
    ),
    ("tags:\n- AI\n- 융합\nhours: 1\n  ⟦yaml-syntax|fee⟧: 0", ASIDE, SAME.format("'hours'와", LESS.format("두"))),
]
OUTSIDE = "'{}' 아래의 항목인데 들여 쓰지 않은 줄입니다."
INSIDE = "이 줄을 두 칸 들여 쓰세요."
GROUPS = [
    ("en:\n⟦yaml-syntax|title⟧: A\n  summary: A", OUTSIDE.format("en"), INSIDE),
    ("en:\n  title: A\n⟦yaml-syntax|summary⟧: A\n  body: |\n    글", OUTSIDE.format("en"), INSIDE),
    ("apply:\n⟦yaml-syntax|from⟧: 2025-11-03\n  until: 2025-11-20", OUTSIDE.format("apply"), INSIDE),
    ("en:\n  title: A\n  summary: A\nhours: 1\n ⟦yaml-syntax|fee⟧: 0", ASIDE, SAME.format("'hours'와", LESS.format("한"))),
]
NO_NOTE = "'{}' 글자로는 설명을 쓸 수 없습니다. 설명은 '#'으로 시작합니다."
NOTES = [
    ("⟦yaml-syntax|//⟧ 시간\nhours: 1", NO_NOTE.format("//"), "'# 시간'처럼 쓰세요."),
    ("⟦yaml-syntax|＃⟧ 시간\n＃ 두 줄\nhours: 1", NO_NOTE.format("＃"), "'# 시간'처럼 쓰세요."),
    ("⟦yaml-syntax|<!--⟧ 시간 -->\nhours: 1", NO_NOTE.format("<!--"), "'# 시간'처럼 쓰세요."),
    ("apply:\n  ⟦yaml-syntax|/*⟧ 기간 */\n  from: 2025-11-03", NO_NOTE.format("/*"), "'# 기간'처럼 쓰세요."),
    ("hours: 1\n⟦yaml-syntax|//⟧ 끝", NO_NOTE.format("//"), "'# 끝'처럼 쓰세요."),
]
NO_COLON = "항목 이름 뒤에 쌍점(:)이 없습니다."
CONTINUED = "새 항목이면 '이름: 값' 꼴로 쓰고, 앞줄의 글이 이어진 것이면 이 줄을 두 칸 들여 쓰세요."
WRAPPED = [("schedule: 평일\n⟦yaml-syntax|저⟧녁과 주말\nhours: 1", NO_COLON, CONTINUED)]
GROUPS += [
    (
        "en:\n⟦yaml-syntax|title⟧: A\nsummary: A\n  body: |\n    글",
        OUTSIDE.format("en"),
        "이 줄을 두 칸 들여 쓰고, 'summary' 줄까지 그렇게 하세요.",
    ),
    (
        "en:\n  title: A\n⟦doubled-key|summary⟧: A",
        "'summary'가 두 번 나옵니다. 먼저 나온 곳은 6번째 줄입니다.",
        "'en' 아래의 것이면 이 줄을 두 칸 들여 쓰고, 아니면 둘 가운데 하나를 지우세요.",
    ),
]
TWO_ITEMS = [
    ("cohort: 1 ⟦yaml-syntax|starts: 2025-06-23⟧", "한 줄에 항목이 둘 있습니다.", "'cohort: 1'과 'starts: 2025-06-23'으로 줄을 나누세요."),
    ('schedule: "평일" ⟦yaml-syntax|fee: 0⟧', "한 줄에 항목이 둘 있습니다.", "'schedule: \"평일\"'과 'fee: 0'으로 줄을 나누세요."),
    (
        "schedule: 평일 ⟦yaml-syntax|fee: 0⟧",
        "값 안에 쌍점(: )이 있어 읽을 수 없습니다.",
        """항목이 둘이면 'schedule: 평일'과 'fee: 0'으로 줄을 나누고, 글이면 schedule: "평일 fee: 0"처럼 값 전체를 따옴표로 감싸 쓰세요.""",
    ),
]
PAIR = ("대괄호로 쓴 목록 안에 쌍점(:)이 있습니다.", "쉼표(,)를 치려던 것이면 쉼표로 고치고, 글의 일부이면 그 값을 큰따옴표로 감싸세요.")
COMMAS = [
    ("tags: [가⟦yaml-surprise|:⟧ 나, 다]", *PAIR),
    ('tags: ["가"⟦yaml-surprise|:⟧ 나]', *PAIR),
    ("tags: [가:나⟦yaml-surprise|:⟧ 다]", *PAIR),
    ("tags: [가,⟦yaml-syntax|,⟧ 나]", "쉼표가 두 번 있습니다.", "이 쉼표를 지우세요."),
    ("tags: [⟦yaml-syntax|,⟧ 나]", "쉼표 앞에 값이 없습니다.", "이 쉼표를 지우세요."),
]
AWAY, AGAIN = "그 글자를 지우세요.", "그 글자를 지우고 다시 쓰세요."
UNSEEN = [
    ("sched⟦yaml-syntax|\u200b⟧ule: 평일", "항목 이름 안에 보이지 않는 글자(U+200B)가 있습니다.", AWAY),
    ("schedule⟦yaml-syntax|\u202e⟧: 평일", "항목 이름 안에 보이지 않는 글자(U+202E)가 있습니다.", AWAY),
    ("schedule: 평⟦control-character|\u200b⟧일", "'schedule'에 보이지 않는 제어 글자(U+200B)가 있습니다.", AGAIN),
    ('schedule: "평⟦control-character|\u202e⟧일"', "'schedule'에 보이지 않는 제어 글자(U+202E)가 있습니다.", AGAIN),
    ("schedule: 평일\n  저⟦control-character|\u202e⟧녁", "'schedule'에 보이지 않는 제어 글자(U+202E)가 있습니다.", AGAIN),
    ("tags: [가, 나⟦control-character|\u202e⟧다]", "'tags'에 보이지 않는 제어 글자(U+202E)가 있습니다.", AGAIN),
]
ONCE = [
    ("⟦yaml-syntax|[a]⟧: 2", "항목 이름은 한 낱말이어야 합니다.", "'이름: 값' 꼴로 쓰세요."),
    ("partners:\n  ⟦yaml-surprise|•⟧ 가\n  • 나", "'•' 글자로는 목록을 쓸 수 없습니다.", AS_ITEM.format("가")),
]
FAR = TWO_ITEMS + COMMAS + UNSEEN + ONCE + QUOTES + HEADINGS + INDENTS + GROUPS + NOTES + WRAPPED


@pytest.mark.parametrize(("lines", "message", "repair"), ODD + BODIES + HASHES + MARKS + FAR)
def test_lines_that_yaml_reads_otherwise(lines, message, repair, tmp_path, monkeypatch):
    expected, (problem,) = found_in({"courses/a.yml": f"{_COURSE}{lines}\n"}, tmp_path, monkeypatch)
    assert [as_fault(problem)] == expected
    assert (problem.message, problem.repair) == (message, repair)
    assert "\\x" not in as_terminal(problem) and "\\u" not in as_terminal(problem)


# Meant as they stand: no fault.
SOUND = [
    "body: 글 하나",
    "body:\n  글 하나",
    "body: 글\n# 다음 줄의 설명\nhours: 1",
    "body: >\n  하나\n  둘",
    "body: |\n  \u3000글은 전각 빈칸으로 시작해도 됩니다：，",
    'tags: ["AI， 융합", "-AI"]',
    'schedule: "평일：오전"',
    "schedule: 평일：오전",
    "schedule:\n  평일 저녁에 배우고\n  주말에는 쉽니다.",
    "schedule: – 평일",
    "tags:\n  - -3도\n  - 1.5배\n  - AI·융합",
]


@pytest.mark.parametrize("lines", SOUND)
def test_lines_that_are_meant_so(lines, tmp_path, monkeypatch):
    assert found_in({"courses/a.yml": f"{_COURSE}{lines}\n"}, tmp_path, monkeypatch) == ([], ())


def test_an_empty_value_where_the_file_ends_has_a_place():
    assert [problem.code for problem in compose("---\n# 설명", "f").problems] == ["empty-value"]


# Values that stand only in quotes: how a line of them is mended.
VALUES = [
    ("[모집] 11월 과정", '"[모집] 11월 과정"'),
    ('"AI 캠퍼스" 개관', "'\"AI 캠퍼스\" 개관'"),
    ("'새싹'의 하루", "\"'새싹'의 하루\""),
    ("'새싹' \"하나\" 과정", '"\'새싹\' \\"하나\\" 과정"'),
    ("*별 과정", '"*별 과정"'),
    ("& 과정", '"& 과정"'),
    ("!주목", '"!주목"'),
    ("- 과정", '"- 과정"'),
    ("? 과정", '"? 과정"'),
    ("| 과정", '"| 과정"'),
    ("> 과정", '"> 과정"'),
    ("**굵게**", '"**굵게**"'),
    ("{AI} 과정", '"{AI} 과정"'),
    ("@새싹", '"@새싹"'),
    ("%과정", '"%과정"'),
    ("`과정`", '"`과정`"'),
    ("핀테크: 첫걸음", '"핀테크: 첫걸음"'),
    ("'Kim's course'", '"Kim\'s course"'),
    ("'Kim's and Lee's'", "\"Kim's and Lee's\""),
    ("'새싹'의 '하루'", "\"'새싹'의 '하루'\""),
    ("[모집] 과정 # 설명", '"[모집] 과정"'),
]


@pytest.mark.parametrize(("written", "wanted"), VALUES)
def test_a_value_that_stands_only_in_quotes_is_shown_in_them(written, wanted, tmp_path, monkeypatch):
    expected, (problem,) = found_in({"courses/a.yml": f"{_SUMMARY}title: {written}\n{_HEAD}hours: 3\n"}, tmp_path, monkeypatch)
    assert not expected and problem.code == "yaml-syntax" and problem.where.line == 2
    assert problem.repair.endswith(f"title: {wanted}처럼 값 전체를 따옴표로 감싸 쓰세요.")
    meant = written.removesuffix(" # 설명")
    assert compose(f"title: {wanted}\n", "f").value in ({"title": meant}, {"title": meant.strip("'")})


@pytest.mark.parametrize("value", ["가", '"가" 나', "'가' 나", "'가' \"나\"", "가\\나", '"가"\\나', "'가'\\\"나\""])
def test_what_is_quoted_is_read_as_it_was(value):
    assert compose(f"a: {quoted(value)}\n", "f").value == {"a": value}


NO_END = "머리말을 닫는 두 번째 '---' 줄이 없습니다."
ABOVE, BELOW, AS_DASHES = (
    "이 줄 위에 '---' 줄을 넣으세요.",
    "이 줄 아래에 '---' 줄을 넣으세요.",
    "이 줄을 빼기표(-) 세 개인 '---'로 고치세요.",
)
FENCES = [
    ("courses/a.md", f"---\n{_COURSE}\n⟦no-front-matter|글⟧입니다.\n\n## 제목\n", NO_END, ABOVE),
    ("courses/a.md", f"---\n{_COURSE}⟦no-front-matter|#⟧# 제목\n", NO_END, ABOVE),
    ("courses/a.md", f"---\n{_COURSE}tags:\n- AI\n# 설명\n- 융합\n\n⟦no-front-matter|-⟧ 글의 목록\n", NO_END, ABOVE),
    ("courses/a.md", f"---\n{_COURSE}⟦no-front-matter|-⟧---\n글\n", NO_END, AS_DASHES),
    ("courses/a.md", f"---\n{_COURSE}⟦no-front-matter|—⟧\n글\n", NO_END, AS_DASHES),
    (
        "courses/a.md",
        f"---\n{_COURSE}⟦no-front-matter|⟧ ---\n\n## 제목\n",
        "머리말을 닫는 '---' 앞에 빈칸이 있습니다.",
        "빈칸을 지워 '---'가 줄의 첫 칸에서 시작하게 하세요.",
    ),
    ("courses/a.md", f"---\n{_COURSE}en:\n  body: |\n    글\n\n    ---\n\n    글\n⟦no-front-matter|글⟧입니다.\n", NO_END, ABOVE),
    ("courses/a.md", f"---\n{_COURSE}en:\n  body: |\n    글\n\n    ---\n⟦no-front-matter|글⟧입니다.\n", NO_END, ABOVE),
    ("courses/a.md", f"---\n{_COURSE}en:\n  ⟦no-front-matter|t⟧itle: A\n", NO_END, BELOW),
    (
        "courses/a.yml",
        f"---\n{_COURSE}⟦yaml-syntax|---⟧\n\n글입니다.\n",
        "'---' 줄 사이의 머리말과 그 아래의 본문은 '.md' 파일에 씁니다. 이 파일은 '.yml'입니다.",
        "파일 이름을 'a.md'로 바꾸세요.",
    ),
    ("courses/a.yml", f"---\n{_COURSE}⟦yaml-syntax|---⟧\n", "한 파일에 문서가 둘 있습니다.", "'---' 줄을 지우세요."),
    ("courses/a.yml", f"---\n{_COURSE}⟦yaml-syntax|---⟧\nhours: 1\n", "한 파일에 문서가 둘 있습니다.", "'---' 줄을 지우세요."),
]


@pytest.mark.parametrize(("name", "text", "message", "repair"), FENCES)
def test_the_lines_around_a_front_matter(name, text, message, repair, tmp_path, monkeypatch):
    expected, (problem,) = found_in({name: text}, tmp_path, monkeypatch)
    assert [(problem.where.line, problem.code)] == [(fault.line, fault.code) for fault in expected]
    assert (problem.message, problem.repair) == (message, repair)


# Slips in a whole file: one fault each, in that file alone.
_ENTRY = "news:\n  title: 가\n  publisher: 나\n  date: 2025-01-01\n  tier: A\n"
_CITY = "city:\n  title: 시\n  publisher: 시\n  date: 2025-01-01\n  tier: A\n"
TWO = "두 사람이 고친 두 판이 이 파일에 함께 들어 있습니다. Git이 그 사이에 표시 줄을 넣었습니다."
KEEP = "'<<<<<<<'부터 '>>>>>>>'까지에서 한쪽만 남기고, '<<<<<<<', '=======', '>>>>>>>' 줄을 모두 지우세요."
CONFLICT = "⟦two-versions|<⟧<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> 가지\n"
UNDASHED = "줄마다 빼기표와 빈칸('- ')으로 시작해 '- [새말, 헌말]'처럼 쓰세요."
WHOLE = [
    (
        "sources.yml",
        _CITY + "new-2025:\n⟦yaml-surprise|title⟧: 가\npublisher: 나\ndate: 2025-01-01\ntier: A\n",
        OUTSIDE.format("new-2025"),
        "이 줄부터 'tier' 줄까지 두 칸씩 들여 쓰세요.",
    ),
    ("courses/a.yml", _COURSE + CONFLICT.format("hours: 1", "hours: 2"), TWO, KEEP),
    ("courses/a.md", f"---\n{_COURSE}{CONFLICT.format('hours: 1', 'hours: 2')}---\n글\n", TWO, KEEP),
    ("courses/a.md", f"---\n{_COURSE}---\n글\n\n{CONFLICT.format('하나', '둘')}", TWO, KEEP),
    ("courses/a.yml", f"{_TITLE}{_SUMMARY}⟦yaml-syntax|-⟧--\n{_HEAD}", "한 파일에 문서가 둘 있습니다.", "'---' 줄을 지우세요."),
    *(
        ("synonyms.yml", f"groups:\n{lines}", "목록의 항목인데 앞에 '-'가 없습니다.", UNDASHED)
        for lines in (
            "  - [앱, app]\n  ⟦yaml-syntax|[⟧새말, 헌말]\n",
            "  - [앱, app]\n  ⟦yaml-syntax|[⟧새말, 헌말]\n  - [가, 나]\n",
            "  ⟦yaml-syntax|[⟧새말, 헌말]\n  - [앱, app]\n",
            "  ⟦yaml-syntax|[⟧새말, 헌말]\n  [앱, app]\n",
            "- [앱, app]\n⟦yaml-syntax|[⟧새말, 헌말]\nfillers: [가]\n",
        )
    ),
    ("sources.yml", f"{_ENTRY}⟦yaml-syntax|-⟧--\n{_CITY}", "한 파일에 문서가 둘 있습니다.", "'---' 줄을 지우세요."),
]


@pytest.mark.parametrize(("name", "text", "message", "repair"), WHOLE)
def test_one_slip_in_a_file_is_one_fault(name, text, message, repair, tmp_path, monkeypatch):
    expected, (problem,) = found_in({name: text}, tmp_path, monkeypatch)
    assert [as_fault(problem)] == expected
    assert (problem.message, problem.repair) == (message, repair)


# Files whose endings are nearly right, or that are no text of ours: the name and the text, how bad it is, and the repair.
_WITH_BODY = f"---\n{_COURSE}---\n글\n"
NEW_TEXT = "글을 복사해 새 파일 'z.md'에 붙이세요. 내려받게 할 파일이면 files 폴더로 옮기세요."
FOLDER = "알맞은 폴더(campuses, courses, stories, notices, pages)"
TABLES = "site.yml, districts.yml, fields.yml, sources.yml, synonyms.yml, wording.yml"
NAMES = [
    ("courses/j.MD", _WITH_BODY, "error", "이름을 'j.md'로 바꾸세요."),
    ("courses/j.Md", _WITH_BODY, "error", "이름을 'j.md'로 바꾸세요."),
    ("courses/j.md.txt", _WITH_BODY, "error", "이름을 'j.md'로 바꾸세요."),
    ("courses/J 1.markdown", _WITH_BODY, "error", "이름을 'j-1.md'로 바꾸세요."),
    ("courses/j.YML", _COURSE, "error", "이름을 'j.yml'로 바꾸세요."),
    ("courses/j.YAML", _COURSE, "error", "이름을 'j.yml'로 바꾸세요."),
    ("courses/j.yaml", f"---\n{_COURSE}", "error", "이름을 'j.yml'로 바꾸세요."),
    ("courses/j.yaml", _WITH_BODY, "error", "이름을 'j.md'로 바꾸세요."),
    ("courses/j.yml.txt", _COURSE, "error", "이름을 'j.yml'로 바꾸세요."),
    ("fields.YAML", "가", "error", "이름을 'fields.yml'로 바꾸세요."),
    ("mapo-4.md", _WITH_BODY, "error", f"한 쪽의 글이면 {FOLDER}로 옮기세요."),
    ("mapo-4.yml", _COURSE, "error", f"이름을 {TABLES} 가운데 하나로 바꾸세요. 한 쪽의 글이면 {FOLDER}로 옮기세요."),
    ("z.docx", "글", "warning", NEW_TEXT.replace("새 파일", f"{FOLDER}의 새 파일")),
    ("z.png", "글", "warning", "그림은 images 폴더로 옮기세요."),
    ("courses/z.docx", "글", "warning", NEW_TEXT),
    ("courses/z.md.docx", "글", "warning", NEW_TEXT),
    ("courses/z.hwp", "글", "warning", NEW_TEXT),
    ("courses/z.HWPX", "글", "warning", NEW_TEXT),
    ("courses/z.txt", "글", "warning", NEW_TEXT),
    ("courses/z.PNG", "글", "warning", "그림은 images 폴더로 옮기세요."),
    ("courses/z.zip", "글", "warning", "내려받게 할 파일이면 files 폴더로 옮기고, 아니면 지우세요."),
]


@pytest.mark.parametrize(("name", "text", "severity", "repair"), NAMES)
def test_files_with_another_ending(name, text, severity, repair, tmp_path, monkeypatch):
    _, (problem,) = found_in({name: text}, tmp_path, monkeypatch)
    assert (problem.code, problem.severity, problem.repair) == ("stray-file", severity, repair)


# Lines of a body, with the marks of their slips, and the repair of each.
DASH, NUMBER = "줄마다 빼기표와 빈칸('- ')으로 시작하세요.", "줄마다 '1. '처럼 한 칸을 띄우세요."
SPACE = "주소를 < >로 감싸 '[이름](<{}>)'으로 쓰거나, 파일 이름에서 빈칸을 없애세요."
OPEN, WIDE, GAP = "'[이름]({})'처럼 괄호를 닫으세요.", "보통 괄호로 '[이름]({})'처럼 쓰세요.", "빈칸을 지우고 '[이름]({})'처럼 붙여 쓰세요."
PARTICLE = "뒤의 말까지 굵게 '{} 쓰거나, 따옴표와 괄호를 별표 밖에 두세요."
DATE = "날짜는 '2025년 11월 3일'처럼 쓰거나, 줄을 다른 말로 시작하세요."
CAMPUS, WEB = "../campuses/jungnang.yml", "https://a.example/"
NUMBERED = "줄마다 '1. '처럼 숫자와 점, 빈칸으로 시작하세요."
TABS = "줄마다 칸을 '|'로 나누고 첫 줄 아래에 '{}' 줄을 넣으세요."
SPACED, UNSPACED = "그 빈칸을 지우고 보통 빈칸(스페이스) 하나를 치세요.", "그 빈칸을 지우세요."
BARS = "줄마다 칸을 보통 '|'로 나누고, 첫 줄 바로 아래에 '|---|---|' 줄을 두세요."
GAPS = "표의 줄 사이에 있는 빈 줄을 지우고, 첫 줄 바로 아래에 '|---|---|' 줄을 두세요."
MOVED = "그 줄을 지우고, '|이름|값|' 줄 바로 아래에 '|---|---|' 줄을 넣으세요."
CELLS = "칸의 수를 첫 줄과 맞추세요. 칸 안의 '|'는 '\\|'로 쓰세요."
FOOTNOTE = "각주의 글을 본문에 괄호로 적고 [^1]을 모두 지우세요."
TAG = "지우세요. 굵게는 '**글자**', 링크는 '[이름](주소)'로 씁니다."
TAGS = ("<script>", "<details open>", "<sup>", "</video>", '<input type="text" disabled/>', "<o:p>", "<my-part>", "<SPAN lang=EN-US>")
NOTE = "지우세요. 남길 말이면 머리말에서 '#' 뒤에 적으세요."
SLIPS = [
    ("[공고문](⟦link-form|../files/공고 문.pdf⟧)을 봅니다.", SPACE.format("../files/공고 문.pdf")),
    ("**글** ![그림](⟦link-form|../images/a b.png⟧)", SPACE.format("../images/a b.png")),
    (f"[중랑] (⟦link-form|{CAMPUS}⟧)", GAP.format(CAMPUS)),
    (f"[가] (⟦link-form|{WEB}⟧)", GAP.format(WEB)),
    (f"[중랑](⟦link-form|{CAMPUS}⟧ 캠퍼스", OPEN.format(CAMPUS)),
    (f"[가](⟦link-form|{WEB}⟧ 에서", OPEN.format(WEB)),
    (f"［중랑］（⟦link-form|{CAMPUS}⟧）", WIDE.format(CAMPUS)),
    (f"[중랑]（⟦link-form|{CAMPUS}⟧）", WIDE.format(CAMPUS)),
    (f"`[가](나 다.pdf)` [중랑] (⟦link-form|{CAMPUS}⟧)", GAP.format(CAMPUS)),
    ("⟦heading-space|＃＃⟧ 제목", "보통 #으로 '## '을 쓰고 그 뒤에 제목을 쓰세요."),
    ('⟦bold-mark|**"굵게"**와⟧ 글', PARTICLE.format('**"굵게"와**\'로')),
    ("글 ⟦bold-mark|**괄호(안)**은⟧ 글", PARTICLE.format("**괄호(안)은**'으로")),
    ("글 ⟦bold-mark|** 가 **는⟧ 글", "별표와 글자 사이의 빈칸을 지워 '**가**는'으로 쓰세요."),
    ("글⟦bold-mark|**(가)**⟧ 글", "앞말과 '**' 사이에 빈칸을 두거나, 따옴표와 괄호를 별표 밖에 두세요."),
    # Word and pages leave spaces that are none to Markdown: before a mark or behind it.
    *((f"글\n\n⟦heading-space|##{odd}⟧길 안내\n\n글", SPACED) for odd in "\u00a0\u3000\u202f"),
    ("⟦heading-space|#\u3000⟧길 안내", SPACED),
    ("글\n⟦heading-space|\u3000## ⟧길 안내", UNSPACED),
    ("⟦list-mark|-\u00a0⟧하나\n-\u00a0둘\n\n글", SPACED),
    ("⟦list-mark|1.\u3000⟧하나\n2.\u3000둘", SPACED),
    ("- 하나\n  ⟦list-mark|*\u00a0⟧둘", SPACED),
    ("> ⟦list-mark|\u3000- ⟧하나\n> \u3000- 둘", UNSPACED),
    ("글\n⟦list-mark|-⟧하나\n-둘\n-셋", DASH),
    ("⟦list-mark|•⟧ 하나\n• 둘", DASH),
    ("⟦list-mark|1.⟧하나\n2.둘", NUMBER),
    ("⟦list-mark|－⟧ 하나\n－ 둘", DASH),
    *((f"글\n⟦list-mark|{mark}⟧ 하나\n{mark} 둘", DASH) for mark in "ㅇ○◆▶▷※★"),
    ("⟦list-mark|ㅇ⟧하나\nㅇ둘", DASH),
    *((f"⟦list-mark|{first}⟧ 하나\n{second} 둘", NUMBERED) for first, second in ("⑴⑵", "❶❷", "㉠㉡", ("(1)", "(2)"), ("(가)", "(나)"))),
    *((f"⟦list-mark|{first}⟧ 하나\n{second}둘", NUMBERED) for first, second in (("가.", "나."), ("가)", "나)"), ("（1）", "（2）"))),
    ("⟦list-mark|□⟧ 개요\n① 하나\n글", DASH),
    ("1. 개요\n   ⟦list-mark|가.⟧ 하나\n나. 둘", NUMBERED),
    ("○ 하나\n - 시간\n⟦list-mark|○⟧ 둘", DASH),
    ("- 하나\n⟦list-mark|-⟧둘", DASH),
    ("글\n⟦list-mark|일시:⟧ 2025년 11월 3일 18:00\n장소: 중랑캠퍼스\n대상 : 누구나", DASH),
    ("⟦list-mark|**신청 기간**:⟧ 11월\n**교육 시간(주)**: 30시간", DASH),
    ("- ⟦list-mark|일시：⟧3일\n  장소：중랑", DASH),
    ("글\n⟦list-mark|①⟧ 하나\n② 둘\n③셋", NUMBERED),
    ("⟦list-mark|1）⟧ 하나\n2）둘", NUMBERED),
    ("⟦table-rule|이름\t전화⟧\n김 씨\t02-120\n이 씨\t", TABS.format("|---|---|")),
    ("글\n⟦table-rule|월\t화\t수⟧\n가\t나\t다", TABS.format("|---|---|---|")),
    ("| 가 | 나 |\n|---|---|\n| 다 | 라 | ⟦table-rule|마⟧ |\n| 바 |\n| 사 | 아 | |", CELLS),
    ("가 | 나\n---|---\n다 | 라 | ⟦table-rule|마 | 바⟧", CELLS),
    ("> | 가 | 나 |\n> |:-:|--:|\n> | 다 \\| 라 | 마 | ⟦table-rule|바⟧ |", CELLS),
    ("- | 가 | 나 |\n  |---|---|\n  | 다 | `라 | ⟦table-rule|마`⟧ |", CELLS),
    ("⟦link-form|글⟧[^1]\n\n[^1]: 각주", FOOTNOTE),
    ("글[^1]\n\n⟦link-form|[^1]⟧: 각주 두 낱말", FOOTNOTE),
    *((f"글 ⟦html-tag|{tag}⟧ 글", TAG) for tag in TAGS),
    ("글 \\<br> 글 &lt;br&gt;\n글 ⟦html-tag|<br>⟧ 글", TAG),
    ("앞 ⟦hidden-note|<!-- 담당자 010-0000-0000 -->⟧ 뒤", NOTE),
    ("⟦hidden-note|<!-- 두 줄에⟧\n걸친 말 -->", NOTE),
    ("## 제목 ⟦hidden-note|<!-- 말 -->⟧", NOTE),
    ("⟦list-mark|2025.⟧ 11. 3. 시작", DATE),
    ("- ⟦list-mark|11. 3.⟧ 시작", DATE),
    ("⟦table-rule||이름|값|⟧\n|가|1|\n|나|2|", "첫 줄 아래에 '|---|---|' 줄을 넣으세요."),
    *(
        (f"⟦table-rule||이름|값|⟧\n{rule}\n|나|2|", "첫 줄 아래의 그 줄을 '|---|---|'로 고치세요.")
        for rule in ("|---|", "|—|—|", "|ㅡ|ㅡ|")
    ),
    ("- 글\n⟦table-rule||이름|값|⟧\n|---|---|\n|나|2|", "표의 첫 줄 위에 빈 줄을 넣으세요."),
    ("|---|---|\n⟦table-rule||이름|값|⟧\n|나|2|", MOVED),
    ("⟦table-rule||이름|값|⟧\n|가|1|\n|---|---|\n|나|2|", MOVED),
    ("---|---\n⟦table-rule|이름 ¦ 값⟧\n나 | 2", MOVED.replace("|이름|값|", "이름 | 값")),
    ("글\n\n⟦table-rule|이름 ¦ 값⟧\n가 | 1\n나 | 2", "첫 줄 아래에 '|---|---|' 줄을 넣으세요."),
    *(
        (f"⟦table-rule|{rows[0]}⟧\n{rows[1]}\n{rows[2]}", BARS)
        for bar in "｜│ㅣ"
        for rows in (
            (f"{bar}이름{bar}값{bar}", f"{bar}---{bar}---{bar}", f"{bar}가{bar}1{bar}"),
            (f"이름 {bar} 값", f"--- {bar} ---", f"가 {bar} 1"),
        )
    ),
    ("⟦table-rule||이름|값|⟧\n\n|---|---|\n\n|가|1|\n\n|나|2|", GAPS),
    ("⟦table-rule||이름|값|⟧\n\n|---|---|\n|가|1|\n|나|2|", GAPS),
    ("⟦table-rule||이름|값|⟧\n\n\n|가|1|\n\n글", GAPS),
    ("|이름|값|\n|---|---|\n|가|1|\n\n⟦table-rule||나|2|⟧\n\n|다|3|", GAPS),
    ("> ⟦table-rule||이름|값|⟧\n>\n> |가|1|", GAPS),
    (
        "|이름|값|\n|---|---|\n|가|1|\n⟦table-rule|문의는 전화로 하세요.⟧\n또 한 줄",
        "표와 글 사이에 빈 줄을 두세요. 표의 한 줄이면 칸을 '|'로 나누세요.",
    ),
    ("글\n\n    ⟦indented-text||이름|값|⟧\n    |---|---|\n    |가|1|", "줄 앞의 빈칸을 지우세요."),
    ("글\n\n    ⟦indented-text|네⟧ 칸 들인 글", "줄 앞의 빈칸을 지우세요."),
    ("글\n\n    ⟦indented-text|-⟧ 하나", "줄 앞의 빈칸을 지우세요."),
]


@pytest.mark.parametrize(("lines", "repair"), SLIPS)
def test_lines_that_markdown_reads_otherwise(lines, repair, tmp_path, monkeypatch):
    lines = re.sub(r"⟦([a-z-]+)\|(\|.+?\||[^⟧]*¦[^⟧]*)⟧", r"⟦\1|⟧\2", lines).replace("¦", "|")  # a mark cannot hold a bar
    expected, (problem,) = found_in({"courses/a.md": f"---\n{_COURSE}---\n\n{lines}\n"}, tmp_path, monkeypatch)
    assert [as_fault(problem)] == expected and problem.repair == repair


def rewritten(repair):
    """What a repair of bold words says to write."""
    return re.search(r"'(\*\*.+?)'(?:로|으로)", repair)[1]


@pytest.mark.parametrize("row", [row for row in SLIPS if "bold-mark" in row[0] and "앞말과" not in row[1]])
def test_bold_words_are_bold_as_they_are_rewritten(row):
    assert parse(f"글 {rewritten(row[1])} 글", "courses").html.count("<strong>") == 1


# Meant as they stand.
PLAIN = [
    "-3도\n-4도",
    "\u3000들여 쓴 문단\n글 -\u00a03도 #\u00a0글",
    "1.5배\n2.5배",
    "-하나",
    "- 하나\n- 둘\n  1. 셋\n     이어짐",
    "- 하나  \n  ※ 둘\n- 셋\\\n  ○ 넷",
    "- 신청은 11월\n  21.까지",
    "○ 하나\n글",
    "글\n※ 하나",
    "ㅇㅇ\nㅇㅋ",
    "가.나.다.\n나...",
    "일시: 3일\n중랑캠퍼스에서 만납니다.",
    "일시: 3일  \n장소: 중랑\\\n대상: 누구나",
    "오전 9:00 시작\n오후 6:00 끝",
    "먼저 신청 기간을 살펴보고 준비물을 챙깁니다: 하나\n그러고 나서 신청서를 꼼꼼히 적습니다: 둘",
    "1. 하나\n2. 둘",
    "글 1.\n2025년",
    "[1] (자세히) [참고](자세한 내용) 2**3",
    '`**"가"**와` `[a](b c.pdf)` ``[a] (b.pdf)``',
    '\\*\\*"가"\\*\\*와',
    "**가**와 **나**, **다(라)** 글",
    f'[중랑]({CAMPUS} "제목 글") [나](<{CAMPUS}>)',
    "```\n[a](b c.pdf)\n-하나\n-둘\n|가|나|\n|다|라|\n**(가)**나\n```",
    "글\n\n    x = 1\n    # 설명\n\n글\n\n    변수 = 1",
    "- 하나\n\n    이어진 글",
    "| 가 | 나 |\n|---|---|\n| 다 | 라 |",
    "|가|",
    "|가|\n\n|나|",
    "|가|나|\n\n글\n\n|다|라|",
    "|가|나|\n|---|---|\n|다|라|\n\n|가|나|\n|---|---|\n|다|라|",
    "| 가 |\n|---|\n나",
    "홈 | 과정\n글",
    "[중랑](../campuses/jungnang.yml) | [가](https://a.example/)\n[중랑](../campuses/jungnang.yml) | [나](https://a.example/)",
    "`가|나`\n`다|라`",
    "    |가|나|",
    "| 가 | 나 |\n|---|---|\n| 다 \\| 라 | 마 |\n| 바 |\n| 사 | 아 | |\n| 자 | 차 ||",
    "① 하나\n글",
    "글 ① 하나\n글 ② 둘",
    "가\t나\n글",
    "```\n가\t나\n다\t라\n① 하나\n② 둘\n```",
    "`<!-- 말 -->` `<script>` \\<!-- 말 -->",
    "```\n<!-- 말 -->\n<style>\n```",
    "<3 a<b 1 < 2 > 1 a<b 그리고 b>c <AI 융합> <과정 이름> <python 기초> <a@a.example>",
    "<!\\-- 말 --> <tel:02-120>",
    "\\<b>굵게\\</b>는 &lt;b&gt;와 같고, &#60;br>은 줄을 바꿉니다.",
]


@pytest.mark.parametrize("lines", PLAIN)
def test_lines_of_a_body_that_are_meant_so(lines):
    assert parse(f"{lines}\n", "courses").slips == ()


@pytest.mark.parametrize(
    "mark",
    [
        "](a",
        "] (a ",
        "](a ",
        "］（a",
        "[a](b ",
        "**a",
        '**"',
        "`",
        "`a` ",
        "`` ` ",
        "-a\n",
        "|a|",
        "1.a\n",
        "＃ ",
        "    가\n",
        "\n<a b=c",
        "\n<!--",
        "가\t나\n",
        "①\n",
        "1）\n",
        "|가|나\n",
        "|가|나|\n\n",
        "|",
        "ㅣ",
        "-",
        "가 ｜",
        "가: 나\n",
        "가.나",
        "(1) 가\n",
        "- 가\n○ 나\n",
        "\u3000- ",
        "#\u00a0\n",
    ],
)
def test_many_slips_take_no_longer_than_their_text(mark):
    """As much of each as is parsed: were any of it tried from every place to the end, this would take minutes."""
    text = mark * (40_000 // len(mark))
    assert parse(f"**(가)**나 [가](나 다.pdf)\n{text}" if len(text) < 50_000 else "", "courses").html


@pytest.mark.parametrize(
    "text",
    [
        "tags:\n" + "".join(f" - [{'1가, ' * 1_900}]\n" for _ in range(25)),
        "\u3000" + "k" * 900 + ": 1\n",
        "a: {" + "".join(f"k{number}: 1가\u3000나, " for number in range(1_900)) + "}\n",
        "tags: [" + "\u3000" * 400_000 + "]\n",
        "tags:\n  - 가\n" + "    - 나\n" * 60_000,
        "body:\n" + "  # 가\n" * 60_000 + "  글\n",
        "body:\n" + "  가\n" * 60_000 + "  나: 다\n",
        "a:\n" + "\u00a0\u00a0b: 1\n" * 60_000,
        "tags: [가,\n" + "\n" * 300_000,
        "title: " + "[가] " * 60_000 + "\n",
        "title: " + '"' * 300_001 + "가\n",
        "---\n" + "a: 1\n" * 60_000,
        'a: "b\n' * 40_000 + "c: @\n",
        'a: ["' + '", "' * 60_000 + "b\nc: @\n",
        "a: |\n  b\n" + "# c\n" * 60_000 + "  d\n",
        "// a\n" * 60_000 + "b: 1\n",
        "".join(f"{' ' * (900 - number)}a: b\n" for number in range(300)) * 2,
        "".join(f"{' ' * number}a:\n" for number in range(700)) + "b: 1\n  c: 1\n",
        "a:\n" + "b: 1\n" * 60_000 + "  c: 1\n",
        "a: b\n" + "c\n" * 100_000,
        "a: 1\n// " + " " * 200_000 + "b\nc: 1\n",
    ],
    ids=range(21),
)
def test_what_is_made_to_hurt_is_read_in_the_time_of_its_length(text, tmp_path, monkeypatch):
    """Were any of it looked at anew from each of its places, this would take minutes."""
    assert compose(text, "f").values
    assert found_in({"courses/a.md": text if text.startswith("---") else f"---\n{text}---\n"}, tmp_path, monkeypatch)[1]
