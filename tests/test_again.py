"""Building again: whatever was edited, a warm build gives the bytes of a cold one; and a damaged memory is never believed."""

import json
import os
import random
import shutil
import time
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from itertools import islice
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from built import files_in
from generator import again, cache, index, pipeline, stamps, workers
from generator.dates import KST, When, parse
from generator.fingerprint import Fingerprints
from generator.history import FactChange
from generator.memory import Lost, Store, Sure
from generator.model import next_change
from generator.model.status import Dates, status_of, turns
from generator.pages.base import Link
from generator.records.record import Apply
from generator.settings import HOME, Settings
from generator.trees import files_below
from generator.workshop import CannotBuild
from shared_content import MOMENT, replaced

WORDS = ("가을", "새 이름", "Data & <b>AI</b>", "‘따옴표’", "두 줄")


@pytest.fixture
def workshop(small, tmp_path, monkeypatch):
    """A small content, templates and program memory of one's own: build(output, cold=True) gives the report."""
    shutil.copytree(HOME / "templates", tmp_path / "templates")
    monkeypatch.setattr(cache, "FOLDER", tmp_path / "cache")

    def build(output="site", cold=False, moment=MOMENT, quick=True, **more):
        monkeypatch.setattr(cache, "FOLDER", tmp_path / ("cold" if cold else "cache"))
        shutil.rmtree(tmp_path / "cold", ignore_errors=True)
        chosen = Settings(content=small, output=tmp_path / output, templates=tmp_path / "templates", moment=moment, quick=quick, **more)
        inputs = again.inputs_of(chosen)
        return again.unchanged(chosen, inputs) or pipeline.build(chosen, inputs=inputs)

    return build


def title(chance, folder):
    path = folder / "small" / "courses" / "dobong-ai-multimodal.md"
    line = next(line for line in path.read_text("utf-8").split("\n") if line.startswith("title: "))
    replaced(path, line, f'title: "{chance.choice(WORDS)} 과정 {chance.random()}"')


def body(chance, folder):
    path = folder / "small" / "courses" / "dobong-ai-multimodal.md"
    path.write_text(path.read_text("utf-8") + f"\n\n{chance.choice(WORDS)} [집](/) {chance.random()}\n", "utf-8")


def campus(chance, folder):
    path = folder / "small" / "campuses" / "dobong.yml"
    line = next(line for line in path.read_text("utf-8").split("\n") if line.startswith("name: "))
    replaced(path, line, f"name: 도봉{chance.randint(1, 99)}캠퍼스")


def template(chance, folder):
    path = folder / "templates" / chance.choice(("base.html", "components/course_list.html", "pages/course.html"))
    path.write_text(
        path.read_text("utf-8")
        .replace("</h1>", f"<!-- {chance.random()} --></h1>")
        .replace("<ul", f'<ul data-a="{chance.random()}"', 1)
        .replace("</body>", f"<!-- {chance.random()} --></body>"),
        "utf-8",
    )


def words(chance, folder):
    path = folder / "templates" / "words" / "ko.toml"
    line = next(line for line in path.read_text("utf-8").split("\n") if line.startswith("skip = "))
    replaced(path, line, f'skip = "본문 {chance.random()}"')


def copied(chance, folder):
    source = folder / "small" / "courses" / "dobong-ai-multimodal.md"
    shutil.copy(source, source.with_name(f"copy-{chance.randint(1, 4)}.md"))


def renamed(chance, folder):
    for path in sorted((folder / "small" / "courses").glob("copy-*.md")):
        return path.rename(path.with_name(f"copy-{chance.randint(5, 9)}.md"))
    return copied(chance, folder)


def deleted(chance, folder):
    for path in sorted((folder / "small" / "courses").glob("copy-*.md")):
        return path.unlink()
    return copied(chance, folder)


def broken(chance, folder):
    (folder / "small" / "courses" / "copy-1.md").write_text("---\ntitel: 과정\n---\n", "utf-8")


