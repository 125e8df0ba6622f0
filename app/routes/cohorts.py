"""The manager's pages of cohorts, and enrolling somebody who said yes."""

from fastapi import Response

from app.core.words import N_
from app.forms.sign_ins import Nothing
from app.models.applications import Application
from app.models.cohorts import Cohort
from app.pages import cohorts as views
from app.pages.cohorts_waiting import waiting_list as waiting_view
from app.rules.cohorts import ENROL, LISTING, READ
from app.services import cohorts
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("cohorts")

ENROLLED = N_("The person is enrolled. They get a message.")


@pages.get("/cohorts", policy=LISTING)
def listing(visit: Visit) -> Response:
    return visit.page("cohorts/listing.html", views.listing(visit.work))


@pages.get("/cohorts/{cohort_id}", policy=READ)
def show(visit: Visit, cohort: Cohort) -> Response:
    return visit.page("cohorts/show.html", views.one(visit.work, cohort))


@pages.get("/cohorts/{cohort_id}/waiting-list", policy=READ)
def waiting_list(visit: Visit, cohort: Cohort) -> Response:
    return visit.page("cohorts/waiting.html", waiting_view(visit.work, cohort))


@pages.post("/cohorts/enrolments/{application_id}", policy=ENROL)
def enrol(visit: Visit, application: Application) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(cohorts.enrol, visit.work, application):
        return visit.to("cohorts.show", cohort_id=application.cohort_id, notice=ENROLLED)
    return visit.page("cohorts/show.html", views.of_application(visit.work, application), form=filled)
