"""A new content file from a few answers: given by flags, or asked for on a terminal. The name is made of keys that people chose."""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from generator.check import known_keys
from generator.command import refuse
from generator.dates import day_of, now
from generator.read import Documents, read
from generator.records import KIND_IN, Item
from generator.records.named import key_named
from generator.records.new import ending_of, skeleton
from generator.records.record import Known
from generator.text import is_slug, with_particle

# What a new file of each kind is asked for, each with its question. A reference is answered by its key or by its name.
ASKED = {
    "campuses": (("district", "어느 행정구역입니까?"), ("name", "캠퍼스의 이름은 무엇입니까?")),
    "courses": (("campus", "어느 캠퍼스에서 엽니까?"), ("field", "어느 분야입니까?"), ("title", "과정의 이름은 무엇입니까?")),
    "stories": (("campus", "어느 캠퍼스에서 배웠습니까?"), ("title", "전과 후가 담긴 한 문장은 무엇입니까?")),
    "notices": (("title", "소식의 제목은 무엇입니까?"),),
    "pages": (("title", "쪽의 제목은 무엇입니까?"),),
}
_TARGETS = {"district": "districts", "campus": "campuses", "field": "fields"}
Answers = dict[str, str]
Asks = Callable[[str, str], str]


def make_file(content: Path, folder: str, slug: str | None, given: Answers, asks: Asks | None) -> Path:
    """Write a new file as a draft and give its path. `asks`, where somebody is there to answer, is asked for what is not `given`."""
    documents = read(content)
    ensure_there(documents)
    known = known_keys(documents)
    asked = dict(ASKED[folder])
    if stray := [name for name in given if name not in asked]:
        refuse(
            "unknown-field",
            f"이 종류에는 --{with_particle(stray[0], '이', '가')} 없습니다.",
            f"{', '.join(f'--{name}' for name in asked)} 가운데 쓰세요.",
        )
    answers = _answers(asked, given, known, asks if slug is None else None)
    slug = _slug(folder, answers, known, asks) if slug is None else slug
    _ensure_free(content / folder, slug)
    kind = KIND_IN[folder]
    path = content / folder / (slug + ending_of(kind))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_text(kind, documents, known, answers), "utf-8")
    return path


def _answers(asked: Mapping[str, str], given: Answers, known: Known, asks: Asks | None) -> Answers:
    """What is known of the new file: given by flags, or asked for where somebody can answer. An empty answer is none."""
    answers = {}
    for name, question in asked.items():
        keys = known.get(_TARGETS.get(name, ""))
        answer = given.get(name)
        if answer is None and asks:
            answer = asks(f"{question}{_listed(keys)}", "")
        while answer and keys is not None and _key(answer, keys) is None:
            said, repair = f"{with_particle(repr(answer), '이라는', '라는')} 것은 없습니다.", f"{', '.join(keys) or '먼저 하나를 만드세요'}"
            if name in given or not asks:
                refuse("broken-reference", said, f"이 가운데 하나를 쓰세요: {repair}")
            answer = asks(f"{said} {question}{_listed(keys)}", "")
        if answer:
            answers[name] = answer if keys is None else str(_key(answer, keys))
    return answers


def _key(answer: str, keys: Mapping[str, str]) -> str | None:
    return answer if answer in keys else key_named(answer, keys)


def _listed(keys: Mapping[str, str] | None) -> str:
    return f"\n  {', '.join(f'{key}({called})' if called else key for key, called in keys.items())}\n" if keys else ""


def _slug(folder: str, answers: Answers, known: Known, asks: Asks | None) -> str:
    """The name of the new file: a proposal from keys that people chose, never from a title; or what is answered instead."""
    proposed = proposal(folder, answers, known[folder])
    if asks is None:
        if proposed is None:
            wanted = " ".join(f"--{name} …" for name, _ in ASKED[folder] if name in _TARGETS.keys() - answers)
            refuse(
                "missing-answer",
                "파일 이름이 없습니다.",
                f"이름을 적거나 '{wanted}'로 지을 것을 주세요." if wanted else "종류 뒤에 이름을 적으세요.",
            )
        return str(proposed)
    district = answers.get("district")
    taken = (
        f"{with_particle(repr(district), '은', '는')} 이미 있습니다. 다른 캠퍼스이면 '{district}-2'처럼 지으세요.\n"
        if district in known[folder]
        else ""
    )
    while True:
        slug = asks(f"{taken}파일 이름(주소)은 무엇으로 합니까? 영어 소문자, 숫자, 붙임표(-)", proposed or "")
        if is_slug(slug) and slug not in known[folder]:
            return slug
        print("이미 있는 이름입니다." if slug in known[folder] else "영어 소문자, 숫자, 붙임표(-)만 쓸 수 있습니다.")


def proposal(folder: str, answers: Answers, taken: Iterable[str]) -> str | None:
    """A free name made of keys: a campus is called as its district, a course as campus and field, a notice by its day."""
    names = {
        "campuses": (answers.get("district"),),
        "courses": (answers.get("campus"), answers.get("field")),
        "stories": (answers.get("campus"), "story"),
        "notices": ("notice", str(day_of(now()))),
    }.get(folder, ())
    if not names or None in names:
        return None
    name = "-".join(map(str, names))
    # A district has one campus, and a second one needs a name that says which.
    numbers = range(2, 1000) if folder != "campuses" else ()
    return next((free for free in (name, *(f"{name}-{number}" for number in numbers)) if free not in set(taken)), None)


def ensure_there(documents: Documents) -> None:
    """Refuse a folder of content that is not there: one that was mistyped is not to be made, nor taken for an empty one."""
    for fault in documents.problems:
        if fault.code == "no-content":
            refuse(fault.code, fault.message, fault.repair)


def _ensure_free(folder: Path, slug: str) -> None:
    if not is_slug(slug):
        refuse(
            "bad-slug", f"{with_particle(repr(slug), '은', '는')} 파일 이름으로 쓸 수 없습니다.", "영어 소문자, 숫자, 붙임표(-)만 쓰세요."
        )
    taken = [path for path in (folder / f"{slug}.md", folder / f"{slug}.yml") if path.exists()]
    if taken:
        refuse("doubled-slug", f"{with_particle(str(taken[0]), '이', '가')} 이미 있습니다.", "다른 이름을 쓰세요.")


def _text(kind: type[Item], documents: Documents, known: Known, answers: Answers) -> str:
    """The text of the new file: what was answered, and for the rest examples that this content has."""
    examples = {target: next(iter(keys), "") for target, keys in known.items() if keys}
    examples |= {_TARGETS[name]: key for name, key in answers.items() if name in _TARGETS}
    info = next((table.data for table in documents.tables if table.slug == "site"), None)
    if isinstance(info, dict) and "apply_url" in info:
        examples["url"] = str(info["apply_url"])
    # A text in double quotes as JSON has it is YAML too, whatever is in it.
    return skeleton(kind, examples, day_of(now()), {n: json.dumps(v, ensure_ascii=False) for n, v in answers.items() if n not in _TARGETS})
