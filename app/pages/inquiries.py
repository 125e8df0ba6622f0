"""Pages about what is asked after sending: the manager's question, the applicant's answer, and reaching the silent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.forms.asking import Option
from app.forms.filling import Filled
from app.forms.inquiries import InquiryForm, NeededReply, Reply
from app.forms.offering import offering
from app.models.applications import Application
from app.models.inquiries import Inquiry
from app.models.people import Channel, Person
from app.pages.applications import around, crumb_to
from app.pages.applications_lines import Line, part_lines
from app.rules import answers as law
from app.rules.applications import LIFE
from app.rules.blueprints import Blueprint
from app.rules.inquiries import LEAST_TRIES, days_tried, may_extend
from app.services.applications_reading import Case
from app.services.inquiries import channel_of, tries_since_pause

Crumb = tuple[str, str, dict[str, Any]]

WAYS = {
    Channel.EMAIL: N_("by e-mail"),
    Channel.MESSAGE: N_("by text message"),
    Channel.PHONE: N_("by phone call"),
}


@dataclass(frozen=True)
class InquiryPage:
    """What is asked of the applicant. `answer_by` is None when nothing is."""

    application_id: UUID
    words: str
    lines: Sequence[Line]
    answer_by: datetime | None
    is_asked: bool
    may_extend: bool
    days: int
    zone: str
    part: str
    crumb: Crumb
    title: str = N_("What we ask you")


@dataclass(frozen=True)
class Asked:
    """One inquiry as a manager reads it back. `replied_at` is None while it waits."""

    asked_at: datetime
    labels: Sequence[str]
    words: str
    answer_by: datetime
    replied_at: datetime | None
    reply: str


@dataclass(frozen=True)
class AskingPage:
    application_id: UUID
    title: Sentence
    part: str
    days: int
    first_day: date
    asked: Sequence[Asked]
    zone: str
    is_possible: bool
    state: str
    crumb: Crumb


@dataclass(frozen=True)
class Try:
    made_on: date
    way: str
    result: str


@dataclass(frozen=True)
class ReachingPage:
    application_id: UUID
    title: Sentence
    part: str
    way: Sentence
    tries: Sequence[Try]
    may_set_aside: bool
    least: int
    is_possible: bool
    state: str
    crumb: Crumb


def show(case: Case) -> InquiryPage:
    inquiry = case.inquiry
    asked = set(inquiry.questions) if inquiry else set()
    every = [line for part in case.blueprint.parts for line in part_lines(case, part, back="inquiry")]
    return InquiryPage(
        application_id=case.application.id,
        words=inquiry.words if inquiry else "",
        lines=[line for line in every if line.key in asked],
        answer_by=inquiry.answer_by if inquiry else None,
        is_asked=inquiry is not None and LIFE.allows(case.application, "reply"),
        may_extend=inquiry is not None and LIFE.allows(case.application, "reply") and may_extend(inquiry),
        days=case.blueprint.promises.answer_information,
        zone=case.programme.time_zone,
        part=case.programme.name,
        crumb=crumb_to(case.application.id),
    )


def reply_form(case: Case) -> type[Reply]:
    return NeededReply if case.inquiry is not None and case.inquiry.words else Reply


def asking(work: Work, case: Case) -> AskingPage:
    application, blueprint = case.application, case.blueprint
    return AskingPage(
        application_id=application.id,
        title=sentence(N_("Ask for information about %(reference)s"), reference=application.reference),
        part=case.programme.name,
        days=blueprint.promises.answer_information,
        first_day=_first_day(case),
        asked=_asked(work, application, blueprint),
        zone=case.programme.time_zone,
        is_possible=LIFE.allows(application, "ask"),
        state=LIFE.words[application.status].staff,
        crumb=_to(application),
    )


def _first_day(case: Case) -> date:
    """The earliest day that an answer may be asked for by."""
    return law.due(case.blueprint, case.now, case.blueprint.promises.answer_information).date()


def _asked(work: Work, application: Application, blueprint: Blueprint) -> Sequence[Asked]:
    """Every inquiry, the newest first."""
    found = select(Inquiry).where(col(Inquiry.application_id) == application.id).order_by(col(Inquiry.id).desc())
    labels = {question.key: question.label for question in blueprint.questions}
    return [
        Asked(
            each.asked_at, [labels.get(key, key) for key in each.questions], each.words, each.answer_by, each.replied_at,
            each.reply,
        )
        for each in work.db.scalars(found)
    ]  # fmt: skip


def asking_form(case: Case) -> type[InquiryForm]:
    return offering(
        InquiryForm,
        questions=[Option(question.key, question.label) for question in case.asked if question.kind != "adjustments"],
    )


def reaching(work: Work, application: Application) -> ReachingPage:
    programme, _ = around(work.db, application)
    person = work.db.get_one(Person, application.person_id)
    tries = tries_since_pause(work, application)
    way = channel_of(person)
    return ReachingPage(
        application_id=application.id,
        title=sentence(N_("Reach the person of %(reference)s"), reference=application.reference),
        part=programme.name,
        way=sentence(
            N_("They chose to be reached %(way)s: %(address)s"),
            way=sentence(WAYS[way]), address=person.email if way is Channel.EMAIL else person.phone,
        ),
        tries=[Try(each.made_on, WAYS[each.channel], each.result) for each in tries],
        may_set_aside=len(days_tried(tries)) >= LEAST_TRIES,
        least=LEAST_TRIES,
        is_possible=LIFE.allows(application, "set_aside"),
        state=LIFE.words[application.status].staff,
        crumb=_to(application),
    )  # fmt: skip


def known_day(case: Case) -> Filled[InquiryForm]:
    """The form with the first day that fits already in it."""
    return Filled.blank(asking_form(case), answer_by=f"{_first_day(case):%-d %B %Y}")


def _to(application: Application) -> Crumb:
    return (N_("the application"), "decisions.show", {"application_id": application.id})
