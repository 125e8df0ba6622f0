"""Pictures of places: shown behind their policy, added, changed and removed."""

from functools import partial

from fastapi import Response

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.sign_ins import Nothing
from app.models.place_pictures import PlacePicture
from app.models.productions import Location
from app.pages import place_pictures as views
from app.rules.place_pictures import PLACE, READ, RUN, longest_for
from app.services import place_pictures
from app.services.place_pictures_looking import look_into
from app.web.ranges import Content
from app.web.router import Pages
from app.web.sending_files import sent_from
from app.web.uploads import looked_at
from app.web.visits import Visit

pages = Pages("place_pictures")


@pages.get("/locations/{location_id}/pictures", policy=PLACE)
def listing(visit: Visit, place: Location) -> Response:
    view = views.listing(visit.work, place)
    return visit.page("place_pictures/listing.html", view, form=view.form)


@pages.post("/locations/{location_id}/pictures", policy=PLACE, takes_file=longest_for)
def add(visit: Visit, place: Location) -> Response:
    came = looked_at(visit, views.listing(visit.work, place).form_kind, look_into)
    if came.filled.accepted_by(place_pictures.add, visit.work, visit.parts.storage, place, came.fit):
        return visit.to("place_pictures.listing", location_id=place.id, notice=N_("The picture is added."))
    view = views.listing(visit.work, place)
    return visit.page("place_pictures/listing.html", view, form=came.filled, status=came.status)


@pages.get("/place-pictures/{picture_id}/content", policy=READ)
def content(visit: Visit, picture: PlacePicture) -> Response:
    stream = partial(visit.parts.storage.stream, picture.stored_as)
    stored = Content(picture.bytes_long, picture.media_type, stream)
    return sent_from(visit, stored, how="attachment", name="picture")


@pages.get("/place-pictures/{picture_id}", policy=RUN)
def changing(visit: Visit, picture: PlacePicture) -> Response:
    view = views.changing(visit.work, picture)
    return visit.page("place_pictures/changing.html", view, form=view.form)


@pages.post("/place-pictures/{picture_id}", policy=RUN)
def change(visit: Visit, picture: PlacePicture) -> Response:
    filled = visit.read(views.changing(visit.work, picture).form_kind)
    if filled.accepted_by(place_pictures.change, visit.work, picture):
        return visit.to("place_pictures.listing", location_id=picture.location_id, notice=N_("The picture is changed."))
    return visit.page("place_pictures/changing.html", views.changing(visit.work, picture), form=filled)


@pages.get("/place-pictures/{picture_id}/removal", policy=RUN)
def removing(visit: Visit, picture: PlacePicture) -> Response:
    view = views.removing(visit.work, picture)
    return visit.page("place_pictures/removing.html", view, form=Filled.blank(Nothing))


@pages.post("/place-pictures/{picture_id}/removal", policy=RUN)
def remove(visit: Visit, picture: PlacePicture) -> Response:
    filled, place_id = visit.read(Nothing), picture.location_id
    view = views.removing(visit.work, picture)
    if filled.accepted_by(place_pictures.remove, visit.work, picture):
        return visit.to("place_pictures.listing", location_id=place_id, notice=N_("The picture is removed."))
    return visit.page("place_pictures/removing.html", view, form=filled)
