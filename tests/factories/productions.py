"""Places, desks and days of work."""

from collections.abc import Iterable
from datetime import date

from app.core.work import Work
from app.models.breakdowns import Breakdown, BreakdownKind
from app.models.people import Person
from app.models.productions import Location, Production, ShootDay
from app.models.workstations import Workstation

Profile = dict[str, str | int | float | list[str]]

QUIET: Profile = {
    "back": "wall",
    "noise_level": "2",
    "noise_sudden": "never",
    "light_type": "led",
    "light_flicker": "none",
    "headphones_ok": "always",
}
LOUD: Profile = {**QUIET, "back": "walkway", "noise_level": "6", "noise_sudden": "over_5"}


def a_place(
    work: Work,
    *,
    production: Production,
    supervisor: Person,
    name: str = "Production office",
    capacity: int = 4,
    what_you_do: str = "You draw around shapes in short clips.",
) -> Location:
    place = Location(
        id=work.new_id(),
        production_id=production.id,
        name=name,
        address="8 Wirra Lane, Thebarton",
        way_there="Ring at the blue door.",
        what_you_do=what_you_do,
        what_could_change="The clip can change. Your desk stays.",
        supervisor_id=supervisor.id,
        capacity=capacity,
    )
    work.db.add(place)
    work.db.flush()
    return place


def a_desk(
    work: Work,
    *,
    place: Location,
    name: str = "Desk 1",
    profile: Profile | None = None,
    like: str = "A corner desk with a wall behind you.",
) -> Workstation:
    desk = Workstation(
        id=work.new_id(),
        location_id=place.id,
        name=name,
        what_it_is_like=like,
        software=["Nuke"],
        profile=QUIET if profile is None else profile,
        measured_on=date(2027, 2, 1),
        measured_by="Robin Castle",
        measured_how="With a phone meter.",
    )
    work.db.add(desk)
    work.db.flush()
    return desk


def a_breakdown(work: Work, *, desk: Workstation, first: date, last: date | None = None) -> Breakdown:
    made = Breakdown(
        id=work.new_id(), workstation_id=desk.id, kind=BreakdownKind.BREAKDOWN, first_day=first, last_day=last or first,
        noted_at=work.now,
    )  # fmt: skip
    work.db.add(made)
    work.db.flush()
    return made


def days_of_work(work: Work, *, place: Location, days: Iterable[date]) -> None:
    for day in days:
        work.db.add(
            ShootDay(
                id=work.new_id(),
                production_id=place.production_id,
                location_id=place.id,
                on_date=day,
                what="Scenes are filmed.",
            )
        )
    work.db.flush()
