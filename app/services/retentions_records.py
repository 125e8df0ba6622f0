"""Rows whose time stands in the register and counts by itself: helpers, each yes, wishes, files, messages, questions.

The days are read from the register, so that the notice and the sweep cannot differ.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, or_, select
from sqlmodel import SQLModel, col

from app.core.work import Work
from app.models.consents import Consent
from app.models.erasures import Erasure, ErasureStatus
from app.models.messages import Message, MessageStatus
from app.models.own_questions import OwnQuestion
from app.models.resets import Reset, ResetStatus
from app.models.supporters import Supporter
from app.rules.registers import CountedFrom, register
from app.services.erasures import remove_rows
from app.services.retentions_endings import in_dispute, is_free, was_here_since

Records = Mapping[str, Sequence[UUID]]
"""By entry of the register the rows whose time is over."""

PEOPLE = {
    "own_files": ("person_id",),
    "erasures": ("person_id",),
    "messages": ("person_id",),
    "own_questions": ("person_id",),
    "known_people": ("reader_id",),
    "resets": ("person_id",),
    "consents": ("person_id",),
    "supporters": ("person_id", "supporter_id"),
}
"""The entries that are swept here, each a table of its own name, and the columns that hold whose row it is."""

ELSEWHERE = ("browsers", "kept_forms")
"""Kinds whose rows count by days or hours: `services.sign_ins_ending`, `kept_forms` and `receipts` sweep them."""

OPEN: Mapping[str, ColumnElement[bool]] = {
    "erasures": col(Erasure.status) == ErasureStatus.ASKED,
    "messages": col(Message.status) == MessageStatus.WAITING,
    "own_questions": col(OwnQuestion.replied_at).is_(None),
    "resets": col(Reset.status).in_((ResetStatus.ASKED, ResetStatus.CONFIRMED_ONCE)),
}
"""What somebody still waits for does not go, however old it is."""


def records_due(work: Work) -> Records:
    """Everything whose time is over and whose people no dispute concerns. Changes nothing."""
    found = {entry: work.db.scalars(_over(work, entry)).all() for entry in PEOPLE}
    return {entry: ids for entry, ids in found.items() if ids}


def remove_records(work: Work, records: Records) -> None:
    """The rows, and what hangs on them. Bytes that lose their row go with the next sweep of storage."""
    for entry, ids in records.items():
        table = SQLModel.metadata.tables[entry]
        remove_rows(work, table, table.c.id.in_(ids))


def _over(work: Work, entry: str) -> Select[Any]:
    table = SQLModel.metadata.tables[entry]
    over = and_(*_times(work, entry))
    free = [or_(table.c[column].is_(None), table.c[column].not_in(in_dispute())) for column in PEOPLE[entry]]
    return select(table.c.id).where(over, ~OPEN.get(entry, false()), *free).order_by(table.c.id)


def _times(work: Work, entry: str) -> Iterator[ColumnElement[bool]]:
    """All of them, for the last to end counts."""
    for kept in register().entries[entry].kept:
        since = work.now - timedelta(days=kept.kept_days)
        if kept.counted_from is CountedFrom.WRITTEN:
            name, _, column = kept.column.partition(".")
            yield SQLModel.metadata.tables[name].c[column] <= since
        elif kept.counted_from is CountedFrom.CONSENT_ENDED:
            yield col(Consent.withdrawn_at) <= since
        else:
            yield and_(_not_seen(since), is_free(col(Supporter.person_id), work.now))


def _not_seen(since: datetime) -> ColumnElement[bool]:
    """One of the two has not signed in for that long: a row about two people goes with the first of them.

    The log knows it longest. A row that is newer than that was written by somebody who was here.
    """
    newest = (col(Supporter.made_at), col(Supporter.accepted_at), col(Supporter.ended_at))
    is_old = and_(*(or_(moment.is_(None), moment <= since) for moment in newest))
    return and_(is_old, or_(~was_here_since(col(Supporter.person_id), since), _helper_is_away(since)))


def _helper_is_away(since: datetime) -> ColumnElement[bool]:
    return and_(col(Supporter.supporter_id).is_not(None), ~was_here_since(col(Supporter.supporter_id), since))
