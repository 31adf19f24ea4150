"""The site's mark in the sizes that devices ask for, drawn from the one drawing `images/favicon.svg`."""

import re
from functools import partial
from io import BytesIO
from pathlib import Path

from generator import drawing
from generator.cache import code_digest, digest, kept
from generator.drawing import mask, paths_of

# Name, size, and how much of the picture the drawing takes; where it is not all, the ground goes to the edge.
# A launcher may cut away all but the middle four fifths of a maskable icon (W3C Web App Manifest, 3.3).
ICONS = (("icon-180.png", 180, 0.9), ("icon-192.png", 192, 1.0), ("icon-512.png", 512, 1.0), ("icon-maskable.png", 512, 0.76))
_VIEW = 32


def make_icons(static: Path) -> dict[str, bytes]:
    """The PNG of each icon by its name."""
    svg = static / "images" / "favicon.svg"
    about = digest(svg.read_bytes(), code_digest(__file__, drawing.__file__))
    return {name: kept(f"icons/{about}-{name}", partial(_draw, svg, size, share)) for name, size, share in ICONS}


def _draw(svg: Path, size: int, share: float) -> bytes:
    from PIL import Image

    text = svg.read_text("utf-8")
    ground, ink = (re.findall(rf'{name}="(#\w+)"', text)[0] for name in ("fill", "stroke"))
    stroke = float(re.findall(r'stroke-width="([\d.]+)"', text)[0])
    shape, sprout = paths_of(svg)
    scale, shift = size * share / _VIEW, size * (1 - share) / 2
    picture = Image.new("RGBA", (size, size), ground if share < 1 else "#0000")
    if share == 1:
        picture.paste(ground, mask=mask(shape, size, scale))
    picture.paste(ink, mask=mask(sprout, size, scale, shift, stroke))
    body = BytesIO()
    picture.save(body, "PNG", optimize=True)
    return body.getvalue()
