"""Figures about adjustments, for managers."""

from fastapi import Response

from app.pages import accommodations_figures as views
from app.rules.accommodations import FIGURES
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("accommodations")


@pages.get("/adjustment-figures", policy=FIGURES)
def figures(visit: Visit) -> Response:
    return visit.page("accommodations/figures.html", views.figures(visit.work))
