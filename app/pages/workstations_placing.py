"""What coordinators see of the desks of one place: the list, the form of a desk, and what retiring one means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.core.errors import Missing
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.core.working_days import today_in
from app.forms.asking import Option
from app.forms.filling import Filled
from app.forms.offering import offering
from app.forms.versions import seen_version
from app.forms.workstations import PREFIX, DeskForm, Retirement, as_lines, desk_form
from app.models.productions import Location, Production
from app.models.workstations import Workstation
from app.pages.workstations import about, named
from app.rules.measurements import is_old
from app.rules.workstations import KINDS
from app.services import desk_days
from app.services.desk_days import Day

Crumb = tuple[str | Sentence, str, Mapping[str, Any]]

NO_SEAT = Option("", N_("No seat beside it"))


@dataclass(frozen=True)
class DeskLine:
    id: UUID
    name: str
    about: str
    out_today: bool
    measured_on: date | None
    is_due: bool


@dataclass(frozen=True)
class DeskList:
    place_id: UUID
    production_id: UUID
    title: Sentence
    desks: Sequence[DeskLine]
    retired: Sequence[DeskLine]
    crumb: Crumb


@dataclass(frozen=True)
class KindLine:
    kind: str
    label: str


@dataclass(frozen=True)
class Choosing:
    """Which kind of desk: each is a link that leads to its form."""

    route: str
    params: Mapping[str, Any]
    kinds: Sequence[KindLine]
    part: str
    crumb: Crumb
    title: str = N_("What kind of desk is it?")


@dataclass(frozen=True)
class DeskDraft:
    """The form of a desk. `form_kind` has the facts of its kind and the other desks of the place."""

    route: str
    params: Mapping[str, Any]
    back: str
    form_kind: type[DeskForm]
    kind: str
    kind_label: str
    details: Sequence[str]
    version: int
    title: str | Sentence
    part: str
    crumb: Crumb
    known: Mapping[str, object] = field(default_factory=dict)

    @property
    def form(self) -> Filled[DeskForm]:
        return Filled.blank(self.form_kind, kind=self.kind, version=self.version, **self.known)

    @property
    def seen(self) -> Any:
        return seen_version(self.version)


@dataclass(frozen=True)
class Retiring:
    id: UUID
    days: Sequence[Day]
    title: Sentence
    part: str
    crumb: Crumb

    @property
    def form(self) -> Filled[Retirement]:
        return Filled.blank(Retirement, seen=desk_days.mark_of(self.days))


def listing(work: Work, place: Location) -> DeskList:
    zone, title = work.db.execute(
        select(col(Production.time_zone), col(Production.title)).where(col(Production.id) == place.production_id)
    ).one()
    today = today_in(zone, work.now)
    desks = _desks_of(work, place.id)
    lost = desk_days.unusable(work, desks, today, today)
    lines = {desk.id: _line(desk, today, out=(desk.id, today) in lost) for desk in desks}
    return DeskList(
        place.id,
        place.production_id,
        sentence(N_("Desks of %(place)s"), place=place.name),
        [lines[desk.id] for desk in desks if desk.retired_at is None],
        [lines[desk.id] for desk in desks if desk.retired_at is not None],
        (title, "productions.show", {"production_id": place.production_id}),
    )


def new(work: Work, place: Location, kind: str) -> DeskDraft:
    params = {"location_id": place.id}
    crumb = (sentence(N_("the desks of %(place)s"), place=place.name), "workstations.listing", params)
    return DeskDraft(
        "workstations.add", params, "workstations.draft", _form_for(work, place.id, kind), kind, _label(kind),
        _detail_names(kind), 1, N_("Add a desk"), place.name, crumb,
    )  # fmt: skip


def choosing(place: Location) -> Choosing:
    params = {"location_id": place.id}
    crumb = (sentence(N_("the desks of %(place)s"), place=place.name), "workstations.listing", params)
    return Choosing("workstations.draft", params, _kinds(), place.name, crumb)


def choosing_again(desk: Workstation) -> Choosing:
    params = {"workstation_id": desk.id}
    return Choosing("workstations.redraft", params, _kinds(), desk.name, (desk.name, "workstations.show", params))


def draft(work: Work, desk: Workstation, kind: str) -> DeskDraft:
    """The desk as it stands, ready to change."""
    params, kind = {"workstation_id": desk.id}, kind if kind in KINDS else desk.kind
    known = {
        "name": desk.name, "what_it_is_like": desk.what_it_is_like, "software": desk.software,
        "hardware": as_lines(desk.hardware), "beside": desk.beside_id,
        **{f"{PREFIX}{code}": value for code, value in desk.details.items()},
    }  # fmt: skip
    return DeskDraft(
        "workstations.change", params, "workstations.choosing_again", _form_for(work, desk.location_id, kind, but=desk.id),
        kind, _label(kind), _detail_names(kind), desk.version, named(N_("Change %(desk)s"), desk), desk.name,
        (desk.name, "workstations.show", params), known,
    )  # fmt: skip


def retiring(work: Work, desk: Workstation) -> Retiring:
    days = desk_days.taken(work, desk, desk_days.today_at(work, desk))
    back = (desk.name, "workstations.show", {"workstation_id": desk.id})
    return Retiring(desk.id, days, named(N_("Retire %(desk)s?"), desk), desk.name, back)


def _desks_of(work: Work, place_id: UUID) -> Sequence[Workstation]:
    return work.db.scalars(
        select(Workstation).where(col(Workstation.location_id) == place_id).order_by(col(Workstation.name))
    ).all()


def _line(desk: Workstation, today: date, *, out: bool) -> DeskLine:
    words = ". ".join(line.value for line in about(desk, None)[:1])
    is_due = desk.needs_measuring_since is not None or is_old(desk.measured_on, today)
    return DeskLine(desk.id, desk.name, words, out and desk.retired_at is None, desk.measured_on, is_due)


def _form_for(work: Work, place_id: UUID, kind: str, *, but: UUID | None = None) -> type[DeskForm]:
    if kind not in KINDS:
        raise Missing
    others = [desk for desk in _desks_of(work, place_id) if desk.id != but and desk.retired_at is None]
    return offering(desk_form(kind), beside=[*(Option(str(desk.id), desk.name) for desk in others), NO_SEAT])


def _kinds() -> list[KindLine]:
    return [KindLine(kind, each.label) for kind, each in KINDS.items()]


def _label(kind: str) -> str:
    return KINDS[kind].label if kind in KINDS else ""


def _detail_names(kind: str) -> list[str]:
    return [f"{PREFIX}{code}" for code in KINDS[kind].details] if kind in KINDS else []