EDITS = (title, body, campus, template, words, copied, renamed, deleted, broken)


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_edited_warm_is_cold(workshop, tmp_path, monkeypatch, seed):
    """With an odd seed two processes work at it, as they do on a large site."""
    chance = random.Random(seed)
    helped = Looks(monkeypatch) if seed % 2 else None
    moment = MOMENT
    for step in range(6):
        for edit in chance.sample(EDITS, chance.randint(0, 2)):
            edit(chance, tmp_path)
        moment += timedelta(hours=chance.choice((0, 0, 1, 24, 24 * 40)))
        before = files_in(tmp_path / "site") if (tmp_path / "site").exists() else {}
        warm = workshop(moment=moment, workers=2 if helped else 1)
        shutil.rmtree(tmp_path / "other", ignore_errors=True)
        cold = workshop("other", cold=True, moment=moment)
        assert warm.failed == cold.failed
        if warm.failed:
            assert files_in(tmp_path / "site") == before
            (tmp_path / "small" / "courses" / "copy-1.md").unlink()
        else:
            assert files_in(tmp_path / "site") == files_in(tmp_path / "other"), f"step {step}"
    assert not helped or (helped.elsewhere and helped.searched)


class Looks:
    """Let a small site be built as a large one, and count how often a forked process looked at what is published, and made the search."""

    def __init__(self, monkeypatch):
        self.elsewhere, self.searched = [], []
        for module, name, value in (
            (stamps, "_LONG", 0),
            (workers, "SPLIT_FROM", 1),
            (index, "SPLIT_FROM", 1),
            (pipeline, "meanwhile", partial(self.meanwhile, self.elsewhere)),
            (index, "meanwhile", partial(self.meanwhile, self.searched)),
        ):
            monkeypatch.setattr(module, name, value)

    @contextmanager
    def meanwhile(self, done, work, amount):
        with workers.meanwhile(lambda: (os.getpid(), work()), amount) as result:

            def told():
                process, found = result()
                if process != os.getpid():
                    done.append(process)
                return found

            yield told


@pytest.mark.parametrize("gone", ["index.html", "apply/index.html", "robots.txt"])
def test_a_published_file_that_is_removed_during_a_build_is_made_again(workshop, tmp_path, monkeypatch, gone):
    workshop()
    helped, prepare = Looks(monkeypatch), pipeline.prepare
    (tmp_path / "site" / "index.html").touch()  # no more as it was noted

    def spoiling(*arguments):
        time.sleep(0.5)  # the look is over, or sees it: right is what is published in any case
        (tmp_path / "site" / gone).unlink()
        return prepare(*arguments)

    replaced(tmp_path / "templates" / "base.html", "</body>", "<hr></body>")
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "prepare", spoiling)
        assert not workshop(workers=2).failed and len(helped.elsewhere) == 1
    workshop("other", cold=True)
    assert files_in(tmp_path / "site") == files_in(tmp_path / "other")


def test_where_the_folder_beside_the_published_one_is_removed_during_a_build_nothing_is_lost(workshop, tmp_path, monkeypatch):
    workshop()
    before, prepare = files_in(tmp_path / "site"), pipeline.prepare

    def spoiling(*arguments):
        shutil.rmtree(tmp_path / ".site.build")
        return prepare(*arguments)

    replaced(tmp_path / "templates" / "base.html", "</body>", "<hr></body>")
    with monkeypatch.context() as patch, pytest.raises(CannotBuild) as refused:
        patch.setattr(pipeline, "prepare", spoiling)
        workshop()
    assert refused.value.problem.code == "disturbed" and files_in(tmp_path / "site") == before
    assert not workshop().failed and files_in(tmp_path / "site") != before


def aged(tmp_path):
    """Let every file be older than the moment at which stamps are trusted."""
    for folder in ("small", "templates"):
        for path in (tmp_path / folder).rglob("*"):
            os.utime(path, ns=(10**18, 10**18))


