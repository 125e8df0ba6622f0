"""Recovery codes: ten for the day when the authenticator is not there. Each works once; a new set ends the older one."""

import hashlib
from uuid import UUID

from sqlalchemy import delete, func, update
from sqlmodel import col, select

from app.adapters import codes
from app.core.events import Event
from app.core.work import Work
from app.models.people import Person
from app.models.sign_ins import RecoveryCode
from app.services import messages

HOW_MANY = 10
BYTES = 8


def renew(work: Work, person: Person) -> list[str]:
    """Make a new set and return it: the only time that the codes themselves are seen (AUTH-07)."""
    remove(work, person.id)
    made = [codes.new_recovery_code(work.entropy.random_bytes(BYTES)) for _ in range(HOW_MANY)]
    for code in made:
        work.db.add(
            RecoveryCode(
                id=work.new_id(), person_id=person.id, code_hash=_fingerprint(person.id, code), made_at=work.now
            )
        )
    work.audit(Event("sign_ins.recovery_codes_made", person.id, about=person.id))
    return made


def remove(work: Work, person_id: UUID) -> None:
    work.db.execute(delete(RecoveryCode).where(col(RecoveryCode.person_id) == person_id))


def left(work: Work, person_id: UUID) -> int:
    unused = select(func.count()).where(col(RecoveryCode.person_id) == person_id, col(RecoveryCode.used_at).is_(None))
    return work.db.scalar(unused) or 0


def use(work: Work, person_id: UUID, code: str) -> bool:
    """Use this code up, and tell the person. The condition is in the statement: of many at once exactly one succeeds."""
    used = work.db.execute(
        update(RecoveryCode)
        .where(
            col(RecoveryCode.person_id) == person_id,
            col(RecoveryCode.code_hash) == _fingerprint(person_id, code),
            col(RecoveryCode.used_at).is_(None),
        )
        .values(used_at=work.now)
        .returning(col(RecoveryCode.id))
    ).all()
    if not used:
        return False
    work.audit(Event("sign_ins.recovery_code_used", person_id, about=person_id))
    messages.tell(work, "recovery_code_used", work.db.get_one(Person, person_id))
    return True


def _fingerprint(person_id: UUID, code: str) -> str:
    """One round is enough for 64 random bits, which nobody can go through; the person makes equal codes differ."""
    return hashlib.sha256(f"{person_id}:{codes.bare(code)}".encode()).hexdigest()
