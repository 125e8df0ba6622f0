"""Roles: who holds which, giving one, and taking one away."""

from fastapi import Response

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.roles import Giving
from app.forms.sign_ins import Nothing
from app.models.people import RoleGrant
from app.pages import roles as views
from app.rules.roles import LIST, TAKE
from app.services import roles
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("roles")

GIVEN = N_("It is written down. If the role needs a second person, it is given when they agree.")
TAKEN = N_("The role is taken away. The person is told.")


@pages.get("/roles", policy=LIST)
def listing(visit: Visit) -> Response:
    return visit.page("roles/listing.html", views.listing(visit.work))


@pages.get("/roles/new", policy=LIST, proves=True)
def giving(visit: Visit) -> Response:
    return visit.page("roles/giving.html", views.Giving(), form=Filled.blank(Giving))


@pages.post("/roles/new", policy=LIST, proves=True)
def give(visit: Visit) -> Response:
    filled = visit.read(Giving)
    if filled.accepted_by(roles.give, visit.work):
        return visit.to("roles.listing", notice=GIVEN)
    return visit.page("roles/giving.html", views.Giving(), form=filled)


@pages.get("/roles/{grant_id}/removal", policy=TAKE, proves=True)
def removal(visit: Visit, grant: RoleGrant) -> Response:
    return visit.page("roles/removal.html", views.removal(visit.work, grant), form=Filled.blank(Nothing))


@pages.post("/roles/{grant_id}/removal", policy=TAKE, proves=True)
def take_away(visit: Visit, grant: RoleGrant) -> Response:
    view, filled = views.removal(visit.work, grant), visit.read(Nothing)
    if filled.accepted_by(roles.take_away, visit.work, grant):
        return visit.to("people.home", notice=TAKEN)
    return visit.page("roles/removal.html", view, form=filled)
