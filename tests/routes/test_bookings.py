"""Booking a place, waiting for one, giving it back, and the calendar file."""

from collections.abc import Callable

import pytest
from icalendar import Calendar
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.models.messages import Message
from app.models.sessions import Booking, Session
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.factories.bookings import a_booking, a_wait
from tests.factories.memberships import a_member
from tests.factories.sessions import a_session
from tests.looking import one
from tests.running import run_reactions

Book = Callable[[str], Booking]


@pytest.fixture
def orientation(work_as: WorkAs, stage: Stage) -> Session:
    """A session with one place; Noor, Bea and Ari are in the cohort, Zoe is in another one."""
    with work_as("mei") as work:
        for key in ("noor", "bea", "ari"):
            a_member(work, of=stage.people[key], cohort=stage.cohorts["lumina"])
        a_member(work, of=stage.people["zoe"], cohort=stage.cohorts["post-production"])
        return a_session(work, cohort=stage.cohorts["lumina"], seats=1, place="Studio 2; room 4, left")


@pytest.fixture
def booked(work_as: WorkAs, orientation: Session) -> Booking:
    """Noor has the only place."""
    with work_as("noor") as work:
        return a_booking(work, of=orientation)


def test_a_trainee_books_a_place_and_gets_a_message(
    as_: AsMember, work_as: WorkAs, parts: Parts, orientation: Session
) -> None:
    noor = as_("noor")

    page = noor.follow(noor.post(f"/sessions/{orientation.id}/bookings"))
    run_reactions(parts)
    run_reactions(parts)

    assert "You have a place" in page.main
    assert page.soup.find("a", string="Download a file for your calendar")
    with work_as(None) as work:
        assert [(m.template, m.email) for m in work.db.scalars(select(Message))] == [
            ("booking_confirmed", "noor@example.com")
        ]


@pytest.mark.parametrize("key", ["zoe", "mei", "jun", "lev"])
def test_only_members_of_the_cohort_can_book(as_: AsMember, orientation: Session, key: str) -> None:
    assert as_(key).post(f"/sessions/{orientation.id}/bookings").status == 404
    assert as_(key).post(f"/sessions/{orientation.id}/waiting-list").status == 404


@pytest.mark.usefixtures("booked")
def test_a_full_session_answers_with_other_times(
    as_: AsMember, work_as: WorkAs, stage: Stage, orientation: Session
) -> None:
    with work_as("mei") as work:
        a_session(work, cohort=stage.cohorts["lumina"], title="Orientation again", starts="2pm")
        a_session(work, cohort=stage.cohorts["lumina"], title="Another kind", kind="talk")
        a_session(work, cohort=stage.cohorts["post-production"], title="Orientation elsewhere")

    page = as_("bea").post(f"/sessions/{orientation.id}/bookings")

    assert page.status == 422
    assert page.errors == [
        "Every place is taken. You can join the waiting list, or choose one of the other times below."
    ]
    assert "Other times with a free place Orientation again" in page.main
    assert "Another kind" not in page.main
    assert "Orientation elsewhere" not in page.main


@pytest.mark.usefixtures("booked")
def test_f66_a_full_session_has_a_waiting_list_in_order(
    as_: AsMember, orientation: Session, clock: MovableClock
) -> None:
    first, second = as_("bea"), as_("ari")

    first.post(f"/sessions/{orientation.id}/waiting-list")
    clock.advance(minutes=1)
    second.post(f"/sessions/{orientation.id}/waiting-list")

    assert "You are number 1 on the waiting list" in first.get("/sessions").main
    assert "You are number 2 on the waiting list" in second.get("/sessions").main


def test_waiting_is_refused_while_a_place_is_free(as_: AsMember, orientation: Session) -> None:
    page = as_("bea").post(f"/sessions/{orientation.id}/waiting-list")

    assert page.status == 422
    assert page.errors == ["A place is free now. You can book it."]


def test_f67_a_freed_place_is_kept_for_whoever_waited_longest(
    as_: AsMember, work_as: WorkAs, parts: Parts, orientation: Session, booked: Booking
) -> None:
    with work_as("bea") as work:
        a_wait(work, of=orientation)

    as_("noor").post(f"/bookings/{booked.id}/cancellation")
    run_reactions(parts)
    newcomer = as_("ari").post(f"/sessions/{orientation.id}/bookings")
    page = as_("bea").get(f"/sessions/{orientation.id}")
    taken = as_("bea").post(f"/sessions/{orientation.id}/bookings")

    assert newcomer.status == 422
    assert "A place is kept for you" in page.main
    assert taken.status == 303
    with work_as(None) as work:
        told = [(m.template, m.email) for m in work.db.scalars(select(Message).order_by(col(Message.id)))]
        assert ("place_is_free", "bea@example.com") in told
        assert ("place_is_free", "ari@example.com") not in told


