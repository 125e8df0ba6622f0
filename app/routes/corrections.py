"""Corrections: asking for one, taking that back, changing what is wrong, and answering."""

from collections.abc import Mapping

from fastapi import Response
from sqlalchemy.orm import Session

from app.core.words import N_
from app.forms.corrections import CorrectionAnswer, CorrectionForm
from app.forms.filling import Filled
from app.forms.sign_ins import Nothing
from app.models.applications import Application
from app.models.corrections import Correction
from app.pages import corrections as views
from app.rules.corrections import ANSWER, DESK, LIFE, OF_APPLICATION, OWN, TAKE_BACK
from app.services import corrections
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("corrections")

ASKED = N_("You asked for a correction. The page says by which day a person answers.")
CHANGED = N_("It is changed. Change more, or give your answer now.")
ANSWERED = N_("The answer is given. The person gets a message.")


def example_entry(_db: Session, _nothing: None) -> Mapping[str, str]:
    return {"entry": "answers"}


@pages.get("/my-data/kinds/{entry}/correction", policy=OWN, examples=example_entry)
def asking(visit: Visit, entry: str) -> Response:
    return visit.page("corrections/asking.html", views.asking(visit.work, entry), form=Filled.blank(CorrectionForm))


@pages.post("/my-data/kinds/{entry}/correction", policy=OWN, examples=example_entry)
def ask(visit: Visit, entry: str) -> Response:
    view, filled = views.asking(visit.work, entry), visit.read(CorrectionForm)
    if filled.accepted_by(corrections.ask, visit.work, entry):
        return visit.to("corrections.mine", notice=ASKED)
    return visit.page("corrections/asking.html", view, form=filled)


@pages.get("/corrections", policy=OWN)
def mine(visit: Visit) -> Response:
    return visit.page("corrections/mine.html", views.mine(visit.work))


@pages.post("/corrections/{correction_id}/withdrawal", policy=TAKE_BACK)
def take_back(visit: Visit, correction: Correction) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(corrections.take_back, visit.work, correction):
        return visit.to("corrections.mine", notice=views.taken_back(visit.work, correction))
    return visit.page("corrections/mine.html", views.mine(visit.work), form=filled)


@pages.get("/corrections/waiting", policy=DESK)
def desk(visit: Visit) -> Response:
    return visit.page("corrections/desk.html", views.desk(visit.work))


@pages.get("/corrections/{correction_id}/answer", policy=ANSWER)
def answering(visit: Visit, correction: Correction) -> Response:
    view = views.answering(visit.work, correction)
    return visit.page("corrections/answering.html", view, form=Filled.blank(CorrectionAnswer))


@pages.post("/corrections/{correction_id}/answer", policy=ANSWER)
def answer(visit: Visit, correction: Correction) -> Response:
    view, filled = views.answering(visit.work, correction), visit.read(CorrectionAnswer)
    if filled.accepted_by(corrections.answer, visit.work, correction):
        return visit.to("corrections.desk", notice=ANSWERED)
    return visit.page("corrections/answering.html", view, form=filled)


def example_thing(_db: Session, correction: Correction) -> Mapping[str, str] | None:
    """A name stands in every account, so that this leads somewhere for each correction of one that is open."""
    is_open = LIFE.allows(correction, "correct")
    return {"what": "name"} if correction.entry == "account" and is_open else None


@pages.get("/corrections/{correction_id}/changes/{what}", policy=ANSWER, examples=example_thing)
def changing(visit: Visit, correction: Correction, what: str) -> Response:
    view = views.changing(visit.work, correction, what)
    return visit.page("corrections/changing.html", view, form=view.known)


@pages.post("/corrections/{correction_id}/changes/{what}", policy=ANSWER, examples=example_thing)
def change(visit: Visit, correction: Correction, what: str) -> Response:
    filled = visit.read(views.form_of(visit.work, correction, what))
    if filled.accepted_by(corrections.change, visit.work, correction, what):
        return visit.to("corrections.answering", correction_id=correction.id, notice=CHANGED)
    return visit.page(
        "corrections/changing.html", views.changing_again(visit.work, correction, what, filled), form=filled
    )


@pages.get("/decisions/{application_id}/corrections", policy=OF_APPLICATION)
def of_application(visit: Visit, application: Application) -> Response:
    return visit.page("corrections/desk.html", views.of_application(visit.work, application))
