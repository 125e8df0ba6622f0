"""Until when each person's days are protected: nothing new, changed or taken out there takes effect without their yes."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from app.core.work import Work
from app.core.working_days import add_working_days, today_in
from app.models.accommodations import Accommodation
from app.models.people import Preferences
from app.models.productions import Production
from app.models.programmes import Programme
from app.rules.accommodations import holding
from app.rules.blueprints import blueprint_of
from app.rules.day_changes import Notice
from app.rules.productions import days_off_of
from app.services.accommodations import AgreedNeed

Window = Mapping[Notice, datetime]
"""For each promise the first instant that it does not protect any more."""


def window_of(work: Work, production: Production, people: Iterable[UUID]) -> Mapping[UUID, Window]:
    """For each person and promise the longest of what the production promises to everybody, what was agreed with the
    person, and what they chose themselves. Which of them it is, is nobody's to read.

    What was agreed and chosen speaks of changes without saying which, so it holds for all three.
    """
    wanted = sorted(set(people))
    everybody = _promised(work, production)
    hours = _own_hours(work, wanted)
    return {person: _longest(everybody, work.now + timedelta(hours=hours.get(person, 0))) for person in wanted}


def _longest(everybody: Window, own: datetime) -> Window:
    return {notice: max(promised, own) for notice, promised in everybody.items()}


def _promised(work: Work, production: Production) -> Window:
    """The end of the last of so many working days after today, where the production is."""
    programme = work.db.get_one(Programme, production.programme_id)
    days_off = days_off_of(production, blueprint_of(programme.key))
    today, zone = today_in(production.time_zone, work.now), ZoneInfo(production.time_zone)
    last = {notice: add_working_days(today, days, days_off) for notice, days in _days(production).items()}
    return {notice: datetime.combine(day + timedelta(days=1), time(), tzinfo=zone) for notice, day in last.items()}


def _days(production: Production) -> Mapping[Notice, int]:
    return {
        Notice.BOOK: production.notice_book_days,
        Notice.CHANGE: production.notice_days,
        Notice.CANCEL: production.notice_cancel_days,
    }


def _own_hours(work: Work, people: list[UUID]) -> dict[UUID, float]:
    chosen = work.db.execute(
        select(col(Preferences.person_id), col(Preferences.notice_hours)).where(col(Preferences.person_id).in_(people))
    )
    hours = {person: float(said) for person, said in chosen}
    agreed = work.db.scalars(
        select(Accommodation).where(
            col(Accommodation.person_id).in_(people), holding(), col(Accommodation.need) == "notice"
        )
    )
    for row in agreed:
        need = AgreedNeed.of(row)
        default = need.need.parameters["hours"].default
        hours[row.person_id] = max(hours.get(row.person_id, 0), float(need.parameters.get("hours", default)))  # type: ignore[arg-type]  # the vocabulary accepts only numbers here
    return hours
