"""Every word on a link or a button, with what it is and where it leads: `python -m tests.house.labels` prints them.

Read the difference before keeping it: two words for one thing, or one word for two things, is what rule P3 forbids.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import yaml
from jinja2 import nodes

from app.core.settings import Settings
from app.main import pages_for
from app.web.render import TEMPLATES, Pencil
from app.web.statics import Statics

FILE = Path(__file__).parents[2] / "accessibility/labels.yaml"
HEAD = (
    "# Every word on a link or a button, and where it leads. One thing has one name everywhere (rule P3).\n"
    "# After a deliberate change: `python -m tests.house.labels`; read every difference.\n"
)
KINDS = {"button": "button", "link": "link", "link_button": "link"}
SAME_PAGE = "this page"


def labels() -> dict[str, list[str]]:
    """Label → what it is, in the words `button route` or `link route`; a route that the view chooses is `this page`."""
    pages = pages_for(Settings(environment="demonstration"))
    pencil = Pencil(Statics(), {page.name: page.path for page in pages})
    found: dict[str, set[str]] = defaultdict(set)
    for file in sorted(TEMPLATES.rglob("*.html")):
        for label, what in _labels_in(pencil.environment.parse(file.read_text(encoding="utf-8")), SAME_PAGE):
            found[label].add(what)
    return {label: sorted(found[label]) for label in sorted(found)}


def _labels_in(node: nodes.Node, form: str) -> Iterator[tuple[str, str]]:
    """`form` is the route that the form around this node sends to."""
    if isinstance(node, nodes.CallBlock) and _component(node.call) == "form":
        form = _route(node.call.args[0]) or SAME_PAGE
    if isinstance(node, nodes.Call) and (kind := KINDS.get(_component(node))):
        leads_to = form if kind == "button" else _route(node.args[1])
        for label in _words(node.args[0]):
            yield label, f"{kind} {leads_to or SAME_PAGE}"
    for child in node.iter_child_nodes():
        yield from _labels_in(child, form)


def _component(call: nodes.Node) -> str:
    """The component that `ui.<name>(…)` draws; empty for any other call."""
    called = call.node if isinstance(call, nodes.Call) else None
    is_ui = isinstance(called, nodes.Getattr) and isinstance(called.node, nodes.Name) and called.node.name == "ui"
    return called.attr if is_ui and isinstance(called, nodes.Getattr) else ""


def _route(node: nodes.Node) -> str:
    """The route that `path_for` names here; of a choice between two, the first."""
    for call in _calls(node, {"path_for"}):
        if isinstance(call.args[0], nodes.Const):
            return str(call.args[0].value)
    return ""


def _words(node: nodes.Node) -> Iterator[str]:
    """Every message that this label may say; one that is data of a view says none."""
    for call in _calls(node, {"_", "ngettext"}):
        yield from (str(part.value) for part in call.args if isinstance(part, nodes.Const))


def _calls(node: nodes.Node, names: set[str]) -> Iterator[nodes.Call]:
    for call in (node, *node.find_all(nodes.Call)):
        if isinstance(call, nodes.Call) and isinstance(call.node, nodes.Name) and call.node.name in names:
            yield call


if __name__ == "__main__":
    sys.stdout.write(HEAD + yaml.safe_dump(labels(), allow_unicode=True, sort_keys=True, width=120))
