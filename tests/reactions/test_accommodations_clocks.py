"""What follows for adjustments when somebody's place, mentor or days are new: caused by who causes it in life."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.models.accommodations import Accommodation
from app.models.accommodations import AccommodationStatus as Status
from app.models.matches import Match
from app.models.messages import Message
from app.models.productions import Location
from app.services.casting import Stage
from app.services.clocks import BY_THE_CLOCK
from app.services.letters import letter
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.factories.accommodations import agreed, asked, working
from tests.factories.assignments import MONDAY, OUR_PRODUCTION, WEEK, a_draft, enrolled
from tests.factories.matches import a_suggestion, noor_and_jun
from tests.factories.mentors import a_mentor
from tests.factories.productions import a_desk, a_place, days_of_work
from tests.running import run_reactions

ADELAIDE = ZoneInfo("Australia/Adelaide")
NEXT_MONDAY = MONDAY + timedelta(days=7)
AFTER_FIVE_ON_FRIDAY = datetime(2027, 3, 5, 7, 31, tzinfo=UTC)
"""In Adelaide, on the last working day before the first Monday at a desk."""


def status_of(work_as: WorkAs, item: UUID) -> Status:
    with work_as(None) as work:
        return work.db.get_one(Accommodation, item).status


def due_on(work_as: WorkAs, item: UUID) -> date | None:
    with work_as(None) as work:
        due_at = work.db.get_one(Accommodation, item).due_at
    return due_at.astimezone(ADELAIDE).date() if due_at else None


def told(work_as: WorkAs, template: str) -> list[str]:
    with work_as(None) as work:
        return [row.email for row in work.db.scalars(select(Message).where(col(Message.template) == template))]


def confirmed(as_: AsMember, parts: Parts, match: Match) -> None:
    """A manager makes the suggestion real, and what follows follows."""
    done = as_("mei").post(f"/matches/{match.id}/confirmation", {"starts_on": "8 March 2027"})
    assert done.status == 303, done.main
    run_reactions(parts)


def suggested(work_as: WorkAs, stage: Stage, mentor: str) -> Match:
    with work_as(mentor) as work:
        known = a_mentor(work, programme=stage.programmes["lumina"])
    with work_as("mei") as work:
        return a_suggestion(work, of=stage.people["noor"], mentor=known, cohort=stage.cohorts["lumina"])


def works_in(work_as: WorkAs, stage: Stage, name: str, *, monday: date) -> None:
    """A place with one desk, which works on the five days from this Monday. A place that is there works on."""
    with work_as("tom") as work:
        production = stage.productions[OUR_PRODUCTION]
        place = work.db.scalars(select(Location).where(col(Location.name) == name)).one_or_none()
        if place is None:
            place = a_place(work, production=production, supervisor=stage.people["tom"], name=name)
            a_desk(work, place=place)
        days_of_work(work, place=place, days=[day + (monday - MONDAY) for day in WEEK])


def published(work_as: WorkAs, as_: AsMember, parts: Parts, stage: Stage, *, monday: date = MONDAY) -> None:
    """A coordinator publishes the plan of this week, and what follows follows."""
    with work_as("tom") as work:
        plan = a_draft(work, stage, monday=monday)
    done = as_("tom").post(f"/plans/{plan.id}/publication", {})
    assert done.status == 303, done.main
    run_reactions(parts)


@pytest.fixture
def item(work_as: WorkAs) -> UUID:
    """Noor's adjustment, of which she said that it works."""
    return working(work_as, asked(work_as, of="noor"), of="noor")


