"""Carrying a sign-in to and from the browser, and coming back to where the person was going."""

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit
from uuid import UUID

from fastapi import Response

from app.core.words import N_
from app.models.sign_ins import Method
from app.rules.first_answers import KEPT_FOR
from app.rules.sign_ins import OWN
from app.services import known_browsers, sign_ins, sign_ins_ending
from app.services.entrances import Entrance
from app.web.browsers import browser_in_words
from app.web.cookies import BROWSER, SIGN_IN, VISITOR, YEAR_SECONDS
from app.web.visits import Visit

SIGNED_IN = N_("You are signed in.")


def safe_path(path: str) -> str:
    """A path of our own, or the home page: one slash at the start, no host, no backslash, nothing hidden (IO-07)."""
    is_ours = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    parts = urlsplit(path) if is_ours else None
    return path if parts and not parts.netloc and not parts.scheme else "/"


def entered(visit: Visit, entrance: Entrance, *, notice: str = SIGNED_IN) -> Response:
    """Answer with the new cookie. The visitor's cookie and an older sign-in end, and so does every page drawn before."""
    sign_ins.end(visit.work, visit.signed)
    answer = visit.to_path(safe_path(entrance.next_path), notice=notice)
    _carry(visit, answer, entrance.token, entrance.person_id)
    visit.cookies.clear(answer, VISITOR)
    return answer


def renewed(visit: Visit, ways: Mapping[Method, Method], answer: Callable[[], Response]) -> Response:
    """Begin the next sign-in of this browser after every one has ended, and answer as the person it is now.

    `ways` says what this browser has shown, for whatever it had shown before.
    """
    person, sign_in = visit.me, visit.signed.sign_in
    assert sign_in is not None  # noqa: S101 - the guard has checked
    token = sign_ins.start(visit.work, person, ways.get(sign_in.method, sign_in.method))
    visit.signed = sign_ins.who_is(visit.work.db, token, visit.work.now)
    visit.work.actor = visit.signed.actor
    response = answer()
    _carry(visit, response, token, person.id)
    return response


def remembered(visit: Visit, route: str, **params: object) -> Response:
    """Go on, and keep the visitor's cookie for as long as what was typed under it is kept."""
    answer = visit.to(route, notice=N_("Your answers are kept."), **params)
    visit.cookies.write(answer, VISITOR, visit.visitor, seconds=int(KEPT_FOR.total_seconds()))
    return answer


def left(visit: Visit) -> Response:
    answer = visit.to("sign_ins.enter", notice=N_("You are signed out."))
    visit.cookies.clear(answer, SIGN_IN)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def _carry(visit: Visit, answer: Response, token: str, person_id: UUID) -> None:
    """Give the browser its sign-in, and remember that the person has used this browser (RATE-04)."""
    words = browser_in_words(visit.request.headers.get("user-agent", ""))
    sign_ins_ending.name_browser(visit.work, sign_ins.fingerprint(token), words)
    browser = visit.browser or visit.parts.entropy.token()
    known_browsers.note(visit.work, browser, person_id)
    visit.cookies.write(answer, SIGN_IN, token, seconds=int(OWN.absolute.total_seconds()))
    visit.cookies.write(answer, BROWSER, browser, seconds=YEAR_SECONDS)
