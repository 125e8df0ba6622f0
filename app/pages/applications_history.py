"""What happened to an application as its applicant reads it: who and when, and nothing that is not theirs to know yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlmodel import col

from app.core.events import AuditEntry
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.applications import Application
from app.models.people import Person
from app.pages.applications import around, crumb_to
from app.rules.blueprints import Blueprint, blueprint_of

MOST = 200
CHANGED = "applications.changed"
YOU = N_("You")

HAPPENED: Mapping[str, str] = {
    "applications.started": N_("%(who)s started the application."),
    "applications.sent": N_("%(who)s sent the application."),
    CHANGED: N_("%(who)s changed answers: %(questions)s"),
    "supporters.answer_written": N_("%(who)s wrote a text for you: %(questions)s"),
    "supporters.answer_taken": N_("%(who)s used the text that was written for you: %(questions)s"),
    "supporters.answer_changed": N_("%(who)s changed the text that was written for you, then used it: %(questions)s"),
    "supporters.answer_taken_out": N_("%(who)s took out the text that was written for you: %(questions)s"),
    "applications.review_started": N_("%(who)s gave it to the people who read answers."),
    "applications.information_asked": N_("%(who)s asked for information."),
    "applications.information_given": N_("%(who)s answered the question."),
    "inquiries.extended": N_("%(who)s took more time to answer."),
    "inquiries.tried": N_("%(who)s tried to reach you."),
    "openings.opened": N_("%(who)s opened all answers for changes."),
    "openings.ended": N_("%(who)s ended the time for changes."),
    "openings.asked": N_("%(who)s asked for more time to change answers."),
    "applications.interview_offered": N_("%(who)s offered times to talk."),
    "applications.interview_booked": N_("%(who)s chose a time to talk."),
    "applications.interview_held": N_("%(who)s noted that the talk was held."),
    "applications.offered": N_("%(who)s sent the result: a place is offered."),
    "applications.put_on_waiting_list": N_("%(who)s sent the result: the waiting list."),
    "applications.told_not_yet": N_("%(who)s sent the result: not yet, with next steps."),
    "applications.not_offered": N_("%(who)s sent the result: no place this time."),
    "applications.offer_extended": N_("%(who)s took more time to answer the offer."),
    "applications.accepted": N_("%(who)s said yes to the place."),
    "applications.declined": N_("%(who)s said no to the place."),
    "applications.deferred": N_("%(who)s asked to keep the place for later."),
    "applications.enrolled": N_("%(who)s enrolled you in the cohort."),
    "applications.paused": N_("%(who)s paused the application."),
    "applications.set_aside": N_("%(who)s set the application aside."),
    "applications.resumed": N_("%(who)s carried on with the application."),
    "applications.withdrawn": N_("%(who)s withdrew the application."),
    "applications.withdrawal_undone": N_("%(who)s brought the application back."),
    "applications.draft_deleted": N_("%(who)s deleted the draft."),
    "applications.draft_restored": N_("%(who)s brought the draft back."),
    "applications.kept": N_("%(who)s kept the draft for the next intake."),
    "applications.reopened": N_("%(who)s carried on for the next intake."),
}
"""Only what stands here is ever read. A decision before its release, changing it and taking it back are not among it,
nor is anything that reviewers do: what cannot be selected cannot be counted, ordered or timed."""


@dataclass(frozen=True)
class Happening:
    at: datetime
    said: Sentence


@dataclass(frozen=True)
class HistoryPage:
    """Newest first."""

    application_id: UUID
    happened: Sequence[Happening]
    zone: str
    part: str
    crumb: tuple[str, str, dict[str, Any]]
    title: str = N_("What happened with your application")


def history(work: Work, application: Application) -> HistoryPage:
    programme, _ = around(work.db, application)
    blueprint = blueprint_of(programme.key)
    rows = work.db.execute(
        select(AuditEntry, col(Person.name))
        .outerjoin(Person, col(Person.id) == AuditEntry.actor_id)
        .where(col(AuditEntry.subject_id) == application.id, col(AuditEntry.name).in_(HAPPENED))
        .order_by(col(AuditEntry.number).desc())
        .limit(MOST)
    ).all()
    zone = ZoneInfo(programme.time_zone)
    return HistoryPage(
        application_id=application.id,
        happened=[
            Happening(entry.at.astimezone(zone), _said(entry, _who(entry, application, name), blueprint))
            for entry, name in rows
        ],
        zone=programme.time_zone,
        part=programme.name,
        crumb=crumb_to(application.id),
    )


def _who(entry: AuditEntry, application: Application, name: str | None) -> Sentence:
    if entry.actor_id == application.person_id:
        return Sentence(YOU)
    return Sentence(N_("%(name)s"), {"name": name}) if name else Sentence(N_("Cleanplate"))


def _said(entry: AuditEntry, who: Sentence, blueprint: Blueprint) -> Sentence:
    keys = str(entry.facts.get("questions", "")).split(",")
    labels = [question.label for question in blueprint.questions if question.key in keys]
    return sentence(HAPPENED[entry.name], who=who, questions="; ".join(labels))
