"""Coming to a day: said by the person or by a coordinator, taken back, and a kind question to whoever was not seen."""

from datetime import date
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from app.core.errors import Missing, Refused
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.forms.arrivals import KindReply
from app.forms.sign_ins import Nothing
from app.models.arrivals import Arrival, KindCheck
from app.models.assignments import Assignment
from app.models.plans import Plan
from app.models.productions import Production
from app.rules.arrivals import BEFORE_THE_START
from app.rules.assignments import LIFE
from app.services.assignments import day_of

TOO_EARLY = N_("You can say this from one hour before the start.")
OVER = N_("This day is over. Nothing is missing.")


def arrive(work: Work, assignment: Assignment, _form: Nothing) -> None:
    """Say that somebody is here, by themselves or by a coordinator. Saying it again changes nothing."""
    blocks = day_of(work, assignment)
    if work.now < blocks[0].starts_at - BEFORE_THE_START:
        raise Refused(TOO_EARLY)
    if work.now > blocks[-1].ends_at:
        raise Refused(OVER)
    production = production_of(work, assignment)
    if arrival_of(work, production.id, assignment) is None and _is_written(work, production.id, assignment):
        for each in blocks:
            if LIFE.allows(each, "begin"):
                _move(work, production, each, "begin")
        _record(work, "arrivals.arrived", production, assignment)


def take_back(work: Work, assignment: Assignment, _form: Nothing) -> None:
    """Undo a press by mistake."""
    production = production_of(work, assignment)
    arrival = arrival_of(work, production.id, assignment)
    if arrival is not None:
        work.db.delete(arrival)
        _record(work, "arrivals.taken_back", production, assignment)


def answer(work: Work, assignment: Assignment, form: KindReply) -> None:
    """Answer the kind question. It can be answered again, and the last answer holds."""
    production = production_of(work, assignment)
    check = check_of(work, production.id, assignment)
    if check is None:
        raise Missing
    check.answer, check.answered_at = form.answer, work.now
    work.record(
        Event(
            "arrivals.answered",
            check.id,
            about=assignment.person_id,
            programme_id=production.programme_id,
            facts={"answer": form.answer.value, "plan": str(assignment.plan_id), "day": _day(assignment)},
        )
    )


def arrival_of(work: Work, production_id: UUID, assignment: Assignment) -> Arrival | None:
    return work.db.scalars(
        select(Arrival).where(
            col(Arrival.person_id) == assignment.person_id,
            col(Arrival.production_id) == production_id,
            col(Arrival.on_date) == assignment.on_date,
        )
    ).one_or_none()


def check_of(work: Work, production_id: UUID, assignment: Assignment) -> KindCheck | None:
    return work.db.scalars(
        select(KindCheck).where(
            col(KindCheck.person_id) == assignment.person_id,
            col(KindCheck.production_id) == production_id,
            col(KindCheck.on_date) == assignment.on_date,
        )
    ).one_or_none()


def production_of(work: Work, assignment: Assignment) -> Production:
    owner = select(Production).join(Plan, col(Plan.production_id) == Production.id)
    return work.db.scalars(owner.where(col(Plan.id) == assignment.plan_id)).one()


def arrived_on(production_id: UUID, day: date) -> Select[Arrival]:
    return select(Arrival).where(col(Arrival.production_id) == production_id, col(Arrival.on_date) == day)


def asked_on(production_id: UUID, day: date) -> Select[KindCheck]:
    return select(KindCheck).where(col(KindCheck.production_id) == production_id, col(KindCheck.on_date) == day)


def _is_written(work: Work, production_id: UUID, assignment: Assignment) -> bool:
    """Whether this press is the first; somebody else may press at the same moment."""
    assert work.actor.person_id is not None  # noqa: S101 - the guard has checked
    arrival = Arrival(
        id=work.new_id(),
        person_id=assignment.person_id,
        production_id=production_id,
        on_date=assignment.on_date,
        at=work.now,
        marked_by_id=work.actor.person_id,
    )
    try:
        with work.db.begin_nested():
            work.db.add(arrival)
            work.db.flush()
    except IntegrityError:  # they pressed together, and it says the same
        return False
    return True


def _move(work: Work, production: Production, assignment: Assignment, name: str) -> None:
    LIFE.move(work, assignment, name, about=assignment.person_id, programme_id=production.programme_id)


def _record(work: Work, name: str, production: Production, assignment: Assignment) -> None:
    facts = {"production": str(production.id), "day": _day(assignment)}
    work.record(
        Event(name, assignment.id, about=assignment.person_id, programme_id=production.programme_id, facts=facts)
    )


def _day(assignment: Assignment) -> str:
    return assignment.on_date.isoformat()
