"""What follows when somebody is asked to review, or steps back from it."""

from sqlmodel import col, select

from app.core.actors import Role
from app.core.events import OutboxEvent
from app.core.work import Work
from app.models.applications import Application
from app.models.messages import Message, MessageStatus
from app.models.people import Person, RoleGrant
from app.models.reviews import Review
from app.models.ties import NamedReader
from app.reactions.following import follows
from app.rules.reviews import EXPECTED
from app.services import messages

ASKED = "review_asked"


@follows("reviews.asked")
def tell_the_reviewer(work: Work, event: OutboxEvent) -> None:
    """One message for everything that was asked before it leaves; it names nobody and nothing."""
    review = work.db.get(Review, event.subject_id)
    if review is None or _waits(work, review):
        return
    reviewer = work.db.get_one(Person, review.reviewer_id)
    messages.write(work, ASKED, to=reviewer, event_id=event.id, path="/reviews")


@follows("reviews.abstained")
@follows("reviews.conflict_declared")
def tell_the_managers(work: Work, event: OutboxEvent) -> None:
    review = work.db.get(Review, event.subject_id)
    if review is None:
        return
    _tell_managers(work, event, work.db.get_one(Application, review.application_id))


@follows("ties.named")
def tell_the_managers_of_a_named_reader(work: Work, event: OutboxEvent) -> None:
    """Only when somebody who was asked is set apart by it: then another reader may be needed."""
    application = work.db.get_one(Application, event.subject_id)
    set_apart = (
        select(Review.id)
        .join(NamedReader, col(NamedReader.application_id) == Review.application_id)
        .where(
            col(Review.application_id) == application.id,
            col(NamedReader.reader_id) == Review.reviewer_id,
            col(Review.status).in_(EXPECTED),
        )
    )
    if work.db.scalars(set_apart.limit(1)).first() is not None:
        _tell_managers(work, event, application)


def _tell_managers(work: Work, event: OutboxEvent, application: Application) -> None:
    managers = select(Person).join(RoleGrant, col(RoleGrant.person_id) == Person.id)
    of_programme = managers.where(
        col(RoleGrant.role) == Role.MANAGER, col(RoleGrant.programme_id) == application.programme_id
    )
    for manager in work.db.scalars(of_programme):
        messages.write(
            work,
            "reviewer_stepped_back",
            to=manager,
            event_id=event.id,
            path=f"/decisions/{application.id}",
            facts={"reference": application.reference},
        )


def _waits(work: Work, review: Review) -> bool:
    same = select(Message.id).where(
        col(Message.person_id) == review.reviewer_id,
        col(Message.template) == ASKED,
        col(Message.status) == MessageStatus.WAITING,
        col(Message.deliver_at) > work.now,
    )
    return work.db.scalars(same.limit(1)).first() is not None
