"""Closing places and productions for some days, and opening them again."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.core.working_days import today_in
from app.forms.closures import WHOLE, ClosureForm, ConfirmedClosure
from app.forms.sign_ins import Nothing
from app.models.closures import Closure
from app.models.productions import Location, Production
from app.services.bookings_touched import Touched, touched

LONGEST_DAYS = 366
OTHERS_NOW = N_(
    "The published days changed since you opened this page. Read the list below again, then press the button."
)


def check(work: Work, production: Production, form: ClosureForm) -> None:
    """Whether it could be closed like this. Nothing is written."""
    today = today_in(production.time_zone, work.now)
    if form.last_day < form.first_day:
        raise Refused(N_("The last day is before the first day"), field="last_day")
    if form.last_day < today:
        raise Refused(N_("These days are over. Write a day that is still to come"), field="last_day")
    if (form.last_day - form.first_day).days > LONGEST_DAYS:
        raise Refused(N_("Close a year at most. Check the year that you wrote"), field="last_day")
    _refuse_twice(work, production, form, place_of(work, production, form.place))


def close(work: Work, production: Production, form: ConfirmedClosure) -> Closure:
    """Close it for plans that are made from now on. Published days stay as they are; refused when they are others now."""
    check(work, production, form)
    place = place_of(work, production, form.place)
    if touched_by(work, production, form).mark != form.seen:
        raise Refused(OTHERS_NOW)
    closure = Closure(
        id=work.new_id(),
        production_id=production.id,
        location_id=place.id if place else None,
        first_day=form.first_day,
        last_day=form.last_day,
        reason=form.reason,
        made_at=work.now,
    )
    work.db.add(closure)
    work.record(Event("closures.closed", closure.id, programme_id=production.programme_id, facts=_facts(closure)))
    return closure


def open_again(work: Work, closure: Closure, _form: Nothing) -> None:
    """Take a closed period back."""
    programme_id = work.db.get_one(Production, closure.production_id).programme_id
    work.record(Event("closures.opened", closure.id, programme_id=programme_id, facts=_facts(closure)))
    work.db.delete(closure)


def touched_by(work: Work, production: Production, form: ClosureForm) -> Touched:
    place = place_of(work, production, form.place)
    return touched(work, production, form.first_day, form.last_day, place.id if place else None)


def place_of(work: Work, production: Production, choice: str) -> Location | None:
    """The place that was chosen, or None for the whole production."""
    if choice == WHOLE:
        return None
    own = select(Location).where(col(Location.production_id) == production.id)
    place = next((each for each in work.db.scalars(own) if str(each.id) == choice), None)
    if place is None:
        raise Refused(N_("Choose one of the places in the list"), field="place")
    return place


def _refuse_twice(work: Work, production: Production, form: ClosureForm, place: Location | None) -> None:
    same = select(col(Closure.id)).where(
        col(Closure.production_id) == production.id,
        col(Closure.location_id) == place.id if place else col(Closure.location_id).is_(None),
        col(Closure.first_day) == form.first_day,
        col(Closure.last_day) == form.last_day,
    )
    if work.db.scalars(same).first() is not None:
        raise Refused(N_("This is closed on these days already"), field="first_day")


def _facts(closure: Closure) -> dict[str, str]:
    place: UUID | None = closure.location_id
    days: tuple[date, date] = (closure.first_day, closure.last_day)
    return {"place": str(place or WHOLE), "first_day": days[0].isoformat(), "last_day": days[1].isoformat()}
