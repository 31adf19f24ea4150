"""What commands share: the options of every run, the Settings that these make, and how it is said what a run found."""

import argparse
import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from generator.command import refuse, whole
from generator.dates import DateFault, parse
from generator.problems import ERROR, WARNING, Problem, as_annotation, as_json, as_terminal
from generator.settings import MOST_WORKERS, Settings, processors
from generator.urls import PLACE_REPAIR, is_site_address, is_web_address

if TYPE_CHECKING:
    from generator.again import Again
    from generator.run import Report

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


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that all runs share."""
    parser.add_argument("--content", type=Path, default=Path("content"), metavar="폴더", help="내용이 든 폴더(기본 content)")
    parser.add_argument("--base-url", metavar="주소", help="누리집이 놓일 주소. 예: https://host/prefix/ (기본 site.yml의 base_url)")
    parser.add_argument("--now", metavar="때", help='만드는 때. 예: "2025-11-03 09:00" (기본 지금, 한국 시각)')
    how_many = f"함께 일할 프로세스의 수. 1이면 나누지 않습니다(기본은 프로세서의 수, 많아도 {MOST_WORKERS})"
    parser.add_argument("--workers", type=whole(1, 64), default=processors(), metavar="수", help=how_many)
    parser.add_argument("--strict", action="store_true", help="주의도 오류로 봅니다")
    parser.add_argument("--drafts", action="store_true", help="초안과 아직 공개하지 않은 것도 넣습니다")
    parser.add_argument("--quiet", action="store_true", help="오류와 주의만 보입니다")
    parser.add_argument("--json", action="store_true", help="결과를 JSON으로 보입니다")


def settings_of(options: argparse.Namespace, **more: object) -> Settings:
    """The Settings that these options make, with what a command has beside them; a value that cannot be used ends the program with 2."""
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


def say(report: "Report | Again", options: argparse.Namespace, fold: bool) -> None:
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
