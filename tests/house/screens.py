"""The seal of the screens: what each of them says and in which order, and which changes of it are told.

`python -m tests.house.screens` seals what is new, and what differs and is told in accessibility/changes.yaml. It refuses
the rest. `python -m tests.house.screens --round 2027-02-01` begins a round: from that day people know all screens as
they are now.
"""

import ast
import hashlib
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from jinja2 import Environment, nodes

from app.rules.screens import ScreenChange, screen_changes

ROOT = Path(__file__).parents[2]
APP = ROOT / "app"
FILE = ROOT / "accessibility/screens.yaml"
HEAD = (
    "# The order and words of each screen as people know them since the day on which the round began (N35).\n"
    "# Each line is a fingerprint, and how many entries of changes.yaml tell of this screen.\n"
    "# After a change that is told there: `python -m tests.house.screens`.\n"
)
TELL = (
    "People know these screens by their order and words, and they differ now. Put them back, or write in "
    "accessibility/changes.yaml what changed, with its day and these names under `screens`. "
    "Then run: python -m tests.house.screens"
)
SEAL = "Seal the screens as they are. Run: python -m tests.house.screens"
STRUCTURE = re.compile(r"<(h[1-6]|legend|label|button|caption|th|dt|ol|ul)\b")
"""What makes the order of a page beside its words. A class, a comment or a `<div>` makes none."""
TRANSLATED = {"_", "gettext", "ngettext", "N_"}


@dataclass(frozen=True)
class Seal:
    """One screen as it was sealed: its fingerprint, and the entries that tell of it."""

    print: str
    told: int


@dataclass(frozen=True)
class Sealed:
    round: date
    screens: Mapping[str, Seal]


@dataclass(frozen=True)
class Outcome:
    """What sealing again gives: the screens to write, and those whose change nobody told."""

    screens: dict[str, Seal] = field(default_factory=dict)
    untold: list[str] = field(default_factory=list)


@cache
def screens(folder: Path = APP) -> Mapping[str, str]:
    """Every screen with its fingerprint: pages and their frame, forms with their questions, and titles that views give."""
    said = {**_of_templates(folder / "templates"), **_of_modules(folder, "forms"), **_of_modules(folder, "pages")}
    return {name: _print(words) for name, words in said.items() if words}


def sealed() -> Sealed:
    written = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    lines = ((name, line.split()) for name, line in written["screens"].items())
    return Sealed(written["round"], {name: Seal(fingerprint, int(told)) for name, (fingerprint, told) in lines})


def seal_again(now: Mapping[str, str], known: Sealed, changes: Sequence[ScreenChange]) -> Outcome:
    """New screens are sealed. One that differs or is gone needs one more entry that names it than it had."""
    outcome = Outcome()
    for name in sorted({*now, *known.screens}):
        old, told = known.screens.get(name), _told(name, known.round, changes)
        differs = old is not None and old.print != now.get(name)
        if old is not None and differs and told <= old.told:
            outcome.untold.append(name)
            outcome.screens[name] = old
        elif name in now:
            outcome.screens[name] = Seal(now[name], told)
    return outcome


def new_round(now: Mapping[str, str], day: date, changes: Sequence[ScreenChange]) -> dict[str, Seal]:
    return {name: Seal(now[name], _told(name, day, changes)) for name in sorted(now)}


def said_by(template: str, folder: Path = APP / "templates") -> list[str]:
    """What a template says, in its order, with what it includes; for whoever asks why a fingerprint differs."""
    return list(_said(_parsed(folder / template), folder))


def _told(name: str, since: date, changes: Sequence[ScreenChange]) -> int:
    return sum(change.day >= since and name in change.screens for change in changes)


def _print(words: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]


def _of_templates(folder: Path) -> dict[str, list[str]]:
    """What extends a layout is a screen, and so is the frame around all of them."""
    found = {}
    for file in sorted(folder.rglob("*.html")):
        name = file.relative_to(folder).as_posix()
        if name.startswith("layouts/") or _parsed(file).find(nodes.Extends):
            found[name] = said_by(name, folder)
    return found


def _parsed(file: Path) -> nodes.Template:
    return Environment(autoescape=True).parse(file.read_text(encoding="utf-8"))


def _said(node: nodes.Node, folder: Path) -> Iterator[str]:
    match node:
        case nodes.TemplateData(data=data):
            yield from STRUCTURE.findall(data)
        case nodes.Include(template=nodes.Const(value=name)):
            yield from _said(_parsed(folder / name), folder)
        case nodes.Call(node=nodes.Name(name=name), args=args) if name in TRANSLATED:
            yield from (str(arg.value) for arg in args if isinstance(arg, nodes.Const))
        case nodes.Call(node=nodes.Getattr(attr=name), args=[nodes.Const(value=asked), *_]) if name == "field":
            yield str(asked)
        case nodes.Call(node=nodes.Getattr(node=nodes.Name(name="ui"), attr=name)):
            yield f"ui.{name}"
        case nodes.For(iter=nodes.Tuple(items=items)):
            yield from (str(item.value) for item in items if isinstance(item, nodes.Const))
    for child in node.iter_child_nodes():
        yield from _said(child, folder)


def _of_modules(folder: Path, layer: str) -> dict[str, list[str]]:
    found = {}
    for file in sorted((folder / layer).rglob("*.py")):
        module = ast.parse(file.read_text(encoding="utf-8"))
        kept = _questions(module) if layer == "forms" else _titles(module)
        found[f"{layer}/{file.relative_to(folder / layer).as_posix()}"] = list(kept)
    return found


def _questions(module: ast.Module) -> Iterator[str]:
    """The fields of each form in their order, with every word beside them."""
    for form in (node for node in module.body if isinstance(node, ast.ClassDef)):
        for question in (node for node in form.body if isinstance(node, ast.AnnAssign)):
            yield ast.unparse(question.target)
            yield from _words(question)


def _titles(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        named = node.target if isinstance(node, ast.AnnAssign) else node
        name = named.id if isinstance(named, ast.Name) else named.arg if isinstance(named, ast.keyword) else ""
        if name == "title":
            yield from _words(node)


def _words(node: ast.AST) -> Iterator[str]:
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in TRANSLATED:
            yield from (str(arg.value) for arg in call.args if isinstance(arg, ast.Constant))


def _write(day: date, kept: Mapping[str, Seal]) -> None:
    lines = "".join(f"  {name}: {seal.print} {seal.told}\n" for name, seal in kept.items())
    FILE.write_text(f"{HEAD}round: {day}\nscreens:\n{lines}", encoding="utf-8")


def main(*asked: str) -> int:
    if asked[:1] == ("--round",):
        day = date.fromisoformat(asked[1])
        _write(day, new_round(screens(), day, screen_changes()))
        return 0
    known = sealed()
    outcome = seal_again(screens(), known, screen_changes())
    _write(known.round, outcome.screens)
    if outcome.untold:
        sys.stderr.write(f"{TELL}\n{', '.join(outcome.untold)}\n")
    return 1 if outcome.untold else 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
