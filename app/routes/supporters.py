"""The people who help somebody: asking, sharing section by section, the last day, ending, and the log of what was done."""

from uuid import UUID

from fastapi import Response

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.sign_ins import Nothing
from app.forms.supporters import Asking, LastDayForm
from app.models.supporters import Supporter
from app.pages import supporters as views
from app.pages import supporters_log as logs
from app.rules.supporters import ARRANGE, OWN
from app.services import supporters
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("supporters")

INVITED = N_("The invitation is on its way. You see here when it is answered.")
ENDED = N_("This is over. They can see nothing of yours any more.")
SAVED = N_("Your choice is saved. It counts from now on.")
AGAIN = N_("You can ask for their help again. Look at your choice first. Nobody is told yet.")


@pages.get("/supporters", policy=OWN)
def listing(visit: Visit) -> Response:
    return visit.page("supporters/listing.html", views.listing(visit.work))


@pages.get("/supporters/asking", policy=OWN)
def asking(visit: Visit) -> Response:
    return visit.page("supporters/asking.html", views.AskingPage(), form=views.likely(visit.work))


@pages.post("/supporters/asking", policy=OWN)
def ask(visit: Visit) -> Response:
    filled, made = visit.read(Asking), list[UUID]()
    if filled.accepted_by(supporters.prepare, visit.work, made):
        return visit.to("supporters.sharing", supporter_id=made[0])
    return visit.page("supporters/asking.html", views.AskingPage(), form=filled)


@pages.get("/supporters/{supporter_id}", policy=ARRANGE)
def show(visit: Visit, support: Supporter) -> Response:
    return visit.page("supporters/show.html", views.show(visit.work, support))


@pages.get("/supporters/{supporter_id}/sections", policy=ARRANGE)
def sharing(visit: Visit, support: Supporter) -> Response:
    view = views.sharing(visit.work, support)
    return visit.page("supporters/sharing.html", view, form=views.shared_now(visit.work, support))


@pages.post("/supporters/{supporter_id}/sections", policy=ARRANGE)
def share(visit: Visit, support: Supporter) -> Response:
    filled = visit.read(views.sharing_form(visit.work, support))
    if filled.accepted_by(supporters.share, visit.work, support):
        return visit.to(views.after_sharing(support), supporter_id=support.id, notice=SAVED)
    view = views.sharing(visit.work, support)
    return visit.page("supporters/sharing.html", view, form=views.drawn_again(filled, support))


@pages.get("/supporters/{supporter_id}/last-day", policy=ARRANGE)
def last_day(visit: Visit, support: Supporter) -> Response:
    view = views.last_day(visit.work, support)
    return visit.page("supporters/last_day.html", view, form=views.day_now(support))


@pages.post("/supporters/{supporter_id}/last-day", policy=ARRANGE)
def change_last_day(visit: Visit, support: Supporter) -> Response:
    filled = visit.read(LastDayForm)
    if filled.accepted_by(supporters.change_last_day, visit.work, support):
        return visit.to("supporters.show", supporter_id=support.id, notice=SAVED)
    return visit.page("supporters/last_day.html", views.last_day(visit.work, support), form=filled)


@pages.get("/supporters/{supporter_id}/invitation", policy=ARRANGE)
def confirming(visit: Visit, support: Supporter) -> Response:
    return visit.page("supporters/confirming.html", views.confirming(visit.work, support), form=Filled.blank(Nothing))


@pages.post("/supporters/{supporter_id}/invitation", policy=ARRANGE)
def invite(visit: Visit, support: Supporter) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(supporters.invite, visit.work, support):
        return visit.to("supporters.show", supporter_id=support.id, notice=INVITED)
    return visit.page("supporters/confirming.html", views.confirming(visit.work, support), form=filled)


@pages.get("/supporters/{supporter_id}/ending", policy=ARRANGE)
def ending(visit: Visit, support: Supporter) -> Response:
    return visit.page("supporters/ending.html", views.ending(visit.work, support), form=Filled.blank(Nothing))


@pages.post("/supporters/{supporter_id}/ending", policy=ARRANGE)
def end(visit: Visit, support: Supporter) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(supporters.end, visit.work, support):
        return visit.to("supporters.show", supporter_id=support.id, notice=ENDED)
    return visit.page("supporters/ending.html", views.ending(visit.work, support), form=filled)


@pages.post("/supporters/{supporter_id}/again", policy=ARRANGE)
def prepare_again(visit: Visit, support: Supporter) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(supporters.prepare_again, visit.work, support):
        return visit.to("supporters.sharing", supporter_id=support.id, notice=AGAIN)
    return visit.page("supporters/show.html", views.show(visit.work, support), form=filled)


@pages.get("/supporters/{supporter_id}/log", policy=ARRANGE)
def log(visit: Visit, support: Supporter) -> Response:
    return visit.page("supporters/log.html", logs.log_of(visit.work, support))
