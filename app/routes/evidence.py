"""Papers for an adviser: adding one to an adjustment, reading it behind its policy, keeping it, removing it."""

from fastapi import Response

from app.core.words import N_
from app.forms.evidence import Coming, Paper
from app.forms.filling import Filled
from app.forms.sign_ins import Nothing
from app.models.accommodations import Accommodation
from app.models.evidence import Evidence
from app.pages import evidence as views
from app.rules.evidence import CHANGE, READ, SHOW, longest_for
from app.services import evidence, evidence_opening
from app.services.evidence_looking import look_into
from app.web.ranges import Content
from app.web.router import Pages
from app.web.sending_files import sent_from
from app.web.uploads import looked_at
from app.web.visits import Visit

pages = Pages("evidence")

ADDED = N_("Your paper is added. It goes when there is a decision, unless you keep it.")
KEPT = N_("You keep this paper after the decision.")
LET_GO = N_("We delete this paper when there is a decision.")
NOT_NOW = 503


@pages.get("/adjustments/{accommodation_id}/papers", policy=SHOW)
def listing(visit: Visit, accommodation: Accommodation) -> Response:
    return visit.page("evidence/listing.html", views.listing(visit.work, accommodation), form=Filled.blank(Paper))


@pages.post("/adjustments/{accommodation_id}/papers", policy=SHOW, takes_file=longest_for)
def add(visit: Visit, accommodation: Accommodation) -> Response:
    came = looked_at(visit, Paper, look_into)
    coming = Coming(came.fit, waits=visit.parts.scanner is not None)
    if came.filled.accepted_by(evidence.add, visit.work, visit.parts.storage, accommodation, coming):
        return visit.to("evidence.listing", accommodation_id=accommodation.id, notice=ADDED)
    view = views.listing(visit.work, accommodation)
    return visit.page("evidence/listing.html", view, form=came.filled, status=came.status)


@pages.get("/papers/{evidence_id}", policy=CHANGE)
def show(visit: Visit, paper: Evidence) -> Response:
    return visit.page("evidence/show.html", views.show(visit.work, paper))


@pages.get("/papers/{evidence_id}/file", policy=READ, writes=True)
def read(visit: Visit, paper: Evidence) -> Response:
    opened = evidence_opening.read(visit.work, visit.parts.storage, paper)
    if opened is None:
        return visit.page("evidence/closed.html", views.closed(visit.work, paper), status=NOT_NOW)
    content = Content(opened.bytes_long, paper.media_type, opened.stream)
    return sent_from(visit, content, how="attachment", name=views.download_name(visit.work, paper))


@pages.post("/papers/{evidence_id}/keeping", policy=CHANGE)
def keep(visit: Visit, paper: Evidence) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(evidence.keep, visit.work, paper):
        return visit.to("evidence.show", evidence_id=paper.id, notice=KEPT)
    return visit.page("evidence/show.html", views.show(visit.work, paper), form=filled)


@pages.post("/papers/{evidence_id}/keeping-end", policy=CHANGE)
def let_go(visit: Visit, paper: Evidence) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(evidence.let_go, visit.work, paper):
        return visit.to("evidence.show", evidence_id=paper.id, notice=LET_GO)
    return visit.page("evidence/show.html", views.show(visit.work, paper), form=filled)


@pages.get("/papers/{evidence_id}/removal", policy=CHANGE)
def removal(visit: Visit, paper: Evidence) -> Response:
    return visit.page("evidence/removal.html", views.removal(visit.work, paper))


@pages.post("/papers/{evidence_id}/removal", policy=CHANGE)
def remove(visit: Visit, paper: Evidence) -> Response:
    filled, of = visit.read(Nothing), paper.accommodation_id
    if filled.accepted_by(evidence.remove, visit.work, paper):
        return visit.to("evidence.listing", accommodation_id=of, notice=N_("The paper is removed."))
    return visit.page("evidence/removal.html", views.removal(visit.work, paper), form=filled)
