"""What follows matches: both people learn of it, in words of their own, and nobody learns why one ended."""

from collections.abc import Iterator
from uuid import UUID

from sqlmodel import col, select

from app.adapters.wordings import full_date
from app.core.actors import Role
from app.core.events import OutboxEvent
from app.core.work import Work
from app.models.matches import Match
from app.models.people import Person, RoleGrant
from app.reactions.following import follows
from app.services import messages


@follows("matches.confirmed")
def tell_both(work: Work, event: OutboxEvent) -> None:
    match, trainee, mentor = _people(work, event)
    facts = {
        "trainee": trainee.name,
        "mentor": mentor.name,
        "day": full_date(match.starts_on) if match.starts_on else "",
    }
    messages.write(work, "mentor_confirmed", to=trainee, event_id=event.id, facts=facts, path="/my-mentor")
    messages.write(work, "trainee_confirmed", to=mentor, event_id=event.id, facts=facts, path="/mentoring")


@follows("matches.kept")
def tell_mentor(work: Work, event: OutboxEvent) -> None:
    _, trainee, mentor = _people(work, event)
    facts = {"trainee": trainee.name}
    messages.write(work, "mentoring_kept", to=mentor, event_id=event.id, facts=facts, path="/mentoring")


@follows("matches.ended")
def tell_others(work: Work, event: OutboxEvent) -> None:
    """Everybody but the one who ended it. The words are the same for all, so that they name no side."""
    match, trainee, mentor = _people(work, event)
    facts = {"trainee": trainee.name, "mentor": mentor.name, "day": full_date(match.ends_on) if match.ends_on else ""}
    readers = [(trainee, "/my-mentor"), (mentor, "/mentoring")]
    readers += [(manager, f"/cohorts/{match.cohort_id}/matches") for manager in _managers(work, match.programme_id)]
    for person, path in readers:
        if person.id != event.actor_id:
            messages.write(work, "mentoring_ended", to=person, event_id=event.id, facts=facts, path=path)


def _people(work: Work, event: OutboxEvent) -> tuple[Match, Person, Person]:
    match = work.db.get_one(Match, event.subject_id)
    return match, work.db.get_one(Person, match.trainee_id), work.db.get_one(Person, match.mentor_person_id)


def _managers(work: Work, programme_id: UUID) -> Iterator[Person]:
    yield from work.db.scalars(
        select(Person)
        .join(RoleGrant, col(RoleGrant.person_id) == Person.id)
        .where(col(RoleGrant.programme_id) == programme_id, col(RoleGrant.role) == Role.MANAGER)
        .order_by(col(Person.id))
    ).all()
