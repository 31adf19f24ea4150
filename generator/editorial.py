"""What needs an editor's eye: deadlines near, facts that grow old, words that are hard. No fault stops anything here.

A finding is a place and a sentence. The same findings are shown as text, as JSON and on a page of the preview.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from generator.check.filing import Filed, Records
from generator.dates import When
from generator.problems import Problem, Where
from generator.read import Document, Documents
from generator.read.composed import texts_in
from generator.records import Course, Notice, Wording
from generator.text import particle
from generator.urls import OTHER_LANGUAGES

SOON = timedelta(days=14)
# The sorts of finding, in the order of what cannot wait.
SORTS = {
    "deadline": "두 주 안의 마감",
    "review": "다시 볼 날이 지난 소식",
    "link": "열리지 않는 바깥 링크",
    "unchecked": "한 해 넘게 확인하지 않은 사실",
    "unverified": "공식 자료에서 확인하지 못한 항목",
    "address": "주소가 없는 캠퍼스",
    "credit": "찍은 사람이 없는 사진",
    "english": "영어 글이 없는 것",
    "word": "쉬운 말이 있는 낱말",
    "sentence": "긴 문장",
}
# What check has found already, as warnings.
_OF_CHECK = {"old-check": "unchecked", "image-without-credit": "credit", "no-english": "english"}
# Texts that are not the editor's own, or that nobody reads as a sentence.
_NOT_OURS = {"quote", "partners", "display_name", "publisher", "person", "stations", "address", "file", "credit", *OTHER_LANGUAGES}
_TABLES = ("site", "fields")
_HANGUL = re.compile("[가-힣]")
# What may follow an avoided word in the same word: a particle at its end, or 하다, 되다 and their like.
_AFTER = (
    r"(?=(?:을|를|이|가|은|는|의|에|에서|에게|으로|로|도|만|과|와|부터|까지|이나|나)?(?![가-힣])"
    r"|하[가-힣]|[한할함해했합]|되[가-힣]|[된될됨됩됐돼]|시키|시켜)"
)
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+|\n{2,}")
# Marks of Markdown that nobody reads: what begins a line, links' addresses, code, emphasis.
_MARKUP = re.compile(r"^[ \t]*(?:#{1,6}|[-*+]|\d+\.|>)[ \t]+|\]\([^)]*\)|[\[\]*`_|]|!(?=\[)", re.MULTILINE)


@dataclass(frozen=True, order=True)
class Finding:
    """One thing to look at: its sort (a key of SORTS), its place and a Korean sentence."""

    sort: str
    where: Where
    said: str


def findings(records: Records, documents: Documents, problems: Iterable[Problem], moment: datetime) -> tuple[Finding, ...]:
    """All that needs a look, in the order of SORTS, then by place. Faultless records in."""
    found = {
        *_deadlines(records, moment),
        *_unsure(records),
        *(Finding(_OF_CHECK[problem.code], problem.where, problem.message) for problem in problems if problem.code in _OF_CHECK),
        *_texts(records.wording, documents),
    }
    return in_order(found)


def in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in the order of SORTS, then by place."""
    sorts = list(SORTS)
    return tuple(sorted(found, key=lambda finding: (sorts.index(finding.sort), finding.where, finding.said)))


def _deadlines(records: Records, moment: datetime) -> Iterator[Finding]:
    windowed: tuple[Filed[Course] | Filed[Notice], ...] = (*records.courses.values(), *records.notices.values())
    for filed in windowed:
        until = filed.record.apply.until if filed.record.apply else None
        if isinstance(until, When) and moment <= until.last() <= moment + SOON:
            yield _finding("deadline", filed, ("apply", "until"), f"'{filed.record.title}'의 신청이 {until}에 끝납니다.")
    for filed in records.notices.values():
        review_by = filed.record.review_by
        if review_by and moment > review_by.last():
            yield _finding("review", filed, ("review_by",), f"{review_by}에 다시 보기로 한 소식입니다: {filed.record.title}")


def _unsure(records: Records) -> Iterator[Finding]:
    for folder in records.folders.values():
        for filed in folder.values():
            for index, key in enumerate(filed.record.unverified):
                yield _finding(
                    "unverified",
                    filed,
                    ("unverified", index),
                    f"'{key}'{particle(key, '을', '를')} 공식 자료에서 확인하세요.",
                )
    for filed in records.campuses.values():
        if filed.record.address is None:
            yield _finding("address", filed, (), f"{filed.record.name}의 주소가 적혀 있지 않습니다.")


def _finding(sort: str, filed: Filed[Any], path: tuple[Any, ...], said: str) -> Finding:
    return Finding(sort, filed.document.where(path), said)


def _texts(wording: Wording, documents: Documents) -> Iterator[Finding]:
    """Hard words and long sentences in what editors write in Korean."""
    pattern, plain = _pattern(wording)
    for document in (*documents.items, *(table for table in documents.tables if table.slug in _TABLES)):
        own = [(path, text) for path, text in texts_in(document.data, but=_NOT_OURS) if _HANGUL.search(text)]
        own += [(path, document.written(path)) for path in document.bodies if path[0] not in OTHER_LANGUAGES]
        for path, text in own:
            at = document.where_in_body if path in document.bodies else None
            for match in pattern.finditer(text) if pattern else ():
                word = " ".join(match[0].split())
                said = f"'{word}' 대신 '{plain[word]}'{particle(plain[word], '이라고', '라고')} 씁니다."
                yield Finding("word", _place(document, path, text, match.start(), len(match[0])), said)
            if at or path[-1] in ("summary", "note", "description", "sentence", "how", "prior", "alt"):
                for start, letters in long_sentences(text, wording.sentence_letters):
                    yield Finding("sentence", _place(document, path, text, start, 1), f"한 문장이 {letters}자입니다. 둘로 나누어 보세요.")


def _pattern(wording: Wording) -> tuple[re.Pattern[str] | None, Mapping[str, str]]:
    """What finds the avoided words, longest first, and what is said instead of each."""
    plain = {each.word: each.plain for each in wording.avoid}
    words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(plain, key=len, reverse=True))
    return (re.compile(f"(?<![가-힣0-9])(?:{words}){_AFTER}") if words else None), plain


def long_sentences(text: str, limit: int) -> Iterator[tuple[int, int]]:
    """Where each sentence begins that has more than `limit` letters, and how many: as read, without marks of Markdown."""
    start = 0
    for end in [*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]:
        for line in _paragraphs(text, start, end):
            said = " ".join(_MARKUP.sub("", text[line[0] : line[1]]).split())
            if len(said) > limit and _HANGUL.search(said):
                yield line[0], len(said)
        start = end


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines from `start` to `end` joined as they are read: a heading, an item of a list and a row of a table stand alone."""
    begun = start
    for match in re.finditer(r"\n(?=[ \t]*(?:#|[-*+] |\d+\. |\||\n|---))", text[start:end]):
        yield begun, start + match.start()
        begun = start + match.end()
    yield begun, end


def _place(document: Document, path: tuple[Any, ...], text: str, start: int, length: int) -> Where:
    if path not in document.bodies:
        return document.where(path)
    before = text[:start]
    return document.where_in_body(path, before.count("\n"), start - before.rfind("\n") - 1, length)
