"""Matches: a manager proposes and confirms, the trainee keeps, and each side can end."""

from fastapi import Response

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.matches import Confirmation, Ending
from app.forms.sign_ins import Nothing
from app.models.cohorts import Cohort
from app.models.matches import Match
from app.pages import matches as views
from app.rules.matches import CONFIRM, END, KEEP, OWN, PROPOSE
from app.services import matches, matching
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("matches")

CONFIRMED = N_("The mentor is confirmed. Both people get a message.")
ENDED = N_("The mentoring has ended. The other person does not see why.")


@pages.get("/cohorts/{cohort_id}/matches", policy=PROPOSE)
def proposals(visit: Visit, cohort: Cohort) -> Response:
    return visit.page("matches/proposals.html", views.proposals(visit.work, cohort), form=Filled.blank(Nothing))


@pages.post("/cohorts/{cohort_id}/matches", policy=PROPOSE)
def propose(visit: Visit, cohort: Cohort) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(matching.propose, visit.work, cohort):
        return visit.to("matches.proposals", cohort_id=cohort.id, notice=N_("The suggestions are new. Nobody is told."))
    return visit.page("matches/proposals.html", views.proposals(visit.work, cohort), form=filled)


@pages.get("/matches/{match_id}/confirmation", policy=CONFIRM)
def confirming(visit: Visit, match: Match) -> Response:
    view = views.confirming(visit.work, match)
    return visit.page("matches/confirming.html", view, form=view.form)


@pages.post("/matches/{match_id}/confirmation", policy=CONFIRM)
def confirm(visit: Visit, match: Match) -> Response:
    filled = visit.read(Confirmation)
    if filled.accepted_by(matches.confirm, visit.work, match):
        return visit.to("matches.proposals", cohort_id=match.cohort_id, notice=CONFIRMED)
    return visit.page("matches/confirming.html", views.confirming(visit.work, match), form=filled)


@pages.get("/my-mentor", policy=OWN)
def mine(visit: Visit) -> Response:
    return visit.page("matches/mine.html", views.mine(visit.work), form=Filled.blank(Nothing))


@pages.post("/matches/{match_id}/keeping", policy=KEEP)
def keep(visit: Visit, match: Match) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(matches.keep, visit.work, match):
        return visit.to("matches.mine", notice=N_("You keep your mentor. They get a message."))
    return visit.page("matches/mine.html", views.mine(visit.work), form=filled)


@pages.get("/matches/{match_id}/end", policy=END)
def ending(visit: Visit, match: Match) -> Response:
    return visit.page("matches/ending.html", views.ending(visit.work, match), form=Filled.blank(Ending))


@pages.post("/matches/{match_id}/end", policy=END)
def end(visit: Visit, match: Match) -> Response:
    view = views.ending(visit.work, match)
    filled = visit.read(Ending)
    if filled.accepted_by(matches.end, visit.work, match):
        return visit.to(view.crumb[1], **view.crumb[2], notice=ENDED)
    return visit.page("matches/ending.html", view, form=filled)
