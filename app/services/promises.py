"""Reading what promises are told from: applications, their audit rows, acknowledgements and promised days."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.core.events import AuditEntry
from app.core.work import Work
from app.models.applications import Application
from app.models.cohorts import Cohort
from app.models.delays import Delay
from app.models.messages import Message, MessageStatus
from app.models.people import Person
from app.models.programmes import Programme
from app.rules.applications_paths import application_path
from app.rules.blueprints import Blueprint, blueprint_of
from app.rules.delays import first_promise
from app.rules.promises import NAMES, Facts, Happened
from app.services.delays import delays_of


@dataclass(frozen=True)
class Told:
    """One application with whom it concerns, who answers for its programme, and the facts of its promises."""

    application: Application
    name: str
    programme: Programme
    cohort: Cohort
    owner: str
    delays: Sequence[Delay]
    facts: Facts


Row = tuple[Application, Programme, Cohort, str, str]


def told_of_all(work: Work, applications: Select[Any]) -> list[Told]:
    """Four statements for any number of applications. `applications` selects Application rows."""
    ids = applications.with_only_columns(col(Application.id)).order_by(None)
    person, owner = aliased(Person), aliased(Person)
    rows = work.db.execute(
        select(Application, Programme, Cohort, col(person.name), col(owner.name))
        .join(person, col(person.id) == Application.person_id)
        .join(Programme, col(Programme.id) == Application.programme_id)
        .join(Cohort, col(Cohort.id) == Application.cohort_id)
        .outerjoin(owner, col(owner.id) == Programme.contact_id)
        .where(col(Application.id).in_(ids), col(Application.sent_at).is_not(None))
        .order_by(col(Application.reference))
    ).all()
    return _told(work, ids, [(*row[:4], row[4] or "") for row in rows])


def told_of_one(work: Work, application: Application, programme: Programme, cohort: Cohort) -> Told:
    """Three statements, for somebody who knows who they are."""
    one = select(col(Application.id)).where(col(Application.id) == application.id)
    return _told(work, one, [(application, programme, cohort, "", "")])[0]


def _told(work: Work, ids: Select[Any], rows: Sequence[Row]) -> list[Told]:
    happened = _happened(work, ids)
    acknowledged = _acknowledged(work, ids)
    delays = delays_of(work, [*{cohort.id for _, _, cohort, _, _ in rows}])
    told = []
    for application, programme, cohort, name, owner in rows:
        blueprint = blueprint_of(programme.key)
        of_cohort = delays.get(cohort.id, ())
        at, status = acknowledged.get(application_path(application.id, "sent"), (None, None))
        days = _days(cohort, blueprint, of_cohort)
        facts = Facts(application, blueprint, days, happened[application.id], at, status, work.now)
        told.append(Told(application, name, programme, cohort, owner, of_cohort, facts))
    return told


def _happened(work: Work, ids: Select[Any]) -> dict[UUID, list[Happened]]:
    found: dict[UUID, list[Happened]] = defaultdict(list)
    entries = work.db.execute(
        select(
            col(AuditEntry.subject_id),
            col(AuditEntry.name),
            col(AuditEntry.at),
            col(AuditEntry.shown),
        )
        .where(col(AuditEntry.subject_id).in_(ids), col(AuditEntry.name).in_(NAMES))
        .order_by(col(AuditEntry.number))
    )
    for subject_id, name, at, shown in entries:
        found[subject_id].append(Happened(name, at, "\n\n" in shown))
    return found


def _acknowledged(work: Work, ids: Select[Any]) -> dict[str, tuple[Any, MessageStatus]]:
    """When the acknowledgement was written, and how it went, by the path that it leads to."""
    people = select(col(Application.person_id)).where(col(Application.id).in_(ids))
    rows = work.db.execute(
        select(col(Message.path), col(Message.made_at), col(Message.status)).where(
            col(Message.template) == "application_received", col(Message.person_id).in_(people)
        )
    )
    return {path: (made_at, status) for path, made_at, status in rows}


def _days(cohort: Cohort, blueprint: Blueprint, delays: Sequence[Delay]) -> list[Any]:
    return [first_promise(cohort, blueprint), *(each.new_on for each in delays if each.told_at and each.new_on)]
