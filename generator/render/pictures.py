"""Pictures of `content/` in a page: for templates a filter, for Markdown the same component put in place of each image."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

from jinja2 import Environment
from markupsafe import Markup

from generator.pictures import Picture
from generator.urls import media_url


@dataclass(frozen=True)
class Shown:
    """A picture as its component shows it: each format's media type and srcset, the last for the image itself."""

    src: str
    width: int
    height: int
    formats: tuple[tuple[str, str], ...]


def show_pictures(environment: Environment, prefix: str, pictures: Mapping[str, Picture]) -> None:
    """Teach the environment the filter `picture` (a file's Shown) and `prose` (Markdown's html with its pictures)."""

    image_tag = re.compile(rf'<img src="{re.escape(prefix + media_url(""))}([^"]*)"(?: alt="([^"]*)")?[^>]*>')

    def picture(file: str) -> Shown:
        found = pictures[file]
        formats = ((each.type, ", ".join(f"{_url(path)} {width}w" for path, width in each.copies)) for each in found.formats)
        return Shown(_url(found.path), found.width, found.height, tuple(formats))

    def _url(path: str) -> str:
        return f"{prefix}/{quote(path)}"

    def prose(html: str) -> Markup:
        return Markup(image_tag.sub(put, html) if "<img " in html else html)

    def put(image: re.Match[str]) -> str:
        file = unquote(image[1])
        if file not in pictures:
            return image[0]
        component = environment.get_template("components/picture.html").module
        return str(component.picture(file, Markup(image[2] or "")))  # type: ignore[attr-defined]  # its macro

    environment.filters["picture"] = picture
    environment.globals["prose"] = prose
