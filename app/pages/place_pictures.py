"""Pictures of a place as they are shown, and the coordinators' pages of adding, changing and removing one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import or_
from sqlmodel import col, select

from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.forms.asking import Option
from app.forms.filling import Filled, FilledField
from app.forms.offering import offering
from app.forms.place_pictures import NewPicture, PictureChange
from app.forms.versions import seen_version
from app.models.place_pictures import PictureKind, PlacePicture
from app.models.productions import Location
from app.models.workstations import Workstation
from app.rules.place_pictures import KINDS

Crumb = tuple[str | Sentence, str, Mapping[str, Any]]

WHOLE_PLACE = Option("", N_("Of the whole place"))
ORDER = tuple(PictureKind)


@dataclass(frozen=True)
class Shown:
    """One picture with what it shows in a word and its description. `desk` names the desk, where it is of one."""

    id: UUID
    kind: str
    description: str
    desk: str
    media_type: str
    stored_as: str


@dataclass(frozen=True)
class PictureList:
    place_id: UUID
    form_kind: type[NewPicture]
    pictures: Sequence[Shown]
    title: Sentence
    crumb: Crumb

    @property
    def form(self) -> Filled[NewPicture]:
        return Filled.blank(self.form_kind)


@dataclass(frozen=True)
class Changing:
    picture: Shown
    form_kind: type[PictureChange]
    known: Mapping[str, object]
    version: FilledField
    crumb: Crumb
    title: str = N_("Change this picture")

    @property
    def form(self) -> Filled[PictureChange]:
        return Filled.blank(self.form_kind, **self.known)


@dataclass(frozen=True)
class Removing:
    picture: Shown
    crumb: Crumb
    title: str = N_("Remove this picture?")


def of_desk(work: Work, desk: Workstation) -> list[Shown]:
    """What somebody sees before a day at this desk, from the way in to the quiet room."""
    mine = or_(col(PlacePicture.workstation_id).is_(None), col(PlacePicture.workstation_id) == desk.id)
    found = work.db.scalars(select(PlacePicture).where(col(PlacePicture.location_id) == desk.location_id, mine)).all()
    return [_shown(picture, {}) for picture in sorted(found, key=_as_met)]


def listing(work: Work, place: Location) -> PictureList:
    names = _desks_of(work, place.id)
    found = work.db.scalars(select(PlacePicture).where(col(PlacePicture.location_id) == place.id)).all()
    return PictureList(
        place.id,
        offering(NewPicture, desk=_options(names)),
        [_shown(picture, names) for picture in sorted(found, key=_as_met)],
        sentence(N_("Pictures of %(place)s"), place=place.name),
        (sentence(N_("the desks of %(place)s"), place=place.name), "workstations.listing", {"location_id": place.id}),
    )


def changing(work: Work, picture: PlacePicture) -> Changing:
    names = _desks_of(work, picture.location_id)
    known = {
        "kind": picture.kind.value, "desk": picture.workstation_id, "description": picture.description,
        "position": picture.position,
    }  # fmt: skip
    form_kind = offering(PictureChange, desk=_options(names))
    return Changing(_shown(picture, names), form_kind, known, seen_version(picture.version), _back(picture))


def removing(work: Work, picture: PlacePicture) -> Removing:
    return Removing(_shown(picture, _desks_of(work, picture.location_id)), _back(picture))


def _as_met(picture: PlacePicture) -> tuple[int, int, UUID]:
    return picture.position, ORDER.index(picture.kind), picture.id


def _shown(picture: PlacePicture, names: Mapping[UUID, str]) -> Shown:
    desk = names.get(picture.workstation_id, "") if picture.workstation_id else ""
    return Shown(picture.id, KINDS[picture.kind], picture.description, desk, picture.media_type, picture.stored_as)


def _desks_of(work: Work, place_id: UUID) -> dict[UUID, str]:
    wanted = select(Workstation).where(col(Workstation.location_id) == place_id).order_by(col(Workstation.name))
    return {desk.id: desk.name for desk in work.db.scalars(wanted)}


def _options(names: Mapping[UUID, str]) -> list[Option]:
    return [WHOLE_PLACE, *(Option(str(desk_id), name) for desk_id, name in names.items())]


def _back(picture: PlacePicture) -> Crumb:
    return N_("the pictures"), "place_pictures.listing", {"location_id": picture.location_id}
