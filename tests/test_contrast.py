"""Contrast, computed from the tokens in both themes (WCAG 2.2, 1.4.6 and 1.4.11): text 7:1, edges of controls 3:1."""

import re

import pytest

from generator.check import rules_tables
from generator.contrast import contrast as measured
from generator.settings import HOME

TOKENS = dict(
    re.findall(r"--([\w-]+): (light-dark\([^)]*\)|#[0-9a-f]{6});", (HOME / "static/css/tokens.css").read_text().split("@media")[0])
)
THEMES = ("light", "dark")
GROUNDS = ("ground", "card", "band")
# What is written on a fill of its own, and the fill.
FILLED = (
    ("button-text", "button"), ("on-hurry", "hurry"), ("on-open", "open"), ("on-rolling", "rolling"), ("on-upcoming", "card"),
    ("on-unconfirmed", "card"), ("on-running", "running"), ("on-closed", "closed"), ("on-ended", "card"),
)  # fmt: skip


def color(name: str, theme: str) -> str:
    found = re.findall(r"#[0-9a-f]{6}", TOKENS[name])
    return found[THEMES.index(theme)] if len(found) == 2 else found[0]


def luminance(hexes: str) -> float:
    parts = (int(hexes[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str, theme: str) -> float:
    light, dark = sorted((luminance(color(name, theme)) for name in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_knows_black_and_white() -> None:
    assert luminance("#ffffff") == pytest.approx(1) and luminance("#000000") == 0


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", ("text", "soft", "link", "label", "problem"))
def test_text_on_every_ground(text: str, ground: str, theme: str) -> None:
    assert contrast(text, ground, theme) >= 7


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "fill"), FILLED)
def test_text_on_fills(text: str, fill: str, theme: str) -> None:
    assert contrast(text, fill, theme) >= 7


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_edges_of_controls(ground: str, theme: str) -> None:
    assert contrast("edge", ground, theme) >= 3


def test_the_rule_for_chosen_colours_knows_the_fixed_one() -> None:
    """rules_tables.low_contrast holds the chosen grounds against the weakest of the texts that cannot be chosen."""
    fixed = ("problem", "on-upcoming", "on-unconfirmed", "on-ended")
    weakest = [min(fixed, key=lambda text: contrast(text, "card", theme)) for theme in THEMES]
    assert rules_tables._FIXED == tuple(color(text, theme) for text, theme in zip(weakest, THEMES, strict=True))


def test_the_same_formula() -> None:
    assert measured(*(color(name, "light") for name in ("problem", "card"))) == pytest.approx(contrast("problem", "card", "light"))


def test_every_token_is_used() -> None:
    sheets = "".join(sheet.read_text() for sheet in (HOME / "static/css").rglob("*.css"))
    defined = set(re.findall(r"(--[\w-]+):", sheets))
    assert defined - set(re.findall(r"var\((--[\w-]+)", sheets)) == set()


def test_no_color_outside_the_tokens() -> None:
    """Raw colours live in tokens.css; paper (print.css) is black on white."""
    for sheet in (HOME / "static/css").rglob("*.css"):
        if sheet.name not in ("tokens.css", "print.css"):
            assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*;)|rgba?\(|hsla?\(", sheet.read_text()), sheet
