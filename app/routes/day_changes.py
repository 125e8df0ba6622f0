"""Changes of published days inside somebody's notice: their yes or no, and a coordinator's reason of safety."""

from fastapi import Response

from app.core.words import N_
from app.forms.day_changes import SafetyReason
from app.forms.filling import Filled
from app.forms.sign_ins import Nothing
from app.models.day_changes import DayChange
from app.models.plans import Plan
from app.pages import day_changes as views
from app.pages import plans_changes
from app.rules.day_changes import ANSWER, OVERRULE
from app.rules.plans import RUN
from app.services import day_changes
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("day_changes")


@pages.get("/plans/{plan_id}/changes", policy=RUN)
def listing(visit: Visit, plan: Plan) -> Response:
    return visit.page("day_changes/listing.html", plans_changes.listing(visit.work, plan))


@pages.get("/my-changes/{change_id}", policy=ANSWER)
def show(visit: Visit, change: DayChange) -> Response:
    return visit.page("day_changes/show.html", views.own(visit.work, change))


@pages.post("/my-changes/{change_id}/yes", policy=ANSWER)
def agree(visit: Visit, change: DayChange) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(day_changes.agree, visit.work, change):
        return visit.to("day_changes.show", change_id=change.id, notice=N_("You said yes."))
    return visit.page("day_changes/show.html", views.own(visit.work, change), form=filled)


@pages.post("/my-changes/{change_id}/no", policy=ANSWER)
def keep(visit: Visit, change: DayChange) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(day_changes.keep, visit.work, change):
        return visit.to("day_changes.show", change_id=change.id, notice=KEPT)
    return visit.page("day_changes/show.html", views.own(visit.work, change), form=filled)


@pages.get("/day-changes/{change_id}/safety", policy=OVERRULE)
def overruling(visit: Visit, change: DayChange) -> Response:
    return visit.page(
        "day_changes/overruling.html", views.overruling(visit.work, change), form=Filled.blank(SafetyReason)
    )


@pages.post("/day-changes/{change_id}/safety", policy=OVERRULE)
def overrule(visit: Visit, change: DayChange) -> Response:
    filled = visit.read(SafetyReason)
    if filled.accepted_by(day_changes.make_for_safety, visit.work, change):
        return visit.to("day_changes.listing", plan_id=change.plan_id, notice=OVERRULED)
    return visit.page("day_changes/overruling.html", views.overruling(visit.work, change), form=filled)


KEPT = N_("You said no. Your days stay as they were, and your coordinator is told.")
OVERRULED = N_("The days are changed. The person is told why, and that the promise was not kept.")
