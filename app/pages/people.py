"""Each person's home page: what is now, what is next, what comes later, with dates; and for staff, what waits for them."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.words import N_
from app.core.work import Work
from app.pages import people_duties, people_paths
from app.pages.people_steps import Step
from app.services.closed_roles import Closed, closed_roles
from app.services.sign_ins import Signed


@dataclass(frozen=True)
class Home:
    """Three short lists. `greeting` is the person's own name; `closed` is what stands before their staff pages."""

    greeting: str
    now: Sequence[Step]
    next: Sequence[Step]
    later: Sequence[Step]
    closed: Closed | None = None
    title: str = N_("Home")


def home(work: Work, signed: Signed) -> Home:
    """People on their own way see their way; people with duties see what waits for them. At most seven statements."""
    duties = people_duties.steps(work)
    path = people_paths.steps(work) if duties is None else duties
    return Home(work.actor.name, path.now, path.next, path.later, closed_roles(work, signed))
