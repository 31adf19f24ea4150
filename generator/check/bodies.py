"""Rules for Markdown bodies: headings in order, links and pictures that lead somewhere. Each fault at its line."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath

from generator.check.filing import Filing
from generator.check.link_repairs import address_meant, path_in_preview, repair_of, said_of_local
from generator.check.said import RETYPE, Fault, change_to
from generator.check.slips import ONLY_WARNED, footnote, said_of
from generator.problems import ERROR, WARNING, Problem, bounded
from generator.read import Document
from generator.read.body import Body, Link
from generator.read.composed import KeyPath
from generator.read.links import LONGEST, is_allowed
from generator.text import INVISIBLE, nearest_file, nearest_name, subject, to


def check_bodies(filing: Filing) -> Iterator[Problem]:
    """The faults of every body of every document."""
    known = {f"{document.folder}/{document.slug}": document for document in filing.documents if document.folder}
    for document in filing.documents:
        for path, (body, _) in document.bodies.items():
            yield from bounded(_faults(document, path, body, known, filing))


def _faults(document: Document, path: KeyPath, body: Body, known: dict[str, Document], filing: Filing) -> Iterator[Problem]:
    yield from _letters(document, path, body)
    yield from _headings(document, path, body)
    yield from _slips(document, path, body)
    for link in body.links:
        fault = _link(link, body, path, document, known, filing)
        if fault:
            code, message, repair = fault
            where = document.where_in_body(path, link.line, link.column, max(1, len(link.written)))
            yield Problem(where, code, message, repair, WARNING if code == "local-link" else ERROR)


def _letters(document: Document, path: KeyPath, body: Body) -> Iterator[Problem]:
    """What is not seen and turns or hides what is; and what the sanitiser took out, which our renderer never writes."""
    if not body.safe:
        message = "본문에서 안전하지 않은 HTML이 만들어졌습니다."
        yield Problem(document.where_in_body(path, 0), "unsafe-html", message, "이 파일과 함께 개발 담당자에게 알리세요.")
    if not body.unseen:
        return
    found = [(line, match.start()) for line, text in enumerate(document.written(path).split("\n")) for match in INVISIBLE.finditer(text)]
    for line, column in found or [(0, 0)]:  # else written as an entity, such as &#x202E;
        where = document.where_in_body(path, line, column)
        yield Problem(where, "control-character", "본문에 보이지 않는 제어 글자가 있습니다.", "그 글자를 지우고 다시 쓰세요.")


def _slips(document: Document, path: KeyPath, body: Body) -> Iterator[Problem]:
    """What would be shown as it is written, or as something else than was meant."""
    for slip in body.slips:
        code, message, repair = said_of(slip)
        severity = WARNING if code in ONLY_WARNED else ERROR
        yield Problem(document.where_in_body(path, slip.line, slip.column, len(slip.written)), code, message, repair, severity)


def _headings(document: Document, path: KeyPath, body: Body) -> Iterator[Problem]:
    """A body begins at level 2, because the page's title is level 1, and skips none (WCAG 2.2, 1.3.1)."""
    level = 1
    for heading in body.headings:
        where = partial(document.where_in_body, path, heading.line, 0, heading.level)
        if heading.level == 1:
            yield Problem(where(), "heading-order", "본문의 제목은 ##부터 씁니다. #는 쪽 제목의 자리입니다.", "#를 ##로 바꾸세요.")
        elif heading.level > level + 1:
            wanted = "#" * (level + 1)
            message = f"제목이 {'#' * level if level > 1 else '쪽 제목'}에서 {'#' * heading.level}로 건너뜁니다."
            yield Problem(where(), "heading-order", message, f"{wanted}로 바꾸세요.")
        level = max(heading.level, 2) if heading.level == 1 else heading.level


