"""Intakes beyond the one that the cast stands in."""

from datetime import timedelta
from uuid import UUID

from app.models.cohorts import Cohort
from app.services.casting import Stage
from tests.asking import WorkAs


def a_next_cohort(work_as: WorkAs, stage: Stage, *, programme: str = "lumina", opens_in_days: int = 0) -> UUID:
    """An intake that opens after the first one and stays open for sixty days."""
    with work_as(None) as work:
        first = stage.cohorts[programme]
        opens = work.now + timedelta(days=opens_in_days)
        cohort = Cohort(
            id=work.new_id(), programme_id=first.programme_id, name="The next one", opens_at=opens,
            closes_at=opens + timedelta(days=60), decides_on=(opens + timedelta(days=90)).date(),
            starts_on=(opens + timedelta(days=120)).date(), ends_on=(opens + timedelta(days=400)).date(), places=6,
        )  # fmt: skip
        work.db.add(cohort)
        work.db.commit()
        return cohort.id
