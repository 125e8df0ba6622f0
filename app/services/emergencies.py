"""Opening one person's adjustments in an emergency, reading them, and ending it. Each read is written down (AUTHZ-07)."""

from sqlmodel import col, select

from app.core.errors import Refused
from app.core.events import Event
from app.core.vault import readable
from app.core.words import N_
from app.core.work import Work
from app.forms.emergencies import EmergencyReason
from app.forms.sign_ins import Nothing
from app.models.emergencies import Emergency
from app.models.people import Person
from app.rules.emergencies import OPEN_FOR
from app.rules.sightings import EMERGENCY
from app.services import sightings

TABLE, COLUMN = "emergencies", "sealed_reason"

OPEN_ALREADY = N_(
    "You have this open already. It closes by itself. After that you can open it again with a new reason."
)


def open_for(work: Work, person: Person, form: EmergencyReason) -> None:
    """Open it for an hour. While it is open it cannot be made longer."""
    if running_of(work, person) is not None:
        raise Refused(OPEN_ALREADY)
    emergency_id = work.new_id()
    work.db.add(
        Emergency(
            id=emergency_id,
            person_id=person.id,
            opened_by_id=work.db.get_one(Person, work.actor.person_id).id,
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


def note_read(work: Work, emergency: Emergency) -> None:
    """Write down that it was read now. After it closed there is nothing to read."""
    if emergency.is_open(work.now):
        sightings.note(work, EMERGENCY, [emergency.person_id], subject_id=emergency.id)


def end(work: Work, emergency: Emergency, _form: Nothing) -> None:
    """Close it before its hour is over."""
    if not emergency.is_open(work.now):
        raise Refused(N_("This is closed already."))
    emergency.ended_at = work.now
    work.record(Event("emergencies.ended", emergency.id, about=emergency.person_id))


def reason_of(work: Work, emergency: Emergency) -> str:
    return readable(work.vault, emergency.sealed_reason, table=TABLE, column=COLUMN, row=emergency.id)
