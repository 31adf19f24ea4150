"""Pictures and files of `content/` that published items name: copied as they are."""

from collections.abc import Iterator
from pathlib import Path

from generator.model import Site
from generator.output import Output


def make_media(site: Site, content: Path) -> tuple[Output, ...]:
    """Each named file once, under `media/`."""
    return tuple(Output(f"media/{file}", (content / file).read_bytes()) for file in sorted(set(_named(site))))


def _named(site: Site) -> Iterator[str]:
    for filed in site.published.values():
        record = filed.record
        for entry in (*getattr(record, "images", ()), *getattr(record, "attachments", ())):
            yield entry.file
        if getattr(record, "image", None):
            yield record.image.file
        for body, _ in filed.document.bodies.values():
            for link in body.links:
                if link.kind in ("image", "file") and link.target.startswith(("images/", "files/")):
                    yield link.target
