"""What an applicant sees of their own application: where it stands, and what can be done now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy.orm import Session
from sqlmodel import col, select

from app.adapters.wordings import full_date
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.applications import Answer, Application
from app.models.applications import ApplicationStatus as Status
from app.models.cohorts import Cohort
from app.models.programmes import Programme
from app.pages.promises_own import OwnPromise, own_promises
from app.rules import answers as law
from app.rules.answers_reading import readable_by
from app.rules.applications import LIFE, NEVER_SENT, OPEN
from app.rules.applications_paths import application_path
from app.rules.applications_words import MEANING
from app.rules.blueprints import Blueprint, Question, Reader, Step, blueprint_of
from app.rules.delays import promised_on
from app.services.delays import delays_of
from app.services.openings import current
from app.services.promises import told_of_one

RESULT_STATES = frozenset(
    {
        Status.OFFERED, Status.WAITING_LIST, Status.NOT_YET, Status.NOT_OFFERED, Status.ACCEPTED, Status.DECLINED,
        Status.DEFERRED, Status.ENROLLED,
    }
)  # fmt: skip

KINDS: Mapping[Status, str] = {
    Status.DRAFT: "plain",
    Status.NEEDS_INFORMATION: "warning",
    Status.INTERVIEW_OFFERED: "warning",
    Status.OFFERED: "warning",
    Status.ACCEPTED: "success",
    Status.ENROLLED: "success",
    Status.WITHDRAWN: "plain",
    Status.DELETED: "plain",
    Status.KEPT_FOR_NEXT_INTAKE: "plain",
    Status.DECLINED: "plain",
}
"""The shape beside a state: a triangle where the next step is the applicant's."""


@dataclass(frozen=True)
class ReadableAnswer:
    """One answer as one kind of reader gets it: the wording that was asked and the answer in words.

    `is_cut` says that something was left out of it for this reader; `host` is where a web address leads, empty for
    every other answer. `changed_at` is set where it changed after a review was given, so that nobody is misled by points
    that were given to other words.
    """

    key: str
    wording: str
    value: str
    is_cut: bool = False
    host: str = ""
    changed_at: datetime | None = None


@dataclass(frozen=True)
class ApplicationPage:
    """Every `…_until` and `answer_by` is None where it does not matter. `opened_…` is extra time, given by a manager."""

    application_id: UUID
    title: Sentence
    part: str
    programme: str
    reference: str
    state: str
    kind: str
    meaning: str
    status: Status
    is_draft: bool
    has_result: bool
    is_offered: bool
    is_paused: bool
    is_asked: bool
    is_sent: bool
    may_withdraw: bool
    may_defer: bool
    undo_until: datetime | None
    change_until: datetime | None
    opened_until: datetime | None
    opened_because: str
    answer_by: datetime | None
    closes_at: datetime
    decides_on: date
    starts_on: date
    zone: str
    after_sending: Sequence[Step]
    promises: Sequence[OwnPromise]

    @property
    def is_kept(self) -> bool:
        return self.status is Status.KEPT_FOR_NEXT_INTAKE

    @property
    def may_delete(self) -> bool:
        return self.status in NEVER_SENT

    @property
    def way_back(self) -> str:
        page = "restoration" if self.status is Status.DELETED else "withdrawal/undoing"
        return application_path(self.application_id, page)

    @property
    def may_ask_for_time(self) -> bool:
        return self.is_sent and self.may_withdraw and not (self.opened_until or self.change_until)


def answers_readable_by(
    db: Session, application: Application, blueprint: Blueprint, reader: Reader, *, scored_at: datetime | None = None
) -> list[ReadableAnswer]:
    """The typed answers that this reader may read, each in the words that were asked. Files have their own law.

    `scored_at` is when the review was given that an answer is compared with.
    """
    found = db.scalars(
        select(Answer).where(col(Answer.application_id) == application.id).order_by(col(Answer.id))
    ).all()
    return answers_as_read(found, blueprint, reader, scored_at=scored_at)


