"""Equality questions: answering them, removing the answers, and the counts for those with a right to them."""

from fastapi import Response

from app.core.words import N_
from app.forms.monitoring import EqualityForm
from app.forms.sign_ins import Nothing
from app.models.cohorts import Cohort
from app.pages import monitoring as views
from app.pages.figures_publishing import example_period
from app.rules.consents import EQUALITY
from app.rules.monitoring import COUNTS, OWN
from app.services import monitoring
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("monitoring")


@pages.get("/equality", policy=OWN)
def show(visit: Visit) -> Response:
    view = views.questions(visit.work)
    return visit.page("monitoring/show.html", view, form=view.form)


@pages.post("/equality", policy=OWN)
def answer(visit: Visit) -> Response:
    filled = visit.read_with_yes(EqualityForm, EQUALITY)
    if filled.accepted_by(monitoring.answer, visit.work):
        return visit.to(
            "monitoring.show", notice=N_("Your answers are saved. They are counted, and nobody reads them.")
        )
    return visit.page("monitoring/show.html", views.questions(visit.work, filled), form=filled)


@pages.post("/equality/removal", policy=OWN)
def remove(visit: Visit) -> Response:
    visit.read(Nothing).accepted_by(monitoring.remove, visit.work)
    return visit.to("monitoring.show", notice=N_("All your answers are removed."))


@pages.get("/cohorts/{cohort_id}/counts", policy=COUNTS)
def counts(visit: Visit, cohort: Cohort) -> Response:
    return visit.page("monitoring/counts.html", views.counts(visit.work, cohort))


@pages.get("/cohorts/{cohort_id}/counts/{period}", policy=COUNTS, examples=example_period)
def counts_of_period(visit: Visit, cohort: Cohort, period: str) -> Response:
    return visit.page("monitoring/counts.html", views.counts(visit.work, cohort, period))
