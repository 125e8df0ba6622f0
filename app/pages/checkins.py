"""The lists of check-ins. Each audience has its own query, so that a page is never given a line it may not show."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import col, select
from sqlmodel.sql.expression import Select

from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.checkins import Audience, Checkin, CheckinLine, CheckinStatus
from app.models.cohorts import Cohort
from app.models.matches import Match
from app.models.people import Person
from app.models.programmes import Programme
from app.pages.fits import label_of
from app.rules.blueprints import Blueprint, blueprint_of
from app.rules.checkins import FOR_MANAGERS, FOR_MENTOR, READERS
from app.rules.sightings import MENTOR_CHECKINS, PROGRAMME_CHECKINS
from app.services import sightings
from app.services.memberships import match_of

PAGE = 12

Crumb = tuple[str, str, dict[str, object]]


@dataclass(frozen=True)
class Line:
    """One answer. `readers` says who may read it, and only its author ever sees that."""

    question: str
    answer: str
    is_text: bool
    readers: str | None


@dataclass(frozen=True)
class Entry:
    """One check-in as this reader may see it."""

    checkin_id: UUID
    week_of: date
    author_id: UUID
    author: str
    is_own: bool
    is_skipped: bool
    lines: Sequence[Line]


@dataclass(frozen=True)
class Mine:
    entries: Sequence[Entry]
    older_than: UUID | None
    has_mentor: bool
    title: str = N_("Your check-ins")


@dataclass(frozen=True)
class Shared:
    """What a mentor reads of one trainee, beside what they wrote themselves."""

    match_id: UUID
    trainee: str
    entries: Sequence[Entry]
    older_than: UUID | None
    title: Sentence
    crumb: Crumb = (N_("mentoring"), "mentors.desk", {})


@dataclass(frozen=True)
class ForProgramme:
    cohort_id: UUID
    entries: Sequence[Entry]
    older_than: UUID | None
    title: Sentence
    crumb: Crumb


def mine(work: Work, older_than: UUID | None) -> Mine:
    """Everything that this person wrote as a trainee, and the copies of what their mentors wrote for them."""
    own = col(Checkin.author_id) == work.actor.person_id
    copies = and_(col(Checkin.author_id) == Match.mentor_person_id, col(Checkin.status) == CheckinStatus.WRITTEN)
    wanted = _checkins().where(col(Match.trainee_id) == work.actor.person_id, or_(own, copies))
    entries, older = _entries(work, wanted, or_(own, col(CheckinLine.readable_by) == Audience.MY_TRAINEE), older_than)
    return Mine(entries, older, match_of(work.db, work.actor.person_id) is not None)


def shared(work: Work, match: Match, older_than: UUID | None) -> Shared:
    """The mentor's own notes, and of the trainee's check-ins only lines that the trainee opened to the mentor. Reading
    those is written down for the trainee.
    """
    own = col(Checkin.author_id) == work.actor.person_id
    opened = and_(col(Checkin.author_id) == match.trainee_id, col(CheckinLine.readable_by).in_(FOR_MENTOR))
    wanted = _checkins().where(col(Checkin.match_id) == match.id, or_(own, _has_line(opened)))
    entries, older = _entries(work, wanted, or_(own, opened), older_than)
    if any(not entry.is_own for entry in entries):
        sightings.note(work, MENTOR_CHECKINS, [match.trainee_id])
    trainee = work.db.get_one(Person, match.trainee_id).name
    return Shared(match.id, trainee, entries, older, sentence(N_("Check-ins with %(trainee)s"), trainee=trainee))


def for_programme(work: Work, cohort: Cohort, older_than: UUID | None) -> ForProgramme:
    """Lines that trainees of this cohort opened to their programme. Reading them is written down for each."""
    opened = col(CheckinLine.readable_by).in_(FOR_MANAGERS)
    by_trainees = col(Checkin.author_id) == Match.trainee_id
    wanted = _checkins().where(col(Match.cohort_id) == cohort.id, by_trainees, _has_line(opened))
    entries, older = _entries(work, wanted, opened, older_than)
    sightings.note(work, PROGRAMME_CHECKINS, dict.fromkeys(entry.author_id for entry in entries))
    title = sentence(N_("Check-ins shared by %(cohort)s"), cohort=cohort.name)
    return ForProgramme(cohort.id, entries, older, title, (cohort.name, "cohorts.show", {"cohort_id": cohort.id}))


def by_mentors(work: Work, person_id: UUID, older_than: UUID | None) -> tuple[list[Entry], UUID | None]:
    """What mentors wrote about the work of this trainee. What the trainee wrote is not among it."""
    by_mentor = col(Checkin.author_id) == Match.mentor_person_id
    written = col(Checkin.status) == CheckinStatus.WRITTEN
    wanted = _checkins().where(col(Match.trainee_id) == person_id, by_mentor, written)
    return _entries(work, wanted, and_(by_mentor, col(CheckinLine.readable_by) == Audience.MY_TRAINEE), older_than)


def _checkins() -> Select[Checkin, str, str]:
    """Check-ins with the author's name and the key of the programme, whose blueprint has the words."""
    return (
        select(Checkin, Person.name, Programme.key)
        .join(Match, col(Match.id) == Checkin.match_id)
        .join(Programme, col(Programme.id) == Match.programme_id)
        .join(Person, col(Person.id) == Checkin.author_id)
    )


