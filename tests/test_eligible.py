"""Who may apply: the table of cases, run where visitors run it; and that a yes is never given where something is not known."""

import json
from itertools import product
from pathlib import Path

import pytest

CASES = json.loads((Path(__file__).parent / "shared" / "eligible.json").read_text("utf-8"))
STATUSES = ("closing", "open", "rolling", "upcoming", "unconfirmed", "running", "closed", "ended", None)
KINDS = ("age", "residence", "prior")
RUN = """async ([script, cases]) => {
  const { decide } = await import(script);
  return cases.map(({ conditions, answers, status }) => decide(conditions, answers, status));
}"""


@pytest.fixture(scope="module")
def decide(chromium, real_address, real_site):
    """The decisions of the published script for many cases at once."""
    (script,) = real_site.glob("assets/js-*/modules/eligible.js")
    page = chromium.new_page()
    page.goto(f"{real_address}/404.html")
    yield lambda cases: page.evaluate(RUN, [f"/{script.relative_to(real_site)}", cases])
    page.close()


def test_the_table(decide):
    found = decide(CASES)
    assert {case["name"]: got for case, got in zip(CASES, found, strict=True)} == {case["name"]: case["expect"] for case in CASES}


def test_the_table_has_every_outcome():
    assert len(CASES) >= 20
    assert {case["expect"]["outcome"] for case in CASES} == {"fits", "fails", "ask"}
    assert {case["status"] for case in CASES} == set(STATUSES)


def test_yes_only_where_everything_is_stated_and_answered(decide):
    stated = product((None, {"min": 15}, {"max": 39}, {}), (None, "seoul"), (None, "파이썬 기초"))
    answered = tuple(product((None, 14, 20, 40), (None, True, False), (None, True, False)))
    cases = [
        {"conditions": _known(conditions), "answers": _known(answers), "status": status}
        for conditions in stated
        for answers in answered
        for status in STATUSES
    ]
    for case, found in zip(cases, decide(cases), strict=True):
        whole = case["conditions"].keys() == case["answers"].keys() == set(KINDS) and bool(case["conditions"]["age"])
        assert found["outcome"] != "fits" or whole and case["status"] in ("closing", "open", "rolling"), case
        assert sorted(found["met"] + found["unmet"] + found["check"]) == sorted({*KINDS, *({"window"} & set(found["check"]))})
        assert (found["outcome"] == "fails") == bool(found["unmet"]), case


def _known(values):
    return {kind: value for kind, value in zip(KINDS, values, strict=True) if value is not None}
