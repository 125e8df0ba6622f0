"""Consents: saying yes, taking it back, and the list of people who want to be on it."""

from collections.abc import Mapping

from fastapi import Response
from sqlalchemy.orm import Session

from app.core.words import N_
from app.forms.consents import Yes
from app.forms.sign_ins import Nothing
from app.pages import consents as views
from app.rules.consents import AGREED, OWN, ROSTER, SEE_ROSTER
from app.services import consents, consents_withdrawing
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("consents")


def example_purpose(_db: Session, _nothing: None) -> Mapping[str, str]:
    return {"purpose": ROSTER}


@pages.get("/consents", policy=OWN)
def listing(visit: Visit) -> Response:
    return visit.page("consents/listing.html", views.listing(visit.work, visit.me))


@pages.post("/consents/{purpose}/yes", policy=OWN, examples=example_purpose)
def give(visit: Visit, purpose: str) -> Response:
    filled = visit.read(Yes)
    if filled.accepted_by(consents.give, visit.work, purpose):
        return visit.to("consents.listing", notice=N_("You said yes. You can take it back at any time."))
    return visit.page("consents/listing.html", views.listing(visit.work, visit.me), form=filled)


@pages.post("/consents/{purpose}/withdrawal", policy=OWN, examples=example_purpose)
def withdraw(visit: Visit, purpose: str) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(consents_withdrawing.withdraw, visit.work, purpose):
        return visit.to("consents.listing", notice=N_("You took it back. It holds from now on."))
    return visit.page("consents/listing.html", views.listing(visit.work, visit.me), form=filled)


@pages.get("/roster", policy=SEE_ROSTER)
def roster(visit: Visit) -> Response:
    return visit.page("consents/roster.html", views.roster(visit.work))


@pages.get("/consents/agreed", policy=AGREED)
def agreed(visit: Visit) -> Response:
    return visit.page("consents/agreed.html", views.agreed_people(visit.work))
