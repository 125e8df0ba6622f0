"""The page before decisions are told: each with the words its applicant will read, boxes to choose, and one button."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from app.core.words import N_
from app.core.work import Work
from app.forms.asking import Option
from app.forms.decisions import Release
from app.forms.filling import Filled
from app.forms.offering import offering, unseen
from app.models.applications import Application, ApplicationStatus, Decision, Outcome
from app.models.cohorts import Cohort
from app.models.people import Person
from app.models.programmes import Programme
from app.pages.applications_outcome import Around, OutcomePage, around, outcome_of
from app.pages.decisions import TO_BOARD, Crumb
from app.rules.answers import due
from app.rules.blueprints import blueprint_of
from app.rules.decisions import OUTCOMES, mark_of, waiting_for_release
from app.services.letters import GREETING, SIGNATURE, parts_of, subject_of
from app.services.messages import WORDINGS

HAS_A_PLACE = (ApplicationStatus.OFFERED, ApplicationStatus.ACCEPTED, ApplicationStatus.ENROLLED)


@dataclass(frozen=True)
class Preview:
    """One decision as its applicant will read it. `answer_by` is set for an offer, counted from now."""

    application_id: UUID
    reference: str
    name: str
    outcome: str
    read: OutcomePage
    decided_at: datetime
    answer_by: datetime | None
    zone: str
    mark: str

    @property
    def label(self) -> str:
        return f"{self.reference}: {self.name}"


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
    """The mail is the same for everybody, because what it is about stands behind the sign-in."""

    previews: Sequence[Preview]
    places: Sequence[Places]
    mail_subject: str
    mail_paragraphs: Sequence[str]
    title: str = N_("Release decisions")
    crumb: Crumb = TO_BOARD


def releasing(work: Work) -> Releasing:
    waiting = [(row[0], row[1]) for row in work.db.execute(waiting_for_release(work.actor))]
    people = _people(work, [application for application, _ in waiting])
    surroundings = around(work, [decision for _, decision in waiting])
    mail = WORDINGS["result_ready"]
    return Releasing(
        previews=[_preview(work, each, decision, people[each.id], surroundings) for each, decision in waiting],
        places=_places(work, waiting),
        mail_subject=subject_of(mail, {}),
        mail_paragraphs=(GREETING, *parts_of(mail, {}), SIGNATURE),
    )


def release_form(view: Releasing) -> type[Release]:
    """One box for each decision that the page shows."""
    if not view.previews:
        return unseen(Release, "chosen")
    return offering(Release, chosen=[Option(each.mark, each.label, each.outcome) for each in view.previews])


def all_chosen(view: Releasing) -> Filled[Release]:
    return Filled.blank(release_form(view), chosen=[preview.mark for preview in view.previews])


def _people(work: Work, applications: Sequence[Application]) -> Mapping[UUID, tuple[str, str, date]]:
    """The person's name, the key of the programme and the first day, by application."""
    rows = work.db.execute(
        select(col(Application.id), col(Person.name), col(Programme.key), col(Cohort.starts_on))
        .join(Person, col(Person.id) == Application.person_id)
        .join(Programme, col(Programme.id) == Application.programme_id)
        .join(Cohort, col(Cohort.id) == Application.cohort_id)
        .where(col(Application.id).in_([application.id for application in applications]))
    )
    return {application_id: (name, key, starts_on) for application_id, name, key, starts_on in rows}


def _preview(
    work: Work, application: Application, decision: Decision, person: tuple[str, str, date], surroundings: Around
) -> Preview:
    name, key, starts_on = person
    blueprint = blueprint_of(key)
    is_offer = decision.outcome is Outcome.OFFERED
    return Preview(
        application_id=application.id,
        reference=application.reference,
        name=name,
        outcome=OUTCOMES[decision.outcome],
        read=outcome_of(decision, blueprint, surroundings, starts_on=starts_on),
        decided_at=decision.decided_at,
        answer_by=due(blueprint, work.now, blueprint.promises.answer_offer) if is_offer else None,
        zone=blueprint.time_zone,
        mark=mark_of(decision),
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
