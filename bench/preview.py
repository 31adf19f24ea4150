"""How long an editor waits: from the save of a file to the page in the browser. Run: python bench/preview.py [edits]

It starts the preview of a copy of the first city's content and changes one course again and again in a real Chromium. Printed
are medians and worst cases in milliseconds: a save to the reloaded page's first frame, a fault to its overlay's first
frame, its repair to the page's. The clock is the computer's own, read by the page itself.
"""

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(HOME), str(HOME / "tests")]

from browser import open_chromium
from preview_process import preview
from shared_content import REAL

COURSE = "courses/jungnang-genai-data"
# The page says when it was first painted, and when the faults on it changed.
NOTES = """
const clock = () => performance.timeOrigin + performance.now();
document.addEventListener("DOMContentLoaded", () => {
  const root = document.documentElement;
  const note = (name, at) => (root.dataset[name] = at);
  const seen = (name) => requestAnimationFrame(() => setTimeout(() => note(name, clock())));
  const shown = (list) => note("shownAt", performance.timeOrigin + list.getEntries()[0].startTime);
  new PerformanceObserver(shown).observe({type: "paint", buffered: true});
  new MutationObserver(() => seen("faultsAt")).observe(document.body, {subtree: true, attributes: true, attributeFilter: ["hidden"]});
});
"""


def save(path, text):
    """Save the file; the moment at which it was there, in milliseconds since 1970."""
    path.write_text(text, "utf-8")
    return time.time() * 1000


def noted(page, name):
    """When the page noted this, in milliseconds since 1970; the note is taken away."""
    page.locator("html[data-shown-at]" if name == "shownAt" else "html[data-faults-at]").wait_for()
    return float(
        page.evaluate(
            "name => { const root = document.documentElement, at = root.dataset[name]; delete root.dataset[name]; return at }", name
        )
    )


def measure(edits):
    """Milliseconds of every save, every fault and every repair."""
    waits = {"save": [], "fault": [], "repair": []}
    with tempfile.TemporaryDirectory() as folder, open_chromium() as browser:
        content = Path(shutil.copytree(REAL, Path(folder) / "content"))
        path = content / f"{COURSE}.md"
        text = path.read_text("utf-8")
        with preview(content) as address:
            page = browser.new_page()
            page.add_init_script(NOTES)
            page.goto(f"{address}/{COURSE}/")
            for number in range(edits):
                new = text + f"\n{number}번째로 고친 글입니다.\n"
                start = save(path, new)
                page.get_by_text(f"{number}번째로 고친 글입니다.").wait_for()
                waits["save"].append(noted(page, "shownAt") - start)
                start = save(path, new.replace("title:", "titel:", 1))
                page.locator("#problems:not([hidden])").wait_for()
                waits["fault"].append(noted(page, "faultsAt") - start)
                start = save(path, new)
                page.locator("#problems[hidden]").wait_for(state="attached")
                waits["repair"].append(noted(page, "faultsAt") - start)
    return waits


if __name__ == "__main__":
    for what, waits in measure(int(sys.argv[1]) if len(sys.argv) > 1 else 20).items():
        print(f"{what:8} median {statistics.median(waits):6.0f} ms   worst {max(waits):6.0f} ms   of {len(waits)}")
