"""Whole or not at all: whatever ends a build, `site/` is the old site or the new one, and the next build is clean."""

import errno
import multiprocessing
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from built import files_in, times_in
from generator import cache, pipeline, workshop
from generator import write as writing
from generator.output import MARK, Output
from generator.pipeline import build
from generator.settings import HOME, Settings
from generator.stamps import read_note
from generator.trees import tree_of
from generator.workshop import CannotBuild, beside, building, next_of, unfit
from generator.write import stamps_of, write
from shared_content import MOMENT, replaced

KILLS = 50
# Generous: it ends a test that would never end.
LIMIT = 60
# Two sites that share files, and in which files come, go, change, and give way to folders and the other way round.
OLD = {MARK: "1", "index.html": "old", "same/index.html": "same", "gone/deep/index.html": "gone", "file": "f", "folder/index.html": "d"}
NEW = {MARK: "2", "index.html": "new", "same/index.html": "same", "come/deep/index.html": "come", "file/index.html": "f", "folder": "d"}
STEPS = ("link", "mkdir", "rename", "replace", "rmdir", "unlink")
CAPABILITIES = "-dac_override,-dac_read_search,-fowner"


def outputs(site):
    return [Output(path, body.encode()) for path, body in site.items()]


def made(folder, site):
    with building(folder):
        return write(outputs(site), folder)


def bytes_of(site):
    return {path: body.encode() for path, body in site.items()}


class Crash(BaseException):
    """The end of a process, as far as the code after it is concerned."""


