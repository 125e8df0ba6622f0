"""Asking for information, answering, taking more time, pausing after silence, and reaching somebody who is silent."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Select
from sqlmodel import col, select

from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_, sentence
from app.core.work import Work
from app.core.working_days import END_OF_DAY
from app.forms.inquiries import ContactForm, InquiryForm, Reply, SettingAside
from app.forms.sign_ins import Nothing
from app.models.applications import Application, ApplicationStatus
from app.models.inquiries import ContactTry, Inquiry
from app.models.people import Channel, Person
from app.models.programmes import Programme
from app.rules import answers as law
from app.rules.applications import LIFE
from app.rules.blueprints import Blueprint, blueprint_of
from app.rules.inquiries import LEAST_TRIES, days_tried, may_extend
from app.services.applications_reading import Case, case_of
from app.services.applications_wanting import stops_sending, why_not_sent
from app.services.offers import carry_on

NO_MORE_PRESSES = N_("You took more time twice. If the day passes, your application only waits. You lose nothing.")


def ask(work: Work, application: Application, form: InquiryForm) -> None:
    """Ask for named answers, in one's own words, or both. The promise gives the applicant at least so many days."""
    blueprint = _blueprint(work, application)
    if not form.questions and not form.words:
        raise Refused(N_("Choose answers, or write what you want to know"), field="words")
    asked = {question.key for question in case_of(work, application).asked}
    if not set(form.questions) <= asked:
        raise Refused(N_("Choose from the answers in this list"), field="questions")
    first = law.due(blueprint, work.now, blueprint.promises.answer_information)
    answer_by = datetime.combine(form.answer_by, END_OF_DAY, tzinfo=ZoneInfo(blueprint.time_zone))
    if answer_by < first:
        days = blueprint.promises.answer_information
        told = N_("Give at least %(days)s working days. The first day that fits is %(day)s")
        raise Refused(sentence(told, days=days, day=first.astimezone(answer_by.tzinfo).date()), field="answer_by")
    _move(work, application, "ask", until=answer_by.isoformat())
    work.db.add(
        Inquiry(
            id=work.new_id(), application_id=application.id, asked_by=_me(work), asked_at=work.now,
            questions=list(form.questions), words=form.words, answer_by=answer_by,
        )
    )  # fmt: skip


def reply(work: Work, case: Case, form: Reply) -> None:
    """Answer what was asked. The application goes back to where it was. Sending the same again does nothing."""
    inquiry = case.inquiry
    if inquiry is None:
        raise Refused(N_("Your answer is with us already. Nothing more is asked."))
    for question in stops_sending(case):
        if question.key in inquiry.questions:
            raise Refused(why_not_sent(case, question))
    inquiry.reply, inquiry.replied_at = form.reply, work.now
    _move(work, case.application, "reply")


def extend(work: Work, case: Case, _form: Nothing) -> None:
    """Move the day by the promised days, twice at most, and without a reason."""
    inquiry = case.inquiry
    if inquiry is None or case.application.status is not ApplicationStatus.NEEDS_INFORMATION:
        raise Refused(N_("Nothing is asked now, so you need no more time."))
    if not may_extend(inquiry):
        raise Refused(NO_MORE_PRESSES)
    inquiry.answer_by = law.due(
        case.blueprint, max(inquiry.answer_by, work.now), case.blueprint.promises.answer_information
    )
    inquiry.extensions += 1
    _record(work, case.application, "inquiries.extended", until=inquiry.answer_by.isoformat())


def pause_the_silent(work: Work) -> int:
    """Pause every application whose questions were not answered by the day, and return how many. Nothing is closed."""
    silent = _silent_inquiries(work)
    for application in silent:
        _move(work, application, "pause", reason=N_("No answer by the day that was named."))
        application.paused_at = work.now
    return len(silent)


def give_time_again(work: Work, application: Application) -> None:
    """Whoever comes back finds the whole time again, so that the next morning does not pause them at once."""
    application.paused_at = None
    carry_on(work, application)
    blueprint = _blueprint(work, application)
    for inquiry in work.db.scalars(_open_inquiries(application)):
        inquiry.answer_by = law.due(blueprint, work.now, blueprint.promises.answer_information)


