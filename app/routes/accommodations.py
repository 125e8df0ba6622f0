"""A person's own adjustments: the list, one of them, and what the person says about it."""

from fastapi import Response

from accessibility.vocabulary import NEEDS
from app.core.words import N_
from app.forms.accommodations import RemarkForm, details_form
from app.forms.filling import Filled
from app.forms.sign_ins import Nothing
from app.models.accommodations import Accommodation
from app.pages import accommodations as views
from app.pages.accommodations_asking import known_details
from app.rules.accommodations import CHANGE, LISTING, READ_OWN, TELL
from app.services import accommodations
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("accommodations")

TROUBLE = N_("It does not work yet")
SECOND_LOOK = N_("Ask for a second look")
WITHDRAW = N_("Take it back")
END = N_("End it")
CORRECT = N_("Correct what was written down")
PAUSED = N_("It is paused. What helps you meanwhile goes on.")


@pages.get("/adjustments", policy=LISTING)
def listing(visit: Visit) -> Response:
    return visit.page("accommodations/listing.html", views.listing(visit.work))


@pages.get("/adjustments/{accommodation_id}", policy=READ_OWN)
def show(visit: Visit, accommodation: Accommodation) -> Response:
    return visit.page("accommodations/show.html", views.show(visit.work, accommodation))


@pages.post("/adjustments/{accommodation_id}/remarks", policy=TELL)
def remark(visit: Visit, accommodation: Accommodation) -> Response:
    filled = visit.read(RemarkForm)
    if filled.accepted_by(accommodations.remark, visit.work, accommodation):
        return visit.to("accommodations.show", accommodation_id=accommodation.id, notice=N_("Your words are sent."))
    return visit.page("accommodations/show.html", views.show(visit.work, accommodation, filled), form=filled)


@pages.post("/adjustments/{accommodation_id}/works", policy=TELL)
def say_it_works(visit: Visit, accommodation: Accommodation) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(accommodations.say_it_works, visit.work, accommodation):
        return visit.to("accommodations.show", accommodation_id=accommodation.id, notice=N_("You said that it works."))
    return visit.page("accommodations/show.html", views.show(visit.work, accommodation), form=filled)


@pages.post("/adjustments/{accommodation_id}/pause", policy=CHANGE)
def pause(visit: Visit, accommodation: Accommodation) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(accommodations.pause, visit.work, accommodation):
        return visit.to("accommodations.show", accommodation_id=accommodation.id, notice=PAUSED)
    return visit.page("accommodations/show.html", views.show(visit.work, accommodation), form=filled)


@pages.post("/adjustments/{accommodation_id}/pause-end", policy=CHANGE)
def go_on(visit: Visit, accommodation: Accommodation) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(accommodations.go_on, visit.work, accommodation):
        return visit.to("accommodations.show", accommodation_id=accommodation.id, notice=N_("The dates count again."))
    return visit.page("accommodations/show.html", views.show(visit.work, accommodation), form=filled)


@pages.get("/adjustments/{accommodation_id}/correction", policy=CHANGE)
def correction(visit: Visit, accommodation: Accommodation) -> Response:
    form = known_details(visit.work, accommodation)
    return visit.page("accommodations/correction.html", views.step(accommodation, CORRECT), form=form)


@pages.post("/adjustments/{accommodation_id}/correction", policy=CHANGE)
def correct(visit: Visit, accommodation: Accommodation) -> Response:
    filled = visit.read(details_form(NEEDS[accommodation.need]))
    if filled.accepted_by(accommodations.correct, visit.work, accommodation):
        return visit.to("accommodations.show", accommodation_id=accommodation.id, notice=N_("It is corrected."))
    return visit.page("accommodations/correction.html", views.step(accommodation, CORRECT), form=filled)


@pages.get("/adjustments/{accommodation_id}/trouble", policy=TELL)
def trouble(visit: Visit, accommodation: Accommodation) -> Response:
    view = views.step(accommodation, TROUBLE)
    return visit.page("accommodations/trouble.html", view, form=Filled.blank(RemarkForm))


@pages.post("/adjustments/{accommodation_id}/trouble", policy=TELL)
def say_it_does_not_work(visit: Visit, accommodation: Accommodation) -> Response:
    filled = visit.read(RemarkForm)
    if filled.accepted_by(accommodations.say_it_does_not_work, visit.work, accommodation):
        return visit.to("accommodations.show", accommodation_id=accommodation.id, notice=N_("Your adviser reads it."))
    return visit.page("accommodations/trouble.html", views.step(accommodation, TROUBLE), form=filled)


@pages.get("/adjustments/{accommodation_id}/second-look", policy=TELL)
def second_look(visit: Visit, accommodation: Accommodation) -> Response:
    view = views.step(accommodation, SECOND_LOOK)
    return visit.page("accommodations/second_look.html", view, form=Filled.blank(RemarkForm))


@pages.post("/adjustments/{accommodation_id}/second-look", policy=TELL)
def look_again(visit: Visit, accommodation: Accommodation) -> Response:
    filled = visit.read(RemarkForm)
    if filled.accepted_by(accommodations.look_again, visit.work, accommodation):
        return visit.to(
            "accommodations.show", accommodation_id=accommodation.id, notice=N_("Somebody else looks at it again.")
        )
    return visit.page("accommodations/second_look.html", views.step(accommodation, SECOND_LOOK), form=filled)


@pages.get("/adjustments/{accommodation_id}/withdrawal", policy=CHANGE)
def withdrawal(visit: Visit, accommodation: Accommodation) -> Response:
    return visit.page("accommodations/withdrawal.html", views.step(accommodation, WITHDRAW))


@pages.post("/adjustments/{accommodation_id}/withdrawal", policy=CHANGE)
def withdraw(visit: Visit, accommodation: Accommodation) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(accommodations.withdraw, visit.work, accommodation):
        return visit.to("accommodations.show", accommodation_id=accommodation.id, notice=N_("You took it back."))
    return visit.page("accommodations/withdrawal.html", views.step(accommodation, WITHDRAW), form=filled)


@pages.get("/adjustments/{accommodation_id}/ending", policy=CHANGE)
def ending(visit: Visit, accommodation: Accommodation) -> Response:
    return visit.page("accommodations/ending.html", views.step(accommodation, END))


@pages.post("/adjustments/{accommodation_id}/ending", policy=CHANGE)
def end(visit: Visit, accommodation: Accommodation) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(accommodations.end, visit.work, accommodation):
        return visit.to("accommodations.show", accommodation_id=accommodation.id, notice=N_("It has ended."))
    return visit.page("accommodations/ending.html", views.step(accommodation, END), form=filled)