@contextmanager
def crashing(monkeypatch, at):
    """Let the step number `at` that changes the disk never happen, nor any after it; a file is left half written."""
    count = 0

    def step():
        nonlocal count
        count += 1
        return count > at

    def guarded(work, half):
        def run(*arguments, **more):
            if step():
                half(*arguments)
                raise Crash
            return work(*arguments, **more)

        return run

    write_bytes, written = Path.write_bytes, writing._written
    with monkeypatch.context() as patch:
        for name in STEPS:
            patch.setattr(os, name, guarded(getattr(os, name), lambda *_: None))
        patch.setattr(Path, "write_bytes", guarded(write_bytes, lambda path, body: write_bytes(path, body[: len(body) // 2])))
        patch.setattr(writing, "_written", guarded(written, lambda path, body: written(path, body[: len(body) // 2])))
        patch.setattr(workshop, "_at_once", guarded(workshop._at_once, lambda *_: None))
        yield


@pytest.mark.parametrize("at_once", [True, False], ids=["exchange", "two renames"])
@pytest.mark.parametrize("used", [False, True], ids=["first change", "later change"])
def test_a_crash_at_every_step(monkeypatch, tmp_path, at_once, used):
    if not at_once:
        monkeypatch.setattr(workshop, "_at_once", lambda *_: False)
    ends, at, done = [], 0, False
    while not done:
        folder = tmp_path / str(at) / "site"
        for site in (OLD, NEW, OLD) if used else (OLD,):
            made(folder, site)
        done = True
        with crashing(monkeypatch, at):
            try:
                made(folder, NEW)
            except Crash:
                done = False
        if at_once:
            assert files_in(folder) in (bytes_of(OLD), bytes_of(NEW)), f"after step {at}"
        with building(folder):
            found = files_in(folder)
        assert found in (bytes_of(OLD), bytes_of(NEW)), f"after step {at}"
        ends.append(found == bytes_of(NEW))
        for site in (NEW, OLD):
            made(folder, site)
            assert files_in(folder) == bytes_of(site), f"after a crash at step {at}"
        assert {path.name for path in beside(folder).iterdir()} == {"lock", "new"}
        at += 1
    assert at > 8 and ends[0] is False and ends[-1] is True and ends == sorted(ends)


def build_and_tell(settings, writing):
    """A build that tells when it begins to write."""

    def tell(*arguments, **more):
        writing.set()
        return write(*arguments, **more)

    pipeline.write = tell
    pipeline.build(settings)


@pytest.fixture
def two(small, tmp_path):
    """The settings of two builds into one folder, of contents that differ on most pages, and the two sites that they make."""
    other = Path(shutil.copytree(small, tmp_path / "other"))
    for path in (other / "campuses" / "dobong.yml", other / "site.yml"):
        path.write_text(path.read_text("utf-8").replace("도봉캠퍼스", "새도봉캠퍼스").replace("새싹", "새싹들"), "utf-8")
    (other / "pages" / "more.md").write_text("---\ntitle: 더\n---\n글\n", "utf-8")
    settings = [Settings(content=content, output=tmp_path / "site", moment=MOMENT) for content in (small, other)]
    sites = []
    for each in settings:
        assert not build(each).failed
        sites.append(files_in(each.output))
    assert len({path for path in sites[0] if sites[0][path] != sites[1].get(path)}) > 5
    return settings, sites


def test_killed_at_random_moments(two):
    """Half of them from the beginning of the build on, half from the beginning of its writing on."""
    settings, sites = two
    start = time.perf_counter()
    writes = build(settings[0]).seconds["write"]
    whole = time.perf_counter() - start
    moments, ends = random.Random(20251103), []
    context = multiprocessing.get_context("forkserver")  # a fork of this process would take its threads' locks along
    context.set_forkserver_preload(["generator.pipeline"])
    for number in range(KILLS):
        old, new = number % 2, 1 - number % 2
        writing = context.Event()
        process = context.Process(target=build_and_tell, args=(settings[new], writing))
        process.start()
        if number % 4 > 1:
            writing.wait(LIMIT)
        process.join(moments.uniform(0, 1.3 * (writes if number % 4 > 1 else whole)))
        process.kill()
        process.join()
        found = files_in(settings[0].output)
        assert found in (sites[old], sites[new]), f"kill {number}"
        ends.append((process.exitcode, found == sites[new]))
        assert not build(settings[new]).failed
        assert files_in(settings[0].output) == sites[new], f"the build after kill {number}"
    assert (-signal.SIGKILL, False) in ends


def inode_size_and_time(path):
    stat = path.stat()
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


def test_unchanged_files_keep_time_and_inode(tmp_path):
    folder = tmp_path / "site"
    made(folder, OLD)
    os.utime(folder / "same" / "index.html", (1, 1))
    before = inode_size_and_time(folder / "same" / "index.html")
    for site in (NEW, OLD, NEW):
        made(folder, site)
        assert (folder / "same" / "index.html").stat().st_mtime == 1
        assert inode_size_and_time(folder / "same" / "index.html") == before


@pytest.mark.parametrize("linkable", [True, False])
def test_the_stamps_that_a_build_tells_are_those_of_the_folder(monkeypatch, tmp_path, linkable):
    """So that the next build reads no file that it left, and a look sees that nothing changed."""
    folder, ledger = tmp_path / "site", tmp_path / "ledger"
    if not linkable:
        monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(PermissionError))
    for site in (OLD, NEW, OLD, OLD | {MARK: "3"}, OLD | {MARK: "3"}, NEW):
        with building(folder):
            written = write(outputs(site), folder, ledger=ledger)
        live = tree_of(folder).files
        assert written.stamps == stamps_of(live)
        assert {path: row for path, row in read_note(ledger).items()} == {
            each.path: (live[each.path], each.digest) for each in outputs(site)
        }
    monkeypatch.setattr(writing, "_holds", None)  # to call it would raise
    with building(folder):
        assert write(outputs(OLD), folder, ledger=ledger).written == len(OLD) - 1


@pytest.mark.parametrize("meanwhile", ["_strip", "_linked", "exchange"])
def test_a_file_that_somebody_changes_while_it_is_linked_is_put_right_by_the_next_build(monkeypatch, tmp_path, meanwhile):
    folder, ledger = tmp_path / "site", tmp_path / "ledger"
    work = getattr(writing, meanwhile)

    def spoiling(*arguments):
        (folder / "same" / "index.html").write_text("some")
        return work(*arguments)

    with building(folder):
        write(outputs(OLD), folder, ledger=ledger)
        monkeypatch.setattr(writing, meanwhile, spoiling)
        written = write(outputs(NEW), folder, ledger=ledger)
        assert files_in(folder)["same/index.html"] == b"some" and written.stamps != stamps_of(tree_of(folder).files)
        monkeypatch.undo()
        write(outputs(NEW), folder, ledger=ledger)
    assert files_in(folder) == bytes_of(NEW)


@pytest.mark.parametrize("meanwhile", ["_strip", "_linked"])
def test_a_file_that_somebody_removes_while_it_is_linked_is_made_again(monkeypatch, tmp_path, meanwhile):
    folder, work = tmp_path / "site", getattr(writing, meanwhile)

    def spoiling(*arguments):
        (folder / "same" / "index.html").unlink(missing_ok=True)
        return work(*arguments)

    made(folder, OLD)
    monkeypatch.setattr(writing, meanwhile, spoiling)
    made(folder, NEW)
    assert files_in(folder) == bytes_of(NEW)


@pytest.mark.parametrize("damage", [b"", b"[1, 2]", b"cut"])
def test_a_damaged_ledger_is_not_believed(tmp_path, damage):
    folder, ledger = tmp_path / "site", tmp_path / "ledger"
    with building(folder):
        write(outputs(OLD), folder, ledger=ledger)
        whole = ledger.read_bytes()
        digests = {each.path: each.digest.encode() for each in outputs(OLD)}
        spoilt = whole.replace(digests["index.html"], digests["same/index.html"])
        assert spoilt != whole
        ledger.write_bytes({b"cut": whole[:-20]}.get(damage, damage) or spoilt)
        written = write(outputs(OLD | {"index.html": "same"}), folder, ledger=ledger)
    assert written.paths == {"index.html"} and files_in(folder) == bytes_of(OLD | {"index.html": "same"})


def test_what_others_changed_is_put_right(tmp_path):
    """Both in the site, and in the last site that is kept beside it."""
    folder = tmp_path / "site"
    for site in (OLD, NEW):
        made(folder, site)
    for place in (folder, next_of(folder)):
        (place / "stray").write_text("stray")
        (place / "stray-link").symlink_to("/etc/passwd")
        os.mkfifo(place / "pipe")
        (place / "index.html").unlink()
        (place / "index.html").mkdir()
        (place / "same" / "index.html").write_text("changed")
    made(folder, OLD)
    assert files_in(folder) == bytes_of(OLD) and not list(folder.glob("stray*")) and not (folder / "pipe").exists()


def test_nothing_changed_exchanges_nothing(tmp_path):
    folder = tmp_path / "site"
    made(folder, OLD)
    inode = folder.stat().st_ino
    made(folder, OLD)
    made(folder, OLD | {MARK: "later"})  # one file: a rename is enough
    assert folder.stat().st_ino == inode and files_in(folder) == bytes_of(OLD | {MARK: "later"})
    made(folder, NEW)
    assert folder.stat().st_ino != inode


def test_a_link_to_the_folder_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to("real")
    for site in (OLD, NEW):
        made(tmp_path / "site", site)
        assert (tmp_path / "site").is_symlink() and files_in(tmp_path / "real") == bytes_of(site)


def test_the_mode_of_the_folder_stays(tmp_path):
    folder = tmp_path / "site"
    made(folder, OLD)
    folder.chmod(0o2775)
    made(folder, NEW)
    assert folder.stat().st_mode & 0o7777 == 0o2775


def test_a_kept_file_stays(tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / ".gitkeep").touch()
    for site in (OLD, NEW):
        made(folder, site)
        assert files_in(folder) == bytes_of(site) | {".gitkeep": b""}


def test_a_file_system_without_hard_links(monkeypatch, tmp_path):
    def no_link(*_):
        raise PermissionError

    monkeypatch.setattr(os, "link", no_link)
    folder = tmp_path / "site"
    for site in (OLD, NEW, OLD):
        made(folder, site)
        before = times_in(folder)["same/index.html"]
        assert files_in(folder) == bytes_of(site)
    made(folder, NEW)
    assert times_in(folder)["same/index.html"] == before


def test_a_workshop_of_others_is_left_alone(tmp_path):
    other = tmp_path / ".site.build" / "thesis.txt"
    other.parent.mkdir()
    other.write_text("mine")
    assert unfit(tmp_path / "site", tmp_path / "content").code == "foreign-folder"
    assert other.read_text() == "mine"


def run(content, output, before=(), **more):
    """The finished command, run with the words of `before` in front."""
    command = [*before, sys.executable, "build.py", "build", "--content", content, "--output", output, "--now", "2025-11-03 09:00"]
    return subprocess.run(list(map(str, command)), cwd=HOME, capture_output=True, encoding="utf-8", timeout=120, check=False, **more)


@pytest.fixture
def edited(small, tmp_path):
    """A published site of which a page has since been edited: content, folder, and what is published."""
    assert not build(Settings(content=small, output=tmp_path / "web" / "site", moment=MOMENT)).failed
    path = small / "courses" / "dobong-ai-multimodal.md"
    replaced(path, "title: ", "title: 새 ")
    return small, tmp_path / "web" / "site", files_in(tmp_path / "web" / "site")


def assert_refused(done, code, folder, before):
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert f"오류[{code}]" in done.stderr and "고치기:" in done.stderr and "Traceback" not in done.stderr
    assert files_in(folder) == before


def assert_builds(content, folder, before):
    done = run(content, folder)
    assert done.returncode == 0, done.stderr
    assert files_in(folder) != before


def test_a_disk_that_cannot_lock_is_not_called_busy(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("generator.workshop.fcntl.lockf", refuse)
    with pytest.raises(CannotBuild) as raised, building(tmp_path / "site"):
        pass
    assert raised.value.problem.code == "no-lock"
    assert os.strerror(errno.ENOLCK) in raised.value.problem.message


def test_the_second_of_two_builds_says_so_and_stops(edited):
    content, folder, before = edited
    with building(folder):
        assert_refused(run(content, folder), "busy", folder, before)
    assert_builds(content, folder, before)


def test_no_room_for_a_file(edited):
    content, folder, before = edited
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
    assert_refused(run(content, folder, preexec_fn=limit), "disk-full", folder, before)
    assert_builds(content, folder, before)


@pytest.fixture
def disk(tmp_path):
    """A small disk of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", place], capture_output=True, check=False).returncode:
        pytest.skip("mounting a disk needs a privilege that this user has not")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def test_a_full_disk(edited, disk):
    content, _, _ = edited
    folder = disk / "site"
    assert run(content, folder).returncode == 0
    before = files_in(folder)
    path = content / "courses" / "dobong-ai-multimodal.md"
    replaced(path, "title: ", "title: 더 ")
    with pytest.raises(OSError), (disk / "filler").open("wb") as filler:
        while True:
            filler.write(bytes(4096))
            filler.flush()
    assert_refused(run(content, folder), "disk-full", folder, before)
    (disk / "filler").unlink()
    assert_builds(content, folder, before)


def test_a_disk_itself_is_refused(edited, disk):
    content, _, _ = edited
    assert_refused(run(content, disk), "mount-point", disk, {})
    assert run(content, disk / "www").returncode == 0 and (disk / "www" / "index.html").exists()


@pytest.fixture
def as_others():
    """Words in front of a command that take away root's right to write everywhere."""
    if os.geteuid() != 0:
        return ()
    words = ("setpriv", "--bounding-set", CAPABILITIES, "--inh-caps", CAPABILITIES, "--")
    if shutil.which("setpriv") is None or subprocess.run([*words, "true"], capture_output=True, check=False).returncode:
        pytest.skip("root may write everywhere, and setpriv cannot take that right away here")
    return words


@pytest.mark.parametrize("where", ["the folder around", "the workshop", "a first build"])
def test_a_folder_that_may_not_be_written(edited, as_others, where):
    content, folder, before = edited
    locked = beside(folder) if where == "the workshop" else folder.parent
    if where == "a first build":
        shutil.rmtree(beside(folder))
    locked.chmod(0o555)
    done = run(content, folder, before=as_others)
    locked.chmod(0o755)
    assert_refused(done, "not-writable", folder, before)
    assert_builds(content, folder, before)


def test_a_file_that_cannot_be_put_in_place_leaves_nothing(monkeypatch, tmp_path):
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full")))
    with pytest.raises(OSError, match="full"):
        cache.replace_file(tmp_path / "name", b"body")
    assert list(tmp_path.iterdir()) == []
