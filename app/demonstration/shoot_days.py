"""The demonstration's days as data: units, hours, a closed period, one day of its own, and a file that waits for its check."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlmodel import col

from app.core.work import Work
from app.demonstration.theatre import Theatre
from app.forms.closures import ConfirmedClosure
from app.forms.locations import WEEKDAYS, HoursForm
from app.forms.shoot_days import DayForm
from app.forms.times import day_as_written
from app.forms.units import UnitForm
from app.models.productions import Location, Production, ShootDay
from app.models.units import UnitKind
from app.services import brought_days, closures, locations, shoot_days, units

LATER_WEEKS = 5
"""After the weeks that are planned, so that no plan of the story is touched."""


def play(theatre: Theatre) -> None:
    production = theatre.stage.productions["my-brilliant-career"]
    monday = theatre.today - timedelta(days=theatre.today.weekday()) + timedelta(weeks=LATER_WEEKS)
    with theatre.as_("tom") as work:
        for name, kind in (("Main unit", UnitKind.MAIN), ("Paint and roto", UnitKind.POST)):
            units.add(work, production, UnitForm(name=name, kind=kind))
        work.db.flush()
        coming = select(ShootDay).where(
            col(ShootDay.production_id) == production.id,
            col(ShootDay.on_date).between(monday, monday + timedelta(days=6)),
        )
        days = work.db.scalars(coming.order_by(col(ShootDay.on_date), col(ShootDay.id))).all()
        _change_one(work, production, days[0])
        place = work.db.get_one(Location, days[0].location_id)
        locations.keep_hours(work, place, HoursForm(**dict.fromkeys(WEEKDAYS, "8am to 6pm"), version=place.version))
        _close(work, production, place, monday + timedelta(weeks=1))
        _bring(work, production, place, days)


def _change_one(work: Work, production: Production, day: ShootDay) -> None:
    main = units.of_production(work, production)[0]
    form = DayForm(
        place=day.location_id, day=day.on_date, unit=main.id, call_time="8:30am", blocks=["10am to 1pm"], what=day.what,
        version=day.version,
    )  # fmt: skip
    shoot_days.change(work, day, form)


def _close(work: Work, production: Production, place: Location, first: date) -> None:
    form = ConfirmedClosure(
        place=str(place.id), first_day=first, last_day=first + timedelta(days=1), reason="The floor is painted"
    )
    mark = closures.touched_by(work, production, form).mark
    closures.close(work, production, form.model_copy(update={"seen": mark}))


def _bring(work: Work, production: Production, place: Location, days: Sequence[ShootDay]) -> None:
    """A day that stays, one that is new, and a row that cannot be used."""
    stays, new = days[-1].on_date, days[-1].on_date + timedelta(days=2)
    cells = [(day_as_written(stays), ""), (day_as_written(new), "6:30am"), (day_as_written(new), "25:00")]
    rows = [
        {"number": str(number), "id": f"day-{number}", "day": day, "place": place.name, "call_time": call}
        for number, (day, call) in enumerate(cells, 2)
    ]
    brought_days.keep(work, production, rows)
