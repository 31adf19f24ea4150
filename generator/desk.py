"""The commands for those who write content: new, schema, report. `build.py` adds them to its own."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from generator.command import refuse
from generator.options import add_options, say, settings_of

# The names on the command line of what can be made, each with its folder.
KIND_NAMES = {"campus": "campuses", "course": "courses", "story": "stories", "notice": "notices", "page": "pages"}
_HELP = {
    "district": "행정구역의 열쇠말이나 이름",
    "campus": "캠퍼스의 파일 이름이나 이름",
    "field": "분야의 열쇠말이나 이름",
    "title": "제목",
    "name": "캠퍼스의 이름",
}


def add_commands(commands: Any) -> None:
    """Add the commands to those of build.py."""
    reporting = commands.add_parser(
        "report",
        help="살펴볼 것을 보입니다",
        description="다가온 마감, 오래된 사실, 어려운 말처럼 사람이 살펴볼 것을 보입니다. 아무것도 쓰지 않습니다.",
    )
    add_options(reporting)
    reporting.add_argument("--links", action="store_true", help="바깥 링크가 열리는지도 한 번씩 물어봅니다(몇 분 걸립니다)")
    reporting.set_defaults(run=_report)
    making = commands.add_parser(
        "new",
        help="새 파일을 만듭니다",
        description="모든 항목과 설명이 든 새 파일을 초안으로 만듭니다. 터미널에서는 모자란 것을 묻습니다.",
    )
    making.add_argument("kind", nargs="?", choices=tuple(KIND_NAMES), metavar="종류", help=", ".join(KIND_NAMES))
    making.add_argument(
        "slug",
        nargs="?",
        metavar="이름",
        help="파일 이름이자 주소. 영어 소문자, 숫자, 붙임표(-). 적지 않으면 캠퍼스와 분야에서 지어 보입니다",
    )
    for name, text in _HELP.items():
        making.add_argument(f"--{name}", metavar="값", help=text)
    making.add_argument("--content", type=Path, default=Path("content"), metavar="폴더", help="내용이 든 폴더(기본 content)")
    making.set_defaults(run=_new)
    schema = commands.add_parser(
        "schema",
        help="편집기를 위한 JSON Schema를 씁니다",
        description="schema 폴더에 종류마다 JSON Schema를 씁니다. 지금 있는 캠퍼스, 과정, 출처의 이름이 들어갑니다.",
    )
    schema.add_argument("--content", type=Path, default=Path("content"), metavar="폴더", help="내용이 든 폴더(기본 content)")
    schema.add_argument("--output", type=Path, default=Path("schema"), metavar="폴더", help="둘 폴더(기본 schema)")
    schema.set_defaults(run=_schema)


def _new(options: argparse.Namespace) -> int:
    from generator.new_file import make_file  # imported here, as below: a build that has nothing to do is quick

    given = {name: value for name in _HELP if (value := getattr(options, name)) is not None}
    asks = _ask if sys.stdin.isatty() else None
    if options.kind is None and asks is None:
        refuse(
            "missing-answer", "무엇을 만들지 적지 않았습니다.", f"'build.py new course'처럼 {', '.join(KIND_NAMES)} 가운데 하나를 적으세요."
        )
    kind = options.kind
    while kind not in KIND_NAMES:
        kind = _ask(f"무엇을 만듭니까? ({', '.join(KIND_NAMES)})", "")
    path = make_file(options.content, KIND_NAMES[kind], options.slug, given, asks)
    print(f"{path} 를 만들었습니다. 고친 뒤 'draft: true'를 지우면 공개됩니다.")
    if (schemas := options.content.parent / "schema").is_dir():  # so that the new name is completed too
        _write_schemas(options.content, schemas)
    return 0


def _report(options: argparse.Namespace) -> int:
    """0 whatever was found; 1 there is an error in the content."""
    from generator.editorial import SORTS, Finding, in_order
    from generator.outside import broken, links_of
    from generator.pipeline import look

    report, found = look(settings_of(options))
    if report.failed:
        say(report, options, False)
        return 1
    if options.links and report.documents:
        places = links_of(report.documents)
        found = in_order((*found, *(Finding("link", places[link], f"{link} {why}") for link, why in broken(places).items())))
    if options.json:
        print(json.dumps([asdict(finding) for finding in found], ensure_ascii=False, indent=1))
        return 0
    for sort, title in SORTS.items():
        if chosen := [finding for finding in found if finding.sort == sort]:
            print(f"{title} {len(chosen)}")
            print("\n".join(f"  {each.where.path}:{each.where.line}:{each.where.column} {each.said}" for each in chosen))
    print(f"모두 {len(found)}곳입니다. 누리집은 그대로 만들 수 있습니다.")
    return 0


def _ask(question: str, proposed: str) -> str:
    """An answer typed on the terminal; Enter alone takes what is proposed."""
    return input(f"{question}{f' [{proposed}]' if proposed else ''}\n> ").strip() or proposed


def _schema(options: argparse.Namespace) -> int:
    _write_schemas(options.content, options.output)
    return 0


def _write_schemas(content: Path, output: Path) -> None:
    from generator.check import known_keys
    from generator.new_file import ensure_there
    from generator.read import read
    from generator.schema_files import write_schemas

    documents = read(content)
    ensure_there(documents)
    output.mkdir(parents=True, exist_ok=True)
    write_schemas(known_keys(documents), output)
