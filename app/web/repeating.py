"""One form, one answer: a double press, or a second try after a lost connection, does not do the same thing twice."""

import hashlib
import json

from fastapi import Response

from app.services import receipts
from app.web.bodies import Body
from app.web.cookies import NOTICE
from app.web.visits import TOKEN_FIELD, Route, Visit

KEY_FIELD = "once"
LONGEST_LOCATION = 1000


def once(visit: Visit, route: Route) -> Response:
    """Run the route, or answer as it answered before when this very form was sent already."""
    key, person = visit.body.one(KEY_FIELD), visit.signed.person
    if not key or person is None:
        return route(visit)
    path = visit.request.url.path
    receipt = receipts.claim(visit.work, person.id, _hash(key, path), _hash(path, _content(visit.body)))
    if receipt.location:
        return visit.to_path(receipt.location, notice=receipt.notice or None)
    answer = route(visit)
    location = _location(answer)
    if location and not visit.is_put_off and not _signs_in_or_out(visit, answer):
        receipts.finish(receipt, location, visit.said)
    else:
        receipts.release(visit.work, receipt)
    return answer


def _content(body: Body) -> str:
    """What was sent, the same text for the same content; the form token differs on every page and does not count."""
    typed = sorted((name, list(values)) for name, values in body.typed.items() if name != TOKEN_FIELD)
    files = sorted((name, upload.name, upload.sha256) for name, upload in body.uploads.items())
    return json.dumps([typed, files])


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _location(answer: Response) -> str:
    """Where the answer leads, empty when it is a page that is drawn again."""
    location = answer.headers.get("location") or answer.headers.get("hx-redirect") or ""
    return location if len(location) <= LONGEST_LOCATION else ""


def _signs_in_or_out(visit: Visit, answer: Response) -> bool:
    """An answer with a cookie of its own cannot be given again from a receipt."""
    notice = visit.cookies.name(NOTICE)
    return any(not cookie.startswith(f"{notice}=") for cookie in answer.headers.getlist("set-cookie"))
