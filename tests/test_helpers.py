"""Two processes write the next site: what they make is the same, and a helper whose builder was killed spoils no other build."""

import multiprocessing
import os
import signal
import time

import pytest
from generator import workers
from generator import write as writing
from generator.workshop import building, next_of
from generator.write import stamps_of, tree_of, write
from test_same_twice import files_in
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
        if os.getpid() != builder:
            begun.set()
            time.sleep(1)
        return link(*arguments)

    os.link, writing.PIECE, workers.SPLIT_FROM = slowly, 1, 0
    write_with_two(folder, SITE)


def test_nobody_builds_before_the_helper_of_a_killed_builder_is_done(tmp_path):
    folder = tmp_path / "site"
    write_with_two(folder, OTHER)
    context = multiprocessing.get_context("forkserver")  # a fork of this process would take its threads' locks along
    begun = context.Event()
    process = context.Process(target=build_slowly, args=(folder, begun))
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
