"""The check page before a place is offered to somebody who waits, whose place was kept, or who was told no."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import col, select

from app.adapters.wordings import full_date
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.forms.asking import Option
from app.forms.decisions import DeferralAgreed, Offering, OfferingKept
from app.forms.filling import Filled
from app.forms.offering import offering as with_options
from app.models.applications import Application, ApplicationStatus
from app.models.cohorts import Cohort
from app.models.people import Person
from app.pages.applications_confirming import deferral_form
from app.pages.decisions import Crumb
from app.rules.applications import LIFE, NEXT_INTAKE, TOLD_NO
from app.rules.decisions import MESSAGES
from app.services.letters import GREETING, SIGNATURE, parts_of, subject_of
from app.services.offers import later_cohorts, places_taken, time_to_answer
from app.services.waiting import next_on_list

A_PLACE_IS_FREE = N_("A place is free now, so we offer it to you.")
IT_WAS_KEPT = N_("We kept your place for you. Here it is.")


@dataclass(frozen=True)
class OfferingPage:
    """`waits_longer` names who is before them, where the programme's list has an order."""

    application_id: UUID
    title: Sentence
    state: str
    name: str
    cohort: str
    places: int
    taken: int
    waits_longer: str
    answer_by: datetime
    told_no: bool
    mail_subject: str
    mail_paragraphs: Sequence[str]
    is_possible: bool
    crumb: Crumb

    @property
    def is_full(self) -> bool:
        return self.taken >= self.places


@dataclass(frozen=True)
class Deferring:
    application_id: UUID
    title: Sentence
    crumb: Crumb


def offering(work: Work, application: Application) -> OfferingPage:
    name, cohort = work.db.execute(
        select(col(Person.name), Cohort)
        .join(Application, col(Application.person_id) == Person.id)
        .join(Cohort, col(Cohort.id) == Application.cohort_id)
        .where(col(Application.id) == application.id)
    ).one()
    first = next_on_list(work, application) if application.status is ApplicationStatus.WAITING_LIST else None
    told_no = application.status in TOLD_NO
    mail = MESSAGES["result_changed"]
    return OfferingPage(
        application_id=application.id,
        title=sentence(N_("Offer a place to %(reference)s"), reference=application.reference),
        state=LIFE.words[application.status].staff,
        name=name,
        cohort=cohort.name,
        places=cohort.places,
        taken=places_taken(work, cohort.id),
        waits_longer=first.reference if first and first.id != application.id else "",
        answer_by=time_to_answer(work, application),
        told_no=told_no,
        mail_subject=subject_of(mail, {}),
        mail_paragraphs=(GREETING, *parts_of(mail, {}), SIGNATURE),
        is_possible=told_no or LIFE.allows(application, "offer_again"),
        crumb=(N_("the application"), "decisions.show", {"application_id": application.id}),
    )


def offering_form(work: Work, application: Application) -> type[Offering]:
    """A kept place comes back in the cohort that a manager names; every other offer is in the cohort applied to."""
    if application.status is not ApplicationStatus.DEFERRED:
        return Offering
    return with_options(OfferingKept, cohort_id=_cohorts(work, application))


def known_offering(work: Work, application: Application) -> Filled[Offering]:
    """What can be said for everybody is written down already. A changed result needs words of its own."""
    kind = offering_form(work, application)
    if application.status is ApplicationStatus.DEFERRED:
        options = Filled.blank(kind).field("cohort_id").options
        kept = application.kept_for_id or (options[0].value if options else None)
        return Filled.blank(kind, reason=IT_WAS_KEPT, cohort_id=kept)
    return Filled.blank(kind, reason="" if application.status in TOLD_NO else A_PLACE_IS_FREE)


def deferring(application: Application) -> Deferring:
    return Deferring(
        application_id=application.id,
        title=sentence(N_("Keep the place of %(reference)s for later"), reference=application.reference),
        crumb=(N_("the application"), "decisions.show", {"application_id": application.id}),
    )


def agreed_form(work: Work, application: Application) -> type[DeferralAgreed]:
    """The same choices that the applicant has."""
    choices = Filled.blank(deferral_form(work, application), kept_for=NEXT_INTAKE).field("kept_for").options
    return with_options(DeferralAgreed, kept_for=choices)


def _cohorts(work: Work, application: Application) -> list[Option]:
    """Later cohorts first; the one applied to is possible as well, when somebody can start after all."""
    own = work.db.get_one(Cohort, application.cohort_id)
    return [
        Option(str(cohort.id), f"{cohort.name}, {full_date(cohort.starts_on)}")
        for cohort in (*later_cohorts(work, application), own)
    ]
