"""Writing messages to people: once for each event, to be delivered at the times that the person chose."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from app.core.events import Facts
from app.core.vault import found
from app.core.work import Work
from app.models.messages import Message, MessageStatus, Prefix
from app.models.people import Person, Preferences
from app.rules import (
    absences,
    accommodations_messages,
    applications_words,
    approvals,
    arrivals,
    assignments,
    bookings,
    calendars,
    checkins,
    cohorts,
    conditions,
    corrections,
    day_changes,
    decisions,
    delays,
    emergencies,
    erasures,
    files,
    inquiries,
    matches,
    openings,
    overrides,
    own_data,
    own_questions,
    passports,
    place_answers,
    plans,
    productions,
    reminders,
    resets,
    retentions,
    reviews,
    roles,
    sightings,
    sign_ins_messages,
    supporters,
    swaps,
    wish_answers,
)
from app.rules import messages as general
from app.rules.delivery import next_delivery
from app.rules.messages import Wording
from app.services.reminders import are_wanted

WORDINGS: Mapping[str, Wording] = {
    **general.MESSAGES,
    **sign_ins_messages.MESSAGES,
    **applications_words.MESSAGES,
    **accommodations_messages.MESSAGES,
    **reviews.MESSAGES,
    **decisions.MESSAGES,
    **delays.MESSAGES,
    **cohorts.MESSAGES,
    **conditions.MESSAGES,
    **corrections.MESSAGES,
    **day_changes.MESSAGES,
    **plans.MESSAGES,
    **productions.MESSAGES,
    **absences.MESSAGES,
    **assignments.MESSAGES,
    **arrivals.MESSAGES,
    **swaps.MESSAGES,
    **wish_answers.MESSAGES,
    **place_answers.MESSAGES,
    **bookings.MESSAGES,
    **calendars.MESSAGES,
    **checkins.MESSAGES,
    **matches.MESSAGES,
    **openings.MESSAGES,
    **overrides.MESSAGES,
    **own_data.MESSAGES,
    **own_questions.MESSAGES,
    **reminders.MESSAGES,
    **resets.MESSAGES,
    **retentions.MESSAGES,
    **roles.MESSAGES,
    **approvals.MESSAGES,
    **inquiries.MESSAGES,
    **files.MESSAGES,
    **passports.MESSAGES,
    **sightings.MESSAGES,
    **emergencies.MESSAGES,
    **erasures.MESSAGES,
    **supporters.MESSAGES,
}
"""Every message by name; a noun adds its own as one line: `**applications.MESSAGES,`."""


def write(work: Work, template: str, *, to: Person, event_id: UUID, facts: Facts | None = None, path: str = "") -> None:
    """Put a message to this person into the outbox. Writing the same one twice leaves one (safe to run twice).

    Every message passes here: a reminder of any kind is not written to somebody who turned reminders off.
    """
    is_unwanted = WORDINGS[template].prefix is Prefix.REMINDER and not are_wanted(work, to.id)
    if is_unwanted or _is_written(work, event_id, to.email, template):
        return
    work.db.add(
        Message(
            id=work.new_id(),
            event_id=event_id,
            person_id=to.id,
            email=to.email,
            template=template,
            prefix=WORDINGS[template].prefix,
            facts=dict(facts or {}),
            path=path,
            status=MessageStatus.WAITING,
            made_at=work.now,
            deliver_at=_deliver_at(work, template, to),
        )
    )


def send_sign_in_link(work: Work, email: str, token: str) -> None:
    send_to_address(work, "sign_in_link", email, path=f"/sign-in/link/{token}")


def send_to_address(work: Work, template: str, email: str, *, path: str) -> None:
    """A message to an address instead of a person, with a link that is sealed and never stored in the open."""
    message_id = work.new_id()
    work.db.add(
        Message(
            id=message_id,
            event_id=message_id,
            email=email,
            template=template,
            prefix=WORDINGS[template].prefix,
            status=MessageStatus.WAITING,
            made_at=work.now,
            deliver_at=work.now,
            sealed_path=work.vault.seal(path, table="messages", column="sealed_path", row=message_id),
        )
    )


def tell(work: Work, template: str, to: Person, *, path: str = "") -> None:
    """Tell a person at once about something that was just done in their name; each time is a message of its own."""
    write(work, template, to=to, event_id=work.new_id(), path=path)


def path_of(work: Work, message: Message) -> str:
    """Raises `VaultClosed` where the path cannot be read: a letter without its link helps nobody, so it waits."""
    if message.sealed_path:
        return work.vault.open(message.sealed_path, table="messages", column="sealed_path", row=message.id)
    return message.path


def shown_path_of(work: Work, message: Message) -> str:
    """The same for a page: no link where it cannot be read, and the rest of the page stands."""
    if not message.sealed_path:
        return message.path
    return found(work.vault, message.sealed_path, table="messages", column="sealed_path", row=message.id) or ""


def _is_written(work: Work, event_id: UUID, email: str, template: str) -> bool:
    same = select(Message.id).where(
        col(Message.event_id) == event_id, col(Message.email) == email, col(Message.template) == template
    )
    return work.db.scalars(same).first() is not None


def _deliver_at(work: Work, template: str, to: Person) -> datetime:
    if WORDINGS[template].at_once:
        return work.now
    preferences = work.db.get(Preferences, to.id) or Preferences(person_id=to.id)
    return next_delivery(work.now, ZoneInfo(to.time_zone), preferences)
