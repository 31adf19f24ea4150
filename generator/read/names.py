"""Names of files as they should be: endings that are nearly right, and what is no text at all."""

import re
from pathlib import Path

from generator.read.fences import FENCE
from generator.text import SLUG_LIMIT

SPELLINGS = (".yml", ".md")
# What an ending was meant to be. Windows does not show the last one of `a.md.txt`.
_ENDING = re.compile(r"(?i)\.(md|markdown|mdown|mkd|yml|yaml)(?:\.txt)?$")
_TEXTS = (".doc", ".docx", ".hwp", ".hwpx", ".odt", ".rtf", ".txt", ".pages")
_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic", ".bmp")
_BEGINNING = 4_000


def ending_of(name: str) -> str:
    """The ending that a name nearly has, `.md` or `.yml`; "" where it has another."""
    found = _ENDING.search(name)
    return "" if not found else ".yml" if found[1].lower() in ("yml", "yaml") else ".md"


def right_name(path: Path) -> str:
    """The name that a file should have: its ending by what stands in it, its stem as an address."""
    ending = ending_of(path.name)
    if not ending:
        return path.name
    stem = _ENDING.sub("", path.name)
    return f"{suggested(stem)}{'.md' if ending == '.yml' and _has_body(path) else ending}"


def _has_body(path: Path) -> bool:
    """Whether a file has a front matter and a body below, as a Markdown file has."""
    try:
        with path.open("rb") as file:
            lines = file.read(_BEGINNING).decode("utf-8", "replace").split("\n")
    except OSError:
        return False
    fences = [number for number, line in enumerate(lines) if line.strip("\ufeff \r") == FENCE]
    return len(fences) > 1 and fences[0] == 0 and any(line.strip() for line in lines[fences[1] + 1 :])


def where_it_goes(path: Path, place: str = "") -> str:
    """The repair of a file that is no text of ours: what to do with it. `place` says where a text of ours would lie, if not here."""
    ending = path.suffix.lower()
    if ending in _TEXTS:
        name = suggested(_ENDING.sub("", path.stem))
        return f"글을 복사해 {place}새 파일 '{name}.md'에 붙이세요. 내려받게 할 파일이면 files 폴더로 옮기세요."
    if ending in _PICTURES:
        return "그림은 images 폴더로 옮기세요."
    return "내려받게 할 파일이면 files 폴더로 옮기고, 아니면 지우세요."


def suggested(stem: str) -> str:
    """A name for an address that is like `stem`."""
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:SLUG_LIMIT].strip("-") or "new-name"
