"""What arrives just after a sign-in has ended is kept, and leads through signing in to where it can be sent."""

from urllib.parse import urlsplit
from uuid import UUID

from fastapi import Response

from app.core.words import N_
from app.services import kept_forms
from app.services.kept_forms import Sending
from app.web.entering import safe_path
from app.web.repeating import KEY_FIELD
from app.web.visits import Visit

KEPT = N_("You were signed out because of the time. What you typed is kept for 24 hours. Sign in to send it.")
NOTHING_TYPED = N_("You were signed out because of the time. Sign in, then press the button again.")


def kept_for_later(visit: Visit) -> Response | None:
    """The way to sign in, when this form was drawn for a sign-in that has ended since; otherwise None.

    It is kept for the person of that sign-in and not for whoever signs in next in this browser. Whether it really was
    a form of ours is told by its token, which belongs to the sign-in that ended.
    """
    ended = visit.signed.ended
    if ended is None or not visit.is_ours(str(ended.id)):
        return None
    path = keep(visit, ended.person_id)
    if path is None:
        return visit.to("sign_ins.enter", next=page_of_the_button(visit), notice=NOTHING_TYPED)
    return visit.to("sign_ins.enter", next=path, notice=KEPT)


def keep(visit: Visit, person_id: UUID) -> str | None:
    """Keep what was typed for this person and return where it waits; None when there was nothing but a button."""
    words = [(kept.name, kept.value) for kept in visit.body.worth_keeping]
    if not words:
        return None
    sending = Sending(visit.address_asked, words, visit.body.one(KEY_FIELD), had_files=bool(visit.body.uploads))
    kept_id = kept_forms.keep(visit.work, person_id, sending)
    return visit.pencil.path_for("kept_forms.show", kept_form_id=kept_id)


def page_of_the_button(visit: Visit) -> str:
    return safe_path(urlsplit(visit.request.headers.get("referer", "")).path or "/")
