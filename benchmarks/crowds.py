"""Many applications in one programme, written straight into the tables: by COPY on PostgreSQL, in batches on SQLite.

What is written is what the services would have written, with words drawn from a fixed seed. One surname is borne by
twenty people whatever the size, one word stands in every second application and one in every hundredth.
"""

import json
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import Table, insert, text
from sqlalchemy.orm import Session

from app.adapters import searching
from app.adapters.searching import Document
from app.core.folding import words_in
from app.core.sealed_columns import Placed
from app.models.applications import Answer, Application, ApplicationStatus, Decision, Outcome
from app.models.decisions_board import BoardLine, Reading
from app.models.people import Channel, Person
from app.models.reviews import Standing
from app.rules.decisions_board import below_top, place_of
from app.services.casting import Stage

FIRST_SENT = datetime(2026, 1, 5, tzinfo=UTC)
STATES = (
    (ApplicationStatus.IN_REVIEW,) * 60
    + (ApplicationStatus.RECEIVED,) * 20
    + (ApplicationStatus.OFFERED,) * 10
    + (ApplicationStatus.NOT_OFFERED,) * 9
    + (ApplicationStatus.DECIDED_UNRELEASED,)
)
COMMON, SELDOM, RARE = "lantern", "umber", "quillfeather"
BEARERS = 20
WORDS_EACH = 40
BATCH = 5000

Row = Mapping[str, Any]


@dataclass(frozen=True)
class One:
    """One application of the crowd."""

    number: int
    person: UUID
    application: UUID
    name: str
    said: str
    status: ApplicationStatus
    score: int | None
    sent_at: datetime


