"""The pages on which check-ins are written, and on which a trainee changes who may read one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import col, select

from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.forms.checkins import (
    ANSWER,
    READABLE_BY,
    CheckinForm,
    mentor_checkin_form,
    readers_form,
    trainee_checkin_form,
    typed,
)
from app.forms.filling import Filled
from app.models.checkins import Audience, Checkin, CheckinLine
from app.models.matches import Match
from app.models.people import Person
from app.models.programmes import Programme
from app.rules.blueprints import blueprint_of
from app.rules.checkins import week_of
from app.rules.matches import TOGETHER
from app.services.checkins import last_answers

Crumb = tuple[str, str, dict[str, object]]


@dataclass(frozen=True)
class Asked:
    """One question: the names of the field for the answer and of the field for its readers."""

    answer: str
    readers: str


@dataclass(frozen=True)
class Writing:
    """The trainee's page. Without a mentor there is nothing to fill in, and `mentor` is empty."""

    week_of: date
    mentor: str
    questions: Sequence[Asked]
    is_written: bool
    kind: type[CheckinForm]
    form: Filled[CheckinForm]
    title: str = N_("Check-in for this week")
    crumb: Crumb = (N_("your check-ins"), "checkins.mine", {})


@dataclass(frozen=True)
class Noting:
    """The mentor's page."""

    match_id: UUID
    week_of: date
    trainee: str
    kind: type[CheckinForm]
    form: Filled[CheckinForm]
    title: Sentence
    crumb: Crumb = (N_("mentoring"), "mentors.desk", {})


@dataclass(frozen=True)
class Readers:
    checkin_id: UUID
    week_of: date
    kind: type[CheckinForm]
    form: Filled[CheckinForm]
    title: str = N_("Who may read this check-in")
    crumb: Crumb = (N_("your check-ins"), "checkins.mine", {})


def writing(work: Work) -> Writing:
    found = _own_match(work)
    week = _week(work)
    if found is None:
        return Writing(week, "", (), is_written=False, kind=CheckinForm, form=Filled.blank(CheckinForm))
    match, key, mentor = found
    questions = blueprint_of(key).checkins.trainee
    scales = {question.key for question in questions if question.kind == "scale"}
    kind = trainee_checkin_form(key, frozenset(scales & last_answers(work, match, before=week).keys()))
    written = _written(work, match, week)
    return Writing(
        week_of=week,
        mentor=mentor,
        questions=[Asked(ANSWER + question.key, READABLE_BY + question.key) for question in questions],
        is_written=bool(written),
        kind=kind,
        form=Filled.blank(kind, **_known(written, [question.key for question in questions])),
    )


def noting(work: Work, match: Match) -> Noting:
    trainee, key = work.db.execute(
        select(Person.name, Programme.key)
        .join(Programme, col(Programme.id) == match.programme_id)
        .where(col(Person.id) == match.trainee_id)
    ).one()
    week = _week(work)
    kind = mentor_checkin_form(key)
    known = typed({question: value for question, (value, _) in _written(work, match, week).items()}, {})
    title = sentence(N_("Check-in about the work of %(trainee)s"), trainee=trainee)
    return Noting(match.id, week, trainee, kind, Filled.blank(kind, **known), title)


def readers(work: Work, checkin: Checkin) -> Readers:
    lines = work.db.scalars(
        select(CheckinLine).where(col(CheckinLine.checkin_id) == checkin.id).order_by(col(CheckinLine.question))
    ).all()
    kind = readers_form(tuple((line.question, line.wording) for line in lines))
    known = typed({}, {line.question: line.readable_by for line in lines})
    return Readers(checkin.id, checkin.week_of, kind, Filled.blank(kind, **known))


def _own_match(work: Work) -> tuple[Match, str, str] | None:
    """The trainee's match with the key of its programme and the name of the mentor."""
    return work.db.execute(
        select(Match, Programme.key, Person.name)
        .join(Programme, col(Programme.id) == Match.programme_id)
        .join(Person, col(Person.id) == Match.mentor_person_id)
        .where(col(Match.trainee_id) == work.actor.person_id, col(Match.status).in_(TOGETHER))
        .order_by(col(Match.id).desc())
        .limit(1)
    ).one_or_none()


def _written(work: Work, match: Match, week: date) -> dict[str, tuple[str, Audience]]:
    """What the actor wrote this week: the answer and its readers, by question."""
    lines = work.db.scalars(
        select(CheckinLine)
        .join(Checkin, col(Checkin.id) == CheckinLine.checkin_id)
        .where(
            col(Checkin.match_id) == match.id,
            col(Checkin.author_id) == work.actor.person_id,
            col(Checkin.week_of) == week,
        )
    )
    return {line.question: (line.value, line.readable_by) for line in lines}


def _known(written: Mapping[str, tuple[str, Audience]], questions: Sequence[str]) -> dict[str, str]:
    """What is written, and "only me" beside every question that has no readers yet."""
    answers = {question: value for question, (value, _) in written.items()}
    audiences = dict.fromkeys(questions, Audience.ONLY_ME) | {key: audience for key, (_, audience) in written.items()}
    return typed(answers, audiences)


def _week(work: Work) -> date:
    return week_of(work.now, work.db.get_one(Person, work.actor.person_id).time_zone)
