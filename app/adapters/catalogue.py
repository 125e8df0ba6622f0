"""Every sentence of the product as one gettext template, collected by Babel: what a translator begins with.

Blueprints are left out: a programme writes them in its own language.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

ROOT = Path(__file__).parents[2]
FILE = ROOT / "app/translations/cleanplate.pot"
KEYWORDS: Mapping[str, tuple[int, ...] | None] = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
JINJA = {"trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true", "silent": "false"}
"""As the templates are drawn; a template that cannot be read stops the collection."""

VOCABULARY = ROOT / "accessibility/vocabulary"
CODES = frozenset({"group", "kind", "met_by", "of", "default", "when", "parameter", "rules"})
"""Keys of the vocabulary under which stand codes and no words."""


def template() -> str:
    """The template as it should stand in `FILE`: sorted, without dates and line numbers, so that it changes with words."""
    catalog = Catalog(project="Cleanplate", charset="utf-8")
    for place, message in sorted(_found(), key=lambda found: (found[0], str(found[1]))):
        catalog.add(message, locations=[(place, 0)])
    out = io.BytesIO()
    write_po(out, catalog, width=120, omit_header=True, sort_output=True, include_lineno=False)
    return out.getvalue().decode()


def _found() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """Each message with the file that says it; a tuple holds the singular and the plural."""
    found = extract_from_dir(ROOT / "app", METHODS, keywords=KEYWORDS, options_map={"templates/**.html": JINJA})
    for place, _, message, *_ in found:
        yield f"app/{place}", message
    for file in sorted(VOCABULARY.glob("*.yaml")):
        place = file.relative_to(ROOT).as_posix()
        for words in _words(yaml.safe_load(file.read_text(encoding="utf-8"))):
            yield place, words


def _words(thing: object) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, Mapping):
        for key, value in thing.items():
            if key not in CODES:
                yield from _words(value)
    elif isinstance(thing, Sequence):
        for value in thing:
            yield from _words(value)
