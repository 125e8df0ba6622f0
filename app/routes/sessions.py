"""Sessions: what trainees can book, and how managers plan and publish them."""

from fastapi import Response

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.sign_ins import Nothing
from app.models.cohorts import Cohort
from app.models.sessions import Session
from app.pages import sessions as views
from app.pages import sessions_planning as plans
from app.rules.sessions import LIST, MANAGE, PLAN, READ
from app.services import sessions
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("sessions")


@pages.get("/sessions", policy=LIST)
def listing(visit: Visit) -> Response:
    return visit.page("sessions/listing.html", views.listing(visit.work))


@pages.get("/sessions/{session_id}", policy=READ)
def show(visit: Visit, session: Session) -> Response:
    return visit.page("sessions/show.html", views.show(visit.work, session), form=Filled.blank(Nothing))


@pages.get("/cohorts/{cohort_id}/sessions", policy=PLAN)
def planning(visit: Visit, cohort: Cohort) -> Response:
    return visit.page("sessions/planning.html", plans.planning(visit.work, cohort))


@pages.get("/cohorts/{cohort_id}/sessions/new", policy=PLAN)
def draft(visit: Visit, cohort: Cohort) -> Response:
    view = plans.new(visit.work, cohort)
    return visit.page("sessions/draft.html", view, form=view.form)


@pages.post("/cohorts/{cohort_id}/sessions/new", policy=PLAN)
def plan(visit: Visit, cohort: Cohort) -> Response:
    view = plans.new(visit.work, cohort)
    filled = visit.read(view.kind)
    if filled.accepted_by(sessions.plan, visit.work, cohort):
        return visit.to("sessions.planning", cohort_id=cohort.id, notice=N_("The draft is kept. Only managers see it."))
    return visit.page("sessions/draft.html", view, form=filled)


@pages.get("/sessions/{session_id}/plan", policy=MANAGE)
def desk(visit: Visit, session: Session) -> Response:
    return visit.page("sessions/desk.html", plans.desk(visit.work, session), form=Filled.blank(Nothing))


@pages.get("/sessions/{session_id}/plan/draft", policy=MANAGE)
def redraft(visit: Visit, session: Session) -> Response:
    view = plans.draft(visit.work, session)
    return visit.page("sessions/draft.html", view, form=view.form)


@pages.post("/sessions/{session_id}/plan/draft", policy=MANAGE)
def change(visit: Visit, session: Session) -> Response:
    view = plans.draft(visit.work, session)
    filled = visit.read(view.kind)
    if filled.accepted_by(sessions.change, visit.work, session):
        return visit.to("sessions.desk", session_id=session.id, notice=N_("The plan is changed."))
    return visit.page("sessions/draft.html", view, form=filled)


@pages.post("/sessions/{session_id}/plan/publication", policy=MANAGE)
def publish(visit: Visit, session: Session) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(sessions.publish, visit.work, session):
        return visit.to("sessions.desk", session_id=session.id, notice=N_("The session is published. People can book."))
    return visit.page("sessions/desk.html", plans.desk(visit.work, session), form=filled)
