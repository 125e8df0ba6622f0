"""One's own data: counting what is held, asking for the file, and letting it go after its day."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Table, and_, func, literal, select, union_all
from sqlalchemy.orm import Session
from sqlmodel import SQLModel, col

from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.forms.sign_ins import Nothing
from app.models.own_data import OwnFile, OwnFileStatus
from app.models.people import Person
from app.rules.own_data import IN_FILE, LIFE, held_about
from app.rules.registers import EMAIL, PERSON, register


def table_named(name: str) -> Table:
    return SQLModel.metadata.tables[name]


def rows_of(name: str, person: Person) -> ColumnElement[bool]:
    """The condition under which a row of this table is about this person and theirs to know of."""
    own, further = _about(name, person), held_about(name, person.id)
    return own if further is None else and_(own, further)


def _about(name: str, person: Person) -> ColumnElement[bool]:
    """Follow the register from column to column until it leads to the person."""
    ((column, leads_to),) = register().rows[name].items()
    held: ColumnElement[Any] = table_named(name).c[column]
    if leads_to in {PERSON, EMAIL}:
        return held == (person.id if leads_to == PERSON else person.email)
    return held.in_(select(table_named(leads_to).c.id).where(_about(leads_to, person)))


def counts_of(work: Work, person: Person) -> Mapping[str, int]:
    """How many rows of each table are this person's, in one statement."""
    counts = [
        select(literal(name).label("name"), func.count().label("rows"))
        .select_from(table_named(name))
        .where(rows_of(name, person))
        for name in IN_FILE
    ]
    return {name: rows for name, rows in work.db.execute(union_all(*counts))}  # noqa: C416 - rows are no pairs to mypy


def newest_file(work: Work) -> OwnFile | None:
    mine = col(OwnFile.person_id) == work.actor.person_id
    return work.db.scalars(select(OwnFile).where(mine).order_by(col(OwnFile.id).desc()).limit(1)).first()


def ask(work: Work, _form: Nothing) -> OwnFile:
    """Want the file; the worker makes it. One is made at a time, and a new one ends the one before."""
    before = newest_file(work)
    if before is not None and before.status is OwnFileStatus.WANTED:
        raise Refused(N_("Your file is being made. You need not ask again."))
    if before is not None and before.status is OwnFileStatus.READY:
        _let_go(work, before, "remove")
    assert work.actor.person_id is not None  # noqa: S101 - the policy lets only people in who are signed in
    file = OwnFile(
        id=work.new_id(), person_id=work.actor.person_id, status=OwnFileStatus.WANTED, asked_at=work.now
    )  # fmt: skip
    work.db.add(file)
    work.record(Event("own_data.asked", file.id, about=file.person_id))
    return file


def remove(work: Work, file: OwnFile, _form: Nothing) -> None:
    _let_go(work, file, "remove")


def sweep(work: Work) -> None:
    """End every file whose day is over. Its key goes now, and its bytes with the next sweep of storage."""
    over = select(OwnFile).where(col(OwnFile.status) == OwnFileStatus.READY, col(OwnFile.ends_at) <= work.now)
    for file in work.db.scalars(over).all():
        _let_go(work, file, "end")


def stored_names(db: Session) -> set[str]:
    """What the sweep of storage must leave alone."""
    return set(db.scalars(select(col(OwnFile.stored_as)).where(col(OwnFile.stored_as) != "")))


def _let_go(work: Work, file: OwnFile, move: str) -> None:
    """The bytes lose their row here and are swept later. Without the key nobody can read them meanwhile."""
    LIFE.move(work, file, move, about=file.person_id)
    file.sealed_key = ""
    file.stored_as = ""


def file_to_make(work: Work, file_id: UUID) -> OwnFile | None:
    """The file, when it is still wanted: a second start finds nothing to do."""
    file = work.db.get(OwnFile, file_id)
    return file if file is not None and file.status is OwnFileStatus.WANTED else None
