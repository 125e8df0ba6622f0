"""Templates keep the house rules: words through gettext, blocks that can be drawn alone, no script or style of their own."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from jinja2 import nodes

from app.core.settings import Settings
from app.main import pages_for
from app.web.render import TEMPLATES, Pencil
from app.web.statics import Statics

FILES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
PAGES = [name for name in FILES if not name.startswith(("components/", "layouts/"))]
LAYOUTS = [name for name in FILES if name.startswith("layouts/")]
COMPONENTS = [Path(name).stem for name in FILES if name.startswith("components/")]
LETTERS = re.compile(r"[A-Za-z]{2,}")
TAGS = re.compile(r"<!--.*?-->|<[^>]*>|[a-z-]+=\"[^\"]*\"", re.DOTALL)
FORBIDDEN = re.compile(r"\sstyle=|\son[a-z]+=|<style|javascript:|hx-on|hx-boost|hx-push-url|target=\"_blank\"")
SETTING = {"Assign", "AssignBlock", "Import", "FromImport", "Macro"}
MOST_LINES = 60


@pytest.fixture(scope="module")
def pencil() -> Pencil:
    settings = Settings(environment="demonstration")
    return Pencil(Statics(), {page.name: page.path for page in pages_for(settings)})


@pytest.fixture(scope="module")
def trees(pencil: Pencil) -> dict[str, nodes.Template]:
    return {name: pencil.environment.parse(source(name)) for name in FILES}


@cache
def source(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def test_text_goes_through_gettext(trees: dict[str, nodes.Template]) -> None:
    """Text outside tags that is not inside _() or {% trans %} would never be translated."""
    bare = {name: LETTERS.findall(TAGS.sub(" ", "".join(_plain_text(tree)))) for name, tree in trees.items()}

    assert {name: words for name, words in bare.items() if words} == {}


def _plain_text(node: nodes.Node) -> Iterator[str]:
    """Template data and a mark for every expression, so that a tag which holds an expression is still one tag."""
    class_names = [block for block in node.find_all(nodes.Block) if block.name == "width"]
    for output in node.find_all(nodes.Output):
        if any(output in block.body for block in class_names):
            continue
        for part in output.nodes:
            yield part.data if isinstance(part, nodes.TemplateData) else "0"


def test_pages_set_and_import_nothing_at_the_top(trees: dict[str, nodes.Template]) -> None:
    """Such names do not exist when a block is drawn alone."""
    top = {name: {type(node).__name__ for node in trees[name].body} & SETTING for name in PAGES}

    assert {name: kinds for name, kinds in top.items() if kinds} == {}


def test_known_names_only(pencil: Pencil, trees: dict[str, nodes.Template]) -> None:
    """Every path_for names a route, every may a policy, every ui a component."""
    from app.core.policy import POLICIES  # noqa: PLC0415 - complete only after every route is imported

    known = {"path_for": pencil._paths, "may": POLICIES, "ui": COMPONENTS}

    assert [
        (name, *used) for name, tree in trees.items() for used in _used(tree) if used[1] not in known[used[0]]
    ] == []


def _used(tree: nodes.Template) -> Iterator[tuple[str, str]]:
    for call in tree.find_all(nodes.Call):
        name = call.node.name if isinstance(call.node, nodes.Name) else ""
        if name in {"path_for", "may"} and call.args and isinstance(call.args[0], nodes.Const):
            yield name, call.args[0].value
    yield from (("ui", part.attr) for part in tree.find_all(nodes.Getattr) if _is_ui(part.node))


def _is_ui(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == "ui"


def test_every_component_is_used(trees: dict[str, nodes.Template]) -> None:
    used = {
        named
        for name, tree in trees.items()
        for kind, named in _used(tree)
        if kind == "ui" and name != f"components/{named}.html"
    }

    assert sorted(set(COMPONENTS) - used) == []


def test_no_script_style_or_raw_markup() -> None:
    assert [name for name in FILES if FORBIDDEN.search(source(name))] == []
    assert [name for name in FILES if "<script" in source(name)] == ["layouts/head.html"]
    assert [name for name in FILES if "|safe" in source(name).replace(" ", "")] == []


def test_pages_are_short() -> None:
    lines = {name: len(source(name).splitlines()) for name in PAGES}

    assert {name: many for name, many in lines.items() if many > MOST_LINES} == {}


def test_replaced_blocks_have_the_id_of_their_name(trees: dict[str, nodes.Template]) -> None:
    """What htmx names as its target is a block of the page or of its layout, and its root carries that id."""
    wanted = [(name, target) for name in [*PAGES, *LAYOUTS] for target in _replaced(source(name))]
    of_layouts = set[str]().union(*(_blocks(trees[name]) for name in LAYOUTS))

    assert [(name, target) for name, target in wanted if target not in _blocks(trees[name]) | of_layouts] == []
    assert [(name, target) for name, target in wanted if f'id="{target}"' not in source(name)] == []
    assert wanted


def _blocks(tree: nodes.Template) -> set[str]:
    return {block.name for block in tree.find_all(nodes.Block)}


def _replaced(text: str) -> list[str]:
    return ["".join(pair) for pair in re.findall(r"hx-target=\"#([a-z_-]+)\"|replaces=\"([a-z_-]+)\"", text)]
