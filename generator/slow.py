"""Files that take long to make, fonts and pictures of links: made once, by whoever has nothing left to do, and kept."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from generator.cache import found, kept
from generator.output import Output
from generator.workers import Job


class Slow(NamedTuple):
    """A file of the published folder: its path there, the name it is kept under, which says all it is made from, and what makes it."""

    path: str
    name: str
    make: Callable[[], bytes]


class SlowFiles:
    """Such files. Those that are not kept yet are made by `jobs`; what no job has made, by `outputs`."""

    def __init__(self, files: Sequence[Slow]) -> None:
        self._files = files
        self._bodies = {file.path: body for file in files if (body := found(file.name)) is not None}

    def jobs(self) -> Iterator[Job]:
        """Work that makes the missing ones."""
        for file in self._files:
            if file.path not in self._bodies:
                yield Job(partial(kept, file.name, file.make), partial(self._bodies.__setitem__, file.path))

    def outputs(self) -> tuple[Output, ...]:
        """All of them."""
        for job in self.jobs():
            job.keep(job.work())
        return tuple(Output(file.path, self._bodies[file.path]) for file in self._files)
