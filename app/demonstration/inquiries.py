"""After sending: one person is asked something, one has extra time, and somebody who is silent was tried once."""

from collections.abc import Sequence
from datetime import timedelta

from sqlmodel import col, select

from app.demonstration.theatre import Theatre
from app.forms.inquiries import ContactForm, InquiryForm
from app.forms.openings import OpeningForm
from app.models.applications import Application, ApplicationStatus
from app.models.people import Person
from app.rules.cast import CAST
from app.services import inquiries, openings

ASKED_DAYS_AGO = 2
ANSWER_IN_DAYS = 24
OPEN_FOR_DAYS = 9


def play(theatre: Theatre) -> None:
    for application in _in_state(theatre, ApplicationStatus.RECEIVED)[:1]:
        with theatre.at(days=-ASKED_DAYS_AGO), theatre.as_("mei") as work:
            inquiries.ask(work, application, _question(theatre))
    for application in _in_state(theatre, ApplicationStatus.RECEIVED)[:1]:
        with theatre.at(days=-ASKED_DAYS_AGO), theatre.as_("mei") as work:
            openings.open_for_changes(work, application, _extra_time(theatre))
    for application in _in_state(theatre, ApplicationStatus.PAUSED)[:1]:
        with theatre.as_("mei") as work:
            noted = ContactForm(made_on=theatre.today, result="Left a message. No answer yet.")
            inquiries.note_try(work, application, noted)


def _in_state(theatre: Theatre, status: ApplicationStatus) -> Sequence[Application]:
    """Lumina's applications in this state by people outside the cast, the newest first."""
    return theatre.db.scalars(
        select(Application)
        .join(Person, col(Person.id) == Application.person_id)
        .where(
            col(Application.programme_id) == theatre.stage.programmes["lumina"].id,
            col(Application.status) == status,
            col(Person.email).not_in([member.email for member in CAST.values()]),
        )
        .order_by(col(Application.number).desc())
    ).all()


def _question(theatre: Theatre) -> InquiryForm:
    return InquiryForm(
        questions=["about_work"],
        words="Which part of this picture did you make yourself? One or two sentences are enough.",
        answer_by=theatre.today + timedelta(days=ANSWER_IN_DAYS),
    )


def _extra_time(theatre: Theatre) -> OpeningForm:
    reason = "You wrote that your newest picture is ready. You can add it until this day."
    return OpeningForm(until=theatre.today + timedelta(days=OPEN_FOR_DAYS), reason=reason)
