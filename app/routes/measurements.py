"""Measuring desks: which ones wait, one visit, every visit so far, and which visits count."""

from fastapi import Response

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.sign_ins import Nothing
from app.models.measurements import Measurement
from app.models.productions import Production
from app.models.workstations import Workstation
from app.pages import measurements as views
from app.rules.measurements import RUN
from app.rules.productions import READ
from app.rules.workstations import RUN as MEASURE
from app.services import measurements
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("measurements")

KEPT = N_("What you found is kept. It counts from now on.")
FINISHED = N_("The desk is off the list of what is to be measured.")


@pages.get("/productions/{production_id}/measurements", policy=READ)
def listing(visit: Visit, production: Production) -> Response:
    return visit.page("measurements/listing.html", views.listing(visit.work, production))


@pages.get("/workstations/{workstation_id}/measurements/new", policy=MEASURE)
def choosing(visit: Visit, workstation: Workstation) -> Response:
    return visit.page("measurements/choosing.html", views.choosing(workstation), form=Filled.blank(Nothing))


@pages.get("/workstations/{workstation_id}/measurements/{group}/new", policy=MEASURE, examples=views.example_group)
def measuring(visit: Visit, workstation: Workstation, group: str) -> Response:
    view = views.measuring(visit.work, workstation, group)
    return visit.page("measurements/measuring.html", view, form=view.form)


@pages.post("/workstations/{workstation_id}/measurements/{group}/new", policy=MEASURE, examples=views.example_group)
def note(visit: Visit, workstation: Workstation, group: str) -> Response:
    view = views.measuring(visit.work, workstation, group)
    filled = visit.read(view.form_kind)
    if filled.accepted_by(measurements.note, visit.work, workstation):
        return visit.to("measurements.choosing", workstation_id=workstation.id, notice=KEPT)
    return visit.page("measurements/measuring.html", view, form=filled)


@pages.get("/workstations/{workstation_id}/measurements", policy=MEASURE)
def history(visit: Visit, workstation: Workstation) -> Response:
    return visit.page("measurements/history.html", views.history(visit.work, workstation), form=Filled.blank(Nothing))


@pages.post("/workstations/{workstation_id}/measurements/end", policy=MEASURE)
def finish(visit: Visit, workstation: Workstation) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(measurements.finish, visit.work, workstation):
        return visit.to("workstations.show", workstation_id=workstation.id, notice=FINISHED)
    return visit.page("measurements/choosing.html", views.choosing(workstation), form=filled)


@pages.post("/measurements/{measurement_id}/leaving-out", policy=RUN)
def leave_out(visit: Visit, measurement: Measurement) -> Response:
    desk_id = measurement.workstation_id
    visit.read(Nothing).accepted_by(measurements.leave_out, visit.work, measurement)
    return visit.to(
        "measurements.history", workstation_id=desk_id, notice=N_("This measurement does not count any more.")
    )


@pages.post("/measurements/{measurement_id}/counting", policy=RUN)
def let_count(visit: Visit, measurement: Measurement) -> Response:
    desk_id = measurement.workstation_id
    visit.read(Nothing).accepted_by(measurements.let_count, visit.work, measurement)
    return visit.to("measurements.history", workstation_id=desk_id, notice=N_("This measurement counts again."))
