"""The page before decisions are told: each with the words its applicant will read, and one button for all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from app.core.words import N_
from app.core.work import Work
from app.forms.decisions import Release
from app.forms.filling import Filled, FilledField
from app.models.applications import Application, ApplicationStatus, Decision, Outcome
from app.models.cohorts import Cohort
from app.models.people import Person
from app.models.programmes import Programme
from app.pages.decisions import TO_BOARD, Crumb, Decided, decided
from app.rules.answers import due
from app.rules.applications import LIFE
from app.rules.blueprints import blueprint_of
from app.rules.decisions import mark_of, waiting_for_release
from app.services.letters import parts_of, subject_of
from app.services.messages import WORDINGS

HAS_A_PLACE = (ApplicationStatus.OFFERED, ApplicationStatus.ACCEPTED, ApplicationStatus.ENROLLED)


@dataclass(frozen=True)
class Preview:
    """One decision as its applicant will read it. `answer_by` is set for an offer, counted from now."""

    application_id: UUID
    reference: str
    name: str
    told: str
    decided: Decided
    answer_by: datetime | None


@dataclass(frozen=True)
class Places:
    """What an intake has, what is offered or taken already, and what this page would offer."""

    cohort: str
    places: int
    taken: int
    offered_here: int

    @property
    def is_too_many(self) -> bool:
        return self.taken + self.offered_here > self.places


@dataclass(frozen=True)
class Releasing:
    """`seen` is the mark of exactly what is shown, so that nothing else is released by the button."""

    previews: Sequence[Preview]
    places: Sequence[Places]
    mail_subject: str
    mail_paragraphs: Sequence[str]
    seen: FilledField
    title: str = N_("Release decisions")
    crumb: Crumb = TO_BOARD


def releasing(work: Work) -> Releasing:
    waiting = [(row[0], row[1]) for row in work.db.execute(waiting_for_release(work.actor))]
    around = _around(work, [application for application, _ in waiting])
    mail = WORDINGS["result_ready"]
    return Releasing(
        previews=[_preview(work, application, decision, *around[application.id]) for application, decision in waiting],
        places=_places(work, waiting),
        mail_subject=subject_of(mail, {}),
        mail_paragraphs=parts_of(mail, {}),
        seen=Filled.blank(Release, seen=mark_of([decision for _, decision in waiting])).field("seen"),
    )


def _around(work: Work, applications: Sequence[Application]) -> Mapping[UUID, tuple[str, str]]:
    """The person's name and the key of the programme, by application."""
    rows = work.db.execute(
        select(Application.id, Person.name, Programme.key)
        .join(Person, col(Person.id) == Application.person_id)
        .join(Programme, col(Programme.id) == Application.programme_id)
        .where(col(Application.id).in_([application.id for application in applications]))
    )
    return {application_id: (name, key) for application_id, name, key in rows}


def _preview(work: Work, application: Application, decision: Decision, name: str, key: str) -> Preview:
    blueprint = blueprint_of(key)
    is_offer = decision.outcome is Outcome.OFFERED
    return Preview(
        application_id=application.id,
        reference=application.reference,
        name=name,
        told=LIFE.words[ApplicationStatus(decision.outcome.value)].own,
        decided=decided(decision, blueprint),
        answer_by=due(blueprint, work.now, blueprint.promises.answer_offer) if is_offer else None,
    )


def _places(work: Work, waiting: Sequence[tuple[Application, Decision]]) -> Sequence[Places]:
    """Only for intakes in which this page offers something."""
    offers = [application.cohort_id for application, decision in waiting if decision.outcome is Outcome.OFFERED]
    rows = work.db.execute(
        select(Cohort.id, Cohort.name, Cohort.places, func.count(col(Application.id)))
        .outerjoin(Application, (col(Application.cohort_id) == Cohort.id) & col(Application.status).in_(HAS_A_PLACE))
        .where(col(Cohort.id).in_(offers))
        .group_by(col(Cohort.id), col(Cohort.name), col(Cohort.places))
        .order_by(col(Cohort.name))
    )
    return [Places(name, places, taken, offers.count(cohort_id)) for cohort_id, name, places, taken in rows]
