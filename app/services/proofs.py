"""Proving again who one is, for what is hard to undo: whether it is needed, and what is asked (AUTH-08)."""

from enum import StrEnum

from app.core.work import Work
from app.forms.sign_ins import AnyProof, CodeProof, PasswordAndCodeProof, PasswordProof, Press
from app.models.sign_ins import Method
from app.rules.sign_ins import is_fresh, is_proved
from app.services import credentials
from app.services.sign_ins import Signed


class Proof(StrEnum):
    PRESS = "press"
    LINK = "link"
    PASSWORD = "password"  # noqa: S105 - the name of a proof
    PASSWORD_AND_CODE = "password_and_code"  # noqa: S105 - the name of a proof
    CODE = "code"


FORMS: dict[Proof, type[AnyProof]] = {
    Proof.PRESS: Press,
    Proof.LINK: Press,
    Proof.PASSWORD: PasswordProof,
    Proof.PASSWORD_AND_CODE: PasswordAndCodeProof,
    Proof.CODE: CodeProof,
}

BY_MAIL = frozenset({Method.EMAIL_LINK, Method.EMAIL_LINK_AND_CODE})


def is_needed(work: Work, signed: Signed) -> bool:
    """Whether this sign-in has to be proved anew before a page that asks for it."""
    if signed.sign_in is None:
        return False
    has_authenticator = credentials.has_authenticator(work, signed.sign_in.person_id)
    return not is_proved(signed.sign_in, work.now, has_authenticator=has_authenticator)


def wanted(work: Work, signed: Signed) -> Proof:
    """What this person can show. Whoever came by a link just now shows the code alone: so a lost password is no dead end."""
    assert signed.sign_in is not None  # noqa: S101 - only asked of somebody signed in
    sign_in, setup = signed.sign_in, credentials.setup_of(work, signed.sign_in.person_id)
    if sign_in.method is Method.DEMONSTRATION:
        return Proof.PRESS
    if setup.has_authenticator:
        has_link = sign_in.method in BY_MAIL and is_fresh(sign_in, work.now)
        return Proof.CODE if has_link else Proof.PASSWORD_AND_CODE
    return Proof.PASSWORD if setup.has_password else Proof.LINK
