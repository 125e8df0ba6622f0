"""How long being signed in lasts, what each way in opens, and how often one may try."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, false
from sqlmodel import col, select

from app.core.actors import OWN_SCREENS, Actor, Grant, Role
from app.core.policy import Policy, always, public, signed_in
from app.core.words import N_
from app.models.people import Person
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

ENDED_IS_KNOWN_FOR = timedelta(days=7)
"""How long a sign-in that ran out is still recognised, so that a form sent from an old page is kept for its person."""

PROOF_LASTS = timedelta(minutes=15)
"""How long a proof of who somebody is counts for what is hard to undo (AUTH-08)."""

STRONG = frozenset({Method.PASSWORD_AND_CODE, Method.PASSWORD_AND_RECOVERY_CODE, Method.DEMONSTRATION})
"""Ways in that open roles which see other people's data (AUTH-06). An e-mail link alone never does; it is enough for
applicants, because many people struggle with passwords and may not be shut out by them."""


WITH_CODE = STRONG | {Method.EMAIL_LINK_AND_CODE}
"""Ways in that also showed the authenticator. Whoever set one up needs it for every proof, so that a mailbox in wrong
hands changes nothing."""

AFTER_PASSWORD: Mapping[Method, Method] = {
    Method.EMAIL_LINK: Method.PASSWORD,
    Method.EMAIL_LINK_AND_CODE: Method.PASSWORD_AND_CODE,
}
AFTER_AUTHENTICATOR: Mapping[Method, Method] = {
    Method.EMAIL_LINK: Method.EMAIL_LINK_AND_CODE,
    Method.PASSWORD: Method.PASSWORD_AND_CODE,
    Method.PASSWORD_AND_RECOVERY_CODE: Method.PASSWORD_AND_CODE,
}
"""What this browser has shown once something new is set up; a way that is not named stays as it is."""

WITHOUT_PASSWORD: Mapping[Method, Method] = {
    method: Method.EMAIL_LINK for method in Method if method is not Method.DEMONSTRATION
}
WITHOUT_AUTHENTICATOR: Mapping[Method, Method] = {
    Method.PASSWORD_AND_CODE: Method.PASSWORD,
    Method.PASSWORD_AND_RECOVERY_CODE: Method.PASSWORD,
    Method.EMAIL_LINK_AND_CODE: Method.EMAIL_LINK,
}
"""And once it is taken away."""

METHOD_WORDS: Mapping[Method, str] = {
    Method.EMAIL_LINK: N_("by e-mail link"),
    Method.PASSWORD: N_("by password"),
    Method.PASSWORD_AND_CODE: N_("by password and code"),
    Method.PASSWORD_AND_RECOVERY_CODE: N_("by password and recovery code"),
    Method.EMAIL_LINK_AND_CODE: N_("by e-mail link and code"),
    Method.DEMONSTRATION: N_("by the demonstration"),
}


def opened_by(method: Method, grants: frozenset[Grant]) -> frozenset[Grant]:
    """The grants that this way of signing in opens."""
    if method in STRONG:
        return grants
    return frozenset(grant for grant in grants if grant.role in OWN_SCREENS)


def lifetime(method: Method, grants: frozenset[Grant]) -> Lifetime:
    sees_others = any(grant.role not in OWN_SCREENS for grant in opened_by(method, grants))
    return STAFF if sees_others else OWN


def ends_at(sign_in: SignIn, grants: frozenset[Grant]) -> datetime:
    """When it ends if the person does nothing more."""
    lasts = lifetime(sign_in.method, grants)
    return min(sign_in.seen_at + lasts.idle, sign_in.created_at + lasts.absolute)


def is_over(sign_in: SignIn, grants: frozenset[Grant], now: datetime) -> bool:
    return now >= ends_at(sign_in, grants)


def is_fresh(sign_in: SignIn, now: datetime) -> bool:
    return now < sign_in.proved_at + PROOF_LASTS


def is_proved(sign_in: SignIn, now: datetime, *, has_authenticator: bool) -> bool:
    """Whether this sign-in is proof enough for what is hard to undo: fresh, and with the code where one is set up."""
    return is_fresh(sign_in, now) and (sign_in.method in WITH_CODE or not has_authenticator)


LIMITS: "dict[str, Limit]" = {}
"""Every limit by name, whatever noun it belongs to, so that the daily sweep passes over none of them."""


@dataclass(frozen=True)
class Limit:
    """At most `tries` in each window of `seconds`."""

    name: str
    tries: int
    seconds: int

    def __post_init__(self) -> None:
        LIMITS[self.name] = self


BY_ACCOUNT = Limit("account", 10, 300)
BY_ADDRESS = Limit("address", 20, 3600)
BY_CODE = (Limit("code", 5, 300), Limit("code-hour", 20, 3600), Limit("code-day", 50, 86400))
BY_LINK = Limit("link", 5, 86400)
BY_KNOWN_LINK = Limit("known-link", 20, 86400)
"""Links for a browser that the person has used before. A stranger who asks for links has no part in it (RATE-04)."""

BY_WISH = Limit("reset", 3, 86400)
"""Wishes in a day that the authenticator of one person is taken away: each one sends mail to several people."""

NOTED = Limit("noted", 0, 3600)
"""Counts what was refused, so that few entries of the audit log say how often; it refuses nothing itself."""

BY_FEED = Limit("feed", 60, 3600)
"""How often one calendar address is read in an hour. Programs ask a few times a day, and one person has several."""

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

OWN_WAYS = signed_in(
    "sign_ins.own",
    why=N_("Each person sets up their own ways to sign in."),
    otherwise=N_("Sign in to see this page."),
)
CONFIRM_EMAIL = public(
    "sign_ins.confirm_email",
    why=N_("The link comes from the new mailbox, perhaps in a browser where nobody is signed in."),
)


def own(actor: Actor) -> Select[Any]:
    return select(SignIn).where(col(SignIn.person_id) == actor.person_id)


def _is_own(actor: Actor, sign_in: SignIn) -> bool:
    return actor.person_id == sign_in.person_id


END_ONE = Policy("sign_ins.end_one", {Role.APPLICANT: _is_own}, N_("You can end only your own sign-ins."), SignIn, own)


def _people(actor: Actor) -> Select[Any]:
    """Everybody, for an administrator: an account can be taken over whoever it belongs to."""
    return select(Person) if actor.holds(Role.ADMINISTRATOR) else select(Person).where(false())


def _of_anybody(actor: Actor) -> Select[Any]:
    return select(SignIn) if actor.holds(Role.ADMINISTRATOR) else select(SignIn).where(false())


_FOR_ADMINISTRATORS = N_("Only administrators see and end the sign-ins of others.")

PEOPLE = Policy("sign_ins.people", {Role.ADMINISTRATOR: always}, _FOR_ADMINISTRATORS)
OF_PERSON = Policy("sign_ins.of_person", {Role.ADMINISTRATOR: always}, _FOR_ADMINISTRATORS, Person, _people)
END_ANY = Policy("sign_ins.end_any", {Role.ADMINISTRATOR: always}, _FOR_ADMINISTRATORS, SignIn, _of_anybody)
"""They see where somebody is signed in and nothing else of them (SESS-05)."""