@pytest.mark.usefixtures("orientation")
def test_giving_a_place_back_asks_first(as_: AsMember, booked: Booking) -> None:
    noor = as_("noor")

    question = noor.get(f"/bookings/{booked.id}/cancellation")
    page = noor.follow(noor.post(f"/bookings/{booked.id}/cancellation"))
    again = noor.post(f"/bookings/{booked.id}/cancellation")

    assert "You need no reason." in question.main
    assert "Free places: 1 of 1" in page.main
    assert again.status == 422
    assert "This has moved on since you opened it." in again.errors[0]


def test_a_place_can_be_booked_again_after_it_was_given_back(
    as_: AsMember, orientation: Session, booked: Booking
) -> None:
    noor = as_("noor")
    noor.post(f"/bookings/{booked.id}/cancellation")

    again = noor.post(f"/sessions/{orientation.id}/bookings")

    assert again.status == 303


@pytest.mark.usefixtures("booked")
def test_leaving_the_waiting_list_asks_first(as_: AsMember, work_as: WorkAs, orientation: Session) -> None:
    with work_as("bea") as work:
        waiting = a_wait(work, of=orientation)
    bea = as_("bea")

    question = bea.get(f"/bookings/{waiting.id}/cancellation")
    page = bea.follow(bea.post(f"/bookings/{waiting.id}/cancellation"))

    assert one(question, "h1").get_text() == "Leave the waiting list"
    assert page.soup.find("button", string="Join the waiting list")


def test_nothing_moves_once_a_session_has_started(
    as_: AsMember, orientation: Session, booked: Booking, clock: MovableClock
) -> None:
    clock.advance(days=8)

    cancelled = as_("noor").post(f"/bookings/{booked.id}/cancellation")
    late = as_("bea").post(f"/sessions/{orientation.id}/bookings")

    assert cancelled.errors == ["This session has started, so its places stay as they are."]
    assert late.status == 422


@pytest.mark.usefixtures("booked")
def test_two_sessions_at_one_time_are_refused_by_name(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("mei") as work:
        other = a_session(work, cohort=stage.cohorts["lumina"], title="A talk", starts="11am")

    page = as_("noor").post(f"/sessions/{other.id}/bookings")

    assert page.status == 422
    assert page.errors == ["You have a place in Orientation at this time. You can give that one back first."]


def test_the_calendar_file_is_readable_and_says_nothing_about_the_person(as_: AsMember, booked: Booking) -> None:
    noor = as_("noor")

    first, second = (noor.get(f"/bookings/{booked.id}/calendar") for _ in range(2))
    [event] = Calendar.from_ical(first.answer.content).walk("VEVENT")

    assert first.answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert first.answer.content == second.answer.content
    assert str(event["UID"]) == f"{booked.id}@cleanplate"
    assert event.decoded("DTSTART").isoformat() == "2027-03-09T00:00:00+00:00"
    assert str(event["LOCATION"]) == "Studio 2; room 4, left"
    assert rb"Studio 2\; room 4\, left" in first.answer.content
    assert b"\r\n" in first.answer.content
    assert b"Noor" not in first.answer.content
    assert b"bright room" not in first.answer.content


@pytest.mark.parametrize("key", ["bea", "zoe", "mei", "asha", "jun"])
def test_a_booking_is_only_its_owners(as_: AsMember, booked: Booking, key: str) -> None:
    client = as_(key)

    assert client.get(f"/bookings/{booked.id}/calendar").status == 404
    assert client.get(f"/bookings/{booked.id}/cancellation").status == 404
    assert client.post(f"/bookings/{booked.id}/cancellation").status == 404


def test_a_place_given_back_has_no_calendar_file(as_: AsMember, booked: Booking) -> None:
    noor = as_("noor")
    noor.post(f"/bookings/{booked.id}/cancellation")

    assert noor.get(f"/bookings/{booked.id}/calendar").status == 422
