"""How somebody signs in: what is set up, where they are signed in, and the pages on which that is changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.adapters import codes
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.people import Person
from app.models.sign_ins import SignIn
from app.rules.sign_ins import METHOD_WORDS
from app.services import credentials, email_changes, proofs, sign_ins_ending
from app.services.closed_roles import Closed, closed_roles, next_step
from app.services.credentials import Setup
from app.services.proofs import Proof
from app.services.sign_ins import Signed

BACK = (N_("how you sign in"), "sign_ins.ways", dict[str, object]())

SET_UP = N_("Set up")
NOT_SET_UP = N_("Not set up")
CHANGE = N_("Change")
FOR_ONESELF = N_("An e-mail link is enough. A password is your choice.")
FOR_STAFF = N_("An e-mail link opens your own pages. Your staff pages need a password and an authenticator.")
UNKNOWN_BROWSER = N_("A browser we do not know")


@dataclass(frozen=True)
class Way:
    """One way in, how it stands, and the page that changes it, by its route name."""

    label: str
    value: str | Sentence
    action: str
    route: str


@dataclass(frozen=True)
class Place:
    """One browser in which the person is signed in."""

    id: UUID
    browser: str
    method: str
    since: datetime
    seen: datetime
    is_here: bool


@dataclass(frozen=True)
class WaysPage:
    ways: Sequence[Way]
    places: Sequence[Place]
    zone: str
    closed: Closed | None
    has_others: bool
    explained: str
    has_authenticator: bool
    title: str = N_("How you sign in")


@dataclass(frozen=True)
class PasswordPage:
    setup: Setup
    title: str = N_("Choose a password")
    crumb: tuple[str, str, dict[str, object]] = BACK


@dataclass(frozen=True)
class RemovalPage:
    """Before something is taken away. `title` says what."""

    title: str
    setup: Setup
    crumb: tuple[str, str, dict[str, object]] = BACK


@dataclass(frozen=True)
class AuthenticatorPage:
    """`key` is None until a new key was made."""

    setup: Setup
    key: str | None = None
    picture: str = ""
    title: str = N_("Set up an authenticator")
    crumb: tuple[str, str, dict[str, object]] = BACK


@dataclass(frozen=True)
class RecoveryCodesPage:
    """Drawn once, as the answer to the press that made them. `is_first` when the authenticator is new as well."""

    codes: Sequence[str]
    is_first: bool = False
    title: str = N_("Your recovery codes")
    crumb: tuple[str, str, dict[str, object]] = BACK


@dataclass(frozen=True)
class RenewalPage:
    codes_left: int
    has_authenticator: bool
    title: str = N_("Make new recovery codes")
    crumb: tuple[str, str, dict[str, object]] = BACK


@dataclass(frozen=True)
class ProofPage:
    proof: Proof
    email: str
    next_path: str
    title: str = N_("Show that it is you")

    @property
    def by_link(self) -> bool:
        return self.proof is Proof.LINK

    @property
    def asks_code(self) -> bool:
        return self.proof in {Proof.CODE, Proof.PASSWORD_AND_CODE}

    @property
    def may_lose_password(self) -> bool:
        return self.proof in {Proof.PASSWORD, Proof.PASSWORD_AND_CODE}


@dataclass(frozen=True)
class EmailPage:
    email: str
    title: str = N_("Change your e-mail address")
    crumb: tuple[str, str, dict[str, object]] = BACK


@dataclass(frozen=True)
class EmailAsked:
    email: str
    title: str = N_("Look in your new mailbox")
    crumb: tuple[str, str, dict[str, object]] = BACK


@dataclass(frozen=True)
class EmailReady:
    token: str
    email: str
    title: str = N_("Use this e-mail address")


@dataclass(frozen=True)
class EmailChanged:
    email: str
    title: str = N_("Your e-mail address is changed")


@dataclass(frozen=True)
class StayingPage:
    """What it says comes from the frame, which every page of staff has."""

    is_longer: bool = False
    title: str = N_("How long you stay signed in")
    crumb: tuple[str, str, dict[str, object]] = BACK


def ways(work: Work, signed: Signed) -> WaysPage:
    person = _me(signed)
    setup = credentials.setup_of(work, person.id)
    here = signed.sign_in.id if signed.sign_in else None
    places = [place_of(each, is_here=each.id == here) for each in sign_ins_ending.lasting(work, signed)]
    return WaysPage(
        _ways(person, setup),
        places,
        person.time_zone,
        next_step(closed_roles(work, signed), has_password=setup.has_password),
        has_others=len(places) > 1,
        explained=FOR_STAFF if setup.is_staff else FOR_ONESELF,
        has_authenticator=setup.has_authenticator,
    )


def password(work: Work, signed: Signed) -> PasswordPage:
    return PasswordPage(credentials.setup_of(work, _me(signed).id))


def password_removal(work: Work, signed: Signed) -> RemovalPage:
    return RemovalPage(N_("Remove your password"), credentials.setup_of(work, _me(signed).id))


def authenticator_removal(work: Work, signed: Signed) -> RemovalPage:
    return RemovalPage(N_("Remove your authenticator"), credentials.setup_of(work, _me(signed).id))


def authenticator(work: Work, signed: Signed) -> AuthenticatorPage:
    """With the new key, when one waits for its first code: as a picture for the camera, and as text beside it."""
    person = _me(signed)
    setup, secret = credentials.setup_of(work, person.id), credentials.new_secret_of(work, person)
    if secret is None:
        return AuthenticatorPage(setup)
    return AuthenticatorPage(setup, codes.in_groups(secret), codes.picture(secret, person.email))


def renewal(work: Work, signed: Signed) -> RenewalPage:
    setup = credentials.setup_of(work, _me(signed).id)
    return RenewalPage(setup.recovery_codes_left, setup.has_authenticator)


def proof(work: Work, signed: Signed, next_path: str) -> ProofPage:
    return ProofPage(proofs.wanted(work, signed), _me(signed).email, next_path)


def email_ready(work: Work, token: str) -> EmailReady:
    return EmailReady(token, email_changes.asked_by(work, token).email)


def _ways(person: Person, setup: Setup) -> list[Way]:
    left = sentence(N_("%(left)s left to use"), left=setup.recovery_codes_left)
    return [
        Way(N_("E-mail link"), sentence(N_("Goes to %(email)s"), email=person.email), CHANGE, "sign_ins.email"),
        _way(N_("Password"), "sign_ins.password", is_set_up=setup.has_password),
        _way(N_("Authenticator"), "sign_ins.authenticator", is_set_up=setup.has_authenticator),
        _way(N_("Recovery codes"), "sign_ins.recovery", is_set_up=setup.has_authenticator, stands=left),
    ]


def _way(label: str, route: str, *, is_set_up: bool, stands: str | Sentence = SET_UP) -> Way:
    return Way(label, stands, CHANGE, route) if is_set_up else Way(label, NOT_SET_UP, SET_UP, route)


def place_of(sign_in: SignIn, *, is_here: bool) -> Place:
    return Place(
        sign_in.id,
        sign_in.browser or UNKNOWN_BROWSER,
        METHOD_WORDS[sign_in.method],
        sign_in.created_at,
        sign_in.seen_at,
        is_here=is_here,
    )


def _me(signed: Signed) -> Person:
    assert signed.person is not None  # noqa: S101 - the guard has checked
    return signed.person
