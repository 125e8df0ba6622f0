"""Names for ids in one's own file: things by their title, people who acted by their role and first name."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.adapters.wordings import spoken
from app.core.actors import Role
from app.core.words import N_, sentence
from app.core.work import Work
from app.models.people import Person, RoleGrant
from app.services.own_data import table_named

TITLES: Mapping[str, tuple[str, str]] = {
    "programme_id": ("programmes", "name"),
    "cohort_id": ("cohorts", "name"),
    "kept_for_id": ("cohorts", "name"),
    "application_id": ("applications", "reference"),
    "session_id": ("sessions", "title"),
    "workstation_id": ("workstations", "name"),
    "production_id": ("productions", "title"),
    "with_production_id": ("productions", "title"),
    "supporter_id": ("supporters", "name"),
}
CHOSEN = frozenset({"with_person_id", "mentor_person_id", "reader_id"})
"""People whom the person chose or works with, and knows by their whole name."""

ACTED = frozenset({
    "adviser_id", "author_id", "actor_id", "confirmed_by_id", "done_by_id", "opened_by_id", "written_by_id",
})  # fmt: skip

YOU = N_("You")
ROLES: Mapping[Role, str] = {
    Role.ADVISER: N_("Adviser"),
    Role.MANAGER: N_("Programme manager"),
    Role.MENTOR: N_("Mentor"),
    Role.COORDINATOR: N_("Coordinator"),
    Role.HOST: N_("Interview host"),
    Role.ADMINISTRATOR: N_("Administrator"),
    Role.AUDITOR: N_("Privacy auditor"),
    Role.SUPPORTER: N_("Supporter"),
}
"""In this order where somebody holds several. People who score are never named."""


def names_of(work: Work, person: Person, rows: Iterable[Mapping[str, Any]]) -> dict[UUID, str]:
    """One statement for each kind of thing, and one for people."""
    wanted: dict[str, set[UUID]] = {}
    for row in rows:
        for name, value in row.items():
            if isinstance(value, UUID):
                wanted.setdefault(name, set()).add(value)
    names: dict[UUID, str] = {}
    for name, (table, title) in TITLES.items():
        if ids := wanted.get(name, set()) - names.keys():
            held = table_named(table)
            names.update(
                {row[0]: row[1] for row in work.db.execute(select(held.c.id, held.c[title]).where(held.c.id.in_(ids)))}
            )
    chosen = set().union(*(wanted.get(name, set()) for name in CHOSEN))
    acted = set().union(*(wanted.get(name, set()) for name in ACTED))
    names.update(_people(work, chosen, acted))
    return {**names, person.id: spoken(YOU)}


def _people(work: Work, chosen: set[UUID], acted: set[UUID]) -> dict[UUID, str]:
    if not chosen | acted:
        return {}
    rows = work.db.execute(
        select(col(Person.id), col(Person.name), col(RoleGrant.role))
        .outerjoin(RoleGrant, col(RoleGrant.person_id) == Person.id)
        .where(col(Person.id).in_(chosen | acted))
    ).all()
    held: dict[UUID, tuple[str, set[Role]]] = {}
    for person_id, name, role in rows:
        held.setdefault(person_id, (name, set()))[1].add(role)
    return {who: name if who in chosen else _by_role(name, roles) for who, (name, roles) in held.items()}


def _by_role(name: str, roles: set[Role]) -> str:
    role = next((words for role, words in ROLES.items() if role in roles), None)
    if role is None:
        return spoken(N_("Somebody of the programme"))
    return spoken(sentence(N_("%(role)s %(name)s"), role=sentence(role), name=name.split(maxsplit=1)[0]))