def test_where_nothing_changed_nothing_is_read(workshop, tmp_path, monkeypatch):
    aged(tmp_path)
    first = workshop()
    monkeypatch.setattr(pipeline, "prepare", None)  # to call it would raise
    monkeypatch.setattr(again, "_digest", None)
    second = workshop(moment=MOMENT + timedelta(hours=1))
    assert isinstance(second, again.Again) and second.problems == first.problems and second.counts == first.counts
    assert json.loads((tmp_path / "site" / "build.json").read_text("utf-8"))["moment"] == "2025-11-03T10:00:00+09:00"


def test_where_only_a_template_changed_no_page_is_looked_into(workshop, tmp_path, monkeypatch):
    workshop()
    replaced(tmp_path / "templates" / "base.html", "</body>", "<hr></body>")
    with monkeypatch.context() as patch:
        patch.setattr(Fingerprints, "of", lambda *_: pytest.fail("a fingerprint was made"))
        assert workshop().written.written
    workshop("other", cold=True)
    assert files_in(tmp_path / "site") == files_in(tmp_path / "other")


def test_after_an_edit_nothing_changed_is_noticed_too(workshop, tmp_path):
    workshop()
    body(random.Random(1), tmp_path)
    assert not isinstance(workshop(), again.Again)
    assert isinstance(workshop(), again.Again)


def test_an_edit_taken_back_after_a_build_was_killed_before_its_note(workshop, tmp_path, monkeypatch):
    workshop()
    whole, path = files_in(tmp_path / "site"), tmp_path / "small" / "courses" / "dobong-ai-multimodal.md"
    text = path.read_bytes()
    body(random.Random(1), tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "remember", lambda *_: None)
        workshop()
    assert files_in(tmp_path / "site") != whole
    path.write_bytes(text)
    workshop()
    assert files_in(tmp_path / "site") == whole


def test_a_fresh_checkout_of_the_same_is_unchanged(workshop, tmp_path):
    workshop()
    for path in (tmp_path / "small").rglob("*"):
        path.touch()
    assert isinstance(workshop(), again.Again)


@pytest.fixture
def looked(empty_cache, small, tmp_path, monkeypatch):
    """looked(): the inputs as they are now, of a small content whose files are old, and the paths of those that were read for it."""
    shutil.copytree(HOME / "templates", tmp_path / "templates")
    aged(tmp_path)
    digest = again._digest

    def look():
        read = []
        monkeypatch.setattr(again, "_digest", lambda path, stat: read.append(path) or digest(path, stat))
        inputs = again.inputs_of(Settings(content=small, output=tmp_path / "site", templates=tmp_path / "templates", moment=MOMENT))
        return inputs, [path for path in read if path.startswith(str(tmp_path))]

    return look


def test_files_with_the_stamp_of_last_time_are_known_and_not_read(looked, small):
    first, read = looked()
    assert first.digests.keys() >= set(read) and len(read) > 20
    path = small / "courses" / "dobong-ai-multimodal.md"
    path.write_text("other", "utf-8")
    os.utime(path, ns=(10**18, 10**18))  # also where the time of the change is put back
    (small / "site.yml").rename(small / "fields.yml")
    second, read = looked()
    assert second.files != first.files and sorted(read) == sorted([str(path), str(small / "fields.yml")])
    assert str(small / "site.yml") not in second.digests
    assert all(sha256(Path(path).read_bytes()).hexdigest() == digest for path, digest in second.digests.items())
    third, read = looked()
    assert third == second and not read


def test_a_file_changed_just_before_it_was_looked_at_is_read_again(looked, small):
    path = small / "courses" / "dobong-ai-multimodal.md"
    path.write_text("other", "utf-8")
    for _ in range(2):
        _, read = looked()
        assert str(path) in read


