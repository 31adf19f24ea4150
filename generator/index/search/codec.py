"""Whole numbers as printable text that needs no escape in JSON and compresses well; `static/js/search/store.js` reads it.

A number is written in base 45, the last digit from the lower half of 90 signs, those before it from the upper half,
so that small numbers are one letter and no separator is needed.
"""

from collections.abc import Iterable, Sequence
from itertools import chain
from operator import sub

BASE = 45
# Printable ASCII from "#" without the backslash.
_SIGNS = "".join(chr(code) for code in range(35, 126) if code != 92)


def packed(numbers: Iterable[int]) -> str:
    """The numbers, none below zero, as text."""
    return "".join([_WRITTEN[number] if number < _USUAL else _one(number) for number in numbers])


def packed_small(numbers: bytes) -> str:
    """The numbers, all below BASE, as text."""
    return numbers.translate(_SMALL).decode()


def packed_gaps(numbers: Sequence[int]) -> str:
    """A rising row of numbers as the distance of each from the one before it, less one."""
    distances = map(sub, numbers, chain((-1,), numbers))
    if not numbers or numbers[-1] < _USUAL:  # so is every distance: no look at each
        return "".join(map(_DISTANT.__getitem__, distances))
    return packed([distance - 1 for distance in distances])


def zigzag(number: int) -> int:
    """A number of either sign as one that is not below zero: 0, -1, 1, -2 … become 0, 1, 2, 3 …"""
    return 2 * number if number >= 0 else -2 * number - 1


def _one(number: int) -> str:
    digits = _SIGNS[number % BASE]
    while number := number // BASE:
        digits = _SIGNS[BASE + number % BASE] + digits
    return digits


_USUAL = BASE * BASE
_WRITTEN = [_one(number) for number in range(_USUAL)]
_DISTANT = ["", *_WRITTEN]
_SMALL = "".join(_WRITTEN[:BASE]).ljust(256).encode()
