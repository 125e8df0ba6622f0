"""Opening and closing a visit: who is asking, one transaction around the route, and an answer whatever happens."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from fastapi import Request, Response

from app.core.actors import Role
from app.core.errors import Collision, Forbidden, HouseError, Missing, Unavailable
from app.core.logs import log, request_id
from app.core.words import N_
from app.core.work import Work
from app.services import rates, refusals, sign_ins
from app.services.sign_ins import Signed
from app.web.bodies import Body
from app.web.cookies import LOOK, SIGN_IN, VISITOR
from app.web.headers import SAFE_METHODS
from app.web.keeping import kept_for_later
from app.web.looks import Look
from app.web.networks import origin_of
from app.web.problems import STALE_FORM, draw_problem, draw_without_database
from app.web.repeating import once
from app.web.visits import Front, Route, Visit

SIGN_IN_FIRST = N_("Sign in to see this page. After that you come back to it.")
MOST_TRIES = 3
"""How often a request is worked when another writer comes first; it wrote nothing in between."""


def answer_visit(request: Request, body: Body, route: Route, *, writes: bool) -> Response:
    """Run a route inside its own work. The transaction is committed when this returns; a "no" leaves nothing behind."""
    front: Front = request.app.state.front
    try:
        answer, visit = _until_alone(lambda tries: _answer(request, body, route, writes=writes or tries > 1))
    except HouseError as problem:
        return answer_problem(request, problem, body)
    _note_seen(front, visit)
    _note_counted(front, visit)
    return answer


@contextmanager
def open_visit(request: Request, body: Body, front: Front, *, writes: bool = False) -> Iterator[Visit]:
    """A session, who is signed in, and the visit; committed at the end unless something raised."""
    with front.parts.database.session(writes=writes) as db:
        now = front.parts.clock()
        token = front.cookies.read(request, SIGN_IN)
        signed = sign_ins.who_is(db, token, now) if token else Signed()
        origin = origin_of(request.client.host) if request.client else ""
        work = Work(
            db, signed.actor, now, front.parts.entropy, front.parts.vault, origin=origin, request_id=request_id()
        )
        visitor = front.cookies.read(request, VISITOR) or front.parts.entropy.token()
        look = Look.of(signed.preferences, front.cookies.read(request, LOOK))
        yield Visit(request, front.parts, front.pencil, front.cookies, work, signed, look, visitor, body)


def answer_problem(request: Request, problem: HouseError, body: Body | None = None) -> Response:
    """A page for one of the ways to say no. Whoever must sign in first is led there and comes back."""
    front: Front = request.app.state.front
    log().info("refused", kind=type(problem).__name__, **{k: str(v) for k, v in problem.facts.items()})
    if "database" in problem.facts:
        return draw_without_database(request, Unavailable.status, front, body=body)
    _note_refusal(request, front, problem)
    try:
        with open_visit(request, Body(), front) as visit:
            return _led_to_sign_in(visit, problem) or draw_problem(visit, problem, body or Body())
    except Unavailable:
        return draw_without_database(request, Unavailable.status, front, body=body)


def _answer(request: Request, body: Body, route: Route, *, writes: bool) -> tuple[Response, Visit]:
    with open_visit(request, body, request.app.state.front, writes=writes) as visit:
        if request.method in SAFE_METHODS:
            return route(visit), visit
        kept = kept_for_later(visit)
        if kept is not None:
            return kept, visit
        if not visit.is_ours(visit.session):
            raise Forbidden(STALE_FORM)
        return once(visit, route), visit


def _until_alone(work: Callable[[int], tuple[Response, Visit]]) -> tuple[Response, Visit]:
    """Try again when the database says that another writer came first; the last try may fail."""
    for tries in range(1, MOST_TRIES):
        with suppress(Collision):
            return work(tries)
    return work(MOST_TRIES)


def _led_to_sign_in(visit: Visit, problem: HouseError) -> Response | None:
    """Only from pages that need somebody signed in; an unknown address, and a link that ran out, stay a 404."""
    page = getattr(getattr(visit.request.scope.get("route"), "endpoint", None), "page", None)
    may_return = visit.request.method == "GET" and page is not None and Role.ANONYMOUS not in page.policy.roles
    if isinstance(problem, (Forbidden, Missing)) and not visit.work.actor.is_signed_in and may_return:
        return visit.to("sign_ins.enter", next=visit.address_asked, notice=SIGN_IN_FIRST)
    return None


def _note_refusal(request: Request, front: Front, problem: HouseError) -> None:
    """Write down what was denied, and a link that did not sign in, in a work of its own, because that of the request is
    undone. Whoever only has to sign in first was denied nothing.
    """
    if not problem.facts.keys() & {"policy", "sign_in"}:
        return
    with suppress(Unavailable), open_visit(request, Body(), front, writes=True) as visit:
        if "sign_in" in problem.facts:
            refusals.failed_sign_in(visit.work, str(problem.facts["sign_in"]), "", visit.address)
        elif visit.work.actor.is_signed_in or request.method not in SAFE_METHODS:
            refusals.denied(visit.work, str(problem.facts["policy"]), visit.address)


def _note_seen(front: Front, visit: Visit) -> None:
    """Write that the person was here, in a short work of its own, so that reading a page stays a read.

    The answer is committed already and stands whatever becomes of this.
    """
    sign_in = visit.signed.sign_in
    if sign_in is not None and sign_ins.needs_noting(sign_in, visit.work.now):
        with suppress(Unavailable), front.parts.work(visit.work.actor) as work:
            sign_ins.note_seen(work, sign_in)


def _note_counted(front: Front, visit: Visit) -> None:
    """Count the page towards its limit; what cannot be counted now is given all the same, because it only read (RATE-03)."""
    if visit.counted is not None:
        with suppress(Unavailable), front.parts.work(visit.work.actor) as work:
            rates.note(work, visit.counted, visit.counted_by)
