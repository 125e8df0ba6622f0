"""What an applicant sees of their own application: where it stands, and what can be done now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy.orm import Session
from sqlmodel import col, select

from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.applications import Answer, Application
from app.models.applications import ApplicationStatus as Status
from app.models.cohorts import Cohort
from app.models.programmes import Programme
from app.rules import answers as law
from app.rules.applications import LIFE, OPEN
from app.rules.applications_words import MEANING
from app.rules.blueprints import Blueprint, Question, Reader, Step, blueprint_of

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
    Status.DECLINED: "plain",
}
"""The shape beside a state: a triangle where the next step is the applicant's."""


@dataclass(frozen=True)
class ReadableAnswer:
    """One answer as one kind of reader gets it: the wording that was asked and the answer in words.

    `host` is where a web address leads, empty for every other answer.
    """

    key: str
    wording: str
    value: str
    host: str = ""


@dataclass(frozen=True)
class ApplicationPage:
    """`undo_until`, `change_until` and `answer_by` are None where they do not matter."""

    application_id: UUID
    title: Sentence
    part: str
    reference: str
    state: str
    kind: str
    meaning: str
    is_draft: bool
    has_result: bool
    is_offered: bool
    is_paused: bool
    is_sent: bool
    may_withdraw: bool
    may_defer: bool
    undo_until: datetime | None
    change_until: datetime | None
    answer_by: datetime | None
    closes_at: datetime
    decides_on: date
    starts_on: date
    zone: str
    after_sending: Sequence[Step]


def answers_readable_by(
    db: Session, application: Application, blueprint: Blueprint, reader: Reader
) -> list[ReadableAnswer]:
    """The typed answers whose questions name this reader, in the order they were asked. Files have their own law."""
    found = db.scalars(select(Answer).where(col(Answer.application_id) == application.id)).all()
    given = {answer.question: answer for answer in found if law.is_given(answer.value)}
    values = {key: answer.value for key, answer in given.items()}
    readable = [q for q in law.asked(blueprint, values) if reader in q.readers and q.key in given]
    return [
        ReadableAnswer(
            q.key, given[q.key].wording, ", ".join(law.in_words(q, given[q.key].value)), host_of(q, given[q.key].value)
        )
        for q in readable
    ]  # fmt: skip


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
    return ApplicationPage(
        application_id=application.id,
        title=sentence(N_("Your application to %(programme)s"), programme=programme.name),
        part=programme.name,
        reference=application.reference,
        state=LIFE.words[status].own,
        kind=KINDS.get(status, "info"),
        meaning=MEANING[status],
        is_draft=status is Status.DRAFT,
        has_result=status in RESULT_STATES,
        is_offered=status is Status.OFFERED,
        is_paused=status is Status.PAUSED,
        is_sent=is_sent,
        may_withdraw=status in OPEN,
        may_defer=LIFE.allows(application, "defer"),
        undo_until=_undo_until(application, blueprint, work.now),
        change_until=change_until_of(application, blueprint, work.now),
        answer_by=application.answer_by if status is Status.OFFERED else None,
        closes_at=cohort.closes_at,
        decides_on=cohort.decides_on,
        starts_on=cohort.starts_on,
        zone=programme.time_zone,
        after_sending=blueprint.after_sending if status in law.STILL_READ else (),
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


def _undo_until(application: Application, blueprint: Blueprint, now: datetime) -> datetime | None:
    if application.status is not Status.WITHDRAWN or now > law.undo_ends(application, blueprint):
        return None
    return law.undo_ends(application, blueprint)


def change_until_of(application: Application, blueprint: Blueprint, now: datetime) -> datetime | None:
    """Until when every part can change; None when that is over, or never was."""
    if application.status not in law.STILL_READ or now > law.changes_end(application, blueprint):
        return None
    return law.changes_end(application, blueprint)
