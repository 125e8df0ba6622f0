"""One's own file as pages to read: an index with headings and a page for each group. No scripts, nothing fetched."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from markupsafe import Markup, escape

from app.adapters.wordings import SOURCE_LANGUAGE, moment, spoken
from app.core.words import N_, Sentence, sentence
from app.rules.registers import register
from app.services.own_data_gathering import Kind, Row

TITLE = N_("What Cleanplate holds about you")
NOTHING = N_("There is nothing of this.")
LOOK = "body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; font: 1.125rem/1.6 system-ui, sans-serif; }\n"
PAGE = Markup(
    "<!doctype html>\n"
    '<html lang="%(lang)s"><head><meta charset="utf-8"><title>%(title)s</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<link rel="stylesheet" href="look.css"></head>\n'
    "<body><main><h1>%(title)s</h1>\n%(body)s</main></body></html>\n"
)


def pages(
    kinds: Sequence[Kind], *, name: str, made_at: datetime, zone: str, files: Mapping[str, str]
) -> dict[str, str]:
    """The pages by their name. `files` are the person's own files: where each lies, and what they called it."""
    groups = {key: title for key, title in register().groups.items() if any(kind.entry.group == key for kind in kinds)}
    shown = {
        f"{key}.html": _page(title, _joined(_kind(kind, zone) for kind in kinds if kind.entry.group == key))
        for key, title in groups.items()
    }
    made = sentence(N_("%(name)s, made on %(day)s."), name=name, day=moment(made_at, zone))
    links = _joined(
        Markup('<h2><a href="%s.html">%s</a></h2><p>%s</p>\n') % (key, spoken(title), _contents(kinds, key))
        for key, title in groups.items()
    )
    own = _joined(Markup('<li><a href="%s">%s</a></li>\n') % (path, called) for path, called in files.items())
    listed = Markup("<h2>%s</h2><ul>\n%s</ul>\n") % (spoken(N_("Your own files")), own) if files else Markup()
    return {"index.html": _page(TITLE, Markup("<p>%s</p>\n%s%s") % (spoken(made), links, listed)), **shown}


def _contents(kinds: Sequence[Kind], group: str) -> str:
    return ", ".join(spoken(kind.entry.title) for kind in kinds if kind.entry.group == group)


def _page(title: str | Sentence, body: Markup) -> str:
    return PAGE % {"lang": SOURCE_LANGUAGE, "title": spoken(title), "body": body}


def _kind(kind: Kind, zone: str) -> Markup:
    rows = [row for rows in kind.tables.values() for row in rows]
    body = _joined(_row(number, row, zone) for number, row in enumerate(rows, start=1))
    nothing = Markup("<p>%s</p>\n") % spoken(NOTHING)
    what = f"{spoken(kind.entry.what)} {spoken(kind.entry.why)}"
    return Markup("<h2>%s</h2>\n<p>%s</p>\n%s") % (spoken(kind.entry.title), what, body or nothing)


def _row(number: int, row: Row, zone: str) -> Markup:
    lines = _joined(
        Markup("<dt>%s</dt><dd>%s</dd>\n") % (_label(key), _value(value, zone)) for key, value in row.items()
    )
    return Markup("<h3>%s</h3>\n<dl>%s</dl>\n") % (number, lines)


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _value(value: Any, zone: str) -> Markup:
    """Lists as lists, times in the person's own zone, and words as they were typed with their line breaks."""
    if isinstance(value, bool):
        return escape(spoken(N_("Yes") if value else N_("No")))
    if isinstance(value, Mapping):
        return _value([f"{_label(str(key))}: {held}" for key, held in value.items()], zone)
    if isinstance(value, list | tuple):
        return _joined(Markup("<p>%s</p>") % str(each) for each in value)
    return Markup("<br>").join(_instant(str(value), zone).splitlines())


def _instant(text: str, zone: str) -> str:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return text
    return moment(found, zone) if found.tzinfo else text


def _joined(parts: Any) -> Markup:
    return Markup().join(parts)
