"""What removing means when a time is over: the same as in an erasure, row by row.

A row that goes is removed with whatever hangs on it. A row that stays for counts loses its words and leads to a place
holder, as if its person had been erased; the person themselves goes on with an account that does not lead there.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Table, delete, tuple_, update
from sqlmodel import SQLModel, col, select

from app.core.work import Work
from app.models.accommodations import Accommodation, AccommodationRequest
from app.models.applications import Application
from app.models.monitoring import WithheldFigure
from app.models.people import Channel, Person
from app.models.reviews import Review
from app.rules.erasures import BLANKED, DOMAIN, GOES, GOES_WITH_APPLICATION, NAME
from app.services import evidence
from app.services.decisions_board import follow_too
from app.services.erasures import empty_reviews, remove_rows
from app.services.retentions_kinds import COHORTS, Key, Place

WORDS: Mapping[str, Mapping[str, object]] = {
    **BLANKED,
    "plans.cohort_id": {"explanations": [], "figures": {}, "trouble": "", "best": None},
}
"""What is emptied in rows that stay."""

ROWS = GOES | GOES_WITH_APPLICATION | {"outbox_events.id"}
"""References whose rows go."""


class Holders:
    """One place holder for each person and cohort: what belonged together still does, and leads to nobody."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._made: dict[tuple[UUID, UUID | None], UUID] = {}

    def of(self, person_id: UUID, cohort_id: UUID | None) -> UUID:
        if (person_id, cohort_id) not in self._made:
            self._made[person_id, cohort_id] = self._make(person_id)
        return self._made[person_id, cohort_id]

    def _make(self, person_id: UUID) -> UUID:
        """Whoever keeps themselves out of a count stays out of it, without a name."""
        work, made = self._work, self._work.new_id()
        work.db.add(
            Person(id=made, name=NAME, email=f"{made.hex}@{DOMAIN}", channel=Channel.EMAIL, created_at=work.now)
        )
        work.db.flush()
        for figure in work.db.scalars(select(WithheldFigure).where(col(WithheldFigure.person_id) == person_id)).all():
            work.db.add(WithheldFigure(person_id=made, figure=figure.figure, withheld_at=figure.withheld_at))
        return made


def part_with(work: Work, place: Place, keys: Sequence[Key], holders: Holders) -> None:
    """Remove these rows, or lead them to place holders, as the law of erasures says of their reference."""
    table = place.table
    if place.reference in ROWS:
        remove_rows(work, table, _are(table, keys))
        return
    if table.name == Review.__tablename__:
        empty_reviews(work, [key[0] for key in keys])
    values = WORDS.get(place.reference, {})
    if table.name not in COHORTS:
        work.db.execute(update(table).where(_are(table, keys)).values(**values))
        return
    whose = sorted(keys, key=lambda key: (str(key[-2]), str(key[-1])))
    if table.name == Application.__tablename__:
        follow_too(work, [key[0] for key in keys])
    for (person_id, cohort_id), rows in groupby(whose, key=lambda key: (key[-2], key[-1])):
        holder = holders.of(person_id, cohort_id)
        mine = _are(table, [row[:-2] for row in rows])
        work.db.execute(update(table).where(mine).values(**values, **{place.column: holder}))


def part_with_needs(work: Work, needs: Sequence[Accommodation]) -> None:
    """The adjustments with all that hangs on them, and requests of which nothing is left."""
    evidence.remove_all_of(work, [item.id for item in needs])
    work.db.flush()
    table = SQLModel.metadata.tables["accommodations"]
    remove_rows(work, table, table.c.id.in_([item.id for item in needs]))
    asked = [item.request_id for item in needs if item.request_id]
    still = select(col(Accommodation.request_id)).where(col(Accommodation.request_id).in_(asked))
    work.db.execute(
        delete(AccommodationRequest).where(
            col(AccommodationRequest.id).in_(asked), col(AccommodationRequest.id).not_in(still)
        )
    )


def _are(table: Table, keys: Sequence[Key]) -> Any:
    columns = list(table.primary_key.columns)
    return (
        tuple_(*columns).in_([tuple(key) for key in keys]) if len(columns) > 1 else columns[0].in_([k[0] for k in keys])
    )
