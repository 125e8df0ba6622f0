"""Which agreements about desks are in force: one answer for plans, their checks and the pages of fits."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.core.work import Work
from app.models.accommodations import Accommodation
from app.models.overrides import Override, OverrideStatus
from app.rules.accommodations import holding, holds
from app.services.passports_reading import fingerprint_of


@dataclass(frozen=True)
class Waiver:
    """One must that does not bar one desk, up to and including a day, because its person said so."""

    item_id: UUID
    desk_id: UUID
    last_day: date


def mark_of_need(item: Accommodation) -> str:
    """Tells apart what a yes was about: what to provide, and how it was agreed in detail."""
    details = " ".join(f"{name}={item.agreed[name]}" for name in sorted(item.agreed))
    return fingerprint_of(f"{item.provide}\n{details}")


def in_force(override: Override, item: Accommodation) -> bool:
    """Whether the person's yes stands and was about what is agreed now. Its last day is for whoever asks about a day."""
    return override.status is OverrideStatus.AGREED and is_about(override, item)


def is_about(override: Override, item: Accommodation) -> bool:
    """Whether the question was about what is agreed today: that still holds, and in the same words."""
    return holds(item) and override.words_mark == mark_of_need(item)


def waivers_of(work: Work, production_id: UUID, people: Iterable[UUID], since: date) -> Mapping[UUID, Sequence[Waiver]]:
    """For each of these people who said yes: the desks of this production, on some day from `since` on."""
    rows = work.db.execute(
        select(Override, Accommodation)
        .join(Accommodation, col(Accommodation.id) == Override.accommodation_id)
        .where(
            col(Override.production_id) == production_id,
            col(Override.person_id).in_(list(people)),
            col(Override.status) == OverrideStatus.AGREED,
            col(Override.last_day) >= since,
            holding(),
        )
        .order_by(col(Override.id))
    )
    found: dict[UUID, list[Waiver]] = defaultdict(list)
    for override, item in rows:
        if in_force(override, item):
            found[override.person_id].append(Waiver(item.id, override.workstation_id, override.last_day))
    return dict(found)
