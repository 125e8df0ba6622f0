"""How the board finds its lines: by key and never by offset, so that a page costs the same among any number of them.

Each programme, and each state that was chosen, is a branch of its own: it reads one index in order and stops after a
page. The law of `rules.decisions` is asked again for every line, so that the lines decide nothing about who may see.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, Select, and_, false, func, or_, select, tuple_, union_all
from sqlalchemy.orm import Mapped, Session
from sqlmodel import col

from app.adapters import searching
from app.adapters.searching import Audience, Found
from app.core.actors import Role
from app.core.work import Work
from app.forms.decisions_board import NONE_YET, BoardFilter
from app.models.applications import Application, Decision
from app.models.cohorts import Cohort
from app.models.decisions_board import BoardLine
from app.models.people import Person
from app.models.programmes import Programme
from app.models.reviews import Standing
from app.rules.decisions import visible_to
from app.rules.decisions_board import FOUND, ORDERINGS, Ordering, place_of


@dataclass(frozen=True)
class Slice:
    """The rows of one page in order, and whether there are others before and behind them."""

    rows: Sequence[Sequence[Any]]
    has_before: bool
    has_next: bool


class Listed:
    """What one manager chose to list. `zones` is the time zone of each of their programmes."""

    def __init__(self, work: Work, asked: BoardFilter, zones: Mapping[UUID, str]) -> None:
        self._work = work
        self._asked = asked
        self._zones = zones
        self._programmes = sorted(work.actor.programmes_as(Role.MANAGER))

    @property
    def ordering(self) -> Ordering:
        return FOUND if self._asked.search else ORDERINGS[self._asked.order]

    def page(self, size: int) -> Slice:
        """The page that begins behind `after`, or ends before `before`; the first one where neither is listed."""
        is_backwards = bool(self._asked.before)
        start = self._start(self._asked.before or self._asked.after)
        is_backwards = is_backwards and start is not None
        rows = list(self._work.db.execute(self._rows(size + 1, start, is_backwards=is_backwards)))
        is_more, rows = len(rows) > size, rows[:size]
        if is_backwards:
            return Slice(rows[::-1], has_before=is_more, has_next=True)
        return Slice(rows, has_before=start is not None, has_next=is_more)

    def count(self, most: int) -> int:
        """How many there are, counted no further than one beyond `most`."""
        some = self._some().with_only_columns(col(BoardLine.id)).limit(most + 1).subquery()
        return self._work.db.scalar(select(func.count()).select_from(some)) or 0

    def _start(self, reference: str) -> Row[Any] | None:
        """Where the line of this reference stands. Only of a line that this manager sees: a place tells a score."""
        if not reference:
            return None
        keys = [_column(name) for name in self.ordering.columns]
        line = select(*keys).where(col(BoardLine.place) == place_of(reference), is_seen(self._work))
        return self._work.db.execute(line).one_or_none()

    def _rows(self, size: int, start: Row[Any] | None, *, is_backwards: bool) -> Select[Any]:
        is_falling = self.ordering.is_falling != is_backwards
        parts = [_in_order(lines, keys, start, is_falling=is_falling).limit(size) for lines, keys in self._branches()]
        merged = parts[0] if len(parts) == 1 else union_all(*(select(part.subquery()) for part in parts))
        page = merged.subquery()
        return _drawn(page).order_by(*_direction(_keys_of(page, self.ordering), is_falling=is_falling)).limit(size)

    def _branches(self) -> Iterator[tuple[Select[Any], Sequence[Any]]]:
        """Selects with what gives them their order. Together they are what is listed; no line is in two of them."""
        keys = [_column(name) for name in self.ordering.columns]
        if self._asked.search:
            for found in searching.found_in_order(*self._search, line_id=col(BoardLine.id)):
                yield _joined(self._in_programmes(), found), [found.line_id]
            return
        lines = self._chosen(select(BoardLine))
        for programme in self._programmes:
            for state in self._asked.status or (None,):
                branch = lines.where(col(BoardLine.programme_id) == programme)
                yield (branch if state is None else branch.where(col(BoardLine.status) == state)), keys

    @property
    def _search(self) -> tuple[Session, Audience, Sequence[str], Sequence[UUID]]:
        return self._work.db, Audience.MANAGERS, self._asked.search, self._programmes

    def _some(self) -> Select[Any]:
        """All that is listed in one select, in no order."""
        lines = self._in_programmes()
        return _joined(lines, searching.found(*self._search)) if self._asked.search else lines

    def _in_programmes(self) -> Select[Any]:
        lines = self._chosen(select(BoardLine)).where(col(BoardLine.programme_id).in_(self._programmes))
        return lines.where(col(BoardLine.status).in_(self._asked.status)) if self._asked.status else lines

    def _chosen(self, lines: Select[Any]) -> Select[Any]:
        return lines.where(is_seen(self._work), *self._choices())

    def _choices(self) -> Iterator[ColumnElement[bool]]:
        asked = self._asked
        if asked.cohort:
            yield col(BoardLine.cohort_id) == asked.cohort
        if asked.reading:
            yield col(BoardLine.reading) == asked.reading
        if asked.outcome:
            yield (
                col(BoardLine.outcome).is_(None)
                if asked.outcome == NONE_YET
                else col(BoardLine.outcome) == asked.outcome
            )
        if asked.file:
            yield col(BoardLine.has_file).is_(asked.file == "yes")
        if asked.sent_from or asked.sent_until:
            yield or_(false(), *(self._on_these_days(programme, zone) for programme, zone in self._zones.items()))

    def _on_these_days(self, programme: UUID, zone: str) -> ColumnElement[bool]:
        """Days are those of the programme's own zone."""
        days = [col(BoardLine.programme_id) == programme]
        if self._asked.sent_from:
            days.append(col(BoardLine.sent_at) >= _midnight(self._asked.sent_from, zone))
        if self._asked.sent_until:
            days.append(col(BoardLine.sent_at) < _midnight(self._asked.sent_until + timedelta(days=1), zone))
        return and_(*days)