def note_try(work: Work, application: Application, form: ContactForm) -> None:
    """Note one try to reach somebody, in the way that they chose."""
    _refuse_unless_paused(application)
    zone = ZoneInfo(_blueprint(work, application).time_zone)
    if form.made_on > work.now.astimezone(zone).date():
        raise Refused(N_("Give today or a day before"), field="made_on")
    if application.paused_at and form.made_on < application.paused_at.astimezone(zone).date():
        raise Refused(N_("Give a day after the application was paused"), field="made_on")
    person = work.db.get_one(Person, application.person_id)
    work.db.add(
        ContactTry(
            id=work.new_id(), application_id=application.id, made_by=_me(work), made_on=form.made_on,
            channel=channel_of(person), result=form.result, noted_at=work.now,
        )
    )  # fmt: skip
    _record(work, application, "inquiries.tried")


def correct_try(work: Work, application: Application, tried: ContactTry, field: str, value: str | date) -> None:
    """Put right what was noted of a try: the day, or what came of it."""
    setattr(tried, field, value)
    _record(work, application, "inquiries.corrected")


def set_aside(work: Work, application: Application, form: SettingAside) -> None:
    """Record that nobody could be reached. The person can carry on at any time."""
    _refuse_unless_paused(application)
    tried = days_tried(tries_since_pause(work, application))
    if len(tried) < LEAST_TRIES:
        told = N_("Contact them on %(least)s days first. Days so far: %(tried)s.")
        raise Refused(sentence(told, least=LEAST_TRIES, tried=len(tried)))
    _move(work, application, "set_aside", reason=form.reason)


def tries_since_pause(work: Work, application: Application) -> Sequence[ContactTry]:
    """The tries of this pause, oldest first."""
    tries = select(ContactTry).where(col(ContactTry.application_id) == application.id)
    if application.paused_at:
        tries = tries.where(col(ContactTry.noted_at) >= application.paused_at)
    return work.db.scalars(tries.order_by(col(ContactTry.made_on), col(ContactTry.id))).all()


def channel_of(person: Person) -> Channel:
    """The way that the person chose; without a number there is the address they applied with (rule H4)."""
    return person.channel if person.channel is Channel.EMAIL or person.phone else Channel.EMAIL


def _silent_inquiries(work: Work) -> Sequence[Application]:
    return work.db.scalars(
        select(Application)
        .join(Inquiry, col(Inquiry.application_id) == Application.id)
        .where(
            col(Application.status) == ApplicationStatus.NEEDS_INFORMATION,
            col(Inquiry.replied_at).is_(None),
            col(Inquiry.answer_by) < work.now,
        )
    ).all()


def _open_inquiries(application: Application) -> Select[Any]:
    return select(Inquiry).where(col(Inquiry.application_id) == application.id, col(Inquiry.replied_at).is_(None))


def _refuse_unless_paused(application: Application) -> None:
    if application.status is not ApplicationStatus.PAUSED:
        state = LIFE.words[application.status].staff
        raise Refused(sentence(N_("This is for paused applications. It is now: %(state)s."), state=state))


def _move(work: Work, application: Application, name: str, *, reason: str = "", **facts: str) -> None:
    work.db.flush()
    work.db.refresh(application, with_for_update=True)
    LIFE.move(
        work, application, name, about=application.person_id, programme_id=application.programme_id, reason=reason,
        facts=facts,
    )  # fmt: skip


def _record(work: Work, application: Application, name: str, **facts: str) -> None:
    work.record(
        Event(name, application.id, about=application.person_id, programme_id=application.programme_id, facts=facts)
    )


def _blueprint(work: Work, application: Application) -> Blueprint:
    return blueprint_of(work.db.get_one(Programme, application.programme_id).key)


def _me(work: Work) -> UUID:
    assert work.actor.person_id is not None  # noqa: S101 - the policy lets only managers ask
    return work.actor.person_id
