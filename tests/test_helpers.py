"""Two processes build: what they write and remember is the same, and a helper whose builder was killed spoils no other build."""

import fcntl
import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from built import files_in
from generator import workers
from generator import write as writing
from generator.memory import Store, Sure
from generator.trees import tree_of
from generator.workshop import building, next_of
from generator.write import stamps_of, write
from test_whole import LIMIT, NEW, OLD, bytes_of, outputs

SITE = {f"{number}/index.html": "a" for number in range(40)} | NEW
OTHER = {f"{number}/index.html": "a" if number % 2 else "b" for number in range(40)} | OLD


@pytest.fixture
def pieces(monkeypatch, tmp_path):
    """Pieces of one file, each of which takes a while, so that no process makes them all. Gives who made one, by its id."""
    makers, make = tmp_path / "makers", writing._make

    def slowly(*arguments):
        with makers.open("a") as file:
            file.write(f"{os.getpid()}\n")
        time.sleep(0.01)
        return make(*arguments)

    monkeypatch.setattr(writing, "PIECE", 1)
    monkeypatch.setattr(workers, "SPLIT_FROM", 0)
    monkeypatch.setattr(writing, "_make", slowly)
    return makers


def write_with_two(folder, site, ledger=None):
    with building(folder):
        return write(outputs(site), folder, ledger=ledger, workers=2)


def test_two_write_what_one_would(pieces, tmp_path):
    folder = tmp_path / "site"
    for site in (OTHER, SITE, OTHER):
        pieces.unlink(missing_ok=True)
        written = write_with_two(folder, site, tmp_path / "ledger")
        assert files_in(folder) == bytes_of(site)
        assert written.stamps == stamps_of(tree_of(folder).files)
        assert len(set(pieces.read_text().split())) == 2


@pytest.mark.parametrize("step", ["link", "makedirs"])
def test_what_a_killed_helper_left_is_done(monkeypatch, pieces, tmp_path, step):
    """It dies just after the step: with a file that it linked, with a folder that is still empty."""
    folder, builder, work = tmp_path / "site", os.getpid(), getattr(os, step)
    write_with_two(folder, OTHER)

    def and_die(*arguments, **more):
        work(*arguments, **more)
        if os.getpid() != builder:
            os.kill(os.getpid(), signal.SIGKILL)

    with monkeypatch.context() as patch:
        patch.setattr(os, step, and_die)
        write_with_two(folder, SITE)
    assert len(set(pieces.read_text().split())) > 2  # somebody died
    assert files_in(folder) == bytes_of(SITE)


def build_slowly(folder, begun):
    """A build whose helper is in the middle of a file for a second."""
    builder, link = os.getpid(), os.link

    def slowly(*arguments):
        if os.getpid() == builder:
            begun.wait(LIMIT)  # or it has linked all itself before a busy computer lets the helper begin
        else:
            begun.set()
            time.sleep(1)
        return link(*arguments)

    os.link, writing.PIECE, workers.SPLIT_FROM = slowly, 1, 0
    write_with_two(folder, SITE)


def assert_ends_with_its_piece(folder, builds):
    """A process that `builds` (folder, begun) is killed once its helper has begun: who builds next finds nobody at work."""
    context = multiprocessing.get_context("forkserver")  # a fork of this process would take its threads' locks along
    begun = context.Event()
    process = context.Process(target=builds, args=(folder, begun))
    process.start()
    assert begun.wait(LIMIT)
    process.kill()
    process.join()
    with building(folder):
        left = tree_of(next_of(folder)).files
        time.sleep(1.5)  # longer than the helper would take
        assert tree_of(next_of(folder)).files == left
        write(outputs(SITE), folder)
    assert files_in(folder) == bytes_of(SITE)


def test_nobody_builds_before_the_helper_of_a_killed_builder_is_done(tmp_path):
    write_with_two(tmp_path / "site", OTHER)
    assert_ends_with_its_piece(tmp_path / "site", build_slowly)


def children():
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())


def _fail():
    raise ValueError("what went wrong")


@pytest.mark.parametrize("amount", [1, 2])
def test_work_that_is_done_meanwhile(amount):
    before = children()
    with workers.meanwhile(os.getpid, amount) as result:
        assert (result() == os.getpid()) == (amount == 1)
    with workers.meanwhile(_fail, amount) as result, pytest.raises(ValueError, match="what went wrong"):
        result()
    with workers.meanwhile(os.getpid, amount):
        pass  # nobody asked
    assert children() == before


