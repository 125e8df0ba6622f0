"""The demonstration's desks: measured in two hours, one out of service, one to be measured again, one retired, and pictures."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlmodel import col, select

from app.adapters.sample_pictures import sample_place
from app.core.work import Work
from app.demonstration.theatre import Theatre
from app.forms.breakdowns import BreakdownForm
from app.forms.files import Fit
from app.forms.measurements import measurement_form
from app.forms.place_pictures import NewPicture
from app.forms.workstations import Retirement, desk_form
from app.models.assignments import Assignment
from app.models.breakdowns import BreakdownKind
from app.models.measurements import Hour
from app.models.place_pictures import PictureKind
from app.models.productions import Location
from app.models.workstations import Workstation
from app.services import breakdowns, desk_days, measurements, place_pictures, workstations

PRODUCTION, OFFICE, MEASURED, AGAIN = "my-brilliant-career", "Production office", "Office desk 1", "Stage desk 1"
VISIT: Mapping[str, str] = {"measured_by": "Robin Castle", "measured_how": "A phone meter for 30 minutes."}

KIND_OF: Mapping[str, tuple[str, Mapping[str, str | int], Sequence[str]]] = {
    MEASURED: (
        "compositing",
        {"detail_screens": 2, "detail_tablet": "yes", "detail_memory": 64},
        ["2 screens", "1 pen tablet"],
    ),
    AGAIN: ("cart", {"detail_moves": "no", "detail_cover": "inside", "detail_power": "mains"}, ["1 screen"]),
}

PICTURES = (
    (PictureKind.WAY_IN, "door", "A blue door at the end of the lane, with a bell at the right."),
    (PictureKind.FLOOR_PLAN, "plan", "A plan of the floor. The door is at the bottom, the desks are at the right."),
    (PictureKind.SEAT, "desk", "A desk with one screen. A wall is behind the seat."),
    (PictureKind.VIEW, "window", "The view from the seat: a window at the left and a closed cupboard at the right."),
    (PictureKind.QUIET_ROOM, "room", "A small room with a low seat, a lamp and a door that locks."),
)


def play(theatre: Theatre) -> None:
    """Nothing here changes what holds for somebody, so that what was planned before stays true."""
    with theatre.at(days=-8), theatre.as_("tom") as work:
        for name in KIND_OF:
            _describe(work, name)
        _measure(theatre, work, Hour.ORDINARY, "10:30", "2")
        _measure(theatre, work, Hour.WORST, "15:00", "2")
        _show_place(theatre, work)
    with theatre.at(days=-3), theatre.as_("tom") as work:
        measurements.ask_again(work, _desk(work, AGAIN), "described")
        _retire_an_old_one(work)
    monday = theatre.today + timedelta(days=7 - theatre.today.weekday())
    with theatre.at(days=-1), theatre.as_("tom") as work:
        _break(theatre, work, monday)


def _desk(work: Work, name: str) -> Workstation:
    return work.db.scalars(select(Workstation).where(col(Workstation.name) == name)).one()


def _describe(work: Work, name: str) -> None:
    desk = _desk(work, name)
    kind, details, hardware = KIND_OF[name]
    form = desk_form(kind)(
        name=name, kind=kind, hardware=list(hardware), software=desk.software, beside=desk.beside_id,
        what_it_is_like=desk.what_it_is_like, version=desk.version, **details,
    )  # fmt: skip
    workstations.change(work, desk, form)


def _measure(theatre: Theatre, work: Work, hour: Hour, at: str, level: str) -> None:
    facts = {"fact_noise_level": level, "fact_noise_sudden": "under_1", "fact_noise_kind": ["machine_hum", "doors"]}
    form = measurement_form("sound").model_validate(
        {**VISIT, "hour": hour, "measured_on": theatre.today, "at_hour": at, **facts}
    )
    measurements.note(work, _desk(work, MEASURED), form)


def _show_place(theatre: Theatre, work: Work) -> None:
    place = work.db.scalars(select(Location).where(col(Location.name) == OFFICE)).one()
    desk = _desk(work, MEASURED)
    with TemporaryDirectory() as folder:
        for kind, shape, words in PICTURES:
            path = Path(folder) / f"{shape}.png"
            path.write_bytes(sample_place(shape))
            of = desk.id if kind in {PictureKind.SEAT, PictureKind.VIEW} else None
            form = NewPicture(file=path.name, kind=kind, desk=of, description=words)
            place_pictures.add(work, theatre.parts.storage, place, Fit(path.name, "image/png", path), form)


def _retire_an_old_one(work: Work) -> None:
    place = work.db.scalars(select(Location).where(col(Location.name) == OFFICE)).one()
    old = workstations.add(work, place, desk_form("edit")(name="Old office desk", kind="edit"))
    work.db.flush()
    workstations.retire(work, old, Retirement(seen=desk_days.mark_of([])))


def _break(theatre: Theatre, work: Work, monday: date) -> None:
    """Next week, at a desk that nobody has in the draft of that week."""
    last = monday + timedelta(days=2)
    taken = select(col(Assignment.workstation_id)).where(col(Assignment.on_date).between(monday, last))
    free = (
        select(Workstation)
        .join(Location, col(Location.id) == Workstation.location_id)
        .where(col(Location.production_id) == theatre.stage.productions[PRODUCTION].id)
        .where(col(Workstation.id).not_in(taken), col(Workstation.retired_at).is_(None))
        .order_by(col(Workstation.name).desc())
    )
    form = BreakdownForm(
        kind=BreakdownKind.BREAKDOWN, first_day=monday, last_day=last,
        words="The screen stays black.", seen=desk_days.mark_of([]),
    )  # fmt: skip
    breakdowns.note(work, work.db.scalars(free.limit(1)).one(), form)
