"""What is sealed by its type opens in its own row and nowhere else, however it is read and written."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import insert, text, update
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import aliased
from sqlmodel import SQLModel, col, select

from app.adapters.parts import Parts
from app.core.events import AuditEntry, Event
from app.core.sealed_columns import Placed, row_of
from app.core.vault import LOCKED, VaultClosed
from app.core.work import Work
from app.models.own_questions import OwnQuestion
from app.services import sealed
from app.services.casting import Stage
from tests.counting import statements

KETTLE, WINDOW = "The kettle hurts my ears.", "I sit by the window."


def asks(work: Work, stage: Stage, words: str) -> OwnQuestion:
    return OwnQuestion(**row(work, stage), words=words)


def row(work: Work, stage: Stage) -> Mapping[str, Any]:
    return {
        "id": work.new_id(), "programme_id": stage.programmes["lumina"].id, "person_id": stage.id_of("ari"),
        "asked_at": work.now, "holder_id": stage.id_of("mei"), "first_answer_by": work.now, "answer_by": work.now,
        "reply": "",
    }  # fmt: skip


@pytest.fixture
def two(parts: Parts, stage: Stage) -> tuple[UUID, UUID]:
    with parts.work() as work:
        questions = asks(work, stage, KETTLE), asks(work, stage, WINDOW)
        work.db.add_all(questions)
        return questions[0].id, questions[1].id


def swap(work: Work, first: UUID, second: UUID) -> None:
    """What somebody does who can write into the database, and has no key."""
    held = {row[0]: row[1] for row in work.db.execute(text("SELECT id, words FROM own_questions"))}
    key = {str(UUID(str(each))): each for each in held}
    for to, of in ((first, second), (second, first)):
        work.db.execute(
            text("UPDATE own_questions SET words = :words WHERE id = :id"),
            {"words": held[key[str(of)]], "id": key[str(to)]},
        )


def test_it_comes_back_by_row_by_column_through_an_alias_and_under_a_label(
    parts: Parts, two: tuple[UUID, UUID]
) -> None:
    other = aliased(OwnQuestion)
    mine = col(OwnQuestion.id).in_(two)
    inner = select(col(OwnQuestion.id), col(OwnQuestion.words)).where(mine).subquery()

    with parts.work(writes=False) as work:
        db = work.db
        ways = [
            [each.words for each in db.scalars(select(OwnQuestion).where(mine)).all()],
            db.scalars(select(OwnQuestion.words).where(mine)).all(),
            db.scalars(select(col(other.words)).where(col(other.id).in_(two))).all(),
            db.scalars(select(col(OwnQuestion.words).label("said")).where(mine)).all(),
            db.scalars(select(inner.c.words)).all(),
            db.scalars(select(SQLModel.metadata.tables["own_questions"].c.words).where(mine)).all(),
        ]

    assert [sorted(found) for found in ways] == [sorted((KETTLE, WINDOW))] * len(ways)


def test_key02_swapped_between_two_rows_neither_opens(parts: Parts, two: tuple[UUID, UUID]) -> None:
    with parts.work() as work:
        swap(work, *two)

    with parts.work() as work:
        rows = work.db.scalars(select(OwnQuestion).where(col(OwnQuestion.id).in_(two))).all()
        alone = work.db.scalars(select(OwnQuestion.words).where(col(OwnQuestion.id).in_(two))).all()
        told = sealed.report_closed(work)
        alarms = work.db.scalars(select(AuditEntry.facts).where(col(AuditEntry.name) == "vault.closed")).all()

    assert [each.words for each in rows] == [LOCKED, LOCKED]
    assert alone == [LOCKED, LOCKED]
    assert (told, alarms) == (2, [{"place": "own_questions.words", "texts": 2}])


def test_key02_the_sentence_of_a_closed_text_is_never_written_over_it(parts: Parts, two: tuple[UUID, UUID]) -> None:
    with parts.work() as work:
        swap(work, *two)

    with parts.work() as work:
        closed = work.db.get_one(OwnQuestion, two[0])
        closed.words, closed.reply = closed.words, "We will ask."
    with pytest.raises(VaultClosed), parts.work() as work:
        work.db.get_one(OwnQuestion, two[1]).reply = LOCKED

    with parts.work() as work:
        swap(work, *two)
    with parts.work(writes=False) as work:
        back = work.db.get_one(OwnQuestion, two[0])
        assert (back.words, back.reply) == (KETTLE, "We will ask.")


def test_a_value_stays_what_it_is_after_it_was_written(parts: Parts, stage: Stage) -> None:
    with parts.work() as work:
        question = asks(work, stage, KETTLE)
        work.db.add(question)
        work.db.flush()
        assert question.words == KETTLE
        question.words = WINDOW
        work.db.flush()
        assert question.words == WINDOW
        work.db.refresh(question)
        assert question.words == WINDOW


def test_the_same_words_again_are_no_change(parts: Parts, two: tuple[UUID, UUID]) -> None:
    with parts.work() as work:
        question = work.db.get_one(OwnQuestion, two[0])
        with statements() as sent:
            question.words = str(question.words)
            work.db.flush()

    assert sent == []


def test_an_entry_of_the_log_is_bound_to_the_number_that_the_database_gives(parts: Parts, stage: Stage) -> None:
    with parts.work() as work:
        for said in (KETTLE, WINDOW):
            work.audit(Event("tests.said", stage.id_of("ari"), reason=said, shown=f"{said} Shown."))

    with parts.work() as work:
        entries = work.db.scalars(select(AuditEntry).where(col(AuditEntry.name) == "tests.said")).all()
        read = {(entry.reason, entry.shown) for entry in entries}
        raw = work.db.execute(
            text("SELECT number, reason FROM audit_entries WHERE name = 'tests.said' ORDER BY number")
        ).all()
        for (number, _), (_, moved) in zip(raw, reversed(raw), strict=True):
            work.db.execute(
                text("UPDATE audit_entries SET reason = :moved WHERE number = :number"),
                {"number": number, "moved": moved},
            )
        again = work.db.scalars(select(AuditEntry.reason).where(col(AuditEntry.name) == "tests.said")).all()

    assert read == {(said, f"{said} Shown.") for said in (KETTLE, WINDOW)}
    assert again == [LOCKED, LOCKED]


def test_a_statement_that_does_not_name_the_row_is_refused(parts: Parts, stage: Stage) -> None:
    with parts.work(writes=False) as work:
        one = {**row(work, stage), "words": KETTLE}
        for statement in (insert(OwnQuestion).values(**one), update(OwnQuestion).values(words=KETTLE)):
            with pytest.raises(StatementError, match="sealed to its row"), work.db.begin_nested():
                work.db.execute(statement)
        with pytest.raises(TypeError, match="sealed to its row"):
            work.db.execute(select(select(col(OwnQuestion.words)).subquery().c.words))


def test_a_statement_may_name_the_row_and_may_empty_any(parts: Parts, stage: Stage) -> None:
    with parts.work() as work:
        one = dict(row(work, stage))
        work.db.execute(insert(OwnQuestion).values(**one, words=Placed(KETTLE, one["id"])))
        mine = col(OwnQuestion.id) == one["id"]
        written = work.db.scalars(select(OwnQuestion.words).where(mine)).one()
        work.db.execute(update(OwnQuestion).where(mine).values(words=""))
        empty = work.db.scalars(select(OwnQuestion.id).where(mine, col(OwnQuestion.words) == "")).all()

    assert (written, empty) == (KETTLE, [one["id"]])


def test_a_row_is_called_the_same_on_every_database() -> None:
    one = UUID(int=7)

    assert row_of([one]) == row_of([one.hex]) == row_of([str(one)]) == one
    assert row_of([one, "days"]) == row_of([one.hex, "days"]) != row_of([one, "nights"])
    assert row_of([7]) == row_of(["7"]) != row_of([8])
