"""The search page in Chromium as on a slow phone: CPU slowed four times, 1.6 Mbit/s, 150 ms; files come compressed, as hosts send them."""

import gzip
import sys
import time
from functools import lru_cache
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from browser import answering, open_chromium
from generator.hosting import PACKED, media_type
from generator.security import cache_control

# When the search page has its first answer: it marks itself as ready.
READY = """addEventListener("DOMContentLoaded", () => {
  const root = document.querySelector(".search");
  const look = () => (window.done ??= "ready" in root.dataset ? performance.now() : undefined);
  new MutationObserver(look).observe(root, { attributes: true });
  look();
})"""
TIMES = """async ([script, queries, now]) => {
  const { createEngine } = await import(script);
  const pieces = new Map();
  const get = (name) => {
    if (!pieces.has(name)) pieces.set(name, fetch(`/search/ko/${name}`).then((answer) => answer.json()));
    return pieces.get(name);
  };
  const engine = await createEngine(await get("index.json"), get);
  const times = [];
  for (const query of queries) {
    await engine.search(query, { now, limit: 10 });
    const start = performance.now();
    await engine.search(query, { now, limit: 10 });
    times.push(performance.now() - start);
  }
  return times;
}"""
MBIT = 1_000_000 / 8
# Of so many queries the first answer is waited for, about.
COLD = 8


def slow_times(site: Path, queries: list[str], now: int) -> dict[str, float]:
    """`cold`: median milliseconds from opening the search page to its first answer; `query95`: of a query with
    all at hand, 95th percentile."""
    (script,) = site.glob("assets/js-*/search/engine.js")
    with answering(_handler(site)) as address, open_chromium() as chromium:
        colds = [_cold(chromium, address, query) for query in queries[:: max(1, len(queries) // COLD)]]
        page, session = _page(chromium)
        page.goto(f"{address}/404.html")
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        times = sorted(page.evaluate(TIMES, [f"/{script.relative_to(site)}", queries, now]))
        page.context.close()
    return {"cold": median(colds), "cold_worst": max(colds), "query95": times[int(len(times) * 0.95)]}


def _page(chromium: Any) -> tuple[Any, Any]:
    page = chromium.new_context().new_page()
    return page, page.context.new_cdp_session(page)


def _cold(chromium: Any, address: str, query: str) -> float:
    page, session = _page(chromium)
    session.send("Network.enable")
    speed = {"offline": False, "latency": 150, "downloadThroughput": 1.6 * MBIT, "uploadThroughput": 0.75 * MBIT}
    session.send("Network.emulateNetworkConditions", speed)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.add_init_script(READY)
    page.goto(f"{address}/search/#q={query}")
    while not (took := page.evaluate("window.done")):  # the policy of the page lets no text be evaluated, so the waiting is done from here
        time.sleep(0.1)
    page.context.close()
    return float(took)


def _handler(site: Path) -> type[BaseHTTPRequestHandler]:
    @lru_cache
    def body_of(path: str) -> bytes:
        body = (site / path).read_bytes()
        return body if path.endswith(PACKED) else gzip.compress(body, 9)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.split("?")[0].lstrip("/")
            path = path + "index.html" if not path or path.endswith("/") else path
            body = body_of(path)
            self.send_response(200)
            self.send_header("Content-Type", media_type(path))
            self.send_header("Cache-Control", cache_control(f"/{path}"))
            if not path.endswith(PACKED):
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler
