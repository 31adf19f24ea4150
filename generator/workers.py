"""A map over chunks: here if there is little to do, in processes if there is much."""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

CHUNK = 200
# Below this a pool costs more than it saves.
POOL_FROM = 500


def map_chunks(work: Callable[[Sequence[T]], list[R]], items: Sequence[T], workers: int) -> list[R]:
    """`work` over `items` in chunks, the results in the order of the items.

    With more than one worker, `work` and the items must be picklable. What `work` raises is raised here.
    """
    if workers <= 1 or len(items) < POOL_FROM:
        return work(items)
    chunks = [items[start : start + CHUNK] for start in range(0, len(items), CHUNK)]
    with ProcessPoolExecutor(workers) as pool:
        return [result for results in pool.map(work, chunks) for result in results]
