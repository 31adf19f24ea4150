"""Rules across files and fields, one function each; RULES at the end is their order.

A rule gets the Filing and the build's moment and gives Problems. Salvaged records may lack required values,
so rules pass over what is not there: the absence has been reported already.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import product
from typing import Any

from generator.check.filing import Filed, Filing
from generator.check.names import is_masked, is_masked_latin, surname_of
from generator.check.said import RETYPE, change_to
from generator.contrast import contrast
from generator.problems import ERROR, WARNING, Problem
from generator.read import Document
from generator.records.record import OPEN_ENDED
from generator.text import SURE, nearest, nearest_file, nearest_name, particle, with_particle

# They say how a file is kept, or are on no page: nobody could see that they are in doubt.
_NO_FACTS = frozenset("sources checked unverified aliases draft publish en review_by".split())
_STALE_AFTER = timedelta(days=365)
_EXPIRES_SOON = timedelta(days=30)


def _fault(filed: Filed[Any], path: tuple[Any, ...], code: str, message: str, repair: str, severity: str = ERROR) -> Problem:
    return Problem(filed.document.where(path), code, message, repair, severity)


def _each(items: Iterable[Any] | None) -> Iterator[tuple[int, Any]]:
    """The items of a list with their indexes; the gaps that faulty ones left are passed over."""
    return ((index, item) for index, item in enumerate(items or ()) if item is not None)


def dates_reversed(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """A course that ends before it starts."""
    for filed in filing.items["courses"].values():
        starts, ends = filed.record.starts, filed.record.ends
        if starts and ends and starts.first() > ends.last():
            message = f"마치는 날({ends})이 시작하는 날({starts})보다 앞입니다."
            yield _fault(filed, ("ends",), "dates-reversed", message, "'starts'와 'ends'를 공고와 맞추세요.")


def window_reversed(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """An application window that closes before it opens, or opens when the course is over."""
    for folder in ("courses", "notices"):
        for filed in filing.items[folder].values():
            window, ends = filed.record.apply, getattr(filed.record, "ends", None)
            if not window or not window.from_:
                continue
            if ends and window.from_.first() > ends.last():
                message = f"신청 시작({window.from_})이 마치는 날({ends})보다 뒤입니다."
                yield _fault(filed, ("apply", "from"), "window-reversed", message, "'from'과 'ends'를 공고와 맞추세요.")
            if window.until in (None, OPEN_ENDED):
                continue
            if window.from_.first() > window.until.last():
                message = f"마감({window.until})이 신청 시작({window.from_})보다 앞입니다."
                yield _fault(filed, ("apply", "until"), "window-reversed", message, "'from'과 'until'을 공고와 맞추세요.")


def ages_reversed(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """A course for nobody: the youngest age is above the oldest."""
    for filed in filing.items["courses"].values():
        age = filed.record.eligibility.age if filed.record.eligibility else None
        if age and age.min is not None and age.max is not None and age.min > age.max:
            message = f"가장 적은 나이(min {age.min})가 가장 많은 나이(max {age.max})보다 큽니다."
            yield _fault(filed, ("eligibility", "age", "min"), "out-of-range", message, "'min'과 'max'를 공고와 맞추세요.")


def recruitment_without_end(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """A recruitment notice that would stay open for ever."""
    for filed in filing.items["notices"].values():
        notice = filed.record
        if notice.kind == "recruitment" and not notice.review_by and not (notice.apply and notice.apply.until) and not _end_meant(filed):
            message = "모집 소식인데 마감(apply.until)도 다시 볼 날(review_by)도 없습니다."
            repair = "마감을 알면 'apply:' 아래에 'until: 2025-11-21 18:00'을, 모르면 'review_by: 2025-11-30'을 적으세요."
            yield _fault(filed, ("apply",), "recruitment-without-end", message, repair)


def _end_meant(filed: Filed[Any]) -> bool:
    """Whether an end is written that has a fault of its own, or another kind: mended, it is no fault that there is none."""
    data = filed.document.data if isinstance(filed.document.data, dict) else {}
    window = data.get("apply")
    empty = [tuple(map(str, path)) for path in filed.document.spoiled]
    top = [*data, *(path[0] for path in empty if len(path) == 1)]
    within = [*(window if isinstance(window, dict) else ()), *(path[1] for path in empty if len(path) == 2 and path[0] == "apply")]
    if nearest("until", within + top, SURE) or nearest("review_by", top, SURE) or isinstance(window, str):
        return True
    return data["kind"] != "recruitment" if "kind" in data else nearest("kind", top, SURE) is not None


def unmasked_name(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """A person named in full without a signed form."""
    for filed in filing.items["stories"].values():
        person, twin = filed.record.person, filed.record.en
        if not person or person.consent == "signed-form":
            continue
        if twin and twin.display_name and not is_masked_latin(twin.display_name):
            message = f"영어 이름 '{twin.display_name}'{particle(twin.display_name, '은', '는')} 가린 이름이 아닙니다."
            yield _fault(filed, ("en", "display_name"), "unmasked-name", message, "'Kim'처럼 성만 쓰세요.")
        if not is_masked(person.display_name):
            message = f"'{person.display_name}'{particle(person.display_name, '은', '는')} 가린 이름이 아닙니다."
            surname = surname_of(person.display_name)
            repair = f"'{surname} 씨'나 '{surname}○○'처럼 가리거나, 서명한 동의서가 있으면 'consent: signed-form'으로 쓰세요."
            yield _fault(filed, ("person", "display_name"), "unmasked-name", message, repair)


def unverified_absent(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """A key named under `unverified` that the item does not have, or that no page shows."""
    for filed in filing.every():
        present = filed.document.data if isinstance(filed.document.data, dict) else {}
        for index, key in _each(filed.record.unverified):
            if key in _NO_FACTS:
                message = f"'{key}'에는 '확인 필요'를 붙일 수 없습니다. 쪽에 보이는 항목이 아닙니다."
                yield _fault(filed, ("unverified", index), "unverified-absent", message, "목록에서 이 이름을 지우세요.")
            elif key not in present:
                near = nearest_name(key, present)
                repair = change_to(near) if near else "목록에서 이 이름을 지우세요."
                yield _fault(filed, ("unverified", index), "unverified-absent", f"이 파일에는 '{key}' 항목이 없습니다.", repair)


def alias_taken(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """An old address that another item has, or claims too."""
    for folder in filing.items.values():
        claimed: dict[str, str] = {slug: filed.document.shown for slug, filed in folder.items()}
        for filed in folder.values():
            for index, alias in _each(filed.record.aliases):
                owner = claimed.setdefault(alias, filed.document.shown)
                if owner != filed.document.shown or alias == filed.slug:
                    message = f"옛 주소 '{alias}'{particle(alias, '은', '는')} {owner}의 것입니다."
                    yield _fault(filed, ("aliases", index), "alias-taken", message, "한 곳에서만 쓰고 다른 곳에서는 지우세요.")


def missing_file(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """A picture or attachment that is not in `content/`."""
    for filed in filing.every():
        for path, file in _files_of(filed.record):
            if file not in filing.media:
                yield _fault(filed, path, "missing-file", f"'{file}' 파일이 없습니다.", _file_repair(filing, path, file))


def _file_repair(filing: Filing, path: tuple[Any, ...], file: str) -> str:
    """What mends the name of a file that is not there; a picture is only ever taken for a picture."""
    if file in filing.misnamed:
        return RETYPE
    near = nearest_file(file, sorted(each for each in filing.media if path[0] == "attachments" or each.startswith("images/")))
    if near:
        return change_to(near)
    return "파일을 content/images나 content/files에 넣고 그 경로를 적으세요."


def _files_of(record: Any) -> Iterator[tuple[tuple[Any, ...], str]]:
    for name in ("images", "attachments"):
        for index, entry in _each(getattr(record, name, None)):
            yield (name, index, "file"), entry.file
    if getattr(record, "image", None):
        yield ("image", "file"), record.image.file


def home_unknown(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """A figure on the home page that site.yml does not have, or two figures of one id."""
    info, document = filing.tables.get("site"), filing.table_documents.get("site")
    if not info or not document:
        return
    seen: set[str] = set()
    for index, figure in _each(info.figures):
        if figure.id in seen:
            message = f"수치 '{figure.id}'{particle(figure.id, '이', '가')} 두 번 나옵니다."
            yield Problem(document.where(("figures", index, "id")), "doubled-figure", message, "둘 가운데 하나의 id를 바꾸세요.")
        seen.add(figure.id)
    known = _ids_as_written(document)
    for index, name in enumerate(info.home.figures if info.home else ()):
        if name not in known:
            near = nearest_name(name, known)
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


def lopsided_neighbours(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """A district whose neighbour does not name it back, or that names itself across the river only."""
    districts, document = filing.tables.get("districts", {}), filing.table_documents.get("districts")
    for slug, district in districts.items():
        for index, other in _each(district.neighbours):
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
        for index, other in _each(district.across_river):
            if document and other not in district.neighbours and None not in district.neighbours:
                message = f"강 건너 이웃 '{other}'{particle(other, '이', '가')} 'neighbours'에 없습니다."
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
    for group_index, group in _each(synonyms.groups):
        for index, word in enumerate(group):
            key = re.sub(r"[\s-]", "", word.lower())
            first = taken.setdefault(key, group_index)
            if first != group_index:
                message = f"'{word}'{particle(word, '이', '가')} 두 무리에 있습니다. 다른 하나는 {synonyms.groups[first][0]} 무리입니다."
                yield Problem(
                    document.where(("groups", group_index, index)),
                    "doubled-synonym",
                    message,
                    "한 무리에만 두거나 두 무리를 합치세요.",
                    WARNING,
                )


def no_english(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """An item without English, where the site has English pages."""
    info = filing.tables.get("site")
    if not info or "en" not in (info.languages or ()):
        return
    for filed in filing.every():
        if filed.record.en is None and "en" not in filed.document.data and ("en",) not in filed.document.spoiled:
            yield _fault(
                filed,
                (),
                "no-english",
                "영어 글(en)이 없어 영어 쪽이 만들어지지 않습니다.",
                "'en:' 아래에 영어 제목과 요약을 적으세요.",
                WARNING,
            )


def old_check(filing: Filing, moment: datetime) -> Iterator[Problem]:
    """Facts that nobody has checked for a year."""
    for filed in filing.every():
        checked = filed.record.checked
        if checked and moment - checked.last() > _STALE_AFTER:
            message = f"사실을 확인한 지 한 해가 넘었습니다({checked})."
            yield _fault(filed, ("checked",), "old-check", message, "사실을 다시 확인하고 'checked'를 그날로 바꾸세요.", WARNING)


def future_check(filing: Filing, moment: datetime) -> Iterator[Problem]:
    """Facts that were checked on a day that is yet to come, though they are shown before it. No error: a build may look back."""
    for filed in filing.every():
        checked, publish = filed.record.checked, filed.record.publish
        if checked and not filed.record.draft and checked.first() > max(moment, publish.first() if publish else moment):
            message = f"확인한 날({checked})이 아직 오지 않았습니다."
            yield _fault(filed, ("checked",), "future-check", message, "사실을 확인한 날을 적으세요. 앞날은 쓰지 않습니다.", WARNING)


def image_without_credit(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """A picture that does not say who made it."""
    for filed in filing.every():
        pictures: list[Any] = [(("images", index), image) for index, image in _each(getattr(filed.record, "images", None))]
        if getattr(filed.record, "image", None):
            pictures.append((("image",), filed.record.image))
        for path, image in pictures:
            if image.credit is None:
                yield _fault(
                    filed,
                    (*path, "file"),
                    "image-without-credit",
                    "사진에 찍은 사람(credit)이 없습니다.",
                    "'credit: 서울시'처럼 적으세요.",
                    WARNING,
                )


def unofficial_source(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """An item that rests on an unofficial source (tier C) and marks nothing as unverified."""
    sources = filing.tables.get("sources", {})
    for filed in filing.every():
        for index, key in _each(filed.record.sources):
            if key in sources and sources[key].tier == "C" and not filed.record.unverified:
                message = f"출처 '{key}'{particle(key, '은', '는')} 공식이 아닌데, 확인이 필요한 항목(unverified)이 적혀 있지 않습니다."
                yield _fault(
                    filed,
                    ("sources", index),
                    "unofficial-source",
                    message,
                    "이 출처로 적은 항목을 'unverified: [address]'처럼 적으세요.",
                    WARNING,
                )


def security_expiry(filing: Filing, moment: datetime) -> Iterator[Problem]:
    """A promise in security.txt that is over, or nearly."""
    info, document = filing.tables.get("site"), filing.table_documents.get("site")
    expires = info.security_expires if info else None
    if expires and document and expires.last() - moment < _EXPIRES_SOON:
        when = "지났습니다" if moment > expires.last() else "다가옵니다"
        message = f"보안 연락처를 보증한 날({expires})이 {when}."
        repair = "연락처(contact)가 맞는지 살피고 'security_expires'를 한 해 안의 날로 미루세요."
        yield Problem(document.where(("security_expires",)), "security-expiry", message, repair, WARNING)


# What is read on what: the contrast that WCAG 2.2, 1.4.6 (AAA) asks of text. Some texts have colours that cannot be chosen
# (tokens.css): a ground that bears the weakest of them, light and dark, bears all.
_GROUNDS = ("ground", "card", "band")
_READ_ON = {name: _GROUNDS for name in ("text", "soft", "link", "label", "")} | {"button_text": ("button",)}
_FIXED = ("#464c53", "#f7afa1")
_ENOUGH = 7.0


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


RULES = (
    dates_reversed,
    window_reversed,
    ages_reversed,
    recruitment_without_end,
    unmasked_name,
    unverified_absent,
    alias_taken,
    missing_file,
    home_unknown,
    lopsided_neighbours,
    doubled_tile,
    doubled_synonym,
    no_english,
    old_check,
    future_check,
    image_without_credit,
    unofficial_source,
    security_expiry,
    low_contrast,
)
