"""How the demonstration's applications are decided, released and answered, and who is enrolled."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from app.core.work import Work
from app.core.working_days import add_working_days
from app.demonstration.reviews import application_of, days_since
from app.demonstration.theatre import Theatre
from app.forms.applications import Deferral, Withdrawal
from app.forms.conditions import ConditionChange, NewCondition
from app.forms.decisions import DecisionForm, Pause, Release
from app.forms.sessions import SessionForm
from app.forms.sign_ins import Nothing
from app.models.applications import Application, ApplicationStatus, Outcome
from app.models.cohorts import Cohort
from app.models.conditions import ConditionStatus, Doer
from app.models.people import Person
from app.models.reviews import Standing
from app.models.sessions import Session
from app.rules.decisions import mark_of, waiting_for_release
from app.services import applications, cohorts, conditions, decisions, sessions

DECIDED_DAYS_AGO = 6
RELEASED_DAYS_AGO = 5
ANSWERED_DAYS_AGO = 3
ENROLLED_DAYS_AGO = 2
PENDING_DAYS_AGO = 1
NEXT_STEP_IN_DAYS = 60

Answer = Callable[[Work, Application], None]


@dataclass(frozen=True)
class Turn:
    """What is decided about one application, what its applicant answers, and whether they are enrolled."""

    outcome: Outcome
    answer: Answer | None = None
    is_enrolled: bool = False


def _says_yes(work: Work, application: Application) -> None:
    applications.accept(work, application, Nothing())


def _says_no(work: Work, application: Application) -> None:
    applications.decline(work, application, Nothing())


def _asks_for_later(work: Work, application: Application) -> None:
    applications.defer(work, application, Deferral())


def _withdraws(work: Work, application: Application) -> None:
    applications.withdraw(work, application, Withdrawal())


TURNS = (
    Turn(Outcome.OFFERED, _says_yes, is_enrolled=True),
    Turn(Outcome.OFFERED, _says_yes, is_enrolled=True),
    Turn(Outcome.OFFERED, _says_yes, is_enrolled=True),
    Turn(Outcome.OFFERED, _says_yes),
    Turn(Outcome.OFFERED),
    Turn(Outcome.OFFERED, _says_no),
    Turn(Outcome.OFFERED, _asks_for_later),
    Turn(Outcome.OFFERED, _withdraws),
    Turn(Outcome.WAITING_LIST),
    Turn(Outcome.NOT_YET),
    Turn(Outcome.NOT_OFFERED),
)
"""With Noor five of Lumina's six places are taken, and one is free."""

PENDING = (Outcome.WAITING_LIST, Outcome.NOT_YET, Outcome.NOT_OFFERED)

FEEDBACK: Mapping[Outcome, Sequence[str]] = {
    Outcome.OFFERED: (
        "You look closely and you say what you see. Your note on the moving edge was the clearest we read.",
        "Your work shows patience. We liked that you told us which step you would do again.",
    ),
    Outcome.WAITING_LIST: (
        "Your answers are strong. All places are offered at this moment, and you are next when one is free.",
    ),
    Outcome.NOT_YET: (
        "You notice detail. We would like to see one piece of work in which you use it.",
        "Your interest is clear. A short course in rotoscoping would help you to show it.",
    ),
    Outcome.NOT_OFFERED: (
        "Thank you for your answers. We looked for detail in the work, and there was little to read yet.",
    ),
}

NEXT_STEPS = (
    "Come to an open day. Finish one short shot and add it to your next application. Mei Tanaka helps you with both."
)

ADVICE = "Draw around one moving shape each day for two weeks. Keep the last one and show it to us."
ON_THE_DAY = "Applications for the next intake open. Mei Tanaka writes to you on that day if you asked for it."

INDUCTION: dict[str, Any] = {
    "title": "See how a shot is made",
    "kind": "induction",
    "starts": time(10, 30),
    "minutes": 90,
    "seats": 8,
    "place": "Training room, level 1, 14 Light Street, Adelaide",
    "way_there": "Tram to Light Street, then two minutes on foot. The door is green. Ring the lower bell and wait.",
    "what_it_is_like": "A room with one window to a garden. You may sit anywhere. The quiet room is next door.",
    "who_is_there": "Mei Tanaka, Jun Park, who teaches, and up to eight people.",
    "what_happens": "Jun draws around a moving shape, step by step. Then you can try it. You can stop at any time.",
    "what_is_asked": "Nothing. You can also only watch.",
    "what_could_change": "It can end up to 15 minutes earlier. It never ends later.",
}
CONDITIONS = ("Tell us the name for your entry card", "Say which of the two first days suits you")


def play(theatre: Theatre) -> None:
    """From reviewed to enrolled, for as many as have two reviews; the rest stays in review."""
    _add_next_cohort(theatre)
    _play_noor(theatre)
    reviewed = _reviewed(theatre)
    told = list(zip(reviewed, TURNS, strict=False))
    with theatre.at(days=-DECIDED_DAYS_AGO):
        _plan_induction(theatre)
        for application_id, turn in told:
            _decide(theatre, application_id, turn.outcome)
    with theatre.at(days=-RELEASED_DAYS_AGO):
        _release(theatre)
    with theatre.at(days=-ANSWERED_DAYS_AGO):
        for application_id, turn in told:
            if turn.answer is not None:
                _answer(theatre, application_id, turn.answer)
    with theatre.at(days=-ENROLLED_DAYS_AGO):
        for application_id, turn in told:
            if turn.is_enrolled:
                _enrol(theatre, application_id)
    _ask_for_two_papers(theatre, told)
    _play_the_open_ones(theatre, reviewed[len(told) :])


