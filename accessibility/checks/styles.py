"""Whether a stylesheet stays still, flat and legible: no movement, no shadows, no styled letters, nothing on hover."""

import re
from collections.abc import Iterator

from accessibility.checks.page import Finding, tidy

RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")
DECLARATION = re.compile(r"([\w-]+)\s*:\s*([^;]+)")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
GRID_HEAD = re.compile(r"\bth(ead)?\b")

BANNED = (
    ("S1", re.compile(r"^(transition|animation|view-transition)"), re.compile(r"(?!none\b)"), "Nothing moves."),
    ("S1", re.compile(r"^scroll-behavior$"), re.compile(r"smooth"), "Scrolling does not glide."),
    ("S6", re.compile(r"^(box-shadow|text-shadow|filter|backdrop-filter|mix-blend-mode)$"), re.compile(r"(?!none\b)"),
     "Surfaces are flat."),
    ("S6", re.compile(r"^background"), re.compile(r".*gradient\(|.*url\("), "Backgrounds are one colour."),
    ("S6", re.compile(r"^opacity$"), re.compile(r"(?!1\b)"), "Nothing is see-through."),
    ("L8", re.compile(r"^text-transform$"), re.compile(r"(?!none\b)"), "Capitals are not a style."),
    ("L8", re.compile(r"^font-style$"), re.compile(r"(?!normal\b)"), "Letters stand upright."),
    ("L8", re.compile(r"^font-variant"), re.compile(r".*caps"), "Capitals are not a style."),
    ("L8", re.compile(r"^text-align$"), re.compile(r"justify"), "Lines end where their words end."),
)  # fmt: skip
SHOWS = re.compile(r"^(display|visibility|content|opacity|clip|clip-path|max-height|max-block-size|z-index)$")


def style_findings(css: str) -> list[Finding]:
    """What must be put right in a stylesheet of ours."""
    sheet = COMMENT.sub("", css)
    found = [Finding("S1", "Nothing moves.", tidy(each)) for each in re.findall(r"@keyframes[^{]*", sheet)]
    for selector, body in RULE.findall(sheet):
        for name, told in DECLARATION.findall(body):
            found.extend(_declaration(tidy(selector), name, tidy(told)))
    return found


def _declaration(selector: str, name: str, told: str) -> Iterator[Finding]:
    where = f"{selector} {{ {name}: {told} }}"
    for rule, names, values, sentence in BANNED:
        if names.match(name) and values.match(told):
            yield Finding(rule, sentence, where)
    if name == "position" and told in ("sticky", "fixed") and not GRID_HEAD.search(selector):
        yield Finding("R6", "Only the heads of a grid stay in place.", where)
    if ":hover" in selector and SHOWS.match(name):
        yield Finding("P7", "Nothing is shown only to a mouse.", where)
