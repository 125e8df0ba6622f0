"""The live page of promises for managers."""

from fastapi import Response

from app.pages import promises as views
from app.rules.promises import READ
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("promises")


@pages.get("/promises", policy=READ)
def listing(visit: Visit) -> Response:
    planned = views.planning(visit.work)
    filled = visit.asked(views.filter_for(planned))
    return visit.page("promises/listing.html", views.promises(visit.work, filled, planned), form=filled)
