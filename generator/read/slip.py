"""A slip of the pen in a body."""

from typing import NamedTuple


class Slip(NamedTuple):
    """A slip of the pen: its `kind` (check/slips.py says what of each), what is `written`, line and column (from 0) in the body's text."""

    kind: str
    written: str
    line: int
    column: int
