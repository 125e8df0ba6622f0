"""Who looked: the person's own list and wish, and the privacy auditor's list."""

from fastapi import Response

from app.core.words import N_
from app.forms.sightings import Older, TellWish
from app.pages import sightings as views
from app.rules.sightings import LIST, MINE
from app.services import sightings
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("sightings")


@pages.get("/who-looked", policy=MINE)
def mine(visit: Visit) -> Response:
    view = views.mine(visit.work, visit.asked(Older))
    return visit.page("sightings/mine.html", view, form=views.wish(visit.work))


@pages.post("/who-looked/messages", policy=MINE)
def wish(visit: Visit) -> Response:
    filled = visit.read(TellWish)
    if filled.accepted_by(sightings.wish_to_be_told, visit.work):
        return visit.to("sightings.mine", notice=N_("Your choice is kept."))
    return visit.page("sightings/mine.html", views.mine(visit.work, visit.asked(Older)), form=filled)


@pages.get("/privacy/who-looked", policy=LIST)
def listing(visit: Visit) -> Response:
    return visit.page("sightings/listing.html", views.listing(visit.work, visit.asked(Older)))
