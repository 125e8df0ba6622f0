"""One table: for each kind of the register where its rows are, and when they are over. Nothing is removed here.

What removing means is decided once, for an erasure and for the end of a time: `rules.erasures` says of each reference
whether its row goes, or stays for counts and leads to a place holder from then on.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Table, Text, and_, cast, exists, null, or_, select
from sqlmodel import SQLModel, col

from app.core.events import OutboxStatus
from app.core.work import Work
from app.models.applications import Application
from app.models.cohorts import Cohort, Enrolment
from app.models.matches import Match
from app.models.plans import Plan
from app.models.sessions import Session
from app.rules.registers import CountedFrom
from app.rules.retentions import times_of
from app.services.retentions_endings import applications_over, cohorts_over, have_left, in_dispute, is_free, still_open

Key = Sequence[Any]
"""The primary key of one row, and after it whose row it is and of which cohort, where it is led to a place holder."""

Over = Callable[[Table, str, datetime], ColumnElement[bool]]
"""The rows of this table that are over at this moment, for this kind of the register."""


@dataclass(frozen=True)
class Place:
    """Rows of one table. `reference` is the column by which `rules.erasures` knows what becomes of them."""

    reference: str
    is_over: Over

    @property
    def table(self) -> Table:
        return SQLModel.metadata.tables[self.reference.partition(".")[0]]

    @property
    def column(self) -> str:
        return self.reference.partition(".")[2]

    def due(self, work: Work, entry: str) -> Sequence[Key]:
        table = self.table
        keys = list(table.primary_key.columns)
        whose = [table.c[self.column], cohort_of(table)] if table.name in COHORTS else []
        found = select(*keys, *whose).where(self.is_over(table, entry, work.now)).order_by(*keys)
        return [tuple(row) for row in work.db.execute(found)]


def cohort_of(table: Table) -> Any:
    """The cohort that a row belongs to, or nothing."""
    return COHORTS[table.name](table).label("cohort")


def _of(model: Any, key: str) -> Callable[[Table], Any]:
    """The cohort of the session, plan or match that this column names."""

    def cohort(table: Table) -> Any:
        return select(col(model.cohort_id)).where(col(model.id) == table.c[key]).correlate(table).scalar_subquery()

    return cohort


def _itself(table: Table) -> Any:
    return table.c.cohort_id


COHORTS: Mapping[str, Callable[[Table], Any]] = {
    "applications": _itself,
    "enrolments": _itself,
    "matches": _itself,
    "bookings": _of(Session, "session_id"),
    "assignments": _of(Plan, "plan_id"),
    "day_changes": _of(Plan, "plan_id"),
    "emergencies": lambda _table: null(),
}
"""Tables whose rows stay for counts. What belongs to one person and one cohort gets one place holder."""


def _of_application(column: str, table: Table, entry: str, now: datetime) -> ColumnElement[bool]:
    return table.c[column].in_(select(col(Application.id)).where(applications_over(entry, now)))


def _in_cohort(column: str, table: Table, entry: str, now: datetime) -> ColumnElement[bool]:
    return and_(COHORTS[table.name](table).in_(cohorts_over(entry, now)), is_free(table.c[column], now))


def _of_match(table: Table, entry: str, now: datetime) -> ColumnElement[bool]:
    """What both wrote, for it is about the two of them."""
    ended = col(Match.cohort_id).in_(cohorts_over(entry, now))
    return table.c.match_id.in_(select(col(Match.id)).where(ended, is_free(col(Match.trainee_id), now)))


def _plan(table: Table, entry: str, now: datetime) -> ColumnElement[bool]:
    """Of a whole cohort at once, once nobody in it has anything open."""
    open_there = select(col(Enrolment.cohort_id)).where(
        or_(col(Enrolment.person_id).in_(still_open(now)), col(Enrolment.person_id).in_(in_dispute()))
    )
    said = or_(cast(table.c.explanations, Text) != "[]", cast(table.c.figures, Text) != "{}", table.c.trouble != "")
    return and_(table.c.cohort_id.in_(cohorts_over(entry, now)), table.c.cohort_id.not_in(open_there), said)


def _in_programme(written: str, table: Table, entry: str, now: datetime) -> ColumnElement[bool]:
    """What somebody said to a programme as a whole, when nothing that they have there is still within its time."""
    times = times_of(entry)
    here = col(Application.programme_id) == table.c.programme_id
    applied = and_(here, col(Application.person_id) == table.c.person_id)
    of_programme = select(col(Cohort.id)).where(col(Cohort.programme_id) == table.c.programme_id)
    enrolled = and_(
        col(Enrolment.person_id) == table.c.person_id, col(Enrolment.cohort_id).in_(of_programme.correlate(table))
    )
    long_ago = cohorts_over(entry, now)
    over = select(col(Application.id)).where(applications_over("applications", now))
    old = (
        table.c[written] <= now - times[CountedFrom.APPLICATION_ENDED]
        if written
        else exists().where(enrolled, col(Enrolment.cohort_id).in_(long_ago))
    )
    return and_(
        old,
        ~exists().where(applied, col(Application.id).not_in(over)),
        ~exists().where(enrolled, col(Enrolment.cohort_id).not_in(long_ago)),
        is_free(table.c.person_id, now),
    )


def _emergency(table: Table, entry: str, now: datetime) -> ColumnElement[bool]:
    old = table.c.opened_at <= now - times_of(entry)[CountedFrom.WRITTEN]
    return and_(old, table.c.person_id.not_in(in_dispute()), table.c.person_id.not_in(have_left()))


def _written(column: str, table: Table, entry: str, now: datetime) -> ColumnElement[bool]:
    """Each row by its own time, unless its person has anything in dispute."""
    old = table.c[column] <= now - times_of(entry)[CountedFrom.WRITTEN]
    return and_(old, table.c.person_id.not_in(in_dispute()), table.c.person_id.not_in(have_left()))


def _followed(table: Table, entry: str, now: datetime) -> ColumnElement[bool]:
    """What the worker was told of what was done. What it was not told yet waits."""
    old = table.c.at <= now - times_of(entry)[CountedFrom.WRITTEN]
    return and_(old, table.c.status == OutboxStatus.STARTED)


def _since(written: str, table: Table, entry: str, now: datetime) -> ColumnElement[bool]:
    """What was noted for days of work, when it was written longer ago than days are kept."""
    old = table.c[written] <= now - times_of(entry)[CountedFrom.COHORT_ENDED]
    return and_(old, is_free(table.c.person_id, now))


def _application(reference: str) -> Place:
    return Place(reference, partial(_of_application, reference.partition(".")[2]))


def _cohort(reference: str) -> Place:
    return Place(reference, partial(_in_cohort, reference.partition(".")[2]))


PLACES: Mapping[str, Sequence[Place]] = {
    "answers": (_application("redactions.application_id"),),
    "files": (_application("uploads.application_id"),),
    "questions": (_application("inquiries.application_id"), _application("contact_tries.application_id")),
    "not_readers": (_application("named_readers.application_id"),),
    "decisions": (_application("conditions.application_id"), _application("decisions.application_id")),
    "scores": (_application("reviews.application_id"),),
    "holds": (_application("holds.application_id"),),
    "monitoring": (Place("monitoring_answers.person_id", partial(_in_programme, "answered_at")),),
    "corrections": (Place("corrections.person_id", partial(_in_programme, "asked_at")),),
    "enrolments": (_cohort("enrolments.person_id"),),
    "bookings": (_cohort("bookings.person_id"),),
    "days": (
        _cohort("assignments.person_id"),
        _cohort("day_changes.person_id"),
        Place("plans.cohort_id", _plan),
        Place("absences.person_id", partial(_since, "entered_at")),
        Place("overrides.person_id", partial(_since, "asked_at")),
        Place("pins.person_id", partial(_since, "pinned_at")),
        Place("placings.person_id", partial(_since, "made_at")),
    ),
    "on_the_day": (
        Place("arrivals.person_id", partial(_written, "at")),
        Place("kind_checks.person_id", partial(_written, "asked_at")),
        Place("swaps.person_id", partial(_written, "at")),
        Place("acknowledgements.person_id", partial(_written, "at")),
    ),
    "place_answers": (Place("place_answers.person_id", partial(_written, "answered_at")),),
    "matching": (_cohort("matches.trainee_id"), Place("working_styles.person_id", partial(_in_programme, ""))),
    "checkins": (Place("checkins.author_id", _of_match),),
    "emergencies": (Place("emergencies.person_id", _emergency),),
    "record": (Place("outbox_events.id", _followed),),
    "applications": (
        _application("openings.application_id"),
        _application("complete_parts.application_id"),
        Place("applications.person_id", partial(_of_application, "id")),
    ),
}
"""By kind of the register. Answers and files are counted by question before they go: `services.retentions` does that."""
