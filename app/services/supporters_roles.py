"""Whether somebody has another role on the case of a person whom they are asked to support."""

from sqlalchemy import literal, or_
from sqlmodel import col, select

from app.core.work import Work
from app.models.accommodations import Accommodation
from app.models.applications import Application, Decision
from app.models.matches import Match
from app.models.reviews import Review
from app.models.supporters import Supporter
from app.rules.matches import TOGETHER


def other_role(work: Work, support: Supporter) -> bool:
    """Mentor, reviewer, adviser or decider of this person, now or in what is still on record."""
    me, person = work.actor.person_id, support.person_id
    theirs = select(Application.id).where(col(Application.person_id) == person)
    mentors = select(Match.id).where(
        col(Match.mentor_person_id) == me, col(Match.trainee_id) == person, col(Match.status).in_(TOGETHER)
    )
    reviews = select(Review.id).where(col(Review.reviewer_id) == me, col(Review.application_id).in_(theirs))
    advises = select(Accommodation.id).where(
        col(Accommodation.adviser_id) == me, col(Accommodation.person_id) == person
    )
    decided = select(Decision.id).where(col(Decision.decided_by) == me, col(Decision.application_id).in_(theirs))
    found = or_(mentors.exists(), reviews.exists(), advises.exists(), decided.exists())
    return work.db.scalar(select(literal(1)).where(found)) is not None
