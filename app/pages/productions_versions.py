"""What stands now, for whoever typed their words on an older page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.adapters.wordings import listed, spoken
from app.core.words import N_, Sentence
from app.forms.filling import Filled, FilledField
from app.services.productions_versions import Overtaken


@dataclass(frozen=True)
class Stored:
    label: str | Sentence
    value: str
    change: None = None


def stored_now(known: Filled[Any], filled: Filled[Any] | None) -> Sequence[Stored]:
    """Each field in which what is stored differs from what was typed; empty unless somebody else was first."""
    if filled is None or not isinstance(filled.refusal, Overtaken):
        return ()
    return [
        Stored(field.label, _in_words(field))
        for field in known.fields
        if field.kind != "hidden" and [*field.values] != [*filled.field(field.name).values]
    ]


def _in_words(field: FilledField) -> str:
    labels = {option.value: spoken(option.label) for option in field.options}
    return listed([labels.get(value, value) for value in field.values]) or spoken(N_("Nothing"))
