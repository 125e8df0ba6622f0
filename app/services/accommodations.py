"""Adjustments once they are sent: what the person says about them, who talks about them, and what holds for a place."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, update
from sqlalchemy.orm import Session as Db
from sqlmodel import col, select

from accessibility.vocabulary import NEEDS, Need
from app.core.errors import Refused
from app.core.events import Event
from app.core.sealed_columns import UNREAD
from app.core.vault import LOCKED, VaultClosed
from app.core.words import N_
from app.core.work import Work
from app.forms.accommodations import Details, RemarkForm, parameters_in
from app.forms.asking import Form
from app.models.accommodations import (
    Accommodation,
    AccommodationRequest,
    Parameters,
    PassportShare,
    Remark,
    Said,
    Strength,
)
from app.models.accommodations import AccommodationStatus as Status
from app.models.assignments import Assignment
from app.models.programmes import Programme
from app.models.sessions import Booking, BookingStatus, Session
from app.rules import accommodations_promises
from app.rules.accommodations import BEFORE_DECISION, LIFE, SENT_AND_OPEN, WAITS_FOR_ADVISER, holding
from app.rules.accommodations_promises import BEFORE_IT_IS_NEEDED, count
from app.rules.blueprints import Blueprint, blueprint_of
from app.services import accommodations_owners

TABLE = "accommodations"


@dataclass(frozen=True)
class AgreedNeed:
    """One agreed need that says something about a place: what to look for, never why. `item_id` is the adjustment."""

    need: Need
    strength: Strength
    parameters: Parameters
    item_id: UUID | None = field(default=None, compare=False)

    @classmethod
    def of(cls, row: Accommodation) -> "AgreedNeed":
        return cls(NEEDS[row.need], row.strength, known(row.agreed), row.id)


def known(parameters: Parameters) -> Parameters:
    """Details to act upon. Raises `VaultClosed` where they cannot be read: nothing else that could stand here is true."""
    if UNREAD in parameters:
        raise VaultClosed(table=TABLE, column="parameters")
    return parameters


def place_needs(db: Db, person_ids: Iterable[UUID]) -> dict[UUID, list[AgreedNeed]]:
    """What must, should or may hold of a place for each of these people, by agreed adjustments alone."""
    wanted = list(person_ids)
    found: dict[UUID, list[AgreedNeed]] = {person_id: [] for person_id in wanted}
    rows = db.scalars(
        select(Accommodation)
        .where(col(Accommodation.person_id).in_(wanted), holding(), col(Accommodation.holds_for_place))
        .order_by(col(Accommodation.id))
    )
    for row in rows:
        if NEEDS[row.need].is_place_rule:
            found[row.person_id].append(AgreedNeed.of(row))
    return found


def step(work: Work, accommodation: Accommodation, name: str, *, on_behalf_of: UUID | None = None) -> None:
    """Make one move of the lifecycle and set the next promise. The words shown to the person are kept with it."""
    target = LIFE.step(name).target
    shown = LIFE.words[target].own if target else ""
    LIFE.move(
        work,
        accommodation,
        name,
        about=accommodation.person_id,
        programme_id=accommodation.programme_id,
        shown=shown,
        on_behalf_of=on_behalf_of,
    )
    is_agreed = accommodation.status in BEFORE_IT_IS_NEEDED
    needed_at = first_needed(work, accommodation.person_id) if is_agreed else None
    count(accommodation, blueprint_for(work, accommodation), work.now, needed_at=needed_at)
    accommodation.version += 1


def blueprint_for(work: Work, accommodation: Accommodation) -> Blueprint:
    return blueprint_of(work.db.get_one(Programme, accommodation.programme_id).key)


def first_needed(work: Work, person_id: UUID) -> datetime | None:
    """When the person's next day at a desk or their next session begins, whichever comes first."""
    desk = select(func.min(Assignment.starts_at)).where(
        col(Assignment.person_id) == person_id, col(Assignment.is_live), col(Assignment.starts_at) > work.now
    )
    session = (
        select(func.min(Session.starts_at))
        .join(Booking, col(Booking.session_id) == Session.id)
        .where(
            col(Booking.person_id) == person_id,
            col(Booking.status) == BookingStatus.BOOKED,
            col(Session.starts_at) > work.now,
        )
    )
    starts = (work.db.scalar(desk), work.db.scalar(session))
    return min((start for start in starts if start is not None), default=None)


def seal(work: Work, row: Accommodation, column: str, text: str) -> None:
    """Keep words of an adjustment. Empty words leave nothing behind; the sentence of closed words leaves those alone."""
    if text == LOCKED:
        return
    setattr(row, column, work.vault.seal(text, table=TABLE, column=column, row=row.id) if text else "")


