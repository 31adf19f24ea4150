"""build(): the stages in order, each timed. The table of contents of the whole program."""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import datetime
from functools import partial

from generator import cache
from generator import words as words_of
from generator.again import Inputs, inputs_of, ledger_of, remember
from generator.assets import Assets, make_assets
from generator.cards import Card, card_of, cards_of, pictures_of
from generator.check import check
from generator.check.filing import Records
from generator.commit import NoHistory
from generator.compress import compressed
from generator.editorial import Finding, findings
from generator.fonts import rest_font, whole_font
from generator.gallery import make_preview_pages
from generator.history import FactChange, read_history
from generator.index import Search, make_indexes, search_ahead
from generator.index.search import make_search
from generator.manifest import make_manifests
from generator.mark import counts_of, make_mark, vanished
from generator.media import coded, find_pictures, make_media
from generator.memory import Lost, Memories, on_disk
from generator.model import Site, chosen_colours, make_site, next_change
from generator.offline import make_worker
from generator.output import Output, Remembered
from generator.pages import make_pages
from generator.pages.frame import make_frames
from generator.problems import WARNING, Problem, Where, settle
from generator.qr import Codes
from generator.read import Documents, read
from generator.read.files import shown_path
from generator.records import Notice
from generator.render import Setting, render
from generator.reuse import Lasting
from generator.rough import doubtful_addresses, rough_records
from generator.run import Report, Run
from generator.settings import Settings
from generator.slow import Slow, SlowFiles
from generator.stamps import is_long
from generator.trees import filled
from generator.workers import meanwhile
from generator.workshop import building, unfit
from generator.write import write


def check_only(settings: Settings) -> Report:
    """All faults of the content, pages and templates included, with nothing written."""
    run = Run(settings)
    prepare(run)
    return run.report


def build(settings: Settings, memories: Memories | None = None, pages_first: bool = False, inputs: Inputs | None = None) -> Report:
    """Content to published folder. With any error nothing is written; CannotBuild where the folder cannot be written.

    `memories` are those on disk unless others are given, such as the preview's own (Lasting). With `pages_first` and
    those, files that list things stay the ones of the last build, until a build without it: nobody waits for them. `inputs`
    are those that were taken just before, if they were.
    """
    inputs = None if isinstance(memories, Lasting) else inputs or inputs_of(settings)
    digests = inputs.digests if inputs else {}
    run = Run(settings, Report(), memories or on_disk(cache.FOLDER / "build"), pages_first, digests)
    report = run.report
    if fault := unfit(settings.output, settings.content):
        run.add((fault,))
        return report
    with building(settings.output), _uncollected():
        _publish_surely(run)
        # What somebody changed meanwhile may have been read in part as it was, in part as it is: nothing of that is kept.
        same = inputs is None or inputs_of(settings).files == inputs.files
        if same:
            run.memories.save()
        if same and report.written and report.until and inputs:
            remember(settings, inputs, report.until, _lasting(report.problems), report.counts, report.written)
        if report.written:  # all that this site is made of has been used by now
            cache.prune()
    return report


def _publish_surely(run: Run) -> None:
    """`_publish`; where a memory turns out to be damaged, once more without what is, and where its files go on vanishing, without any."""
    try:
        _publish(run)
    except Lost:
        run.memories.look()
        try:
            _publish(run)
        except Lost:
            _publish(replace(run, memories=Memories()))


def _publish(run: Run) -> None:
    """The stages from reading to writing. Lost where a memory was damaged: nothing is written then."""
    settings, report, lasting = run.settings, run.report, run.lasting
    known, ledger = (lasting.left.written, None) if lasting else ({}, ledger_of(settings))
    many = ledger if ledger and settings.workers > 1 and is_long(ledger) else None
    with meanwhile(partial(filled, settings.output, many, os.getpid()), settings.workers) if many else nullcontext() as stands:
        outputs = prepare(run)
        if outputs is None:
            return
        # Never an error, however strict the run is: what was taken away on purpose could not be published.
        report.problems = settle((*report.problems, *vanished(outputs, settings)))
        with report.timed("write"):
            report.written = write(outputs, settings.output, known, ledger, settings.workers, stands)
    if lasting:
        lasting.turn(outputs)


