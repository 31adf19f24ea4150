#!/usr/bin/env python3
"""The command line: COMMANDS is what it can do."""

import argparse
import gc
import json
import os
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import desk, publishing
from generator.again import Again, inputs_of, unchanged
from generator.command import Parser, refuse, whole
from generator.options import add_options, say, settings_of
from generator.text import subject
from generator.urls import LANGUAGES, MAIN_LANGUAGE, address_of
from generator.workshop import CannotBuild, serving, unfit

if TYPE_CHECKING:
    from generator.run import Report

COMMANDS = ("build", "check", "serve", "search", "new", "report", "schema", "deploy", "stale", "verify", "diff")


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit code: 0 done, 1 faults in the content, 2 a command that cannot be run."""
    first = arguments[0] if arguments else ""
    if first not in (*COMMANDS, "-h", "--help"):
        arguments = ("build", *arguments)
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except CannotBuild as fault:
        refuse(fault.problem.code, fault.problem.message, fault.problem.repair)
    except ModuleNotFoundError as fault:
        if fault.name is None or fault.name.startswith("generator"):
            raise
        libraries = "'make site'로 만들거나 '.venv/bin/python build.py'로 돌리세요. 꾸러미는 requirements.lock에 있습니다."
        refuse("no-library", f"이 Python({sys.executable})에 꾸러미 '{fault.name}'{subject(fault.name)} 없습니다.", libraries)
    except OSError as fault:
        print(f"오류[{type(fault).__name__}] {fault.filename or ''}: {fault.strerror or fault}", file=sys.stderr)
        print("  고치기: 폴더의 권한과 남은 자리, 포트를 살펴보세요.", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="build.py", description="content 폴더의 글을 site 폴더의 누리집으로 만듭니다.")
    parser.words = COMMANDS
    commands = parser.add_subparsers(title="명령", metavar="명령")
    making = commands.add_parser(
        "build", help="누리집을 만듭니다(기본)", description="누리집을 만듭니다. 오류가 하나라도 있으면 아무것도 바꾸지 않습니다."
    )
    add_options(making)
    making.add_argument("--output", type=Path, default=Path("site"), metavar="폴더", help="만든 누리집을 둘 폴더(기본 site)")
    making.add_argument("--compress", action="store_true", help="글 파일 곁에 .gz와 .br를 둡니다(공개할 때)")
    making.set_defaults(run=_build)
    checking = commands.add_parser(
        "check", help="만들지 않고 살피기만 합니다", description="내용의 오류와 주의를 모두 보입니다. 아무것도 쓰지 않습니다."
    )
    add_options(checking)
    checking.set_defaults(run=_check)
    serving = commands.add_parser(
        "serve", help="미리 보기를 엽니다", description="미리 보기를 엽니다. 파일을 저장하면 다시 만들고 브라우저를 새로 고칩니다."
    )
    add_options(serving)
    serving.add_argument("--output", type=Path, default=Path(".preview"), metavar="폴더", help="미리 보기를 둘 폴더(기본 .preview)")
    serving.add_argument("--host", default="127.0.0.1", metavar="주소", help="열 주소(기본 127.0.0.1, 이 컴퓨터에서만 보입니다)")
    serving.add_argument("--port", type=whole(1, 99_999), default=5500, metavar="번호", help="열 포트(기본 5500)")
    serving.set_defaults(run=_serve)
    searching = commands.add_parser(
        "search",
        help="방문자가 찾을 때 얻을 것을 보입니다",
        description="방문자가 이 말로 찾을 때 얻을 것을 점수와 까닭과 함께 보입니다. synonyms.yml을 다듬을 때 씁니다.",
    )
    searching.add_argument("query", metavar="찾는말", help='찾는 말. 예: "나루 데이터분석"')
    searching.add_argument("--language", choices=LANGUAGES, default=MAIN_LANGUAGE, help="어느 언어의 차례에서 찾는지(기본 %(default)s)")
    add_options(searching)
    searching.set_defaults(run=_search)
    desk.add_commands(commands)
    publishing.add_commands(commands)
    return parser


def _build(options: argparse.Namespace) -> int:
    settings = settings_of(options, output=options.output, compress=options.compress)
    inputs = inputs_of(settings)
    report: Report | Again | None = unchanged(settings, inputs)
    if report is None:
        from generator.pipeline import build  # imported here: where nothing changed there is no use for it

        report = build(settings, inputs=inputs)
    say(report, options, fold=True)
    return 1 if report.failed else 0


def _check(options: argparse.Namespace) -> int:
    from generator.pipeline import check_only

    report = check_only(settings_of(options))
    say(report, options, fold=False)
    return 1 if report.failed else 0


def _serve(options: argparse.Namespace) -> int:
    from generator.serve import serve  # imported here: a build has no use for it

    address = address_of(options.host, options.port)
    settings = replace(settings_of(options, output=options.output, drafts=True, gallery=True, quick=True), base_url=address)
    if fault := unfit(settings.output, settings.content):
        refuse(fault.code, fault.message, fault.repair)
    # Before the port: whoever opens the preview twice is led to the one that is open, whatever the port.
    with serving(settings.output, address):
        _ensure_free(options.host, options.port)
        print(f"{address} 에서 봅니다. 그만두려면 Ctrl+C를 누르세요.", flush=True)
        moment = settings.moment if options.now else None
        serve(settings, options.host, options.port, moment, lambda report: say(report, options, fold=True))
    return 0


def _search(options: argparse.Namespace) -> int:
    from generator.ask import NoLanguage, NoNode, ask  # imported here: a build has no use for it
    from generator.run import Report

    if not options.query.strip():
        refuse("no-query", "찾는 말이 비어 있습니다.", "build.py search '나루 데이터분석'처럼 쓰세요.")
    try:
        found = ask(settings_of(options), options.query, options.language)
    except NoNode:
        refuse(
            "no-node", "Node가 없어 브라우저의 검색을 돌릴 수 없습니다.", "Node 20 이상을 설치하거나 'make test'로 시험 환경을 갖추세요."
        )
    except NoLanguage:
        refuse("no-language", f"이 누리집에는 '{options.language}' 쪽이 없습니다.", "--language를 빼거나 site.yml의 languages에 더하세요.")
    if isinstance(found, Report):
        say(found, options, fold=True)
        return 1
    print(json.dumps(found, ensure_ascii=False, indent=1) if options.json else "\n".join(_found(found)))
    return 0


def _found(found: dict[str, Any]) -> Iterator[str]:
    """A search result in lines: how the query was read, then each hit with its score and what made it."""
    for unit in found["units"]:
        forms = ", ".join(f"{term} {fit:.2f}" for term, fit in unit["forms"] if term) or "어디에도 없는 말"
        yield f"{' '.join(unit['words'])}{' (더하는 말)' if unit['weak'] else ''}: {forms}"
    for chosen in found["filters"]:
        yield f"{chosen['word']}: 상태 '{chosen['value']}'(으)로 거릅니다"
    if found["corrected"]:
        yield f"'{found['corrected']['to']}'(으)로 찾았습니다"
    if found["suggest"]:
        yield f"혹시: {', '.join(found['suggest'])}"
    if found["partial"]:
        missing = ", ".join(found["partial"]["missing"])
        yield f"모두 맞는 것이 없습니다.{f' 없는 말: {missing}.' if missing else ''} 가까운 것:"
    yield f"모두 {found['total']}개"
    for number, (hit, card) in enumerate(zip(found["hits"], found["cards"], strict=True), start=1):
        why = " · ".join(
            f"{' '.join(one['words'])} {one['strength']:.1f}{'(제목)' if one['titled'] else ''}" for one in hit["why"] if one["strength"]
        )
        yield f"{number:2}. {hit['score']:5.2f}  {card['title']}  {card['url']}  {hit['status'] or ''}\n           {why}"


def _ensure_free(host: str, port: int) -> None:
    """Refuse a port that cannot be listened on, before anything is built."""
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except (OSError, OverflowError):
        refuse(
            "port-taken",
            f"{host}의 포트 {port}번을 열 수 없습니다. 다른 프로그램이 쓰고 있을 수 있습니다.",
            "--port 5501처럼 다른 번호를 쓰세요.",
        )


def _leave(code: int) -> None:
    """End at once: to let go of all that a build holds takes Python a twentieth of an edit, and serves nobody. What is written is written,
    forked processes are gone, and memories that are still open the system closes."""
    with suppress(OSError):
        for stream in filter(None, (sys.stdout, sys.stderr)):  # None where whoever called has closed it
            stream.flush()
        os._exit(code)
    sys.exit(code)  # nobody reads what was said: Python says so


if __name__ == "__main__":
    if sys.argv[1:2] != ["serve"]:
        gc.disable()  # this process ends with its command: nobody needs again what a collection would free
    try:
        _leave(main(sys.argv[1:]))
    except (KeyboardInterrupt, EOFError):
        sys.exit(130)
