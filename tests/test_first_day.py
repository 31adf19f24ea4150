"""What people who never wrote YAML or Markdown do on their first day: one fault, at its place, that says what to type."""

import pytest
from generator.problems import as_terminal
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
    ("capacity: ⟦yaml-syntax|\u3000⟧25", "쌍점(:) 뒤에 전각 빈칸이 있습니다.", ONE),
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


@pytest.mark.parametrize(("lines", "message", "repair"), ODD + BODIES + HASHES + MARKS)
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
    ("[모집] 과정 # 설명", '"[모집] 과정"'),
]


@pytest.mark.parametrize(("written", "wanted"), VALUES)
def test_a_value_that_stands_only_in_quotes_is_shown_in_them(written, wanted, tmp_path, monkeypatch):
    expected, (problem,) = found_in({"courses/a.yml": f"{_SUMMARY}title: {written}\n{_HEAD}hours: 3\n"}, tmp_path, monkeypatch)
    assert not expected and problem.code == "yaml-syntax" and problem.where.line == 2
    assert problem.repair.endswith(f"값 전체를 따옴표로 감싸 이렇게 쓰세요: title: {wanted}")
    assert compose(f"title: {wanted}\n", "f").value == {"title": written.removesuffix(" # 설명")}


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
