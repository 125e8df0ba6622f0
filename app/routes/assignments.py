"""Plans for coordinators, and days for trainees."""

from fastapi import Response

from app.core.words import N_
from app.forms.assignments import Shape, Wish
from app.forms.filling import Filled
from app.forms.sign_ins import Nothing
from app.models.assignments import Assignment, Plan
from app.models.productions import Production
from app.pages import assignments as days
from app.pages import plan_steps, plans
from app.rules.assignments import ANSWER, ANSWER_WEEK, ASK, MINE, RUN
from app.services import assignments
from app.services import plans as verbs
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("assignments")


@pages.get("/productions/{production_id}/plans/new", policy=ASK)
def asking(visit: Visit, production: Production) -> Response:
    view = plan_steps.asking(visit.work, production)
    return visit.page("assignments/asking.html", view, form=Filled.blank(view.kind, **view.likely))


@pages.post("/productions/{production_id}/plans", policy=ASK)
def ask(visit: Visit, production: Production) -> Response:
    view = plan_steps.asking(visit.work, production)
    filled = visit.read(view.kind)
    if filled.accepted_by(verbs.want, visit.work, production):
        return visit.to("productions.show", production_id=production.id, notice=ASKED)
    return visit.page("assignments/asking.html", view, form=filled)


@pages.get("/plans/{plan_id}", policy=RUN, writes=True)
def plan(visit: Visit, plan: Plan) -> Response:
    asked = visit.asked(Shape).form or Shape()
    return visit.page("assignments/plan.html", plans.show(visit.work, plan, asked.shape or visit.look.schedule))


@pages.post("/plans/{plan_id}/wishes", policy=RUN)
def ask_again(visit: Visit, plan: Plan) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(verbs.want_again, visit.work, plan):
        return visit.to("assignments.plan", plan_id=plan.id, notice=ASKED)
    return visit.page("assignments/plan.html", plans.show(visit.work, plan, visit.look.schedule), form=filled)


@pages.get("/plans/{plan_id}/publication", policy=RUN)
def publishing(visit: Visit, plan: Plan) -> Response:
    view = plan_steps.publishing(visit.work, plan)
    return visit.page("assignments/publishing.html", view, form=Filled.blank(view.kind, replaces=view.replaces))


@pages.post("/plans/{plan_id}/publication", policy=RUN)
def publish(visit: Visit, plan: Plan) -> Response:
    view = plan_steps.publishing(visit.work, plan)
    filled = visit.read(view.kind)
    if filled.accepted_by(verbs.publish, visit.work, plan):
        return visit.to("assignments.plan", plan_id=plan.id, notice=PUBLISHED)
    return visit.page("assignments/publishing.html", view, form=view.comparing(filled))


@pages.get("/plans/{plan_id}/discard", policy=RUN)
def discarding(visit: Visit, plan: Plan) -> Response:
    return visit.page("assignments/discarding.html", plan_steps.discarding(visit.work, plan))


@pages.post("/plans/{plan_id}/discard", policy=RUN)
def discard(visit: Visit, plan: Plan) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(verbs.discard, visit.work, plan):
        return visit.to(
            "assignments.plan", plan_id=plan.id, notice=N_("The draft is put aside. You can bring it back.")
        )
    return visit.page("assignments/discarding.html", plan_steps.discarding(visit.work, plan), form=filled)


@pages.post("/plans/{plan_id}/return", policy=RUN)
def bring_back(visit: Visit, plan: Plan) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(verbs.bring_back, visit.work, plan):
        return visit.to("assignments.plan", plan_id=plan.id, notice=N_("The draft is back."))
    return visit.page("assignments/plan.html", plans.show(visit.work, plan, visit.look.schedule), form=filled)


@pages.get("/my-days", policy=MINE)
def mine(visit: Visit) -> Response:
    return visit.page("assignments/mine.html", days.mine(visit.work))


@pages.get("/my-days/{assignment_id}", policy=ANSWER)
def day(visit: Visit, assignment: Assignment) -> Response:
    return visit.page("assignments/day.html", days.day(visit.work, assignment))


@pages.post("/my-days/{assignment_id}/sight", policy=ANSWER)
def see(visit: Visit, assignment: Assignment) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(assignments.see, visit.work, assignment):
        return visit.to("assignments.day", assignment_id=assignment.id, notice=N_("We noted that you saw this day."))
    return visit.page("assignments/day.html", days.day(visit.work, assignment), form=filled)


@pages.post("/my-days/{assignment_id}/agreement", policy=ANSWER)
def agree(visit: Visit, assignment: Assignment) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(assignments.agree, visit.work, assignment):
        return visit.to("assignments.day", assignment_id=assignment.id, notice=N_("You agreed to this day."))
    return visit.page("assignments/day.html", days.day(visit.work, assignment), form=filled)


@pages.get("/my-days/{assignment_id}/wish", policy=ANSWER)
def wishing(visit: Visit, assignment: Assignment) -> Response:
    form = Filled.blank(Wish, words=assignment.wish)
    return visit.page("assignments/wishing.html", days.asking(visit.work, assignment), form=form)


@pages.post("/my-days/{assignment_id}/wish", policy=ANSWER)
def wish(visit: Visit, assignment: Assignment) -> Response:
    filled = visit.read(Wish)
    if filled.accepted_by(assignments.ask_to_change, visit.work, assignment):
        return visit.to("assignments.day", assignment_id=assignment.id, notice=WISHED)
    return visit.page("assignments/wishing.html", days.asking(visit.work, assignment), form=filled)


@pages.post("/my-weeks/{plan_id}/agreement", policy=ANSWER_WEEK)
def agree_to_week(visit: Visit, plan: Plan) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(assignments.agree_to_week, visit.work, plan):
        return visit.to("assignments.mine", notice=N_("You agreed to these days."))
    return visit.page("assignments/mine.html", days.mine(visit.work), form=filled)


ASKED = N_("The plan is asked for. We send you a message when the draft is ready. You can leave this page.")
PUBLISHED = N_("The plan is published. Everybody whose days changed gets a message.")
WISHED = N_("Your coordinator is told that you ask to change this day.")
