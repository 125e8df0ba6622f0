"""A person's passport: what it holds, who reads it, sharing and ending."""

from fastapi import Response

from app.adapters.documents import PDF, pdf_of
from app.core.words import N_
from app.forms.passports import ItemChoice, OlderShares, ReaderChoice
from app.forms.sign_ins import Nothing
from app.models.accommodations import Accommodation, PassportShare
from app.pages import passports as views
from app.pages import passports_keeping as keeping
from app.rules.consents import PASSPORT
from app.rules.passports import ARRANGE, END, OWN
from app.services import passports
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("passports")


@pages.get("/passport", policy=OWN)
def show(visit: Visit) -> Response:
    return visit.page("passports/show.html", views.show(visit.work))


@pages.get("/passport/sharing", policy=OWN)
def sharing(visit: Visit) -> Response:
    filled = views.blank_share(visit.work, visit.asked(ItemChoice).form)
    view = views.sharing(filled)
    return visit.page(view.template, view, form=filled)


@pages.get("/passport/preview", policy=OWN)
def preview(visit: Visit) -> Response:
    if not visit.request.query_params:
        return visit.to("passports.sharing")
    filled = visit.asked(views.share_form(visit.work))
    view = views.preview(visit.work, filled)
    return visit.page(view.template, view, form=filled)


@pages.get("/passport/seen", policy=OWN)
def seen(visit: Visit) -> Response:
    if not visit.request.query_params:
        return visit.to("passports.show")
    view = views.seen_by(visit.work, visit.asked(ReaderChoice).form)
    return visit.page("passports/preview.html", view)


@pages.get("/passport/history", policy=OWN)
def history(visit: Visit) -> Response:
    asked = visit.asked(OlderShares).form
    return visit.page("passports/history.html", keeping.history(visit.work, asked.older if asked else None))


@pages.get("/passport/printing", policy=OWN)
def printing(visit: Visit) -> Response:
    return visit.page("passports/printing.html", keeping.printing(visit.work))


@pages.get("/passport/document", policy=OWN)
def keep(visit: Visit) -> Response:
    return visit.download(pdf_of(keeping.document(visit.work)), media_type=PDF, name="passport.pdf")


@pages.post("/passport/sharing", policy=OWN)
def share(visit: Visit) -> Response:
    filled = visit.read_with_yes(views.share_form(visit.work), PASSPORT)
    if filled.accepted_by(passports.share, visit.work):
        return visit.to("passports.show", notice=N_("It is shared. You can end it at any time."))
    view = views.sharing(filled)
    return visit.page(view.template, view, form=filled)


@pages.post("/passport/shares/{share_id}/end", policy=END)
def end_share(visit: Visit, share: PassportShare) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(passports.end_share, visit.work, share):
        return visit.to("passports.show", notice=N_("They cannot read it any more."))
    return visit.page("passports/show.html", views.show(visit.work), form=filled)


@pages.post("/passport/items/{accommodation_id}/earlier", policy=ARRANGE)
def move_up(visit: Visit, accommodation: Accommodation) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(passports.move_up, visit.work, accommodation):
        return visit.to("passports.show", notice=N_("It is one place earlier now."))
    return visit.page("passports/show.html", views.show(visit.work), form=filled)
