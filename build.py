#!/usr/bin/env python3
"""The command line: COMMANDS is what it can do."""

import argparse
import gc
import json
import os
import socket
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import desk
from generator.again import Again, inputs_of, unchanged
from generator.command import Parser, refuse, whole
from generator.dates import DateFault, parse
from generator.problems import ERROR, WARNING, Problem, as_annotation, as_json, as_terminal
from generator.publishing import add_commands
from generator.settings import MOST_WORKERS, Settings, processors
from generator.text import particle
from generator.urls import LANGUAGES, MAIN_LANGUAGE, PLACE_REPAIR, address_of, is_site_address, is_web_address
from generator.workshop import CannotBuild, serving, unfit

if TYPE_CHECKING:
    from generator.run import Report

COMMANDS = ("build", "check", "serve", "search", "new", "report", "schema", "deploy", "stale", "verify", "diff")
STAGES = {
    "read": "읽기",
    "check": "살피기",
    "model": "엮기",
    "pages": "쪽 만들기",
    "render": "펼치기",
    "index": "차례",
    "media": "그림과 글꼴",
    "compress": "압축",
    "write": "쓰기",
}
# The same warning on more files than this is folded into one line when building; `check` shows every one.
WARNINGS_SHOWN = 3


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
        refuse("no-library", f"이 Python({sys.executable})에 꾸러미 '{fault.name}'{particle(fault.name, '이', '가')} 없습니다.", libraries)
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
    _shared_options(making)
    making.add_argument("--output", type=Path, default=Path("site"), metavar="폴더", help="만든 누리집을 둘 폴더(기본 site)")
    making.add_argument("--compress", action="store_true", help="글 파일 곁에 .gz와 .br를 둡니다(공개할 때)")
    making.set_defaults(run=_build)
    checking = commands.add_parser(
        "check", help="만들지 않고 살피기만 합니다", description="내용의 오류와 주의를 모두 보입니다. 아무것도 쓰지 않습니다."
    )
    _shared_options(checking)
    checking.set_defaults(run=_check)
    serving = commands.add_parser(
        "serve", help="미리 보기를 엽니다", description="미리 보기를 엽니다. 파일을 저장하면 다시 만들고 브라우저를 새로 고칩니다."
    )
    _shared_options(serving)
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
    _shared_options(searching)
    searching.set_defaults(run=_search)
    desk.add_commands(commands, _shared_options, _settings, _say)
    add_commands(commands, _shared_options, _settings, _say)
    return parser


def _shared_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--content", type=Path, default=Path("content"), metavar="폴더", help="내용이 든 폴더(기본 content)")
    parser.add_argument("--base-url", metavar="주소", help="누리집이 놓일 주소. 예: https://host/prefix/ (기본 site.yml의 base_url)")
    parser.add_argument("--now", metavar="때", help='만드는 때. 예: "2025-11-03 09:00" (기본 지금, 한국 시각)')
    how_many = f"함께 일할 프로세스의 수. 1이면 나누지 않습니다(기본은 프로세서의 수, 많아도 {MOST_WORKERS})"
    parser.add_argument("--workers", type=whole(1, 64), default=processors(), metavar="수", help=how_many)
    parser.add_argument("--strict", action="store_true", help="주의도 오류로 봅니다")
    parser.add_argument("--drafts", action="store_true", help="초안과 아직 공개하지 않은 것도 넣습니다")
    parser.add_argument("--quiet", action="store_true", help="오류와 주의만 보입니다")
    parser.add_argument("--json", action="store_true", help="결과를 JSON으로 보입니다")


def _settings(options: argparse.Namespace, **more: object) -> Settings:
    values: dict[str, object] = {name: getattr(options, name) for name in ("content", "base_url", "strict", "drafts", "workers")}
    if options.now:
        try:
            values["moment"] = parse(options.now.replace("T", " ", 1)).first()
        except DateFault:
            refuse("bad-date", f"--now의 값 '{options.now}'을 읽을 수 없습니다.", '--now "2025-11-03 09:00"처럼 쓰세요.')
    if options.base_url and not is_web_address(options.base_url):
        refuse("bad-url", f"--base-url의 값 '{options.base_url}'은 주소가 아닙니다.", "https://로 시작하는 주소를 쓰세요.")
    values |= more
    if (place := values["base_url"]) and not is_site_address(str(place)):
        refuse("bad-url", f"'{place}'에는 누리집을 둘 수 없습니다.", PLACE_REPAIR)
    return Settings(**values)  # type: ignore[arg-type]  # argparse has made each what it has to be


