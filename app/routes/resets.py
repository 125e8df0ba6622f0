"""Lost authenticators: asking for oneself or a colleague, confirming by two others, stopping, and saying it was not me."""

from fastapi import Response

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.resets import ColleagueWanted, Confirmation
from app.forms.sign_ins import Nothing
from app.models.people import Person
from app.models.resets import Reset, ResetStatus
from app.pages import resets as views
from app.rules.resets import ASK_FOR, CONFIRM, LIST, OBJECT, OWN, STOP
from app.services import resets
from app.web.router import HASHED, Pages, ended_link
from app.web.visits import Visit

pages = Pages("resets")

ASKED = N_("You asked. Two people are told, and get in touch with you.")
ASKED_FOR = N_("You asked for them. The person is told now. Two people need to confirm it.")
CONFIRMED = N_("You confirmed it. One more person needs to.")
DONE = N_("The second person confirmed it. The authenticator is taken away, and the person is told.")
STOPPED = N_("It is stopped. The authenticator works as before.")


@pages.get("/sign-ins/lost-authenticator", policy=OWN)
def asking(visit: Visit) -> Response:
    return visit.page("resets/asking.html", views.own(visit.work, visit.me), form=Filled.blank(Nothing))


@pages.post("/sign-ins/lost-authenticator", policy=OWN)
def ask(visit: Visit) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(resets.ask, visit.work, visit.me):
        return visit.to("resets.asking", notice=ASKED)
    return visit.page("resets/asking.html", views.own(visit.work, visit.me), form=filled)


@pages.get("/lost-authenticators", policy=LIST)
def listing(visit: Visit) -> Response:
    filled = visit.asked(ColleagueWanted)
    view = views.listing(visit.work, filled, visit.me.time_zone)
    return visit.page("resets/listing.html", view, form=filled)


@pages.get("/lost-authenticators/people/{person_id}", policy=ASK_FOR)
def asking_for(visit: Visit, person: Person) -> Response:
    return visit.page("resets/asking_for.html", views.asking_for(person), form=Filled.blank(Nothing))


@pages.post("/lost-authenticators/people/{person_id}", policy=ASK_FOR)
def ask_for(visit: Visit, person: Person) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(resets.ask, visit.work, person):
        return visit.to("resets.listing", notice=ASKED_FOR)
    return visit.page("resets/asking_for.html", views.asking_for(person), form=filled)


@pages.get("/lost-authenticators/{reset_id}", policy=CONFIRM)
def show(visit: Visit, reset: Reset) -> Response:
    view = views.show(visit.work, reset, visit.me.time_zone)
    return visit.page("resets/show.html", view, form=Filled.blank(Confirmation))


@pages.post("/lost-authenticators/{reset_id}/confirmation", policy=CONFIRM, proves=True)
def confirm(visit: Visit, reset: Reset) -> Response:
    filled = visit.read(Confirmation)
    if filled.accepted_by(resets.confirm, visit.work, reset):
        notice = DONE if reset.status is ResetStatus.DONE else CONFIRMED
        return visit.to("resets.listing", notice=notice)
    return visit.page("resets/show.html", views.show(visit.work, reset, visit.me.time_zone), form=filled)


@pages.post("/lost-authenticators/{reset_id}/end", policy=STOP)
def stop(visit: Visit, reset: Reset) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(resets.stop, visit.work, reset):
        route = "resets.asking" if reset.person_id == visit.me.id else "resets.listing"
        return visit.to(route, notice=STOPPED)
    return visit.page("resets/show.html", views.show(visit.work, reset, visit.me.time_zone), form=filled)


@pages.get("/not-me/{token}", policy=OBJECT, examples=ended_link, example_is_over=HASHED)
def objecting(visit: Visit, token: str) -> Response:
    return visit.page("resets/objecting.html", views.not_me(visit.work, token), form=Filled.blank(Nothing))


@pages.post("/not-me/{token}", policy=OBJECT, examples=ended_link, example_is_over=HASHED)
def say_not_me(visit: Visit, token: str) -> Response:
    filled, view = visit.read(Nothing), views.not_me(visit.work, token)
    if filled.accepted_by(resets.say_not_me, visit.work, token):
        return visit.page("resets/closed.html", views.Closed())
    return visit.page("resets/objecting.html", view, form=filled)
