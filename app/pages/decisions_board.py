"""The board: every sent application of a manager's programmes in a fixed order, filtered, page by page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from sqlalchemy import Row, Select, and_, func, or_, select
from sqlmodel import col

from app.core.actors import Role
from app.core.words import N_
from app.core.work import Work
from app.forms.asking import Option
from app.forms.decisions import ANY, BY_SCORE, BoardFilter
from app.forms.filling import Filled
from app.forms.offering import offering
from app.models.applications import Application, ApplicationStatus, Decision, Outcome
from app.models.cohorts import Cohort
from app.models.people import Person
from app.models.reviews import Standing
from app.rules.applications import LIFE
from app.rules.cohorts import visible_to as cohorts_visible_to
from app.rules.decisions import OUTCOMES, visible_to

PAGE = 50
NO_SCORE = -1
Columns = tuple[UUID, str, str, ApplicationStatus, int | None, int | None, int | None, Outcome | None]
_SCORE = func.coalesce(col(Standing.score), NO_SCORE)


@dataclass(frozen=True)
class Line:
    """One application. `written` of `expected` reviews are there; `score` is 0 to 100 or None."""

    application_id: UUID
    reference: str
    name: str
    state: str
    written: int
    expected: int
    score: int | None
    outcome: str | None


@dataclass(frozen=True)
class Board:
    """`total` fit the filter; `waiting` decisions are not released. `next_page` is the query of the page that follows."""

    lines: Sequence[Line]
    total: int
    waiting: int
    by_score: bool
    is_filtered: bool
    also_reviews: bool
    next_page: str | None
    first_page: str | None
    title: str = N_("Applications")


def filter_for(work: Work) -> type[BoardFilter]:
    """The filter with the cohorts that this manager has."""
    names = (
        cohorts_visible_to(work.actor).with_only_columns(col(Cohort.id), col(Cohort.name)).order_by(col(Cohort.name))
    )
    cohorts = [Option(str(cohort_id), name) for cohort_id, name in work.db.execute(names)]
    return offering(BoardFilter, cohort=[ANY, *cohorts])


def board(work: Work, filled: Filled[BoardFilter]) -> Board:
    asked = filled.form or BoardFilter()
    listed = _filtered(visible_to(work.actor), asked)
    total, waiting = _counted(work, listed)
    rows = work.db.execute(_page(listed, asked)).all()
    lines = [_line(row) for row in rows[:PAGE]]
    return Board(
        lines=lines,
        total=total,
        waiting=waiting,
        by_score=asked.order == BY_SCORE,
        is_filtered=bool(asked.status or asked.cohort),
        also_reviews=work.actor.holds(Role.REVIEWER),
        next_page=_query(filled.typed, after=lines[-1].reference) if len(rows) > PAGE else None,
        first_page=_query(filled.typed, after="") if asked.after else None,
    )


def _filtered(applications: Select[Any], asked: BoardFilter) -> Select[Any]:
    if asked.status:
        applications = applications.where(col(Application.status).in_(asked.status))
    if asked.cohort:
        applications = applications.where(col(Application.cohort_id) == asked.cohort)
    return applications


def _counted(work: Work, listed: Select[Any]) -> tuple[int, int]:
    """How many fit the filter, and how many decisions of all wait for release."""
    count = func.count(col(Application.id))
    waiting = visible_to(work.actor).where(col(Application.status) == ApplicationStatus.DECIDED_UNRELEASED)
    row = work.db.execute(
        select(listed.with_only_columns(count).scalar_subquery(), waiting.with_only_columns(count).scalar_subquery())
    ).one()
    return row[0] or 0, row[1] or 0


def _page(listed: Select[Any], asked: BoardFilter) -> Select[*Columns]:
    page = (
        listed.join(Person, col(Person.id) == Application.person_id)
        .outerjoin(Standing, col(Standing.application_id) == Application.id)
        .outerjoin(Decision, col(Decision.application_id) == Application.id)
        .with_only_columns(
            col(Application.id),
            col(Application.reference),
            col(Person.name),
            col(Application.status),
            col(Standing.written),
            col(Standing.expected),
            col(Standing.score),
            col(Decision.outcome),
        )
        .limit(PAGE + 1)
    )
    reference = col(Application.reference)
    if asked.order == BY_SCORE:
        page = page.where(_below(listed, asked.after)) if asked.after else page
        return page.order_by(_SCORE.desc(), reference)
    page = page.where(reference > asked.after) if asked.after else page
    return page.order_by(reference)


def _below(listed: Select[Any], after: str) -> Any:
    """What stands below the application of this reference when scores give the order.

    The reference is looked up among what is listed, so that nobody can learn a score of something else by it.
    """
    score = (
        listed.outerjoin(Standing, col(Standing.application_id) == Application.id)
        .where(col(Application.reference) == after)
        .with_only_columns(func.coalesce(func.max(col(Standing.score)), NO_SCORE))
        .correlate(None)
        .scalar_subquery()
    )
    return or_(score > _SCORE, and_(score == _SCORE, col(Application.reference) > after))


def _line(row: Row[*Columns]) -> Line:
    application_id, reference, name, status, written, expected, score, outcome = row
    return Line(
        application_id,
        reference,
        name,
        LIFE.words[status].staff,
        written or 0,
        expected or 0,
        score,
        OUTCOMES[Outcome(outcome)] if outcome else None,
    )


def _query(typed: Mapping[str, Sequence[str]], *, after: str) -> str:
    """The query of this list again, beginning behind the given reference."""
    kept = {name: [value for value in values if value] for name, values in typed.items() if name != "after"}
    return urlencode({**kept, **({"after": after} if after else {})}, doseq=True)
