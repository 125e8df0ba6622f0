"""Filtering the live page of promises."""

from typing import Annotated
from uuid import UUID

from app.core.words import N_
from app.forms.asking import Ask, Form, Option
from app.forms.versions import Mark
from app.rules.promises import STATES, WORDS, Kind, State

ANY = Option("", N_("Any"))


class PromiseFilter(Form):
    """What is listed. `after` is the key of the last row of the page before."""

    kind: Annotated[
        Kind | None,
        Ask(
            label=N_("Promise"),
            kind="one_of",
            options=[ANY, *(Option(kind.value, words.staff) for kind, words in WORDS.items())],
        ),
    ] = None
    state: Annotated[
        State | None,
        Ask(
            label=N_("How it stands"),
            kind="one_of",
            options=[ANY, *(Option(state.value, words) for state, words in STATES.items())],
        ),
    ] = None
    cohort: Annotated[UUID | None, Ask(label=N_("Cohort"), kind="one_of", options=[ANY])] = None
    after: Mark = ""
