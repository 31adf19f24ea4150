"""Pictures of `content/`: whether a file can be shown, and its smaller copies in three formats.

A copy holds nothing but what is seen: turned upright, in sRGB, without the notes (place, time, camera) of the original.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from generator.cache import code_digest, digest, kept
from generator.text import with_particle

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTHS = (480, 960, 1600)
MOST_PIXELS = 50_000_000
# Endings and the format each stands for. MPO is how some telephones store a JPEG of several views.
ENDINGS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".avif": "AVIF"}
# What is looked into at all: the formats above, and those that are named in the fault. Others, such as EPS, would start programs.
_LOOKED_INTO = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "BMP", "TIFF")
SIZE_LIMIT = 20_000_000
_SAME = {"MPO": "JPEG"}
_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg", "png": "image/png"}
_SAVING: Mapping[str, dict[str, Any]] = {
    # One thread: with more, the same picture may give other bytes on another machine.
    "avif": {"format": "AVIF", "quality": 55, "speed": 6, "max_threads": 1},
    "webp": {"format": "WEBP", "quality": 78, "method": 4},
    "jpg": {"format": "JPEG", "quality": 80, "progressive": True, "optimize": True},
    "png": {"format": "PNG", "optimize": True},
}


@dataclass(frozen=True)
class Format:
    """The copies in one format: its media type, and each copy's path with its width, narrow ones first."""

    type: str
    copies: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Picture:
    """A picture as shown: its size, its formats (the last is the one that every browser knows), its middle copy."""

    width: int
    height: int
    formats: tuple[Format, ...]
    path: str


def fault_of(path: Path) -> tuple[str, str] | None:
    """Why this file cannot be shown, as a sentence and its repair; or None where it can."""
    ending = path.suffix.lower()
    if ending == ".svg":
        return "SVG 그림은 싣지 않습니다. 그 안에서 다른 것이 실행될 수 있습니다.", "PNG로 내보낸 그림을 넣으세요."
    if ending not in ENDINGS:
        return f"{with_particle(repr(path.suffix), '은', '는')} 실을 수 없는 그림입니다.", "JPG나 PNG로 바꾸어 넣으세요."
    if path.stat().st_size > SIZE_LIMIT:
        return "그림 파일이 20 MB보다 큽니다.", "가로 4000픽셀 안으로 줄이세요."
    facts = _facts(path)
    if "broken" in facts:
        return "그림 파일이 아니거나 깨졌습니다.", "그림을 열어 다시 저장한 뒤 넣으세요."
    found, width, height = facts["format"], facts["width"], facts["height"]
    if found not in ENDINGS.values():
        return f"{found} 그림은 싣지 않습니다.", "JPG나 PNG로 바꾸어 넣으세요."
    if found != ENDINGS[ending]:
        right = next(ending for ending, name in ENDINGS.items() if name == found)
        return f"이름은 {ending}인데 속은 {found}입니다.", f"'{path.stem}{right}'{_to(right)} 이름을 바꾸세요."
    if width * height > MOST_PIXELS:
        return f"그림이 너무 큽니다({width}×{height}). 5천만 화소까지 싣습니다.", "가로 4000픽셀 안으로 줄이세요."
    if facts["moving"]:
        return "움직이는 그림은 싣지 않습니다.", "한 장면만 JPG나 PNG로 넣으세요."
    return None


def _to(ending: str) -> str:
    return "로" if ending in (".jpeg", ".png", ".jpg", ".avif") else "으로"


def picture_of(path: Path, file: str) -> Picture:
    """The Picture of a file without a fault; `file` is its path inside `content/`. No copy is made yet."""
    facts = _facts(path)
    widths = [width for width in WIDTHS if width < facts["width"]] + [min(facts["width"], WIDTHS[-1])]
    widths = sorted(set(widths))
    stem, about = file.removesuffix(PurePosixPath(file).suffix), facts["digest"][:8]

    def copies(ending: str) -> tuple[tuple[str, int], ...]:
        return tuple((f"media/{stem}-{about}-{width}.{ending}", width) for width in widths)

    endings = ("avif", "webp", "png" if facts["alpha"] else "jpg")
    formats = tuple(Format(_TYPES[ending], copies(ending)) for ending in endings)
    middle = next((copy for copy in reversed(formats[-1].copies) if copy[1] <= WIDTHS[1]), formats[-1].copies[0])
    return Picture(facts["width"], facts["height"], formats, middle[0])


