"""Days on which somebody cannot come: said by a trainee, or noted by a coordinator. Nobody is asked why."""

from fastapi import Response

from app.core.words import N_
from app.forms.absences import Away, AwayPerson
from app.forms.filling import Filled
from app.forms.sign_ins import Nothing
from app.models.absences import Absence
from app.models.assignments import Assignment
from app.models.productions import Production
from app.pages import absences as views
from app.rules.absences import END, NOTE
from app.rules.assignments import ANSWER, MINE
from app.services import absences
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("absences")


@pages.get("/productions/{production_id}/absences", policy=NOTE)
def listing(visit: Visit, production: Production) -> Response:
    view = views.listing(visit.work, production)
    return visit.page("absences/listing.html", view, form=Filled.blank(view.kind))


@pages.post("/productions/{production_id}/absences", policy=NOTE)
def note(visit: Visit, production: Production) -> Response:
    view = views.listing(visit.work, production)
    filled: Filled[AwayPerson] = visit.read(view.kind)
    if filled.accepted_by(absences.note, visit.work, production):
        return visit.to("absences.listing", production_id=production.id, notice=NOTED)
    return visit.page("absences/listing.html", view, form=filled)


@pages.get("/my-days/{assignment_id}/absence", policy=ANSWER)
def saying(visit: Visit, assignment: Assignment) -> Response:
    return visit.page("absences/saying.html", views.saying(visit.work, assignment), form=Filled.blank(Away))


@pages.post("/my-days/{assignment_id}/absence", policy=ANSWER)
def say(visit: Visit, assignment: Assignment) -> Response:
    filled = visit.read(Away)
    if filled.accepted_by(absences.say, visit.work, assignment):
        return visit.to("absences.mine", notice=SAID)
    return visit.page("absences/saying.html", views.saying(visit.work, assignment), form=filled)


@pages.get("/my-absences", policy=MINE)
def mine(visit: Visit) -> Response:
    return visit.page("absences/mine.html", views.mine(visit.work))


@pages.post("/absences/{absence_id}/end", policy=END)
def end(visit: Visit, absence: Absence) -> Response:
    filled, production, is_own = visit.read(Nothing), absence.production_id, absence.person_id == visit.me.id
    if filled.accepted_by(absences.end, visit.work, absence) and not is_own:
        return visit.to("absences.listing", production_id=production, notice=ENDED)
    return visit.to("absences.mine", notice=OWN_ENDED)


NOTED = N_("It is noted. Ask for a new plan with the least change. Nothing changes for anybody before you publish it.")
SAID = N_("It is noted that you cannot come. Your coordinator is told. You do not need to say why.")
ENDED = N_("It is taken back. The next plan counts on this person again.")
OWN_ENDED = N_("It is taken back. Your coordinator plans with you again.")
