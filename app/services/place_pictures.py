"""Pictures of places: added with their words, changed, put in order, removed."""

from sqlalchemy import func
from sqlmodel import col, select

from app.adapters.storage import Storage
from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.files import Fit
from app.forms.place_pictures import NewPicture, PictureChange
from app.forms.sign_ins import Nothing
from app.models.place_pictures import PlacePicture
from app.models.productions import Location
from app.models.workstations import Workstation
from app.rules.place_pictures import MOST, OF_ONE_DESK

CHANGED = N_("Somebody changed this picture since you opened this page. Check it, then save again.")
NEEDS_DESK = N_("Choose the desk that this picture is of")


def add(work: Work, storage: Storage, place: Location, fit: Fit | None, form: NewPicture) -> PlacePicture:
    """Keep a picture of a place. The bytes are stored first, then the row (UPL-06)."""
    if fit is None:
        raise Refused(N_("Choose a picture"), field="file")
    work.db.refresh(place, with_for_update=True)
    of_place = select(func.count(), func.max(PlacePicture.position)).where(col(PlacePicture.location_id) == place.id)
    count, last = work.db.execute(of_place).one()
    if count >= MOST:
        raise Refused(
            sentence(N_("There are %(most)s pictures of this place. Remove one first"), most=MOST), field="file"
        )
    _refuse_odd_desk(work, place.id, form)
    stored_as = work.entropy.token()
    storage.keep(stored_as, fit.path)
    picture = PlacePicture(
        id=work.new_id(), location_id=place.id, workstation_id=form.desk, kind=form.kind, description=form.description,
        position=min((last or 0) + 1, 99), media_type=fit.media_type, bytes_long=fit.path.stat().st_size,
        stored_as=stored_as, added_at=work.now,
    )  # fmt: skip
    work.db.add(picture)
    work.record(Event("place_pictures.added", picture.id))
    return picture


def change(work: Work, picture: PlacePicture, form: PictureChange) -> None:
    """Change what is said about it and where it stands; the picture itself stays."""
    if form.version != picture.version:
        raise Refused(CHANGED)
    _refuse_odd_desk(work, picture.location_id, form)
    picture.kind, picture.workstation_id = form.kind, form.desk
    picture.description, picture.position = form.description, form.position
    picture.version += 1
    work.record(Event("place_pictures.changed", picture.id))


def remove(work: Work, picture: PlacePicture, _form: Nothing) -> None:
    """Take the row out now; the bytes follow once this is committed, so that a rollback loses nothing."""
    work.record(Event("place_pictures.removed", picture.id, facts={"stored_as": picture.stored_as}))
    work.db.delete(picture)


def _refuse_odd_desk(work: Work, place_id: object, form: NewPicture | PictureChange) -> None:
    desk = work.db.get(Workstation, form.desk) if form.desk else None
    if form.desk and (desk is None or desk.location_id != place_id):
        raise Refused(N_("Choose one of the desks in the list"), field="desk")
    if desk is None and form.kind in OF_ONE_DESK:
        raise Refused(NEEDS_DESK, field="desk")