def _joined(lines: Select[Any], found: Found) -> Select[Any]:
    if found.source is not None:
        lines = lines.join(found.source, found.line_id == col(BoardLine.id))
    return lines.where(found.condition)


def _in_order(lines: Select[Any], keys: Sequence[Any], start: Row[Any] | None, *, is_falling: bool) -> Select[Any]:
    """The keys and what is drawn, from behind the place where the page begins."""
    named = [key.label(f"key_{number}") for number, key in enumerate(keys)]
    lines = lines.with_only_columns(col(BoardLine.application_id), col(BoardLine.sent_at), *named)
    if start is not None:
        here, there = tuple_(*keys), tuple_(*start)
        lines = lines.where(here < there if is_falling else here > there)
    return lines.order_by(*_direction(keys, is_falling=is_falling))


def _keys_of(page: Any, ordering: Ordering) -> list[Any]:
    return [page.c[f"key_{number}"] for number in range(len(ordering.columns))]


def _direction(keys: Sequence[Any], *, is_falling: bool) -> list[Any]:
    return [key.desc() if is_falling else key.asc() for key in keys]


def _column(name: str) -> Mapped[Any]:
    return col(getattr(BoardLine, name))


def is_seen(work: Work) -> ColumnElement[bool]:
    """The one law of what a manager sees, asked for the line at hand."""
    seen = visible_to(work.actor).where(col(Application.id) == BoardLine.application_id)
    return seen.correlate(BoardLine).exists()


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), tzinfo=ZoneInfo(zone))


def _drawn(page: Any) -> Select[Any]:
    """What is shown of each line, from where it is kept; the lines themselves only say which."""
    return (
        select(
            col(Application.id),
            col(Application.reference),
            col(Person.name),
            col(Cohort.name),
            col(Application.status),
            page.c.sent_at,
            col(Programme.time_zone),
            col(Standing.written),
            col(Standing.expected),
            col(Standing.score),
            col(Decision.outcome),
        )
        .select_from(page)
        .join(Application, col(Application.id) == page.c.application_id)
        .join(Person, col(Person.id) == Application.person_id)
        .join(Cohort, col(Cohort.id) == Application.cohort_id)
        .join(Programme, col(Programme.id) == Application.programme_id)
        .outerjoin(Standing, col(Standing.application_id) == Application.id)
        .outerjoin(Decision, col(Decision.application_id) == Application.id)
    )
