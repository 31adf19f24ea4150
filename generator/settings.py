"""What one run is told: folders, addresses, the moment. Frozen, and passed as an argument."""

import os
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from generator.dates import now

HOME = Path(__file__).resolve().parent.parent
# What one process does alone is a third of a build: more than four gain little, and each takes memory.
MOST_WORKERS = 4


def processors() -> int:
    """The number of processes where none is given: the processors that this one may use, at most MOST_WORKERS."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, MOST_WORKERS)


@dataclass(frozen=True)
class Settings:
    """One run's inputs. `moment` is in Korean time; `base_url` overrides the one in site.yml."""

    content: Path = Path("content")
    output: Path = Path("site")
    templates: Path = HOME / "templates"
    static: Path = HOME / "static"
    base_url: str | None = None
    moment: datetime = field(default_factory=now)
    strict: bool = False
    drafts: bool = False
    gallery: bool = False
    # In the preview: leave out what nobody looks at there, and take the whole font instead of cutting it.
    quick: bool = False
    # For publishing: compressed twins beside text files.
    compress: bool = False
    workers: int = 1
