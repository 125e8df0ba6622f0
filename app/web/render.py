"""From a template and a view to a page, or to the one block of it that htmx asked for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.adapters import wordings
from app.core.actors import Actor
from app.core.policy import POLICIES, Allowed
from app.forms.filling import SummaryLine
from app.rules.consents import PURPOSES
from app.web.looks import Look
from app.web.navigation import Link
from app.web.statics import SCRIPT, Statics
from app.web.staying import Staying
from app.web.tables import under_heads

TEMPLATES = Path(__file__).parent.parent / "templates"

Paths = Mapping[str, str]


@dataclass(frozen=True)
class Contact:
    """The named person in the help box of every page (rule H1). `replies` is a sentence with the promised time."""

    name: str
    role: str
    email: str
    phone: str | None
    replies: str


@dataclass(frozen=True)
class Screen:
    """The frame around every view: what the layouts and components need to know of the request."""

    title: str
    part: str | None
    lang: str
    nonce: str
    csrf: str
    form_key: str
    settings: Look
    actor: Actor | None
    navigation: Sequence[Link]
    contact: Contact
    notice: str | None
    errors: Sequence[SummaryLine]
    is_demo: bool
    path: str
    crumb: Link | None
    staying: Staying | None = None
    script: str = SCRIPT
    """The one script beside htmx: that of every page, or one that holds what this page needs as well."""
    service: str = "Cleanplate"


_screen: ContextVar[Screen] = ContextVar("screen")
_forms: ContextVar[Iterator[int]] = ContextVar("forms")


class _CurrentScreen:
    """The screen being drawn. Macros are compiled once and see only globals; this one leads to their own request."""

    def __getattr__(self, name: str) -> Any:
        return getattr(_screen.get(), name)


class Pencil:
    """Draws templates. `paths` maps each route's name to its path template and is complete once the app is built."""

    def __init__(self, statics: Statics, paths: Paths, folder: Path = TEMPLATES) -> None:
        self._paths = paths
        self.environment = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
            extensions=["jinja2.ext.i18n"],
        )
        wordings.install(self.environment)
        self.environment.filters["under_heads"] = under_heads
        self.environment.globals.update(
            path_for=self.path_for, static=statics.address, may=may, form_key=form_key, screen=_CurrentScreen(),
            purposes=PURPOSES,
        )  # fmt: skip
        components = sorted(path.stem for path in (folder / "components").glob("*.html"))
        self.environment.globals["ui"] = SimpleNamespace(**{name: self._component(name) for name in components})

    def path_for(self, name: str, /, **params: object) -> str:
        """The path of a named route. Parameters that the path does not name become the query; None is left out."""
        template = self._paths[name]
        in_path = {key: quote(str(value), safe="") for key, value in params.items() if f"{{{key}}}" in template}
        path = template.format(**in_path)
        rest = [
            f"{quote(key)}={quote(str(value), safe='')}"
            for key, value in params.items()
            if key not in in_path and value is not None
        ]
        return f"{path}?{'&'.join(rest)}" if rest else path

    def draw(self, template: str, screen: Screen, context: Mapping[str, Any], *, block: str | None = None) -> str:
        """The whole page, or only `block` when the template has one of that name."""
        page = self.environment.get_template(template)
        mark, forms = _screen.set(screen), _forms.set(count(1))
        try:
            if block is None or block not in page.blocks:
                return page.render(context)
            return "".join(page.blocks[block](page.new_context(dict(context))))
        finally:
            _screen.reset(mark)
            _forms.reset(forms)

    def blocks(self, template: str) -> set[str]:
        return set(self.environment.get_template(template).blocks)

    def _component(self, name: str) -> Callable[..., Any]:
        """The macro of components/<name>.html, loaded at its first use and kept."""

        def drawn(*args: Any, **named: Any) -> Any:
            return getattr(self.environment.get_template(f"components/{name}.html").module, name)(*args, **named)

        return drawn


def may(policy: str, subject: object = None) -> bool:
    """Templates ask the same policy that guards the route, so that buttons and routes cannot disagree."""
    actor = _screen.get().actor or Actor()
    return isinstance(POLICIES[policy].permits(actor, subject), Allowed)


def form_key() -> str:
    """The one-time key of the next form on this page; two forms of a page are two things to do."""
    number = next(_forms.get())
    return _screen.get().form_key if number == 1 else f"{_screen.get().form_key}-{number}"
