"""A plan while it is made: stopping it, and keeping what it found."""

from fastapi import Response

from app.core.words import N_
from app.forms.plans import Look
from app.forms.sign_ins import Nothing
from app.models.plans import Plan
from app.pages import plans as views
from app.rules.plans import RUN
from app.services import plans_making
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("plans_making")


@pages.post("/plans/{plan_id}/cancellation", policy=RUN)
def cancel(visit: Visit, plan: Plan) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(plans_making.cancel, visit.work, plan):
        return visit.to("plans.show", plan_id=plan.id, notice=STOPPING)
    return visit.page("plans/show.html", views.show(visit.work, plan, Look(visit.look.schedule)), form=filled)


@pages.post("/plans/{plan_id}/found", policy=RUN)
def keep(visit: Visit, plan: Plan) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(plans_making.keep_found, visit.work, plan):
        return visit.to("plans.show", plan_id=plan.id, notice=KEPT)
    return visit.page("plans/show.html", views.show(visit.work, plan, Look(visit.look.schedule)), form=filled)


STOPPING = N_("The plan is being stopped. Nothing that is published changes.")
KEPT = N_("What was found is a draft now. Read it before you publish it.")
