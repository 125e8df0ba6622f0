"""The palettes hold at 7:1, stay calm, and are exactly what the stylesheet draws."""

import re
from pathlib import Path

import pytest

from accessibility.palettes import (
    HIGH_CONTRAST,
    MOST_BODY_TEXT,
    NEIGHBOURS,
    NEIGHBOURS_IN_HIGH_CONTRAST,
    PALETTES,
    Failure,
    Pair,
    chroma,
    contrast,
    failures,
    neighbours,
    pairs,
    too_strong,
)

ROOT = Path(__file__).parents[2]
TOKENS = ROOT / "app" / "static" / "css" / "tokens.css"
CALM = sorted(set(PALETTES) - set(HIGH_CONTRAST))
COLOUR = re.compile(r"--([a-z0-9-]+):\s*(#[0-9A-Fa-f]{6})\s*;")


def test_480_pairs_are_judged_and_none_is_too_weak() -> None:
    assert len(list(pairs())) * len(PALETTES) == 480
    assert failures(PALETTES) == []


def test_a_colour_that_is_too_weak_is_found() -> None:
    spoiled = {"light": {**PALETTES["light"], "accent": "#9FB8CF"}}

    assert failures(spoiled) == [
        Failure("light", Pair("on-accent", "accent", 7.0), 1.98),
        Failure("light", Pair("accent", "bg", 3.0), 1.88),
        Failure("light", Pair("accent", "surface", 3.0), 1.98),
        Failure("light", Pair("accent", "sunken", 3.0), 1.71),
    ]


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == 21
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize("name", CALM)
def test_body_text_of_a_calm_palette_does_not_glare(name: str) -> None:
    palette = PALETTES[name]

    assert max(contrast(palette["text"], palette[ground]) for ground in ("bg", "surface", "sunken")) <= MOST_BODY_TEXT


@pytest.mark.parametrize("name", sorted(PALETTES))
def test_neighbouring_series_differ_without_colour(name: str) -> None:
    least = NEIGHBOURS_IN_HIGH_CONTRAST if name in HIGH_CONTRAST else NEIGHBOURS

    assert min(neighbours(PALETTES[name])) >= least


@pytest.mark.parametrize("name", CALM)
def test_no_colour_of_a_calm_palette_is_too_strong(name: str) -> None:
    assert too_strong(PALETTES[name]) == []


def test_a_colour_that_is_too_strong_is_found() -> None:
    assert too_strong({"bg": "#FFD0D0", "focus": "#0000FF", "text": "#333333"}) == ["bg", "focus"]
    assert chroma("#808080") == pytest.approx(0, abs=0.0001)
    assert chroma("#FF0000") == pytest.approx(0.2577, abs=0.0005)


@pytest.mark.parametrize("name", sorted(PALETTES))
def test_the_stylesheet_draws_exactly_these_colours(name: str) -> None:
    assert TOKENS.exists(), "app/static/css/tokens.css is missing; it holds the palettes as custom properties."

    assert _drawn(f'[data-palette="{name}"]') == PALETTES[name]


def test_the_device_palette_only_repeats_colours_of_the_six() -> None:
    drawn = [dict(COLOUR.findall(block)) for block in _blocks('[data-palette="device"]')]
    colours = [{token: colour.upper() for token, colour in each.items()} for each in drawn if each]

    assert colours
    assert [each for each in colours if each not in PALETTES.values()] == []


def _drawn(selector: str) -> dict[str, str]:
    """The colours of the one rule for this selector."""
    blocks = [block for block in _blocks(selector) if COLOUR.search(block)]
    assert len(blocks) == 1, f"tokens.css has {len(blocks)} rules with colours for {selector}; it needs one."
    return {token: colour.upper() for token, colour in COLOUR.findall(blocks[0])}


def _blocks(selector: str) -> list[str]:
    """What stands between the braces of each rule whose selectors include this one."""
    css = re.sub(r"/\*.*?\*/", "", TOKENS.read_text(encoding="utf-8"), flags=re.DOTALL)
    rules = re.findall(r"([^{};]+)\{([^{}]*)\}", css)
    return [
        block
        for selectors, block in rules
        if selector in [each.strip().removeprefix(":root") for each in selectors.split(",")]
    ]
