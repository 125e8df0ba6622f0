"""Adjustments once they are sent: what the person says about them, who talks about them, and what holds for a place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session
from sqlmodel import col, select

from accessibility.vocabulary import NEEDS, Need
from app.core.actors import Role
from app.core.errors import Refused
from app.core.events import Event
from app.core.logs import log
from app.core.vault import VaultClosed
from app.core.words import N_
from app.core.work import Work
from app.forms.accommodations import RemarkForm
from app.forms.asking import Form
from app.models.accommodations import Accommodation, Parameters, PassportShare, Remark, Strength
from app.models.people import Person, RoleGrant
from app.models.programmes import Programme
from app.rules.accommodations import LIFE, SENT_AND_OPEN, holding
from app.rules.accommodations_promises import count
from app.rules.blueprints import blueprint_of

TABLE = "accommodations"


@dataclass(frozen=True)
class AgreedNeed:
    """One agreed need that says something about a place: what to look for, never why."""

    need: Need
    strength: Strength
    parameters: Parameters


def place_needs(db: Session, person_ids: Iterable[UUID]) -> dict[UUID, list[AgreedNeed]]:
    """What must, should or may hold of a place for each of these people, by agreed adjustments alone."""
    wanted = list(person_ids)
    found: dict[UUID, list[AgreedNeed]] = {person_id: [] for person_id in wanted}
    rows = db.scalars(
        select(Accommodation)
        .where(col(Accommodation.person_id).in_(wanted), holding(), col(Accommodation.holds_for_place))
        .order_by(col(Accommodation.id))
    )
    for row in rows:
        need = NEEDS[row.need]
        if need.is_place_rule:
            found[row.person_id].append(AgreedNeed(need, row.strength, row.agreed))
    return found


def advisers_of(db: Session, programme_id: UUID) -> Sequence[Person]:
    """Everybody who can read what is sent in this programme: those whom `visible_to` lets in, by name."""
    return db.scalars(
        select(Person)
        .join(RoleGrant, col(RoleGrant.person_id) == Person.id)
        .where(col(RoleGrant.programme_id) == programme_id, col(RoleGrant.role) == Role.ADVISER)
        .order_by(col(Person.name))
    ).all()


def step(work: Work, accommodation: Accommodation, name: str) -> None:
    """Make one move of the lifecycle and set the next promise. The words shown to the person are kept with it."""
    target = LIFE.step(name).target
    shown = LIFE.words[target].own if target else ""
    LIFE.move(
        work, accommodation, name, about=accommodation.person_id, programme_id=accommodation.programme_id, shown=shown
    )
    count(accommodation, blueprint_of(work.db.get_one(Programme, accommodation.programme_id).key), work.now)
    accommodation.version += 1


def seal(work: Work, row: Accommodation, column: str, text: str) -> None:
    """Keep words of an adjustment. Empty words leave nothing behind."""
    setattr(row, column, work.vault.seal(text, table=TABLE, column=column, row=row.id) if text else "")


def opened(work: Work, sealed: str, *, table: str = TABLE, column: str, row: UUID) -> str | None:
    """The words that were sealed, or None where the vault stays closed. That is reported; the page goes on without."""
    if not sealed:
        return ""
    try:
        return work.vault.open(sealed, table=table, column=column, row=row)
    except VaultClosed:
        log().error("vault_closed", table=table, column=column, row=str(row))
        return None


def remark(work: Work, accommodation: Accommodation, form: RemarkForm, *, on_behalf_of: UUID | None = None) -> None:
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
    step(work, accommodation, "works")


def say_it_does_not_work(work: Work, accommodation: Accommodation, form: RemarkForm) -> None:
    """Open it again, at any time after it was put in place. What is agreed goes on until something better is."""
    if LIFE.allows(accommodation, "review"):
        step(work, accommodation, "review")
    step(work, accommodation, "reopen" if LIFE.allows(accommodation, "reopen") else "does_not_work")
    remark(work, accommodation, form)


def look_again(work: Work, accommodation: Accommodation, form: RemarkForm) -> None:
    """Ask for a second look by somebody who did not decide before."""
    if accommodation.due_at is not None and work.now > accommodation.due_at:
        raise Refused(N_("The time for a second look has passed. You can ask for the same thing again as new."))
    step(work, accommodation, "look_again")
    remark(work, accommodation, form)


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
