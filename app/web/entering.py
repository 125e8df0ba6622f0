"""Carrying a sign-in to and from the browser, and coming back to where the person was going."""

from urllib.parse import urlsplit

from fastapi import Response

from app.core.words import N_
from app.rules.first_answers import KEPT_FOR
from app.services import sign_ins
from app.services.entrances import Entrance
from app.web.cookies import SIGN_IN, VISITOR
from app.web.visits import Visit


def safe_path(path: str) -> str:
    """A path of our own, or the home page: one slash at the start, no host, no backslash, nothing hidden (IO-07)."""
    is_ours = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    parts = urlsplit(path) if is_ours else None
    return path if parts and not parts.netloc and not parts.scheme else "/"


def entered(visit: Visit, entrance: Entrance) -> Response:
    """Answer with the new cookie. The visitor's cookie and an older sign-in end, and so does every page drawn before."""
    sign_ins.end(visit.work, visit.signed)
    answer = visit.to_path(safe_path(entrance.next_path), notice=N_("You are signed in."))
    visit.cookies.write(answer, SIGN_IN, entrance.token, seconds=entrance.seconds)
    visit.cookies.clear(answer, VISITOR)
    return answer


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