def test_f53_another_mentor_brings_a_review_to_both_sides(
    work_as: WorkAs, as_: AsMember, parts: Parts, stage: Stage, item: UUID
) -> None:
    first = noor_and_jun(work_as, stage)
    run_reactions(parts)
    with_first = status_of(work_as, item)
    asked_before = {name: len(told(work_as, name)) for name in ("adjustment_question", "adjustment_for_adviser")}

    assert as_("mei").post(f"/matches/{first.id}/end", {}).status == 303
    run_reactions(parts)
    without = status_of(work_as, item)
    confirmed(as_, parts, suggested(work_as, stage, "una"))

    assert (with_first, without) == (Status.WORKS, Status.WORKS)
    assert status_of(work_as, item) is Status.REVIEW_DUE
    assert told(work_as, "adjustment_question")[asked_before["adjustment_question"] :] == ["noor@example.com"]
    assert told(work_as, "adjustment_for_adviser")[asked_before["adjustment_for_adviser"] :] == ["ida@example.com"]


def test_f53_nobody_elses_adjustment_is_reviewed_for_a_new_mentor(
    work_as: WorkAs, as_: AsMember, parts: Parts, stage: Stage
) -> None:
    beas = working(work_as, asked(work_as, of="bea"), of="bea")
    first = noor_and_jun(work_as, stage)
    as_("mei").post(f"/matches/{first.id}/end", {})

    confirmed(as_, parts, suggested(work_as, stage, "una"))

    assert status_of(work_as, beas) is Status.WORKS


@pytest.mark.parametrize(
    ("second_place", "expected"), [("Production office", Status.WORKS), ("Ferry workshop", Status.REVIEW_DUE)]
)
def test_f53_a_week_at_another_place_brings_a_review_and_one_at_the_same_does_not(
    work_as: WorkAs, as_: AsMember, parts: Parts, stage: Stage, *, item: UUID, second_place: str, expected: Status
) -> None:
    with work_as("mei") as work:
        enrolled(work, stage, "noor")
    works_in(work_as, stage, "Production office", monday=MONDAY)
    works_in(work_as, stage, second_place, monday=NEXT_MONDAY)
    published(work_as, as_, parts, stage)
    at_first = status_of(work_as, item)

    published(work_as, as_, parts, stage, monday=NEXT_MONDAY)

    assert (at_first, status_of(work_as, item)) == (Status.WORKS, expected)


def test_n12_what_is_agreed_is_hurried_to_the_day_before_a_first_day_that_is_planned_later(
    work_as: WorkAs, as_: AsMember, parts: Parts, stage: Stage
) -> None:
    item = agreed(work_as, asked(work_as, of="noor"))
    others = agreed(work_as, asked(work_as, of="bea"))
    with work_as("mei") as work:
        enrolled(work, stage, "noor")
    works_in(work_as, stage, "Production office", monday=MONDAY)
    before = due_on(work_as, item)

    published(work_as, as_, parts, stage)

    assert before is not None
    assert before > MONDAY
    assert due_on(work_as, item) == date(2027, 3, 5)
    assert due_on(work_as, others) == before


def test_n10_what_is_late_before_a_first_day_says_that_the_day_can_move(
    work_as: WorkAs, as_: AsMember, parts: Parts, stage: Stage, clock: MovableClock
) -> None:
    agreed(work_as, asked(work_as, of="noor"))
    with work_as("mei") as work:
        enrolled(work, stage, "noor")
    works_in(work_as, stage, "Production office", monday=MONDAY)
    published(work_as, as_, parts, stage)

    clock.now = AFTER_FIVE_ON_FRIDAY
    for act in BY_THE_CLOCK:
        with parts.work() as work:
            act(work)
    run_reactions(parts)

    assert told(work_as, "adjustment_late") == []
    with work_as(None) as work:
        sent = work.db.scalars(select(Message).where(col(Message.template) == "adjustment_late_before_day")).one()
        written = letter(work, sent, "https://cleanplate.test").text
    assert sent.email == "noor@example.com"
    assert "We promised you something by Friday 5 March 2027. We did not keep that, and we are sorry." in written
    assert "If you want it in place first, you can ask to move your next day. You lose nothing by it." in written
    assert "quiet" not in written.lower()
