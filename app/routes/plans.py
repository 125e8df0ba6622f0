"""Plans for coordinators: asked for, drafted, published, put aside."""

from fastapi import Response

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.plans import Shape
from app.forms.sign_ins import Nothing
from app.models.plans import Plan
from app.models.productions import Production
from app.pages import plans as views
from app.pages import plans_steps as steps
from app.rules.plans import ASK, RUN
from app.services import plans
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("plans")


@pages.get("/productions/{production_id}/plans/new", policy=ASK)
def asking(visit: Visit, production: Production) -> Response:
    view = steps.asking(visit.work, production)
    return visit.page("plans/asking.html", view, form=Filled.blank(view.kind, **view.likely))


@pages.post("/productions/{production_id}/plans", policy=ASK)
def ask(visit: Visit, production: Production) -> Response:
    view = steps.asking(visit.work, production)
    filled = visit.read(view.kind)
    if filled.accepted_by(plans.want, visit.work, production):
        return visit.to("productions.show", production_id=production.id, notice=ASKED)
    return visit.page("plans/asking.html", view, form=filled)


@pages.get("/plans/{plan_id}", policy=RUN, writes=True)
def show(visit: Visit, plan: Plan) -> Response:
    asked = visit.asked(Shape).form or Shape()
    return visit.page("plans/show.html", views.show(visit.work, plan, asked.shape or visit.look.schedule))


@pages.post("/plans/{plan_id}/wishes", policy=RUN)
def ask_again(visit: Visit, plan: Plan) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(plans.want_again, visit.work, plan):
        return visit.to("plans.show", plan_id=plan.id, notice=ASKED)
    return visit.page("plans/show.html", views.show(visit.work, plan, visit.look.schedule), form=filled)


@pages.get("/plans/{plan_id}/publication", policy=RUN)
def publishing(visit: Visit, plan: Plan) -> Response:
    view = steps.publishing(visit.work, plan)
    return visit.page("plans/publishing.html", view, form=Filled.blank(view.kind, replaces=view.replaces))


@pages.post("/plans/{plan_id}/publication", policy=RUN)
def publish(visit: Visit, plan: Plan) -> Response:
    view = steps.publishing(visit.work, plan)
    filled = visit.read(view.kind)
    if filled.accepted_by(plans.publish, visit.work, plan):
        return visit.to("plans.show", plan_id=plan.id, notice=PUBLISHED)
    return visit.page("plans/publishing.html", view, form=view.comparing(filled))


@pages.get("/plans/{plan_id}/discard", policy=RUN)
def discarding(visit: Visit, plan: Plan) -> Response:
    return visit.page("plans/discarding.html", steps.discarding(visit.work, plan))


@pages.post("/plans/{plan_id}/discard", policy=RUN)
def discard(visit: Visit, plan: Plan) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(plans.discard, visit.work, plan):
        return visit.to("plans.show", plan_id=plan.id, notice=N_("The draft is put aside. You can bring it back."))
    return visit.page("plans/discarding.html", steps.discarding(visit.work, plan), form=filled)


@pages.post("/plans/{plan_id}/return", policy=RUN)
def bring_back(visit: Visit, plan: Plan) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(plans.bring_back, visit.work, plan):
        return visit.to("plans.show", plan_id=plan.id, notice=N_("The draft is back."))
    return visit.page("plans/show.html", views.show(visit.work, plan, visit.look.schedule), form=filled)


ASKED = N_("The plan is asked for. We send you a message when the draft is ready. You can leave this page.")
PUBLISHED = N_("The plan is published. Everybody whose days changed gets a message.")
