"""Cohorts over HTTP: places, who is enrolled, and enrolling somebody who said yes."""

from uuid import UUID

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.models.applications import Application, ApplicationStatus
from app.models.cohorts import Enrolment
from app.models.messages import Message
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.counting import statements
from tests.factories.decisions import accepted, enrolled, released
from tests.running import run_reactions


@pytest.fixture
def cohort_id(stage: Stage) -> UUID:
    return stage.cohorts["lumina"].id


def test_list_shows_places_of_own_cohorts(as_: AsMember, work_as: WorkAs) -> None:
    enrolled(work_as, of="bea")

    shown = as_("mei").get("/cohorts")

    assert "1 of 6" in shown.main
    assert "Lumina" in shown.main
    assert "ost-production" not in shown.main


def test_page_shows_who_is_enrolled_and_who_said_yes(as_: AsMember, work_as: WorkAs, cohort_id: UUID) -> None:
    enrolled(work_as, of="noor")
    accepted(work_as, of="bea")
    released(work_as, of="ari")

    shown = as_("mei").get(f"/cohorts/{cohort_id}")

    assert "1 of 6 places are taken. 5 places are free." in shown.main
    assert [head.get_text(strip=True) for head in shown.soup.select("tbody th")] == ["Noor Haddad"]
    assert [button.get_text(strip=True) for button in shown.soup.select("main button")] == ["Enrol Bea Lindqvist"]
    assert "Ari" not in shown.main


@pytest.mark.parametrize("rows", [1, 3])
def test_page_takes_the_same_statements_for_any_number_of_rows(
    as_: AsMember, work_as: WorkAs, cohort_id: UUID, rows: int
) -> None:
    for key in ("bea", "ari", "noor")[:rows]:
        enrolled(work_as, of=key)
    client = as_("mei")

    with statements() as counted:
        client.get(f"/cohorts/{cohort_id}")

    assert len(counted) == 6


def test_enrolling_gives_the_place_and_tells_the_person(
    as_: AsMember, work_as: WorkAs, cohort_id: UUID, parts: Parts
) -> None:
    application_id = accepted(work_as, of="bea")
    client = as_("mei")

    shown = client.follow(client.post(f"/cohorts/enrolments/{application_id}"))
    run_reactions(parts)

    assert "The person is enrolled." in shown.main
    with work_as(None) as work:
        enrolment = work.db.scalars(select(Enrolment)).one()
        assert (enrolment.cohort_id, enrolment.application_id) == (cohort_id, application_id)
        assert work.db.get_one(Application, application_id).status is ApplicationStatus.ENROLLED
        told = work.db.scalars(select(Message).where(col(Message.template) == "enrolled")).one()
        assert told.email == "bea@example.com"


def test_enrolling_twice_is_refused_politely(as_: AsMember, work_as: WorkAs) -> None:
    application_id = enrolled(work_as, of="bea")

    shown = as_("mei").post(f"/cohorts/enrolments/{application_id}")

    assert shown.status == 422
    assert "It is now: You are in the cohort." in shown.main


def test_a_full_cohort_takes_nobody_else(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as(None) as work:
        work.db.merge(stage.cohorts["lumina"]).places = 1
    enrolled(work_as, of="noor")
    application_id = accepted(work_as, of="bea")

    shown = as_("mei").post(f"/cohorts/enrolments/{application_id}")

    assert shown.status == 422
    assert "All places of this cohort are taken. Nobody was enrolled." in shown.main
    with work_as(None) as work:
        assert len(work.db.scalars(select(Enrolment)).all()) == 1


def test_only_somebody_who_said_yes_is_enrolled(as_: AsMember, work_as: WorkAs) -> None:
    application_id = released(work_as, of="bea")

    assert as_("mei").post(f"/cohorts/enrolments/{application_id}").status == 422


@pytest.mark.parametrize("key", ["asha", "ravi", "bea", "ida", "tom"])
def test_a_cohort_is_missing_for_everybody_else(as_: AsMember, work_as: WorkAs, cohort_id: UUID, key: str) -> None:
    application_id = accepted(work_as, of="bea")

    assert as_(key).get(f"/cohorts/{cohort_id}").status == 404
    assert as_(key).post(f"/cohorts/enrolments/{application_id}").status == 404


def test_list_is_for_managers(as_: AsMember) -> None:
    shown = as_("tom").get("/cohorts")

    assert shown.status == 403
    assert "This list is for programme managers." in shown.main


def test_message_of_enrolment_holds_nothing_of_the_person(work_as: WorkAs, parts: Parts) -> None:
    enrolled(work_as, of="bea")

    run_reactions(parts)

    with work_as(None) as work:
        told = work.db.scalars(select(Message).where(col(Message.template) == "enrolled")).one()
        assert told.facts == {}
