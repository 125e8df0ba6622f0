"""What was agreed with people that a plan keeps: about places, and the few things about time."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.core.work import Work
from app.models.accommodations import Accommodation
from app.rules.accommodations import holding
from app.services import placing_times
from app.services.accommodations import AgreedNeed, place_needs
from app.services.placing import ABOUT_TIME


def agreed_with(work: Work, people: Sequence[UUID]) -> dict[UUID, list[AgreedNeed]]:
    """What was agreed about places, and the few things about time that a plan keeps."""
    agreed = place_needs(work.db, people)
    about_time = select(Accommodation).where(
        col(Accommodation.person_id).in_(people),
        holding(),
        col(Accommodation.need).in_({*ABOUT_TIME, *placing_times.CODES}),
    )
    for row in work.db.scalars(about_time.order_by(col(Accommodation.id))):
        agreed[row.person_id].append(AgreedNeed.of(row))
    return agreed
