"""What a journey leaves in the database, without ids and times, so that two runs can be compared, word for word."""

import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Table
from sqlalchemy.orm import Session
from sqlmodel import SQLModel, col, select

from accessibility.vocabulary import NEEDS
from app import worker
from app.adapters.parts import Parts
from app.core.clock import system_clock
from app.core.events import AuditEntry, OutboxEvent, OutboxStatus
from app.core.vault import Vault
from app.models.accommodations import Accommodation, Provision, Remark
from app.models.applications import Answer
from app.models.assignments import Assignment
from app.models.checkins import CheckinLine
from app.models.messages import Message
from app.models.people import Person
from app.models.workstations import Workstation
from app.services import plans_making
from tests.browser.serving import Server

PATIENCE_SECONDS = 60
LATER = timedelta(hours=1)
"""Longer than the two ways of a journey take together."""
TELLING = ("status", "kind", "template", "strength", "need", "role", "outcome", "name")
"""Columns whose values say what a row is; ids, times and words differ from run to run or say nothing."""
BY_THE_HOUR = {("messages", "status")}
"""Whether a letter has left already depends on when the worker last looked, and not on the way that was gone."""

SAID: Mapping[type[SQLModel], Sequence[str]] = {
    Answer: ("question", "value", "draft", "wording"),
    Accommodation: (
        "need", "strength", "parameters", "agreed_parameters", "holds_for_place", "sealed_words", "provide", "meanwhile",
        "sealed_answer", "sealed_offer", "status",
    ),
    Remark: ("said", "sealed_words"),
    Provision: ("words",),
    CheckinLine: ("question", "value", "readable_by"),
}  # fmt: skip
"""What people wrote or chose, which has to be the same word for word."""

Rows = dict[str, Any]


SOME_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
"""Two servers that play the story each have ids of their own, and some columns hold ids among other facts."""


@dataclass
class Ends:
    """What each way of a journey left behind. Whichever comes second is compared with the first."""

    by_way: dict[bool, Rows] = field(default_factory=dict)
    at: datetime = field(default_factory=lambda: system_clock() + LATER)
    """The clock's own acts are done up to this time in both: an hour that strikes in one of them alone is no difference."""

    def apart(self, server: Server, names: Sequence[str], *, scripts: bool) -> list[str]:
        """What this way did not leave as the other one did, a line for each table or person; none for the first way."""
        rows = self.by_way[scripts] = rows_of(server, names, self.at)
        return differences(self.by_way.get(not scripts, rows), rows)


def rows_of(server: Server, names: Sequence[str], at: datetime) -> Rows:
    """Every table's rows counted by what they are, what the people of these names did and were told, in order, and the
    words themselves of answers, adjustments and check-ins, once the clock's acts are done as if it were `at`.
    """
    parts = replace(Parts.of(server.settings), clock=lambda: at)
    database, vault = parts.database, parts.vault
    worker.keep_time(parts)
    with parts.work() as work:
        plans_making.notice_changes(work)
    with database.session(writes=False) as db:
        _wait_for_the_worker(db)
        people = {person.name: person.id for person in db.scalars(select(Person).where(col(Person.name).in_(names)))}
        found = {
            "tables": {table.name: _counted(db, table) for table in SQLModel.metadata.sorted_tables},
            "done": {name: _done_by(db, people[name]) for name in names},
            "told": {name: _told_to(db, people[name]) for name in names},
            "said": {str(model.__tablename__): _said_in(db, vault, model) for model in SAID},
        }
    database.dispose()
    return found


def differences(one: Rows, other: Rows) -> list[str]:
    """What two runs did not leave alike, one line for each table or person."""
    return [
        f"{kind} {name}: {_apart(one[kind].get(name), other[kind].get(name))}"
        for kind in one
        for name in sorted(one[kind].keys() | other[kind].keys())
        if one[kind].get(name) != other[kind].get(name)
    ]


def _apart(one: object, other: object) -> str:
    """Only what the other does not have, unless two lists differ in nothing but their order."""
    if isinstance(one, dict) and isinstance(other, dict):
        return str({key: (one.get(key), other.get(key)) for key in one | other if one.get(key) != other.get(key)})
    if isinstance(one, list) and isinstance(other, list) and sorted(one) != sorted(other):
        more, less = Counter(one) - Counter(other), Counter(other) - Counter(one)
        return f"{sorted(more.elements())} / {sorted(less.elements())}"
    return f"{one} / {other}"


def _wait_for_the_worker(db: Session) -> None:
    """Until no event waits and no reaction writes any more messages."""
    deadline, before = time.monotonic() + PATIENCE_SECONDS, -1
    while time.monotonic() < deadline:
        db.rollback()
        waiting = len(db.scalars(select(OutboxEvent).where(OutboxEvent.status == OutboxStatus.WAITING)).all())
        written = len(db.scalars(select(Message.id)).all())
        if not waiting and written == before:
            return
        before = written
        time.sleep(2)
    raise AssertionError("the worker did not come to rest")


def _counted(db: Session, table: Table) -> dict[str, int]:
    columns = [table.c[name] for name in TELLING if name in table.c and (table.name, name) not in BY_THE_HOUR]
    if not columns:
        return {"": len(db.execute(select(*table.primary_key.columns)).all())}
    rows = db.execute(select(*columns)).all()
    said = (SOME_ID.sub("an id", " ".join(str(value) for value in row)) for row in rows)
    return dict(sorted(Counter(said).items()))


def _said_in(db: Session, vault: Vault, model: type[SQLModel]) -> list[str]:
    """Each row's words, opened, in the order of the words."""
    return sorted(str([_opened(vault, row, name) for name in SAID[model]]) for row in db.scalars(select(model)))


def _opened(vault: Vault, row: Any, name: str) -> object:
    value = getattr(row, name)
    if not (name.startswith("sealed_") and value):
        return value
    return vault.open(value, table=row.__tablename__, column=name, row=row.id)


def _done_by(db: Session, person: UUID) -> list[str]:
    entries = select(AuditEntry.name).where(col(AuditEntry.actor_id) == person).order_by(col(AuditEntry.number))
    return list(db.scalars(entries))


def _told_to(db: Session, person: UUID) -> list[str]:
    return sorted(db.scalars(select(Message.template).where(col(Message.person_id) == person)))


def desks_that_break_a_must(server: Server, name: str) -> list[str]:
    """An eye of its own on every place that somebody got: the profile of the desk against what was agreed."""
    with server.reading() as db:
        person = db.scalars(select(Person.id).where(col(Person.name) == name)).one()
        places = select(Workstation).join(Assignment, col(Assignment.workstation_id) == Workstation.id)
        desks = db.scalars(places.where(col(Assignment.person_id) == person)).all()
        needs = db.scalars(select(Accommodation.need).where(col(Accommodation.person_id) == person)).all()
        assert desks, "no desk at all"
        assert [NEEDS[need].label for need in needs] == ["My back to a wall"]
        return [desk.name for desk in desks if desk.profile["back"] != "wall"]
