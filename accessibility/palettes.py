"""The six palettes, and whether their colours can be told apart: contrast, strength of colour, neighbours in a chart."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

Palette = Mapping[str, str]

PALETTES: Mapping[str, Palette] = json.loads((Path(__file__).parent / "palettes.json").read_text(encoding="utf-8"))
HIGH_CONTRAST = ("hc-light", "hc-dark")

TEXT = 7.0
"""WCAG 2.2, 1.4.6: the least contrast of text."""
SHAPE = 3.0
"""WCAG 2.2, 1.4.11: the least contrast of a border, a focus ring or a mark in a chart."""
MOST_BODY_TEXT = 13.5
"""The most contrast of body text in the calm palettes; beyond it letters begin to glare."""
NEIGHBOURS, NEIGHBOURS_IN_HIGH_CONTRAST = 1.45, 1.25
BACKGROUND_CHROMA, OTHER_CHROMA = 0.04, 0.12

PLAIN = ("bg", "surface", "sunken")
STATES = ("success", "warning", "error", "info")
SERIES = ("series-1", "series-2", "series-3", "series-4")


@dataclass(frozen=True)
class Pair:
    """A colour, what it stands on, and the least contrast between them."""

    colour: str
    background: str
    least: float


@dataclass(frozen=True)
class Failure:
    palette: str
    pair: Pair
    contrast: float


def pairs() -> Iterator[Pair]:
    """Every colour on every background that it can meet."""
    tints = tuple(f"{state}-bg" for state in STATES)
    for background in (*PLAIN, *tints):
        yield from (Pair(words, background, TEXT) for words in ("text", "text-muted"))
        yield from (Pair(shape, background, SHAPE) for shape in ("border-control", "focus"))
    for background in (*PLAIN, "info-bg"):
        yield from (Pair(link, background, TEXT) for link in ("link", "link-visited"))
    for state in STATES:
        for background in (*PLAIN, f"{state}-bg"):
            yield from (Pair(state, background, TEXT), Pair(f"{state}-border", background, SHAPE))
    yield Pair("on-accent", "accent", TEXT)
    yield from (Pair("accent", background, SHAPE) for background in PLAIN)
    yield from (Pair(series, background, SHAPE) for series in SERIES for background in ("bg", "surface"))


def failures(palettes: Mapping[str, Palette]) -> list[Failure]:
    found = []
    for name, palette in palettes.items():
        for pair in pairs():
            measured = contrast(palette[pair.colour], palette[pair.background])
            if measured < pair.least:
                found.append(Failure(name, pair, round(measured, 2)))
    return found


def neighbours(palette: Palette) -> list[float]:
    """The contrast of each series of a chart with the next, so that they differ without colour."""
    return [contrast(palette[one], palette[other]) for one, other in pairwise(SERIES)]


def too_strong(palette: Palette) -> list[str]:
    """The tokens whose colour is stronger than a calm palette allows."""
    backgrounds = {*PLAIN, *(f"{state}-bg" for state in STATES)}
    limits = {token: BACKGROUND_CHROMA if token in backgrounds else OTHER_CHROMA for token in palette}
    return [token for token, colour in palette.items() if chroma(colour) > limits[token]]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2, from 0 for black to 1 for white."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def chroma(colour: str) -> float:
    """How strong a colour is in OKLCH: 0 for a grey. Matrices by Björn Ottosson, 2020, bottosson.github.io/posts/oklab."""
    red, green, blue = _linear(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    green_to_red = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    blue_to_yellow = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return float((green_to_red**2 + blue_to_yellow**2) ** 0.5)


def _linear(colour: str) -> tuple[float, float, float]:
    red, green, blue = (_linear_channel(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return red, green, blue


def _linear_channel(share: float) -> float:
    if share <= 0.04045:  # noqa: PLR2004 - where the sRGB curve begins
        return share / 12.92
    return float(((share + 0.055) / 1.055) ** 2.4)
