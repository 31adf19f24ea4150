"""A map over items: here if there are few, in forked processes if there are many."""

import gc
import os
import pickle
import tempfile
from collections.abc import Callable, Sequence
from typing import IO, Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

# The items of a process stand in pieces of this size all over the list, so that each gets its share of the heavy ones.
CHUNK = 50
# Below this a process costs more than it saves.
SPLIT_FROM = 500


def map_chunks(work: Callable[[Sequence[T]], list[R]], items: Sequence[T], workers: int) -> list[R]:
    """`work` over `items` in chunks, the results in the order of the items. What `work` raises is raised here.

    With more than one worker, this process does its share and forked ones do theirs: they have everything that was made
    before, so only results travel, and those must be picklable. Where the system cannot fork, all is done here.
    """
    if workers <= 1 or len(items) < SPLIT_FROM or not hasattr(os, "fork"):
        return work(items)
    chunks = [items[start : start + CHUNK] for start in range(0, len(items), CHUNK)]
    gc.freeze()  # or the collector would touch, and so copy, every page of memory in each process
    children = [_fork(work, chunks[number::workers]) for number in range(1, workers)]
    try:
        shares = [[work(chunk) for chunk in chunks[::workers]]]
    finally:
        found = [_results(*child) for child in children]
        gc.unfreeze()
    for number, share in enumerate(found, 1):
        # A process that was killed (memory) leaves nothing: its share is done here.
        shares.append([work(chunk) for chunk in chunks[number::workers]] if share is None else share)
    return [result for number in range(len(chunks)) for result in shares[number % workers][number // workers]]


def _fork(work: Callable[[Sequence[T]], list[R]], chunks: Sequence[Sequence[T]]) -> tuple[int, IO[bytes]]:
    """A process at work on these chunks: its id, and the file that its results go to."""
    file = tempfile.TemporaryFile()
    process = os.fork()
    if process:
        return process, file
    status = 1
    try:
        pickle.dump([work(chunk) for chunk in chunks], file, pickle.HIGHEST_PROTOCOL)
        file.flush()
        status = 0
    except BaseException as fault:  # noqa: BLE001 - whatever it is, it belongs to the process that asked
        pickle.dump(fault, file)
        file.flush()
        status = 0
    finally:
        os._exit(status)  # nothing of the parent's is closed or flushed twice


def _results(process: int, file: IO[bytes]) -> Any:
    """What a process made, or None where it came to no end; a fault of it is raised."""
    _, status = os.waitpid(process, 0)
    with file:
        file.seek(0)
        if status:
            return None
        found = pickle.load(file)
    if isinstance(found, BaseException):
        raise found
    return found
