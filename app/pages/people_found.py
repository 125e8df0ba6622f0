"""People by a part of their name, for pages on which somebody of the staff picks one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, false, func, or_
from sqlmodel import col

from app.core.work import Work
from app.models.people import Person

MOST = 20


@dataclass(frozen=True)
class Found:
    person_id: UUID
    name: str
    email: str


@dataclass(frozen=True)
class Search:
    """Nobody is found before something is asked; `is_cut` when more people have such a name than are shown."""

    found: Sequence[Found]
    asked: bool
    is_cut: bool


def search(work: Work, people: Select[Any], part: str, *, least: int, by_email: bool = False) -> Search:
    """Who of `people`, a select of persons, has this part in the name. Fewer than `least` letters find nobody."""
    if len(part) < least:
        return Search([], asked=bool(part), is_cut=False)
    in_name = func.lower(col(Person.name)).contains(part.lower(), autoescape=True)
    in_email = col(Person.email).contains(part.lower(), autoescape=True) if by_email else false()
    ordered = people.where(or_(in_name, in_email)).order_by(col(Person.name), col(Person.id)).limit(MOST + 1)
    found = [Found(person.id, person.name, person.email) for person in work.db.scalars(ordered)]
    return Search(found[:MOST], asked=True, is_cut=len(found) > MOST)
