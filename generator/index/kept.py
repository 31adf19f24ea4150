"""Files that follow from the same as those of an earlier build, as a memory holds them: a table of their paths and digests, and their
bytes, which are fetched only where one of them has to be written."""

import json
from collections.abc import Iterable, Sequence
from functools import cached_property, partial

from generator.memory import Entry, Memory, Sure
from generator.output import Output, Remembered

# Of a file: its path, its digest, and how many bytes it has.
Row = tuple[str, str, int]
# The rows of some files, and their bytes as whoever made them handed those over.
Made = tuple[list[Row], Entry | bytes | None]


def handed(memory: Sure, key: str, outputs: Iterable[Output]) -> Made:
    """What `remember` wants of the files that are made under a key, in whichever process they are."""
    found = list(outputs)
    rows = [(output.path, output.digest, len(output.body)) for output in found]
    return rows, memory.hand(_bytes_of(key), b"".join(output.body for output in found))


def remember(memory: Memory, sure: Sure, key: str, made: Made) -> list[Remembered]:
    """These files, remembered under their key; `sure` holds what `memory` cannot."""
    rows, bodies = made
    sure.take(_bytes_of(key), bodies)
    memory[key] = json.dumps(rows, ensure_ascii=False).encode()
    return _files(sure, key, rows)


def recalled(memory: Memory, sure: Sure, key: str) -> list[Remembered] | None:
    """The files that were remembered under a key, or None where they are not."""
    table = memory.get(key)
    if table is None or _bytes_of(key) not in memory:
        return None
    return _files(sure, key, json.loads(table))


def _files(sure: Sure, key: str, rows: Sequence[Row]) -> list[Remembered]:
    whole, outputs, start = _Whole(sure, _bytes_of(key)), [], 0
    for path, digest, length in rows:
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
