#!/usr/bin/env python3
"""Judges the search: `python bench/search.py [real] [270] [10000] [--part b] [--failures] [--chromium]` prints the table of targets."""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any

import yaml

HOME = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(HOME), str(HOME / "bench"), str(HOME / "tests")]

from corpus import FIRST_CITY, Made, make
from generator.assets import make_scripts
from generator.dates import KST
from generator.output import Output
from generator.pipeline import build, search_index
from generator.settings import Settings

NOW = datetime(2025, 11, 3, 9, 0, tzinfo=KST)
QUERIES = yaml.safe_load((HOME / "bench" / "queries.yml").read_text("utf-8"))
NODE = HOME / ".venv" / "bin" / "node"


def holds(rule: dict[str, Any], made: Made) -> bool:
    """Whether a rule of queries.yml holds for a record."""
    facts = {**made.facts, "kind": made.kind, "topic": made.facts.get("topic")}
    for key, value in rule.items():
        if key == "any":
            if not any(holds(one, made) for one in value):
                return False
        elif key in ("tool", "tools"):
            if value not in facts.get("tools", ()):
                return False
        elif facts.get(key) != value:
            return False
    return True


def cases_of(part: str, made: list[Made]) -> list[tuple[str, str, frozenset[str] | None]]:
    """Each query with its class and the right answers ("courses/slug"), None where nothing is."""
    found = []
    for kind, rows in QUERIES[part].items():
        for query, rule in rows:
            if rule == "none":
                right = None
            elif isinstance(rule, list):
                right = frozenset(rule)
            else:
                right = frozenset(f"{one.kind}/{one.slug}" for one in made if holds(rule, one))
                field = next((f"fields/{key['field']}" for key in (rule, *rule.get("any", ())) if "field" in key), None)
                right |= {field} if field else set()
                if not right - {field}:
                    print(f"  no right answer in this corpus: {query}")
                    continue
            found.append((kind, query, right))
    return found


def judge(name: str, content: Path, cases: list[Any], options: argparse.Namespace) -> None:
    """Build the index of `content`, run the queries and print the table."""
    work = Path(tempfile.mkdtemp(prefix="bench-search-"))
    outputs, count, seconds = search_index(replace(Settings(), content=content, moment=NOW))
    for output in [*outputs, *make_scripts(HOME / "static" / "js").values()]:
        path = work / re.sub(r"^assets/js-\w+/", "js/", output.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(output.body)
    asked = json.dumps({"queries": [query for _, query, _ in cases], "now": int(NOW.timestamp() * 1000)})
    command = [NODE, HOME / "bench" / "engine.mjs", work / "js", work / "search" / "ko"]
    (work / "js" / "package.json").write_text('{"type": "module"}')
    answer = json.loads(subprocess.run(command, input=asked, capture_output=True, text=True, check=True).stdout)
    print(f"\n{name}: {count} documents, index in {seconds:.2f} s")
    show(cases, answer, options.failures, work)
    if options.chromium:
        from slow_phone import slow_times

        slow = slow_times(site_with(outputs, work / "site"), [query for _, query, _ in cases], int(NOW.timestamp() * 1000))
        print(
            f"  slow phone: query 95th {slow['query95']:.1f} ms; "
            f"first results from cold {slow['cold']:.0f} ms, worst {slow['cold_worst']:.0f} ms"
        )
    shutil.rmtree(work)


def site_with(index: tuple[Output, ...], folder: Path) -> Path:
    """The first city's site with another index in the place of its own: the page that a visitor waits for, with all that it loads."""
    assert not build(replace(Settings(), content=FIRST_CITY, output=folder, moment=NOW)).failed
    for output in index:
        (folder / output.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / output.path).write_bytes(output.body)
    return folder


def show(cases: list[Any], answer: dict[str, Any], failures: bool, work: Path) -> None:
    rows: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    false = []
    for (kind, query, right), found in zip(cases, answer["found"], strict=True):
        slugs = found["slugs"] if not found["partial"] else []
        if right is None:
            false.append(bool(slugs))
            if slugs and failures:
                print(f"  FALSE {query}: {slugs[:3]} {found['corrected'] or ''}")
            continue
        hit = [slug in right or slug.split("/")[1] in right for slug in slugs[:5]]
        rows[kind].append((any(hit), bool(hit and hit[0])))
        if failures and not (hit and hit[0]):
            how = f"{'partial' if found['partial'] else ''} {found['corrected'] or ''}"
            print(f"  {'second' if any(hit) else 'MISSED'} {kind}: {query} → {found['slugs'][:4]} {how}")
    every = [pair for pairs in rows.values() for pair in pairs]
    for kind, pairs in [*rows.items(), ("all", every)]:
        five, first = (100 * sum(hits) / len(pairs) for hits in zip(*pairs, strict=True))
        print(f"  {kind:10} {len(pairs):4}  five {five:5.1f} %  first {first:5.1f} %")
    print(f"  false answers {100 * sum(false) / max(1, len(false)):.1f} % of {len(false)}")
    found = answer["found"]
    engine, page = script_bytes(work)
    sizes, times = sorted(one["bytes"] + engine + page for one in found), sorted(one["ms"] for one in found)
    at = lambda row, share: row[min(len(row) - 1, int(len(row) * share))]
    print(
        f"  engine {engine / 1000:.2f} kB, page {page / 1000:.1f} kB; core {answer['core'] / 1000:.1f} kB; "
        f"loaded median {median(sizes) / 1000:.1f} kB, 95th {at(sizes, 0.95) / 1000:.1f} kB, "
        f"requests {median(one['requests'] for one in found):.0f}"
    )
    print(
        f"  query median {median(times):.2f} ms, 95th {at(times, 0.95):.2f} ms, worst {times[-1]:.1f} ms; "
        f"opening {answer['opening']:.1f} ms"
    )


def script_bytes(work: Path) -> tuple[int, int]:
    """The bytes of the engine, and of the script of the search page beside it."""
    import brotli

    engine, page = (len(brotli.compress((work / "js" / name).read_bytes())) for name in ("search/engine.js", "modules/search.js"))
    return engine, page


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "sizes",
        nargs="*",
        default=["real", "270", "10000"],
        help="real (the first city's content), or a number of courses (270 make 400 documents)",
    )
    parser.add_argument("--part", default="a")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--failures", action="store_true")
    parser.add_argument("--chromium", action="store_true", help="also on a slow phone")
    options = parser.parse_args()
    for size in options.sizes:
        if size == "real":
            judge("the first city's content", FIRST_CITY, cases_of("real", []), options)
            continue
        folder = Path(tempfile.gettempdir()) / f"bench-corpus-{size}-{options.part}-{options.seed}"
        made = make(folder, int(size), options.seed, options.part)
        judge(f"{size} courses, part {options.part}", folder, cases_of(options.part, made), options)


if __name__ == "__main__":
    main()
