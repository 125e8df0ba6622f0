"""Setting up ways to sign in: a password, an authenticator with its recovery codes, and taking them away again."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, func
from sqlmodel import col, select

from app.adapters import codes, passwords
from app.adapters.passwords import SHORTEST_ALONE, SHORTEST_WITH_CODE, Weakness
from app.core.actors import OWN_SCREENS
from app.core.errors import Conflict, Refused
from app.core.events import Event
from app.core.vault import found
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.sign_ins import CodeEntry, NewPassword, Nothing, PasswordAgain
from app.models.people import Person, RoleGrant
from app.models.sign_ins import Credential
from app.rules.blueprints import blueprints
from app.services import messages, recovery_codes, sign_ins
from app.services.sign_ins_ending import end_all

SECRET_BYTES = 20
OUR_WORDS = ("cleanplate",)

WEAK = {
    Weakness.COMMON: N_("Many people use this password. Choose one of your own."),
    Weakness.ABOUT_THEM: N_("This is made of your name, your address or our words. Choose other words."),
    Weakness.REPEATED: N_("This repeats the same letters or words, and is easy to guess. Choose something longer."),
    Weakness.KEYBOARD: N_("These keys lie side by side, and are easy to guess. Choose something else."),
    Weakness.ORDER: N_("These letters or digits come in order, and are easy to guess. Choose something else."),
    Weakness.DATE: N_("A date is easy to guess. Choose something else."),
    Weakness.EASY: N_("This is easy to guess. Add one or two more words."),
}
LAST_WAY = N_("Your password with your authenticator is the only way to your staff pages. It cannot be removed.")
PASSWORD_FIRST = N_("Set a password first. The authenticator works together with it.")
AUTHENTICATOR_FIRST = N_("Recovery codes belong to an authenticator. Set up an authenticator first.")
NO_AUTHENTICATOR = N_("You have no authenticator, so there is nothing to remove.")
NO_KEY = N_("There is no new key to confirm. Press the button that shows a key first.")


@dataclass(frozen=True)
class Setup:
    """Which ways in a person has. An e-mail link always is one."""

    has_password: bool
    has_authenticator: bool
    recovery_codes_left: int
    is_staff: bool

    @property
    def shortest_password(self) -> int:
        return SHORTEST_WITH_CODE if self.has_authenticator else SHORTEST_ALONE


def setup_of(work: Work, person_id: UUID) -> Setup:
    credential = work.db.get(Credential, person_id)
    return Setup(
        has_password=credential is not None,
        has_authenticator=bool(credential and credential.sealed_code_secret),
        recovery_codes_left=recovery_codes.left(work, person_id),
        is_staff=_is_staff(work, person_id),
    )


def has_authenticator(work: Work, person_id: UUID) -> bool:
    secret = select(Credential.sealed_code_secret).where(col(Credential.person_id) == person_id)
    return work.db.scalars(secret).one_or_none() is not None


def change_password(work: Work, person: Person, form: NewPassword) -> None:
    """Set or change the password. Every sign-in of this person ends; the caller begins the next one."""
    _check_new(form.password, person, setup_of(work, person.id).shortest_password)
    sign_ins.set_password(work, person, form.password)
    end_all(work, person.id)
    messages.tell(work, "password_set", person)


def remove_password(work: Work, person: Person, _form: Nothing) -> None:
    """Take the password away, and with it the authenticator, which is nothing by itself.

    Raises `Conflict` for staff: no page offers it to them, so that only an older page can ask.
    """
    if _is_staff(work, person.id):
        raise Conflict(LAST_WAY)
    take_away(work, person.id)
    messages.tell(work, "password_removed", person)


def take_away(work: Work, person_id: UUID) -> None:
    """Password, authenticator and recovery codes go, and every sign-in ends. An e-mail link is left."""
    recovery_codes.remove(work, person_id)
    work.db.execute(delete(Credential).where(col(Credential.person_id) == person_id))
    end_all(work, person_id)
    work.audit(Event("sign_ins.password_removed", person_id, about=person_id))


def begin_authenticator(work: Work, person: Person, _form: Nothing) -> None:
    """Make a new key. Until a code from it is typed, the one before stays in use."""
    credential = work.db.get(Credential, person.id)
    if credential is None:
        raise Refused(PASSWORD_FIRST)
    secret = codes.new_secret(work.entropy.random_bytes(SECRET_BYTES))
    credential.sealed_new_secret = work.vault.seal(
        secret, table="credentials", column="sealed_new_secret", row=person.id
    )


def new_secret_of(work: Work, person: Person) -> str | None:
    """The key that waits for its first code; none where it stays closed, and a new one can be shown."""
    credential = work.db.get(Credential, person.id)
    if credential is None or credential.sealed_new_secret is None:
        return None
    return found(
        work.vault, credential.sealed_new_secret, table="credentials", column="sealed_new_secret", row=person.id
    )


def confirm_authenticator(work: Work, person: Person, made: list[str], form: CodeEntry) -> None:
    """Take the new key into use once a code from it was typed; `made` receives the recovery codes, seen only now."""
    secret = new_secret_of(work, person)
    if secret is None:
        raise Conflict(NO_KEY)
    step = codes.matching_step(secret, form.code, work.now)
    if step is None:
        raise Refused(N_("The code does not match. Use the newest code that your authenticator shows."), field="code")
    sign_ins.set_code_secret(work, person, secret)
    credential = work.db.get_one(Credential, person.id)
    credential.sealed_new_secret, credential.last_code = None, step
    made.extend(recovery_codes.renew(work, person))
    end_all(work, person.id)
    messages.tell(work, "authenticator_set", person)


def remove_authenticator(work: Work, person: Person, form: PasswordAgain) -> None:
    """Take the authenticator away, where it is not the last way to staff pages and the password is long enough alone."""
    if _is_staff(work, person.id):
        raise Conflict(LAST_WAY)
    credential = work.db.get(Credential, person.id)
    if credential is None or credential.sealed_code_secret is None:
        raise Conflict(NO_AUTHENTICATOR)
    if not passwords.matches(form.password, credential.password_hash)[0]:
        raise Refused(N_("This is not your password. Check it, then try again."), field="password")
    _check_new(form.password, person, SHORTEST_ALONE)
    credential.sealed_code_secret = credential.sealed_new_secret = credential.last_code = None
    recovery_codes.remove(work, person.id)
    end_all(work, person.id)
    work.audit(Event("sign_ins.code_removed", person.id, about=person.id))
    messages.tell(work, "authenticator_removed", person)


def renew_recovery_codes(work: Work, person: Person, made: list[str], _form: Nothing) -> None:
    if not has_authenticator(work, person.id):
        raise Refused(AUTHENTICATOR_FIRST)
    made.extend(recovery_codes.renew(work, person))
    messages.tell(work, "recovery_codes_made", person)


def _check_new(password: str, person: Person, shortest: int) -> None:
    if passwords.length(password) < shortest:
        raise Refused(
            sentence(N_("Use at least %(shortest)s characters. Three or four words work well."), shortest=shortest),
            field="password",
        )
    weakness = passwords.weakness(password, _words_about(person))
    if weakness is not None:
        raise Refused(WEAK[weakness], field="password")


def _words_about(person: Person) -> list[str]:
    programmes = [blueprint.name for blueprint in blueprints().values()]
    organisations = [blueprint.organisation for blueprint in blueprints().values()]
    return [*OUR_WORDS, *programmes, *organisations, person.name, person.email]


def _is_staff(work: Work, person_id: UUID) -> bool:
    held = select(func.count()).where(col(RoleGrant.person_id) == person_id, col(RoleGrant.role).not_in([*OWN_SCREENS]))
    return bool(work.db.scalar(held))
