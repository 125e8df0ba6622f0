"""Answering whether a place was as described. A no asks for a new measurement of the desk."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select
from sqlmodel import col

from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.forms.place_answers import AsDescribed
from app.models.assignments import Assignment
from app.models.place_answers import PlaceAnswer
from app.models.plans import Plan
from app.models.productions import Location
from app.models.workstations import Workstation
from app.rules.place_answers import ASKED_FOR, NOT_AGAIN_FOR
from app.services import measurements
from app.services.arrivals import production_of

NOT_YET = N_("You can answer after your day at this desk.")


def answer(work: Work, assignment: Assignment, form: AsDescribed) -> None:
    """Keep the answer; answering again within the half year replaces it."""
    if assignment.ends_at > work.now:
        raise Refused(NOT_YET)
    found = last_answer(work, assignment)
    kept = found or PlaceAnswer(
        id=work.new_id(),
        person_id=assignment.person_id,
        workstation_id=assignment.workstation_id,
        was_as_described=True,
        answered_at=work.now,
    )
    kept.was_as_described, kept.words = form.was_as_described == "yes", form.words
    kept.answered_at = work.now
    work.db.add(kept)
    work.db.flush()
    if not kept.was_as_described:
        _ask_again(work, assignment)


def last_answer(work: Work, assignment: Assignment) -> PlaceAnswer | None:
    """What the person said about this desk in the last half year."""
    return work.db.scalars(
        select(PlaceAnswer)
        .where(
            col(PlaceAnswer.person_id) == assignment.person_id,
            col(PlaceAnswer.workstation_id) == assignment.workstation_id,
            col(PlaceAnswer.answered_at) > work.now - NOT_AGAIN_FOR,
        )
        .order_by(col(PlaceAnswer.answered_at).desc())
    ).first()


def still_asked(work: Work, person_id: UUID | None) -> Sequence[Any]:
    """Desks at which the person had a day lately and of which they said nothing in half a year: one row a desk."""
    told = exists().where(
        col(PlaceAnswer.person_id) == Assignment.person_id,
        col(PlaceAnswer.workstation_id) == Assignment.workstation_id,
        col(PlaceAnswer.answered_at) > work.now - NOT_AGAIN_FOR,
    )
    rows = work.db.execute(
        select(col(Assignment.id), col(Assignment.on_date), col(Workstation.id), col(Workstation.name))
        .add_columns(col(Location.name).label("place"))
        .join(Workstation, col(Workstation.id) == Assignment.workstation_id)
        .join(Location, col(Location.id) == Workstation.location_id)
        .where(
            col(Assignment.person_id) == person_id,
            col(Assignment.is_live),
            col(Assignment.ends_at) <= work.now,
            col(Assignment.ends_at) > work.now - ASKED_FOR,
            ~told,
        )
        .order_by(col(Assignment.starts_at))
    ).all()
    return list({row[2]: row for row in reversed(rows)}.values())


def _ask_again(work: Work, assignment: Assignment) -> None:
    """Put the desk up for a new measurement, and tell who asked for the plan."""
    measurements.ask_again(work, work.db.get_one(Workstation, assignment.workstation_id), "described")
    production = production_of(work, assignment)
    asked_by = work.db.scalars(select(col(Plan.asked_by)).where(col(Plan.id) == assignment.plan_id)).one()
    work.record(
        Event(
            "place_answers.not_as_described",
            assignment.workstation_id,
            programme_id=production.programme_id,
            facts={"asked_by": str(asked_by), "production": str(production.id)},
        )
    )