def test_where_the_system_cannot_fork_all_is_done_here(monkeypatch):
    monkeypatch.setattr(os, "fork", lambda: (_ for _ in ()).throw(BlockingIOError))
    with workers.meanwhile(os.getpid, 2) as result:
        assert result() == os.getpid()
    assert workers.map_chunks(list, range(2000), 2) == list(range(2000))


def test_the_numbers_of_the_most_chunks_fit_into_the_smallest_pipe(monkeypatch):
    pipe = os.pipe

    def smallest():
        reading, writing = pipe()
        fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 4096)
        os.set_blocking(writing, False)  # what does not fit is left out, instead of waiting for ever
        return reading, writing

    monkeypatch.setattr(os, "pipe", smallest)
    most = workers._MOST_CHUNKS
    assert list(workers._taken(workers._queue(most))) == list(range(most))


def test_work_of_a_helper_that_was_killed_is_done_here():
    here = os.getpid()
    with workers.meanwhile(lambda: os.getpid() == here or os.kill(os.getpid(), signal.SIGKILL), 2) as result:
        assert result() is True


@pytest.mark.parametrize("kind", ["store", "full disk", "read-only", "dictionary"])
def test_what_a_forked_process_hands_over_is_remembered(tmp_path, monkeypatch, kind):
    memory = {} if kind == "dictionary" else Store(tmp_path, "pages")
    if kind == "read-only":
        memory = _without_writing(tmp_path)
    sure, builder = Sure(memory), os.getpid()
    if kind == "full disk":
        monkeypatch.setattr(os, "writev", lambda *_: 1)

    def work(numbers):
        time.sleep(0.01)
        return [(number, os.getpid() == builder, sure.hand(f"key-{number}", _value(number))) for number in numbers]

    def keep(made):
        number, here, handed = made
        sure.take(f"key-{number}", handed)
        return here

    here = workers.map_chunks(work, range(60), 2, chunk=1, least=0, keep=keep)
    assert {True, False} == set(here)
    assert all(sure.fetch(f"key-{number}") == _value(number) for number in range(60))
    if kind == "store":
        memory.save()
    sure = memory = None  # let go of
    monkeypatch.undo()
    after = Store(tmp_path, "pages")
    assert [after.get(f"key-{number}") for number in range(60)] == [_value(number) if kind == "store" else None for number in range(60)]


def _value(number):
    return str(number).encode() * 1000


def _without_writing(folder):
    """A store that another build writes to."""
    first = Store(folder, "pages")
    first.save()
    second = Store(folder, "pages")
    second._writable = False
    return second


def test_what_a_killed_build_wrote_is_dropped(tmp_path):
    store = Store(tmp_path, "pages")
    store["saved"] = b"1"
    store.save()
    store["not saved"] = b"2" * 1000
    del store
    after = Store(tmp_path, "pages")
    assert (after.get("saved"), after.get("not saved"), (tmp_path / "pages.pack").stat().st_size) == (b"1", None, 1)


@pytest.mark.parametrize("between", [b"", b"of another"])
def test_a_value_of_many_parts_is_remembered_where_nobody_wrote_between_them(tmp_path, monkeypatch, between):
    store, write = Store(tmp_path, "pages"), os.writev
    store["before"] = b"before"

    def and_another(file, parts):
        written = write(file, parts)
        write(file, [between])
        return written

    monkeypatch.setattr(os, "writev", and_another)
    parts = [b"%d " % number for number in range(3000)]
    store.set_parts("many", parts)
    assert store.get("many") == (None if between else b"".join(parts))
    assert store.get("before") == b"before"


def test_a_process_that_cannot_write_its_results_goes_on_with_nothing(monkeypatch, tmp_path):
    """Where it went on with what its parent does next, it would take the next site away while the parent makes it."""
    gone_on = tmp_path / "gone on"
    monkeypatch.setattr(workers.tempfile, "TemporaryFile", lambda: open("/dev/full", "w+b"))  # noqa: SIM115 - as TemporaryFile
    builder = os.getpid()

    def slowly(numbers):
        time.sleep(0.01)
        return [number + 1 for number in numbers]

    try:
        made = workers.map_chunks(slowly, range(1000), 2)
    finally:
        if os.getpid() != builder:
            gone_on.touch()
            os._exit(1)
    assert made == list(range(1, 1001))
    assert not gone_on.exists()
