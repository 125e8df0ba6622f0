"""Who looked: a read of somebody's health or adjustment data by somebody else, written in the transaction of the read."""

from collections.abc import Iterable
from uuid import UUID

from sqlmodel import col, select

from app.core.events import AuditEntry, Event
from app.core.work import Work
from app.forms.sightings import TellWish
from app.models.people import Person, Preferences
from app.rules.sightings import KINDS


def note(work: Work, kind: str, people: Iterable[UUID], *, subject_id: UUID | None = None) -> None:
    """Write down that the actor read something of these people. What was read is named in general, never its words."""
    for person_id in people:
        if person_id != work.actor.person_id:
            work.audit(Event(KINDS[kind].name, subject_id or person_id, about=person_id))


def wish_to_be_told(work: Work, form: TellWish) -> None:
    """Whether the person gets a message when somebody looked. What happened before is not told any more."""
    preferences = _preferences(work, work.db.get_one(Person, work.actor.person_id).id)
    preferences.tells_sightings = form.tell
    preferences.sightings_told_at = work.now
    work.audit(Event("sightings.wish_changed", preferences.person_id, about=preferences.person_id))


def tell_who_wishes(work: Work) -> None:
    """One event for each person who wants to be told and of whom something was read since they were told."""
    looked = (
        select(col(Preferences.person_id))
        .join(AuditEntry, col(AuditEntry.about) == Preferences.person_id)
        .where(
            col(AuditEntry.name).in_({kind.name for kind in KINDS.values()}),
            col(AuditEntry.at) > col(Preferences.sightings_told_at),
            col(AuditEntry.actor_id) != AuditEntry.about,
            col(Preferences.tells_sightings),
        )
        .distinct()
    )
    for person_id in work.db.scalars(looked).all():
        _preferences(work, person_id).sightings_told_at = work.now
        work.record(Event("sightings.due", person_id, about=person_id))


def _preferences(work: Work, person_id: UUID) -> Preferences:
    found = work.db.get(Preferences, person_id)
    if found is None:
        found = Preferences(person_id=person_id)
        work.db.add(found)
    return found
