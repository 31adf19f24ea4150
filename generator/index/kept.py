"""Files that an earlier build made from the same, as a memory holds them: a table of their paths and digests, and their bytes, which
are fetched only where one of them has to be written."""

import json
from collections.abc import Sequence
from functools import cached_property, partial

from generator.memory import Memory, Sure
from generator.output import Output, Remembered


def remember(memory: Memory, key: str, outputs: Sequence[Output]) -> None:
    """Remember these files under a key."""
    memory[_bytes_of(key)] = b"".join(output.body for output in outputs)
    memory[key] = json.dumps([(output.path, output.digest, len(output.body)) for output in outputs], ensure_ascii=False).encode()


def recalled(memory: Memory, key: str) -> list[Remembered] | None:
    """The files that were remembered under a key, or None where they are not."""
    table = memory.get(key)
    if table is None or _bytes_of(key) not in memory:
        return None
    whole, outputs, start = _Whole(Sure(memory), _bytes_of(key)), [], 0
    for path, digest, length in json.loads(table):
        outputs.append(Remembered(path, digest, partial(whole.part, start, length)))
        start += length
    return outputs


def _bytes_of(key: str) -> str:
    return f"{key}-bytes"


class _Whole:
    """The bytes of several files, fetched once."""

    def __init__(self, memory: Sure, key: str) -> None:
        self._memory, self._key = memory, key

    def part(self, start: int, length: int) -> bytes:
        """The bytes of one of them."""
        return self._value[start : start + length]

    @cached_property
    def _value(self) -> bytes:
        return self._memory.fetch(self._key)
