"""Of the story's published days exactly one change waits for a yes, on whichever day of the week somebody looks."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.demonstration import day_changes, productions
from app.demonstration.theatre import theatre_of
from app.models.assignments import Assignment
from app.models.day_changes import DayChange, DayChangeStatus
from app.models.plans import Plan, PlanStatus
from app.services.casting import Stage
from tests.factories.memberships import a_member

MONDAY = datetime(2027, 3, 15, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize("days", [3, 4])
def test_f59_no_new_day_of_the_story_is_inside_notice(parts: Parts, stage: Stage, days: int) -> None:
    with parts.work() as work:
        for key in ("noor", "bea", "ari"):
            a_member(work, of=stage.people[key], cohort=stage.cohorts["lumina"])
        theatre = theatre_of(parts, stage, work.db, MONDAY + timedelta(days=days))

        for story in (productions, day_changes):
            story.play(theatre)

        changes = work.db.scalars(select(DayChange)).all()
        published = select(col(Plan.id)).where(col(Plan.status) == PlanStatus.PUBLISHED)
        live = select(col(Assignment.plan_id)).where(col(Assignment.is_live))
        assert [(each.person_id, each.status) for each in changes] == [(stage.id_of("noor"), DayChangeStatus.WAITING)]
        assert set(work.db.scalars(live)) == set(work.db.scalars(published))
