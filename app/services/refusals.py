"""What was refused, in the audit log: sign-ins that failed and pages that were denied (AUD-01), without ever flooding it.

Of one person, or where nobody is known of one network, and of one kind, the 1st, 10th, 100th … of an hour is written,
each with how many there were. So a million tries leave seven entries, and the log says that it was a million.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from uuid import UUID

from sqlmodel import select

from app.core.errors import Refused, TooMany
from app.core.events import Event, Facts
from app.core.work import Work
from app.models.people import Person
from app.rules.sign_ins import NOTED
from app.services import rates

FAILED, DENIED = "sign_ins.failed", "audit.denied"
NOBODY = UUID(int=0)


@contextmanager
def failures_noted(work: Work, email: str, address: str) -> Iterator[None]:
    """Whatever is refused inside counts as a failed sign-in, also once the refusal has undone what was begun."""
    try:
        yield
    except Refused as refusal:
        work.lasting.append(partial(failed_sign_in, work, _kind(refusal), email, address))
        raise


def failed_sign_in(work: Work, kind: str, email: str, address: str) -> None:
    """`kind` says what did not fit. Which address was typed is written only as the person whose it is."""
    person_id = work.db.scalars(select(Person.id).where(Person.email == email)).first() if email else None
    facts = {"kind": kind}
    _note(work, Event(FAILED, person_id or NOBODY, about=person_id, facts=facts), str(person_id or address))


def denied(work: Work, policy: str, address: str) -> None:
    """Somebody asked for what their role does not open, or for what is there and not for them."""
    whom = work.actor.person_id
    _note(work, Event(DENIED, whom or NOBODY, facts={"policy": policy}), str(whom or address))


def _note(work: Work, event: Event, whom: str) -> None:
    kind = ":".join(str(value) for value in event.facts.values())
    count = rates.tally(work, NOTED, f"{event.name}:{kind}:{whom}")
    if str(count).rstrip("0") == "1":
        facts: Facts = {**event.facts, "count": count}
        work.audit(Event(event.name, event.subject_id, about=event.about, facts=facts))


def _kind(refusal: Refused) -> str:
    if isinstance(refusal, TooMany):
        return "too_many"
    return "code" if refusal.field == "code" else "password"
