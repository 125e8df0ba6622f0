"""The report for a breach, with what is due by when: whose data was touched in a time, by one account or by all, as lines for a spreadsheet."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlmodel import col, select

from app.adapters.parts import Parts
from app.adapters.spreadsheets import csv_of
from app.adapters.wordings import full_date
from app.commands.saying import BAD_INPUT, say, stop
from app.models.people import Person
from app.rules.breaches import CLOCKS, Clock
from app.services.affected import Affected, Window, who_was_affected

HEADS = ("person", "name", "e-mail", "entries", "first", "last", "what happened")
LONGEST_IN_HOURS = 96


def report(parts: Parts, *, since: str, until: str, by: str) -> None:
    """Times are those of the clock of the universe, written 2027-03-01 or 2027-03-01T09:30."""
    say(_lines(_found(parts, since=since, until=until, by=by)))


def breach(parts: Parts, *, noticed: str, since: str, until: str, by: str) -> None:
    """The same report below what is due by when, counted from the moment that the breach was noticed."""
    aware, now = _instant(noticed), parts.clock()
    if aware > now:
        stop("NOTICED: Write a moment that has come.", code=BAD_INPUT)
    found = _found(parts, since=since, until=until, by=by)
    say(f"Noticed on {_in_words(aware)}. It is {_in_words(now)} now.")
    for clock in CLOCKS:
        say(f"- {clock.title} ({clock.source}; {clock.letter}): {_due(clock, aware, now)}.")
    say("The letters, and what the record has to hold, are in docs/breach.md.")
    say(f"People whose data was read or changed: {len(found)}.")
    counted = Counter(what for one in found for what in one.what)
    for what, people in sorted(counted.items(), key=lambda each: (-each[1], each[0])):
        say(f"- {what}: {people}")
    say()
    say(_lines(found))


def _found(parts: Parts, *, since: str, until: str, by: str) -> list[Affected]:
    window = (_instant(since), _instant(until) if until else parts.clock())
    with parts.work(writes=False) as work:
        actor_id = work.db.scalars(select(col(Person.id)).where(col(Person.email) == by.strip().lower())).first()
        if by and actor_id is None:
            stop(f"Nobody here has the address {by}.", code=BAD_INPUT)
        return who_was_affected(work, Window(*window, actor_id=actor_id))


def _lines(found: Sequence[Affected]) -> str:
    rows = [
        (str(one.person_id), one.name, one.email, one.entries, one.first, one.last, " ".join(one.what)) for one in found
    ]
    return csv_of(HEADS, rows).decode("utf-8-sig")


def _due(clock: Clock, aware: datetime, now: datetime) -> str:
    """By when, and how much of it is left, in words that somebody in a hurry cannot misread."""
    due = clock.due(aware)
    if due is None:
        return "at once, no number of hours is named"
    if due <= now:
        return f"was due on {_in_words(due)}, and is late by {_lasting(now - due)}"
    return f"by {_in_words(due)}, {_lasting(due - now)} are left"


def _in_words(instant: datetime) -> str:
    return f"{full_date(instant.astimezone(UTC))}, {instant.astimezone(UTC):%H:%M} universal time"


def _lasting(time: timedelta) -> str:
    """Whole hours below four days, and whole days from there on; what is begun does not count as left."""
    hours = int(time / timedelta(hours=1))
    return f"{hours} hours" if hours < LONGEST_IN_HOURS else f"{hours // 24} days"


def _instant(written: str) -> datetime:
    try:
        read = datetime.fromisoformat(written)
    except ValueError:
        stop(f"{written} is no day. Write it as 2027-03-01 or 2027-03-01T09:30.", code=BAD_INPUT)
    return read if read.tzinfo else read.replace(tzinfo=UTC)
