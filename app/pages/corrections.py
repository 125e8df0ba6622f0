"""Corrections as each side reads them: the person's own, the managers' list, and one to answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Select
from sqlmodel import col, select

from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.applications import Application
from app.models.corrections import Correction, CorrectionStatus
from app.models.people import Person
from app.models.programmes import Programme
from app.pages.own_data import TO_OWN, Crumb
from app.rules.corrections import ANSWERED_IN_DAYS, LIFE, is_managed, is_own, visible_to
from app.rules.registers import register
from app.services.corrections import answer_of, entry_named, words_of

MOST = 100


@dataclass(frozen=True)
class Line:
    """One correction. `name` is empty for the person's own; `due_on` is None once it is answered."""

    id: UUID
    title: str
    name: str
    words: str
    answer: str
    state: str
    asked_at: datetime
    zone: str
    due_on: date | None
    is_late: bool
    is_open: bool


@dataclass(frozen=True)
class Listing:
    lines: Sequence[Line]
    title: str | Sentence
    crumb: Crumb


@dataclass(frozen=True)
class Asking:
    key: str
    kind: str
    title: Sentence
    crumb: Crumb
    days: int = ANSWERED_IN_DAYS


@dataclass(frozen=True)
class Answering:
    line: Line
    title: Sentence
    crumb: Crumb = (N_("corrections"), "corrections.desk", {})


def asking(key: str) -> Asking:
    title = entry_named(key).title
    crumb: Crumb = (title, "own_data.entry", {"entry": key})
    return Asking(key, title, sentence(N_("Ask for a correction: %(kind)s"), kind=Sentence(title)), crumb)


def mine(work: Work) -> Listing:
    own = visible_to(work.actor).where(col(Correction.person_id) == work.actor.person_id)
    lines = [_line(work, row, "", zone) for row, _, zone in _rows(work, own) if is_own(work.actor, row)]
    return Listing(lines, N_("Corrections that you asked for"), TO_OWN)


def desk(work: Work) -> Listing:
    """Those that wait, the oldest promise first."""
    waiting = visible_to(work.actor).where(col(Correction.status) == CorrectionStatus.ASKED)
    lines = [_line(work, row, name, zone) for row, name, zone in _rows(work, waiting) if is_managed(work.actor, row)]
    return Listing(lines, N_("Corrections that people ask for"), (N_("the applications"), "decisions.board", {}))


def of_application(work: Work, application: Application) -> Listing:
    """All that this applicant asked for. What was not corrected stands here with their own words."""
    theirs = visible_to(work.actor).where(col(Correction.person_id) == application.person_id)
    lines = [_line(work, row, name, zone) for row, name, zone in _rows(work, theirs) if is_managed(work.actor, row)]
    title = sentence(N_("What %(reference)s says is wrong"), reference=application.reference)
    crumb: Crumb = (N_("this application"), "decisions.show", {"application_id": application.id})
    return Listing(lines, title, crumb)


def answering(work: Work, correction: Correction) -> Answering:
    person = work.db.get_one(Person, correction.person_id)
    zone = work.db.get_one(Programme, correction.programme_id).time_zone
    line = _line(work, correction, person.name, zone)
    return Answering(line, sentence(N_("Answer %(name)s: %(kind)s"), name=person.name, kind=Sentence(line.title)))


def _rows(work: Work, wanted: Select[Any]) -> Sequence[Any]:
    return work.db.execute(
        select(Correction, col(Person.name), col(Programme.time_zone))
        .join(Person, col(Person.id) == Correction.person_id)
        .join(Programme, col(Programme.id) == Correction.programme_id)
        .where(col(Correction.id).in_(wanted.with_only_columns(col(Correction.id))))
        .order_by(col(Correction.answered_at).is_not(None), col(Correction.due_at), col(Correction.id))
        .limit(MOST)
    ).all()


def _line(work: Work, row: Correction, name: str, zone: str) -> Line:
    is_open = row.status is CorrectionStatus.ASKED
    words = LIFE.words[row.status]
    return Line(
        id=row.id, title=register().entries[row.entry].title, name=name, words=words_of(work, row),
        answer=answer_of(work, row), state=words.staff if name else words.own, asked_at=row.asked_at, zone=zone,
        due_on=row.due_at.astimezone(ZoneInfo(zone)).date() if is_open else None,
        is_late=is_open and row.due_at < work.now, is_open=is_open,
    )  # fmt: skip
