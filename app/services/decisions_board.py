"""The board follows: whatever changes an application writes its line and its words again, in the same transaction.

Services need not think of it. What a session is about to write is looked at once, here; before the commit the lines of
those applications are written anew from what is stored. A house test compares them with lines made from nothing.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, event, insert, inspect, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from app.adapters import searching
from app.adapters.searching import Audience, Document
from app.core.folding import words_in
from app.core.work import Work
from app.models.applications import Answer, Application, Decision
from app.models.decisions_board import BoardLine
from app.models.files import File, FileStatus
from app.models.people import Person
from app.models.programmes import Programme
from app.models.redactions import Redaction, WithheldFile
from app.models.reviews import Standing
from app.rules.answers_reading import questions_read_by, readable_by
from app.rules.blueprints import Blueprint, Reader, blueprint_of
from app.rules.decisions_board import below_top, place_of, reading_of
from app.rules.redactions import shown

CHANGED = "changed_applications"
RENAMED = "renamed_people"
MOST_AT_ONCE = 500
READERS = {Audience.MANAGERS: Reader.MANAGER, Audience.REVIEWERS: Reader.REVIEWER}


@dataclass(frozen=True)
class Facts:
    """One sent application with what its line and its words are made from. `line_id` is None before the first line.

    `copies` is what reviewers read instead of an answer, and `withheld` the files that they do not see.
    """

    application: Application
    name: str
    blueprint: Blueprint
    standing: Standing | None
    decision: Decision | None
    line_id: int | None
    files: Sequence[File]
    answers: Sequence[Answer]
    copies: Mapping[str, str]
    withheld: Container[UUID]


def follow(kind: type[Session] = Session) -> None:
    """From now on every session of this kind keeps the board up to date."""
    event.listen(kind, "before_flush", _note)
    event.listen(kind, "before_commit", _catch_up)


def rebuild(work: Work) -> int:
    """Write every line and every word again. Returns how many; safe to run twice, and while others work."""
    sent = select(col(Application.id)).where(col(Application.sent_at).is_not(None)).order_by(col(Application.id))
    return _write_all(work.db, work.db.scalars(sent).all())


def complete(work: Work) -> int:
    """Write the lines that are missing, as after an update from a version without a board of its own."""
    missing = (
        select(col(Application.id))
        .outerjoin(BoardLine, col(BoardLine.application_id) == Application.id)
        .where(col(Application.sent_at).is_not(None), col(BoardLine.id).is_(None))
        .order_by(col(Application.id))
    )
    return _write_all(work.db, work.db.scalars(missing).all())


def follow_too(work: Work, application_ids: Iterable[UUID]) -> None:
    """For a service that changed these applications by a statement of its own: their lines follow before the commit."""
    work.db.info.setdefault(CHANGED, set()).update(application_ids)


def _note(db: Session, _context: Any, _instances: Any) -> None:
    changed, renamed = db.info.setdefault(CHANGED, set()), db.info.setdefault(RENAMED, set())
    _forget(db, [row.id for row in db.deleted if isinstance(row, Application)])
    for row in (*db.new, *db.deleted, *(row for row in db.dirty if db.is_modified(row))):
        if isinstance(row, Application):
            changed.add(row.id)
        elif isinstance(row, (Answer, File, Standing, Decision, Redaction)) and row.application_id:
            changed.add(row.application_id)
        elif isinstance(row, WithheldFile):
            changed.add(_application_of(db, row))
        elif isinstance(row, Person) and inspect(row).attrs.name.history.has_changes():
            renamed.add(row.id)


def _application_of(db: Session, withheld: WithheldFile) -> UUID | None:
    with db.no_autoflush:
        file = db.get(File, withheld.file_id)
    return file.application_id if file else None


def _forget(db: Session, application_ids: Sequence[UUID]) -> None:
    """An application that is erased takes its line and its words with it."""
    if not application_ids:
        return
    kept = select(col(BoardLine.id)).where(col(BoardLine.application_id).in_(application_ids))
    lines = [line_id for line_id in db.scalars(kept) if line_id is not None]
    searching.forget(db, lines)
    db.execute(delete(BoardLine).where(col(BoardLine.id).in_(lines)))


def _catch_up(db: Session) -> None:
    if db.in_nested_transaction():
        return
    db.flush()
    changed, renamed = db.info.pop(CHANGED, set()), db.info.pop(RENAMED, set())
    if renamed:
        changed |= set(db.scalars(select(col(Application.id)).where(col(Application.person_id).in_(renamed))))
    changed.discard(None)
    if changed:
        _write_all(db, sorted(changed))


def _write_all(db: Session, application_ids: Sequence[UUID]) -> int:
    for start in range(0, len(application_ids), MOST_AT_ONCE):
        _write(db, _facts(db, application_ids[start : start + MOST_AT_ONCE]))
    return len(application_ids)


def _facts(db: Session, application_ids: Sequence[UUID]) -> list[Facts]:
    """The rows are held first: of two transactions at once the second reads what the first wrote."""
    held = select(col(Application.id)).where(
        col(Application.id).in_(application_ids), col(Application.sent_at).is_not(None)
    )
    sent = db.scalars(held.order_by(col(Application.id)).with_for_update()).all()
    if not sent:
        return []
    rows = db.execute(
        select(Application, col(Person.name), col(Programme.key), Standing, Decision, col(BoardLine.id))
        .join(Person, col(Person.id) == Application.person_id)
        .join(Programme, col(Programme.id) == Application.programme_id)
        .outerjoin(Standing, col(Standing.application_id) == Application.id)
        .outerjoin(Decision, col(Decision.application_id) == Application.id)
        .outerjoin(BoardLine, col(BoardLine.application_id) == Application.id)
        .where(col(Application.id).in_(sent))
        .order_by(col(Application.sent_at), col(Application.id))
    ).all()
    clean = (col(File.application_id).in_(sent), col(File.status) == FileStatus.CLEAN)
    files = _by_application(db.scalars(select(File).where(*clean)))
    answers = _by_application(db.scalars(select(Answer).where(col(Answer.application_id).in_(sent))))
    redactions = _by_application(db.scalars(select(Redaction).where(col(Redaction.application_id).in_(sent))))
    withheld = set(
        db.scalars(select(col(WithheldFile.file_id)).join(File, col(File.id) == WithheldFile.file_id).where(*clean))
    )
    return [
        Facts(
            row[0], row[1], blueprint_of(row[2]), *row[3:], files.get(row[0].id, ()), answers.get(row[0].id, ()),
            _copies(answers.get(row[0].id, ()), redactions.get(row[0].id, ())), withheld,
        )
        for row in rows
    ]  # fmt: skip


def _copies(answers: Sequence[Answer], redactions: Sequence[Redaction]) -> dict[str, str]:
    versions = {answer.question: answer.version for answer in answers}
    return {
        each.question: shown(each.words, made_from=each.answer_version, version=versions.get(each.question, 0))
        for each in redactions
    }


def _by_application(rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for row in rows:
        found.setdefault(row.application_id, []).append(row)
    return found


def _write(db: Session, facts: Sequence[Facts]) -> None:
    known: dict[UUID, Any] = {each.application.id: each.line_id for each in facts if each.line_id is not None}
    old = [{"id": each.line_id, **line_of(each)} for each in facts if each.line_id is not None]
    new = [line_of(each) for each in facts if each.line_id is None]
    if old:
        db.execute(update(BoardLine), old)
    if new:
        returned = insert(BoardLine).returning(
            col(BoardLine.application_id), col(BoardLine.id), sort_by_parameter_order=True
        )
        known |= {row[0]: row[1] for row in db.execute(returned, new)}
    searching.write(db, [document_of(each, known[each.application.id]) for each in facts])


def line_of(facts: Facts) -> dict[str, Any]:
    """What the line of this application says."""
    application, standing = facts.application, facts.standing or Standing(application_id=facts.application.id)
    readable = _keys(facts.blueprint, Reader.MANAGER)
    return {
        "application_id": application.id,
        "programme_id": application.programme_id,
        "cohort_id": application.cohort_id,
        "place": place_of(application.reference),
        "status": application.status,
        "reading": reading_of(standing.expected, standing.written, facts.blueprint.rubric.reviews_each),
        "outcome": facts.decision.outcome if facts.decision else None,
        "has_file": any(file.question in readable for file in facts.files),
        "below_top": below_top(standing.score),
        "sent_at": application.sent_at,
    }


def document_of(facts: Facts, line_id: int) -> Document:
    """The words of this application: to managers with the name, to reviewers without it."""
    managers = _words(facts, Audience.MANAGERS)
    return Document(
        line_id,
        facts.application.programme_id,
        managers=words_in(f"{facts.name} {managers}"),
        reviewers=words_in(_words(facts, Audience.REVIEWERS)),
    )


def _words(facts: Facts, audience: Audience) -> str:
    """Reviewers find what they may read and nothing else: no passage that was left out, no file that was withheld."""
    reader, application = READERS[audience], facts.application
    answers = {each.question.key: each.words for each in readable_by(reader, facts.blueprint, facts.answers)}
    files = [file for file in facts.files if file.question in _keys(facts.blueprint, reader)]
    if audience is Audience.REVIEWERS:
        answers |= {key: [copy] for key, copy in facts.copies.items() if key in answers}
        files = [file for file in files if file.id not in facts.withheld]
    texts = [text for words in answers.values() for text in words]
    return " ".join([application.reference, str(application.number), *texts, *(file.description for file in files)])


def _keys(blueprint: Blueprint, reader: Reader) -> set[str]:
    return set(questions_read_by(reader, blueprint))
