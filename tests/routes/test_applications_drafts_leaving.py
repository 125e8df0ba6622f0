"""Drafts that are not sent: deleted with a way back, kept when the intake closes, and carried on in the next."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.core.work import Work
from app.models.applications import Answer, Application, ApplicationStatus, CompletePart
from app.models.cohorts import Cohort
from app.models.messages import Message
from app.models.people import Person
from app.worker import keep_time
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.factories.applications import a_draft, a_sent_one, an_answered_draft
from tests.running import run_reactions


def status_of(work_as: WorkAs, application_id: UUID) -> ApplicationStatus:
    with work_as(None) as work:
        return work.db.get_one(Application, application_id).status


def messages_to(work: Work, key: str) -> list[str]:
    mine = select(Message.template).join(Person, col(Person.id) == Message.person_id)
    return sorted(work.db.scalars(mine.where(col(Person.email) == f"{key}@example.com")).all())


def the_next_intake(work_as: WorkAs, application_id: UUID, clock: MovableClock) -> UUID:
    with work_as(None) as work:
        before = work.db.get_one(Cohort, work.db.get_one(Application, application_id).cohort_id)
        after = Cohort(
            id=work.new_id(), programme_id=before.programme_id, name="Lumina, the next one", opens_at=clock.now,
            closes_at=clock.now + timedelta(days=60), decides_on=before.decides_on, starts_on=before.starts_on,
            ends_on=before.ends_on, places=6,
        )  # fmt: skip
        work.db.add(after)
        return after.id


def test_f09_a_draft_is_deleted_on_a_page_of_its_own_and_comes_back(
    as_: AsMember, work_as: WorkAs, parts: Parts
) -> None:
    application_id = an_answered_draft(work_as, of="ari")
    ari = as_("ari")

    asked = ari.get(f"/applications/{application_id}/deletion")
    gone = ari.follow(ari.post(f"/applications/{application_id}/deletion"))
    run_reactions(parts)
    back = ari.get(f"/applications/{application_id}/restoration")
    ari.post(f"/applications/{application_id}/restoration")

    assert "You can bring it back within 10 working days." in asked.main
    assert "You can bring it back until Tuesday 16 March 2027, 5:00pm" in gone.main
    assert "All your answers are as you left them." in back.main
    assert status_of(work_as, application_id) is ApplicationStatus.DRAFT
    with work_as(None) as work:
        assert messages_to(work, "ari") == ["draft_deleted"]
        assert messages_to(work, "mei") == []


def test_f09_what_was_written_is_erased_when_the_way_back_ends(
    as_: AsMember, work_as: WorkAs, parts: Parts, clock: MovableClock
) -> None:
    application_id = an_answered_draft(work_as, of="ari")
    as_("ari").post(f"/applications/{application_id}/parts/about_you", {"complete": "yes"})
    as_("ari").post(f"/applications/{application_id}/deletion")

    keep_time(parts)
    with work_as(None) as work:
        kept = len(work.db.scalars(select(Answer.id).where(col(Answer.application_id) == application_id)).all())
    clock.advance(days=16)
    keep_time(parts)
    keep_time(parts)
    late = as_("ari").post(f"/applications/{application_id}/restoration")

    assert kept > 0
    assert late.status == 422
    assert "This was deleted too long ago to bring it back." in late.main
    with work_as(None) as work:
        for table in (Answer, CompletePart):
            assert work.db.scalars(select(table).where(col(table.application_id) == application_id)).all() == []


def test_f09_starting_again_finds_the_deleted_draft(as_: AsMember, work_as: WorkAs) -> None:
    application_id = an_answered_draft(work_as, of="ari")
    ari = as_("ari")
    ari.post(f"/applications/{application_id}/deletion")

    begun = ari.post("/programmes/lumina/application")

    assert begun.location == f"/applications/{application_id}/parts"
    assert status_of(work_as, application_id) is ApplicationStatus.DRAFT


def test_f09_what_was_sent_is_withdrawn_and_not_deleted(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_sent_one(work_as, of="ari")

    shown = as_("ari").post(f"/applications/{application_id}/deletion")

    assert shown.status == 422
    assert "This cannot be done now" in shown.main
    assert status_of(work_as, application_id) is ApplicationStatus.RECEIVED


@pytest.mark.parametrize("page", ["deletion", "restoration", "reopening", "history"])
def test_the_pages_are_the_applicants_own(as_: AsMember, work_as: WorkAs, page: str) -> None:
    application_id = a_sent_one(work_as, of="ari")
    path = f"/applications/{application_id}/{page}"

    assert as_("ari").get(path).status == 200
    assert as_("mei").get(path).status == 403
    for key in ("bea", "ravi", "asha", "ida"):
        assert as_(key).get(path).status == 404


def test_f01_a_draft_is_kept_when_the_intake_closes_and_carried_on_in_the_next(
    as_: AsMember, work_as: WorkAs, parts: Parts, clock: MovableClock
) -> None:
    application_id = an_answered_draft(work_as, of="ari")
    clock.advance(days=20)

    keep_time(parts)
    run_reactions(parts)
    kept = as_("ari").get(f"/applications/{application_id}")
    too_early = as_("ari").post(f"/applications/{application_id}/reopening")
    cohort_id = the_next_intake(work_as, application_id, clock)
    carried_on = as_("ari").post(f"/applications/{application_id}/reopening")

    assert "Your answers are kept." in kept.main
    assert too_early.status == 422
    assert "The next intake is not open yet. Your answers are kept." in too_early.main
    assert carried_on.location == f"/applications/{application_id}/parts"
    with work_as(None) as work:
        application = work.db.get_one(Application, application_id)
        assert (application.status, application.cohort_id) == (ApplicationStatus.DRAFT, cohort_id)
        assert messages_to(work, "ari") == ["draft_kept"]
    check = as_("ari").get(f"/applications/{application_id}/check")
    assert "draws_you in the words of ari" in check.main


def test_f01_kept_answers_stay_where_a_new_application_was_begun(
    as_: AsMember, work_as: WorkAs, parts: Parts, clock: MovableClock
) -> None:
    application_id = a_draft(work_as, of="ari", says={"name": "Ari"})
    clock.advance(days=20)
    keep_time(parts)
    the_next_intake(work_as, application_id, clock)
    a_draft(work_as, of="ari")

    shown = as_("ari").post(f"/applications/{application_id}/reopening")

    assert shown.status == 422
    assert "You have begun another application to this intake." in shown.main


def test_f01_keeping_twice_keeps_once(work_as: WorkAs, parts: Parts, clock: MovableClock) -> None:
    application_id = a_draft(work_as, of="ari")
    clock.advance(days=20)

    keep_time(parts)
    keep_time(parts)

    assert status_of(work_as, application_id) is ApplicationStatus.KEPT_FOR_NEXT_INTAKE
