"""From a slip of the pen in a body to the Korean sentence and the repair that an editor reads."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from generator.check.said import Fault
from generator.read.odd_letters import named_space
from generator.read.slip import Slip
from generator.read.slips_tables import OTHER_BARS, cells_in
from generator.text import shown, subject, to, topic, with_particle

# The page is whole without them, or the author may have meant it so.
ONLY_WARNED = frozenset(("html-tag", "bold-mark", "list-mark", "table-rule", "indented-text"))

_DASHED = "줄마다 빼기표와 빈칸('- ')으로 시작하세요."
_NUMBERED = "줄마다 '1. '처럼 숫자와 점, 빈칸으로 시작하세요."


def said_of(slip: Slip) -> Fault:
    """What to say of a slip: code, sentence, repair."""
    return _SAYINGS[slip.kind](slip.written)


def _heading(written: str) -> Fault:
    return "heading-space", "제목의 # 뒤에 빈칸이 없어 제목이 되지 않습니다.", f"'{written} ' 뒤에 제목을 쓰세요."


def _sign(written: str) -> Fault:
    marks = "#" * max(2, len(written))
    return "heading-space", f"'{written}'은 전각 글자라서 제목이 되지 않습니다.", f"보통 #으로 '{marks} '을 쓰고 그 뒤에 제목을 쓰세요."


def _spaced(written: str) -> Fault:
    """A mark before a space that is none to Markdown, or behind one."""
    mark, odd = written.strip(), next(letter for letter in written if letter.isspace() and letter not in " \t")
    where = f"줄 머리의 '{mark}' 앞에" if written[0] == odd else f"'{mark}' 뒤에"
    repair = "그 빈칸을 지우세요." if written[0] == odd else "그 빈칸을 지우고 보통 빈칸(스페이스) 하나를 치세요."
    code, what = ("heading-space", "제목이") if "#" in mark else ("list-mark", "목록이")
    return code, f"{where} {named_space(odd)} 있어 {what} 되지 않습니다.", repair


def _tag(written: str) -> Fault:
    repair = "지우세요. 굵게는 '**글자**', 링크는 '[이름](주소)'로 씁니다."
    return "html-tag", f"'{written}'{topic(written)} 꾸미지 못하고 글자 그대로 보입니다.", repair


def _note(_written: str) -> Fault:
    return "hidden-note", "'<!--'로 감추려 한 글은 방문자에게 그대로 보입니다.", "지우세요. 남길 말이면 머리말에서 '#' 뒤에 적으세요."


def _address(written: str) -> Fault:
    whole = written if "://" in written else f"https://{written}"
    return "bare-address", f"'{written}'{topic(written)} 누를 수 있는 링크가 되지 않습니다.", f"'[이름]({whole})'처럼 쓰세요."


def _space(written: str) -> Fault:
    repair = f"주소를 < >로 감싸 '[이름](<{written}>)'으로 쓰거나, 파일 이름에서 빈칸을 없애세요."
    return "link-form", "주소에 빈칸이 있어 링크가 되지 않고 글자 그대로 보입니다.", repair


def _gap(written: str) -> Fault:
    repair = f"빈칸을 지우고 '[이름]({written})'처럼 붙여 쓰세요."
    return "link-form", "']'와 '(' 사이에 빈칸이 있어 링크가 되지 않고 글자 그대로 보입니다.", repair


def _open(written: str) -> Fault:
    return "link-form", "주소 뒤에 ')'가 없어 링크가 되지 않고 글자 그대로 보입니다.", f"'[이름]({written})'처럼 괄호를 닫으세요."


def _wide(written: str) -> Fault:
    repair = f"보통 괄호로 '[이름]({written})'처럼 쓰세요."
    return "link-form", "전각 괄호(［ ］ （ ）)로는 링크가 되지 않고 글자 그대로 보입니다.", repair


def footnote(written: str) -> Fault:
    """What to say of the mark of a footnote (`[^1]`): code, sentence, repair."""
    repair = f"각주의 글을 본문에 괄호로 적고 {with_particle(written, '을', '를')} 모두 지우세요."
    return "link-form", "각주는 만들지 않습니다. 그대로면 글자로 보이거나 링크가 됩니다.", repair


def _bold(written: str) -> Fault:
    inner, after = re.fullmatch(r"\*\*(.*)\*\*(.*)", written, re.DOTALL).groups()  # type: ignore[union-attr]
    if inner != inner.strip():
        repair = f"별표와 글자 사이의 빈칸을 지워 '**{inner.strip()}**{after}'{to(after or inner)} 쓰세요."
    elif after:
        repair = f"뒤의 말까지 굵게 '**{inner}{after}**'{to(after)} 쓰거나, 따옴표와 괄호를 별표 밖에 두세요."
    else:
        repair = "앞말과 '**' 사이에 빈칸을 두거나, 따옴표와 괄호를 별표 밖에 두세요."
    return "bold-mark", "'**'가 굵게 만들지 못하고 별표가 그대로 보입니다.", repair


def _dash(written: str) -> Fault:
    said = "'-' 뒤에 빈칸이 없어" if written == "-" else f"'{written}' 글자로는"
    return "list-mark", f"{said} 목록이 되지 않고 줄이 이어 붙습니다.", _DASHED


def _number(written: str) -> Fault:
    if written.endswith("）"):
        return "list-mark", f"'{written}'의 괄호가 전각이라 목록이 되지 않고 줄이 이어 붙습니다.", _NUMBERED
    return "list-mark", f"'{written}' 뒤에 빈칸이 없어 목록이 되지 않고 줄이 이어 붙습니다.", f"줄마다 '{written} '처럼 한 칸을 띄우세요."


def _circled(written: str) -> Fault:
    return "list-mark", f"'{written}' 글자로는 목록이 되지 않고 줄이 이어 붙습니다.", _NUMBERED


def _named(written: str) -> Fault:
    said = f"'{written.strip('*')}'처럼 이름으로 시작하는 줄들이 목록이 되지 않고 한 문단으로 이어 붙습니다."
    return "list-mark", said, _DASHED


def _date(written: str) -> Fault:
    said = f"줄 첫머리의 '{written}'{subject(written)} 번호 목록이 됩니다."
    return "list-mark", said, "날짜는 '2025년 11월 3일'처럼 쓰거나, 줄을 다른 말로 시작하세요."


def _rule(cells: int) -> str:
    return "|" + "---|" * cells


def _table(written: str) -> Fault:
    repair = f"첫 줄 아래에 '{_rule(cells_in(written))}' 줄을 넣으세요."
    return "table-rule", "첫 줄 아래에 칸을 나누는 줄이 없어 표가 되지 않습니다.", repair


def _replaced(written: str) -> Fault:
    repair = f"첫 줄 아래의 그 줄을 '{_rule(cells_in(written))}'로 고치세요."
    return "table-rule", "칸을 나누는 줄이 첫 줄과 칸의 수가 다르거나 보통 빼기표가 아니어서 표가 되지 않습니다.", repair


def _moved(written: str) -> Fault:
    repair = f"그 줄을 지우고, '{shown(written, 40)}' 줄 바로 아래에 '{_rule(cells_in(written))}' 줄을 넣으세요."
    return "table-rule", "칸을 나누는 줄이 첫 줄 바로 아래에 있지 않아 표가 되지 않습니다.", repair


def _joined(_written: str) -> Fault:
    return "table-rule", "표가 바로 위의 글에 이어 붙어 표가 되지 않습니다.", "표의 첫 줄 위에 빈 줄을 넣으세요."


def _bars(written: str) -> Fault:
    bar = next(letter for letter in written if letter in OTHER_BARS)
    repair = f"줄마다 칸을 보통 '|'로 나누고, 첫 줄 바로 아래에 '{_rule(cells_in(written))}' 줄을 두세요."
    return "table-rule", f"'{bar}' 글자로는 칸을 나누지 못해 표가 되지 않습니다.", repair


def _gaps(written: str) -> Fault:
    repair = f"표의 줄 사이에 있는 빈 줄을 지우고, 첫 줄 바로 아래에 '{_rule(cells_in(written))}' 줄을 두세요."
    return "table-rule", "표의 줄 사이에 빈 줄이 있어 표가 되지 않거나 끊깁니다.", repair


def _below(written: str) -> Fault:
    said = f"표 바로 아래의 글 '{shown(written, 40)}'{subject(written)} 표의 한 줄이 됩니다."
    return "table-rule", said, "표와 글 사이에 빈 줄을 두세요. 표의 한 줄이면 칸을 '|'로 나누세요."


def _tabs(written: str) -> Fault:
    repair = f"줄마다 칸을 '|'로 나누고 첫 줄 아래에 '{_rule(written.count(chr(9)) + 1)}' 줄을 넣으세요."
    return "table-rule", "탭으로 나눈 글은 표가 되지 않고 줄이 이어 붙습니다.", repair


def _cells(written: str) -> Fault:
    said = f"칸이 첫 줄보다 많아 '{shown(written, 40)}'{subject(written)} 쪽에 나오지 않습니다."
    return "table-rule", said, "칸의 수를 첫 줄과 맞추세요. 칸 안의 '|'는 '\\|'로 쓰세요."


def _indented(_written: str) -> Fault:
    return "indented-text", "네 칸을 들여 쓴 글은 프로그램의 코드처럼 보입니다.", "줄 앞의 빈칸을 지우세요."


_SAYINGS: Mapping[str, Callable[[str], Fault]] = MappingProxyType(
    {
        "heading": _heading,
        "sign": _sign,
        "spaced": _spaced,
        "tag": _tag,
        "note": _note,
        "address": _address,
        "space": _space,
        "gap": _gap,
        "open": _open,
        "wide": _wide,
        "footnote": footnote,
        "bold": _bold,
        "dash": _dash,
        "number": _number,
        "circled": _circled,
        "named": _named,
        "date": _date,
        "table": _table,
        "rule": _replaced,
        "moved": _moved,
        "joined": _joined,
        "bars": _bars,
        "gaps": _gaps,
        "below": _below,
        "tabs": _tabs,
        "cells": _cells,
        "indented": _indented,
    }
)
