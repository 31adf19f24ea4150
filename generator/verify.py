"""Whether a live site is the one that lies in a folder: the same build, whole files, headers, links, redirects."""

import gzip
import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import brotli

from generator.hosting import TYPES
from generator.live import Answer, Unreachable, ask, mark_of
from generator.output import MARK
from generator.security import ASKED_AGAIN, HEADERS, cache_control

_LINK = re.compile(r'\s(?:href|src)="([^"#?]+)')
# What hosts send for what we call no-cache, and for our media types; the meaning is the same.
_ASKED_AGAIN = (ASKED_AGAIN, "public, max-age=0, must-revalidate", "max-age=0, must-revalidate")
_ALSO = {"text/javascript": "application/javascript", "application/xml": "text/xml"}
_UNPACK: dict[str, Callable[[bytes], bytes]] = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}
_INDEX = re.compile(r"(?:(?<=/)|^)index\.html$")
_NOWHERE = "nothing-is-here-or-ever-was/"


@dataclass(frozen=True)
class Live:
    """The folder and the address to be held against it (without "/" at its end)."""

    folder: Path
    address: str
    with_headers: bool

    def address_of(self, path: str) -> str:
        """The whole address of a file of the folder."""
        return f"{self.address}/{quote(_INDEX.sub('', path))}"


def verify(folder: Path, address: str, sample: int, with_headers: bool = True) -> list[str]:
    """What is wrong with the live site, as sentences; empty where all is well.

    `sample` pages and as many files of each other kind are compared byte for byte. Without `with_headers` (hosts that
    send none of ours) the headers are left alone.
    """
    live = Live(folder, address.rstrip("/"), with_headers)
    try:
        wrong = list(_mark(live))
    except Unreachable as fault:
        return [f"닿지 않습니다. {fault}"]
    moved = _lines(folder / "_redirects")
    chosen = list(_chosen(folder, {line.split(" ")[0] for line in moved}, urlsplit(live.address).path, sample))
    wrong += _each(live, chosen, _file)
    wrong += _each(live, sorted(_links(live, chosen)), _link)
    wrong += _each(live, [_NOWHERE], _missing)
    wrong += _each(live, moved[:sample], _redirect)
    return wrong


def _each(live: Live, items: Iterable[str], look: Callable[[Live, str], Iterator[str]]) -> list[str]:
    def looked(item: str) -> list[str]:
        try:
            return list(look(live, item))
        except Unreachable as fault:
            return [f"닿지 않습니다. {fault}"]

    with ThreadPoolExecutor(8) as pool:
        return [fault for faults in pool.map(looked, items) for fault in faults]


def _mark(live: Live) -> Iterator[str]:
    wanted, found = json.loads((live.folder / MARK).read_text("utf-8")), mark_of(live.address)
    for key in ("commit", "digest"):
        if found.get(key) != wanted[key]:
            yield f"{MARK}의 {key}가 다릅니다. 있어야 할 것 {wanted[key]}, 있는 것 {found.get(key)}"


def _chosen(folder: Path, moved: set[str], prefix: str, sample: int) -> Iterator[str]:
    """The home page, and files of each kind, spread evenly. Pages at old addresses and the mark are looked at by themselves."""
    paths = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()]
    own = [path for path in paths if path != MARK and f"{prefix}/{_INDEX.sub('', path)}" not in moved]
    for ending in TYPES:
        kind = [path for path in own if path.lower().endswith(f".{ending}") and path != "index.html"]
        yield from kind[:: max(1, -(-len(kind) // sample))]
    yield "index.html"


def _file(live: Live, path: str) -> Iterator[str]:
    address, body = live.address_of(path), (live.folder / path).read_bytes()
    answer = ask(address, accept_encoding="identity")
    if answer.status != 200 or answer.body != body:
        yield f"{address} 내용이 다릅니다({answer.status}, {len(answer.body)}바이트, 있어야 할 것 {len(body)}바이트)."
        return
    packed = ask(address, accept_encoding="br, gzip")
    encoding = packed.headers.get("Content-Encoding", "")
    if _unpacked(encoding, packed.body) != body:
        yield f"{address} 압축한 내용({encoding})이 다릅니다."
    if not encoding and (live.folder / f"{path}.gz").exists():
        yield f"{address} 압축하지 않고 보냅니다."
    if live.with_headers:
        yield from (f"{address} {fault}" for fault in _header_faults(f"/{path}", packed))


def _unpacked(encoding: str, packed: bytes) -> bytes | None:
    """What was compressed; None where it cannot be read: cut off, damaged, or not what its header says."""
    try:
        return _UNPACK.get(encoding, bytes)(packed)
    except (EOFError, OSError, zlib.error, brotli.error):
        return None


def _header_faults(path: str, answer: Answer) -> Iterator[str]:
    for name, value in HEADERS.items():
        if answer.headers.get(name) != value:
            yield f"{name} 머리글이 다릅니다: {answer.headers.get(name)}"
    wanted, kept = cache_control(path), answer.headers.get("Cache-Control")
    if kept != wanted and not (wanted == ASKED_AGAIN and kept in _ASKED_AGAIN):
        yield f"Cache-Control 머리글이 다릅니다: {kept}"
    kind, sent = TYPES[path.rpartition(".")[2].lower()], answer.headers.get("Content-Type", "").partition(";")[0]
    if sent not in (kind, _ALSO.get(kind)):
        yield f"Content-Type 머리글이 다릅니다: {sent}"


def _links(live: Live, paths: Iterable[str]) -> set[str]:
    """The whole addresses on this site to which these pages lead."""
    home = urlsplit(live.address)
    found = set()
    for path in (path for path in paths if path.endswith(".html")):
        for link in _LINK.findall((live.folder / path).read_text("utf-8")):
            whole = urlsplit(urljoin(live.address_of(path), unescape(link)))
            if (whole.scheme, whole.netloc) == (home.scheme, home.netloc):
                found.add(whole.geturl())
    return found


def _link(_live: Live, address: str) -> Iterator[str]:
    status = ask(address, "HEAD").status
    if status != 200:
        yield f"{address} 링크가 이어지지 않습니다({status})."


def _missing(live: Live, path: str) -> Iterator[str]:
    answer = ask(f"{live.address}/{path}", accept_encoding="identity")
    if answer.status != 404 or answer.body != (live.folder / "404.html").read_bytes():
        yield f"{live.address}/{path} 없는 주소인데 404 쪽이 아닙니다({answer.status})."


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines() if path.exists() else []


def _redirect(live: Live, line: str) -> Iterator[str]:
    old, new, _ = line.split(" ")
    answer = ask(urljoin(live.address, old))
    if live.with_headers and (answer.status, urlsplit(answer.headers.get("Location", "")).path) != (301, new):
        yield f"{old} 옛 주소가 {new} 로 이끌지 않습니다({answer.status})."
