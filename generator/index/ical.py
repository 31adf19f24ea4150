"""Lines of iCalendar (RFC 5545): values escaped (3.3.11), lines folded (3.1). A component is a list of properties.

Written here because a site of ten thousand courses has thirty thousand events: the library that the tests read them with
takes eight times as long to write one.
"""

from collections.abc import Iterable
from datetime import date, datetime

Property = tuple[str, str]
# Octets of a line, its break not counted; the space that begins a continued line counts.
_LINE = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def text(value: str) -> str:
    """A text value (3.3.11)."""
    return value.translate(_ESCAPES) if any(letter in value for letter in "\\;,\n") else value


def stamp(value: date) -> str:
    """A day, or a moment: of UTC where it says so, else of the zone that its property names (3.3.4, 3.3.5)."""
    if not isinstance(value, datetime):
        return value.strftime("%Y%m%d")
    return value.strftime("%Y%m%dT%H%M%S") + ("Z" if value.tzinfo else "")


def component(name: str, properties: Iterable[Property], *inner: bytes) -> bytes:
    """A component with these properties and those inside it, as bytes with the breaks that the standard asks for."""
    return b"BEGIN:%s\r\n%s%sEND:%s\r\n" % (name.encode(), lines(properties), b"".join(inner), name.encode())


def lines(properties: Iterable[Property]) -> bytes:
    """These properties, as they stand in a component."""
    return b"".join(_folded(f"{key}:{value}".encode()) for key, value in properties)


def _folded(line: bytes) -> bytes:
    """A line in pieces of 75 octets, none of them cut inside a letter of UTF-8."""
    if len(line) <= _LINE:
        return line + b"\r\n"
    pieces, start, room = [], 0, _LINE
    while start < len(line):
        end = min(start + room, len(line))
        while end < len(line) and line[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(line[start:end])
        start, room = end, _LINE - 1
    return b"\r\n ".join(pieces) + b"\r\n"
