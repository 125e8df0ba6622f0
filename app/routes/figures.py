"""Figures: in which counts somebody is, the yes to one's own outcome, and the way out of a count and back."""

from collections.abc import Mapping

from fastapi import Response
from sqlalchemy.orm import Session

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.sign_ins import Nothing
from app.pages import figures as views
from app.rules.figures import OWN
from app.services import figures
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("figures")


def example_figure(_db: Session, _nothing: None) -> Mapping[str, str]:
    return {"figure": "said_yes"}


@pages.get("/figures", policy=OWN)
def own(visit: Visit) -> Response:
    return visit.page("figures/own.html", views.own(visit.work, visit.me), form=Filled.blank(Nothing))


@pages.post("/figures/{figure}/confirmation", policy=OWN, examples=example_figure)
def confirm(visit: Visit, figure: str) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(figures.confirm, visit.work, figure):
        return visit.to("figures.own", notice=N_("You said that this is right."))
    return visit.page("figures/own.html", views.own(visit.work, visit.me), form=filled)


@pages.post("/figures/{figure}/absence", policy=OWN, examples=example_figure)
def keep_out(visit: Visit, figure: str) -> Response:
    visit.read(Nothing).accepted_by(figures.keep_out, visit.work, figure)
    return visit.to("figures.own", notice=N_("You are not in this count any more."))


@pages.post("/figures/{figure}/return", policy=OWN, examples=example_figure)
def come_back(visit: Visit, figure: str) -> Response:
    visit.read(Nothing).accepted_by(figures.come_back, visit.work, figure)
    return visit.to("figures.own", notice=N_("You are counted again."))
