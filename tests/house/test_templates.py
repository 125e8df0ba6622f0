"""Templates keep the house rules: words through gettext, blocks that can be drawn alone, no script or style of their own."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import nodes

from app.core.settings import Settings
from app.main import pages_for
from app.web.render import TEMPLATES, Pencil
from app.web.statics import Statics

FILES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
PAGES = [name for name in FILES if not name.startswith(("components/", "layouts/"))]
COMPONENTS = [Path(name).stem for name in FILES if name.startswith("components/")]
LETTERS = re.compile(r"[A-Za-z]{2,}")
TAGS = re.compile(r"<!--.*?-->|<[^>]*>|[a-z-]+=\"[^\"]*\"", re.DOTALL)
MOST_LINES = 60


@pytest.fixture(scope="module")
def pencil() -> Pencil:
    settings = Settings(environment="demonstration")
    return Pencil(Statics(), {page.name: page.path for page in pages_for(settings)})


def source(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def tree(pencil: Pencil, name: str) -> nodes.Template:
    return pencil.environment.parse(source(name))


@pytest.mark.parametrize("name", FILES)
def test_text_goes_through_gettext(pencil: Pencil, name: str) -> None:
    """Text outside tags that is not inside _() or {% trans %} would never be translated."""
    text = "".join(_plain_text(tree(pencil, name)))
    bare = LETTERS.findall(TAGS.sub(" ", text))

    assert bare == []


def _plain_text(node: nodes.Node) -> Iterator[str]:
    """Template data and a mark for every expression, so that a tag which holds an expression is still one tag."""
    class_names = [block for block in node.find_all(nodes.Block) if block.name == "width"]
    for output in node.find_all(nodes.Output):
        if any(output in block.body for block in class_names):
            continue
        for part in output.nodes:
            yield part.data if isinstance(part, nodes.TemplateData) else "0"


@pytest.mark.parametrize("name", PAGES)
def test_pages_set_and_import_nothing_at_the_top(pencil: Pencil, name: str) -> None:
    """Such names do not exist when a block is drawn alone."""
    top = [type(node).__name__ for node in tree(pencil, name).body]

    assert not set(top) & {"Assign", "AssignBlock", "Import", "FromImport", "Macro"}


@pytest.mark.parametrize("name", FILES)
def test_known_names_only(pencil: Pencil, name: str) -> None:
    """Every path_for names a route, every may a policy, every ui a component."""
    from app.core.policy import POLICIES  # noqa: PLC0415 - complete only after every route is imported

    known = {"path_for": pencil._paths, "may": POLICIES}
    for call in tree(pencil, name).find_all(nodes.Call):
        names = known.get(call.node.name) if isinstance(call.node, nodes.Name) else None
        if names is not None and call.args and isinstance(call.args[0], nodes.Const):
            assert call.args[0].value in names, f"{name}: {call.args[0].value}"
    used = {part.attr for part in tree(pencil, name).find_all(nodes.Getattr) if _is_ui(part.node)}
    assert used <= set(COMPONENTS)


def _is_ui(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == "ui"


def test_every_component_is_used(pencil: Pencil) -> None:
    used = {
        part.attr
        for name in FILES
        for part in tree(pencil, name).find_all(nodes.Getattr)
        if _is_ui(part.node) and name != f"components/{part.attr}.html"
    }

    assert sorted(set(COMPONENTS) - used) == []


@pytest.mark.parametrize("name", FILES)
def test_no_script_style_or_raw_markup(name: str) -> None:
    text = source(name)

    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|javascript:|hx-on|hx-boost|hx-push-url|target=\"_blank\"", text)
    assert name == "layouts/head.html" or "<script" not in text
    assert "|safe" not in text.replace(" ", "")


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_short(name: str) -> None:
    assert len(source(name).splitlines()) <= MOST_LINES


@pytest.mark.parametrize("name", PAGES)
def test_replaced_blocks_have_the_id_of_their_name(pencil: Pencil, name: str) -> None:
    """What htmx names as its target is a block of the same page whose root carries that id."""
    blocks = {block.name: block for block in tree(pencil, name).find_all(nodes.Block)}
    wanted = re.findall(r"hx-target=\"#([a-z_-]+)\"|replaces=\"([a-z_-]+)\"", source(name))
    for target in filter(None, (part for pair in wanted for part in pair)):
        assert target in blocks, f"{name}: {target} is no block"
        assert f'id="{target}"' in source(name)