def answers_as_read(
    found: Sequence[Answer], blueprint: Blueprint, reader: Reader, *, scored_at: datetime | None = None
) -> list[ReadableAnswer]:
    """Those of the answers to one application that this reader may read."""
    return [
        ReadableAnswer(
            read.question.key,
            read.answer.wording,
            ", ".join(words_of(read.question, read.answer.value)),
            host=host_of(read.question, read.answer.value),
            changed_at=read.answer.answered_at if scored_at and read.answer.answered_at > scored_at else None,
        )
        for read in readable_by(reader, blueprint, found)
    ]


def words_of(question: Question, value: law.Value) -> Sequence[str]:
    """What was answered, as people read it: a day in full, with its name (rule L6)."""
    if question.kind != "date" or not value:
        return law.in_words(question, value)
    try:
        return [full_date(date.fromisoformat(str(value)))]
    except ValueError:  # a draft, or what was no date before the question became one
        return law.in_words(question, value)


def host_of(question: Question, value: law.Value | None) -> str:
    """The name of the website that a link leads to, in the letters that no other name can look like."""
    if question.kind != "link" or not value:
        return ""
    host = urlsplit(str(value)).hostname or ""
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return ascii(host).strip("'")


def show(work: Work, application: Application) -> ApplicationPage:
    programme, cohort = around(work.db, application)
    blueprint = blueprint_of(programme.key)
    status = Status(application.status)
    is_sent = application.sent_at is not None
    told = told_of_one(work, application, programme, cohort) if is_sent else None
    opening = work.db.scalars(current(application, work.now)).one_or_none() if status in OPEN - NEVER_SENT else None
    return ApplicationPage(
        application_id=application.id,
        title=sentence(N_("Your application to %(programme)s"), programme=programme.name),
        part=programme.name,
        programme=programme.key,
        reference=application.reference,
        state=LIFE.words[status].own,
        kind=KINDS.get(status, "info"),
        meaning=MEANING[status],
        status=status,
        is_draft=status is Status.DRAFT,
        has_result=status in RESULT_STATES,
        is_offered=status is Status.OFFERED,
        is_paused=LIFE.allows(application, "resume"),
        is_asked=status is Status.NEEDS_INFORMATION,
        is_sent=application.sent_at is not None,
        may_withdraw=status in OPEN,
        may_defer=LIFE.allows(application, "defer"),
        undo_until=_undo_until(application, blueprint, work.now),
        change_until=change_until_of(application, blueprint, work.now),
        opened_until=opening.until if opening else None,
        opened_because=opening.reason if opening else "",
        answer_by=application.answer_by if status is Status.OFFERED else None,
        closes_at=law.last_moment(application, cohort),
        decides_on=told.facts.result_days[-1] if told else cohort.decides_on,
        starts_on=cohort.starts_on,
        zone=programme.time_zone,
        after_sending=blueprint.after_sending if status in law.STILL_READ else (),
        promises=own_promises(told) if told else (),
    )


def crumb_to(application_id: UUID) -> tuple[str, str, dict[str, Any]]:
    return (N_("your application"), "applications.show", {"application_id": application_id})


def around(db: Session, application: Application) -> tuple[Programme, Cohort]:
    """The programme and the cohort that an application belongs to, in one statement."""
    programme, cohort = db.execute(
        select(Programme, Cohort)
        .join(Cohort, col(Cohort.programme_id) == Programme.id)
        .where(col(Cohort.id) == application.cohort_id)
    ).one()
    return programme, cohort


def result_day(work: Work, cohort: Cohort, blueprint: Blueprint) -> date:
    """The day by which a result is promised now: a later one where the first was not kept."""
    return promised_on(cohort, blueprint, delays_of(work, [cohort.id]).get(cohort.id, ()))


def _undo_until(application: Application, blueprint: Blueprint, now: datetime) -> datetime | None:
    if application.status not in {Status.WITHDRAWN, Status.DELETED} or now > law.undo_ends(application, blueprint):
        return None
    return law.undo_ends(application, blueprint)


def change_until_of(application: Application, blueprint: Blueprint, now: datetime) -> datetime | None:
    """Until when every part can change; None when that is over, or never was."""
    if application.status not in law.STILL_READ or now > law.changes_end(application, blueprint):
        return None
    return law.changes_end(application, blueprint)