@contextmanager
def _uncollected() -> Iterator[None]:
    """A build makes much and lets go of nothing: to look for rubbish in it takes a sixth of the time and finds none."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def prepare(run: Run) -> tuple[Output | Remembered, ...] | None:
    """Everything that would be published, or None where there is an error. Faults and times go to the run's report."""
    settings, report = run.settings, run.report
    with report.timed("read"):
        documents = report.documents = read(settings.content, settings.workers, run.memories.documents, run.digests)
    with report.timed("check"):
        records, problems = check(documents, settings.moment)
    if run.add(problems) or records is None:
        run.add(_of_addresses(run, documents, records))
        return None
    with report.timed("model"):
        words = _words(run, records)
        if words is None:
            return None
        history = _history(run, records)
        if history is None:
            return None
        site = make_site(records, settings, words, history)
    with search_ahead(site, run.memories.indexes, 1 if run.pages_first else settings.workers) as searched:
        return _made_of(run, site, documents, records, searched)


def _made_of(
    run: Run, site: Site, documents: Documents, records: Records, searched: Search | None
) -> tuple[Output | Remembered, ...] | None:
    """The stages from pages to media: every file of the site, or None where there is an error."""
    settings, report, memories = run.settings, run.report, run.memories
    with report.timed("pages"):
        pages, problems = make_pages(site)
    if run.add(problems):
        return None
    with report.timed("render"):
        assets = make_assets(settings.static, repr(site.words), chosen_colours(site.info))
        pictures = find_pictures(site, settings.content)
        frames = make_frames(site)
        setting = Setting(
            settings.templates, site.origin, site.prefix, assets.paths, frames, site.words, card_of, assets.colours, pictures, site.shared,
            assets.core,
        )  # fmt: skip
        facts = _facts(site, documents, report.until or settings.moment)
        rendered, problems = render(pages, setting, settings.workers, memories.pages, facts=facts)
        site.forget()
    gallery, faults = _gallery(run, setting, records)
    if run.add((*problems, *faults)):
        return None
    with report.timed("index"):
        codes = Codes(coded(site, pages), memories.codes)
        cards = partial(cards_of, pages, frames, site.words, memories.indexes, facts)
        slow = SlowFiles(tuple(_slow(settings, assets, rendered, cards)))
        beside = (*slow.jobs(), *codes.jobs())
        made = partial(make_indexes, site, pages, settings.workers, memories.indexes, facts, _texts(documents), beside, searched)
        indexes = (*_indexes(run, made), *make_manifests(site, assets))
    with report.timed("media"):
        media: list[Output | Remembered] = [*make_media(site, settings.content, pictures), *codes.files(), *slow.outputs()]
        media += [whole_font(settings.static)] if settings.quick else []
    report.counts, report.held = counts_of(records, pages), tuple(page.url for page in pages if page.held)
    # What pages load stands before them; the worker names pages.
    outputs: list[Output | Remembered] = [*assets.outputs, *media, *rendered, *indexes, *gallery]
    outputs.append(make_worker(site, assets, rendered, settings.static, settings.quick))
    with report.timed("compress") if settings.compress else nullcontext():
        twins = compressed(outputs, settings.workers) if settings.compress else ()
    return (make_mark(site, pages, outputs, report.counts, settings), *outputs, *twins)


def _of_addresses(run: Run, documents: Documents, records: Records | None) -> tuple[Problem, ...]:
    """The faults of addresses in content that has others: all are told in one run. `records` are None where they are not whole."""
    problems = run.report.problems
    doubtful = frozenset() if records else doubtful_addresses(documents, problems)
    records = records or rough_records(documents, problems)
    words = _words(run, records)
    return make_pages(make_site(records, run.settings, words), doubtful)[1] if words else ()


def _history(run: Run, records: Records) -> tuple[FactChange, ...] | None:
    """The changes of facts; `until` when the site is the same. Where git failed nobody knows, and the next build asks it again: that is
    told, and None where the run is so strict that it has to stop."""
    content = run.settings.content
    try:
        found = read_history(content)
    except NoHistory as fault:
        message = f"git이 내용의 이력을 주지 않아, 바뀐 점과 달력·소식에 적는 고친 날이 모자랍니다. git의 말: {fault}"
        repair = (
            f"'git -C {shown_path(content)} log'가 되게 한 뒤 다시 하세요. git이 없으면 설치하고, 'dubious ownership'이면 "
            "'git config --global --add safe.directory 저장소의_폴더'를 실행합니다."
        )
        return None if run.add((Problem(Where(shown_path(content)), "no-history", message, repair, WARNING),)) else ()
    run.report.until = next_change(records, found, run.settings.moment)
    return found


