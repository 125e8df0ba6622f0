"""What coordinators provide: the words that a person shared with their production, confirmed and then done.

The yes is kept on the share alone, so that the passport's page and this list are two doors to one confirmation.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.actors import Role
from app.core.errors import Missing
from app.core.events import Event
from app.core.work import Work
from app.core.working_days import today_in
from app.forms.passports import Confirmation
from app.models.accommodations import Accommodation, PassportShare, Provision
from app.models.people import Person
from app.models.productions import Production
from app.rules.accommodations import holding
from app.services.passports_confirming import confirm_one, is_confirmed
from app.services.passports_reading import fingerprint_of

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Task:
    """One line to provide. Nothing in it says why, what was asked, or what else the person has."""

    item: Accommodation
    share: PassportShare
    production_id: UUID
    person: str
    production: str
    provision: Provision | None

    @property
    def accommodation_id(self) -> UUID:
        return self.item.id

    @property
    def person_id(self) -> UUID:
        return self.share.person_id

    @property
    def words(self) -> str:
        return self.item.provide

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(self.words)

    @property
    def is_confirmed(self) -> bool:
        return is_confirmed(self.share, self.item)

    @property
    def is_done(self) -> bool:
        """Other words, or another desk, need a new yes; then it is a task again."""
        made = self.provision
        return made is not None and made.done_at is not None and made.words == self.words and self.is_confirmed


def tasks(work: Work) -> list[Task]:
    """Everything that is shared with the actor's productions today, in the order of names."""
    rows = work.db.execute(_shared(work)).all()
    return [
        Task(item, share, production.id, person.name, production.title, provision)
        for item, share, person, production, provision in rows
        if share.until >= today_in(person.time_zone, work.now)
    ]


def see(work: Work, key: tuple[UUID, UUID], form: Confirmation) -> None:
    """Confirm that these words will be provided. Doing it again changes nothing."""
    task = _task(work, key)
    confirm_one(work, task.share, task.item, form)


def finish(work: Work, key: tuple[UUID, UUID], form: Confirmation) -> None:
    """Say that it is arranged. The adviser is told, and still asks the person if it works."""
    task = _task(work, key)
    was_done = task.is_done
    confirm_one(work, task.share, task.item, form)
    if not was_done:
        _keep_done(work, task)
        production = {"production": str(task.production_id)}
        work.record(Event("accommodations.provided", task.accommodation_id, about=task.person_id, facts=production))


def any_task(db: Session) -> dict[str, str] | None:
    """The path of one task, for whoever looks for a working example."""
    found = db.execute(
        select(col(PassportShare.accommodation_id), col(PassportShare.with_production_id))
        .join(Accommodation, col(Accommodation.id) == PassportShare.accommodation_id)
        .where(col(PassportShare.with_production_id).is_not(None), col(PassportShare.ended_at).is_(None), holding())
        .order_by(col(PassportShare.id))
    ).first()
    return {"production_id": str(found[1]), "item_id": str(found[0])} if found else None


def _keep_done(work: Work, task: Task) -> None:
    provision = task.provision
    if provision is None:
        provision = Provision(
            id=work.new_id(),
            accommodation_id=task.accommodation_id,
            production_id=task.production_id,
            words=task.words,
            seen_at=work.now,
        )
        work.db.add(provision)
    provision.words, provision.seen_at = task.words, task.share.confirmed_at or work.now
    provision.done_at, provision.done_by_id = work.now, work.actor.person_id


def _task(work: Work, key: tuple[UUID, UUID]) -> Task:
    """Raises `Missing` for what is not shared, or not any more."""
    found = next((task for task in tasks(work) if (task.accommodation_id, task.production_id) == key), None)
    if found is None:
        raise Missing
    return found


def _shared(work: Work) -> Select[Accommodation, PassportShare, Person, Production, Provision]:
    productions = work.actor.productions_as(Role.COORDINATOR)
    return (
        select(Accommodation, PassportShare, Person, Production, Provision)
        .join(PassportShare, col(PassportShare.accommodation_id) == Accommodation.id)
        .join(Person, col(Person.id) == Accommodation.person_id)
        .join(Production, col(Production.id) == PassportShare.with_production_id)
        .outerjoin(
            Provision,
            and_(col(Provision.accommodation_id) == Accommodation.id, col(Provision.production_id) == Production.id),
        )
        .where(
            col(PassportShare.with_production_id).in_(productions),
            col(PassportShare.ended_at).is_(None),
            col(PassportShare.until) >= (work.now - A_DAY).date(),
            holding(),
            col(Accommodation.provide) != "",
        )
        .order_by(col(Person.name), col(Accommodation.position), col(Accommodation.id))
    )
