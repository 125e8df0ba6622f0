"""A private calendar: one secret address a person, what it shows and never shows, and nothing there once it is ended."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar as Read
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.core.events import AuditEntry
from app.models.applications import Application, ApplicationStatus
from app.models.calendars import Calendar
from app.models.messages import Message
from app.models.sign_ins import RateCounter
from app.rules.sign_ins import BY_FEED
from app.services.casting import Stage
from app.services.erasures import erase_now
from tests.asking import AsMember, WorkAs
from tests.client import BASE_URL, Client, Shown
from tests.conftest import MovableClock
from tests.counting import statements
from tests.factories.applications import a_draft
from tests.factories.assignments import a_published_plan, days_of, enrolled, our_place
from tests.factories.bookings import a_booking, a_wait
from tests.factories.passports import WALL, WHY, a_wall
from tests.factories.sessions import a_session
from tests.pressing import press


def made(client: Client) -> str:
    """The path of the address that is shown once."""
    shown = press(client, client.get("/my-calendar"), "Make a new address")
    address = str(shown.soup.select_one("code").get_text())  # type: ignore[union-attr]  # it is there
    assert address.startswith(f"{BASE_URL}/calendars/")
    return address.removeprefix(BASE_URL)


def events(shown: Shown) -> list[Any]:
    assert shown.status == 200, shown.text
    return list(Read.from_ical(shown.text).walk("VEVENT"))


def titles(shown: Shown) -> list[str]:
    return [str(event["SUMMARY"]) for event in events(shown)]


def test_f80_sessions_with_a_place_are_in_it_and_others_are_not(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as(None) as work:
        enrolled(work, stage, "noor", "bea")
    with work_as("mei") as work:
        cohort = stage.cohorts["lumina"]
        booked, _ = a_session(work, cohort=cohort), a_session(work, cohort=cohort, title="Not mine")
        full = a_session(work, cohort=cohort, title="Full", seats=1, day=date(2027, 3, 10))
    with work_as("bea") as work:
        a_booking(work, of=full)
    with work_as("noor") as work:
        a_booking(work, of=booked)
        a_wait(work, of=full)

    feed = as_(None).get(made(as_("noor")))
    single = as_("noor").get(f"/bookings/{_booking_id(feed)}/calendar")

    sessions = [
        event for event in events(feed) if "DTSTART" in event and isinstance(event.decoded("DTSTART"), datetime)
    ]
    assert [str(event["SUMMARY"]) for event in sessions] == ["Orientation"]
    assert feed.answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert feed.answer.headers["cache-control"] == "no-store"
    assert "DTSTART:20270309T000000Z" in feed.text
    assert [event["UID"] for event in events(single)] == [sessions[0]["UID"]]


def _booking_id(feed: Shown) -> str:
    return next(str(e["UID"]).partition("@")[0] for e in events(feed) if str(e["SUMMARY"]) == "Orientation")


def test_f80_days_at_a_production_are_in_it_without_the_desk_and_without_any_need(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    a_wall(work_as)
    with work_as("tom") as work:
        location, *desks = our_place(work, stage)
        names = [desk.name for desk in desks]
        enrolled(work, stage, "noor")
        plan = a_published_plan(work, stage)
        days = len(days_of(work, plan, stage.people["noor"]))

    feed = as_(None).get(made(as_("noor")))

    found = [event for event in events(feed) if str(event["SUMMARY"]).startswith("Your day at")]
    assert len(found) == days > 0
    assert {str(day["LOCATION"]) for day in found} == {f"{location.name}, {location.address}"}
    assert [word for word in (*names, WALL, WHY) if word in feed.text] == []


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (ApplicationStatus.DRAFT, "send by"),
        (ApplicationStatus.IN_REVIEW, "you hear from us by today"),
        (ApplicationStatus.DECIDED_UNRELEASED, "you hear from us by today"),
        (ApplicationStatus.OFFERED, "write to us by"),
        (ApplicationStatus.NEEDS_INFORMATION, "write to us by"),
        (ApplicationStatus.NOT_OFFERED, ""),
        (ApplicationStatus.WITHDRAWN, ""),
    ],
)
def test_f80_dates_are_in_it_and_no_result_can_be_read_from_them(
    as_: AsMember, work_as: WorkAs, status: ApplicationStatus, says: str
) -> None:
    """A decision that is not released looks like a review, and an offer like a question."""
    application_id = a_draft(work_as, of="ari")
    with work_as(None) as work:
        application = work.db.get_one(Application, application_id)
        application.status, application.answer_by = status, work.now + timedelta(days=10)

    found = events(as_(None).get(made(as_("ari"))))

    assert [says in str(event["SUMMARY"]) for event in found] == ([True] if says else [])
    assert all(type(event.decoded("DTSTART")) is date for event in found)
    assert [word for event in found for word in ("offer", "place", "decided") if word in str(event["SUMMARY"])] == []


def test_f80_the_first_and_the_last_day_of_the_cohort(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as(None) as work:
        enrolled(work, stage, "noor")

    found = events(as_(None).get(made(as_("noor"))))

    cohort = stage.cohorts["lumina"]
    assert [(event.decoded("DTSTART"), event.decoded("DTEND")) for event in found] == [
        (cohort.starts_on, cohort.starts_on + timedelta(days=1)),
        (cohort.ends_on, cohort.ends_on + timedelta(days=1)),
    ]


def test_io_09_the_secret_is_shown_once_and_stored_as_a_hash(as_: AsMember, parts: Parts, stage: Stage) -> None:
    noor = as_("noor")
    token = made(noor).rpartition("/")[2]

    with parts.work(writes=False) as work:
        stored = work.db.get_one(Calendar, stage.id_of("noor")).token_hash
        said = [str(row) for row in work.db.execute(select(Message.path, Message.facts, Message.sealed_path))]
        logged = [str(row) for row in work.db.execute(select(AuditEntry.facts, AuditEntry.reason))]

    assert len(token) >= 43
    assert token not in noor.get("/my-calendar").text
    assert stored != token
    assert [text for text in (*said, *logged) if token in text] == []


def test_io_09_ended_or_replaced_there_is_nothing_at_the_next_request(
    as_: AsMember, parts: Parts, stage: Stage
) -> None:
    noor, program = as_("noor"), as_(None)
    first = made(noor)
    before = program.get(first).status
    second = made(noor)
    replaced, now = program.get(first), program.get(second).status
    ended = press(noor, noor.get("/my-calendar"), "End my calendar address")
    after = program.get(second)

    assert (before, replaced.status, now, after.status) == (200, 404, 200, 404)
    assert "The address is ended." in noor.follow(ended).main
    assert "VCALENDAR" not in replaced.text + after.text
    with parts.work(writes=False) as work:
        assert work.db.get(Calendar, stage.id_of("noor")) is None


@pytest.mark.parametrize("address", ["/calendars/made-up", "/calendars/ended", f"/calendars/{'A' * 43}"])
def test_io_09_a_guessed_address_is_not_there_and_leads_nowhere(as_: AsMember, address: str) -> None:
    made(as_("noor"))

    assert as_(None).get(address).status == 404


def test_io_09_one_address_is_never_anothers(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    """Signed in or not: the address alone says whose calendar it is."""
    with work_as(None) as work:
        enrolled(work, stage, "noor")
    noors, beas = made(as_("noor")), made(as_("bea"))

    assert titles(as_("bea").get(noors)) == titles(as_(None).get(noors)) != []
    assert titles(as_("noor").get(beas)) == []


def test_auth_08_making_one_needs_a_fresh_proof_and_is_told(as_: AsMember, parts: Parts, clock: MovableClock) -> None:
    made(as_("noor"))
    zoe = as_("zoe")
    clock.advance(minutes=16)

    late = zoe.post("/my-calendar", {})

    assert late.location.startswith("/sign-ins/proof")
    with parts.work(writes=False) as work:
        assert len(work.db.scalars(select(Calendar)).all()) == 1
        told = select(Message.email).where(col(Message.template) == "calendar_made")
        assert work.db.scalars(told).all() == ["noor@example.com"]


def test_rate_01_one_address_is_read_sixty_times_an_hour_and_others_go_on(
    as_: AsMember, clock: MovableClock, parts: Parts
) -> None:
    noors, beas, program = made(as_("noor")), made(as_("bea")), as_(None)

    answers = [program.get(noors) for _ in range(BY_FEED.tries + 1)]

    assert [answer.status for answer in answers] == [200] * BY_FEED.tries + [429]
    assert int(answers[-1].answer.headers["retry-after"]) > 0
    assert program.get(beas).status == 200
    with parts.work(writes=False) as work:
        assert not [key for key in work.db.scalars(select(RateCounter.key)) if noors.rpartition("/")[2] in key]
    clock.advance(hours=1)
    assert program.get(noors).status == 200


def test_priv_05_erasure_ends_it(as_: AsMember, parts: Parts, stage: Stage) -> None:
    address = made(as_("noor"))
    before = as_(None).get(address).status

    erase_now(parts, stage.id_of("noor"))

    assert (before, as_(None).get(address).status) == (200, 404)


def test_priv_04_its_owner_reads_that_it_was_made(as_: AsMember) -> None:
    noor = as_("noor")
    address = made(noor)

    page = noor.get("/my-data/kinds/calendars")

    assert page.status == 200
    assert "Your calendar address" in page.main
    assert address.rpartition("/")[2] not in page.text


def test_words_of_others_stay_inside_their_line(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    title = "Tools, desks; and BEGIN:VALARM \\ more"
    with work_as(None) as work:
        enrolled(work, stage, "noor")
    with work_as("mei") as work:
        session = a_session(work, cohort=stage.cohorts["lumina"], title=title)
    with work_as("noor") as work:
        a_booking(work, of=session)

    feed = as_(None).get(made(as_("noor")))

    assert title in titles(feed)
    assert "\r\nBEGIN:VALARM" not in feed.text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_feed_takes_the_same_statements_whatever_its_length(
    as_: AsMember, work_as: WorkAs, stage: Stage, rows: int
) -> None:
    with work_as(None) as work:
        enrolled(work, stage, "noor")
    for number in range(rows):
        with work_as("mei") as work:
            day = date(2027, 3, 9 + number)
            session = a_session(work, cohort=stage.cohorts["lumina"], title=f"Orientation {number}", day=day)
        with work_as("noor") as work:
            a_booking(work, of=session)
    address, program = made(as_("noor")), as_(None)

    with statements() as sent:
        shown = program.get(address)

    assert len(titles(shown)) == rows + 2
    assert len(sent) == STATEMENTS


STATEMENTS = 7
"""The limit, the owner, each of the four kinds, and the count."""


def test_f80_the_page_works_by_links_and_buttons_and_is_found_from_days_and_sessions(as_: AsMember) -> None:
    noor = as_("noor")

    for path in ("/my-days", "/sessions"):
        assert noor.get(path).soup.select("main a[href='/my-calendar']")
    page = noor.get("/my-calendar")
    assert not page.soup.select("main script, main [hx-post], main [hx-get]")
    assert "It never shows what helps you" in page.main
