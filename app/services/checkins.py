"""Writing check-ins: the trainee's own lines with their readers, and the mentor's lines about the work."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import delete
from sqlmodel import col, select

from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.forms.checkins import CheckinForm
from app.models.checkins import Audience, Checkin, CheckinLine, CheckinStatus
from app.models.matches import Match
from app.models.people import Person
from app.models.programmes import Programme
from app.rules.blueprints import Blueprint, CheckinQuestion, blueprint_of
from app.rules.checkins import FOR_MENTOR, LIFE, SAME, week_of
from app.rules.consents import CHECKINS
from app.services import consents
from app.services.memberships import match_of

NO_MENTOR = N_("You can write a check-in once you have a mentor.")
NOTHING_SAID = N_("Answer at least one question. You can also skip this week with the button below.")


def write(work: Work, form: CheckinForm) -> None:
    """Keep this week's check-in of a trainee; writing again in the same week replaces it."""
    match = _own_match(work)
    checkin = _of_this_week(work, match)
    was_shared = _is_shared(work, checkin)
    consents.say_yes(work, CHECKINS, checkin.author_id)
    answers = _with_repeated(form.answers, last_answers(work, match, before=checkin.week_of))
    _keep(work, checkin, _blueprint(work, match).checkins.trainee, answers, form.readers)
    _move(work, match, checkin, "write")
    if not was_shared and _is_shared(work, checkin):
        _record(work, match, checkin, "checkins.shared")


def skip(work: Work) -> None:
    """Say nothing this week. What was written already stays."""
    match = _own_match(work)
    _move(work, match, _of_this_week(work, match), "skip")


def note(work: Work, match: Match, form: CheckinForm) -> None:
    """Keep this week's check-in of a mentor about the work; the trainee gets a copy."""
    checkin = _of_this_week(work, match)
    is_first = checkin.status is CheckinStatus.DRAFT
    questions = _blueprint(work, match).checkins.mentor
    _keep(work, checkin, questions, form.answers, dict.fromkeys(form.answers, Audience.MY_TRAINEE))
    _move(work, match, checkin, "write")
    if is_first:
        _record(work, match, checkin, "checkins.copied")


def choose_readers(work: Work, checkin: Checkin, form: CheckinForm) -> None:
    """Change who may read lines that are written already, in either direction."""
    was_shared = _is_shared(work, checkin)
    consents.say_yes(work, CHECKINS, checkin.author_id)
    for line in _lines(work, checkin):
        line.readable_by = form.readers.get(line.question, line.readable_by)
    work.record(Event("checkins.readers_changed", checkin.id, about=checkin.author_id))
    work.db.flush()
    if not was_shared and _is_shared(work, checkin):
        _record(work, work.db.get_one(Match, checkin.match_id), checkin, "checkins.shared")


def this_weeks(work: Work, match: Match) -> Checkin | None:
    """What the actor wrote in this match this week, if anything."""
    return work.db.scalars(
        select(Checkin).where(
            col(Checkin.match_id) == match.id,
            col(Checkin.author_id) == work.actor.person_id,
            col(Checkin.week_of) == _week(work),
        )
    ).one_or_none()


def last_answers(work: Work, match: Match, *, before: date) -> dict[str, str]:
    """What the actor answered in their newest check-in before this week."""
    newest = (
        select(Checkin.id)
        .where(
            col(Checkin.match_id) == match.id,
            col(Checkin.author_id) == work.actor.person_id,
            col(Checkin.week_of) < before,
            col(Checkin.status) == CheckinStatus.WRITTEN,
        )
        .order_by(col(Checkin.week_of).desc())
        .limit(1)
    )
    lines = select(CheckinLine.question, CheckinLine.value).where(col(CheckinLine.checkin_id).in_(newest))
    return dict(work.db.execute(lines).all())


def _keep(
    work: Work,
    checkin: Checkin,
    questions: Sequence[CheckinQuestion],
    answers: Mapping[str, str],
    readers: Mapping[str, Audience],
) -> None:
    """Put these lines in place of what stood there. Refused when nothing is said."""
    if not answers:
        raise Refused(NOTHING_SAID)
    work.db.execute(delete(CheckinLine).where(col(CheckinLine.checkin_id) == checkin.id))
    for question in questions:
        if question.key in answers:
            work.db.add(
                CheckinLine(
                    checkin_id=checkin.id,
                    question=question.key,
                    wording=question.label,
                    value=answers[question.key],
                    readable_by=readers.get(question.key, Audience.ONLY_ME),
                )
            )
    checkin.written_at = work.now
    work.db.flush()


def _with_repeated(answers: Mapping[str, str], last: Mapping[str, str]) -> dict[str, str]:
    """Answers that say "the same as last time" become what was said then; where nothing was said, they go."""
    said = {question: last.get(question) if value == SAME else value for question, value in answers.items()}
    return {question: value for question, value in said.items() if value is not None}


def _own_match(work: Work) -> Match:
    match = match_of(work.db, work.actor.person_id)
    if match is None:
        raise Refused(NO_MENTOR)
    return match


def _of_this_week(work: Work, match: Match) -> Checkin:
    assert work.actor.person_id is not None  # noqa: S101 - the guard has checked
    checkin = this_weeks(work, match) or Checkin(
        id=work.new_id(),
        match_id=match.id,
        author_id=work.actor.person_id,
        week_of=_week(work),
        status=CheckinStatus.DRAFT,
    )
    work.db.add(checkin)
    work.db.flush()
    return checkin


def _week(work: Work) -> date:
    return week_of(work.now, work.db.get_one(Person, work.actor.person_id).time_zone)


def _blueprint(work: Work, match: Match) -> Blueprint:
    return blueprint_of(work.db.get_one(Programme, match.programme_id).key)


def _lines(work: Work, checkin: Checkin) -> Sequence[CheckinLine]:
    return work.db.scalars(select(CheckinLine).where(col(CheckinLine.checkin_id) == checkin.id)).all()


def _is_shared(work: Work, checkin: Checkin) -> bool:
    return any(line.readable_by in FOR_MENTOR for line in _lines(work, checkin))


def _move(work: Work, match: Match, checkin: Checkin, name: str) -> None:
    LIFE.move(work, checkin, name, about=checkin.author_id, programme_id=match.programme_id)


def _record(work: Work, match: Match, checkin: Checkin, name: str) -> None:
    facts = {"match": str(match.id)}
    work.record(Event(name, checkin.id, about=checkin.author_id, programme_id=match.programme_id, facts=facts))
