"""Who holds which role, for administrators, and the page that asks before one is taken away."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select
from sqlmodel import col

from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.people import Person, RoleGrant
from app.models.productions import Production
from app.models.programmes import Programme
from app.rules.roles import WORDS, visible_to

EVERYWHERE = N_("The whole product")
TO_LIST = (N_("Roles"), "roles.listing", dict[str, object]())


@dataclass(frozen=True)
class Line:
    id: UUID
    name: str
    role: str
    where: str


@dataclass(frozen=True)
class Listing:
    """By name; nothing about what these people work on."""

    lines: Sequence[Line]
    title: str = N_("Roles")


@dataclass(frozen=True)
class Giving:
    title: str = N_("Give a role")
    crumb: tuple[str, str, dict[str, object]] = TO_LIST


@dataclass(frozen=True)
class Removal:
    line: Line
    title: Sentence
    crumb: tuple[str, str, dict[str, object]] = TO_LIST


def listing(work: Work) -> Listing:
    return Listing([_line(*row) for row in work.db.execute(_grants(work)).all()])


def removal(work: Work, grant: RoleGrant) -> Removal:
    line = _line(*work.db.execute(_grants(work).where(col(RoleGrant.id) == grant.id)).one())
    return Removal(line, sentence(N_("Take a role from %(person)s"), person=line.name))


def _grants(work: Work) -> Select[Any]:
    return (
        visible_to(work.actor)
        .join(Person, col(Person.id) == RoleGrant.person_id)
        .outerjoin(Programme, col(Programme.id) == RoleGrant.programme_id)
        .outerjoin(Production, col(Production.id) == RoleGrant.production_id)
        .add_columns(col(Person.name), col(Programme.name), col(Production.title))
        .order_by(col(Person.name), col(RoleGrant.role), col(RoleGrant.id))
    )


def _line(grant: RoleGrant, name: str, programme: str | None, production: str | None) -> Line:
    return Line(grant.id, name, WORDS[grant.role], production or programme or EVERYWHERE)