@pytest.mark.parametrize("how", ["cut", "changed", "empty", "foreign", "another program"])
def test_a_damaged_note_of_the_inputs_is_not_believed(looked, tmp_path, monkeypatch, how):
    first, all_read = looked()
    (note,) = (tmp_path / "cache" / "build").glob("*.inputs.json")
    if how == "another program":
        monkeypatch.setattr(cache, "code_digest", lambda *code: "another")
    else:
        note.write_bytes(spoilt(note.read_bytes(), how))
    second, read = looked()
    assert second == first and read == all_read


def test_what_cannot_be_read_is_left_to_the_reading(looked, small):
    seen = [looked()[0]]
    for make in (
        lambda: os.mkfifo(small / "pipe"),
        lambda: (small / "courses" / "nowhere.md").symlink_to("nothing"),
        lambda: (small / "courses" / "ring").symlink_to("ring"),
    ):
        make()
        seen.append(looked()[0])
    # Each may be a fault that the last build did not have.
    assert len({each.files for each in seen}) == 4 and not seen[-1].digests[str(small / "pipe")]


def test_a_link_to_nothing_is_told_also_where_all_else_stays(workshop, small):
    assert not workshop().failed and isinstance(workshop(), again.Again)
    (small / "courses" / "nowhere.md").symlink_to("nothing.md")
    assert [problem.code for problem in workshop().problems if problem.where.path.endswith("nowhere.md")] == ["unreadable"]


def test_links_in_a_ring_have_an_end(looked, small, tmp_path):
    templates = tmp_path / "templates"
    for folder in (small, templates):
        for name in ("x", "y"):
            (folder / name).symlink_to(".")
    for walk in (files_below((small,), linked=False), files_below((templates,), linked=True)):
        assert len(list(islice(walk, 1000))) < 1000
    looked()  # has an end


def test_a_file_changed_behind_a_link_is_noticed(looked, small, tmp_path):
    """Also one in a folder of templates that lies elsewhere; and where the link leads to another folder."""
    for name in ("one", "two"):
        (small / "images" / name).mkdir(parents=True)
        (small / "images" / name / "a.txt").write_text(name)
    (small / "files").mkdir()
    link, shared = small / "files" / "linked", tmp_path / "shared"
    link.symlink_to("../images/one")
    shutil.move(tmp_path / "templates" / "pages", shared)
    (tmp_path / "templates" / "pages").symlink_to("../shared")

    def lead_elsewhere():
        link.unlink()
        link.symlink_to("../images/two")

    seen = [looked()[0].files]
    for change in (
        lambda: (small / "images" / "one" / "a.txt").write_text("other"),
        lambda: (shared / "home.html").write_text("other"),
        lead_elsewhere,
    ):
        change()
        seen.append(looked()[0].files)
    assert len({*seen}) == 4 and looked()[0].files == seen[-1]


@pytest.mark.parametrize("spoil", [
    lambda site: (site / "index.html").unlink(),
    lambda site: (site / "index.html").write_text("x"),
    lambda site: (site / "more.html").write_text("x"),
    lambda site: (site / "build.json").unlink(),
])  # fmt: skip
def test_a_published_folder_that_somebody_changed_is_mended(workshop, tmp_path, spoil):
    workshop()
    whole = files_in(tmp_path / "site")
    spoil(tmp_path / "site")
    if not (tmp_path / "site" / "build.json").exists():  # as good as a folder of others
        assert workshop().failed
    else:
        workshop()
        assert files_in(tmp_path / "site") == whole


def spoilt(body, how):
    middle = len(body) // 2
    every = bytes(letter ^ (index % 50 == 0) for index, letter in enumerate(body)) if how == "every" else b""
    return {
        "every": every,
        "cut": body[:middle],
        "changed": body[:middle] + bytes([body[middle] ^ 1]) + body[middle + 1 :],
        "empty": b"",
        "foreign": b"[1, 2]",
    }[how]


