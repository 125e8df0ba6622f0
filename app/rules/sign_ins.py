"""How long being signed in lasts, what each way in opens, and how often one may try."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.core.actors import OWN_SCREENS, Grant
from app.core.policy import public, signed_in
from app.core.words import N_
from app.models.sign_ins import Method, SignIn

LINK_LASTS = timedelta(hours=1)
SEEN_EVERY = timedelta(minutes=5)
"""How stale `seen_at` may be before it is written again; keeps reads from writing."""


@dataclass(frozen=True)
class Lifetime:
    idle: timedelta
    absolute: timedelta


OWN = Lifetime(idle=timedelta(hours=24), absolute=timedelta(days=30))
"""People on their own screens. Longer than a staff sign-in, because a lost place costs them more (SESS-04)."""

STAFF = Lifetime(idle=timedelta(minutes=60), absolute=timedelta(hours=12))
"""Screens with other people's data."""

STRONG = frozenset({Method.PASSWORD_AND_CODE, Method.DEMONSTRATION})
"""Ways in that open roles which see other people's data (AUTH-06). An e-mail link alone never does; it is enough for
applicants, because many people struggle with passwords and may not be shut out by them."""


def opened_by(method: Method, grants: frozenset[Grant]) -> frozenset[Grant]:
    """The grants that this way of signing in opens."""
    if method in STRONG:
        return grants
    return frozenset(grant for grant in grants if grant.role in OWN_SCREENS)


def lifetime(method: Method, grants: frozenset[Grant]) -> Lifetime:
    sees_others = any(grant.role not in OWN_SCREENS for grant in opened_by(method, grants))
    return STAFF if sees_others else OWN


def is_over(sign_in: SignIn, grants: frozenset[Grant], now: datetime) -> bool:
    lasts = lifetime(sign_in.method, grants)
    return now >= sign_in.seen_at + lasts.idle or now >= sign_in.created_at + lasts.absolute


@dataclass(frozen=True)
class Limit:
    """At most `tries` in each window of `seconds`."""

    name: str
    tries: int
    seconds: int


BY_ACCOUNT = Limit("account", 10, 300)
BY_ADDRESS = Limit("address", 20, 3600)
BY_CODE = Limit("code", 5, 300)
BY_LINK = Limit("link", 5, 86400)

ENTER = public("sign_ins.enter", why=N_("Signing in has to be possible before being signed in."))
LEAVE = signed_in(
    "sign_ins.leave",
    why=N_("Each person ends their own sign-ins."),
    otherwise=N_("You are not signed in."),
)
LOOK = public("preferences.change", why=N_("Everybody chooses how screens look, before signing in too."))
OWN_PAGES = signed_in(
    "people.own_pages",
    why=N_("These pages show only what belongs to the person who is signed in."),
    otherwise=N_("Sign in to see this page."),
)
