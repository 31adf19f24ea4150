"""Compressed twins of text files, made once for each content: for hosts that send `page.html.br` to who can read it."""

import gzip
from collections.abc import Iterable, Sequence

import brotli

from generator.cache import code_digest, digest, kept
from generator.hosting import TEXTS
from generator.output import Output, Remembered
from generator.workers import map_chunks

# Below this a twin saves no packet.
_LEAST = 600


def compressed(outputs: Iterable[Output | Remembered], workers: int) -> tuple[Output, ...]:
    """A .gz and a .br beside each text file; none where it would not be smaller."""
    texts = [output for output in outputs if output.path.rpartition(".")[2] in TEXTS and len(output.body) >= _LEAST]
    return tuple(map_chunks(_twins, texts, workers))


def _twins(outputs: Sequence[Output | Remembered]) -> list[Output]:
    return [twin for output in outputs for twin in _pair(output) if len(twin.body) < len(output.body)]


def _pair(output: Output | Remembered) -> tuple[Output, Output]:
    name, body = f"packed/{digest(output.body, code_digest(__file__))}", output.body
    # No time in the gzip, so that the same text gives the same bytes; Brotli at its best, as each text is packed once.
    zipped = kept(f"{name}.gz", lambda: gzip.compress(body, 9, mtime=0))
    packed = kept(f"{name}.br", lambda: brotli.compress(body, mode=brotli.MODE_TEXT, quality=11))
    return Output(f"{output.path}.gz", zipped), Output(f"{output.path}.br", packed)
