"""Counting what planning promises: a yes before a change inside the notice, and the same mentor. Nobody is named.

A mentor has changed when two who worked together no longer do so before the cohort is over, for whatever reason and
whoever ended it (N16). Whoever left the cohort changed no mentor.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, case, func, literal, select, type_coerce, union_all
from sqlmodel import col

from app.core.events import AuditEntry
from app.core.work import Work
from app.models.cohorts import Cohort, Enrolment, EnrolmentStatus
from app.models.day_changes import DayChange, DayChangeStatus
from app.models.matches import Match, MatchStatus
from app.models.plans import Plan
from app.models.productions import Production
from app.rules.day_changes import PROMISE_BROKEN, PROMISE_KEPT
from app.rules.matches import TOGETHER

MENTORING_ENDED = "matches.ended"
NOTICE, MENTORS = "notice", "mentors"
SAME, CHANGED, NEITHER = "same", "changed", ""


@dataclass(frozen=True)
class Counted:
    """How often a promise was kept, waits, and was not kept, at one production or in one cohort."""

    name: str
    kept: int
    due: int
    missed: int


@dataclass(frozen=True)
class Planning:
    """What was counted: (kind, id, name, cohort, state, how many). Every cohort and production is in it, also without numbers."""

    rows: Sequence[tuple[str, UUID, str, UUID | None, str, int]]

    @property
    def cohorts(self) -> list[tuple[UUID, str]]:
        """Id and name of each, by name."""
        found = {key: name for kind, key, name, *_ in self.rows if kind == MENTORS}
        return sorted(found.items(), key=lambda each: each[1])

    def notice(self, cohort_id: UUID | None) -> list[Counted]:
        """At each production; of one cohort alone, where one is named."""
        return [_of_notice(name, numbers) for name, numbers in self._numbers(NOTICE, cohort_id)]

    def mentors(self, cohort_id: UUID | None) -> list[Counted]:
        return [
            Counted(name, numbers.get(SAME, 0), 0, numbers.get(CHANGED, 0))
            for name, numbers in self._numbers(MENTORS, cohort_id)
        ]

    def _numbers(self, wanted: str, cohort_id: UUID | None) -> list[tuple[str, dict[str, int]]]:
        found: dict[UUID, tuple[str, dict[str, int]]] = {}
        for kind, key, name, cohort, state, number in self.rows:
            if kind != wanted or (kind == MENTORS and cohort_id not in {None, cohort}):
                continue
            numbers = found.setdefault(key, (name, {}))[1]
            if cohort_id in {None, cohort}:
                numbers[state or NEITHER] = numbers.get(state or NEITHER, 0) + number
        return sorted(found.values(), key=lambda each: each[0])


def counted_for(work: Work, programmes: Iterable[UUID]) -> Planning:
    """Notice at each production, and the same mentor in each cohort, of these programmes, in one statement."""
    wanted = list(programmes)
    rows = work.db.execute(union_all(_notice(wanted), _mentors(wanted)))
    return Planning(
        [(kind, key, name, cohort, state or NEITHER, number) for kind, key, name, cohort, state, number in rows]
    )


def notice_at(work: Work, production_id: UUID) -> Counted:
    """The promise of notice of one production."""
    counted = work.db.execute(
        select(col(DayChange.status), func.count())
        .join(Plan, col(Plan.id) == DayChange.plan_id)
        .where(col(Plan.production_id) == production_id)
        .group_by(col(DayChange.status))
    )
    return _of_notice("", {status: number for status, number in counted})  # noqa: C416 - rows are no pairs to dict


def mentors_changed(work: Work, cohort_id: UUID, since: datetime, until: datetime) -> int:
    """How many mentors of people in this cohort changed after `since` and up to `until`, told from what happened."""
    happened = (
        _matches(select(func.count(AuditEntry.number.distinct())))  # type: ignore[union-attr]  # a column, not its value
        .join(AuditEntry, col(AuditEntry.subject_id) == Match.id)
        .where(
            col(Cohort.id) == cohort_id,
            col(AuditEntry.name) == MENTORING_ENDED,
            col(AuditEntry.at) > since,
            col(AuditEntry.at) <= until,
            _how_it_went() == CHANGED,
        )
    )
    return work.db.scalar(happened) or 0


def _notice(programmes: list[UUID]) -> Select[Any]:
    status = type_coerce(col(DayChange.status), String)
    production: tuple[Any, ...] = (col(Production.id), col(Production.title), col(Plan.cohort_id))
    chosen: Select[Any] = select(literal(NOTICE), *production, status, func.count(col(DayChange.id)))
    return (
        chosen.select_from(Production)
        .outerjoin(Plan, col(Plan.production_id) == Production.id)
        .outerjoin(DayChange, col(DayChange.plan_id) == Plan.id)
        .where(col(Production.programme_id).in_(programmes))
        .group_by(*production, col(DayChange.status))
    )


def _mentors(programmes: list[UUID]) -> Select[Any]:
    went = _how_it_went()
    cohort: tuple[Any, ...] = (col(Cohort.id), col(Cohort.name))
    chosen: Select[Any] = select(literal(MENTORS), *cohort, col(Cohort.id), went, func.count(col(Match.id)))
    return _matches(chosen).where(col(Cohort.programme_id).in_(programmes)).group_by(*cohort, went)


def _matches(chosen: Select[Any]) -> Select[Any]:
    return (
        chosen.select_from(Cohort)
        .outerjoin(Match, col(Match.cohort_id) == Cohort.id)
        .outerjoin(Enrolment, (col(Enrolment.cohort_id) == Cohort.id) & (col(Enrolment.person_id) == Match.trainee_id))
    )


def _how_it_went() -> ColumnElement[str]:
    left = col(Enrolment.status) == EnrolmentStatus.LEFT
    ended = (col(Match.status) == MatchStatus.ENDED) & (col(Match.ends_on) < col(Cohort.ends_on))
    return case((left, NEITHER), (col(Match.status).in_(TOGETHER), SAME), (ended, CHANGED), else_=NEITHER)


def _of_notice(name: str, numbers: Mapping[str, int]) -> Counted:
    kept, missed = (sum(numbers.get(each, 0) for each in group) for group in (PROMISE_KEPT, PROMISE_BROKEN))
    waits = sum(numbers.get(each, 0) for each in DayChangeStatus if each not in PROMISE_KEPT | PROMISE_BROKEN)
    return Counted(name, kept, waits, missed)