def _link(link: Link, body: Body, path: KeyPath, document: Document, known: dict[str, Document], filing: Filing) -> Fault | None:
    """What is wrong with a link: code, sentence, repair. Links to "/…" are checked when the pages are known."""
    if not link.written:
        return "broken-link", "연결할 주소가 비어 있습니다.", "소괄호 안에 주소를 적으세요."
    if link.long:
        return (
            "too-long",
            f"연결한 주소나 그 제목이 너무 깁니다. {LONGEST:,}자까지 씁니다.",
            "줄이세요. 그림이 글자로 붙었으면 지우고 파일로 넣으세요.",
        )
    if link.kind == "web-image":
        return "outside-image", "다른 사이트의 그림은 싣지 않습니다.", "그림을 content/images에 넣고 '../images/이름.jpg'로 쓰세요."
    if link.kind == "image":
        return _image(link, filing)
    if link.kind == "web":
        if path_here := path_in_preview(link.written):
            repair = f"이 누리집의 쪽이면 '{path_here}'{to(path_here)} 고치세요."
            return "local-link", said_of_local(link.written), repair
        return None if is_allowed(link.written) else ("link-scheme", f"'{link.written}'에는 연결할 수 없습니다.", _web_repair(link.written))
    if link.kind == "anchor":
        return None if not link.anchor else _anchor(link, body)
    if link.kind == "file" and link.written.startswith("www."):
        return "broken-link", f"'{link.written}' 앞에 https://가 없습니다.", f"'https://{link.written}'처럼 앞에 https://를 붙이세요."
    return _file(link, path, document, known, filing) if link.kind == "file" else None


def _web_repair(written: str) -> str:
    """What to write instead of an address that leads nowhere; one with a slash too few is written whole."""
    one_slash = re.match(r"(?i)https?:/?(?=[^/])", written)
    whole = f"https://{written[one_slash.end() :]}" if one_slash else ""
    if is_allowed(whole):
        return f"'{whole}'처럼 빗금(/) 두 개를 쓰세요."
    meant = address_meant(written)
    return change_to(meant) if meant and is_allowed(meant) else "https:// 주소나 mailto:, tel:만 쓰세요."


def _image(link: Link, filing: Filing) -> Fault | None:
    if link.target not in filing.media:
        near = nearest_file(link.target, sorted(each for each in filing.media if each.startswith("images/")))
        repair = change_to(f"../{near}") if near else "그림을 content/images에 넣으세요."
        repair = RETYPE if link.target in filing.misnamed else repair
        return "missing-image", f"그림 '{link.written}'{subject(link.written)} 없습니다.", repair
    if not link.alt.strip():
        return "image-without-alt", "그림을 풀어 쓴 글이 없습니다.", "대괄호 안에 그림이 보여 주는 것을 한 문장으로 쓰세요."
    return None


def _file(link: Link, path: KeyPath, document: Document, known: dict[str, Document], filing: Filing) -> Fault | None:
    target = PurePosixPath(link.target)
    if link.target in filing.media:
        return None
    found = known.get(link.target.removesuffix(target.suffix))
    if target.suffix not in (".md", ".yml") or found is None:
        note = re.search(rf"(?m)^[ >]*(\[\^[^\[\]\n]+\]):\s*<?{re.escape(link.written)}", document.written(path))
        if note:
            return footnote(note[1])
        own = f"{document.folder}/{document.slug}"
        repair = RETYPE if link.target in filing.misnamed else repair_of(link, own, known, filing.media)
        return "broken-link", f"'{link.written}' 파일이 없습니다.", repair
    if link.anchor:
        other = found.bodies.get(path) or found.bodies.get(("body",))
        return _anchor(link, other[0]) if other else _no_anchor(link, None)
    return None


def _anchor(link: Link, body: Body) -> Fault | None:
    anchors = [heading.id for heading in body.headings]
    return None if link.anchor in anchors else _no_anchor(link, nearest_name(link.anchor, anchors))


def _no_anchor(link: Link, near: str | None) -> Fault:
    repair = change_to(f"#{near}") if near else "'#' 뒤를 지우거나, 있는 제목을 적으세요."
    return "broken-anchor", f"'#{link.anchor}' 제목이 없습니다.", repair
