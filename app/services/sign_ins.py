"""Signing in and out: by e-mail link, by password, with an authenticator code; and who a cookie belongs to."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, update
from sqlalchemy.orm import Session
from sqlmodel import col, select

from app.adapters import codes, passwords
from app.core.actors import ANYBODY, Actor, Grant
from app.core.errors import Missing, Refused
from app.core.events import Event
from app.core.vault import found
from app.core.words import N_
from app.core.work import Work
from app.models.people import Person, Preferences, RoleGrant
from app.models.sign_ins import Credential, EmailLink, Method, SignIn
from app.rules.sign_ins import LINK_LASTS, SEEN_EVERY, is_over, opened_by
from app.services import recovery_codes


@dataclass(frozen=True)
class Signed:
    """Who is behind a cookie. `sign_in` is None for somebody who is not signed in; `ended` is what ran out of time.

    `held` are all roles of the person; those of the actor are the ones that this way of signing in opens.
    """

    actor: Actor = ANYBODY
    sign_in: SignIn | None = None
    person: Person | None = None
    preferences: Preferences | None = None
    ended: SignIn | None = None
    held: frozenset[Grant] = frozenset()

    @property
    def has_closed_roles(self) -> bool:
        """Whether this person holds roles that this way of signing in does not open."""
        return bool(self.held - self.actor.grants)


STARTED = "sign_ins.started"
"""The log keeps it longer than the sign-in itself, so that it is known when somebody was here last."""


CODES_UNREAD = N_(
    "Codes of an authenticator cannot be checked now, and the people who run Cleanplate were told. "
    "Use a recovery code, or try again later."
)


def fingerprint(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


_BEHIND_A_COOKIE = (
    select(SignIn, Person, Preferences, RoleGrant)
    .join(Person, col(Person.id) == SignIn.person_id)
    .outerjoin(Preferences, col(Preferences.person_id) == Person.id)
    .outerjoin(RoleGrant, col(RoleGrant.person_id) == Person.id)
    .where(col(SignIn.token_hash) == bindparam("token_hash"))
)
"""Every request asks this, and to write it down anew takes longer than to ask it."""


def who_is(db: Session, token: str, now: datetime) -> Signed:
    """Find the sign-in behind a cookie, with the person, their preferences and their roles, in one statement."""
    rows = db.execute(_BEHIND_A_COOKIE, {"token_hash": fingerprint(token)}).all()
    if not rows:
        return Signed()
    sign_in, person, preferences = rows[0][:3]
    held = frozenset(Grant(row[3].role, row[3].programme_id, row[3].production_id) for row in rows if row[3])
    if is_over(sign_in, held, now):
        return Signed(ended=sign_in)
    actor = Actor(person.id, person.name, opened_by(sign_in.method, held))
    return Signed(actor, sign_in, person, preferences, held=held)


def actor_of(db: Session, person: Person) -> Actor:
    """This person with every role they hold, for commands and tests; a request uses `who_is`."""
    grants = db.scalars(select(RoleGrant).where(col(RoleGrant.person_id) == person.id)).all()
    return Actor(person.id, person.name, frozenset(Grant(g.role, g.programme_id, g.production_id) for g in grants))


def needs_noting(sign_in: SignIn, now: datetime) -> bool:
    """Whether the stored time of the last visit is stale; it is written at most every few minutes."""
    return now - sign_in.seen_at >= SEEN_EVERY


def note_seen(work: Work, sign_in: SignIn) -> None:
    """Write that the person was here now; a sign-in that ended meanwhile stays ended."""
    work.db.execute(update(SignIn).where(col(SignIn.id) == sign_in.id).values(seen_at=work.now))


def start(work: Work, person: Person, method: Method) -> str:
    """Sign this person in and return the token for the cookie. Only its SHA-256 is stored."""
    token = work.entropy.token()
    sign_in = SignIn(
        id=work.new_id(),
        token_hash=fingerprint(token),
        person_id=person.id,
        method=method,
        created_at=work.now,
        seen_at=work.now,
        proved_at=work.now,
    )
    work.db.add(sign_in)
    work.audit(Event(STARTED, sign_in.id, about=person.id, facts={"method": method.value}))
    return token


def end(work: Work, signed: Signed) -> None:
    """End this sign-in: the row goes, and the cookie is worth nothing from now on."""
    if signed.sign_in is None:
        return
    work.db.execute(delete(SignIn).where(col(SignIn.id) == signed.sign_in.id))
    work.audit(Event("sign_ins.ended", signed.sign_in.id, about=signed.sign_in.person_id))


def make_link(work: Work, email: str, next_path: str) -> str:
    """Make a new link for this address and end older ones. Returns the token; the mail is the caller's to send."""
    work.db.execute(
        update(EmailLink)
        .where(col(EmailLink.email) == email, col(EmailLink.used_at).is_(None), col(EmailLink.void_at).is_(None))
        .values(void_at=work.now)
    )
    token = work.entropy.token()
    work.db.add(
        EmailLink(id=work.new_id(), token_hash=fingerprint(token), email=email, next_path=next_path, made_at=work.now)
    )
    return token


