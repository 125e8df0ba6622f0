"""Kept lists: saving what the board lists, naming it, removing it, and putting it back."""

from fastapi import Response

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.kept_lists import KeepList, NewName
from app.forms.sign_ins import Nothing
from app.models.kept_lists import KeptList
from app.pages import kept_lists as views
from app.rules.kept_lists import CHANGE, KEEP, LISTING
from app.services import kept_lists
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("kept_lists")


@pages.get("/kept-lists", policy=LISTING)
def listing(visit: Visit) -> Response:
    return visit.page("kept_lists/listing.html", views.listing(visit.work))


@pages.get("/kept-lists/new", policy=KEEP)
def keeping(visit: Visit) -> Response:
    form = Filled.blank(KeepList, query=visit.request.url.query)
    return visit.page("kept_lists/keeping.html", views.keeping(), form=form)


@pages.post("/kept-lists/new", policy=KEEP)
def keep(visit: Visit) -> Response:
    filled = visit.read(KeepList)
    if filled.accepted_by(kept_lists.keep, visit.work):
        return visit.to("kept_lists.listing", notice=N_("The list is saved. It is also on the page of applications."))
    return visit.page("kept_lists/keeping.html", views.keeping(), form=filled)


@pages.get("/kept-lists/{kept_list_id}/name", policy=CHANGE)
def naming(visit: Visit, kept: KeptList) -> Response:
    return visit.page("kept_lists/naming.html", views.naming(kept), form=Filled.blank(NewName, name=kept.name))


@pages.post("/kept-lists/{kept_list_id}/name", policy=CHANGE)
def rename(visit: Visit, kept: KeptList) -> Response:
    view, filled = views.naming(kept), visit.read(NewName)
    if filled.accepted_by(kept_lists.rename, visit.work, kept):
        return visit.to("kept_lists.listing", notice=N_("The name is changed."))
    return visit.page("kept_lists/naming.html", view, form=filled)


@pages.get("/kept-lists/{kept_list_id}/removal", policy=CHANGE)
def removing(visit: Visit, kept: KeptList) -> Response:
    return visit.page("kept_lists/removing.html", views.removing(kept), form=Filled.blank(Nothing))


@pages.post("/kept-lists/{kept_list_id}/removal", policy=CHANGE)
def remove(visit: Visit, kept: KeptList) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(kept_lists.remove, visit.work, kept):
        return visit.to("kept_lists.listing", notice=N_("The list is removed. You can put it back below."))
    return visit.page("kept_lists/removing.html", views.removing(kept), form=filled)


@pages.post("/kept-lists/{kept_list_id}/return", policy=CHANGE)
def put_back(visit: Visit, kept: KeptList) -> Response:
    kept_lists.put_back(visit.work, kept)
    return visit.to("kept_lists.listing", notice=N_("The list is back."))
