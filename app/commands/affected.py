"""The report for a breach: whose data was touched in a time, by one account or by all, as lines for a spreadsheet."""

from datetime import UTC, datetime

from sqlmodel import col, select

from app.adapters.parts import Parts
from app.adapters.spreadsheets import csv_of
from app.commands.saying import BAD_INPUT, say, stop
from app.models.people import Person
from app.services.affected import Window, who_was_affected

HEADS = ("person", "name", "e-mail", "entries", "first", "last", "what happened")


def report(parts: Parts, *, since: str, until: str, by: str) -> None:
    """Times are those of the clock of the universe, written 2027-03-01 or 2027-03-01T09:30."""
    window = (_instant(since), _instant(until) if until else parts.clock())
    with parts.work(writes=False) as work:
        actor_id = work.db.scalars(select(col(Person.id)).where(col(Person.email) == by.strip().lower())).first()
        if by and actor_id is None:
            stop(f"Nobody here has the address {by}.", code=BAD_INPUT)
        found = who_was_affected(work, Window(*window, actor_id=actor_id))
    rows = [
        (str(one.person_id), one.name, one.email, one.entries, one.first, one.last, " ".join(one.what)) for one in found
    ]
    say(csv_of(HEADS, rows).decode("utf-8-sig"))


def _instant(written: str) -> datetime:
    try:
        read = datetime.fromisoformat(written)
    except ValueError:
        stop(f"{written} is no day. Write it as 2027-03-01 or 2027-03-01T09:30.", code=BAD_INPUT)
    return read if read.tzinfo else read.replace(tzinfo=UTC)
