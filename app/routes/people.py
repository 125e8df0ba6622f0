"""Each person's own home page."""

from fastapi import Response

from app.pages import people as views
from app.rules.sign_ins import OWN_PAGES
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("people")


@pages.get("/", policy=OWN_PAGES)
def home(visit: Visit) -> Response:
    return visit.page("people/home.html", views.home(visit.work, visit.signed))
