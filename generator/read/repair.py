"""A fault of a line, before it is known in which file the line stands."""

from typing import NamedTuple


class Repair(NamedTuple):
    """Where a fault stands (line and column from 0, length), what it is, and how it is mended."""

    line: int
    column: int
    length: int
    message: str
    repair: str