def crowd(size: int) -> Iterator[One]:
    chance = random.Random(7)
    vocabulary = [f"{a}{b}{c}" for a in "bdfgklmn" for b in ("ar", "el", "in", "os") for c in ("ta", "ve", "mi", "so")]
    for number in range(1, size + 1):
        said = chance.choices(vocabulary, k=WORDS_EACH)
        said += [COMMON] * (number % 2) + [SELDOM] * (number % 100 == 0)
        surname = RARE if number % max(1, size // BEARERS) == 0 else chance.choice(vocabulary)
        score = chance.randrange(101) if number % 3 else None
        sent_at = FIRST_SENT + timedelta(minutes=number)
        status = chance.choice(STATES)
        yield One(
            number,
            UUID(int=number),
            UUID(int=1 << 100 | number),
            f"Kim {surname}",
            " ".join(said),
            status,
            score,
            sent_at,
        )


def fill(db: Session, stage: Stage, size: int) -> None:
    """Write the crowd into a database that has only the cast."""
    people = list(crowd(size))
    ground = Ground(stage.programmes["lumina"].id, stage.cohorts["lumina"].id, stage.id_of("mei"))
    for kind, row_of in ROWS.items():
        rows = [row for one in people if (row := row_of(one, ground)) is not None]
        _write(db, kind.__table__, iter(rows))
    _write_words(db, stage, people)
    db.commit()
    searching.analyse(db)
    db.commit()


@dataclass(frozen=True)
class Ground:
    """What every application of the crowd shares."""

    programme: UUID
    cohort: UUID
    decided_by: UUID


def _person(one: One, _ground: Ground) -> Row:
    return {
        "id": one.person, "name": one.name, "email": f"{one.number}@example.org", "phone": "",
        "channel": Channel.EMAIL, "time_zone": "Australia/Adelaide", "created_at": one.sent_at,
    }  # fmt: skip


def _application(one: One, ground: Ground) -> Row:
    return {
        "id": one.application, "reference": _reference(one), "number": one.number, "programme_id": ground.programme,
        "cohort_id": ground.cohort, "person_id": one.person, "status": one.status, "stopped_at": "",
        "started_at": one.sent_at, "sent_at": one.sent_at, "version": 1,
    }  # fmt: skip


def _answer(one: One, _ground: Ground) -> Row:
    return {
        "id": UUID(int=2 << 100 | one.number), "application_id": one.application, "question": "draws_you",
        "wording": "What draws you to visual effects?", "value": Placed(one.said, UUID(int=2 << 100 | one.number)),
        "employer_marks": "", "answered_at": one.sent_at, "version": 1,
    }  # fmt: skip


def _standing(one: One, _ground: Ground) -> Row:
    written = 0 if one.score is None else 2
    return {"application_id": one.application, "expected": 2, "written": written, "score": one.score}


def _decision(one: One, ground: Ground) -> Row | None:
    outcome = _outcome(one)
    if outcome is None:
        return None
    return {
        "id": UUID(int=3 << 100 | one.number), "application_id": one.application, "outcome": outcome,
        "reasons": [], "feedback": "", "next_steps": "", "decided_by": ground.decided_by,
        "decided_at": one.sent_at, "version": 1,
    }  # fmt: skip


def _line(one: One, ground: Ground) -> Row:
    return {
        "id": one.number, "application_id": one.application, "programme_id": ground.programme,
        "cohort_id": ground.cohort, "place": place_of(_reference(one)), "status": one.status, "outcome": _outcome(one),
        "reading": Reading.WAITING if one.score is None else Reading.COMPLETE, "has_file": one.number % 2 == 0,
        "below_top": below_top(one.score), "sent_at": one.sent_at,
    }  # fmt: skip


ROWS: Mapping[Any, Callable[[One, Ground], Row | None]] = {
    Person: _person,
    Application: _application,
    Answer: _answer,
    Standing: _standing,
    Decision: _decision,
    BoardLine: _line,
}
"""In the order in which each refers to the one before."""


def _write(db: Session, table: Table, rows: Iterator[Row]) -> None:
    if searching.is_sqlite(db):
        batch: list[Row] = []
        for row in rows:
            batch.append(row)
            if len(batch) == BATCH:
                db.execute(insert(table), batch)
                batch = []
        if batch:
            db.execute(insert(table), batch)
        return
    first = next(rows, None)
    if first is None:
        return
    with _cursor(db).copy(f"COPY {table.name} ({', '.join(first)}) FROM STDIN") as copy:
        for row in (first, *rows):
            copy.write_row([_plain(table, name, value) for name, value in row.items()])


def _write_words(db: Session, stage: Stage, people: list[One]) -> None:
    programme = stage.programmes["lumina"].id
    documents = (
        Document(one.number, programme, words_in(f"{one.name} {_reference(one)} {one.said}"), words_in(one.said))
        for one in people
    )
    if searching.is_sqlite(db):
        statement = str(searching.WRITE_SQLITE)
        _raw(db).executemany(statement, (searching.as_sqlite(document) for document in documents))
        db.execute(text("INSERT INTO search_words (search_words) VALUES ('optimize')"))
        return
    with _cursor(db).copy("COPY search_words (line_id, managers, reviewers) FROM STDIN") as copy:
        for document in documents:
            row = searching.as_postgresql(document)
            copy.write_row([row["line_id"], _vector(row["managers"]), _vector(row["reviewers"])])


def _vector(words: Any) -> str:
    return " ".join(f"'{word}'" for word in words)


def _plain(table: Table, name: str, value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Placed):
        return json.dumps(value.value)  # COPY knows no types of ours; what is not sealed is read as it is
    return json.dumps(value) if table.c[name].type.__class__.__name__ == "JSON" else value


def _raw(db: Session) -> Any:
    return db.connection().connection.driver_connection


def _cursor(db: Session) -> Any:
    return _raw(db).cursor()


def _reference(one: One) -> str:
    return f"LUM-{one.number:04}"


def _outcome(one: One) -> Outcome | None:
    if one.status is ApplicationStatus.DECIDED_UNRELEASED:
        return Outcome.WAITING_LIST
    return Outcome(one.status.value) if one.status.value in set(Outcome) else None
