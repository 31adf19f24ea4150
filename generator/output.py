"""What lands on disk."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Output:
    """A file of the published folder: its path inside it (with "/"), and its bytes."""

    path: str
    body: bytes
