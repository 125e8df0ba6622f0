"""Opening and closing a visit: who is asking, one transaction around the route, and a calm page for every "no"."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import TracebackType

from fastapi import Request, Response

from app.adapters.parts import Parts
from app.core.actors import ANYBODY
from app.core.errors import Forbidden, HouseError, Missing, TooMany
from app.core.logs import log
from app.core.words import N_, Sentence
from app.core.work import Work
from app.services import sign_ins
from app.services.sign_ins import Signed
from app.web import tokens
from app.web.bodies import Body
from app.web.cookies import LOOK, SIGN_IN, VISITOR, Cookies
from app.web.headers import SAFE_METHODS
from app.web.looks import Look
from app.web.render import Pencil
from app.web.visits import Visit

TOKEN_FIELD = "csrf_token"  # noqa: S105 - the name of a field
TOKEN_HEADER = "X-CSRF-Token"  # noqa: S105 - the name of a header

STALE_FORM = N_(
    "This page was open for a long time, so we could not be sure that you sent it. Go back, and send it again."
)
SIGN_IN_FIRST = N_("Sign in to see this page. After that you come back to it.")


@dataclass(frozen=True)
class Front:
    """What every visit shares; kept on the application's state."""

    parts: Parts
    pencil: Pencil
    cookies: Cookies


def answer_visit(request: Request, body: Body, route: Callable[[Visit], Response], *, writes: bool) -> Response:
    """Run a route inside its own work. The transaction is committed when this returns; a "no" leaves nothing behind."""
    front: Front = request.app.state.front
    try:
        with open_visit(request, body, front, writes=writes) as visit:
            _check_token(visit)
            answer = route(visit)
        _note_seen(front, visit)
        return answer
    except HouseError as problem:
        return answer_problem(request, problem, body)


class open_visit:  # noqa: N801 - reads as a verb where it is used
    """A context manager: a session, who is signed in, and the visit; committed at the end unless something raised."""

    def __init__(self, request: Request, body: Body, front: Front, *, writes: bool = False) -> None:
        self._request, self._body, self._front = request, body, front
        self._session = front.parts.database.session(writes=writes)

    def __enter__(self) -> Visit:
        front, request = self._front, self._request
        db = self._session.__enter__()
        now = front.parts.clock()
        token = front.cookies.read(request, SIGN_IN)
        signed = sign_ins.who_is(db, token, now) if token else Signed()
        work = Work(db, signed.actor, now, front.parts.entropy, front.parts.vault)
        visitor = front.cookies.read(request, VISITOR) or front.parts.entropy.token()
        look = Look.of(signed.preferences, front.cookies.read(request, LOOK))
        return Visit(request, front.parts, front.pencil, front.cookies, work, signed, look, visitor, self._body)

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        return self._session.__exit__(kind, problem, trace)


def answer_problem(request: Request, problem: HouseError, body: Body | None = None) -> Response:
    """A page for one of the ways to say no. Whoever must sign in first is led there and comes back."""
    front: Front = request.app.state.front
    log().info("refused", kind=type(problem).__name__, **{k: str(v) for k, v in problem.facts.items()})
    with open_visit(request, Body(), front) as visit:
        if isinstance(problem, (Forbidden, Missing)) and not visit.work.actor.is_signed_in and _may_return(request):
            return visit.to("sign_ins.enter", next=request.url.path, notice=SIGN_IN_FIRST)
        return _problem_page(visit, problem, body or Body())


def answer_without_database(request: Request, status: int, front: Front) -> Response:
    """The same kind of page when nothing may be asked of the database any more."""
    work = Work(None, ANYBODY, front.parts.clock(), front.parts.entropy, front.parts.vault)  # type: ignore[arg-type]
    look = Look.of(None, front.cookies.read(request, LOOK))
    visit = Visit(request, front.parts, front.pencil, front.cookies, work, Signed(), look, "", Body(), is_offline=True)
    return visit.problem(f"problems/{status}.html", Problem(PROBLEM_TITLES[status], Sentence("")), status=status)


@dataclass(frozen=True)
class Kept:
    """One thing that was typed and is not saved, given back so that it can be copied."""

    label: str
    value: str


@dataclass(frozen=True)
class Problem:
    """The view of a problem page. `seconds` says how long to wait, `reference` finds the log line."""

    title: str
    sentence: Sentence
    seconds: int = 0
    reference: str = ""
    kept: Sequence[Kept] = ()


STALE_TITLE = N_("This page was open for a long time")
SHORTEST_TO_KEEP = 20
NEVER_KEPT = ("csrf", "once", "password", "code", "next")

PROBLEM_TITLES = {
    403: N_("This page is not for your role"),
    404: N_("We could not find this page"),
    409: N_("This changed while you had it open"),
    413: N_("This is too large"),
    422: N_("This cannot be done right now"),
    429: N_("Wait a little before the next try"),
    500: N_("Something went wrong on our side"),
    503: N_("Cleanplate is not answering right now"),
}


def _problem_page(visit: Visit, problem: HouseError, body: Body) -> Response:
    stale = problem.sentence.message == STALE_FORM
    view = Problem(
        STALE_TITLE if stale else PROBLEM_TITLES[problem.status],
        problem.sentence,
        seconds=problem.seconds if isinstance(problem, TooMany) else 0,
        kept=_kept(body),
    )
    template = "csrf-expired" if stale else str(problem.status)
    answer = visit.problem(f"problems/{template}.html", view, status=problem.status)
    if isinstance(problem, TooMany):
        answer.headers["Retry-After"] = str(problem.seconds)
    return answer


def _kept(body: Body) -> list[Kept]:
    """What somebody wrote in longer fields; never a password, a code or a hidden value."""
    return [
        Kept(name.replace("_", " ").capitalize(), value)
        for name, values in body.typed.items()
        for value in values
        if len(value) > SHORTEST_TO_KEEP and not name.startswith(NEVER_KEPT)
    ]


def _note_seen(front: Front, visit: Visit) -> None:
    """Write that the person was here, in a short work of its own, so that reading a page stays a read."""
    sign_in = visit.signed.sign_in
    if sign_in is not None and sign_ins.needs_noting(sign_in, visit.work.now):
        with front.parts.work(visit.work.actor) as work:
            sign_ins.note_seen(work, sign_in)


def _may_return(request: Request) -> bool:
    """Only pages that were found to need somebody signed in; an unknown address stays a 404."""
    return request.method == "GET" and request.scope.get("route") is not None


def _check_token(visit: Visit) -> None:
    if visit.request.method in SAFE_METHODS:
        return
    token = visit.request.headers.get(TOKEN_HEADER) or visit.body.one(TOKEN_FIELD)
    if not tokens.fits(visit.parts.settings.secret_key, visit.session, token):
        raise Forbidden(STALE_FORM)
