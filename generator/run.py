"""What the stages of one run share: its settings, its memories, and the Report that they write into."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from generator.memory import Memories
from generator.problems import Problem, errors_in, settle, strict
from generator.read import Documents
from generator.reuse import Lasting
from generator.settings import Settings
from generator.write import Written


@dataclass
class Report:
    """What a run did: its faults, the seconds of each stage, what was written (None where nothing was), what was read.

    `held` are the addresses of items that are shown only because drafts were asked for.
    Until the moment `until` a build of the same would give the same; None where nobody knows.
    """

    problems: tuple[Problem, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    written: Written | None = None
    until: datetime | None = None
    documents: Documents | None = None
    held: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether there is an error."""
        return bool(errors_in(self.problems))

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Time a stage."""
        start = time.perf_counter()
        yield
        self.seconds[stage] = time.perf_counter() - start


@dataclass(frozen=True)
class Run:
    """One run of the stages. `digests` are the SHA-256 of files, by path, that are known without reading them.

    With `pages_first`, in the preview, files that list things stay the ones of its last whole build.
    """

    settings: Settings
    report: Report = field(default_factory=Report)
    memories: Memories = field(default_factory=Memories)
    pages_first: bool = False
    digests: Mapping[str, str] = field(default_factory=dict)

    @property
    def lasting(self) -> Lasting | None:
        """The preview's own memories; None on the command line."""
        return self.memories if isinstance(self.memories, Lasting) else None

    def add(self, problems: tuple[Problem, ...]) -> bool:
        """Take these problems in, as strict as the settings are; whether the run has to stop."""
        found = strict(problems) if self.settings.strict else problems
        self.report.problems = settle((*self.report.problems, *found))
        return self.report.failed
