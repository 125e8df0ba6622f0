"""Reading what promises are told from: applications, their audit rows, acknowledgements and promised days."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.core.events import AuditEntry
from app.core.work import Work
from app.models.applications import Application
from app.models.cohorts import Cohort
from app.models.delays import Delay
from app.models.messages import Message, MessageStatus
from app.models.own_questions import OwnQuestion
from app.models.people import Person
from app.models.programmes import Programme
from app.rules.applications_paths import application_path
from app.rules.blueprints import Blueprint, blueprint_of
from app.rules.delays import first_promise
from app.rules.promises import ASKED, NAMES, Facts, Happened
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


@dataclass(frozen=True)
class ToldQuestion:
    """One question with who asked it and who answers. Only a sent application is told of; others have no reference."""

    question: OwnQuestion
    name: str
    owner: str
    zone: str
    reference: str
    cohort_id: UUID | None


Row = tuple[Application, Programme, Cohort, str, str]


def told_of_all(work: Work, applications: Select[Any], questions: Select[Any]) -> tuple[list[Told], list[ToldQuestion]]:
    """Four statements for any number of rows. `applications` and `questions` select whole rows."""
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
    question_ids = questions.with_only_columns(col(OwnQuestion.id)).order_by(None)
    return _told(work, ids, question_ids, [(*row[:4], row[4] or "") for row in rows])


def told_of_one(work: Work, application: Application, programme: Programme, cohort: Cohort) -> Told:
    """Three statements, for somebody who knows who they are."""
    one = select(col(Application.id)).where(col(Application.id) == application.id)
    own = select(col(OwnQuestion.id)).where(
        col(OwnQuestion.person_id) == application.person_id, col(OwnQuestion.programme_id) == programme.id
    )
    [told], asked = _told(work, one, own, [(application, programme, cohort, "", "")])
    return replace(told, facts=replace(told.facts, questions=[each.question for each in asked]))


def _told(
    work: Work, ids: Select[Any], questions: Select[Any], rows: Sequence[Row]
) -> tuple[list[Told], list[ToldQuestion]]:
    happened, asked = _happened(work, ids, questions)
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
    return told, asked


def _happened(
    work: Work, ids: Select[Any], questions: Select[Any]
) -> tuple[dict[UUID, list[Happened]], list[ToldQuestion]]:
    """What happened to these applications, and these questions, in one statement: a row that asks brings its question."""
    asker, holder = aliased(Person), aliased(Person)
    found: dict[UUID, list[Happened]] = defaultdict(list)
    asked: list[ToldQuestion] = []
    entries = work.db.execute(
        select(
            col(AuditEntry.subject_id), col(AuditEntry.name), col(AuditEntry.at),
            col(AuditEntry.shown), OwnQuestion, col(asker.name), col(holder.name),
            col(Programme.time_zone), col(Application.reference), col(Application.cohort_id),
        )
        .outerjoin(OwnQuestion, (col(OwnQuestion.id) == AuditEntry.subject_id) & (col(AuditEntry.name) == ASKED))
        .outerjoin(asker, col(asker.id) == OwnQuestion.person_id)
        .outerjoin(holder, col(holder.id) == OwnQuestion.holder_id)
        .outerjoin(Programme, col(Programme.id) == OwnQuestion.programme_id)
        .outerjoin(
            Application, (col(Application.id) == OwnQuestion.application_id) & col(Application.sent_at).is_not(None)
        )
        .where(
            or_(col(AuditEntry.subject_id).in_(ids), col(AuditEntry.subject_id).in_(questions)),
            col(AuditEntry.name).in_(NAMES),
        )
        .order_by(col(AuditEntry.number))
    )  # fmt: skip
    for subject_id, name, at, shown, question, *told in entries:
        if question is not None:
            asker_name, owner, zone, reference, cohort_id = told
            asked.append(ToldQuestion(question, asker_name, owner, zone, reference or "", cohort_id))
        found[subject_id].append(Happened(name, at, "\n\n" in shown))
    return found, asked


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