def _build(options: argparse.Namespace) -> int:
    settings = _settings(options, output=options.output, compress=options.compress)
    inputs = inputs_of(settings)
    report: Report | Again | None = unchanged(settings, inputs)
    if report is None:
        from generator.pipeline import build  # imported here: where nothing changed there is no use for it

        report = build(settings, inputs=inputs)
    _say(report, options, fold=True)
    return 1 if report.failed else 0


def _check(options: argparse.Namespace) -> int:
    from generator.pipeline import check_only

    report = check_only(_settings(options))
    _say(report, options, fold=False)
    return 1 if report.failed else 0


def _serve(options: argparse.Namespace) -> int:
    from generator.serve import serve  # imported here: a build has no use for it

    address = address_of(options.host, options.port)
    settings = replace(_settings(options, output=options.output, drafts=True, gallery=True, quick=True), base_url=address)
    if fault := unfit(settings.output, settings.content):
        refuse(fault.code, fault.message, fault.repair)
    # Before the port: whoever opens the preview twice is led to the one that is open, whatever the port.
    with serving(settings.output, address):
        _ensure_free(options.host, options.port)
        print(f"{address} 에서 봅니다. 그만두려면 Ctrl+C를 누르세요.", flush=True)
        moment = settings.moment if options.now else None
        serve(settings, options.host, options.port, moment, lambda report: _say(report, options, fold=True))
    return 0


def _search(options: argparse.Namespace) -> int:
    from generator.ask import NoLanguage, NoNode, ask  # imported here: a build has no use for it
    from generator.run import Report

    if not options.query.strip():
        refuse("no-query", "찾는 말이 비어 있습니다.", "build.py search '나루 데이터분석'처럼 쓰세요.")
    try:
        found = ask(_settings(options), options.query, options.language)
    except NoNode:
        refuse(
            "no-node", "Node가 없어 브라우저의 검색을 돌릴 수 없습니다.", "Node 20 이상을 설치하거나 'make test'로 시험 환경을 갖추세요."
        )
    except NoLanguage:
        refuse("no-language", f"이 누리집에는 '{options.language}' 쪽이 없습니다.", "--language를 빼거나 site.yml의 languages에 더하세요.")
    if isinstance(found, Report):
        _say(found, options, fold=True)
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


def _say(report: "Report | Again", options: argparse.Namespace, fold: bool) -> None:
    """Show what a run found and did: for people, for a pull request, or for machines."""
    if options.json:
        print(as_json(report.problems))
        return
    warnings = [problem for problem in report.problems if problem.severity == WARNING]
    for problem in _folded(warnings) if fold else warnings:
        print(as_terminal(problem), file=sys.stderr)
    errors = [problem for problem in report.problems if problem.severity == ERROR]
    for problem in errors:
        print(as_terminal(problem), file=sys.stderr)
    if os.environ.get("GITHUB_ACTIONS"):
        for problem in report.problems:
            print(as_annotation(problem))
    if fold and (hidden := len(warnings) - len(_folded(warnings))):
        print(f"주의 {hidden}개를 더 보려면 'build.py check'를 쓰세요.", file=sys.stderr)
    if errors or not options.quiet:
        _summary(report, len(errors), len(warnings))


def _folded(warnings: list[Problem]) -> list[Problem]:
    seen: Counter[str] = Counter()
    shown = []
    for warning in warnings:
        seen[warning.code] += 1
        if seen[warning.code] <= WARNINGS_SHOWN:
            shown.append(warning)
    return shown


def _summary(report: "Report | Again", errors: int, warnings: int) -> None:
    if errors:
        print(f"오류 {errors}개, 주의 {warnings}개. 공개된 것은 그대로 두었습니다.", file=sys.stderr, flush=True)
        return
    times = " · ".join(f"{STAGES[stage]} {seconds:.2f}초" for stage, seconds in report.seconds.items())
    print(f"쪽 {report.counts.get('urls', 0)}개, 주의 {warnings}개. {times}", flush=True)
    if report.written:
        done = report.written
        print(f"쓴 파일 {done.written}개, 그대로인 파일 {done.unchanged}개, 지운 파일 {done.removed}개.", flush=True)


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
