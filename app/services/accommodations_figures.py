"""Figures about adjustments for managers: counts that are too small to say are not said, and cannot be worked out."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func
from sqlmodel import col, select

from app.core.actors import Role
from app.core.work import Work
from app.models.accommodations import Accommodation
from app.models.accommodations import AccommodationStatus as Status
from app.rules.accommodations_figures import GROUPS, Group, numbers_said

Counts = Mapping[Group, int | None]


def counts_of(work: Work) -> dict[str, dict[Group, int | None]]:
    """By programme of the actor, how many adjustments are in each group; None where the number is not said."""
    programmes = work.actor.programmes_as(Role.MANAGER)
    rows = work.db.execute(
        select(col(Accommodation.programme_id), col(Accommodation.status), func.count())
        .where(col(Accommodation.programme_id).in_(programmes), col(Accommodation.status) != Status.DRAFT)
        .group_by(col(Accommodation.programme_id), col(Accommodation.status))
    ).all()
    found = {}
    for programme_id in programmes:
        of_one = {status: number for owner, status, number in rows if owner == programme_id}
        found[str(programme_id)] = numbers_said({group: _sum(of_one, states) for group, states in GROUPS.items()})
    return found


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


def _sum(of_one: Mapping[Status, int], states: frozenset[Status]) -> int:
    return sum(of_one.get(status, 0) for status in states)