def link_of(work: Work, token: str) -> EmailLink:
    """The link behind a token while it can be used. Raises `Missing` when it is used, replaced, too old or unknown."""
    link = work.db.scalars(select(EmailLink).where(col(EmailLink.token_hash) == fingerprint(token))).one_or_none()
    if link is None or link.used_at or link.void_at or work.now >= link.made_at + LINK_LASTS:
        raise Missing(
            N_("This sign-in link was used, replaced or is older than one hour. You can send yourself a new one.")
        )
    return link


def use_link(work: Work, link: EmailLink) -> None:
    """Use a link once. The condition is in the statement, so that of many at the same time exactly one succeeds."""
    used = work.db.execute(
        update(EmailLink)
        .where(col(EmailLink.id) == link.id, col(EmailLink.used_at).is_(None))
        .values(used_at=work.now)
        .returning(col(EmailLink.id))
    ).all()
    if not used:
        raise Missing(N_("This sign-in link was used already. You can send yourself a new one."))


def check_password(work: Work, email: str, password: str, code: str) -> tuple[Person, Method]:
    """Check a password, and the authenticator code where one is set up. One sentence for every kind of mismatch."""
    person, credential = _credential(work, email)
    right, better = passwords.matches(password, credential.password_hash if credential else None)
    if not right or person is None or credential is None:
        raise Refused(N_("The e-mail address and the password do not match. Check both, or use an e-mail link."))
    if better:
        credential.password_hash = better
    if credential.sealed_code_secret is None:
        return person, Method.PASSWORD
    if check_code(work, credential, code):
        return person, Method.PASSWORD_AND_RECOVERY_CODE
    return person, Method.PASSWORD_AND_CODE


def check_code(work: Work, credential: Credential, code: str) -> bool:
    """Take a code of the authenticator, or one recovery code. Returns whether it was a recovery code.

    Where the key of the authenticator cannot be read, a recovery code still opens the door.
    """
    sealed = credential.sealed_code_secret or ""
    secret = found(work.vault, sealed, table="credentials", column="sealed_code_secret", row=credential.person_id)
    step = None if secret is None else codes.matching_step(secret, code, work.now)
    if step is not None and int(step) > int(credential.last_code or 0):
        credential.last_code = step
        return False
    if step is None and recovery_codes.use(work, credential.person_id, code):
        return True
    if secret is None:
        raise Refused(CODES_UNREAD, field="code")
    raise Refused(N_("The code does not match. Open your authenticator and use the newest code."), field="code")


def set_password(work: Work, person: Person, password: str) -> None:
    credential = work.db.get(Credential, person.id)
    if credential is None:
        credential = Credential(person_id=person.id, password_hash="", changed_at=work.now)
    credential.password_hash = passwords.make_hash(password)
    credential.changed_at = work.now
    work.db.add(credential)
    work.audit(Event("sign_ins.password_set", person.id, about=person.id))


def set_code_secret(work: Work, person: Person, secret: str) -> None:
    credential = work.db.get_one(Credential, person.id)
    credential.sealed_code_secret = work.vault.seal(
        secret, table="credentials", column="sealed_code_secret", row=person.id
    )
    work.db.add(credential)
    work.audit(Event("sign_ins.code_set", person.id, about=person.id))


def _credential(work: Work, email: str) -> tuple[Person | None, Credential | None]:
    row = work.db.execute(
        select(Person, Credential)
        .outerjoin(Credential, col(Credential.person_id) == Person.id)
        .where(col(Person.email) == email)
    ).one_or_none()
    return (row[0], row[1]) if row else (None, None)
