"""Rules of what an item names: a person, its old addresses, its files and who made its pictures; and its English."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from generator.check.filing import Filing, entries
from generator.check.keys import class_at, keys_of
from generator.check.names import is_masked, is_masked_latin, surname_of
from generator.check.said import RETYPE, change_to
from generator.check.said_groups import missing
from generator.problems import WARNING, Problem
from generator.read.composed import KeyPath
from generator.records import Strict
from generator.records.new import PLACEHOLDERS
from generator.text import nearest_file, topic


def unmasked_name(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """A person named in full without a signed form."""
    for filed in filing.items["stories"].values():
        person, twin = filed.record.person, filed.record.en
        if not person or person.consent == "signed-form":
            continue
        if twin and twin.display_name and not is_masked_latin(twin.display_name) and twin.display_name not in PLACEHOLDERS:
            message = f"영어 이름 '{twin.display_name}'{topic(twin.display_name)} 가린 이름이 아닙니다."
            yield filed.fault(("en", "display_name"), "unmasked-name", message, "'Kim'처럼 성만 쓰세요.")
        if not is_masked(person.display_name):
            message = f"'{person.display_name}'{topic(person.display_name)} 가린 이름이 아닙니다."
            surname = surname_of(person.display_name)
            repair = f"'{surname} 씨'나 '{surname}○○'처럼 가리거나, 서명한 동의서가 있으면 'consent: signed-form'으로 쓰세요."
            yield filed.fault(("person", "display_name"), "unmasked-name", message, repair)


def unwritten_text(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """An item that is no draft any more, with a text that its new file began with."""
    for filed in filing.every():
        if filed.record.draft:
            continue
        said = repr(filed.document.data)  # nearly none holds one: so that is told at once
        texts = _placeholders(filed.record) if any(text in said for text in PLACEHOLDERS) else ()
        found = [(filed.document.where(path), text) for path, text in texts]
        for path, (body, _) in filed.document.bodies.items():
            lines = ((heading.line, heading.level + 1, heading.text) for heading in body.headings if heading.text in PLACEHOLDERS)
            found += [(filed.document.where_in_body(path, line, column, len(text)), text) for line, column, text in lines]
        for where, text in found:
            message = f"'{text}'{topic(text)} 새 파일에 들어 있던 보기입니다."
            yield Problem(where, "unwritten-text", message, "글을 쓰거나 그 줄을 지우세요. 다 쓸 때까지는 'draft: true'를 두세요.")


def _placeholders(value: Strict | tuple[Any, ...], path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """The texts in a value that stood in its new file, each with its path; what names a thing that is not there has been told so."""
    for key, inner in enumerate(value) if isinstance(value, tuple) else vars(value).items():
        if isinstance(inner, str):
            if inner in PLACEHOLDERS and key not in _NAMES:
                yield (*path, key), PLACEHOLDERS[inner]
        elif inner and isinstance(inner, tuple | Strict) and key not in _NAMES:
            yield from _placeholders(inner, (*path, key))


_NAMES = ("unverified", "file")


def alias_taken(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """An old address that another item has, or claims too."""
    for folder in filing.items.values():
        claimed: dict[str, str] = {slug: filed.document.shown for slug, filed in folder.items()}
        for filed in folder.values():
            for index, alias in entries(filed.record.aliases):
                owner = claimed.setdefault(alias, filed.document.shown)
                if owner != filed.document.shown or alias == filed.slug:
                    message = f"옛 주소 '{alias}'{topic(alias)} {owner}의 것입니다."
                    yield filed.fault(("aliases", index), "alias-taken", message, "한 곳에서만 쓰고 다른 곳에서는 지우세요.")


def missing_file(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """A picture or attachment that is not in `content/`."""
    for filed in filing.every():
        for path, entry in (*filed.pictures(), *filed.attachments()):
            if entry.file not in filing.media:
                repair = _file_repair(filing, path, entry.file)
                yield filed.fault((*path, "file"), "missing-file", f"'{entry.file}' 파일이 없습니다.", repair)


def _file_repair(filing: Filing, path: KeyPath, file: str) -> str:
    """What mends the name of a file that is not there; a picture is only ever taken for a picture."""
    if file in filing.misnamed:
        return RETYPE
    near = nearest_file(file, sorted(each for each in filing.media if path[0] == "attachments" or each.startswith("images/")))
    if near:
        return change_to(near)
    return "파일을 content/images나 content/files에 넣고 그 경로를 적으세요."


def image_without_credit(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """A picture that does not say who made it."""
    for filed in filing.every():
        for path, image in filed.pictures():
            if image.credit is None:
                yield filed.fault(
                    (*path, "file"),
                    "image-without-credit",
                    "사진에 찍은 사람(credit)이 없습니다.",
                    "'credit: 가온시'처럼 적으세요.",
                    WARNING,
                )


def no_english(filing: Filing, _moment: datetime) -> Iterator[Problem]:
    """An item without English, where the site has English pages."""
    info = filing.tables.get("site")
    if not info or "en" not in (info.languages or ()):
        return
    for filed in filing.every():
        if filed.record.en is None and "en" not in filed.document.data and ("en",) not in filed.document.spoiled:
            yield filed.fault(
                (),
                "no-english",
                "영어 글(en)이 없어 영어 쪽이 만들어지지 않습니다.",
                missing("en", {"group": keys_of(class_at(type(filed.record), ("en",)), needed=True)}).repair,
                WARNING,
            )
