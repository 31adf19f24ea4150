"""The drawing of a shared link's picture: 1200 × 630, paper, four lines of words, the sprout."""

import re
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from generator.drawing import mask, paths_of

if TYPE_CHECKING:
    from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630
_EDGE = 80
# Sizes of the title and the lines it may have at each, so that the words under it keep their place.
_TITLE_SIZES = ((76, 2), (64, 3), (54, 3), (46, 4))
_SMALL = 34
_SPROUT = 200
# The picture has paper and three inks, each in 64 steps from paper: so it is drawn in one byte a point.
_STEPS = 64
# Of zlib: at level 6 a picture takes 2.6 times as long to pack, and 15 kB in place of 19.
_LEVEL = 3
# The number of a cohort (1기) does not stand alone in a line.
_WORD = re.compile(r"\S+(?: \d+기(?!\S))?")


@dataclass(frozen=True)
class Inks:
    """The colours: of the paper, of the title, of the lines over and under it, of the sprout."""

    paper: str
    title: str
    line: str
    sprout: str


def draw(above: str, title: str, below: str, site: str, face: Path, icons: Path, inks: Inks) -> bytes:
    """The PNG. `face` is the font file, `icons` the sprite that holds the sprout."""
    from PIL import Image, ImageChops

    title_layer, line_layer = Image.new("L", (WIDTH, HEIGHT)), _signed(site, face).copy()
    _write(title_layer, line_layer, (above, title, below), face)
    corner = (WIDTH - _EDGE - _SPROUT, HEIGHT - _EDGE - _SPROUT + 16)
    picture = Image.new("L", (WIDTH, HEIGHT))
    for number, (layer, (left, top)) in enumerate(((title_layer, (0, 0)), (line_layer, (0, 0)), (_sprout(icons), corner))):
        if box := layer.getbbox():  # where there is ink: most of a layer is empty
            place = (left + box[0], top + box[1], left + box[2], top + box[3])
            picture.paste(ImageChops.lighter(picture.crop(place), layer.crop(box).point(_steps(number))), place)
    picture.putpalette(_palette(inks))
    body = BytesIO()
    picture.save(body, "PNG", compress_level=_LEVEL)
    return body.getvalue()


def _steps(number: int) -> list[int]:
    """The entries of the palette for each level of the layer with this number; 0, paper, for what can hardly be seen."""
    return [number * _STEPS + level // 4 if level >= 4 else 0 for level in range(256)]


@lru_cache
def _signed(site: str, face: Path) -> "Image.Image":
    """The layer of lines with the name of the site at its foot, as all pictures have it."""
    from PIL import Image, ImageDraw

    layer = Image.new("L", (WIDTH, HEIGHT))
    ImageDraw.Draw(layer).text((_EDGE, HEIGHT - _EDGE), site, font=_font(face, _SMALL, 700), fill=255, anchor="ls")
    return layer


class _Letters:
    """The letters of the face at one size and weight. Each is drawn once and then set beside others: the basic engine does the same,
    glyph by glyph, with no pair drawn closer, but cuts each anew out of the variable face (a line took 1.9 ms, and takes 0.14)."""

    def __init__(self, font: "ImageFont.FreeTypeFont") -> None:
        self._font = font
        self._known: dict[str, tuple[Image.Image | None, int, int, float]] = {}

    def width(self, text: str) -> float:
        """How wide the text stands."""
        return sum(self._letter(letter)[3] for letter in text)

    def write(self, pen: "ImageDraw.ImageDraw", left: float, top: int, text: str) -> None:
        """Write the text; `left` and `top` are the corner of its line."""
        for letter in text:
            drawn, shift, drop, width = self._letter(letter)
            if drawn:
                pen.bitmap((round(left) + shift, top + drop), drawn, fill=255)
            left += width

    def _letter(self, letter: str) -> "tuple[Image.Image | None, int, int, float]":
        """A letter's mask (None where there is nothing to see), where it stands from the corner of its line, and its width."""
        if letter not in self._known:
            left, top, right, bottom = map(int, self._font.getbbox(letter))
            seen = right > left and bottom > top
            self._known[letter] = (self._mask(letter, left, top, right, bottom) if seen else None, left, top, self._font.getlength(letter))
        return self._known[letter]

    def _mask(self, letter: str, left: int, top: int, right: int, bottom: int) -> "Image.Image":
        from PIL import Image, ImageDraw

        mask = Image.new("L", (right - left, bottom - top))
        ImageDraw.Draw(mask).text((-left, -top), letter, font=self._font, fill=255)
        return mask


def _write(title_layer: "Image.Image", line_layer: "Image.Image", words: tuple[str, str, str], face: Path) -> None:
    from PIL import ImageDraw

    above, title, below = words
    small, pen = _letters(face, _SMALL, 700), ImageDraw.Draw(line_layer)
    size, lines = _fitted(title, face)
    top = _EDGE
    if above:
        small.write(pen, _EDGE, top, _wrapped(above, small)[0])
        top += round(_SMALL * 1.9)
    title_pen = ImageDraw.Draw(title_layer)
    for line in lines:
        _letters(face, size, 700).write(title_pen, _EDGE, top, line)
        top += round(size * 1.3)
    if below:
        thin = _letters(face, _SMALL, 400)
        for line in _wrapped(below, thin, WIDTH - 2 * _EDGE - _SPROUT)[:2]:
            thin.write(pen, _EDGE, top + _SMALL, line)
            top += round(_SMALL * 1.4)


def _fitted(title: str, face: Path) -> tuple[int, list[str]]:
    """The largest size at which the title fits, and its lines; what never fits is cut with an ellipsis."""
    for size, most in _TITLE_SIZES:
        lines = _wrapped(title, _letters(face, size, 700))
        if len(lines) <= most:
            return size, lines
    return size, [*lines[: most - 1], lines[most - 1] + "…"]


def _wrapped(text: str, letters: _Letters, width: int = WIDTH - 2 * _EDGE) -> list[str]:
    """The text in lines broken between words, as Korean is set on the site; a word wider than a line is broken inside."""
    lines = [""]
    for word in _WORD.findall(text):
        longer = f"{lines[-1]} {word}".strip()
        if letters.width(longer) <= width:
            lines[-1] = longer
            continue
        lines += [""] if lines[-1] else []
        for letter in word:
            if letters.width(lines[-1] + letter) > width:
                lines.append("")
            lines[-1] += letter
    return lines


@lru_cache
def _sprout(icons: Path) -> "Image.Image":
    return mask(paths_of(icons)[0], _SPROUT, _SPROUT / 24, stroke=1.6)


@lru_cache
def _letters(face: Path, size: int, weight: int) -> _Letters:
    return _Letters(_font(face, size, weight))


@lru_cache
def _font(face: Path, size: int, weight: int) -> "ImageFont.FreeTypeFont":
    from PIL import ImageFont

    # The basic engine is in every Pillow; the other sets the same Hangul and is not.
    font = ImageFont.truetype(str(face), size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font


@lru_cache
def _palette(inks: Inks) -> list[int]:
    paper = _rgb(inks.paper)
    return [
        round(paper[channel] + (ink[channel] - paper[channel]) * step / (_STEPS - 1))
        for ink in map(_rgb, (inks.title, inks.line, inks.sprout))
        for step in range(_STEPS)
        for channel in range(3)
    ]


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
