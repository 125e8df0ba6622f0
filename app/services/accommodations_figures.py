"""Counting adjustments, for figures that are published; and the dates that were not kept, for managers to act on today."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func
from sqlmodel import col, select

from app.core.actors import Role
from app.core.work import Work
from app.models.accommodations import Accommodation
from app.models.programmes import Programme
from app.rules.accommodations_figures import GROUPS, Group


def counted(work: Work, programme: Programme) -> Mapping[Group, int]:
    """How many adjustments of this programme are in each group, as it is. Nobody is told before it is protected."""
    rows = work.db.execute(
        select(col(Accommodation.status), func.count())
        .where(col(Accommodation.programme_id) == programme.id)
        .group_by(col(Accommodation.status))
    ).all()
    of = {status: number for status, number in rows}  # noqa: C416 - rows are not pairs for dict
    return {group: sum(of.get(status, 0) for status in states) for group, states in GROUPS.items()}


def overdue(work: Work) -> Sequence[Accommodation]:
    """What is late or was late and is not done, in the actor's programmes. Pages say the promise and the day alone."""
    return work.db.scalars(
        select(Accommodation)
        .where(
            col(Accommodation.programme_id).in_(work.actor.programmes_as(Role.MANAGER)),
            col(Accommodation.person_id) != work.actor.person_id,
            col(Accommodation.missed_at).is_not(None),
        )
        .order_by(col(Accommodation.due_at), col(Accommodation.id))
        .limit(50)
    ).all()
