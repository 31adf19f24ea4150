"""Pictures and files of `content/` that published items name, and the QR codes of pages that are printed."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.model import Site
from generator.output import Output
from generator.pages import Page
from generator.pictures import ENDINGS, Picture, clean_copy, copies_of, picture_of


def find_pictures(site: Site, content: Path) -> dict[str, Picture]:
    """The Picture of every file that a published item shows, by its path inside `content/`."""
    return {file: picture_of(content / file, file) for file in sorted(set(_shown(site)))}


def make_media(site: Site, content: Path, pictures: Mapping[str, Picture]) -> tuple[Output, ...]:
    """The copies of these pictures, and each file that is linked (of a picture a clean copy, wherever it lies), under `media/`."""
    copies = (copy for file, picture in pictures.items() for copy in copies_of(content / file, picture))
    linked = ((f"media/{file}", _linked(content, file)) for file in sorted(set(_files(site))))
    return tuple(Output(path, body) for path, body in (*copies, *linked))


def coded(site: Site, pages: Iterable[Page]) -> list[str]:
    """The whole address of every page that may be hung up, and so has a QR code: of courses, and of notices that recruit."""
    recruiting = {filed.document.shown for filed in site.notices if filed.record.kind == "recruitment"}
    return [
        site.origin + site.prefix + page.url
        for page in pages
        if page.kind == "courses" or page.kind == "notices" and page.origin in recruiting
    ]


def _linked(content: Path, file: str) -> bytes:
    path = content / file
    return clean_copy(path) if path.suffix.lower() in ENDINGS else path.read_bytes()


def _shown(site: Site) -> Iterator[str]:
    for filed in site.published.values():
        yield from (image.file for _, image in filed.pictures())
        for body, _ in filed.document.bodies.values():
            yield from (link.target for link in body.links if link.kind == "image")


def _files(site: Site) -> Iterator[str]:
    for filed in site.published.values():
        yield from (entry.file for _, entry in filed.attachments())
        for body, _ in filed.document.bodies.values():
            for link in body.links:
                if link.kind == "file" and link.target.startswith(("images/", "files/")):
                    yield link.target
