"""The views of a private calendar: its own page, and what a calendar program reads at the address.

Calendars are shared with other people and lie on many devices. So nothing here says how somebody is, what helps them,
which desk they have, or how an application was decided.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlmodel import col, select

from app.adapters.calendars import Entry
from app.adapters.wordings import moment, spoken
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.applications import Application, ApplicationStatus
from app.models.assignments import Assignment
from app.models.cohorts import Cohort, Enrolment, EnrolmentStatus
from app.models.delays import Delay
from app.models.people import Person
from app.models.plans import Plan
from app.models.productions import Location, Production
from app.models.programmes import Programme
from app.models.sessions import Booking, BookingStatus, Session
from app.models.workstations import Workstation
from app.pages.bookings import session_entry
from app.rules.applications import WAITS_FOR_APPLICANT, WITH_US
from app.rules.calendars import SHOWS_BACK
from app.services import calendars

NAME = N_("Cleanplate")
SIGN_IN = N_("Sign in to Cleanplate to read more.")


@dataclass(frozen=True)
class Mine:
    """`address` is there once, in the answer to the press that made it."""

    made_at: datetime | None
    zone: str
    address: str = ""
    title: str = N_("Your calendar address")


def mine(work: Work, person: Person, address: str = "") -> Mine:
    calendar = calendars.calendar_of(work, person)
    return Mine(calendar.made_at if calendar else None, person.time_zone, address)


def entries(work: Work, person: Person, public_url: str) -> list[Entry]:
    """Booked sessions, days at a production, and days to keep in mind, from thirty days ago on."""
    return [
        *_sessions(work, person, public_url),
        *_days(work, person, public_url),
        *_applications(work, person, public_url),
        *_cohorts(work, person, public_url),
    ]


def _sessions(work: Work, person: Person, public_url: str) -> Iterator[Entry]:
    rows = work.db.execute(
        select(Booking, Session)
        .join(Session, col(Session.id) == Booking.session_id)
        .where(
            col(Booking.person_id) == person.id,
            col(Booking.status).in_([BookingStatus.BOOKED, BookingStatus.HELD]),
            col(Session.ends_at) > work.now - SHOWS_BACK,
        )
        .order_by(col(Session.starts_at), col(Session.id))
    )
    for booking, session in rows:
        yield session_entry(booking, session, public_url)


def _days(work: Work, person: Person, public_url: str) -> Iterator[Entry]:
    """The place and the times. The desk stays on its page: its name may say what it is like."""
    rows = work.db.execute(
        select(Assignment, Plan, Production, Location)
        .join(Plan, col(Plan.id) == Assignment.plan_id)
        .join(Production, col(Production.id) == Plan.production_id)
        .join(Workstation, col(Workstation.id) == Assignment.workstation_id)
        .join(Location, col(Location.id) == Workstation.location_id)
        .where(
            col(Assignment.person_id) == person.id,
            col(Assignment.is_live),
            col(Assignment.ends_at) > work.now - SHOWS_BACK,
        )
        .order_by(col(Assignment.starts_at), col(Assignment.id))
    )
    for day, plan, production, location in rows:
        yield Entry(
            id=day.id,
            title=spoken(sentence(N_("Your day at %(production)s"), production=production.title)),
            starts_at=day.starts_at,
            ends_at=day.ends_at,
            place=f"{location.name}, {location.address}",
            about=spoken(SIGN_IN),
            address=f"{public_url}/my-days/{day.id}",
            stamped_at=plan.published_at or plan.asked_at,
        )


def _applications(work: Work, person: Person, public_url: str) -> Iterator[Entry]:
    """When a draft has to be sent, when a result is promised, and when an answer is awaited; never what it is."""
    told = select(func.max(col(Delay.new_on))).where(
        col(Delay.cohort_id) == col(Cohort.id), col(Delay.told_at).is_not(None)
    )
    rows = work.db.execute(
        select(Application, Cohort, Programme, told.scalar_subquery())
        .join(Cohort, col(Cohort.id) == Application.cohort_id)
        .join(Programme, col(Programme.id) == Application.programme_id)
        .where(col(Application.person_id) == person.id)
        .order_by(col(Application.id))
    )
    for application, cohort, programme, later in rows:
        zone = ZoneInfo(programme.time_zone)
        address = f"{public_url}/applications/{application.id}"
        name = {"programme": programme.name}
        if application.status is ApplicationStatus.DRAFT:
            until = application.late_until or cohort.closes_at
            title = sentence(N_("%(programme)s: send by %(until)s"), until=moment(until, programme.time_zone), **name)
            yield _on(application.id, title, until.astimezone(zone), address, application.started_at)
        elif application.status in WITH_US:
            title = sentence(N_("%(programme)s: you hear from us by today"), **name)
            day = datetime.combine(later or cohort.decides_on, datetime.min.time(), zone)
            yield _on(application.id, title, day, address, application.started_at)
        elif application.status in WAITS_FOR_APPLICANT and application.answer_by:
            until = application.answer_by
            title = sentence(
                N_("%(programme)s: write to us by %(until)s"), until=moment(until, programme.time_zone), **name
            )
            yield _on(application.id, title, until.astimezone(zone), address, application.started_at)


def _cohorts(work: Work, person: Person, public_url: str) -> Iterator[Entry]:
    rows = work.db.execute(
        select(Enrolment, Cohort, Programme)
        .join(Cohort, col(Cohort.id) == Enrolment.cohort_id)
        .join(Programme, col(Programme.id) == Cohort.programme_id)
        .where(col(Enrolment.person_id) == person.id, col(Enrolment.status) == EnrolmentStatus.ENROLLED)
        .order_by(col(Enrolment.id))
    )
    for enrolment, cohort, programme in rows:
        zone = ZoneInfo(programme.time_zone)
        for key, words, day in (
            (enrolment.id, N_("%(cohort)s: the first day"), cohort.starts_on),
            (cohort.id, N_("%(cohort)s: the last day"), cohort.ends_on),
        ):
            start = datetime.combine(day, datetime.min.time(), zone)
            yield _on(key, sentence(words, cohort=cohort.name), start, public_url, enrolment.enrolled_at)


def _on(key: UUID, title: Sentence, day: datetime, address: str, stamped_at: datetime) -> Entry:
    """A whole day without times, so that it is the same day in every zone."""
    return Entry(
        id=key,
        title=spoken(title),
        starts_at=day.date(),
        ends_at=day.date() + timedelta(days=1),
        place="",
        about=spoken(SIGN_IN),
        address=address,
        stamped_at=stamped_at,
    )