@pytest.mark.parametrize("how", ["cut", "changed", "every", "empty", "foreign"])
@pytest.mark.parametrize("ending", ["pack", "json"])
@pytest.mark.parametrize("edited", [False, True])
def test_a_damaged_memory_is_not_believed(workshop, tmp_path, how, ending, edited):
    workshop()
    whole = files_in(tmp_path / "site")
    if edited:
        course = tmp_path / "small" / "courses" / "dobong-ai-multimodal.md"
        course.write_text(course.read_text("utf-8") + "\n\n또 한 줄.\n", "utf-8")
        workshop("other", cold=True)
        whole = files_in(tmp_path / "other")
    for path in (tmp_path / "cache" / "build").glob(f"*.{ending}"):
        path.write_bytes(spoilt(path.read_bytes(), how))
    shutil.rmtree(tmp_path / "site")
    assert not workshop().failed
    assert files_in(tmp_path / "site") == whole


@pytest.mark.parametrize("how", ["cut", "changed", "empty", "foreign"])
def test_a_damaged_thing_that_takes_long_is_made_anew(workshop, small, tmp_path, how):
    """Fonts, icons, scripts, copies of pictures, pictures of links: whatever lies in the cache beside the memories."""
    picture = Image.new("RGB", (900, 600), "#357")
    (small / "images").mkdir(exist_ok=True)
    picture.save(small / "images" / "front.jpg")
    replaced(small / "campuses" / "dobong.yml", "name:", "images:\n- file: images/front.jpg\n  alt: 앞모습\nname:")
    workshop(quick=False)
    whole = files_in(tmp_path / "site")
    kept = [path for path in (tmp_path / "cache").rglob("*") if path.is_file() and path.parent.name != "build"]
    assert {path.parent.name for path in kept} >= {"fonts", "icons", "scripts", "pictures", "og"}
    for path in kept:
        path.write_bytes(spoilt(path.read_bytes(), how))
    shutil.rmtree(tmp_path / "cache" / "build")
    shutil.rmtree(tmp_path / "site")
    assert not workshop(quick=False).failed
    assert files_in(tmp_path / "site") == whole


def days_old(path, days):
    moment = time.time() - days * 86_400
    path.parent.mkdir(exist_ok=True)
    path.touch()
    os.utime(path, (moment, moment))
    return path


def test_what_nobody_used_for_thirty_days_is_removed_from_the_cache(workshop, tmp_path):
    """Once a day. What a build uses stays, however old it is; so do the memories, which forget by themselves."""
    folder = tmp_path / "cache"
    workshop(quick=False, compress=True)
    whole = files_in(tmp_path / "site")
    used = [path for path in folder.rglob("*") if path.is_file() and path.parent.name in ("fonts", "icons", "og", "packed", "scripts")]
    assert {path.parent.name for path in used} == {"fonts", "icons", "og", "packed", "scripts"}
    for path in (*used, folder / "build" / "pruned"):
        days_old(path, 31)
    fresh = days_old(folder / "fonts" / next(path for path in used if path.parent.name == "fonts").name, 0.5)
    before = fresh.stat().st_mtime_ns
    gone = [days_old(folder / name, 31) for name in ("packed/none.br", "history/none.json", "og/.none.png.123")]
    stays = [days_old(folder / name, 29) for name in ("packed/some.br", "new/some")] + [days_old(folder / "build" / "some", 31)]
    (folder / "elsewhere").symlink_to(tmp_path / "small")
    days_old(tmp_path / "small" / "images" / "old", 31)
    shutil.rmtree(tmp_path / "site")
    workshop(quick=False, compress=True)
    assert files_in(tmp_path / "site") == whole
    assert not any(path.exists() for path in gone) and all(path.exists() for path in stays)
    assert all(time.time() - path.stat().st_mtime < 86_400 for path in used) and fresh.stat().st_mtime_ns == before
    assert (tmp_path / "small" / "images" / "old").exists()
    (again_unused,) = [days_old(folder / "packed" / "none.br", 31)]
    for age, stands in ((0.5, True), (-3, False)):  # of a day to come: a clock was wrong
        days_old(folder / "build" / "pruned", age)
        shutil.rmtree(tmp_path / "site")
        workshop(quick=False, compress=True)
        assert again_unused.exists() is stands


