"""Figures about adjustments, for managers."""

from fastapi import Response

from app.models.programmes import Programme
from app.pages import accommodations_figures as views
from app.pages.figures_publishing import example_period
from app.rules.accommodations_figures import FIGURES, FIGURES_OF_PROGRAMME
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("accommodations")


@pages.get("/adjustment-figures", policy=FIGURES)
def figures(visit: Visit) -> Response:
    return visit.page("accommodations/figures.html", views.figures(visit.work))


@pages.get("/adjustment-figures/{programme_id}/{period}", policy=FIGURES_OF_PROGRAMME, examples=example_period)
def figures_of_period(visit: Visit, programme: Programme, period: str) -> Response:
    return visit.page("accommodations/figures.html", views.figures_of_period(visit.work, programme, period))
