#!/usr/bin/env python3
"""A made-up site of any size in our own content format: `python bench/corpus.py -n 400 FOLDER`.

The same arguments give the same bytes. N courses, N/10 stories, N/5 notices, 25 campuses and a dozen pages; a course has
250–400 Korean words with headings, lists and a table. `make` also gives the records, from which right answers are decided.
"""

import argparse
import random
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from generator.text import with_particle

# The first city as it was: a program in another city measures the same.
FIRST_CITY = HOME / "tests" / "first_city" / "content"
VOCABULARY = yaml.safe_load((HOME / "bench" / "vocabulary.yml").read_text("utf-8"))
NOUNS = tuple(dict.fromkeys(VOCABULARY["nouns"].split()))
TODAY = date(2025, 11, 3)
_SLOT = re.compile(r"\{(\w+)\}")
_PARTICLES = {"을": ("을", "를"), "이": ("이", "가"), "과": ("과", "와"), "으로": ("으로", "로")}
_SURNAMES = "김이박최정강조윤장임한오서신권황안송류홍"


@dataclass(frozen=True)
class Made:
    """One item: its kind, slug and what is true of it (campus, field, tools, role, industry, topic, open)."""

    kind: str
    slug: str
    title: str
    facts: dict[str, Any] = field(default_factory=dict)


