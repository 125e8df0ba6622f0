"""Who reads and who writes the most private fields, state by state: the file `fields.yaml`, read once (AUTHZ-03)."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from pydantic import Field

from app.core.actors import Role
from app.core.lifecycle import LIFECYCLES
from app.rules.blueprints_checks import Mistake
from app.rules.blueprints_questions import Data
from app.rules.blueprints_reading import read_data

FILE = Path(__file__).with_name("fields.yaml")

PERSON = "person"
"""Whom it is about, in the place of a role."""

WAYS = ("read", "write", "if_shared", "in_emergency", "if_asked")


class Cell(Data):
    """Some states of one field, and who may do what in each of them. Every list names roles, or the person."""

    states: Sequence[str] = Field(alias="in", min_length=1)
    read: Sequence[str] = ()
    write: Sequence[str] = ()
    if_shared: Sequence[str] = ()
    in_emergency: Sequence[str] = ()
    if_asked: Sequence[str] = ()

    def named(self, way: str) -> Sequence[str]:
        """Those who may in one of `WAYS`."""
        names: Sequence[str] = getattr(self, way)
        return names


class PrivateField(Data):
    title: str
    columns: Sequence[str] = Field(min_length=1)
    states: str
    cells: Sequence[Cell] = Field(min_length=1)

    def cell(self, state: str) -> Cell:
        return next(cell for cell in self.cells if state in cell.states)


class PrivateFields(Data):
    others: Mapping[str, Sequence[str]]
    fields: Mapping[str, PrivateField]

    def states_of(self, field: PrivateField) -> Sequence[str]:
        """All states of this field: those of a lifecycle, or of a list in the file."""
        return self.others.get(field.states) or [state.value for state in LIFECYCLES[field.states].states]


@cache
def private_fields() -> PrivateFields:
    """The file. Raises `BrokenBlueprint` with file and line at the first mistake. Lifecycles are loaded before."""
    return read_data(FILE, PrivateFields, _mistakes)


def _mistakes(data: PrivateFields) -> Iterator[Mistake]:
    who = {PERSON, *(role.value for role in Role)}
    for key, field in data.fields.items():
        if field.states not in data.others and field.states not in LIFECYCLES:
            yield Mistake(("fields", key, "states"), f"there are no states of {field.states}")
            continue
        said = [state for cell in field.cells for state in cell.states]
        if sorted(said) != sorted(data.states_of(field)):
            wrong = sorted(set(said) ^ set(data.states_of(field))) or sorted({s for s in said if said.count(s) > 1})
            yield Mistake(("fields", key, "cells"), f"each state stands once, and not so {', '.join(wrong)}")
        for number, cell in enumerate(field.cells):
            for name in sorted({name for way in WAYS for name in cell.named(way)} - who):
                yield Mistake(("fields", key, "cells", number), f"there is no role {name}")
