"""QR codes of addresses, as SVG files: for what is printed and hung up."""

import re
from collections.abc import Sequence

from generator.cache import digest, stamp
from generator.memory import Memory
from generator.output import Output
from generator.workers import map_chunks

_QUIET = 4
_MASK = 3
_DARK = re.compile(b"\x01+")


def path_of(address: str) -> str:
    """Where the code of a whole address lies in the published folder."""
    return f"assets/qr/{digest(address)[:12]}.svg"


def make_codes(addresses: Sequence[str], workers: int, memory: Memory) -> list[Output]:
    """The codes of whole addresses, with the quiet zone of four modules that scanners need (ISO/IEC 18004, 6.3.8)."""
    about = stamp(__file__)
    keys = {address: digest(address, about) for address in addresses}
    missing = [address for address, key in keys.items() if memory.get(key) is None]
    for address, body in zip(missing, map_chunks(lambda chunk: [_draw(each) for each in chunk], missing, workers), strict=True):
        memory[keys[address]] = body
    return [Output(path_of(address), memory.get(key) or _draw(address)) for address, key in keys.items()]


def _draw(address: str) -> bytes:
    import segno  # imported here: a build without a new address has no use for it

    # Level M mends 15 %: enough for a crease or a stain, with larger modules than a higher level has. The mask is fixed:
    # readers take any, and to draw all eight and judge them takes five times as long as the code.
    code = segno.make(address, error="m", micro=False, boost_error=False, mask=_MASK)
    side = len(code.matrix) + 2 * _QUIET
    lines = "".join(_line(row, number + _QUIET) for number, row in enumerate(code.matrix))
    ground = f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">{ground}<path stroke="#000" d="{lines}"/></svg>'.encode()


def _line(row: bytearray, number: int) -> str:
    """The dark runs of a row as strokes through its middle."""
    line, here = "", 0
    for run in _DARK.finditer(row):
        start, end = run.span()
        line += f"m{start - here} 0h{end - start}" if line else f"M{start + _QUIET} {number}.5h{end - start}"
        here = end
    return line
