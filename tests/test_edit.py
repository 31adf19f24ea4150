"""Editing a file by its values: every other line stays, to the byte, and the file then holds what was asked for."""

import copy
import re
from functools import partial
from pathlib import Path

import pytest

from generator.edit import CannotEdit, CannotHold, as_spelled, edited_text, new_text
from generator.read import composed_of
from generator.read.files import File
from generator.text import normal
from shared_content import REAL

FILES = sorted(path for folder in ("campuses", "courses", "stories", "notices", "pages") for path in (REAL / folder).iterdir())

# Title, the file before, key, value (None: away), the file after or "refused".
CASES = [
    ("a value keeps its comment", "fee: 0  # 무료\nhours: 3\n", "fee", 100, "fee: 100  # 무료\nhours: 3\n"),
    ("a comment above stays", "# 이름\ntitle: 가\n\n# 시간\nhours: 3\n", "title", "나", "# 이름\ntitle: 나\n\n# 시간\nhours: 3\n"),
    ("what YAML would read otherwise is quoted", "title: 가\n", "title", "no", 'title: "no"\n'),
    ("so is what would end early", "title: 가\n", "title", "[가] 나: 다 # 라", 'title: "[가] 나: 다 # 라"\n'),
    ("a date stays plain", "starts: 2025-11\n", "starts", "2025-11-03 09:00", "starts: 2025-11-03 09:00\n"),
    ("quotes make room", 'title: "[가] 나"  # 말\n', "title", "다", "title: 다  # 말\n"),
    ("a list is written line by line", "tags: [가, 나]\nfee: 0\n", "tags", ["가", "다"], "tags:\n  - 가\n  - 다\nfee: 0\n"),
    ("a list with a comment is not", "tags:\n  - 가  # 처음\n  - 나\n", "tags", ["가"], "refused"),
    ("nor is one before a comment", "tags: [가, 나]  # 둘\n", "tags", ["가"], "refused"),
    ("a comment after a list belongs to what follows", "tags:\n  - 가\n# 비용\nfee: 0\n", "tags", ["나"],
     "tags:\n  - 나\n# 비용\nfee: 0\n"),
    ("a value goes with its line", "title: 가\nfee: 0  # 무료\nhours: 3\n", "fee", None, "title: 가\nhours: 3\n"),
    ("a text of many lines", "title: 가\nbody: |\n  ## 하나\n\n  둘\nfee: 0\n", "body", "## 셋\n\n넷\n",
     "title: 가\nbody: |\n  ## 셋\n\n  넷\nfee: 0\n"),
    ("spaces at the end of a line say something", "body: |\n  하나\nfee: 0\n", "body", "하나  \n둘 \n\n셋",
     "body: |\n  하나  \n  둘 \n\n  셋\nfee: 0\n"),
    ("so does what stands before the first", "body: |\n  하나\nfee: 0\n", "body", "    코드\n글", "body: |2\n      코드\n  글\nfee: 0\n"),
    ("also where all lines are so", "body: |2\n      코드\n  글\n", "body", "  가\n  나", "body: |2\n    가\n    나\n"),
    ("blank lines around do not", "body: |\n  하나\n  둘\n     \nfee: 0\n", "body", " \n하나\n둘\n\n",
     "body: |\n  하나\n  둘\n     \nfee: 0\n"),
    ("a # in quotes is no comment", 'tags:\n  - "가 #1"\n  - 나\n', "tags", ["가 #1"], 'tags:\n  - "가 #1"\n'),
    ("but one behind them is", 'tags:\n  - "가 #1"  # 처음\n  - 나\n', "tags", ["가 #1"], "refused"),
    ("a group inside", "en:\n  title: A # the name\n  summary: B\nfee: 0\n", "en", {"title": "A", "summary": "C"},
     "en:\n  title: A # the name\n  summary: C\nfee: 0\n"),
    ("a key more in a group", "en:\n  title: A\nfee: 0\n", "en", {"title": "A", "summary": "C"}, "en:\n  title: A\n  summary: C\nfee: 0\n"),
    ("a group in braces is written anew", "apply: {from: 2025-11}\n", "apply", {"from": "2025-12"}, "apply:\n  from: 2025-12\n"),
    ("true is not 1", "draft: true\nfee: 1\n", "draft", False, "draft: false\nfee: 1\n"),
    ("nor is 1 1.0", "fee: 1\n", "fee", 1.0, "fee: 1.0\n"),
    ("a broken file is left alone", "title: [가\n", "title", "나", "refused"),
]  # fmt: skip


def file_at(path):
    return File(path, str(path), path.parent.name, path.stem)


def thawed(value):
    if isinstance(value, dict):
        return {key: thawed(item) for key, item in value.items()}
    return [thawed(item) for item in value] if isinstance(value, tuple) else value


def data_of(file, text):
    composed = composed_of(text, file)
    assert composed.problems == [], (file, composed.problems)
    return thawed(composed.value)


@pytest.mark.parametrize(("title", "before", "key", "value", "after"), CASES, ids=[case[0] for case in CASES])
def test_one_value(title, before, key, value, after):
    file = file_at(Path("campuses/a.yml"))
    data = thawed(composed_of(before, file).value) or {}
    data = {name: item for name, item in {**data, key: value}.items() if item is not None}
    if after == "refused":
        with pytest.raises(CannotEdit):
            edited_text(file, before, data)
    else:
        assert edited_text(file, before, data) == after


