"""What follows when somebody asks for an adjustment: it goes out with the application, and the right people are told."""

from collections.abc import Iterable
from uuid import UUID

from app.core.events import OutboxEvent
from app.core.work import Work
from app.models.accommodations import Accommodation
from app.models.accommodations import AccommodationStatus as Status
from app.models.people import Person
from app.models.programmes import Programme
from app.reactions.following import follows
from app.rules.blueprints import blueprint_of
from app.services import messages
from app.services.accommodations_asking import send_with_application
from app.services.accommodations_owners import advisers_of, involved_before

DESK = "/adviser/adjustments"


@follows("applications.sent")
def send_the_list(work: Work, event: OutboxEvent) -> None:
    send_with_application(work, event.subject_id)


@follows("accommodations.list_sent")
def tell_advisers(work: Work, event: OutboxEvent) -> None:
    programme = work.db.get_one(Programme, event.programme_id)
    days = blueprint_of(programme.key).promises.acknowledge_adjustment
    for adviser in _advisers(work, programme.id, event.about):
        messages.write(work, "adjustment_asked", to=adviser, event_id=event.id, facts={"days": days}, path=DESK)


@follows("accommodations.acknowledged")
def tell_name_of_adviser(work: Work, event: OutboxEvent) -> None:
    _tell_person(work, event, "adjustment_news")


@follows("accommodations.agreed")
def tell_agreed(work: Work, event: OutboxEvent) -> None:
    _tell_person(work, event, "adjustment_news")


@follows("accommodations.agreed_differently")
def tell_agreed_differently(work: Work, event: OutboxEvent) -> None:
    _tell_person(work, event, "adjustment_news")


@follows("accommodations.meanwhile_arranged")
def tell_meanwhile(work: Work, event: OutboxEvent) -> None:
    _tell_person(work, event, "adjustment_news")


@follows("accommodations.not_agreed")
def tell_not_agreed(work: Work, event: OutboxEvent) -> None:
    _tell_person(work, event, "adjustment_news")


@follows("accommodations.not_agreed_finally")
def tell_not_agreed_finally(work: Work, event: OutboxEvent) -> None:
    _tell_person(work, event, "adjustment_news")


@follows("accommodations.nothing_needed_meanwhile")
def tell_nothing_meanwhile(work: Work, event: OutboxEvent) -> None:
    _tell_person(work, event, "adjustment_news")


@follows("accommodations.put_in_place")
def ask_if_it_works(work: Work, event: OutboxEvent) -> None:
    _tell_person(work, event, "adjustment_question")


@follows("accommodations.asked_if_it_works")
def ask_again_if_it_works(work: Work, event: OutboxEvent) -> None:
    _tell_person(work, event, "adjustment_question")


@follows("accommodations.written_down")
def tell_written_down(work: Work, event: OutboxEvent) -> None:
    _tell_person(work, event, "adjustment_written_down")


@follows("accommodations.corrected")
def tell_correction(work: Work, event: OutboxEvent) -> None:
    _tell_advisers(work, event)


@follows("accommodations.remarked")
def tell_the_other_side(work: Work, event: OutboxEvent) -> None:
    is_spoken_for = bool(event.facts.get("on_behalf_of"))
    if event.actor_id != event.about:
        _tell_person(work, event, "adjustment_news" if is_spoken_for else "adjustment_question")
    if event.actor_id != event.about and not is_spoken_for:
        return
    _tell_advisers(work, event)


@follows("accommodations.provided")
def tell_that_it_is_done(work: Work, event: OutboxEvent) -> None:
    _tell_advisers(work, event)


@follows("accommodations.withdrawn")
def tell_adviser_of_end(work: Work, event: OutboxEvent) -> None:
    """That something was taken back, and not what: they can read it no more (PRIV-02)."""
    for adviser in _looked_after_by(work, work.db.get_one(Accommodation, event.subject_id)):
        messages.write(work, "adjustment_taken_back", to=adviser, event_id=event.id, path=DESK)


def _tell_advisers(work: Work, event: OutboxEvent) -> None:
    accommodation = work.db.get_one(Accommodation, event.subject_id)
    for adviser in _looked_after_by(work, accommodation):
        messages.write(work, "adjustment_for_adviser", to=adviser, event_id=event.id, path=f"{DESK}/{accommodation.id}")


def _tell_person(work: Work, event: OutboxEvent, template: str) -> None:
    person = work.db.get_one(Person, event.about)
    messages.write(work, template, to=person, event_id=event.id, path=f"/adjustments/{event.subject_id}")


def _looked_after_by(work: Work, accommodation: Accommodation) -> Iterable[Person]:
    """The named adviser; where there is none, all of them who may take it on."""
    advisers = _advisers(work, accommodation.programme_id, accommodation.person_id)
    if accommodation.status is Status.LOOKING_AGAIN:
        before = involved_before(work, accommodation)
        advisers = [adviser for adviser in advisers if adviser.id not in before]
    named = [adviser for adviser in advisers if adviser.id == accommodation.adviser_id]
    return named or advisers


def _advisers(work: Work, programme_id: UUID, person_id: UUID | None) -> list[Person]:
    return [adviser for adviser in advisers_of(work.db, programme_id) if adviser.id != person_id]
