"""The manager's page for results that come later than promised."""

from fastapi import Response

from app.core.words import N_
from app.forms.delays import NewDay
from app.models.cohorts import Cohort
from app.pages import delays as views
from app.rules.delays import GIVE
from app.services import delays
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("delays")

GIVEN = N_("The new day and the reason are saved.")


@pages.get("/cohorts/{cohort_id}/delay", policy=GIVE)
def asking(visit: Visit, cohort: Cohort) -> Response:
    view = views.asking(visit.work, cohort)
    return visit.page("delays/asking.html", view, form=views.known(view))


@pages.post("/cohorts/{cohort_id}/delay", policy=GIVE)
def give(visit: Visit, cohort: Cohort) -> Response:
    filled = visit.read(NewDay)
    if filled.accepted_by(delays.give, visit.work, cohort):
        return visit.to("cohorts.show", cohort_id=cohort.id, notice=GIVEN)
    return visit.page("delays/asking.html", views.asking(visit.work, cohort), form=filled)
