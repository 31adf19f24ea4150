"""The lines `---` around a front matter: one that is missing, or that stands in a file that has no front matter."""

import re
from collections.abc import Sequence

from generator.problems import Problem, Where
from generator.read.yaml_bodies import indent_of
from generator.text import INVISIBLE

FENCE = "---"
# What a line of a front matter begins with: a key, what is indented below one, a comment.
_KEY = re.compile(r"[A-Za-z_][\w-]*[ \t]*:(?:[ \t]|$)")
_EMPTY_KEY = re.compile(r"[A-Za-z_][\w-]*:[ \t]*(?:#.*)?$")
_DASHES = re.compile(r"[-–—―−_=*－]+")


def missing_fence(text: str, shown_path: str) -> Problem:
    """The fault of a Markdown file whose front matter does not begin, or does not end."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        if found := _hidden_fence(lines, shown_path):
            return found
        message = "머리말이 없습니다. 첫 줄은 '---'이고, 머리말 뒤에 다시 '---' 줄이 있어야 합니다."
        return Problem(Where(shown_path), "no-front-matter", message, "머리말의 앞과 뒤에 '---' 줄을 넣으세요.")
    number = _first_of_body(lines)
    if found := _indented_end(lines, number or len(lines), shown_path):
        return found
    message, repair = "머리말을 닫는 두 번째 '---' 줄이 없습니다.", "이 줄 위에 '---' 줄을 넣으세요."
    if number is None:
        number = max((at for at, line in enumerate(lines) if line.strip()), default=0)
        return Problem(
            Where(shown_path, number + 1, 1, len(lines[number])), "no-front-matter", message, "이 줄 아래에 '---' 줄을 넣으세요."
        )
    if _DASHES.fullmatch(_bare(lines[number])):
        repair = "이 줄을 빼기표(-) 세 개인 '---'로 고치세요."
    return Problem(Where(shown_path, number + 1, 1, len(lines[number])), "no-front-matter", message, repair)


def _bare(line: str) -> str:
    return INVISIBLE.sub("", line).strip()


def _hidden_fence(lines: Sequence[str], shown_path: str) -> Problem | None:
    """The fault of a first `---` that is there, below blank lines or with a letter beside it that nobody sees."""
    number = next((number for number, line in enumerate(lines) if _bare(line)), 0)
    line = lines[number]
    if _bare(line) != FENCE:
        return None
    column = next((at for at, letter in enumerate(line.rstrip()) if letter != "-"), 0)
    if line.rstrip() == FENCE:
        message, repair = "'---'가 첫 줄에 있지 않습니다. 그 위에 빈 줄이 있습니다.", "'---' 줄 위의 빈 줄을 지우세요."
    elif line[column] in " \t":
        return _with_space(number, "첫", shown_path)
    else:
        message = f"첫 '---' 줄에 보이지 않는 글자(U+{ord(line[column]):04X})가 있습니다."
        repair = "그 줄을 지우고 '---'를 다시 치세요."
    return Problem(Where(shown_path, number + 1, column + 1), "no-front-matter", message, repair)


def _indented_end(lines: Sequence[str], end: int, shown_path: str) -> Problem | None:
    """The fault of a second `---` that is there, above the line `end`, with a space before it."""
    number = next((number for number in range(end - 1, 0, -1) if lines[number].strip() == FENCE), 0)
    indent, below = indent_of(lines[number]), next((line for line in lines[number + 1 :] if line.strip()), "")
    above = next((line for line in reversed(lines[:number]) if line.strip()), "")
    # As far to the left as what stands around it, it is a line in an indented body.
    return _with_space(number, "머리말을 닫는", shown_path) if number and indent_of(below) < indent != indent_of(above) else None


def _with_space(number: int, which: str, shown_path: str) -> Problem:
    message, repair = f"{which} '---' 앞에 빈칸이 있습니다.", "빈칸을 지워 '---'가 줄의 첫 칸에서 시작하게 하세요."
    return Problem(Where(shown_path, number + 1), "no-front-matter", message, repair)


def _first_of_body(lines: Sequence[str]) -> int | None:
    """The first line that is none of a front matter, counted from 0."""
    in_list = False
    for number, line in enumerate(lines[1:], start=1):
        if line.startswith("- ") and in_list:
            continue
        if line.strip() and not line.startswith((" ", "\t", "# ")) and not _KEY.match(line):
            return number
        in_list = _EMPTY_KEY.match(line) is not None or in_list and line.startswith((" ", "#"))
    return None


_CONFLICT = re.compile(r"(?m)^(?:<{7}|>{7})(?: .*)?$")


def two_versions(text: str, shown_path: str) -> Problem | None:
    """The fault of a text that holds two versions of itself, between the marks that Git sets where it could not join them."""
    found = _CONFLICT.search(text) if "<<<<<<<" in text or ">>>>>>>" in text else None
    if not found:
        return None
    message = "두 사람이 고친 두 판이 이 파일에 함께 들어 있습니다. Git이 그 사이에 표시 줄을 넣었습니다."
    repair = "'<<<<<<<'부터 '>>>>>>>'까지에서 한쪽만 남기고, '<<<<<<<', '=======', '>>>>>>>' 줄을 모두 지우세요."
    where = Where(shown_path, text.count("\n", 0, found.start()) + 1, 1, len(found[0]))
    return Problem(where, "two-versions", message, repair)


def second_document(lines: Sequence[str], number: int, shown_path: str) -> tuple[str, str]:
    """What to say of a `---` (at line `number`, from 0) in YAML after which something follows: a body, as in a Markdown file, or not."""
    below = next((line for line in lines[number + 1 :] if line.strip()), "")
    if lines[0].rstrip() == FENCE and below and not _KEY.match(below) and shown_path.endswith(".yml"):
        name = shown_path.rpartition("/")[2].removesuffix(".yml")
        message = "'---' 줄 사이의 머리말과 그 아래의 본문은 '.md' 파일에 씁니다. 이 파일은 '.yml'입니다."
        return message, f"파일 이름을 '{name}.md'로 바꾸세요."
    return "한 파일에 문서가 둘 있습니다.", "'---' 줄을 지우세요."