def _facts(site: Site, documents: Documents, until: datetime) -> str:
    """A digest of all that pages and files are made from but the bodies. Of the moment only the stretch
    in which it makes no difference: its end."""
    files = [(document.folder, document.file.path.name, document.facts) for document in documents.items]
    files += [("", document.file.path.name, document.digest) for document in documents.tables]
    facts = (site.origin, site.prefix, until, sorted(site.published), sorted(site.held), site.history, site.words, files)
    return cache.digest(cache.program(), repr(facts))


def _slow(settings: Settings, assets: Assets, rendered: Sequence[Remembered], cards: Callable[[], Sequence[Card]]) -> Iterator[Slow]:
    """What takes long to make: the fonts, and the pictures of links. The preview has the first font alone: no link to it is handed on,
    and its second font is the whole source."""
    yield assets.font
    if not settings.quick:
        yield rest_font(settings.static, rendered, assets.core)
        yield from pictures_of(cards(), settings.static, assets.colours)


def _texts(documents: Documents) -> str:
    """A digest of the texts that files which list things hold beside facts: those of notices."""
    return cache.digest(*(document.digest for document in documents.items if document.folder == Notice.folder))


def _indexes(run: Run, make: Callable[[], list[Output | Remembered]]) -> tuple[Output | Remembered, ...]:
    """The files that list things; the preview, where it makes pages first, leaves those of its last whole build."""
    if run.lasting is None:
        return tuple(make())
    left = run.lasting.left
    if not run.pages_first or not left.indexes:
        left.indexes = tuple(make())
    return left.indexes


def _words(run: Run, records: Records) -> dict[str, words_of.Words] | None:
    """The words of the interface; None where a file of them has a fault. The preview parses one again only where it changed."""
    folder, languages = run.settings.templates / "words", records.info.languages
    try:
        if run.lasting is None:
            return words_of.load(folder, languages)
        key = cache.digest(*languages, *(part for path in sorted(folder.glob("*.toml")) for part in (path.name, path.read_bytes())))
        return run.lasting.made.recall(("words", key), partial(words_of.load, folder, languages))
    except words_of.FaultyWords as fault:
        run.add((Problem(Where(str(fault.path), fault.line, fault.column), "template-fault", fault.message, fault.repair),))
        return None


def _gallery(run: Run, setting: Setting, records: Records) -> tuple[list[Output], tuple[Problem, ...]]:
    settings, report = run.settings, run.report
    if not settings.gallery or not report.documents:
        return [], ()
    return make_preview_pages(setting, findings(records, report.documents, report.problems, settings.moment), run.lasting)


def look(settings: Settings) -> tuple[Report, tuple[Finding, ...]]:
    """What needs an editor's eye. Where there are errors the Report has them, and nothing else was looked at."""
    run = Run(settings)
    documents = run.report.documents = read(settings.content, settings.workers)
    records, problems = check(documents, settings.moment)
    if run.add(problems) or records is None:
        return run.report, ()
    return run.report, findings(records, documents, problems, settings.moment)


def search_index(settings: Settings) -> tuple[tuple[Output, ...], int, float] | Report:
    """The files of the search index alone, the number of items and the seconds it took; the Report where there are errors."""
    run = Run(settings)
    records, problems = check(read(settings.content, settings.workers), settings.moment)
    if run.add(problems) or records is None:
        return run.report
    words = _words(run, records)
    if words is None:
        return run.report
    site = make_site(records, settings, words)
    with run.report.timed("index"):
        outputs = tuple(each for each in make_search(site) if isinstance(each, Output))
    return outputs, len(site.published) + len(site.fields), run.report.seconds["index"]


def _lasting(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems that would be found again: a page vanishes only once."""
    return tuple(problem for problem in problems if problem.code != "vanished-page")
