"""A published week that changes inside notice: one trainee is asked for a yes, and the next draft moves somebody else."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import islice
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.core.work import Work
from app.demonstration import plans_making
from app.demonstration.theatre import Theatre
from app.forms.placings import Target
from app.forms.plans import FirstPublication, Publication
from app.forms.sign_ins import Nothing
from app.models.plans import Plan, PlanReason, PlanStatus
from app.models.productions import Production
from app.services import placings, plans
from app.services.placings_board import Board, board_of
from app.services.plans_changes import bookings_of
from app.services.plans_facts import Booking, gather
from app.services.plans_versions import rows_of

PRODUCTION = "my-brilliant-career"
NOTICE_DAYS = 10
"""Two working weeks, so that next week is inside it on whichever day somebody looks."""


def play(theatre: Theatre) -> None:
    """Next week is published; then a desk changes for one trainee, who is asked; then a draft changes one for another."""
    plans_making.mark_again(theatre)
    asked = theatre.stage.id_of("noor")
    with theatre.at(days=-2), theatre.as_("tom") as work:
        first = _draft(work, theatre)
        plans.publish(work, first, FirstPublication())
        work.db.get_one(Production, first.production_id).notice_days = NOTICE_DAYS
    with theatre.at(days=-0.5), theatre.as_("tom") as work:
        second = _moving(work, first, [asked])
        plans.publish(work, second, Publication(reason=PlanReason.DESKS, replaces=str(first.id)))
    with theatre.at(days=-0.4), theatre.as_("tom") as work:
        _moving(work, second, {*gather(work, second).people} - {asked})


def _draft(work: Work, theatre: Theatre) -> Plan:
    ours = theatre.stage.productions[PRODUCTION].id
    drafts = select(Plan).where(col(Plan.production_id) == ours, col(Plan.status) == PlanStatus.DRAFT)
    return work.db.scalars(drafts).one()


def _moving(work: Work, before: Plan, among: Collection[UUID]) -> Plan:
    """A draft of the version before, in which one of these people is moved by hand as a coordinator does it. On some days
    of the week nobody can be moved, and the draft is the version before.
    """
    draft = placings.copy(work, before, Nothing())
    work.db.flush()
    board = board_of(gather(work, draft), bookings_of(work, draft))
    kept = {(each.person_id, each.on_date, each.block) for each in placings.pins_of(work, draft)}
    rows = [each for each in rows_of(work, draft) if each.person_id in among]
    free = [each for each in rows if (each.person_id, each.on_date, each.block) not in kept]
    moves = ((row, desk) for row in free for desk in _desks_for(board, placings.booking_of(row)))
    for row, desk in islice(moves, 1):
        placings.move(work, draft, row, Target(day=row.on_date, block=row.block, desk=desk, edits=draft.edits))
    return draft


def _desks_for(board: Board, here: Booking) -> Iterator[UUID]:
    """Other desks of the same place that this person may have at this time, by name."""
    desks, rest = board.facts.desks, board.without(here)
    place = desks[here.workstation_id].location_id
    for desk in sorted(desks.values(), key=lambda each: each.name):
        if (
            desk.id != here.workstation_id
            and desk.location_id == place
            and rest.may(replace(here, workstation_id=desk.id))
        ):
            yield desk.id
