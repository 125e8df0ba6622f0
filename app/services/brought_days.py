"""Using a file of shoot days: it is kept and checked first, and then only what changed is written."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import col

from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.forms.brought_days import DaysUse, UseWithGone
from app.forms.sign_ins import Nothing
from app.models.brought_days import BroughtDays
from app.models.productions import Production, ShootDay
from app.rules.brought_days import KEPT_FOR
from app.services.brought_days_checking import check_rows
from app.services.brought_days_comparing import Change, Differences, Line, compare, values_of
from app.services.brought_days_reading import Row

OTHERS_NOW = N_(
    "Days of this production changed since you opened this page. Read the list again, then press the button."
)
USED = N_("This file is used already. Bring it again to compare it anew.")
LONG_AGO = date(1, 1, 1)


def keep(work: Work, production: Production, rows: Sequence[Row]) -> BroughtDays:
    """Keep the rows for the check. No day changes by it."""
    assert work.actor.person_id is not None  # noqa: S101 - the guard has checked
    brought = BroughtDays(
        id=work.new_id(),
        production_id=production.id,
        brought_by=work.actor.person_id,
        brought_at=work.now,
        rows=[dict(row) for row in rows],
    )
    work.db.add(brought)
    work.record(
        Event("brought_days.brought", brought.id, programme_id=production.programme_id, facts={"count": len(rows)})
    )
    return brought


def differences(work: Work, production: Production, brought: BroughtDays) -> Differences:
    return compare(work, production, check_rows(work, production, brought.rows))


def use(work: Work, brought: BroughtDays, form: DaysUse) -> None:
    """Write what changed. Published days stay as they are; refused when the differences are others than on the page."""
    production = work.db.get_one(Production, brought.production_id, with_for_update=True)
    if brought.used_at is not None:
        raise Refused(USED)
    found = differences(work, production, brought)
    if found.mark != form.seen:
        raise Refused(OTHERS_NOW)
    cancels = isinstance(form, UseWithGone) and form.not_named == "cancel"
    lines = [line for line in found.lines if line.change is not Change.GONE or cancels]
    _refuse_onto_kept(found, lines)
    brought.used_at, brought.outcome = work.now, _outcome(lines, found)
    _write(work, production, lines)
    counts = {change.value: _count(lines, change) for change in Change}
    work.record(Event("brought_days.used", brought.id, programme_id=production.programme_id, facts=counts))


def put_aside(work: Work, brought: BroughtDays, _form: Nothing) -> None:
    """Forget a file. The days stay as they are."""
    programme_id = work.db.get_one(Production, brought.production_id).programme_id
    work.record(Event("brought_days.put_aside", brought.id, programme_id=programme_id))
    work.db.delete(brought)


def sweep(work: Work) -> None:
    """Remove every file whose days are over, used or not."""
    work.db.execute(delete(BroughtDays).where(col(BroughtDays.brought_at) <= work.now - KEPT_FOR))


def _refuse_onto_kept(found: Differences, lines: Sequence[Line]) -> None:
    """A day that is kept although the file does not name it may stand where the file puts another."""
    kept = {
        (line.day.location_id, line.day.on_date) for line in found.of(Change.GONE) if line.day and line not in lines
    }
    if any(line.row and (line.row.location_id, line.row.on_date) in kept for line in lines):
        words = N_("The file puts another day where one of these stands. So cancel these days, or change them first")
        raise Refused(words, field="not_named")


def _write(work: Work, production: Production, lines: Sequence[Line]) -> None:
    """Days that are gone first, then those that move, by way of a day long ago so that two can change places."""
    for line in lines:
        if line.change is Change.GONE:
            work.db.delete(line.day)
    for number, day in enumerate(line.day for line in lines if line.change is Change.MOVED and line.day):
        day.on_date = LONG_AGO + timedelta(days=number)
    work.db.flush()
    for line in lines:
        if line.row is None:
            continue
        row = line.row
        day = line.day or ShootDay(
            id=work.new_id(), production_id=production.id, location_id=row.location_id, on_date=row.on_date
        )
        for name, value in values_of(row).items():
            setattr(day, name, value)
        if line.change in {Change.MOVED, Change.CHANGED}:
            day.version += 1
        work.db.add(day)
    work.db.flush()


def _outcome(lines: Sequence[Line], found: Differences) -> dict[str, str | int]:
    pairs = [pair for line in lines if (pair := line.touches)]
    days = [line.row.on_date if line.row else line.day.on_date for line in lines if line.row or line.day]  # type: ignore[union-attr]  # one of both is there
    return {
        **{change.value: _count(lines, change) for change in Change},
        "left_out": len(found.broken),
        "kept": len(found.lines) - len(lines),
        "touched": " ".join(f"{place}:{day}" for place, day in pairs),
        "first_day": min(days, default=LONG_AGO).isoformat(),
        "last_day": max(days, default=LONG_AGO).isoformat(),
    }


def touched_pairs(outcome: dict[str, str | int]) -> list[tuple[UUID, date]]:
    """The places and days whose bookings the use touched."""
    parts: Iterable[str] = str(outcome.get("touched", "")).split()
    split = [part.partition(":") for part in parts]
    return [(UUID(place), date.fromisoformat(day)) for place, _, day in split]


def _count(lines: Sequence[Line], change: Change) -> int:
    return sum(line.change is change for line in lines)
