"""The site's line drawings, for pictures: the path of an SVG as points, and the points as ink on a mask."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

Point = tuple[float, float]
Line = list[Point]
_PATH = re.compile(r'<path d="([^"]+)"')
_STEP = re.compile(r"([MHVLQCZmhvlqcz])([^A-Za-z]*)")
_NUMBER = re.compile(r"-?\d*\.?\d+")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "Q": 4, "C": 6, "Z": 0}
# Straight pieces of a curve: at 512 px no corner shows, and round pens overlap.
_PIECES = 96
# Drawn this many times larger and made smaller, so that edges are smooth.
_FINE = 4


def paths_of(svg: Path) -> list[list[Line]]:
    """Each path of an SVG as its lines; of its language only what the site's own drawings use."""
    return [lines_of(path) for path in _PATH.findall(svg.read_text("utf-8"))]


def lines_of(path: str) -> list[Line]:
    """The lines of a path, curves cut into straight pieces."""
    lines: list[Line] = []
    for letter, numbers in _steps(path):
        kind, here = letter.upper(), lines[-1][-1] if lines else (0.0, 0.0)
        home = here if letter.islower() else (0.0, 0.0)
        if kind == "H":
            numbers = [numbers[0] + home[0], here[1]]
        elif kind == "V":
            numbers = [here[0], numbers[0] + home[1]]
        else:
            numbers = [number + home[index % 2] for index, number in enumerate(numbers)]
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        if kind == "M":
            lines.append(points)
        elif kind == "Z":
            lines[-1].append(lines[-1][0])
        else:
            lines[-1] += _curve([here, *points])
    return lines


def _steps(path: str) -> Iterator[tuple[str, list[float]]]:
    for letter, written in _STEP.findall(path):
        numbers = [float(number) for number in _NUMBER.findall(written)]
        takes = _TAKES[letter.upper()]
        for start in range(0, max(len(numbers), 1), takes or 1):
            yield letter, numbers[start : start + takes]


def _curve(points: Sequence[Point]) -> Iterator[Point]:
    """The points of a Bézier curve of any degree (de Casteljau), its start left out."""
    pieces = _PIECES if len(points) > 2 else 1
    for piece in range(1, pieces + 1):
        t, level = piece / pieces, list(points)
        while len(level) > 1:
            level = [(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in pairwise(level)]
        yield level[0]


def mask(lines: Sequence[Line], size: int, scale: float, shift: float = 0, stroke: float = 0) -> "Image.Image":
    """A square mask with the lines in it, filled, or drawn with round ends where there is a `stroke`."""
    from PIL import Image, ImageDraw

    canvas = Image.new("L", (size * _FINE, size * _FINE))
    pen = ImageDraw.Draw(canvas)
    for line in lines:
        points = [((x * scale + shift) * _FINE, (y * scale + shift) * _FINE) for x, y in line]
        if not stroke:
            pen.polygon(points, fill=255)
            continue
        width = stroke * scale * _FINE
        pen.line(points, fill=255, width=round(width))
        for x, y in points:  # Pillow's own joints leave gaps
            pen.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=255)
    return canvas.resize((size, size), Image.Resampling.BOX)
