"""Opening parts about one person in an emergency, and ending it (AUTHZ-07). Reading them is in `emergencies_parts`."""

from sqlmodel import col, select

from app.core.errors import Refused
from app.core.events import Event
from app.core.vault import readable
from app.core.words import N_
from app.core.work import Work
from app.forms.emergencies import EmergencyReason, PartsWanted
from app.forms.sign_ins import Nothing
from app.models.emergencies import Emergency
from app.models.people import Person
from app.rules.emergencies import OPEN_FOR

TABLE, COLUMN = "emergencies", "sealed_reason"

OPEN_ALREADY = N_(
    "You have this open already. It closes by itself. After that you can open it again with a new reason."
)


def open_for(work: Work, person: Person, form: EmergencyReason | PartsWanted) -> None:
    """Open it for an hour. While it is open it cannot be made longer, and no part can be added."""
    if running_of(work, person) is not None:
        raise Refused(OPEN_ALREADY)
    emergency_id = work.new_id()
    work.db.add(
        Emergency(
            id=emergency_id,
            person_id=person.id,
            opened_by_id=work.db.get_one(Person, work.actor.person_id).id,
            parts=list(form.chosen),
            sealed_reason=work.vault.seal(form.reason, table=TABLE, column=COLUMN, row=emergency_id),
            opened_at=work.now,
            closes_at=work.now + OPEN_FOR,
        )
    )
    work.record(Event("emergencies.opened", emergency_id, about=person.id))


def running_of(work: Work, person: Person) -> Emergency | None:
    """The actor's own opening of this person that has not closed yet."""
    mine = select(Emergency).where(
        col(Emergency.person_id) == person.id,
        col(Emergency.opened_by_id) == work.actor.person_id,
        col(Emergency.ended_at).is_(None),
        col(Emergency.closes_at) > work.now,
    )
    return work.db.scalars(mine.with_for_update()).first()


def end(work: Work, emergency: Emergency, _form: Nothing) -> None:
    """Close it before its hour is over."""
    if not emergency.is_open(work.now):
        raise Refused(N_("This is closed already."))
    emergency.ended_at = work.now
    work.record(Event("emergencies.ended", emergency.id, about=emergency.person_id))


def reason_of(work: Work, emergency: Emergency) -> str:
    return readable(work.vault, emergency.sealed_reason, table=TABLE, column=COLUMN, row=emergency.id)