def _play_noor(theatre: Theatre) -> None:
    noor = application_of(theatre, "noor")
    if noor is None:
        return
    since = days_since(theatre, noor)
    with theatre.at(days=14 - since):
        _decide(theatre, noor.id, Outcome.OFFERED)
    with theatre.at(days=16 - since):
        _release(theatre)
    with theatre.at(days=19 - since):
        _answer(theatre, noor.id, _says_yes)
    with theatre.at(days=25 - since):
        _enrol(theatre, noor.id)


def _add_next_cohort(theatre: Theatre) -> None:
    """A year after the first, so that a place can be kept for it by name."""
    own = theatre.stage.cohorts["lumina"]
    year = timedelta(days=364)
    with theatre.by_system() as work:
        later = Cohort(
            id=work.new_id(), programme_id=own.programme_id, name=f"Lumina {(own.starts_on + year).year}, next year",
            opens_at=own.opens_at + year, closes_at=own.closes_at + year, decides_on=own.decides_on + year,
            starts_on=own.starts_on + year, ends_on=own.ends_on + year, places=6,
        )  # fmt: skip
        work.db.add(later)


def _plan_induction(theatre: Theatre) -> None:
    with theatre.as_("mei") as work:
        day = add_working_days(theatre.today, 20)
        session = sessions.plan(work, theatre.stage.cohorts["lumina"], SessionForm(day=day, **INDUCTION))
        sessions.publish(work, session, Nothing())


def _ask_for_two_papers(theatre: Theatre, told: Sequence[tuple[UUID, Turn]]) -> None:
    """Who said yes and is not enrolled yet has one condition that is done and one that is open."""
    waiting = next(each for each, turn in told if turn.answer is _says_yes and not turn.is_enrolled)
    with theatre.at(days=-ENROLLED_DAYS_AGO), theatre.as_("mei") as work:
        application = work.db.get_one(Application, waiting)
        due_on = add_working_days(theatre.today, 10)
        for words in CONDITIONS:
            conditions.add(work, application, NewCondition(words=words, doer=Doer.APPLICANT, due_on=due_on))
            work.db.flush()
        first = conditions.conditions_of(work, application)[0]
        conditions.change(
            work, first, ConditionChange(status=ConditionStatus.MET, due_on=due_on, version=first.version)
        )


def _play_the_open_ones(theatre: Theatre, rest: Sequence[UUID]) -> None:
    """Decisions that wait for release, and one application that waits for its applicant."""
    with theatre.at(days=-PENDING_DAYS_AGO):
        for application_id, outcome in zip(rest, PENDING, strict=False):
            _decide(theatre, application_id, outcome)
        for application_id in rest[len(PENDING) : len(PENDING) + 1]:
            with theatre.as_("mei") as work:
                reason = Pause(reason="Two messages have no answer yet. We write again next week.")
                decisions.pause(work, work.db.get_one(Application, application_id), reason)


def _reviewed(theatre: Theatre) -> Sequence[UUID]:
    """Applications in review with every review given, the highest score first."""
    found = (
        select(Application.id)
        .join(Standing, col(Standing.application_id) == Application.id)
        .where(
            col(Application.programme_id) == theatre.stage.programmes["lumina"].id,
            col(Application.status) == ApplicationStatus.IN_REVIEW,
            col(Standing.written) == 2,  # noqa: PLR2004 - as many as Lumina asks for
        )
        .order_by(col(Standing.score).desc(), col(Application.reference))
    )
    return theatre.db.scalars(found).all()


def _decide(theatre: Theatre, application_id: UUID, outcome: Outcome) -> None:
    with theatre.as_("mei") as work:
        texts = FEEDBACK[outcome]
        is_not_yet = outcome is Outcome.NOT_YET
        has_place = outcome in {Outcome.OFFERED, Outcome.WAITING_LIST}
        form = DecisionForm(
            outcome=outcome,
            reasons=[] if has_place else ["no_work"],
            feedback=texts[work.entropy.random_bytes(1)[0] % len(texts)],
            advice="" if has_place else ADVICE,
            next_steps=NEXT_STEPS if is_not_yet else "",
            on_the_day=ON_THE_DAY if is_not_yet else "",
            session_id=_induction(work) if is_not_yet else None,
            next_on=theatre.today + timedelta(days=NEXT_STEP_IN_DAYS) if is_not_yet else None,
        )
        decisions.decide(work, work.db.get_one(Application, application_id), form)


def _induction(work: Work) -> UUID:
    return work.db.scalars(select(Session.id).where(col(Session.kind) == INDUCTION["kind"])).one()


def _release(theatre: Theatre) -> None:
    with theatre.as_("mei") as work:
        waiting = work.db.execute(waiting_for_release(work.actor)).all()
        decisions.release(work, Release(chosen=[mark_of(decision) for _, decision in waiting]))


def _answer(theatre: Theatre, application_id: UUID, answer: Answer) -> None:
    application = theatre.db.get_one(Application, application_id)
    with theatre.as_(_key_of(theatre, application.person_id)) as work:
        answer(work, application)


def _enrol(theatre: Theatre, application_id: UUID) -> None:
    with theatre.as_("mei") as work:
        cohorts.enrol(work, work.db.get_one(Application, application_id), Nothing())


def _key_of(theatre: Theatre, person_id: UUID) -> str:
    people: Mapping[str, Person] = theatre.stage.people
    return next(key for key, person in people.items() if person.id == person_id)
