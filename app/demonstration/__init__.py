"""The demonstration: one story of Lumina, played through the product's own services by the cast."""

from dataclasses import replace

from sqlalchemy import update
from sqlalchemy.orm import Session
from sqlmodel import col, select

import app.reactions  # noqa: F401 - registers every reaction
from app.adapters.parts import Parts
from app.core.actors import SYSTEM
from app.core.clock import Entropy
from app.core.events import OutboxEvent, OutboxStatus
from app.core.work import Work
from app.demonstration import (
    accommodation_requests,
    accommodations,
    applications,
    approvals,
    checkins,
    day_changes,
    days,
    decisions,
    emergencies,
    evidence,
    figures,
    first_answers,
    inquiries,
    kept_forms,
    kept_lists,
    late_links,
    mentors,
    overrides,
    own_data,
    own_questions,
    passports,
    plans_making,
    productions,
    productions_managing,
    resets,
    reviews,
    screening,
    sessions,
    shoot_days,
    sign_ins,
    supporters,
    ties,
    wish_answers,
    workstations,
)
from app.demonstration.theatre import Theatre, theatre_of
from app.models.messages import Message, MessageStatus
from app.models.people import Person
from app.reactions.following import reactions_to
from app.services import audit
from app.services.casting import set_stage

SEED = 20_270_301

ACTS = (
    applications.play,
    first_answers.play,
    reviews.play,
    ties.play,
    decisions.play,
    inquiries.play,
    accommodations.play,
    productions.play,
    workstations.play,
    day_changes.play,
    sessions.play,
    mentors.play,
    passports.play,
    days.play,
    wish_answers.play,
    checkins.play,
    kept_forms.play,
    sign_ins.play,
    screening.play,
    kept_lists.play,
    late_links.play,
    emergencies.play,
    supporters.play,
    own_data.play,
    accommodation_requests.play,
    own_questions.play,
    resets.play,
    figures.play,
    evidence.play,
    emergencies.look_into,
    approvals.play,
    productions_managing.play,
    overrides.play,
    shoot_days.play,
    plans_making.mark_again,
)
"""In the order in which each needs what came before it."""


def load_into_empty(parts: Parts) -> bool:
    """Play the whole story into a database without people. Returns whether there was anything to do."""
    with parts.database.session(writes=True) as db:
        if db.scalars(select(Person.id).limit(1)).first() is not None:
            return False
        seeded = replace(parts, entropy=Entropy.seeded(SEED))
        now = seeded.clock()
        stage = set_stage(Work(db, SYSTEM, now, seeded.entropy, seeded.vault))
        theatre = theatre_of(seeded, stage, db, now)
        for play in ACTS:
            play(theatre)
        _follow(theatre)
        _deliver_what_was_due(db, theatre)
    with replace(parts, clock=lambda: now).work() as work:
        audit.check(work, parts.safe)
    return True


def _follow(theatre: Theatre) -> None:
    """Run every quick reaction at the time of its event, so that messages are as old as what they tell."""
    for event in theatre.db.scalars(select(OutboxEvent).order_by(col(OutboxEvent.at), col(OutboxEvent.id))).all():
        for reaction in reactions_to(event.name):
            if not reaction.is_slow:
                reaction.run(Work(theatre.db, SYSTEM, event.at, theatre.parts.entropy, theatre.parts.vault), event)
        event.status = OutboxStatus.STARTED


def _deliver_what_was_due(db: Session, theatre: Theatre) -> None:
    """What was due before today was delivered then; the worker sends only what is new."""
    db.flush()
    db.execute(
        update(Message)
        .where(col(Message.deliver_at) <= theatre.now)
        .values(status=MessageStatus.SENT, sent_at=Message.deliver_at)
    )
