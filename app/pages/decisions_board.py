"""The board: every sent application of a manager's programmes, chosen, searched, in a stated order, page by page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from app.core.actors import Role
from app.core.words import N_
from app.core.work import Work
from app.forms.asking import Option
from app.forms.decisions_board import ANY, BoardFilter, query_of
from app.forms.decisions_together import Choosing
from app.forms.filling import Filled
from app.forms.offering import offering
from app.models.applications import ApplicationStatus, Outcome
from app.models.cohorts import Cohort
from app.models.decisions_board import BoardLine
from app.models.programmes import Programme
from app.pages.decisions_board_listing import Listed, is_seen
from app.pages.kept_lists import KeptLink, kept_links
from app.rules.applications import LIFE
from app.rules.cohorts import visible_to as cohorts_visible_to
from app.rules.decisions import OUTCOMES
from app.rules.decisions_board import MOST_COUNTED, ORDERINGS, Order
from app.rules.decisions_together import Which

PAGE = 50
MOST_WAITING = 50


@dataclass(frozen=True)
class Ground:
    """What a manager has: the filter with their cohorts in it, and the time zone of each programme."""

    form: type[BoardFilter]
    zones: Mapping[UUID, str]


@dataclass(frozen=True)
class Line:
    """One application. `written` of `expected` reviews are there; `score` is 0 to 100 or None."""

    application_id: UUID
    reference: str
    name: str
    cohort: str
    state: str
    sent_at: datetime
    zone: str
    written: int
    expected: int
    score: int | None
    outcome: str | None


@dataclass(frozen=True)
class Board:
    """`total` were counted and `is_more` says that there are more than those. At least `waiting` decisions wait.

    `next_page` and `page_before` are queries, or None where there is no such page; `query` is the list's own.
    """

    lines: Sequence[Line]
    total: int
    is_more: bool
    was_counted: bool
    order: str
    waiting: int
    waiting_is_more: bool
    by_score: bool
    is_searched: bool
    is_filtered: bool
    also_reviews: bool
    query: str
    next_page: str | None
    page_before: str | None
    kept: Sequence[KeptLink]
    choosing: Filled[Choosing]
    marked: Sequence[str]
    title: str = N_("Applications")


def ground_of(work: Work) -> Ground:
    rows = work.db.execute(
        cohorts_visible_to(work.actor)
        .join(Programme, col(Programme.id) == Cohort.programme_id)
        .with_only_columns(col(Cohort.id), col(Cohort.name), col(Programme.id), col(Programme.time_zone))
        .order_by(col(Cohort.name))
    ).all()
    cohorts = [Option(str(row[0]), row[1]) for row in rows]
    return Ground(offering(BoardFilter, cohort=[ANY, *cohorts]), {row[2]: row[3] for row in rows})


def board(work: Work, ground: Ground, filled: Filled[BoardFilter], choosing: Filled[Choosing]) -> Board:
    """`choosing` is what was begun below the list, drawn again as it was."""
    asked = filled.form or BoardFilter()
    listed = Listed(work, asked, ground.zones)
    found = listed.page(PAGE)
    lines = [line_of(row) for row in found.rows]
    is_whole = not (found.has_before or found.has_next)
    total = len(lines) if is_whole or not asked.count else listed.count(MOST_COUNTED)
    waiting = _waiting(work)
    return Board(
        lines=lines,
        total=min(total, MOST_COUNTED),
        is_more=total > MOST_COUNTED if asked.count else not is_whole,
        was_counted=is_whole or bool(asked.count),
        order=listed.ordering.told,
        waiting=min(waiting, MOST_WAITING),
        waiting_is_more=waiting > MOST_WAITING,
        by_score=listed.ordering is ORDERINGS[Order.SCORE],
        is_searched=bool(asked.search),
        is_filtered=asked.is_choosing,
        also_reviews=work.actor.holds(Role.REVIEWER),
        query=query_of(filled.typed),
        next_page=query_of(filled.typed, after=lines[-1].reference) if found.has_next and lines else None,
        page_before=query_of(filled.typed, before=lines[0].reference) if found.has_before and lines else None,
        kept=kept_links(work),
        choosing=Filled.blank(Choosing, which=choosing.text("which") or Which.MARKED, step=choosing.text("step")),
        marked=choosing.typed.get("chosen", ()),
    )


def line_of(row: Sequence[Any]) -> Line:
    application_id, reference, name, cohort, status, sent_at, zone, written, expected, score, outcome = row
    return Line(
        application_id,
        reference,
        name,
        cohort,
        LIFE.words[status].staff,
        sent_at,
        zone,
        written or 0,
        expected or 0,
        score,
        OUTCOMES[Outcome(outcome)] if outcome else None,
    )


def _waiting(work: Work) -> int:
    """How many decisions wait for release, counted no further than a page of them."""
    programmes = work.actor.programmes_as(Role.MANAGER)
    waiting = select(col(BoardLine.id)).where(
        col(BoardLine.programme_id).in_(programmes),
        col(BoardLine.status) == ApplicationStatus.DECIDED_UNRELEASED,
        is_seen(work),
    )
    return work.db.scalar(select(func.count()).select_from(waiting.limit(MOST_WAITING + 1).subquery())) or 0
