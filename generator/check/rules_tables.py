"""Rules of the tables: site.yml with its figures, its colours and its promise in security.txt, the districts and their map, synonyms."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import product

from generator.check.filing import Filing, entries
from generator.check.said import change_to
from generator.contrast import contrast
from generator.problems import WARNING, Problem
from generator.read import Document
from generator.text import is_slug, nearest_name, particle, subject, with_particle

_EXPIRES_SOON = timedelta(days=30)
# What is read on what: the contrast that WCAG 2.2, 1.4.6 (AAA) asks of text. Some texts have colours that cannot be chosen
# (tokens.css): a ground that bears the weakest of them, light and dark, bears all.
_GROUNDS = ("ground", "card", "band")
_READ_ON = {name: _GROUNDS for name in ("text", "soft", "link", "label", "")} | {"button_text": ("button",)}
_FIXED = ("#464c53", "#f7afa1")
_ENOUGH = 7.0


def home_unknown(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """A figure on the home page that site.yml does not have, or two figures of one id."""
    info, document = filing.tables.get("site"), filing.table_documents.get("site")
    if not info or not document:
        return
    seen: set[str] = set()
    for index, figure in entries(info.figures):
        if figure.id in seen:
            message = f"수치 '{figure.id}'{subject(figure.id)} 두 번 나옵니다."
            yield Problem(document.where(("figures", index, "id")), "doubled-figure", message, "둘 가운데 하나의 id를 바꾸세요.")
        seen.add(figure.id)
    known = _ids_as_written(document)
    for index, name in enumerate(info.home.figures if info.home else ()):
        if name not in known:
            near = nearest_name(name, known)
            if near and not is_slug(near):
                continue  # that id has a fault of its own: mended, it may be this one
            repair = change_to(near) if near else "'figures:'에 있는 id를 쓰세요."
            yield Problem(
                document.where(("home", "figures", index)),
                "broken-reference",
                f"'{name}'{particle(name, '이라는', '라는')} 수치는 없습니다.",
                repair,
            )


def _ids_as_written(document: Document) -> set[str]:
    """The ids of all figures, faulty ones too: a fault in one does not make its id unknown."""
    figures = document.data.get("figures") if isinstance(document.data, dict) else None
    return {str(entry.get("id")) for entry in figures if isinstance(entry, dict)} if isinstance(figures, tuple) else set()


def security_expiry(filing: Filing, moment: datetime) -> Iterator[Problem]:
    """A promise in security.txt that is over, or nearly."""
    info, document = filing.tables.get("site"), filing.table_documents.get("site")
    expires = info.security_expires if info else None
    if expires and document and expires.last() - moment < _EXPIRES_SOON:
        when = "지났습니다" if moment > expires.last() else "다가옵니다"
        message = f"보안 연락처를 보증한 날({expires})이 {when}."
        repair = "연락처(contact)가 맞는지 살피고 'security_expires'를 한 해 안의 날로 미루세요."
        yield Problem(document.where(("security_expires",)), "security-expiry", message, repair, WARNING)


def low_contrast(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """A colour of text that is hard to read on a ground it may stand on."""
    info, document = filing.tables.get("site"), filing.table_documents.get("site")
    chosen = info.colours if info else None
    if not chosen or not document:
        return
    for (name, grounds), (scheme, shown) in product(_READ_ON.items(), enumerate(("밝은", "어두운"))):
        text = getattr(chosen, name)[scheme] if name else _FIXED[scheme]
        ratio, ground = min((contrast(text, getattr(chosen, ground)[scheme]), ground) for ground in grounds)
        if ratio < _ENOUGH:
            said, place = (f"글 '{name}'{particle(name, '과', '와')}", name) if name else (f"빛깔이 정해진 글({text})과", ground)
            message = f"{shown} 화면에서 {said} 바탕 '{ground}'의 대비가 {ratio:.1f}:1입니다. 7:1이 넘어야 합니다."
            way = "어둡게" if (scheme == 0) == bool(name) else "밝게"
            repair = f"'{place}'{particle(place, '을', '를')} 더 {way} 하세요."
            yield Problem(document.where(("colours", place, scheme)), "low-contrast", message, repair)


def lopsided_neighbours(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """A district whose neighbour does not name it back, or that names itself across the river only."""
    districts, document = filing.tables.get("districts", {}), filing.table_documents.get("districts")
    for slug, district in districts.items():
        for index, other in entries(district.neighbours):
            back = districts[other].neighbours if other in districts else (None,)
            if document and slug not in back and None not in back:
                message = (
                    f"{slug}의 이웃에 {with_particle(other, '이', '가')} 있지만, "
                    f"{other}의 이웃에는 {with_particle(slug, '이', '가')} 없습니다."
                )
                yield Problem(
                    document.where((slug, "neighbours", index)),
                    "lopsided-neighbours",
                    message,
                    "두 곳 모두에 적거나 두 곳 모두에서 지우세요.",
                )
        for index, other in entries(district.across_river):
            if document and other not in district.neighbours and None not in district.neighbours:
                message = f"강 건너 이웃 '{other}'{subject(other)} 'neighbours'에 없습니다."
                yield Problem(document.where((slug, "across_river", index)), "lopsided-neighbours", message, "'neighbours'에도 적으세요.")


def doubled_tile(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """Two districts on one tile of the map."""
    document = filing.table_documents.get("districts")
    taken: dict[tuple[int, int], str] = {}
    for slug, district in filing.tables.get("districts", {}).items():
        first = taken.setdefault(district.tile, slug) if district.tile else slug
        if document and first != slug:
            message = f"지도의 자리 {list(district.tile)}에 {with_particle(first, '이', '가')} 이미 있습니다."
            yield Problem(document.where((slug, "tile")), "doubled-tile", message, "비어 있는 [열, 행]을 적으세요.")


def doubled_synonym(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """One word in two groups of synonyms: a warning, since search joins the groups."""
    synonyms, document = filing.tables.get("synonyms"), filing.table_documents.get("synonyms")
    if not synonyms or not document:
        return
    taken: dict[str, int] = {}
    for group_index, group in entries(synonyms.groups):
        for index, word in enumerate(group):
            key = re.sub(r"[\s-]", "", word.lower())
            first = taken.setdefault(key, group_index)
            if first != group_index:
                message = f"'{word}'{subject(word)} 두 무리에 있습니다. 다른 하나는 {synonyms.groups[first][0]} 무리입니다."
                yield Problem(
                    document.where(("groups", group_index, index)),
                    "doubled-synonym",
                    message,
                    "한 무리에만 두거나 두 무리를 합치세요.",
                    WARNING,
                )


def lonely_synonym(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """A group of one word, which says nothing: a comma may be missing."""
    synonyms, document = filing.tables.get("synonyms"), filing.table_documents.get("synonyms")
    if not synonyms or not document:
        return
    for index, group in entries(synonyms.groups):
        if len(group) == 1:
            message = f"무리에 '{group[0]}' 하나만 있습니다."
            yield Problem(document.where(("groups", index)), "lonely-synonym", message, "같은 말을 쉼표로 나누어 더하세요.", WARNING)
