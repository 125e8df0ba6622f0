"""What a person meets on a rendered page: colours, movement, sizes, lines, weight, brightness, and what axe finds."""

import base64
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from axe_playwright_python.base import AXE_SCRIPT
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Page

LEAST_TARGET = 44
"""WCAG 2.2, 2.5.5: the least width and height of a target, in CSS pixels."""
EDGE = 0.5
"""How steep the brightness must change between neighbouring pixels to count as an edge; 4 is black beside white."""

AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "wcag2aaa", "best-practice")
AXE_OFF_BY_DEFAULT = (
    "color-contrast-enhanced",
    "identical-links-same-purpose",
    "meta-refresh-no-exceptions",
    "target-size",
    "td-has-header",
)
AXE_LESS_STRICT = ("color-contrast",)
"""What passes `color-contrast-enhanced` passes this too, and to compare all colours twice takes a third of the time."""
AXE_AT_HAND = f"window.loadAxe = () => {{{AXE_SCRIPT}}};"
"""An init script for windows that many pages are opened in: it is sent once, and read where a page asks for axe."""
_IN_BROWSER = (Path(__file__).parent / "measure.js").read_text(encoding="utf-8")
Picture = NDArray[np.uint8]
"""Rows of pixels, each red, green and blue from 0 to 255."""

_SHARES = np.arange(256) / 255
_LINEAR = np.where(_SHARES <= 0.04045, _SHARES / 12.92, ((_SHARES + 0.055) / 1.055) ** 2.4).astype(np.float32)
"""The light that each of the 256 values stands for in sRGB."""
_LUMINANCE = np.array([0.2126, 0.7152, 0.0722], dtype=np.float32)
_GREY = np.array([0.299, 0.587, 0.114], dtype=np.float32)


@dataclass(frozen=True)
class Controls:
    """What can be pressed or filled in. In main, the choices of one question count as one."""

    on_page: int
    in_main: int


@dataclass(frozen=True)
class Weight:
    """What had to be fetched: bytes as they travelled, compressed, and the number of requests."""

    bytes: int
    requests: int


@dataclass(frozen=True)
class Drawn:
    """What is measured on every page."""

    moved: list[str]
    motions: list[str]
    small_targets: list[str]
    longest_line: int
    text_sizes: list[float]
    weight: Weight
    about: int
    """How many pictures, videos and documents the page is about."""


@dataclass(frozen=True)
class Violation:
    """One rule of axe that the page breaks, with the elements that break it."""

    rule: str
    impact: str
    sentence: str
    targets: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.rule}: {self.sentence} {', '.join(self.targets)}"


def colours(page: Page) -> list[str]:
    return list(_ask(page, "colours"))


def motions(page: Page) -> list[str]:
    """Animations that run, and elements that would move if something about them changed."""
    return list(_ask(page, "motions"))


def moved(page: Page) -> list[str]:
    """Each layout shift since the page was opened, whether after a press or not: how much, and what went from where to where."""
    return list(_ask(page, "moved"))


def small_targets(page: Page, *, least: int = LEAST_TARGET) -> list[str]:
    """Links, buttons and fields that are too small to press. A choice counts together with its label."""
    return list(_ask(page, "smallTargets", least))


def sideways_scroll(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(_ask(page, "sidewaysScroll"))


def text_sizes(page: Page) -> list[float]:
    return list(_ask(page, "textSizes"))


def longest_line(page: Page) -> int:
    """The most characters in one line of text, spaces included."""
    return int(_ask(page, "longestLine"))


def controls(page: Page) -> Controls:
    return Controls(*_ask(page, "countControls"))


def scrollers(page: Page) -> list[str]:
    """Areas inside the page that scroll by themselves now; fields for long texts do not count."""
    return list(_ask(page, "scrollers"))


def main_buttons(page: Page) -> list[str]:
    return list(_ask(page, "mainButtons"))


def weight(page: Page) -> Weight:
    """Needs a page that a server has sent, opened with an empty cache."""
    return Weight(*_ask(page, "weight"))


def drawn(page: Page) -> Drawn:
    """All of this asked at once, which takes no longer than the slowest of it."""
    questions = {
        "moved": [],
        "motions": [],
        "smallTargets": [LEAST_TARGET],
        "longestLine": [],
        "textSizes": [],
        "weight": [],
        "about": [],
    }
    moved, motions, small, longest, sizes, weight, about = page.evaluate(
        f"""(questions) => {{
          const tells = ({_IN_BROWSER});
          return Promise.all(Object.entries(questions).map(([name, facts]) => tells[name](...facts)));
        }}""",
        questions,
    )
    return Drawn(list(moved), list(motions), list(small), int(longest), list(sizes), Weight(*weight), int(about))


def picture(page: Page) -> Picture:
    """The window as it is drawn now, asked from Chromium itself, which need not pack it small."""
    session = page.context.new_cdp_session(page)
    taken = session.send("Page.captureScreenshot", {"optimizeForSpeed": True})
    session.detach()
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(taken["data"]))).convert("RGB"))


def luminance(seen: Picture) -> float:
    """The mean light of a picture, from 0 for black to 1 for white."""
    return round(float((_LINEAR[seen] @ _LUMINANCE).mean(dtype=np.float64)), 4)


def colourfulness(seen: Picture) -> float:
    """Hasler and Süsstrunk 2003, "Measuring colourfulness in natural images", equation 20."""
    red, green, blue = np.moveaxis(seen.astype(np.float32), 2, 0)
    red_green, yellow_blue = red - green, (red + green) / 2 - blue
    spread = np.hypot(red_green.std(dtype=np.float64), yellow_blue.std(dtype=np.float64))
    return round(
        float(spread + 0.3 * np.hypot(red_green.mean(dtype=np.float64), yellow_blue.mean(dtype=np.float64))), 2
    )


def edges_percent(seen: Picture) -> float:
    """The share of pixels at which Sobel's operator finds an edge; compare it only with figures made here."""
    grey = seen @ _GREY / 255
    smooth_down = grey[:-2] + 2 * grey[1:-1] + grey[2:]
    smooth_across = grey[:, :-2] + 2 * grey[:, 1:-1] + grey[:, 2:]
    across, down = smooth_down[:, 2:] - smooth_down[:, :-2], smooth_across[2:] - smooth_across[:-2]
    return round(float((np.hypot(across, down) > EDGE).mean() * 100), 2)


def axe(page: Page) -> list[Violation]:
    """Every rule of axe up to AAA, with those that are off by default. Works under a strict content security policy."""
    if not page.evaluate("() => { if (!window.axe) window.loadAxe?.(); return 'axe' in window; }"):
        page.evaluate(AXE_SCRIPT)
    options = {
        "runOnly": {"type": "tag", "values": AXE_TAGS},
        "rules": {
            **{rule: {"enabled": True} for rule in AXE_OFF_BY_DEFAULT},
            **{rule: {"enabled": False} for rule in AXE_LESS_STRICT},
        },
        "resultTypes": ["violations"],
    }
    found = page.evaluate("(options) => axe.run(options).then((found) => found.violations)", options)
    return [_violation(each) for each in found]


def _violation(found: dict[str, Any]) -> Violation:
    targets = tuple(" ".join(map(str, node["target"])) for node in found["nodes"])
    return Violation(found["id"], found["impact"] or "", found["help"], targets)


def _ask(page: Page, question: str, *facts: int) -> Any:
    return page.evaluate(f"(facts) => ({_IN_BROWSER}).{question}(...facts)", list(facts))
