"""What the clock does by itself. It pauses, reminds and tells; it never says no and never ends anything."""

from collections.abc import Callable, Sequence

from sqlmodel import col, select

from app.core.events import Event
from app.core.work import Work
from app.models.applications import Application, Decision
from app.models.applications import ApplicationStatus as Status
from app.models.programmes import Programme
from app.rules.answers import today_of
from app.rules.applications import LIFE
from app.rules.blueprints import blueprint_of
from app.services import (
    accommodations_clocks,
    applications_leaving,
    arrivals_clocks,
    day_changes,
    evidence,
    figures_publishing,
    inquiries,
    overrides,
    own_questions,
    passports_confirming,
    sightings,
)
from app.services.delays import ask_for_reasons, tell_who_waits


def pause_unanswered(work: Work) -> None:
    """An offer without an answer waits; a person is asked to get in touch. The place stays theirs."""
    unanswered = (
        select(Application)
        .where(col(Application.status) == Status.OFFERED, col(Application.answer_by) < work.now)
        .order_by(col(Application.id))
        .with_for_update()
    )
    for application in work.db.scalars(unanswered).all():
        LIFE.move(
            work,
            application,
            "pause_unanswered",
            about=application.person_id,
            programme_id=application.programme_id,
        )
        application.paused_at = work.now


def remind_of_next_steps(work: Work) -> None:
    """On the day of a next step, remind whoever asked for it, once."""
    rows = work.db.execute(
        select(Decision, Application, col(Programme.key))
        .join(Application, col(Application.id) == Decision.application_id)
        .join(Programme, col(Programme.id) == Application.programme_id)
        .where(
            col(Application.status) == Status.NOT_YET,
            col(Decision.reminds_since).is_not(None),
            col(Decision.reminded_at).is_(None),
        )
        .order_by(col(Decision.id))
        .with_for_update(of=Decision)
    ).all()
    for decision, application, key in rows:
        if decision.next_on and decision.next_on <= today_of(blueprint_of(key), work.now):
            decision.reminded_at = work.now
            name = "applications.next_step_due"
            work.record(Event(name, application.id, about=application.person_id, programme_id=application.programme_id))


BY_THE_CLOCK: Sequence[Callable[[Work], object]] = (
    pause_unanswered,
    inquiries.pause_the_silent,
    applications_leaving.keep_unsent,
    applications_leaving.erase_deleted,
    remind_of_next_steps,
    ask_for_reasons,
    tell_who_waits,
    passports_confirming.ask_again,
    sightings.tell_who_wishes,
    accommodations_clocks.pass_on_missed,
    accommodations_clocks.ask_if_it_works,
    accommodations_clocks.begin_reviews,
    evidence.remove_decided,
    own_questions.pass_on_late,
    figures_publishing.publish_due,
    arrivals_clocks.begin_days,
    arrivals_clocks.ask_kindly,
    arrivals_clocks.finish_days,
    day_changes.lapse_due,
    overrides.tell_before_the_end,
)
"""Each runs every hour in a work of its own; a test plays them all over every state and finds nothing ended."""