def make(folder: Path, number: int, seed: int = 1, part: str = "a") -> list[Made]:
    """Write the content of `number` courses into `folder` (made anew); gives what was made."""
    if folder.exists():
        shutil.rmtree(folder)
    chance = random.Random(f"{seed}-{part}")
    words = VOCABULARY["parts"][part]
    districts = yaml.safe_load((FIRST_CITY / "districts.yml").read_text("utf-8"))
    _write_tables(folder, words)
    made = [_campus(folder, chance, slug, districts[slug]["name"], at + 1) for at, slug in enumerate(VOCABULARY["places"])]
    courses = [_course(folder, chance, words, at) for at in range(number)]
    stories = [_story(folder, chance, at, chance.choice(courses)) for at in range(number // 10)]
    notices = [_notice(folder, chance, at, chance.choice(courses)) for at in range(number // 5)]
    pages = [_page(folder, slug, at, title, said) for at, (slug, (title, said)) in enumerate(words["topics"].items())]
    return made + courses + stories + notices + pages


def _write_tables(folder: Path, words: dict[str, Any]) -> None:
    folder.mkdir(parents=True)
    for name in ("districts", "sources", "synonyms"):
        shutil.copy(FIRST_CITY / f"{name}.yml", folder)
    site = yaml.safe_load((FIRST_CITY / "site.yml").read_text("utf-8"))
    site["languages"] = ["ko"]
    site["home"].pop("story", None)
    _dump(folder / "site.yml", site)
    fields = {
        slug: {"name": name, "summary": f"{tools[0]}부터 {tools[1]}까지 배웁니다.", "icon": "chart"}
        for slug, (name, tools, _) in words["fields"].items()
    }
    _dump(folder / "fields.yml", fields)


def _dump(path: Path, data: Any, body: str = "") -> None:
    path.parent.mkdir(exist_ok=True)
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, default_flow_style=False)
    text = re.sub(r"'(\d{4}-\d\d-\d\d)'", r"\1", text)
    path.write_text(f"---\n{text}---\n\n{body}" if path.suffix == ".md" else text, "utf-8")


def _base(**more: Any) -> dict[str, Any]:
    return {**more, "sources": ["seoul-20251102"], "checked": "2025-11-03"}


def _campus(folder: Path, chance: random.Random, slug: str, district: str, number: int) -> Made:
    station, line, dong = VOCABULARY["places"][slug]
    name = (district if len(district) < 3 else district.removesuffix("구")) + "캠퍼스"
    data = _base(
        name=name,
        district=slug,
        number=number,
        address={"road": f"서울 {district} 시험로 {number * 7}", "detail": f"{chance.randint(1, 9)}층 ({dong})"},
        stations=[{"name": station, "lines": [line], "walk_minutes": chance.randint(1, 12)}],
        facilities=chance.sample(["라운지", "스터디룸", "상담실", "녹음실", "촬영실", "제작실"], 3),
        summary=f"{station}에서 걸어서 가는 {district}의 캠퍼스입니다.",
        body=_paragraph(chance, {}, 12),
    )
    _dump(folder / "campuses" / f"{slug}.yml", data)
    return Made("campuses", slug, name, {"campus": slug, "district": district})


def _course(folder: Path, chance: random.Random, words: dict[str, Any], number: int) -> Made:
    topic = chance.choice(list(words["fields"]))
    name, tools, roles = words["fields"][topic]
    campus = chance.choice(list(VOCABULARY["places"]))
    taught, role, industry = chance.sample(tools, 3), chance.choice(roles), chance.choice(words["industries"])
    title = _title(chance, name, taught, role, industry)
    opens = TODAY + timedelta(days=chance.randint(-200, 60))
    closes = opens + timedelta(days=chance.choice((7, 10, 14, 21, 28)))
    starts = closes + timedelta(days=chance.choice((3, 7, 10)))
    slots = {"tool": taught, "role": [role], "industry": [industry]}
    data = _base(
        title=title,
        campus=campus,
        field=topic,
        cohort=chance.randint(1, 9),
        starts=str(starts),
        ends=str(starts + timedelta(days=chance.choice((60, 90, 120)))),
        schedule=chance.choice(("평일 10:00–17:00", "평일 13:00–18:00", "주말 10:00–17:00", "평일 저녁 19:00–22:00")),
        hours=chance.choice((240, 320, 480)),
        capacity=chance.choice((20, 24, 25, 30)),
        fee=0,
        apply={"from": str(opens), "until": str(closes), "how": "누리집에서 신청합니다."},
        level=chance.choice(("beginner", "intermediate", "advanced")),
        tags=[*taught[:2], industry],
        summary=f"{with_particle(taught[0], '을', '를')} 배워 {industry} 분야의 {with_particle(role, '으로', '로')} 일할 준비를 합니다.",
    )
    slug = f"course-{number:05}"
    _dump(folder / "courses" / f"{slug}.md", data, _body(chance, slots))
    facts = {"campus": campus, "field": topic, "tools": taught, "role": role, "industry": industry, "open": opens <= TODAY <= closes}
    return Made("courses", slug, title, facts)


def _title(chance: random.Random, name: str, tools: list[str], role: str, industry: str) -> str:
    suffix = chance.choice(VOCABULARY["suffixes"])
    forms = (
        "{tool} {name} {suffix}",
        "{tool} {role} {suffix}",
        "{industry} {role} {suffix}",
        "{tool} 활용 {industry} {name} {suffix}",
        "{tool}·{other} {suffix}",
    )
    return chance.choice(forms).format(tool=tools[0], other=tools[1], name=name, role=role, industry=industry, suffix=suffix)


def _body(chance: random.Random, slots: dict[str, list[str]]) -> str:
    wanted = chance.randint(250, 400)
    parts = []
    for at, heading in enumerate(("무엇을 배우나", "어떻게 배우나", "일정", "누구에게 맞나", "마친 뒤에는")):
        parts.append(f"## {heading}\n")
        parts.append(_paragraph(chance, slots, wanted // 6) + "\n")
        if at % 2 == 0:
            parts.append("".join(f"- {_sentence(chance, slots)}\n" for _ in range(3)))
        if heading == "일정":
            rows = "".join(f"| {week}주 | {chance.choice(NOUNS)}, {chance.choice(slots['tool'])} |\n" for week in range(1, 6))
            parts.append(f"| 주 | 내용 |\n| --- | --- |\n{rows}")
    return "\n".join(parts)


def _paragraph(chance: random.Random, slots: dict[str, list[str]], words: int) -> str:
    said: list[str] = []
    while sum(len(sentence.split()) for sentence in said) < words:
        said.append(_sentence(chance, slots) + ".")
    return " ".join(said)


def _sentence(chance: random.Random, slots: dict[str, list[str]]) -> str:
    forms = [form for form in VOCABULARY["general"] if slots or not {"tool", "role", "industry"} & set(_SLOT.findall(form))]
    return "".join(_filled(chance.choice(forms), chance, slots))


def _filled(form: str, chance: random.Random, slots: dict[str, list[str]]) -> Iterator[str]:
    """The form with words in its slots; a particle fits the word before it."""
    last = ""
    for part in re.split(r"(\{\w+\})", form):
        slot = part[1:-1] if part.startswith("{") else None
        if slot is None:
            yield part
        elif slot in _PARTICLES:
            yield with_particle(last, *_PARTICLES[slot])[len(last) :]
        else:
            last = chance.choice(slots.get(slot) or {"noun": NOUNS, "adverb": VOCABULARY["adverbs"], "verb": VOCABULARY["verbs"]}[slot])
            yield last


def _story(folder: Path, chance: random.Random, number: int, course: Made) -> Made:
    name = chance.choice(_SURNAMES) + " 씨"
    role, before = (
        course.facts["role"],
        chance.choice(("간호사", "요리사", "은행원", "연극배우", "승무원", "바리스타", "물리치료사", "군인")),
    )
    title = f"{before}였던 {name}가 {with_particle(role, '이', '가')} 되었습니다"
    data = _base(
        title=title,
        person={"display_name": name, "consent": "anonymised"},
        campus=course.facts["campus"],
        course=course.slug,
        path={"before": f"{before}로 일했습니다.", "after": f"{with_particle(role, '으로', '로')} 일합니다."},
        published=str(TODAY - timedelta(days=chance.randint(0, 400))),
        summary=f"{with_particle(course.facts['tools'][0], '을', '를')} 배워 일을 바꾸었습니다.",
    )
    slug = f"story-{number:04}"
    slots = {"tool": course.facts["tools"], "role": [role], "industry": [course.facts["industry"]]}
    _dump(
        folder / "stories" / f"{slug}.md",
        data,
        f"## 처음\n\n{_paragraph(chance, slots, 60)}\n\n## 지금\n\n{_paragraph(chance, slots, 60)}\n",
    )
    facts = {"campus": course.facts["campus"], "role": role, "tools": course.facts["tools"][:1], "before": before}
    return Made("stories", slug, title, facts)


def _notice(folder: Path, chance: random.Random, number: int, course: Made) -> Made:
    station = VOCABULARY["places"][course.facts["campus"]]
    campus = station[0].removesuffix("역")
    subject = chance.choice(("설명회를 엽니다", "합격자를 발표합니다", "모집을 시작합니다", "신청 기간을 늘립니다", "휴관을 알립니다"))
    title = f"{campus} 가까운 캠퍼스에서 {course.facts['industry']} {subject}"
    kind = "recruitment" if "모집" in subject or "신청" in subject else "news"
    day = TODAY - timedelta(days=chance.randint(0, 300))
    data = _base(
        title=title,
        kind=kind,
        published=str(day),
        campuses=[course.facts["campus"]],
        courses=[course.slug],
        summary=f"{course.title} 소식입니다.",
    )
    if kind == "recruitment":
        data["apply"] = {"from": str(day), "until": str(day + timedelta(days=14))}
    slug = f"notice-{number:05}"
    _dump(folder / "notices" / f"{slug}.md", data, f"## 알림\n\n{_paragraph(chance, {}, 50)}\n")
    return Made("notices", slug, title, {"campus": course.facts["campus"], "industry": course.facts["industry"]})


def _page(folder: Path, slug: str, number: int, title: str, said: str) -> Made:
    body = "\n\n".join(f"{sentence.strip()}." for sentence in said.split(".") if sentence.strip())
    _dump(folder / "pages" / f"{slug}.md", _base(title=title, order=number, summary=said.split(".")[0] + "."), f"## 안내\n\n{body}\n")
    return Made("pages", slug, title, {"topic": slug})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("-n", type=int, default=400, help="courses")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--part", choices=tuple(VOCABULARY["parts"]), default="a")
    chosen = parser.parse_args()
    print(len(make(chosen.folder, chosen.n, chosen.seed, chosen.part)), "items")
