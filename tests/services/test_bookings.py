"""Two people who want the last place at the same moment: one has it, the other is told kindly, and nothing is lost."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event, insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session as Connected
from sqlmodel import SQLModel, col, select

from app.adapters.parts import Parts
from app.core.clock import Entropy
from app.core.errors import Refused
from app.core.settings import Settings
from app.core.work import Work
from app.forms.sign_ins import Nothing
from app.models.people import Channel, Person
from app.models.sessions import Booking, BookingStatus, Session
from app.services import bookings
from app.services.casting import Stage, set_stage
from app.services.sign_ins import actor_of
from tests.asking import WorkAs
from tests.factories.memberships import a_member
from tests.factories.sessions import a_session
from tests.schema import NOW

PEOPLE = 20


def test_of_many_at_the_same_moment_exactly_one_gets_the_last_place(tmp_path: Path) -> None:
    """On a database of its own: the people are threads with connections of their own."""
    settings = Settings(data_folder=tmp_path, threads=PEOPLE)
    parts = replace(Parts.of(settings), entropy=Entropy(), clock=lambda: NOW)
    SQLModel.metadata.create_all(parts.database.engine)
    session, people = _a_crowd(parts)

    with ThreadPoolExecutor(PEOPLE) as pool:
        outcomes = list(pool.map(lambda person: _try_to_book(parts, session, person), people))

    with parts.work(writes=False) as work:
        taken = work.db.scalars(select(Booking).where(col(Booking.status) == BookingStatus.BOOKED)).all()
        assert [booking.seat for booking in taken] == [1]
        assert outcomes.count("booked") == 1
        assert set(outcomes) == {"booked", bookings.FULL}
    parts.database.dispose()


def test_the_database_refuses_a_seat_twice(work_as: WorkAs, stage: Stage) -> None:
    with work_as("mei") as work:
        session = a_session(work, cohort=stage.cohorts["lumina"])
        work.db.execute(insert(Booking).values(_row(work, session, stage.id_of("bea"))))

        with pytest.raises(IntegrityError), work.db.begin_nested():
            work.db.execute(insert(Booking).values(_row(work, session, stage.id_of("ari"))))


def test_a_seat_taken_between_looking_and_booking_is_said_kindly(work_as: WorkAs, stage: Stage) -> None:
    with work_as("mei") as work:
        a_member(work, of=stage.people["noor"], cohort=stage.cohorts["lumina"])
        session = a_session(work, cohort=stage.cohorts["lumina"])

    with work_as("noor") as work:
        _take_seat_at_the_last_moment(work, session, stage)
        with pytest.raises(Refused) as refusal:
            bookings.book(work, session, Nothing())

        assert refusal.value.sentence.message == bookings.JUST_TAKEN


def _take_seat_at_the_last_moment(work: Work, session: Session, stage: Stage) -> None:
    """Somebody else's row arrives just before this work writes its own."""
    waiting = [_row(work, session, stage.id_of("bea"))]

    def arrive(db: Connected, *_rest: object) -> None:
        if waiting and any(isinstance(changed, Booking) and changed.seat for changed in (*db.new, *db.dirty)):
            db.connection().execute(insert(Booking).values(waiting.pop()))

    event.listen(work.db, "before_flush", arrive)


def _row(work: Work, session: Session, person_id: object) -> dict[str, object]:
    return {
        "id": work.new_id(),
        "session_id": session.id,
        "person_id": person_id,
        "seat": 1,
        "status": BookingStatus.BOOKED,
        "since": work.now,
    }


def _a_crowd(parts: Parts) -> tuple[Session, list[Person]]:
    with parts.work() as work:
        stage = set_stage(work)
        people = [_somebody(work, number) for number in range(PEOPLE)]
        for person in people:
            a_member(work, of=person, cohort=stage.cohorts["lumina"])
        work.actor = actor_of(work.db, stage.people["mei"])
        return a_session(work, cohort=stage.cohorts["lumina"], seats=1), people


def _somebody(work: Work, number: int) -> Person:
    person = Person(
        id=work.new_id(), name=f"Person {number}", email=f"p{number}@example.com", channel=Channel.EMAIL,
        created_at=work.now,
    )  # fmt: skip
    work.db.add(person)
    work.db.flush()
    return person


def _try_to_book(parts: Parts, session: Session, person: Person) -> str:
    with parts.work() as work:
        work.actor = actor_of(work.db, person)
        try:
            bookings.book(work, work.db.get_one(Session, session.id), Nothing())
        except Refused as refusal:
            return refusal.sentence.message
        return "booked"
