"""Pages that grow with what people do ask the database equally often for one row and for thirty."""

from datetime import timedelta
from uuid import UUID

import pytest

from app.core.work import Work
from app.models.applications import Application, ApplicationStatus
from app.models.assignments import Assignment, AssignmentStatus
from app.models.files import File, FileStatus
from app.models.people import Channel, Person
from app.models.plans import Plan, PlanStatus
from app.models.reviews import Review, ReviewStatus
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.client import Shown
from tests.counting import statements
from tests.factories.applications import a_draft
from tests.factories.assignments import MONDAY, OUR_PRODUCTION, an_agreed_need, enrolled, our_place
from tests.factories.productions import a_desk
from tests.factories.sessions import a_session

FEW, MANY = 1, 30


def fetched(as_: AsMember, key: str, path: str) -> tuple[Shown, int]:
    client = as_(key)
    with statements() as sent:
        shown = client.get(path)
    assert shown.status == 200
    return shown, len(sent)


def people(work: Work, rows: int) -> list[Person]:
    found = [
        Person(
            id=work.new_id(), name=f"Person {number}", email=f"person-{number}@example.com", channel=Channel.EMAIL,
            created_at=work.now,
        )
        for number in range(rows)
    ]  # fmt: skip
    work.db.add_all(found)
    work.db.flush()
    return found


def a_plan(work: Work, stage: Stage, who: list[UUID], desks: list[UUID], *, days: int) -> Plan:
    """Published, with each of these people at the desk of the same place in the list, on so many days."""
    plan = Plan(
        id=work.new_id(), production_id=stage.productions[OUR_PRODUCTION].id, cohort_id=stage.cohorts["lumina"].id,
        status=PlanStatus.PUBLISHED, version=1, first_day=MONDAY, last_day=MONDAY + timedelta(days=days - 1),
        asked_by=stage.id_of("tom"), asked_at=work.now, made_at=work.now, published_at=work.now,
    )  # fmt: skip
    work.db.add(plan)
    work.db.flush()
    for person_id, desk_id in zip(who, desks, strict=True):
        for day in range(days):
            starts_at = work.now + timedelta(days=7 + day)
            work.db.add(
                Assignment(
                    id=work.new_id(), plan_id=plan.id, person_id=person_id, workstation_id=desk_id,
                    on_date=MONDAY + timedelta(days=day), block=0, starts_at=starts_at,
                    ends_at=starts_at + timedelta(hours=3), status=AssignmentStatus.AGREED, is_live=True,
                )
            )  # fmt: skip
    work.db.flush()
    return plan


@pytest.mark.parametrize("rows", [FEW, MANY])
def test_home_with_days_sessions_and_adjustments(as_: AsMember, work_as: WorkAs, stage: Stage, rows: int) -> None:
    with work_as("tom") as work:
        _, desk, _ = our_place(work, stage)
        enrolled(work, stage, "noor")
        a_plan(work, stage, [stage.id_of("noor")], [desk.id], days=rows)
    with work_as("mei") as work:
        for number in range(rows):
            a_session(work, cohort=stage.cohorts["lumina"], title=f"Orientation {number}")
    with work_as("noor") as work:
        for _ in range(rows):
            an_agreed_need(work, stage, of="noor", need="headphones", provide="Headphones.")

    shown, sent = fetched(as_, "noor", "/")

    assert "Your desk: Quiet desk" in shown.main
    assert sent == 8


@pytest.mark.parametrize("rows", [FEW, MANY])
def test_application_step_with_files(as_: AsMember, work_as: WorkAs, stage: Stage, rows: int) -> None:
    application_id = a_draft(work_as, of="ari")
    with work_as("ari") as work:
        for number in range(rows):
            work.db.add(
                File(
                    id=work.new_id(), owner_id=stage.id_of("ari"), application_id=application_id,
                    question="work_sample", name=f"frame-{number}.png", media_type="image/png", bytes_long=1000,
                    sha256="0" * 64, stored_as=f"frame-{number}", status=FileStatus.CLEAN, uploaded_at=work.now,
                )
            )  # fmt: skip

    shown, sent = fetched(as_, "ari", f"/applications/{application_id}/parts/your_work/questions/work_sample")

    assert len(shown.soup.select("main a[href^='/files/'][href$='/removal']")) == rows
    assert sent == 7


@pytest.mark.parametrize("rows", [FEW, MANY])
def test_review_list(as_: AsMember, work_as: WorkAs, stage: Stage, rows: int) -> None:
    with work_as("mei") as work:
        for number, person in enumerate(people(work, rows), start=1):
            application = Application(
                id=work.new_id(), reference=f"LUM-{number:04}", number=number,
                programme_id=stage.programmes["lumina"].id, cohort_id=stage.cohorts["lumina"].id, person_id=person.id,
                status=ApplicationStatus.IN_REVIEW, started_at=work.now, sent_at=work.now,
            )  # fmt: skip
            work.db.add(application)
            work.db.flush()
            work.db.add(
                Review(
                    id=work.new_id(), application_id=application.id, reviewer_id=stage.id_of("ravi"),
                    status=ReviewStatus.ASSIGNED, assigned_at=work.now,
                )
            )  # fmt: skip

    shown, sent = fetched(as_, "ravi", "/reviews")

    assert len(shown.soup.select("tbody tr")) == rows
    assert sent == 4


@pytest.mark.parametrize("rows", [FEW, MANY])
@pytest.mark.parametrize("shape", ["list", "grid"])
def test_schedule(as_: AsMember, work_as: WorkAs, stage: Stage, rows: int, shape: str) -> None:
    with work_as("tom") as work:
        place, *_ = our_place(work, stage)
        desks = [a_desk(work, place=place, name=f"Desk {number}").id for number in range(rows)]
        plan = a_plan(work, stage, [person.id for person in people(work, rows)], desks, days=2)

    shown, sent = fetched(as_, "tom", f"/plans/{plan.id}?shape={shape}")

    assert f"Person {rows - 1}" in shown.main
    assert sent == 8


@pytest.mark.parametrize("rows", [FEW, MANY])
def test_own_days(as_: AsMember, work_as: WorkAs, stage: Stage, rows: int) -> None:
    with work_as("tom") as work:
        _, desk, _ = our_place(work, stage)
        enrolled(work, stage, "noor")
        a_plan(work, stage, [stage.id_of("noor")], [desk.id], days=rows)

    shown, sent = fetched(as_, "noor", "/my-days")

    assert len({link["href"] for link in shown.soup.select("main a[href^='/my-days/']")}) == rows
    assert sent == 5
