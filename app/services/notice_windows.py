"""Until when each person's days are protected: no change there takes effect without their yes."""

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
from app.rules.productions import days_off_of
from app.services.accommodations import AgreedNeed


def window_of(work: Work, production: Production, people: Iterable[UUID]) -> Mapping[UUID, datetime]:
    """The last protected instant of each person: the longest of what the production promises to everybody, what was
    agreed with the person, and what they chose themselves. Which of them it is, is nobody's to read.
    """
    wanted = sorted(set(people))
    everybody = _promised(work, production)
    hours = _own_hours(work, wanted)
    return {person: max(everybody, work.now + timedelta(hours=hours.get(person, 0))) for person in wanted}


def _promised(work: Work, production: Production) -> datetime:
    """The end of the last of so many working days after today, where the production is."""
    programme = work.db.get_one(Programme, production.programme_id)
    days_off = days_off_of(production, blueprint_of(programme.key))
    last = add_working_days(today_in(production.time_zone, work.now), production.notice_days, days_off)
    return datetime.combine(last + timedelta(days=1), time(), tzinfo=ZoneInfo(production.time_zone))


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
