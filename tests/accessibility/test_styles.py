"""Our stylesheets are still and flat, and a sheet that is not is found."""

from pathlib import Path

import pytest

from accessibility.checks.styles import style_findings

SHEETS = sorted((Path(__file__).parents[2] / "app" / "static" / "css").glob("*.css"))


def test_there_are_stylesheets_to_check() -> None:
    assert "tokens.css" in [sheet.name for sheet in SHEETS]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_our_stylesheets_stay_still_flat_and_legible(sheet: Path) -> None:
    assert [str(finding) for finding in style_findings(sheet.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    ("rule", "css"),
    [
        ("S1", "a { transition: color 1s }"),
        ("S1", "@media print { a { animation-name: turn } }"),
        ("S1", "@keyframes turn { }"),
        ("S1", "html { color: red; scroll-behavior: smooth; }"),
        ("S6", "a { box-shadow: 0 0 2px #000 }"),
        ("S6", "a { background: linear-gradient(#000, #fff) }"),
        ("S6", "a { background-image: url(/a.png) }"),
        ("S6", "a { opacity: 0.5 }"),
        ("L8", "a { text-transform: uppercase }"),
        ("L8", "a { font-style: italic }"),
        ("L8", "a { font-variant-caps: all-small-caps }"),
        ("L8", "p { text-align: justify }"),
        ("R6", "header { position: sticky }"),
        ("P7", "a:hover + p { display: block }"),
    ],
)
def test_a_stylesheet_that_breaks_a_rule_is_found(rule: str, css: str) -> None:
    assert [finding.rule for finding in style_findings(css)] == [rule]


def test_what_is_allowed_is_not_found() -> None:
    css = """
    /* transition: none of this counts */
    a { transition: none; text-transform: none; font-style: normal; opacity: 1; text-align: start }
    a:hover { text-decoration-thickness: 3px }
    .grid thead th { position: sticky }
    @font-face { font-family: x; src: url(/x.woff2) }
    """

    assert style_findings(css) == []
