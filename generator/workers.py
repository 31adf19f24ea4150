"""A map over items: here if there are few, in forked processes if there are many."""

import gc
import os
import pickle
import struct
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import IO, Any, NamedTuple, TypeVar

T = TypeVar("T")
R = TypeVar("R")

CHUNK = 50
# Below this a process costs more than it saves.
SPLIT_FROM = 500
_NUMBER = struct.Struct("I")
# A pipe holds as many numbers without anybody reading: a page of 4,096 octets at the least (Linux, where a user has many pipes); with
# more chunks, they are made larger.
_MOST_CHUNKS = 1_000


def map_chunks(
    work: Callable[[Sequence[T]], list[R]],
    items: Sequence[T],
    workers: int,
    chunk: int | None = None,
    least: int | None = None,
    keep: Callable[[R], Any] = lambda result: result,
) -> list[Any]:
    """`work` over `items` in chunks, the results in the order of the items. What `work` raises is raised here.

    With more than one worker and at the `least` so many items, this process and forked ones each take the next chunk until
    none is left. A forked one has everything that was made before, so only results travel, and those must be picklable.
    Where the system cannot fork, all is done here. `keep` says what stays of each result: large ones are put away at once.
    """
    size = CHUNK if chunk is None else chunk
    if workers <= 1 or len(items) < (SPLIT_FROM if least is None else least):
        return [keep(result) for start in range(0, len(items), size) for result in work(items[start : start + size])]
    size = max(size, -(-len(items) // _MOST_CHUNKS))
    chunks = [items[start : start + size] for start in range(0, len(items), size)]
    found: dict[int, list[Any]] = {}
    gc.freeze()  # or the collector would touch, and so copy, every page of memory in each process
    queue = _queue(len(chunks))
    children = _fork_all(work, chunks, queue, min(workers, len(chunks)) - 1)
    try:
        for number in _taken(queue):
            found[number] = [keep(result) for result in work(chunks[number])]
    finally:
        os.close(queue)
        for process, _ in children:
            os.waitpid(process, 0)
        gc.unfreeze()
    for _, file in children:
        found.update((number, [keep(result) for result in results]) for number, results in _results(file))
    for number in set(range(len(chunks))) - found.keys():  # a process that was killed (memory) leaves its chunks undone
        found[number] = [keep(result) for result in work(chunks[number])]
    return [each for number in range(len(chunks)) for each in found[number]]


class Job(NamedTuple):
    """`work` may be done by any process; `keep` takes its result in this one, and says what stays of it."""

    work: Callable[[], Any]
    keep: Callable[[Any], Any]


def run(jobs: Sequence[Job], workers: int) -> list[Any]:
    """What stays of each job, in their order. They begin in it too: the longest first, so that the others fill what is left of the time."""

    def work(numbers: Sequence[int]) -> list[tuple[int, Any]]:
        return [(number, jobs[number].work()) for number in numbers]

    return map_chunks(work, range(len(jobs)), workers, chunk=1, least=2, keep=lambda made: jobs[made[0]].keep(made[1]))


@contextmanager
def meanwhile(work: Callable[[], R], workers: int) -> Iterator[Callable[[], R]]:
    """Run `work` in a forked process while this one does other things. Gives a function that waits for the result, which must be
    picklable; it may be called once. With one worker, or where the system cannot fork, that function does the work itself."""
    queue = _queue(1)
    children = _fork_all(lambda _: [work()], [()], queue, min(workers, 2) - 1)
    os.close(queue)

    def result() -> R:
        if not children:
            return work()
        process, file = children.pop()
        os.waitpid(process, 0)
        found = dict(_results(file))
        return found[0][0] if found else work()  # a process that was killed left it undone

    try:
        yield result
    finally:
        for process, file in children:  # nobody asked
            os.waitpid(process, 0)
            file.close()


def _queue(amount: int) -> int:
    """A pipe that is filled with the numbers of all chunks; each read takes the next one."""
    reading, writing = os.pipe()
    os.write(writing, b"".join(map(_NUMBER.pack, range(amount))))
    os.close(writing)
    return reading


def _taken(queue: int) -> Iterator[int]:
    while number := os.read(queue, _NUMBER.size):
        yield _NUMBER.unpack(number)[0]


def _fork_all(
    work: Callable[[Sequence[T]], list[R]], chunks: Sequence[Sequence[T]], queue: int, amount: int
) -> list[tuple[int, IO[bytes]]]:
    """So many processes at work on these chunks, or as many as the system has."""
    children: list[tuple[int, IO[bytes]]] = []
    with suppress(OSError):
        while len(children) < amount and hasattr(os, "fork"):
            children.append(_fork(work, chunks, queue))
    return children


def _fork(work: Callable[[Sequence[T]], list[R]], chunks: Sequence[Sequence[T]], queue: int) -> tuple[int, IO[bytes]]:
    """A process at work on these chunks: its id, and the file that its results go to."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever gets it closes it
    process = os.fork()
    if process:
        return process, file
    try:
        _work(work, chunks, queue, file)
    finally:
        os._exit(0)  # nothing of the parent's is closed or flushed twice, and none of its code is run, whatever happened


def _work(work: Callable[[Sequence[T]], list[R]], chunks: Sequence[Sequence[T]], queue: int, file: IO[bytes]) -> None:
    """Write what becomes of each next chunk to the file. What cannot be written, the parent makes itself."""
    try:
        for number in _taken(queue):
            pickle.dump((number, work(chunks[number])), file, pickle.HIGHEST_PROTOCOL)
    except BaseException as fault:  # noqa: BLE001 - whatever it is, it belongs to the process that asked
        pickle.dump((-1, fault), file)
    finally:
        file.flush()


def _results(file: IO[bytes]) -> Iterator[tuple[int, list[Any]]]:
    """What a process that ended made, by the number of the chunk. A fault of it is raised."""
    with file:
        file.seek(0)
        while True:
            try:
                number, results = pickle.load(file)
            except (EOFError, pickle.UnpicklingError):
                return
            if number < 0:
                raise results
            yield number, results
