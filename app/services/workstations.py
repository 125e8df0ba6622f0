"""Desks of a place: added, changed, retired and brought back. No row is ever removed, because days point at it."""

from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.sign_ins import Nothing
from app.forms.workstations import DeskForm, Retirement, things_in
from app.models.productions import Location
from app.models.workstations import Workstation
from app.rules.workstations import MOST_DESKS
from app.services import desk_days

CHANGED = N_(
    "Somebody changed this desk since you opened this page. What you typed is below. Check it, then save again."
)
OTHER_DAYS = N_(
    "Somebody got or lost a day at this desk while you had this page open. Read the list again, then press again."
)
NAME_TAKEN = N_("There is a desk called %(name)s at this place. Choose another name")
NAME_RETIRED = N_("A desk called %(name)s is retired at this place. Bring it back, or choose another name")


def add(work: Work, place: Location, form: DeskForm) -> Workstation:
    """A desk begins with nothing measured, and nothing unmeasured counts as a match."""
    _refuse_the_same_name(work, place.id, form.name)
    here = select(func.count()).where(col(Workstation.location_id) == place.id)
    if (work.db.scalar(here) or 0) >= MOST_DESKS:
        raise Refused(sentence(N_("A place has %(most)s desks at most."), most=MOST_DESKS))
    _refuse_elsewhere(work, place.id, form.beside)
    desk = Workstation(id=work.new_id(), location_id=place.id, name=form.name)
    _describe(desk, form)
    work.db.add(desk)
    work.record(Event("workstations.added", desk.id))
    return desk


def change(work: Work, desk: Workstation, form: DeskForm) -> None:
    if form.version != desk.version:
        raise Refused(CHANGED)
    _refuse_the_same_name(work, desk.location_id, form.name, but=desk.id)
    _refuse_elsewhere(work, desk.location_id, form.beside, but=desk.id)
    desk.name = form.name
    _describe(desk, form)
    desk.version += 1
    work.record(Event("workstations.changed", desk.id))


def retire(work: Work, desk: Workstation, form: Retirement) -> None:
    """No new plan uses it. Whoever has a day there keeps it until a new plan is published."""
    if desk.retired_at is not None:
        return
    days = desk_days.taken(work, desk, desk_days.today_at(work, desk))
    if form.seen != desk_days.mark_of(days):
        raise Refused(OTHER_DAYS)
    desk.retired_at = work.now
    desk.version += 1
    work.record(Event("workstations.retired", desk.id, facts={"days": len(days)}))


def bring_back(work: Work, desk: Workstation, _form: Nothing) -> None:
    """Twice does nothing more."""
    if desk.retired_at is not None:
        desk.retired_at = None
        desk.version += 1
        work.record(Event("workstations.brought_back", desk.id))


def _describe(desk: Workstation, form: DeskForm) -> None:
    desk.kind, desk.details, desk.beside_id = form.kind, form.details, form.beside
    desk.software = list(dict.fromkeys(form.software))
    desk.hardware = things_in(form.hardware)
    desk.what_it_is_like = form.what_it_is_like


def _refuse_the_same_name(work: Work, place_id: UUID, name: str, *, but: UUID | None = None) -> None:
    """Names differ in more than capitals and spaces. The row of the place is held, so that two cannot add one at once."""
    work.db.get(Location, place_id, with_for_update=True)
    rows = work.db.execute(
        select(col(Workstation.id), col(Workstation.name), col(Workstation.retired_at)).where(
            col(Workstation.location_id) == place_id
        )
    )
    for desk_id, taken, retired_at in rows:
        if desk_id != but and _plain(taken) == _plain(name):
            raise Refused(sentence(NAME_RETIRED if retired_at else NAME_TAKEN, name=taken), field="name")


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _refuse_elsewhere(work: Work, place_id: UUID, beside: UUID | None, *, but: UUID | None = None) -> None:
    """The seat beside is another desk of the same place that is in use."""
    if beside is None:
        return
    other = work.db.get(Workstation, beside)
    if other is None or other.id == but or other.location_id != place_id or other.retired_at is not None:
        raise Refused(N_("Choose one of the desks in the list"), field="beside")
