"""QR codes of addresses, as SVG files: for what is printed and hung up."""

from io import BytesIO

from generator.cache import digest, kept, stamp
from generator.output import Output


def path_of(address: str) -> str:
    """Where the code of a whole address lies in the published folder."""
    return f"assets/qr/{digest(address)[:12]}.svg"


def make_code(address: str) -> Output:
    """The code of a whole address, with the quiet zone of four modules that scanners need (ISO/IEC 18004, 6.3.8)."""
    return Output(path_of(address), kept(f"qr/{digest(address, stamp(__file__))}.svg", lambda: _draw(address)))


def _draw(address: str) -> bytes:
    import segno  # imported here: a build without a new address has no use for it

    body = BytesIO()
    # Level M mends 15 %: enough for a crease or a stain, with larger modules than a higher level has.
    code = segno.make(address, error="m", micro=False, boost_error=False)
    plain = {"xmldecl": False, "nl": False, "omitsize": True, "svgclass": None, "lineclass": None}
    code.save(body, kind="svg", border=4, light="#fff", **plain)
    return body.getvalue()
