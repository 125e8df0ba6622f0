"""Mentors: their desk, their own style, and how trainees like to work."""

from fastapi import Response

from app.core.words import N_
from app.models.programmes import Programme
from app.pages import mentors as views
from app.rules.mentors import DESK, OWN_STYLE, STYLE
from app.services import mentors
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("mentors")

KEPT = N_("Your answers are kept.")


@pages.get("/mentoring", policy=DESK, writes=True)
def desk(visit: Visit) -> Response:
    return visit.page("mentors/desk.html", views.desk(visit.work))


@pages.get("/mentoring/{programme_id}/style", policy=OWN_STYLE)
def own_style(visit: Visit, programme: Programme) -> Response:
    view = views.own_style(visit.work, programme)
    return visit.page("mentors/own_style.html", view, form=view.form)


@pages.post("/mentoring/{programme_id}/style", policy=OWN_STYLE)
def keep_own_style(visit: Visit, programme: Programme) -> Response:
    view = views.own_style(visit.work, programme)
    filled = visit.read(view.kind)
    if filled.accepted_by(mentors.keep_own_style, visit.work, programme):
        return visit.to("mentors.desk", notice=KEPT)
    return visit.page("mentors/own_style.html", view, form=filled)


@pages.get("/working-style", policy=STYLE)
def style(visit: Visit) -> Response:
    view = views.style(visit.work)
    return visit.page("mentors/style.html", view, form=view.form)


@pages.post("/working-style", policy=STYLE)
def keep_style(visit: Visit) -> Response:
    view = views.style(visit.work)
    filled = visit.read(view.kind)
    if filled.accepted_by(mentors.keep_style, visit.work):
        return visit.to("mentors.style", notice=KEPT)
    return visit.page("mentors/style.html", view, form=filled)
