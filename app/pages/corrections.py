"""Corrections as each side reads them: the person's own, the managers' list, and one to answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Select
from sqlmodel import col, select

from app.adapters.wordings import spoken
from app.core.errors import Missing
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.forms.corrections import ATTENDANCE, Correcting, TooLate, correcting_form
from app.forms.filling import Filled, FilledField
from app.models.applications import Application
from app.models.corrections import Correction, CorrectionChange, CorrectionStatus
from app.models.people import Person
from app.models.programmes import Programme
from app.pages.corrections_ways import Way, results_of, ways_of
from app.pages.own_data import TO_OWN, Crumb
from app.rules.corrections import ANSWERED_IN_DAYS, LIFE, is_managed, is_own, visible_to
from app.rules.registers import register
from app.services.corrections import answer_of, changes_of, entry_named, words_of
from app.services.corrections_typing import Thing, result_changed, thing_of, things_of

MOST = 100
TAKEN_BACK = N_("You took it back. Nothing was changed.")
TAKEN_BACK_LATER = N_("You took it back. What was changed before stays changed. You can read it below.")


@dataclass(frozen=True)
class Changed:
    """One thing that was changed: what it said before, and what it says since."""

    title: str
    before: str
    after: str
    made_at: datetime


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
    changes: Sequence[Changed]


@dataclass(frozen=True)
class Listing:
    lines: Sequence[Line]
    title: str | Sentence
    crumb: Crumb


@dataclass(frozen=True)
class Asking:
    """`ways` lead to where the person can change it themselves, at once."""

    key: str
    kind: str
    ways: Sequence[Way]
    title: Sentence
    crumb: Crumb
    days: int = ANSWERED_IN_DAYS


@dataclass(frozen=True)
class Today:
    """One thing that a manager can put right: what it says today."""

    key: str
    label: str
    value: str


@dataclass(frozen=True)
class Answering:
    """`results` lead to applications whose result itself may be what is wrong. `must_change` says that "corrected" waits
    for a change.
    """

    line: Line
    today: Sequence[Today]
    results: Sequence[Way]
    must_change: bool
    title: Sentence
    crumb: Crumb = (N_("corrections"), "corrections.desk", {})


@dataclass(frozen=True)
class Changing:
    """One thing to put right. `seen` marks what stands there now, also when the form is drawn again."""

    correction_id: UUID
    key: str
    label: str
    today: str
    words: str
    kind: type[Correcting]
    known: Filled[Correcting]
    seen: FilledField
    title: Sentence
    crumb: Crumb
    typed: Sequence[str] | None = None


@dataclass(frozen=True)
class Late:
    """What somebody typed after it was over or gone. It stands there to be read, and can be saved no more."""

    today: str
    words: str
    typed: Sequence[str]
    title: Sentence
    crumb: Crumb


def asking(work: Work, key: str) -> Asking:
    entry = entry_named(key)
    crumb: Crumb = (entry.title, "own_data.entry", {"entry": key})
    asks = sentence(N_("Ask for a correction: %(kind)s"), kind=Sentence(entry.title))
    return Asking(key, entry.title, ways_of(work, key), asks, crumb)


def mine(work: Work) -> Listing:
    own = visible_to(work.actor).where(col(Correction.person_id) == work.actor.person_id)
    lines = _lines(work, [(row, "", zone) for row, _, zone in _rows(work, own) if is_own(work.actor, row)])
    return Listing(lines, N_("Corrections that you asked for"), TO_OWN)


def desk(work: Work) -> Listing:
    """Those that wait, the oldest promise first."""
    waiting = visible_to(work.actor).where(col(Correction.status) == CorrectionStatus.ASKED)
    lines = _lines(work, [each for each in _rows(work, waiting) if is_managed(work.actor, each[0])])
    return Listing(lines, N_("Corrections that people ask for"), (N_("the applications"), "decisions.board", {}))


def of_application(work: Work, application: Application) -> Listing:
    """All that this applicant asked for. What was not corrected stands here with their own words."""
    theirs = visible_to(work.actor).where(col(Correction.person_id) == application.person_id)
    lines = _lines(work, [each for each in _rows(work, theirs) if is_managed(work.actor, each[0])])
    title = sentence(N_("What %(reference)s says is wrong"), reference=application.reference)
    crumb: Crumb = (N_("this application"), "decisions.show", {"application_id": application.id})
    return Listing(lines, title, crumb)


def answering(work: Work, correction: Correction) -> Answering:
    person = work.db.get_one(Person, correction.person_id)
    zone = work.db.get_one(Programme, correction.programme_id).time_zone
    line = _line(work, correction, person.name, zone, changes_of(work, [correction.id]))
    things = things_of(work, correction) if line.is_open else []
    is_changed = bool(line.changes) or result_changed(work, correction)
    return Answering(
        line=line,
        today=[Today(thing.key, thing.title, thing.words) for thing in things],
        results=results_of(work, correction) if line.is_open else [],
        must_change=bool(things) and not is_changed,
        title=sentence(N_("Answer %(name)s: %(kind)s"), name=person.name, kind=Sentence(line.title)),
    )


def changing(work: Work, correction: Correction, key: str) -> Changing:
    """Raises `Missing` for what cannot be typed, or for a correction that is over."""
    if not LIFE.allows(correction, "correct"):
        raise Missing
    thing = thing_of(work, correction, key)
    kind = correcting_form(thing.field)
    return Changing(
        correction_id=correction.id,
        key=key,
        label=thing.title,
        today=thing.words,
        words=words_of(work, correction),
        kind=kind,
        known=Filled.blank(kind, value=thing.typed),
        seen=Filled.blank(Correcting, seen=thing.mark).field("seen"),
        title=sentence(N_("Correct: %(what)s"), what=Sentence(thing.title)),
        crumb=_to_answer(correction),
    )


def form_of(work: Work, correction: Correction, key: str) -> type[Correcting]:
    """The form of one thing. What is over or gone has one that takes whatever was typed, and the service refuses it."""
    thing = _still_there(work, correction, key)
    return correcting_form(thing.field) if thing and LIFE.allows(correction, "correct") else TooLate


def changing_again(work: Work, correction: Correction, key: str, filled: Filled[Correcting]) -> Changing | Late:
    """The page of one thing that was not taken. Nothing that was typed is lost when it is over or gone meanwhile."""
    thing = _still_there(work, correction, key)
    if thing and LIFE.allows(correction, "correct"):
        return changing(work, correction, key)
    title = thing.title if thing else register().entries[correction.entry].title
    return Late(
        today=thing.words if thing else "",
        words=words_of(work, correction),
        typed=_as_read(thing, filled.typed.get("value", ())),
        title=sentence(N_("Correct: %(what)s"), what=Sentence(title)),
        crumb=_to_answer(correction),
    )


def taken_back(work: Work, correction: Correction) -> str:
    """What the person is told: a change that was made already is not undone."""
    return TAKEN_BACK_LATER if changes_of(work, [correction.id]) else TAKEN_BACK


def _still_there(work: Work, correction: Correction, key: str) -> Thing | None:
    return next((thing for thing in things_of(work, correction) if thing.key == key), None)


def _as_read(thing: Thing | None, typed: Sequence[str]) -> list[str]:
    """Choices in their words. Of what can vanish, only an attendance was chosen among words of ours."""
    kind = correcting_form(thing.field if thing else ATTENDANCE)
    labels = {option.value: spoken(option.label) for option in Filled.blank(kind).field("value").options}
    return [labels.get(value, value) for value in typed if value]


def _to_answer(correction: Correction) -> Crumb:
    return (N_("the answer"), "corrections.answering", {"correction_id": correction.id})


def _rows(work: Work, wanted: Select[Any]) -> Sequence[Any]:
    return work.db.execute(
        select(Correction, col(Person.name), col(Programme.time_zone))
        .join(Person, col(Person.id) == Correction.person_id)
        .join(Programme, col(Programme.id) == Correction.programme_id)
        .where(col(Correction.id).in_(wanted.with_only_columns(col(Correction.id))))
        .order_by(col(Correction.answered_at).is_not(None), col(Correction.due_at), col(Correction.id))
        .limit(MOST)
    ).all()


def _lines(work: Work, rows: Sequence[Any]) -> list[Line]:
    changes = changes_of(work, [row.id for row, _, _ in rows])
    return [
        _line(work, row, name, zone, [change for change in changes if change.correction_id == row.id])
        for row, name, zone in rows
    ]


def _line(work: Work, row: Correction, name: str, zone: str, changes: Sequence[CorrectionChange]) -> Line:
    is_open = row.status is CorrectionStatus.ASKED
    words = LIFE.words[row.status]
    return Line(
        id=row.id, title=register().entries[row.entry].title, name=name, words=words_of(work, row),
        answer=answer_of(work, row), state=words.staff if name else words.own, asked_at=row.asked_at, zone=zone,
        due_on=row.due_at.astimezone(ZoneInfo(zone)).date() if is_open else None,
        is_late=is_open and row.due_at < work.now, is_open=is_open,
        changes=[Changed(each.title, each.before, each.after, each.made_at) for each in changes],
    )  # fmt: skip
