"""Productions for their coordinators."""

from fastapi import Response

from app.models.productions import Production
from app.pages import productions as views
from app.rules.productions import LIST, READ
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("productions")


@pages.get("/productions", policy=LIST)
def listing(visit: Visit) -> Response:
    return visit.page("productions/listing.html", views.listing(visit.work))


@pages.get("/productions/{production_id}", policy=READ)
def show(visit: Visit, production: Production) -> Response:
    return visit.page("productions/show.html", views.show(visit.work, production))
