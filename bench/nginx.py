#!/usr/bin/env python3
"""How quick the published site is on nginx, beside nginx with one fixed file of 10 KB, in one run: prints the ratio.

Needs nginx and wrk (Debian: apt-get install nginx libnginx-mod-http-brotli-static wrk). All pages of the first city's site are asked for in
turn, with Brotli, as browsers do. The two take turns of a few seconds until each has had its time, as a machine is never
quiet for long; the ratio is the median of the turns.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

HOME = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(HOME), str(HOME / "tests")]

from generator.pipeline import build
from generator.settings import Settings
from hosts import nginx
from processes import free_port
from shared_content import REAL

CONNECTIONS, TURNS = 64, 10
SECONDS = int(sys.argv[1]) if len(sys.argv) > 1 else 20  # of each, in all
WANTED = 0.9
_PATHS = """local paths = {{ {paths} }}
local at = 0
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at], {{["Accept-Encoding"] = "br, gzip", ["Host"] = "localhost"}})
end
"""


def measured(address: str, paths: list[str], folder: Path) -> tuple[float, str]:
    """Requests a second, and what wrk says of errors ("" where there was none)."""
    script = folder / "paths.lua"
    script.write_text(_PATHS.format(paths=", ".join(f'"{path}"' for path in paths)))
    command = ["wrk", f"-c{CONNECTIONS}", "-t1", f"-d{max(1, SECONDS // TURNS)}s", "-s", str(script), address]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    errors = re.findall(r"(?:Socket errors|Non-2xx).*", said)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]), " ".join(errors)


def main() -> int:
    """1 where a request failed or the ratio is below WANTED."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site, plain, port = folder / "site", folder / "plain", free_port()
        assert not build(Settings(content=REAL, output=site, compress=True)).failed
        plain.mkdir()
        (plain / "fixed.html").write_bytes(b"x" * 10_000)
        pages = ["/" + path.relative_to(site).as_posix().removesuffix("index.html") for path in sorted(site.rglob("index.html"))]
        reference = f"server {{ listen 127.0.0.1:{port}; root {plain}; }}"
        with nginx(site, folder / "nginx", more=f"sendfile on; tcp_nopush on; {reference}") as address:
            sides = (f"http://127.0.0.1:{port}", ["/fixed.html"]), (address, pages)
            turns = [[measured(*side, folder) for side in sides] for _ in range(TURNS)]
    for side, what in enumerate(("one file of 10 KB", f"{len(pages)} pages")):
        errors = " ".join(turn[side][1] for turn in turns).strip()
        print(f"{what:>18}: {median(turn[side][0] for turn in turns):9.0f} requests/s, {errors or 'no error'}")
    ratios = [turn[1][0] / turn[0][0] for turn in turns]
    print(f"ratio {median(ratios):.2f}, from {min(ratios):.2f} to {max(ratios):.2f} (wanted: {WANTED})")
    return int(median(ratios) < WANTED or any(errors for turn in turns for _, errors in turn))


if __name__ == "__main__":
    sys.exit(main())
