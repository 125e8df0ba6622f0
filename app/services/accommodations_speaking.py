"""Spoken counts: an adviser writes down what somebody asked for, and it runs as if the person had sent it."""

from uuid import UUID

from sqlalchemy import or_
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.core.actors import Role
from app.core.errors import Refused
from app.core.words import N_
from app.core.work import Work
from app.forms.accommodations_advising import MY_WORDS, Spoken
from app.models.accommodations import Accommodation, AccommodationRequest
from app.models.applications import Application, ApplicationStatus
from app.models.cohorts import Cohort, Enrolment
from app.models.people import Person
from app.models.programmes import Programme
from app.rules.answers import today_of
from app.rules.blueprints import blueprint_of
from app.rules.consents import ADJUSTMENTS
from app.services import consents
from app.services.accommodations import seal
from app.services.accommodations_asking import Asking, draft, hand_in, open_needs

ASK_FIRST = N_("Ask them first. Without their yes nothing is sent for them. They can also ask by themselves")
NOT_KNOWN = N_("Nobody in your programme has this address. Ask them to sign in and ask by themselves")


def write_down(work: Work, form: Spoken) -> None:
    """Send what was said, in the person's name, with their yes to its being read. They are told, and can take back both.

    Nothing is sent without that yes: the words were read to them, and how and when they agreed is kept with it.
    """
    asking = _who_said(work, form.email)
    blueprint = blueprint_of(work.db.get_one(Programme, asking.programme_id).key)
    for field in ("said_on", "agreed_on"):
        if getattr(form, field) > today_of(blueprint, work.now):
            raise Refused(N_("Write a day that has come"), field=field)
    if not form.agreed:
        raise Refused(ASK_FIRST, field="agreed")
    if form.code != MY_WORDS and form.code in open_needs(work, asking):
        raise Refused(N_("They have asked for this already"), field="need")
    request = AccommodationRequest(
        id=work.new_id(),
        person_id=asking.person_id,
        programme_id=asking.programme_id,
        sent_at=work.now,
        said=form.said,
        said_on=form.said_on,
        written_by_id=work.actor.person_id,
    )
    work.db.add(request)
    work.db.flush()
    consents.write_down_yes(
        work, ADJUSTMENTS, asking.person_id, said=form.agreed_how, said_on=form.agreed_on, zone=blueprint.time_zone
    )
    row = draft(work, asking, form.code, form.strength)
    seal(work, row, "sealed_words", form.words)
    hand_in(work, request, [row], by="write_down", owner=work.actor.person_id)


def _who_said(work: Work, email: str) -> Asking:
    """Somebody of a programme that the actor advises: in a cohort, with an application, or with an earlier request."""
    advised = work.actor.programmes_as(Role.ADVISER)
    person = work.db.scalars(select(Person).where(col(Person.email) == email)).first()
    if person is None or person.id == work.actor.person_id:
        raise Refused(NOT_KNOWN, field="email")
    programme_id = work.db.scalars(_programmes_of(person.id, advised)).first()
    if programme_id is None:
        raise Refused(NOT_KNOWN, field="email")
    return Asking(person.id, programme_id)


def _programmes_of(person_id: UUID, advised: frozenset[UUID]) -> SelectOfScalar[UUID]:
    enrolled = (
        select(col(Cohort.programme_id))
        .join(Enrolment, col(Enrolment.cohort_id) == Cohort.id)
        .where(col(Enrolment.person_id) == person_id)
    )
    applied = select(col(Application.programme_id)).where(
        col(Application.person_id) == person_id, col(Application.status) != ApplicationStatus.DRAFT
    )
    asked = select(col(Accommodation.programme_id)).where(
        col(Accommodation.person_id) == person_id, col(Accommodation.request_id).is_not(None)
    )
    belongs = or_(*(col(Programme.id).in_(known) for known in (enrolled, applied, asked)))
    return select(col(Programme.id)).where(col(Programme.id).in_(advised), belongs).order_by(col(Programme.id))