def copies_of(path: Path, picture: Picture) -> Iterator[tuple[str, bytes]]:
    """Every copy of a picture: its path and its bytes."""
    about = digest(path.read_bytes(), code_digest(__file__))
    for format in picture.formats:
        for name, width in format.copies:
            ending = name.rpartition(".")[2]
            yield name, kept(f"pictures/{about}-{width}.{ending}", partial(_copy, path, width, ending))


def clean_copy(path: Path) -> bytes:
    """The picture in its own format, at most as wide as the widest copy: for links that lead to the file itself."""
    ending = {"JPEG": "jpg"}.get(name := ENDINGS[path.suffix.lower()], name.lower())
    about = digest(path.read_bytes(), code_digest(__file__))
    return kept(f"pictures/{about}-whole.{ending}", lambda: _copy(path, WIDTHS[-1], ending))


def _facts(path: Path) -> dict[str, Any]:
    """What has to be known of a file, kept under its digest: looking into every pixel takes time."""
    body = path.read_bytes()
    about = digest(body)
    facts: dict[str, Any] = json.loads(kept(f"pictures/{digest(about, code_digest(__file__))}.json", lambda: _examine(body)))
    return facts | {"digest": about}


def _examine(body: bytes) -> bytes:
    from PIL import Image  # imported here: a build without a new picture has no use for it

    Image.init()  # a format that has not been met yet cannot be named
    Image.MAX_IMAGE_PIXELS = None  # our own limit is lower, and speaks to the editor
    try:
        with Image.open(BytesIO(body), formats=_LOOKED_INTO) as picture:
            format = _SAME.get(picture.format or "", picture.format)
            facts = {"format": format, "width": picture.width, "height": picture.height}
            if picture.width * picture.height <= MOST_PIXELS:  # else nothing more is looked at: it may be meant to fill the memory
                facts["moving"] = format != "JPEG" and getattr(picture, "n_frames", 1) > 1
                facts["alpha"] = picture.has_transparency_data
                picture.load()
                if picture.getexif().get(0x0112, 1) >= 5:  # lies on its side
                    facts |= {"width": picture.height, "height": picture.width}
    except Exception:  # noqa: BLE001 - a broken file makes Pillow raise nearly anything
        facts = {"broken": True}
    return json.dumps(facts).encode()


def _copy(path: Path, width: int, ending: str) -> bytes:
    from PIL import Image, ImageOps

    Image.init()
    with Image.open(path, formats=_LOOKED_INTO) as original:
        picture = _plain(ImageOps.exif_transpose(original), alpha=ending != "jpg")
    if width < picture.width:
        height = max(1, round(picture.height * width / picture.width))
        picture = picture.resize((width, height), Image.Resampling.LANCZOS)
    body = BytesIO()
    picture.save(body, **_SAVING[ending])
    return body.getvalue()


def _plain(picture: "Image", alpha: bool) -> "Image":
    """The picture in sRGB, with all that is not seen left behind."""
    from PIL import Image, ImageCms

    mode = "RGBA" if alpha and picture.has_transparency_data else "RGB"
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "RGBA", "CMYK", "L"):
        target = mode if picture.mode == "RGBA" else "RGB"
        try:
            picture = (
                ImageCms.profileToProfile(
                    picture, ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode=target
                )
                or picture
            )
        except ImageCms.PyCMSError:  # a profile that cannot be read is passed over, as browsers do
            pass
    picture = picture.convert(mode)
    clean = Image.new(mode, picture.size)
    clean.paste(picture)
    return clean