def remark(
    work: Work,
    accommodation: Accommodation,
    form: RemarkForm,
    *,
    said: Said = Said.WRITTEN,
    on_behalf_of: UUID | None = None,
) -> None:
    """Add something to the talk between the person and their adviser; a supporter does so on behalf of the person."""
    if accommodation.status not in SENT_AND_OPEN:
        raise Refused(N_("This is closed, so nothing can be added. You can ask for something new."))
    assert work.actor.person_id is not None  # noqa: S101 - the guard has checked
    remark_id = work.new_id()
    sealed = work.vault.seal(form.words, table="remarks", column="sealed_words", row=remark_id)
    work.db.add(
        Remark(
            id=remark_id,
            accommodation_id=accommodation.id,
            author_id=work.actor.person_id,
            on_behalf_of=on_behalf_of,
            said=said,
            sealed_words=sealed,
            written_at=work.now,
        )
    )
    work.record(
        Event(
            "accommodations.remarked",
            accommodation.id,
            about=accommodation.person_id,
            programme_id=accommodation.programme_id,
            on_behalf_of=on_behalf_of,
            facts={"on_behalf_of": str(on_behalf_of)} if on_behalf_of else {},
        )
    )


def say_it_works(work: Work, accommodation: Accommodation, _form: Form) -> None:
    """Only the person can say so. Saying it counts as having been asked once."""
    accommodation.asked = max(accommodation.asked, 1)
    step(work, accommodation, "works")


def say_it_does_not_work(work: Work, accommodation: Accommodation, form: RemarkForm) -> None:
    """Open it again, at any time after it was put in place. What is agreed goes on until something better is."""
    if LIFE.allows(accommodation, "review"):
        step(work, accommodation, "review")
    step(work, accommodation, "reopen" if LIFE.allows(accommodation, "reopen") else "does_not_work")
    remark(work, accommodation, form)


def look_again(work: Work, accommodation: Accommodation, form: RemarkForm) -> None:
    """Ask for a second look by somebody who had no part in it before. It goes to one of them by name, if there is one."""
    if accommodation.due_at is not None and work.now > accommodation.due_at:
        raise Refused(N_("The time for a second look has passed. You can ask for the same thing again as new."))
    step(work, accommodation, "look_again")
    work.db.flush()
    accommodation.adviser_id = accommodations_owners.next_owner(work, accommodation)
    remark(work, accommodation, form)


def pause(work: Work, accommodation: Accommodation, _form: Form) -> None:
    """Stop the clock for as long as the person likes. What helps meanwhile goes on, and nothing ends."""
    if accommodation.status not in WAITS_FOR_ADVISER or accommodation.paused_at is not None:
        raise Refused(N_("No date runs at the moment, so there is nothing to pause."))
    accommodation.paused_at = work.now
    _note(work, accommodation, "accommodations.paused", N_("You paused it"))


def go_on(work: Work, accommodation: Accommodation, _form: Form) -> None:
    """End the pause. As many working days are left as there were, and it is still in place before the first day."""
    if accommodation.paused_at is None:
        raise Refused(N_("It is not paused. The date on this page counts."))
    needed_at = first_needed(work, accommodation.person_id)
    accommodations_promises.go_on(accommodation, blueprint_for(work, accommodation), work.now, needed_at=needed_at)
    _note(work, accommodation, "accommodations.gone_on", N_("You ended the pause"))


def correct(work: Work, accommodation: Accommodation, form: Details) -> None:
    """Put right what somebody wrote down for the person, as long as nothing is decided."""
    if not can_correct(work, accommodation):
        raise Refused(N_("This is decided or your own text. Write to your adviser to change it."))
    accommodation.parameters = parameters_in(form, NEEDS[accommodation.need])
    accommodation.strength = form.strength
    seal(work, accommodation, "sealed_words", form.said)
    accommodation.version += 1
    _note(work, accommodation, "accommodations.corrected", N_("You corrected what was written down"))


def can_correct(work: Work, accommodation: Accommodation) -> bool:
    """Whether somebody else wrote it down, and nothing is agreed or refused yet."""
    if accommodation.request_id is None or accommodation.status not in BEFORE_DECISION | {Status.ARRANGING}:
        return False
    request = work.db.get_one(AccommodationRequest, accommodation.request_id)
    return request.written_by_id is not None and accommodation.agreed_at is None


def _note(work: Work, accommodation: Accommodation, name: str, shown: str) -> None:
    about, programme_id = accommodation.person_id, accommodation.programme_id
    work.record(Event(name, accommodation.id, about=about, programme_id=programme_id, shown=shown))


def withdraw(work: Work, accommodation: Accommodation, _form: Form) -> None:
    """Take back what was asked. Nobody provides it any more, and nobody reads it in a passport."""
    step(work, accommodation, "withdraw")
    end_shares(work, accommodation)


def end(work: Work, accommodation: Accommodation, _form: Form) -> None:
    """End it because it is not needed any more. Only the person says so."""
    if LIFE.allows(accommodation, "review"):
        step(work, accommodation, "review")
    step(work, accommodation, "end")
    end_shares(work, accommodation)


def end_shares(work: Work, accommodation: Accommodation) -> None:
    work.db.execute(
        update(PassportShare)
        .where(col(PassportShare.accommodation_id) == accommodation.id, col(PassportShare.ended_at).is_(None))
        .values(ended_at=work.now)
    )
