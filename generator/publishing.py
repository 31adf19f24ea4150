"""The commands around publishing: deploy, stale, verify, diff. `build.py` adds them to its own."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from generator.command import whole
from generator.options import add_options, say, settings_of
from generator.output import MARK
from generator.settings import HOME
from generator.text import topic
from generator.urls import MAIN_LANGUAGE, PLACE_REPAIR, is_site_address, is_web_address
from generator.workshop import CannotBuild


def add_commands(commands: Any) -> None:
    """Add the commands to those of build.py."""
    deploying = commands.add_parser(
        "deploy", help="웹 서버의 설정 파일을 씁니다", description="deploy 폴더에 웹 서버의 설정과 올리는 차례를 씁니다."
    )
    deploying.add_argument("--output", type=Path, default=Path("deploy"), metavar="폴더", help="둘 폴더(기본 deploy)")
    deploying.add_argument(
        "--base-url",
        type=_place,
        dest="prefix",
        metavar="주소",
        help="누리집이 놓일 주소. 예: https://host/prefix/ (기본은 경로 없이 호스트의 맨 위)",
    )
    deploying.set_defaults(run=_deploy)
    asking = commands.add_parser(
        "stale",
        help="공개된 누리집이 낡았는지 봅니다",
        description="지금 만들면 공개된 것과 달라지는지 봅니다. 같으면 0, 다르면 1로 끝납니다.",
    )
    asking.add_argument("address", nargs="?", type=_address, metavar="주소", help="공개된 누리집의 주소(기본 site.yml의 base_url)")
    add_options(asking)
    asking.set_defaults(run=_stale)
    verifying = commands.add_parser(
        "verify",
        help="공개된 누리집이 만든 것과 같은지 봅니다",
        description="내용, 머리글, 링크, 옛 주소를 살핍니다. 다르면 모두 적고 1로 끝납니다.",
    )
    verifying.add_argument("address", nargs="?", type=_address, metavar="주소", help="공개된 누리집의 주소(기본 만든 누리집의 주소)")
    verifying.add_argument("--site", type=Path, default=Path("site"), metavar="폴더", help="만든 누리집이 든 폴더(기본 site)")
    verifying.add_argument("--sample", type=whole(1, 100_000), default=25, metavar="수", help="종류마다 견줄 파일의 수(기본 25)")
    verifying.add_argument("--no-headers", action="store_true", help="머리글을 정할 수 없는 호스트입니다(GitHub Pages)")
    verifying.set_defaults(run=_verify)
    comparing = commands.add_parser(
        "diff", help="두 누리집에서 달라진 쪽을 봅니다", description="두 폴더의 누리집을 견주어 달라진 쪽을 Markdown으로 적습니다."
    )
    comparing.add_argument("old", type=Path, metavar="옛_폴더")
    comparing.add_argument("new", type=Path, metavar="새_폴더")
    comparing.add_argument(
        "--content", type=Path, nargs=2, metavar=("옛_내용", "새_내용"), help="두 누리집을 만든 내용의 폴더. 바뀐 사실도 글로 적습니다"
    )
    comparing.set_defaults(run=_diff)


def _address(text: str) -> str:
    if not is_web_address(text):
        raise argparse.ArgumentTypeError(f"'{text}'{topic(text)} 주소가 아닙니다. https://로 시작하는 주소를 쓰세요.")
    return text


def _place(text: str) -> str:
    """The path of an address at which a site can stand."""
    if not is_site_address(_address(text)):
        raise argparse.ArgumentTypeError(f"'{text}'에는 누리집을 둘 수 없습니다. {PLACE_REPAIR}")
    return urlsplit(text).path.rstrip("/")


def _deploy(options: argparse.Namespace) -> int:
    from generator.hosting import deploy_files

    options.output.mkdir(parents=True, exist_ok=True)
    for name, text in deploy_files(options.prefix or "").items():
        path = options.output / name
        path.write_text(text, "utf-8")
        if path.suffix == ".sh":  # whoever may read it may run it
            path.chmod(path.stat().st_mode | (path.stat().st_mode & 0o444) >> 2)
    return 0


def _stale(options: argparse.Namespace) -> int:
    """0 the live site is what would be built now, 1 it is not, 2 there is an error in the content."""
    from generator.live import Unreachable, mark_of
    from generator.pipeline import prepare
    from generator.run import Run

    # What counts is what would be published at the live address.
    run = Run(settings_of(options, base_url=options.base_url or options.address))
    outputs = prepare(run)
    if outputs is None:
        say(run.report, options, False)
        return 2
    built = next(json.loads(output.body) for output in outputs if output.path == MARK)
    try:
        live = mark_of(options.address or built["address"])
    except Unreachable as fault:
        print(f"공개된 것을 읽지 못했습니다. {fault}", file=sys.stderr)
        return 1
    fresh = live.get("digest") == built["digest"]
    print(f"{live.get('moment')}에 만든 것이 공개되어 있습니다. {'지금 만들어도 같습니다.' if fresh else '지금 만들면 달라집니다.'}")
    return 0 if fresh else 1


def _verify(options: argparse.Namespace) -> int:
    from generator.verify import verify

    if not (options.site / MARK).is_file():
        raise CannotBuild(
            "no-folder",
            options.site,
            f"'{options.site}' 폴더에 만든 누리집이 없습니다.",
            "먼저 build.py build로 만들거나, 만든 폴더를 --site에 적으세요.",
        )
    address = options.address or json.loads((options.site / MARK).read_text("utf-8"))["address"]
    wrong = verify(options.site, address, options.sample, with_headers=not options.no_headers)
    for fault in wrong:
        print(fault, file=sys.stderr)
    print(f"{address} 틀린 곳 {len(wrong)}개." if wrong else f"{address} 틀린 곳이 없습니다.")
    return 1 if wrong else 0


def _diff(options: argparse.Namespace) -> int:
    from generator.differences import as_markdown, differences
    from generator.fact_differences import fact_differences
    from generator.words import FaultyWords, load

    contents = options.content or ()
    for folder in (options.old, options.new, *contents):
        if not folder.is_dir():  # taken for an empty one, every page would be new or gone
            raise CannotBuild("no-folder", folder, f"'{folder}' 폴더가 없습니다.", "견줄 누리집 두 개의 폴더를 적으세요.")
    found = differences(options.old, options.new)
    named = {url for url, _ in (*found.added, *found.removed)}  # new and gone pages are named as such: once is enough
    try:
        facts = fact_differences(contents[0], contents[1], load(HOME / "templates" / "words", (MAIN_LANGUAGE,))) if contents else ()
    except FaultyWords as fault:
        raise CannotBuild(
            "template-fault", fault.path, f"{fault.path}:{fault.line}:{fault.column} {fault.message}", fault.repair
        ) from fault
    lines = [(fact.title, fact.url, " ".join(fact.sentences)) for fact in facts if fact.url not in named or fact.is_changed]
    print(as_markdown(found, lines), end="")
    return 0
