"""QR codes of addresses, as SVG files: for what is printed and hung up."""

import json
import re
from collections.abc import Sequence
from functools import lru_cache, partial
from hashlib import sha256

from generator.cache import digest, stamp
from generator.memory import Memory, Sure
from generator.output import Remembered
from generator.workers import map_chunks

# Light modules and the dark ones after them.
_RUN = re.compile(rb"(\xff*)(\x00+)")


def path_of(address: str) -> str:
    """Where the code of a whole address lies in the published folder."""
    return f"assets/qr/{digest(address)[:12]}.svg"


def make_codes(addresses: Sequence[str], workers: int, memory: Memory) -> list[Remembered]:
    """The codes of whole addresses, with the quiet zone of four modules that scanners need (ISO/IEC 18004, 6.3.8)."""
    about = stamp(__file__)
    digests: dict[str, str] = json.loads(memory.get(about) or b"{}")
    keys = {address: digest(address, about) for address in addresses}
    missing = [address for address, key in keys.items() if key not in digests or key not in memory]
    codes = Sure(memory)
    for address, body in zip(missing, map_chunks(lambda chunk: [_draw(each) for each in chunk], missing, workers), strict=True):
        key = keys[address]
        codes.put(key, body)
        digests[key] = sha256(body).hexdigest()
    if missing or len(digests) > len(keys):
        memory[about] = json.dumps({key: digests[key] for key in keys.values()}).encode()
    return [Remembered(path_of(address), digests[key], partial(codes.fetch, key)) for address, key in keys.items()]


def _draw(address: str) -> bytes:
    import zxingcpp  # imported here: a build without a new address has no use for it

    # Level M mends 15 %: enough for a crease or a stain, with larger modules than a higher level has.
    image = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M").to_image(scale=1, add_quiet_zones=True)
    side, modules = image.shape[0], bytes(image)
    path = "".join(f"M0 {row}.5{line}" for row in range(side) if (line := _line(modules[row * side : (row + 1) * side])))
    drawn = f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path stroke="#000" shape-rendering="crispEdges" d="{path}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">{drawn}</svg>'.encode()


def _line(modules: bytes) -> str:
    """A row of modules as strokes over the dark ones."""
    return "".join([_stroke(len(light), len(dark)) for light, dark in _RUN.findall(modules)])


@lru_cache
def _stroke(light: int, dark: int) -> str:
    return f"m{light} 0h{dark}"
