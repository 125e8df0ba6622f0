"""Asking for a fresh proof before what is hard to undo, and coming back to the same place with nothing lost (AUTH-08)."""

from fastapi import Response

from app.services import proofs
from app.web.headers import SAFE_METHODS
from app.web.keeping import keep, page_of_the_button
from app.web.visits import Visit


def asked_first(visit: Visit) -> Response | None:
    """The way to the proof, when the last one is too old; otherwise None. What was typed waits on a page of its own."""
    if not proofs.is_needed(visit.work, visit.signed):
        return None
    visit.is_put_off = True
    if visit.request.method in SAFE_METHODS:
        return visit.to("sign_ins.proof", next=visit.address_asked)
    return visit.to("sign_ins.proof", next=keep(visit, visit.me.id) or page_of_the_button(visit))
