"""QR codes of addresses, as SVG files: for what is printed and hung up."""

import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from hashlib import sha256

from generator.cache import code_digest, digest
from generator.memory import Memory, Sure
from generator.output import Remembered
from generator.workers import Job

# So many are one job.
_AT_ONCE = 250
# Light modules and the dark ones after them.
_RUN = re.compile(rb"(\xff*)(\x00+)")


def path_of(address: str) -> str:
    """Where the code of a whole address lies in the published folder."""
    return f"assets/qr/{digest(address)[:12]}.svg"


class Codes:
    """The codes of whole addresses, with the quiet zone of four modules that scanners need (ISO/IEC 18004, 6.3.8).

    Those that `memory` does not have are drawn by `jobs`; what no job has drawn, by `files`.
    """

    def __init__(self, addresses: Sequence[str], memory: Memory) -> None:
        self._memory, self._drawn, self._about = memory, Sure(memory), code_digest(__file__)
        self._keys = {address: digest(address, self._about) for address in addresses}
        self._known: dict[str, str] = json.loads(memory.get(self._about) or b"{}")
        self._digests = {key: self._known[key] for key in self._keys.values() if key in self._known and key in memory}

    def jobs(self) -> Iterator[Job]:
        """Work that draws the missing ones."""
        missing = [address for address, key in self._keys.items() if key not in self._digests]
        for start in range(0, len(missing), _AT_ONCE):
            chunk = missing[start : start + _AT_ONCE]
            yield Job(partial(_draw_all, chunk), partial(self._keep, chunk))

    def files(self) -> list[Remembered]:
        """A file for each address."""
        for job in self.jobs():
            job.keep(job.work())
        if self._digests != self._known:
            self._memory[self._about] = json.dumps(self._digests).encode()
        return [Remembered(path_of(address), self._digests[key], partial(self._drawn.fetch, key)) for address, key in self._keys.items()]

    def _keep(self, addresses: Sequence[str], bodies: Sequence[bytes]) -> None:
        for address, body in zip(addresses, bodies, strict=True):
            key = self._keys[address]
            self._drawn.put(key, body)
            self._digests[key] = sha256(body).hexdigest()


def _draw_all(addresses: Sequence[str]) -> list[bytes]:
    return [_draw(address) for address in addresses]


def _draw(address: str) -> bytes:
    import zxingcpp  # imported here: a build without a new address has no use for it

    # Level M mends 15 %: enough for a crease or a stain, with larger modules than a higher level has.
    image = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M").to_image(scale=1, add_quiet_zones=True)
    side, modules = image.shape[0], bytes(image)  # type: ignore[call-overload]  # a buffer, which its types do not say
    path = "".join(f"M0 {row}.5{line}" for row in range(side) if (line := _line(modules[row * side : (row + 1) * side])))
    drawn = f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path stroke="#000" shape-rendering="crispEdges" d="{path}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">{drawn}</svg>'.encode()


@lru_cache(maxsize=10_000)
def _line(modules: bytes) -> str:
    """A row of modules as strokes over the dark ones: codes of addresses that begin alike share most rows."""
    return "".join([_stroke(len(light), len(dark)) for light, dark in _RUN.findall(modules)])


@lru_cache
def _stroke(light: int, dark: int) -> str:
    return f"m{light} 0h{dark}"
