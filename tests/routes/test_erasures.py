"""Asking to be erased: what it means is said first, the way back is one press, and only the person themselves may."""

from collections.abc import Callable

from sqlmodel import select

from app.models.erasures import Erasure, ErasureStatus
from tests.asking import WorkAs
from tests.client import Client
from tests.conftest import MovableClock
from tests.factories.decisions import a_sent_application

As = Callable[[str | None], Client]


def statuses(work_as: WorkAs) -> list[str]:
    with work_as(None) as work:
        return list(work.db.scalars(select(Erasure.status)).all())


def test_f97_the_page_says_what_goes_what_stays_and_until_when(as_: As) -> None:
    page = as_("noor").get("/erasure")

    assert page.status == 200
    assert "We do it after Monday 15 March 2027, 5:00pm" in page.main
    for heading in ("What goes", "What stays as a number", "What we must keep"):
        assert heading in page.main


def test_f97_a_public_holiday_of_the_programme_is_no_working_day(as_: As, work_as: WorkAs) -> None:
    """Adelaide Cup Day is on Monday 8 March 2027."""
    a_sent_application(work_as, of="noor")

    page = as_("noor").get("/erasure")

    assert "We do it after Tuesday 16 March 2027, 5:00pm" in page.main


def test_f97_asking_and_taking_it_back(as_: As, work_as: WorkAs) -> None:
    noor = as_("noor")
    asked = noor.follow(noor.post("/erasure"))
    noor.follow(noor.post("/erasure/return"))

    assert "We erase you after Monday 15 March 2027, 5:00pm" in asked.main
    assert "Keep everything" in asked.main
    assert statuses(work_as) == [ErasureStatus.TAKEN_BACK]


def test_asking_twice_is_told_and_taking_back_twice_does_nothing(as_: As, work_as: WorkAs) -> None:
    noor = as_("noor")
    noor.post("/erasure")
    again = noor.post("/erasure")
    noor.post("/erasure/return")

    assert again.status == 422
    assert "You have asked for this already." in again.main
    assert noor.post("/erasure/return").status == 303
    assert statuses(work_as) == [ErasureStatus.TAKEN_BACK]


def test_an_old_proof_is_asked_for_again(as_: As, work_as: WorkAs, clock: MovableClock) -> None:
    noor = as_("noor")
    clock.advance(minutes=16)

    assert "/sign-ins/proof" in noor.get("/erasure").location
    assert noor.post("/erasure").status == 303
    assert statuses(work_as) == []


def test_nobody_is_erased_who_is_not_signed_in(as_: As, work_as: WorkAs) -> None:
    nobody = as_(None)

    assert nobody.get("/erasure").status == 303
    assert nobody.post("/erasure").status == 403
    assert nobody.post("/erasure/return").status == 403
    assert statuses(work_as) == []


def test_one_persons_wish_is_not_anothers(as_: As, work_as: WorkAs) -> None:
    as_("noor").post("/erasure")

    assert "Ask to be erased" in as_("bea").get("/erasure").main
    as_("bea").post("/erasure/return")
    assert statuses(work_as) == [ErasureStatus.ASKED]
