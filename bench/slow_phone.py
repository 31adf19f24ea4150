"""Search in Chromium as on a slow phone: CPU slowed four times, 1.6 Mbit/s, 150 ms; files come compressed, as hosts send them."""

import gzip
import sys
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from browser import open_chromium  # noqa: E402

PAGE = b"""<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><link rel="modulepreload" href="/js/search/engine.js">
<link rel="modulepreload" href="/js/status.js"><p id="out"></p><script type="module">
import { createEngine } from "/js/search/engine.js";
const started = new Map();
const get = (name) => started.get(name) ?? fetch("/search/ko/" + name).then((answer) => answer.json());
const first = await (await fetch("/search/ko/index.json")).json();
for (const name of [first.core, ...first.pieces]) started.set(name, get(name));
window.engine = await createEngine(await get(first.core), get);
const query = new URLSearchParams(location.search).get("q");
const { hits } = await engine.search(query, { now: NOW, limit: 10 });
document.getElementById("out").textContent = (await engine.cards(hits)).map((card) => card.title).join();
window.done = performance.now();
</script>"""
TIMES = """async ([queries, now]) => {
  const times = [];
  for (const query of queries) {
    await engine.search(query, { now, limit: 10 });
    const start = performance.now();
    await engine.search(query, { now, limit: 10 });
    times.push(performance.now() - start);
  }
  return times;
}"""
TYPES = {".js": "text/javascript", ".json": "application/json"}
MBIT = 1_000_000 / 8


def slow_times(folder: Path, queries: list[str], now: int, cold: int = 8) -> dict[str, float]:
    """`cold`: median milliseconds from opening a page to its first results; `query95`: of a query with all at hand, 95th percentile."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(folder, now))
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    try:
        with open_chromium() as chromium:
            colds = [_cold(chromium, address, query) for query in queries[:: max(1, len(queries) // cold)]]
            page, session = _page(chromium)
            page.goto(f"{address}?q=AI")
            page.wait_for_function("window.done")
            session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
            times = sorted(page.evaluate(TIMES, [queries, now]))
            page.context.close()
    finally:
        server.shutdown()
        server.server_close()
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
    page.goto(f"{address}?q={query}")
    page.wait_for_function("window.done", timeout=60_000)
    took = float(page.evaluate("window.done"))
    page.context.close()
    return took


def _handler(folder: Path, now: int) -> type[BaseHTTPRequestHandler]:
    @lru_cache
    def compressed(path: str) -> bytes:
        return gzip.compress((folder / path).read_bytes(), 9) if path else gzip.compress(PAGE.replace(b"NOW", str(now).encode()), 9)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.split("?")[0].lstrip("/")
            body = compressed(path)
            self.send_response(200)
            self.send_header("Content-Type", TYPES.get(Path(path).suffix, "text/html; charset=utf-8"))
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler
