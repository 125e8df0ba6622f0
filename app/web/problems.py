"""A calm page for every way to say no, with or without the database, and with what was typed given back."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import Request, Response

from app.core.actors import ANYBODY
from app.core.errors import Forbidden, HouseError, Missing, TooMany, Unavailable
from app.core.words import N_, Sentence
from app.core.work import Work
from app.services.closed_roles import Closed, closed_roles
from app.services.sign_ins import Signed
from app.web.bodies import Body, Kept
from app.web.cookies import LOOK
from app.web.looks import Look
from app.web.visits import Front, Visit

STALE_FORM = N_(
    "This page was open for a long time, so we could not be sure that you sent it. Go back, and send it again."
)
STALE_TITLE = N_("This page was open for a long time")
NOT_OPEN_TITLE = N_("This page is not open to you yet")
SHORTEST_TO_KEEP = 20
SECONDS_UNTIL_BACK = 10
"""How long a browser or a program waits before it asks again after a 503."""

TITLES = {
    403: N_("This page is not for your role"),
    404: N_("We could not find this page"),
    409: N_("This changed while you had it open"),
    413: N_("This is too large"),
    422: N_("This cannot be done right now"),
    429: N_("Wait a little before the next try"),
    500: N_("Something went wrong on our side"),
    503: N_("Cleanplate is not answering right now"),
}


@dataclass(frozen=True)
class Again:
    """A form as it was sent, so that one press sends it once more: the same words, the same token, the same one-time key."""

    address: str
    fields: Sequence[tuple[str, str]]
    had_files: bool


@dataclass(frozen=True)
class Problem:
    """The view of a problem page. `seconds` says how long to wait, `reference` finds the log line.

    `closed` is set for somebody whose own role would open more, had they signed in another way.
    """

    title: str
    sentence: Sentence
    seconds: int = 0
    reference: str = ""
    kept: Sequence[Kept] = ()
    again: Again | None = None
    closed: Closed | None = None


def draw_problem(visit: Visit, problem: HouseError, body: Body) -> Response:
    stale = problem.sentence.message == STALE_FORM
    closed = closed_roles(visit.work, visit.signed) if isinstance(problem, (Forbidden, Missing)) else None
    not_open = closed is not None and isinstance(problem, Forbidden)
    view = Problem(
        STALE_TITLE if stale else NOT_OPEN_TITLE if not_open else TITLES[problem.status],
        problem.sentence,
        seconds=problem.seconds if isinstance(problem, TooMany) else 0,
        kept=[kept for kept in body.worth_keeping if len(kept.value) > SHORTEST_TO_KEEP],
        closed=closed,
    )
    template = "csrf-expired" if stale else str(problem.status)
    answer = visit.problem(f"problems/{template}.html", view, status=problem.status)
    return _with_pause(answer, problem)


def draw_without_database(
    request: Request, status: int, front: Front, *, reference: str = "", body: Body | None = None
) -> Response:
    """The same kind of page when nothing may be asked of the database any more. What was typed is on it, to be sent again."""
    body = body or Body()
    work = Work(None, ANYBODY, front.parts.clock(), front.parts.entropy, front.parts.vault)  # type: ignore[arg-type]  # there is no database
    look = Look.of(None, front.cookies.read(request, LOOK))
    visit = Visit(request, front.parts, front.pencil, front.cookies, work, Signed(), look, "", Body(), is_offline=True)
    problem = Unavailable() if status == Unavailable.status else HouseError()
    view = Problem(
        TITLES[status],
        problem.sentence,
        reference=reference,
        kept=body.worth_keeping,
        again=_again(visit.address_asked, body),
    )
    return _with_pause(visit.problem(f"problems/{status}.html", view, status=status), problem)


def _again(address: str, body: Body) -> Again | None:
    """Nothing where nothing was typed, and where a password or a code was: those are given back to nobody."""
    if not body.worth_keeping or body.holds_secrets:
        return None
    fields = [(name, value) for name, values in body.typed.items() for value in values]
    return Again(address, fields, had_files=bool(body.uploads))


def _with_pause(answer: Response, problem: HouseError) -> Response:
    if isinstance(problem, TooMany):
        answer.headers["Retry-After"] = str(problem.seconds)
    if isinstance(problem, Unavailable):
        answer.headers["Retry-After"] = str(SECONDS_UNTIL_BACK)
    return answer
