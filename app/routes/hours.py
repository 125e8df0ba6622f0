"""Hours for the person and for coordinators."""

from fastapi import Response

from app.models.productions import Production
from app.pages import hours as views
from app.rules.hours import OF_PRODUCTION, OWN
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("hours")


@pages.get("/my-hours", policy=OWN)
def mine(visit: Visit) -> Response:
    return visit.page("hours/mine.html", views.mine(visit.work))


@pages.get("/productions/{production_id}/hours", policy=OF_PRODUCTION)
def of_production(visit: Visit, production: Production) -> Response:
    return visit.page("hours/of_production.html", views.of_production(visit.work, production))