def test_a_value_that_is_removed_while_it_is_asked_for_is_made_anew(tmp_path, monkeypatch):
    """Another build removes it between two looks of this one, or has not left it to this one to say that it is used."""
    monkeypatch.setattr(cache, "FOLDER", tmp_path)
    assert cache.kept("packed/a", lambda: b"value") == b"value"
    days_old(tmp_path / "packed" / "a", 31)
    with monkeypatch.context() as patch:
        patch.setattr(os, "utime", lambda *_: (_ for _ in ()).throw(PermissionError()))
        assert cache.kept("packed/a", lambda: pytest.fail("it is there")) == b"value"
    cache.prune()
    assert cache.found("packed/a") is None and cache.kept("packed/a", lambda: b"again") == b"again"


def test_a_memory_that_cannot_be_opened_to_write_serves_or_is_none(tmp_path, monkeypatch):
    store = Store(tmp_path, "kept")
    store["a"] = b"value"
    store.save()
    del store
    allowed = os.open

    def refused(path, how, *more, reading=True):
        if how & os.O_RDWR or not reading:
            raise PermissionError(path)
        return allowed(path, how, *more)

    monkeypatch.setattr(os, "open", refused)
    store = Store(tmp_path, "kept")
    store["b"] = b"more"
    assert (store.get("a"), "a" in store, store.get("b"), "b" in store) == (b"value", True, None, False)
    monkeypatch.setattr(os, "open", partial(refused, reading=False))
    store = Store(tmp_path, "kept")
    assert (store.get("a"), "a" in store) == (None, False)


@pytest.mark.parametrize("place", range(0, 300, 7))
def test_an_index_with_one_letter_another_is_none(tmp_path, place):
    store = Store(tmp_path, "kept")
    for number in range(5):
        store[f"key {number}"] = b"value" * number
    store.save()
    del store
    file = tmp_path / "kept.json"
    body = bytearray(file.read_bytes())
    body[place % len(body)] = ord("e") if body[place % len(body)] != ord("e") else ord("9")
    file.write_bytes(body)
    assert "key 1" not in Store(tmp_path, "kept")


@pytest.mark.parametrize("how", ["cut", "changed", "every", "empty", "foreign"])
def test_a_damaged_note_of_the_last_build_is_not_believed(workshop, tmp_path, how):
    workshop()
    (note,) = [path for path in (tmp_path / "cache" / "build").glob("last-*.json") if path.name.count(".") == 1]
    assert isinstance(workshop(), again.Again)
    note.write_bytes(spoilt(note.read_bytes(), how))
    assert not isinstance(workshop(), again.Again)


def test_what_changed_while_it_was_built_is_not_kept(workshop, tmp_path, monkeypatch):
    base, make = tmp_path / "templates" / "base.html", pipeline.make_indexes
    whole = base.read_text("utf-8")

    def meanwhile(*arguments):
        base.write_text(whole.replace("</body>", "<hr></body>"), "utf-8")
        return make(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "make_indexes", meanwhile)
        workshop()
    assert not (tmp_path / "cache" / "build" / "pages.json").exists()
    assert not isinstance(workshop(), again.Again)
    assert "<hr></body>" in (tmp_path / "site" / "index.html").read_text("utf-8")


