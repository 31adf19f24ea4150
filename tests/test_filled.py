"""What the next folder lacks is linked there while content is read: what is published is the same, and nothing is read again."""

import os
import signal
import time

import pytest

from built import files_in
from generator import trees
from generator import write as writing
from generator.stamps import read_note
from generator.trees import filled, tree_of
from generator.workshop import building, next_of
from generator.write import stamps_of, write
from test_helpers import assert_ends_with_its_piece
from test_whole import NEW, OLD, bytes_of, outputs


@pytest.fixture
def folder(tmp_path):
    """A published folder, as a cold build leaves it: with no last site beside it."""
    place = tmp_path / "site"
    with building(place):
        write(outputs(OLD), place, ledger=tmp_path / "ledger")
    return place


def build(folder, site):
    """A build that looks ahead, as one of a large site does."""
    ledger = folder.with_name("ledger")
    with building(folder):
        stands = filled(folder, ledger, os.getpid())
        return write(outputs(site), folder, ledger=ledger, stands=lambda: stands)


def test_the_next_folder_holds_the_published_files(folder):
    with building(folder):
        live, last = filled(folder, folder.with_name("ledger"), os.getpid())
    assert live.files == last.files == tree_of(folder).files == tree_of(next_of(folder)).files
    assert files_in(folder) == files_in(next_of(folder)) == bytes_of(OLD)


def test_nothing_is_read_again_after_it(monkeypatch, folder):
    """Neither by the build that looked ahead, nor by one after a build that did, and found a fault."""
    monkeypatch.setattr(writing, "_holds", None)  # to call it would raise
    with building(folder):
        filled(folder, folder.with_name("ledger"), os.getpid())
    noted, stamps = read_note(folder.with_name("ledger")), tree_of(folder).files
    assert {path: stamp for path, (stamp, _) in noted.items()} == stamps
    assert build(folder, NEW).written == len(NEW) - 1
    assert files_in(folder) == bytes_of(NEW)


def test_every_build_publishes_what_it_would_without(folder):
    for site in (NEW, OLD, OLD, {**OLD, "more/index.html": "more"}, NEW):
        written = build(folder, site)
        assert files_in(folder) == bytes_of(site)
        assert written.stamps == stamps_of(tree_of(folder).files)


@pytest.mark.parametrize("before", [True, False], ids=["before its link", "after it"])
def test_a_file_that_somebody_changes_meanwhile_is_put_right(monkeypatch, folder, before):
    link, file = os.link, folder / "same" / "index.html"

    def spoiling(*arguments):
        file.write_text("some") if before else None
        link(*arguments)
        file.write_text("some") if not before else None

    monkeypatch.setattr(os, "link", spoiling)
    build(folder, OLD)
    monkeypatch.undo()
    build(folder, OLD)
    assert files_in(folder) == bytes_of(OLD)


def test_a_file_that_somebody_removes_meanwhile_is_made_again(monkeypatch, folder):
    file, link = folder / "same" / "index.html", os.link

    def removing(*arguments):
        file.unlink(missing_ok=True)
        link(*arguments)

    monkeypatch.setattr(os, "link", removing)
    build(folder, NEW)
    assert files_in(folder) == bytes_of(NEW)


@pytest.mark.parametrize("step", ["link", "mkdir"])
def test_a_system_that_refuses_leaves_the_work_to_the_end(monkeypatch, folder, step):
    def refuse(*_arguments, **_more):
        raise PermissionError(f"no {step}")

    with monkeypatch.context() as patch, building(folder):
        patch.setattr(os, step, refuse)
        stands = filled(folder, folder.with_name("ledger"), os.getpid())
        assert files_in(folder) == bytes_of(OLD)
        patch.undo()
        write(outputs(NEW), folder, ledger=folder.with_name("ledger"), stands=lambda: stands)
    assert files_in(folder) == bytes_of(NEW)


def look_ahead_slowly(folder, begun):
    """A builder whose forked process looks ahead, a file in a second."""
    link = os.link

    def slowly(*arguments):
        begun.set()
        time.sleep(1)
        link(*arguments)

    os.link, trees.PIECE = slowly, 1
    builder = os.getpid()
    with building(folder):
        if not os.fork():
            filled(folder, folder.with_name("ledger"), builder)
            os._exit(0)
        signal.pause()


def test_what_goes_on_for_a_killed_builder_ends_after_its_piece(folder):
    assert_ends_with_its_piece(folder, look_ahead_slowly)