def test_a_comment_that_would_be_lost_is_named_by_its_line_in_the_file():
    with pytest.raises(CannotEdit) as refused:
        edited_text(file_at(Path("campuses/a.yml")), "body: 가\ntags:\n  - 나  # 말\n", {"body": "가\n나\n다", "tags": ["다"]})
    assert refused.value.line == 3


# What no lines of YAML give back (a control character, a line end that no editor has), what no file of front matter does, and where.
UNHELD = [
    ({"title": "가", "en": {"title": "A", "body": "가\x07\n나"}}, ("en", "body")),
    ({"title": "가\u2028나"}, ("title",)),
    ({"title": "가", "body": "  "}, ()),
    ({"title": "가", "body": 1}, ("body",)),
    ({"title": "나", "en": {"title": "A", "#k": "B"}}, ("en", "#k")),
    ({"title": "나", "tags": [{"a": "A", "#k": "B"}]}, ("tags",)),
    # JSON's null, for a value that is there, for one that is not, in a group, and for a body.
    ({"title": None}, ("title",)),
    ({"title": "나", "fee": None, "body": "글"}, ("fee",)),
    ({"title": "나", "en": {"title": "A", "body": None}}, ("en", "body")),
    ({"title": "나", "body": None}, ("body",)),
]


@pytest.mark.parametrize(("data", "path"), UNHELD)
def test_what_a_file_cannot_hold_is_refused_by_name_in_a_new_file_and_in_an_old_one(data, path):
    file = file_at(Path("courses/a.md"))
    olds = ("---\ntitle: 나\n---\n\n글\n", "---\ntitle: 나\nen:\n  title: A\n---\n")
    for write in (lambda: new_text(file, data), *(partial(edited_text, file, old, data) for old in olds)):
        with pytest.raises(CannotHold) as refused:
            write()
        assert refused.value.path == path


def changes_of(data):
    """The data with each key in turn changed, taken away, and a new one put between."""
    for key, value in data.items():
        for new in ("새 값", "여러\n\n줄", ["하나", "둘: 셋"], {"first": 1, "second": ["가"]}, None):
            if key == "body" and not isinstance(new, str | None):
                continue  # a body is text
            changed = copy.deepcopy(data)
            changed[key] = new
            yield key, {name: item for name, item in changed.items() if item is not None}
        if isinstance(value, dict):
            for inner, changed in changes_of(value):
                if changed:
                    yield (key, inner), {**data, key: changed}


def without_edges(value):
    """The same without blank lines around its texts: those are not what is meant."""
    if isinstance(value, dict):
        return {key: without_edges(item) for key, item in value.items()}
    return value.strip("\n") if isinstance(value, str) else value


def blocks_of(text):
    """The lines of each key at the top, and of the body below a front matter."""
    head, _, body = text.partition("\n---\n") if text.startswith("---") else (text, "", "")
    start, *parts = re.split(r"(?m)^([a-z_0-9]+):", head)
    blocks = dict(zip(parts[::2], (part.rstrip() for part in parts[1::2]), strict=True))
    return {"start": start, **blocks, **({"body": body} if body else {})}


def test_every_file_of_the_content_takes_every_change_and_keeps_every_other_line():
    tried = 0
    for path in FILES:
        file, text = file_at(path), path.read_text("utf-8")
        data = data_of(file, text)
        assert edited_text(file, text, data) == text
        for key, wanted in changes_of(data):
            new = edited_text(file, text, wanted)
            assert without_edges(data_of(file, new)) == without_edges(wanted), (path, key)
            head = key if isinstance(key, str) else key[0]
            old_blocks, new_blocks = blocks_of(text), blocks_of(new)
            assert {**old_blocks, head: ""} == {**new_blocks, head: ""}, (path, key)
            tried += 1
    assert tried > 3000


@pytest.mark.parametrize("path", FILES, ids=[f"{path.parent.name}/{path.stem}" for path in FILES])
def test_a_file_written_anew_holds_the_same(path):
    file = file_at(path)
    data = data_of(file, path.read_text("utf-8"))
    read = data_of(file, new_text(file, data))
    assert list(read) == list(data)
    assert without_edges(read) == without_edges(data)


# A file as Windows or macOS writes it, the text that is to be in it, and the file after.
SPELLINGS = [
    ("a\r\nb\r\nc\r\n", "a\nB\nc\n", "a\r\nB\r\nc\r\n"),
    ("a\r\nb\r\nc", "a\nb\nc\nd\n", "a\r\nb\r\nc\r\nd\r\n"),
    ("a\r\nb\r\n", "a", "a"),
    ("a\r\nb\rc\nd\r\n", "0\na\nc\nd\n", "0\r\na\r\nc\nd\r\n"),
    ("\ufeffa\nb\n", "a\nc\n", "\ufeffa\nc\n"),
    ("\u1100\u1161\nb\n", "\uac00\n\uac00\n", "\u1100\u1161\n\uac00\n"),
    ("a\nb\n", "c\n", "c\n"),
    ("", "c\n", "c\n"),
]


@pytest.mark.parametrize(("raw", "text", "after"), SPELLINGS)
def test_lines_that_stay_are_spelled_as_before(raw, text, after):
    assert as_spelled(raw, text) == after
    assert normal(after) == text and as_spelled(raw, normal(raw)) == raw