def test_a_memory_whose_values_go_on_vanishing_is_done_without(workshop, tmp_path, monkeypatch):
    workshop()
    title(random.Random(1), tmp_path)
    fetch, tried = Sure.fetch, []

    def vanishing(sure, key):
        if isinstance(sure._memory, Store):
            tried.append(key)
            raise Lost(key)
        return fetch(sure, key)

    monkeypatch.setattr(Sure, "fetch", vanishing)
    assert not workshop().failed
    monkeypatch.setattr(Sure, "fetch", fetch)
    workshop("other", cold=True)
    assert len(tried) == 2
    assert files_in(tmp_path / "site") == files_in(tmp_path / "other")


@pytest.mark.parametrize("chunk", [1, 3, 50])
def test_two_workers_give_the_same(workshop, tmp_path, monkeypatch, chunk):
    workshop()
    monkeypatch.setattr(workers, "SPLIT_FROM", 1)
    monkeypatch.setattr(workers, "CHUNK", chunk)
    workshop("other", cold=True, workers=2)
    assert files_in(tmp_path / "site") == files_in(tmp_path / "other")


def killed(numbers):
    if 7 in numbers and os.getpid() != MAIN:
        os.kill(os.getpid(), 9)
    return [number * 2 for number in numbers]


def faulty(numbers):
    if 7 in numbers:
        raise ValueError("seven")
    return list(numbers)


MAIN = os.getpid()


@pytest.mark.parametrize("amount", [0, 1, 7, 8, 23])
def test_results_stand_in_the_order_of_the_items(monkeypatch, amount):
    monkeypatch.setattr(workers, "SPLIT_FROM", 0)
    monkeypatch.setattr(workers, "CHUNK", 3)
    assert workers.map_chunks(killed, range(amount), 3) == [number * 2 for number in range(amount)]


def test_a_fault_in_a_worker_is_raised_here(monkeypatch):
    monkeypatch.setattr(workers, "SPLIT_FROM", 0)
    monkeypatch.setattr(workers, "CHUNK", 5)
    with pytest.raises(ValueError, match="seven"):
        workers.map_chunks(faulty, range(10), 2)


def test_what_a_killed_build_left_half_saved_is_removed(tmp_path):
    store = Store(tmp_path, "things")
    store["a"] = b"1"
    store.save()
    for left in ("things.pack.123", "things.json.123", "other.pack.123"):
        (tmp_path / left).write_bytes(b"half")
    del store
    assert Store(tmp_path, "things").get("a") == b"1"
    assert {path.name for path in tmp_path.iterdir()} == {"things.pack", "things.json", "other.pack.123"}


def test_a_store_forgets_what_nobody_asks_for(tmp_path):
    store = Store(tmp_path, "things")
    for number in range(10):
        store[str(number)] = b"x" * 100
    store.save()
    for _ in range(2):
        store = Store(tmp_path, "things")
        assert store.get("3") == b"x" * 100
        store["new"] = b"y"
        store.save()
    store = Store(tmp_path, "things")
    assert (store.get("4"), store.get("new"), store.get("3")) == (None, b"y", b"x" * 100)
    assert (tmp_path / "things.pack").stat().st_size < 400


def test_equal_values_have_equal_fingerprints_and_others_not():
    one, other = Link("".join(["가", "나"]), "/a/"), Link("가나", "/a/")  # noqa: FLY002 - equal, and another one
    assert Fingerprints({}).of(one) == Fingerprints({id(other): other}).of(other)
    seen = {
        Fingerprints({}).of(value)
        for value in (one, Link("가나", "/b/"), Link("", "가나/a/"), ("가나", "/a/"), (one,), (one, one), When(2025), When(2025, 1))
    }
    assert len(seen) == 8
    when = When(2025, 11)
    before = Fingerprints({}).of(when)
    when.last()  # what it computes once is no part of it
    assert Fingerprints({}).of(when) == before
    assert Fingerprints({id(one): one}).of((one, one)) == Fingerprints({id(other): other}).of((other, other))


DATES = st.one_of(
    st.none(),
    st.builds(When, st.just(2025), st.integers(10, 12), st.integers(1, 28)),
    st.builds(When, st.just(2025), st.integers(10, 12)),
    st.builds(When, st.just(2025), st.just(11), st.integers(1, 28), st.integers(0, 23), st.integers(0, 59)),
)


