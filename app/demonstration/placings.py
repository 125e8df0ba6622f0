"""One change by hand in the coming week's draft, one time that is kept, and two days on which somebody cannot come."""

from datetime import timedelta

from sqlalchemy import select
from sqlmodel import col

from app.demonstration.theatre import Theatre
from app.forms.absences import AwayPerson
from app.forms.placings import Keeping, Target, What
from app.models.assignments import Assignment
from app.models.plans import Plan
from app.services import absences, placings, plans_changes
from app.services.placings_board import board_of
from app.services.plans_facts import gather


def by_hand(theatre: Theatre, draft: Plan) -> None:
    """Tom keeps the first time of the week, moves the last one, and notes that Noor is away in the week after."""
    with theatre.as_("tom") as work:
        plan = work.db.get_one(Plan, draft.id)
        own = select(Assignment).where(col(Assignment.plan_id) == plan.id)
        rows = work.db.scalars(own.order_by(col(Assignment.starts_at), col(Assignment.id))).all()
        placings.pin(work, plan, rows[0], Keeping(what=What.SEAT))
        here = placings.booking_of(rows[-1])
        board = board_of(gather(work, plan), plans_changes.bookings_of(work, plan))
        way = next(each for each in board.ways(here.person_id, here, here) if each.other is None)
        to = way.target
        form = Target(day=to.on_date, block=to.block, desk=to.workstation_id, edits=plan.edits)
        placings.move(work, plan, rows[-1], form)
        first = plan.last_day + timedelta(days=2)
        away = AwayPerson(person=theatre.stage.id_of("noor"), first_day=first, last_day=first + timedelta(days=1))
        absences.note(work, theatre.stage.productions["my-brilliant-career"], away)
