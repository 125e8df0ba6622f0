"""What follows around passports: readers are told and asked again, and what was shared before is proposed to new ones."""

from sqlmodel import col, select

from app.core.actors import Role
from app.core.events import OutboxEvent
from app.core.work import Work
from app.models.applications import Application
from app.models.cohorts import Cohort
from app.models.matches import Match
from app.models.people import Person, RoleGrant
from app.models.plans import Plan
from app.reactions.following import follows
from app.rules.matches import TOGETHER
from app.services import messages, passports_carrying
from app.services.accommodations_owners import advisers_of
from app.services.passports import PRODUCTION, target_of


@follows("passports.shared")
def tell_readers(work: Work, event: OutboxEvent) -> None:
    _tell_readers(work, event, "instruction_shared")


@follows("passports.confirmation_missing")
def ask_readers_again(work: Work, event: OutboxEvent) -> None:
    _tell_readers(work, event, "instruction_waits")


@follows("passports.confirmation_missing")
def tell_advisers(work: Work, event: OutboxEvent) -> None:
    if event.programme_id is None:
        return
    for adviser in advisers_of(work.db, event.programme_id):
        if adviser.id != event.about:
            messages.write(work, "confirmation_missing", to=adviser, event_id=event.id, path="/adviser/confirmations")


@follows("passports.proposed")
def tell_owner(work: Work, event: OutboxEvent) -> None:
    person = work.db.get_one(Person, event.about)
    messages.write(work, "passport_proposed", to=person, event_id=event.id, path="/passport/proposals")


@follows("matches.confirmed")
def propose_to_mentor(work: Work, event: OutboxEvent) -> None:
    match = work.db.get_one(Match, event.subject_id)
    if match.status in TOGETHER:
        passports_carrying.propose_to_mentor(work, match.trainee_id, match.mentor_person_id)


@follows("matches.ended")
def end_with_mentor(work: Work, event: OutboxEvent) -> None:
    """The mentor reads nothing from the moment of the end; here the shares are closed for good."""
    match = work.db.get_one(Match, event.subject_id)
    passports_carrying.end_with_mentor(work, match.trainee_id, match.mentor_person_id)


@follows("assignments.days_changed")
def propose_to_production(work: Work, event: OutboxEvent) -> None:
    plan, person_id = work.db.get_one(Plan, event.subject_id), event.about
    if person_id is None or not event.facts["added"]:
        return
    passports_carrying.ask_to_confirm_again(work, plan, person_id)
    passports_carrying.propose_to_production(work, person_id, plan.production_id)


@follows("applications.enrolled")
def propose_for_cohort(work: Work, event: OutboxEvent) -> None:
    application = work.db.get_one(Application, event.subject_id)
    cohort = work.db.get_one(Cohort, application.cohort_id)
    passports_carrying.propose_for_cohort(work, application.person_id, cohort)


def _tell_readers(work: Work, event: OutboxEvent, template: str) -> None:
    person_id, production_id = target_of(str(event.facts["reader"]))
    readers = select(Person).where(col(Person.id) == person_id)
    if production_id is not None:
        readers = (
            select(Person)
            .join(RoleGrant, col(RoleGrant.person_id) == Person.id)
            .where(col(RoleGrant.production_id) == production_id, col(RoleGrant.role) == Role.COORDINATOR)
        )
    for reader in work.db.scalars(readers).all():
        messages.write(work, template, to=reader, event_id=event.id, path=_path_of(work, event, reader))


def _path_of(work: Work, event: OutboxEvent, reader: Person) -> str:
    """A host reads on the page of their sessions; everybody else on the page of the person."""
    together = select(Match.id).where(
        col(Match.trainee_id) == event.about,
        col(Match.mentor_person_id) == reader.id,
        col(Match.status).in_(TOGETHER),
    )
    is_production = str(event.facts["reader"]).startswith(PRODUCTION)
    return f"/passports/{event.about}" if is_production or work.db.scalars(together).first() else "/hosting"