def _has_line(opened: ColumnElement[bool]) -> ColumnElement[bool]:
    lines = select(CheckinLine.checkin_id).where(col(CheckinLine.checkin_id) == Checkin.id, opened)
    return lines.correlate(Checkin).exists()


def _entries(
    work: Work, wanted: Select[Checkin, str, str], readable: ColumnElement[bool], older_than: UUID | None
) -> tuple[list[Entry], UUID | None]:
    """One page, newest first, with the key of the next page. `readable` is about a line and its check-in."""
    if older_than is not None:
        wanted = wanted.where(col(Checkin.id) < older_than)
    rows = work.db.execute(wanted.order_by(col(Checkin.id).desc()).limit(PAGE + 1)).all()
    lines = _lines(work, [checkin.id for checkin, _, _ in rows[:PAGE]], readable)
    entries = [_entry(work, checkin, author, key, lines[checkin.id]) for checkin, author, key in rows[:PAGE]]
    return entries, entries[-1].checkin_id if len(rows) > PAGE else None


def _lines(work: Work, checkin_ids: Sequence[UUID], readable: ColumnElement[bool]) -> dict[UUID, list[CheckinLine]]:
    rows = work.db.scalars(
        select(CheckinLine)
        .join(Checkin, col(Checkin.id) == CheckinLine.checkin_id)
        .join(Match, col(Match.id) == Checkin.match_id)
        .where(col(CheckinLine.checkin_id).in_(checkin_ids), readable)
    )
    found: dict[UUID, list[CheckinLine]] = defaultdict(list)
    for line in rows:
        found[line.checkin_id].append(line)
    return found


def _entry(work: Work, checkin: Checkin, author: str, key: str, lines: Sequence[CheckinLine]) -> Entry:
    blueprint = blueprint_of(key)
    is_own = checkin.author_id == work.actor.person_id
    order = [question.key for question in (*blueprint.checkins.trainee, *blueprint.checkins.mentor)]
    ordered = sorted(lines, key=lambda line: order.index(line.question) if line.question in order else len(order))
    return Entry(
        checkin_id=checkin.id,
        week_of=checkin.week_of,
        author_id=checkin.author_id,
        author=author,
        is_own=is_own,
        is_skipped=checkin.status is CheckinStatus.SKIPPED,
        lines=[_line(blueprint, line, is_own=is_own) for line in ordered],
    )


def _line(blueprint: Blueprint, line: CheckinLine, *, is_own: bool) -> Line:
    asked = (*blueprint.checkins.trainee, *blueprint.checkins.mentor)
    choices = next((question.choices for question in asked if question.key == line.question), ())
    return Line(
        question=line.wording,
        answer=label_of(choices, line.value),
        is_text=not choices,
        readers=READERS.get(line.readable_by) if is_own else None,
    )
