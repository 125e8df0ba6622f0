"""A thousand overlapping days from twenty processes over real HTTP: nobody and no desk is taken twice, nobody gets an error.

Fifty drafts want the same two people, half of them for one production and half for another, and the drafts of one
production want the same desks. On each database that is installed; see `crowds.databases`.
"""

import multiprocessing
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import product
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import text

from app.core.work import Work
from app.models.assignments import Assignment, AssignmentStatus
from app.models.cohorts import Cohort, Enrolment, EnrolmentStatus
from app.models.plans import Plan, PlanStatus
from app.models.productions import Production
from tests.concurrency.crowds import Crowd, Member
from tests.factories.productions import a_desk, a_place, days_of_work

PROCESSES = 20
RIVALS = 10
WEEKS = 5
DAYS = 5
PEOPLE = ("noor", "ari")
COORDINATORS = {"my-brilliant-career": "tom", "harbour-lights": "cleo"}
ROWS = RIVALS * WEEKS * DAYS * 2 * len(PEOPLE)

OVERLAPS = """
SELECT count(*) FROM assignments one JOIN assignments other ON one.id < other.id
WHERE one.is_live AND other.is_live AND one.starts_at < other.ends_at AND other.starts_at < one.ends_at
AND (one.workstation_id = other.workstation_id OR one.person_id = other.person_id)
"""
LIVE = "SELECT count(*) FROM assignments WHERE is_live"
HELD = "SELECT count(*) FROM seat_claims"


Press = tuple[Member, str]
"""A signed-in coordinator, and the address of a draft to publish."""


@dataclass(frozen=True)
class Wanted:
    """What all drafts of one production want: the same people at the same desks."""

    production: Production
    asked_by: UUID
    seats: Sequence[tuple[UUID, UUID]]


def test_rel_01_a_thousand_overlapping_days_leave_no_overlap_and_no_error(crowd: Crowd) -> None:
    with crowd.parts.work() as work:
        drafts = {key: _rivals(work, crowd, key) for key in COORDINATORS}
    presses = [
        (crowd.member(COORDINATORS[key]), f"{crowd.urls[number % len(crowd.urls)]}/plans/{draft}/publication")
        for key in COORDINATORS
        for number, draft in enumerate(drafts[key])
    ]
    crowd.parts.database.dispose()

    answers = Counter(_from_processes(presses))

    assert ROWS == 1000
    assert answers == {303: WEEKS, 422: len(presses) - WEEKS}
    with crowd.parts.work(writes=False) as work:
        found = [work.db.scalar(text(asked)) for asked in (OVERLAPS, LIVE, HELD)]
    assert found == [0, ROWS // RIVALS, ROWS // RIVALS]


def _from_processes(presses: Sequence[Press]) -> list[int]:
    """Every press from one of the processes, which begin together. They are forks: what they hold is ours."""
    forks = multiprocessing.get_context("fork")
    answers, together = forks.Queue(), forks.Barrier(PROCESSES)

    def press(own: Sequence[Press]) -> None:
        together.wait(timeout=30)
        for member, address in own:
            answers.put(_publish(member, address))

    processes = [forks.Process(target=press, args=(presses[number::PROCESSES],)) for number in range(PROCESSES)]
    for process in processes:
        process.start()
    given = [answers.get(timeout=90) for _ in presses]
    for process in processes:
        process.join(timeout=30)
    return given


def _publish(member: Member, address: str) -> int:
    """The state that came back: 0 for a refusal without a sentence. The draft stays in any case."""
    answer = member.post(address, {"replaces": ""})
    is_said = answer.status_code != 422 or ("Error:" in answer.text and "Ask for a new draft" in answer.text)
    return answer.status_code if is_said else 0


def _rivals(work: Work, crowd: Crowd, key: str) -> list[UUID]:
    production, coordinator = crowd.stage.productions[key], crowd.stage.people[COORDINATORS[key]]
    place = a_place(work, production=production, supervisor=coordinator)
    seats = [(crowd.stage.id_of(person), a_desk(work, place=place, name=f"Desk {person}").id) for person in PEOPLE]
    monday = work.now.date() + timedelta(days=14 - work.now.weekday())
    weeks = [[monday + timedelta(weeks=week, days=day) for day in range(DAYS)] for week in range(WEEKS)]
    days_of_work(work, place=place, days=[day for week in weeks for day in week])
    wanted = Wanted(production, coordinator.id, seats)
    return [
        _draft(work, wanted, _cohort(work, crowd, production, number), week)
        for number in range(RIVALS // len(COORDINATORS))
        for week in weeks
    ]


def _cohort(work: Work, crowd: Crowd, production: Production, number: int) -> UUID:
    like = next(each for each in crowd.stage.cohorts.values() if each.programme_id == production.programme_id)
    cohort = Cohort(**{**like.model_dump(), "id": work.new_id(), "name": f"Group {number}"})
    work.db.add(cohort)
    work.db.flush()
    for person in PEOPLE:
        work.db.add(
            Enrolment(
                id=work.new_id(),
                cohort_id=cohort.id,
                person_id=crowd.stage.id_of(person),
                status=EnrolmentStatus.ENROLLED,
                enrolled_at=work.now,
            )
        )
    return cohort.id


def _draft(work: Work, wanted: Wanted, cohort_id: UUID, days: Sequence[date]) -> UUID:
    plan = Plan(
        id=work.new_id(),
        production_id=wanted.production.id,
        cohort_id=cohort_id,
        status=PlanStatus.DRAFT,
        first_day=days[0],
        last_day=days[0] + timedelta(days=6),
        asked_by=wanted.asked_by,
        asked_at=work.now,
    )
    work.db.add(plan)
    work.db.flush()
    zone = ZoneInfo(wanted.production.time_zone)
    for (person, desk), day in product(wanted.seats, days):
        for block, (start, end) in enumerate(wanted.production.blocks):
            row = Assignment(
                id=work.new_id(), plan_id=plan.id, person_id=person, workstation_id=desk, on_date=day, block=block,
                starts_at=datetime.combine(day, start, tzinfo=zone), ends_at=datetime.combine(day, end, tzinfo=zone),
                status=AssignmentStatus.PROPOSED,
            )  # fmt: skip
            work.db.add(row)
    return plan.id
