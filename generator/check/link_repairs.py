"""What was meant by a link that leads to no file: an address, a file to download, a page of another name."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from generator.check.attachments import BEGINNINGS
from generator.check.said import change_to
from generator.pictures import ENDINGS
from generator.read import Document
from generator.read.body import Link
from generator.text import nearest_file, nearest_name, to
from generator.urls import is_web_address

_MAIL = re.compile(r"[^\s/@:]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"\+?\d[\d-]{6,}\d", re.ASCII)
# Endings of hosts that Korean pages name; .md and .zip are files here.
_HOST = re.compile(r"(?i)(?:[\w-]+\.)+(?:kr|com|net|org|io|me|edu|gov|info|biz|app|dev|site|page|한국)(?:[:/?#].*)?")
_LINKED = re.compile(r"\]\(\s*([^\s()]+)")
_DOUBLED = re.compile(r"(?i)^(?:https?:/*)+(?=https?:)")
_HERE = re.compile(r"(?i)https?://(?:localhost|127\.[\d.]+|0\.0\.0\.0|\[::1?\])(?::\d*)?(?=[/?#]|$)")
_SCHEME = re.compile(r"(?is)(?:(https?):/*)?(.*)")
_NOT_PAGES = (*BEGINNINGS, *ENDINGS, ".doc", ".xls", ".ppt", ".svg", ".gif")


def path_in_preview(written: str) -> str | None:
    """The path of an address at which only this computer answers, as the preview does; None of any other."""
    found = _HERE.match(written)
    return f"/{written[found.end() :].lstrip('/')}" if found else None


def said_of_local(written: str) -> str:
    """What is said of such an address."""
    return f"'{written}'에는 이 컴퓨터에서만 갈 수 있습니다."


def address_meant(written: str) -> str | None:
    """The whole web address that was meant by what is none: within a link of Markdown or marks, of two beginnings, with a comma."""
    found = _LINKED.search(written)
    text = (found[1] if found else written).strip(" <>\"'“”‘’").rstrip(".,;:。、，")
    scheme, rest = _SCHEME.fullmatch(_DOUBLED.sub("", text)).groups()  # type: ignore[union-attr]
    if not scheme and not _HOST.fullmatch(rest):
        return None
    host, slash, path = rest.partition("/")
    whole = f"{(scheme or 'https').lower()}://{host.replace(',', '.')}{slash}{path}"
    return whole if whole != written and is_web_address(whole) else None


def repair_of(link: Link, own: str, known: Mapping[str, Document], media: Iterable[str]) -> str:
    """What to write instead of a link to no file.

    `own` is the item that has the link, which is never meant; `known` are the items by folder and slug.
    """
    for form, before in ((_MAIL, "mailto:"), (_PHONE, "tel:"), (_HOST, "https://")):
        if form.fullmatch(link.written):
            return f"'{before}{link.written}'처럼 앞에 {before}를 붙이세요."
    target = PurePosixPath(link.target)
    if target.suffix.lower() in _NOT_PAGES:
        near = nearest_file(link.target, sorted(media))
        instead = f"../{near}" if near else f"../files/{target.name}"
        return change_to(instead) if near else f"파일을 content/files에 넣고 '{instead}'{to(instead)} 쓰세요."
    path, keys = link.target.removesuffix(target.suffix), [key for key in known if key != own]
    renamed = next((key for key in keys for name in old_names(known[key]) if f"{known[key].folder}/{name}" == path), None)
    near = renamed or _item(path, keys)
    shown = f"../{near}{PurePosixPath(known[near].shown).suffix}" if near else ""
    return change_to(shown) if near else "'../courses/이름.md'처럼 content 안의 파일을 적으세요. 지운 글이면 링크를 지우세요."


def old_names(document: Document) -> Iterator[str]:
    """The names that an item says it had before, as far as they can be read."""
    names = document.data.get("aliases", ()) if isinstance(document.data, dict) else ()
    yield from map(str, names if isinstance(names, tuple) else (names,))


def _item(path: str, keys: list[str]) -> str | None:
    """The item of the same folder whose name is nearly that of `path`; or the only one of that name in any folder."""
    folder, _, slug = path.rpartition("/")
    beside = nearest_name(slug, [key.rpartition("/")[2] for key in keys if key.startswith(f"{folder}/")])
    named = [key for key in keys if key.rpartition("/")[2] == slug]
    return f"{folder}/{beside}" if beside else named[0] if len(named) == 1 else None
