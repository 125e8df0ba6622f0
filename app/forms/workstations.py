"""Describing a desk: its name, its kind with the facts of that kind, what is on it, and what it is like to sit there."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints, create_model

from app.core.words import N_
from app.forms.asking import Ask, Form, Option
from app.forms.mistakes import mistake
from app.forms.versions import Mark, SeenVersion
from app.models.workstations import Details
from app.rules.workstations import KINDS, Detail, details_of

PREFIX = "detail_"
MOST_THINGS = 30
MOST_OF_ONE = 99
LONGEST_THING = 80
MOST_COUNTED = 1000

NOT_KNOWN = Option("", N_("I do not know yet"))
"""What was chosen can be taken back."""

_COUNT_FIRST = re.compile(r"(\d{1,9})\s*(?:[x\u00d7]\s+)?(?=\D)(.+)")


def counted(line: str) -> tuple[str, int]:
    """A thing and how many: "2 screens", "2 x screens" and "screens" are all understood."""
    found = _COUNT_FIRST.fullmatch(line)
    return (found[2].strip(), int(found[1])) if found else (line, 1)


def things_in(lines: Iterable[str]) -> dict[str, int]:
    """The same thing on two lines is added up."""
    things: dict[str, int] = {}
    for line in lines:
        name, count = counted(line)
        things[name] = things.get(name, 0) + count
    return things


def as_lines(things: Mapping[str, int]) -> list[str]:
    """As somebody would type them."""
    return [f"{count} {name}" for name, count in things.items()]


def _short_lines(lines: list[str]) -> list[str]:
    for line in lines:
        if len(line) > LONGEST_THING:
            raise mistake(N_("Use %(most)s characters or fewer on each line"), most=LONGEST_THING)
    return lines


def _sensible_counts(lines: list[str]) -> list[str]:
    if any(not 1 <= count <= MOST_OF_ONE for _, count in map(counted, _short_lines(lines))):
        raise mistake(N_("A desk has between 1 and %(most)s of each thing"), most=MOST_OF_ONE)
    return lines


class KindAsked(Form):
    """Which kind of desk a form is for; the first page asks."""

    kind: Annotated[str, StringConstraints(max_length=40), Ask(label="", kind="hidden")] = ""


class DeskForm(Form):
    """The fields of every kind. The options of `beside` are the other desks of the place."""

    asked_about = ("name", "what_it_is_like")

    name: Annotated[
        str,
        StringConstraints(min_length=1, max_length=80),
        Ask(
            label=N_("Name of the desk"),
            hint=N_("As people say it, such as Office desk 1."),
            missing=N_("Write a name for the desk"),
        ),
    ]
    what_it_is_like: Annotated[
        str,
        StringConstraints(max_length=2000),
        Ask(
            label=N_("What is it like to sit there?"),
            kind="long_text",
            hint=N_("Light, sound, people nearby, and the way out. It is needed before days here are published."),
            who_reads=N_("everybody who has a day at this desk"),
        ),
    ] = ""
    software: Annotated[
        list[str], Field(max_length=MOST_THINGS), AfterValidator(_short_lines),
        Ask(label=N_("What software is on it?"), kind="things", most=MOST_THINGS),
    ] = []  # fmt: skip
    hardware: Annotated[
        list[str], Field(max_length=MOST_THINGS), AfterValidator(_sensible_counts),
        Ask(
            label=N_("What equipment is there?"), kind="things", most=MOST_THINGS,
            hint=N_("Write how many first, such as: 2 screens."),
        ),
    ] = []  # fmt: skip
    beside: Annotated[
        UUID | None,
        Ask(
            label=N_("Which desk is the seat beside it?"),
            kind="one_of",
            hint=N_("It is kept free when somebody brings a support person."),
        ),
    ] = None
    kind: Annotated[Literal[tuple(KINDS)], Ask(label="", kind="hidden")] = "other"  # type: ignore[valid-type]  # the codes are data
    version: SeenVersion = 0

    @property
    def details(self) -> Details:
        """What was said of the facts of this kind; what was left empty is not there."""
        said = {name.removeprefix(PREFIX): value for name, value in self if name.startswith(PREFIX)}
        return {code: value for code, value in said.items() if value is not None}


@cache
def desk_form(kind: str) -> type[DeskForm]:
    """The form for one kind of desk, with a field for each fact of that kind."""
    fields: dict[str, Any] = {f"{PREFIX}{code}": _field(detail) for code, detail in details_of(kind)}
    return create_model("DeskForm", __base__=DeskForm, **fields)


def _field(detail: Detail) -> tuple[Any, Any]:
    if detail.choices is None:
        number = Ask(label=detail.label, kind="number", hint=detail.hint)
        return Annotated[int | None, Field(ge=0, le=MOST_COUNTED), number], None
    options = (*(Option(value, label) for value, label in detail.choices.items()), NOT_KNOWN)
    codes: Any = Literal[tuple(detail.choices)]
    return Annotated[codes | None, Ask(label=detail.label, kind="one_of", hint=detail.hint, options=options)], None


class Retirement(Form):
    """`seen` marks the days that the page listed, so that nobody retires a desk without having read who is there."""

    seen: Mark = ""
