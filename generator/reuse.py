"""What one run hands to the next in the same process."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.memory import Memories, Recent
from generator.output import Output


@dataclass
class Reuse:
    """What earlier runs of this process made: documents, pages and codes, and whatever else is found by its key (`values`).

    A build of its own has the `memories` on disk and nothing else.
    """

    memories: Memories = field(default_factory=lambda: Memories(Recent(), Recent(), Recent()))
    values: Recent = field(default_factory=Recent)
    # What the last whole run left in the published folder.
    written: Mapping[str, bytes] = field(default_factory=dict)
    # The files that list things, as they were made last.
    indexes: tuple[Output, ...] = ()

    def turn(self, whole: bool) -> None:
        """A run is done, to its end or not (Recent.turn)."""
        for memory in (self.values, self.memories.documents, self.memories.pages, self.memories.codes):
            if isinstance(memory, Recent):
                memory.turn(whole)
