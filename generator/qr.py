"""QR codes of addresses, as SVG files: for what is printed and hung up."""

import re
from collections.abc import Sequence

from generator.cache import digest, stamp
from generator.memory import Memory
from generator.output import Output
from generator.workers import map_chunks

# How wide and high the library draws, its quiet zone included, and the dark modules.
_DRAWN = re.compile(r'<svg width="(\d+)".*?<path d="([^"]+)"', re.DOTALL)


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
    import zxingcpp  # imported here: a build without a new address has no use for it

    # Level M mends 15 %: enough for a crease or a stain, with larger modules than a higher level has.
    code = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    drawn = _DRAWN.search(code.to_svg(add_quiet_zones=True))
    assert drawn, "the library draws a path on a square"
    side, modules = drawn.groups()
    ground = f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">{ground}<path shape-rendering="crispEdges" d="{modules}"/></svg>'.encode()
