"""Roles that somebody holds and cannot use yet, because of the way they signed in; and what opens them (AUTH-06)."""

from dataclasses import dataclass, replace

from app.core.words import N_
from app.core.work import Work
from app.services import credentials
from app.services.sign_ins import Signed


@dataclass(frozen=True)
class Closed:
    """What to do, and the page on which it is done. `route` is the name of a page that needs no id."""

    sentence: str
    label: str
    route: str


SET_UP = Closed(
    N_("Set up a password and an authenticator to open your staff pages."), N_("How you sign in"), "sign_ins.ways"
)
FIRST_STEP = replace(SET_UP, label=N_("Choose a password"), route="sign_ins.password")
SECOND_STEP = replace(SET_UP, label=N_("Set up an authenticator"), route="sign_ins.authenticator")
ENTER = Closed(
    N_("Sign in with your password and a code to open your staff pages."),
    N_("Sign in with a password"),
    "sign_ins.enter_password",
)


def closed_roles(work: Work, signed: Signed) -> Closed | None:
    """Asks nothing of the database for whoever has all their roles open."""
    if signed.person is None or not signed.has_closed_roles:
        return None
    return ENTER if credentials.has_authenticator(work, signed.person.id) else SET_UP


def next_step(closed: Closed | None, *, has_password: bool) -> Closed | None:
    """The same from the page that `SET_UP` leads to: straight to what comes next."""
    if closed is not SET_UP:
        return closed
    return SECOND_STEP if has_password else FIRST_STEP