@settings(max_examples=300, deadline=None)
@given(DATES, st.one_of(DATES, st.just("open-ended")), DATES, DATES, DATES, st.integers(0, 100 * 24 * 60), st.floats(0, 1))
def test_between_two_turns_a_status_stays(from_, until, starts, ends, review_by, minutes, part):
    dates = Dates(from_, until, starts, ends, review_by, applies=True)
    moment = datetime(2025, 10, 1, tzinfo=KST) + timedelta(minutes=minutes)
    following = min((turn for turn in turns(dates) if turn > moment), default=moment + timedelta(days=400))
    between = min(moment + (following - moment) * part, following - timedelta(microseconds=1))
    assert status_of(dates, between) == status_of(dates, moment)


# Of an item what is known, or of the history when a fact changed, and until when a site of 2025-11-03 09:00 stays as it is.
CHANGING = {
    "the day ends": ({}, (), "2025-11-04"),
    "it appears": ({"publish": parse("2025-11-03 12:00")}, (), "2025-11-03 12:00"),
    "it appeared": ({"publish": parse("2025-11-03 08:00")}, (), "2025-11-04"),
    "it appears another day": ({"publish": parse("2025-11-05")}, (), "2025-11-04"),
    "it opens": ({"apply": Apply.model_construct(from_=parse("2025-11-03 10:00"), until=None)}, (), "2025-11-03 10:00"),
    "it closes soon": ({"apply": Apply.model_construct(from_=None, until=parse("2025-11-06 18:00"))}, (), "2025-11-03 18:00"),
    "a change is told": ({}, ("2025-11-03 09:30", "2025-11-03 09:00"), "2025-11-03 09:30"),
}


@pytest.mark.parametrize("known", CHANGING)
def test_a_site_stays_as_it_is_until_something_in_it_turns(known):
    facts, told, until = CHANGING[known]
    records = SimpleNamespace(folders={"courses": {"a": SimpleNamespace(record=SimpleNamespace(**{"publish": None} | facts))}})
    history = [FactChange(int(parse(moment).first().timestamp()), "courses", "a", "fee", 1, 0) for moment in told]
    assert next_change(records, history, MOMENT) == parse(until).first()


@pytest.mark.parametrize(("hour", "known"), [("08:59", False), ("09:00", True), ("11:59", True), ("12:00", False)])
def test_a_build_is_the_last_one_only_until_something_turns_and_not_before_it_was_made(workshop, small, hour, known):
    course = small / "courses" / "dobong-ai-multimodal.md"
    replaced(course, "---\n", "---\npublish: 2025-11-03 12:00\n")
    workshop()
    later = workshop(moment=parse(f"2025-11-03 {hour}").first())
    assert isinstance(later, again.Again) is known


@pytest.mark.parametrize("name", ["base_url", "strict", "drafts", "gallery", "quick", "compress", "static", "output"])
def test_what_is_chosen_for_a_build_is_a_part_of_what_it_is_made_from(workshop, small, tmp_path, name):
    other = {"base_url": "https://other.example/", "static": tmp_path, "output": tmp_path / "other"}.get(name, True)
    plain, chosen = (again.inputs_of(Settings(**{"content": small, "output": tmp_path / "site"} | more)) for more in ({}, {name: other}))
    assert plain.settings != chosen.settings


@pytest.mark.parametrize(("module", "name"), [(again, "head_of"), (cache, "libraries")])
def test_the_commit_and_the_libraries_are_a_part_of_what_a_build_is_made_from(workshop, small, tmp_path, monkeypatch, module, name):
    chosen = Settings(content=small, output=tmp_path / "site")
    before = again.inputs_of(chosen).settings
    monkeypatch.setattr(module, name, lambda *_: "another")
    assert again.inputs_of(chosen).settings != before
