"""The managers' side of reviewing: who reads what, by an even spread or by a list, and where reviews differ."""

from fastapi import Response

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.readings import DEFAULT_EACH, BroughtList, CheckedList, SpreadAsked, SpreadWanted
from app.models.cohorts import Cohort
from app.pages import readings_bringing as bringing_views
from app.pages import readings_differences as differences_views
from app.pages import readings_overview as views
from app.pages import readings_spreading as spreading_views
from app.rules.readings import BRING, READ, SPREAD, longest_list
from app.services import readings
from app.web.router import Pages
from app.web.sheets import arrived_list
from app.web.visits import Visit

pages = Pages("readings")

ASKED = N_("The reviewers are asked. Each gets a message at the time they chose.")


@pages.get("/cohorts/{cohort_id}/reading", policy=READ)
def show(visit: Visit, cohort: Cohort) -> Response:
    return visit.page("readings/show.html", views.overview(visit.work, cohort))


@pages.get("/cohorts/{cohort_id}/reading/spread", policy=SPREAD)
def spreading(visit: Visit, cohort: Cohort) -> Response:
    asked = visit.asked(SpreadAsked) if visit.request.url.query else Filled.blank(SpreadAsked, each=DEFAULT_EACH)
    return visit.page("readings/spreading.html", spreading_views.spreading(visit.work, cohort, asked), form=asked)


@pages.post("/cohorts/{cohort_id}/reading/spread", policy=SPREAD)
def spread(visit: Visit, cohort: Cohort) -> Response:
    filled = visit.read(SpreadWanted)
    if filled.accepted_by(readings.ask_as_planned, visit.work, cohort):
        return visit.to("readings.show", cohort_id=cohort.id, notice=ASKED)
    return visit.page("readings/spreading.html", spreading_views.spreading(visit.work, cohort, filled), form=filled)


@pages.get("/cohorts/{cohort_id}/reading/list", policy=BRING)
def bringing(visit: Visit, cohort: Cohort) -> Response:
    return visit.page("readings/bringing.html", bringing_views.bringing(cohort), form=Filled.blank(BroughtList))


@pages.post("/cohorts/{cohort_id}/reading/list", policy=BRING, takes_file=longest_list)
def check(visit: Visit, cohort: Cohort) -> Response:
    filled, rows = arrived_list(visit)
    view = bringing_views.bringing(cohort) if filled.errors else bringing_views.checking(visit.work, cohort, rows)
    return visit.page("readings/bringing.html", view, form=filled)


@pages.post("/cohorts/{cohort_id}/reading/list/rows", policy=BRING)
def bring(visit: Visit, cohort: Cohort) -> Response:
    filled = visit.read(CheckedList)
    if filled.accepted_by(readings.ask_by_list, visit.work, cohort):
        return visit.to("readings.show", cohort_id=cohort.id, notice=ASKED)
    again = Filled(BroughtList, {}, errors=dict.fromkeys(("file",), next(iter(filled.errors.values()))))
    return visit.page("readings/bringing.html", bringing_views.bringing(cohort), form=again)


@pages.get("/cohorts/{cohort_id}/reading/differences", policy=READ)
def differences(visit: Visit, cohort: Cohort) -> Response:
    return visit.page("readings/differences.html", differences_views.differences(visit.work, cohort))
