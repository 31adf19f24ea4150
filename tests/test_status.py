"""The eight statuses: one table of cases for both implementations, and both alike on every mixture of dates."""

import json
from datetime import datetime
from itertools import product
from pathlib import Path

import pytest

from browser import served
from generator.dates import parse
from generator.model.status import GROUPS, STATUSES, Dates, Status, group_of, status_of
from generator.settings import HOME

CASES = json.loads((Path(__file__).parent / "shared" / "status.json").read_text("utf-8"))
ZONES = ("America/New_York", "Asia/Seoul", "Pacific/Kiritimati")
RUN = """async ([script, cases]) => {
  const { statusOf } = await import(script);
  return cases.map(({ dates, now }) => statusOf(dates, Date.parse(now)));
}"""


def in_python(case):
    dates = {key: value if key == "applies" or value == "open-ended" else parse(value) for key, value in case["dates"].items()}
    if "from" in dates:
        dates["from_"] = dates.pop("from")
    status = status_of(Dates(**dates), datetime.fromisoformat(case["now"]))
    return status and {"id": status.id, "since": status.since and str(status.since)}


def in_browser(chromium, zone, cases):
    context = chromium.new_context(timezone_id=zone)
    page = context.new_page()
    with served(HOME / "static") as address:
        page.goto(f"{address}/icons/")  # an answer of any kind: modules are of one origin with the page
        assert page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone") == zone
        found = page.evaluate(RUN, ["/js/status.js", cases])
    context.close()
    return found


def mixtures():
    """Every mixture of some dates, at moments around each of them."""
    windows = product(
        (None, "2025-11", "2025-11-03", "2025-11-03 09:00"), (None, "open-ended", "2025-11-05", "2025-11-21 18:00", "2025-12")
    )
    courses = ((None, None), ("2025-11-10", "2026-02"), (None, "2025-12-31"), ("2025-11", None), ("2025", "2025"))
    moments = (
        "2024-12-31T15:00:00Z", "2025-10-31T14:59:59Z", "2025-10-31T15:00:00Z", "2025-11-02T15:00:00Z", "2025-11-03T00:00:00Z",
        "2025-11-05T14:59:59Z", "2025-11-05T15:00:00Z", "2025-11-09T15:00:00Z", "2025-11-18T09:00:00Z", "2025-11-21T09:00:00Z",
        "2025-11-21T09:00:01Z",
        "2025-11-30T15:00:00Z", "2025-11-30T15:00:01Z", "2025-12-02T15:00:00Z", "2025-12-03T00:00:01Z", "2025-12-28T15:00:00Z",
        "2025-12-31T14:59:59Z", "2025-12-31T15:00:00Z", "2026-02-28T15:00:00Z",
    )  # fmt: skip
    for (opens, until), (starts, ends), review, applies, now in product(windows, courses, (None, "2025-11-30"), (True, False), moments):
        dates = {"from": opens, "until": until, "starts": starts, "ends": ends, "review_by": review, "applies": applies}
        yield {"dates": {key: value for key, value in dates.items() if value is not None}, "now": now}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_python(case):
    assert in_python(case) == case["expect"]


@pytest.mark.parametrize("zone", ZONES)
def test_browser(chromium, zone):
    found = in_browser(chromium, zone, CASES)
    assert {case["name"]: status for case, status in zip(CASES, found, strict=True)} == {c["name"]: c["expect"] for c in CASES}


def test_both_agree_on_every_mixture(chromium):
    cases = list(mixtures())
    found = in_browser(chromium, ZONES[0], cases)
    assert [(case, status) for case, status in zip(cases, found, strict=True) if status != in_python(case)] == []


def test_the_table_has_every_status():
    assert {case["expect"]["id"] for case in CASES if case["expect"]} == set(STATUSES)
    assert len(CASES) >= 45


def test_both_have_the_same_groups(chromium):
    page = chromium.new_page()
    with served(HOME / "static") as address:
        page.goto(f"{address}/icons/")
        found = page.evaluate('async () => (await import("/js/groups.js")).GROUPS')
    page.close()
    assert {name: tuple(statuses) for name, statuses in found.items()} == GROUPS


def test_every_status_is_in_one_group():
    assert sorted(sum(GROUPS.values(), ())) == sorted(STATUSES)
    assert {status: group_of(Status(status)) for status in STATUSES} == {s: name for name, ids in GROUPS.items() for s in ids}
    assert group_of(None) == "undated"
