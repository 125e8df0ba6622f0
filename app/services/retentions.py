"""What is removed because its time is over: found in the same way for the list and for the removal, never during a dispute."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, func, or_, true, update
from sqlmodel import col, select

from app.core.chain import AuditLink
from app.core.errors import Conflict
from app.core.events import AuditEntry, Event
from app.core.words import N_
from app.core.work import Work
from app.forms.retentions import Holding
from app.forms.sign_ins import Nothing
from app.models.accommodations import Accommodation
from app.models.applications import Answer, Application, ApplicationStatus
from app.models.cohorts import Cohort
from app.models.corrections import Correction, CorrectionChange
from app.models.emergencies import Emergency
from app.models.files import File
from app.models.programmes import Programme
from app.models.retentions import Hold, PurgedCount
from app.models.supporters import PreparedAnswer
from app.rules.audit import WORDS_LAST
from app.rules.blueprints import Blueprint, blueprint_of
from app.rules.retentions import OVER, kept_for
from app.services.audit import WORDS_REMOVED
from app.services.retentions_accounts import accounts_due
from app.services.retentions_endings import applications_over, ended_at, is_free
from app.services.retentions_kinds import PLACES, Key, Place
from app.services.retentions_leaving import Holders, part_with, part_with_needs
from app.services.retentions_needs import needs_over
from app.services.retentions_records import Records, records_due, remove_records

NOBODY = UUID(int=0)
ANSWERS = "answers"


@dataclass(frozen=True)
class Line:
    """Answers to one question in one cohort whose time is over."""

    programme_id: UUID
    cohort_id: UUID
    cohort: str
    question: str
    wording: str


@dataclass(frozen=True)
class Over:
    """An application that led to no place, and when that was; or one whose cohort is long over, and all of it goes."""

    application: Application
    ended_at: datetime
    blueprint: Blueprint
    cohort: str

    def is_due(self, question: str, now: datetime) -> bool:
        if self.application.status is ApplicationStatus.ENROLLED:
            return True
        return self.ended_at + kept_for(self.blueprint, question) <= now

    def line_of(self, answer: Answer) -> Line:
        application = self.application
        return Line(application.programme_id, application.cohort_id, self.cohort, answer.question, answer.wording)


@dataclass
class Due:
    """What would go now."""

    answers: Sequence[tuple[Line, Answer]]
    files: Sequence[File]
    adjustments: Sequence[Accommodation]
    prepared: Sequence[PreparedAnswer]
    """What supporters wrote for such answers. It was never an answer, so it is not counted."""
    records: Records
    """Rows of people that belong to no programme. Managers are not told of them."""
    places: Mapping[Place, Sequence[Key]]
    """Rows of the other kinds, by where they are. Managers are not told of these either."""
    accounts: Sequence[UUID]
    """Accounts that go tonight, once their last letter has left: `services.retentions_accounts`."""

    @property
    def counted(self) -> Counter[Line]:
        return Counter(line for line, _ in self.answers)

    @property
    def by_kind(self) -> Counter[str]:
        """How many rows of each kind of the register."""
        found = Counter({
            "answers": len(self.answers) + len(self.prepared), "files": len(self.files),
            "adjustments": len(self.adjustments), "account": len(self.accounts),
        })  # fmt: skip
        for entry, ids in self.records.items():
            found[entry] += len(ids)
        for entry, places in PLACES.items():
            found[entry] += sum(len(self.places.get(place, ())) for place in places)
        return +found


def due(work: Work, *, programmes: Collection[UUID] | None = None) -> Due:
    """Everything whose time is over, or what of it belongs to these programmes. Changes nothing."""
    over = {each.application.id: each for each in _over(work, programmes)}
    answers = select(Answer).where(col(Answer.application_id).in_(over)).order_by(col(Answer.id))
    files = select(File).where(col(File.application_id).in_(over)).order_by(col(File.id))
    prepared = select(PreparedAnswer).where(col(PreparedAnswer.application_id).in_(over))
    return Due(
        answers=[
            (over[answer.application_id].line_of(answer), answer)
            for answer in work.db.scalars(answers)
            if _is_there(answer) and over[answer.application_id].is_due(answer.question, work.now)
        ],
        files=[
            file
            for file in work.db.scalars(files)
            if file.application_id and over[file.application_id].is_due(file.question, work.now)
        ],
        adjustments=needs_over(work, programmes),
        prepared=[
            text
            for text in work.db.scalars(prepared.order_by(col(PreparedAnswer.id)))
            if over[text.application_id].is_due(text.question, work.now)
        ],
        records=records_due(work) if programmes is None else {},
        places=_places(work) if programmes is None else {},
        accounts=accounts_due(work) if programmes is None else (),
    )


def purge(work: Work) -> Due:
    """Remove it. The question as it was asked stays, and how many had answered it. Safe to run twice."""
    found = due(work)
    for line, count in found.counted.items():
        _count(work, line, count)
    for _, answer in found.answers:
        answer.value, answer.employer_marks, answer.draft, answer.version = "", "", None, answer.version + 1
    _forget_changes(work, {answer.application_id for _, answer in found.answers})
    for prepared in found.prepared:
        work.db.delete(prepared)
    for file in found.files:
        work.record(Event("files.removed", file.id, about=file.owner_id, facts={"stored_as": file.stored_as}))
        work.db.delete(file)
    work.db.flush()
    part_with_needs(work, found.adjustments)
    remove_records(work, found.records)
    holders = Holders(work)
    for place, keys in found.places.items():
        part_with(work, place, keys, holders)
    if old_log_entries(work):
        _empty_log(work)
    if found.by_kind:
        work.audit(Event("retentions.purged", NOBODY, facts=dict(found.by_kind)))
    return found


def _forget_changes(work: Work, application_ids: Collection[UUID]) -> None:
    """What answers of these people said before and after a correction goes with the answers, and not later."""
    people = select(col(Application.person_id)).where(col(Application.id).in_(application_ids))
    about = select(col(Correction.id)).where(col(Correction.entry) == ANSWERS, col(Correction.person_id).in_(people))
    work.db.execute(delete(CorrectionChange).where(col(CorrectionChange.correction_id).in_(about)))


def _places(work: Work) -> dict[Place, Sequence[Key]]:
    """All of them are looked for before any of them goes, for one is over because of another."""
    found = {place: place.due(work, entry) for entry, places in PLACES.items() for place in places}
    return {place: keys for place, keys in found.items() if keys}


def old_log_entries(work: Work) -> int:
    """How many entries of the log have words whose time is over."""
    old = (col(AuditEntry.at) <= work.now - WORDS_LAST, or_(col(AuditEntry.reason) != "", col(AuditEntry.shown) != ""))
    return work.db.scalar(select(func.count()).select_from(AuditEntry).where(*old)) or 0


def open_hold(work: Work, application_id: UUID) -> Hold | None:
    held = select(Hold).where(col(Hold.application_id) == application_id, col(Hold.ended_at).is_(None))
    return work.db.scalars(held.order_by(col(Hold.id)).limit(1)).first()


def holds_of(work: Work, person_id: UUID) -> Sequence[Hold]:
    """What is held of this person's applications."""
    mine = select(Hold).join(Application, col(Application.id) == Hold.application_id)
    return work.db.scalars(
        mine.where(col(Application.person_id) == person_id, col(Hold.ended_at).is_(None)).order_by(col(Hold.id))
    ).all()


def hold(work: Work, application: Application, form: Holding) -> None:
    """Nothing of this application is removed by time until the hold ends. The applicant reads the reason."""
    if open_hold(work, application.id) is not None:
        raise Conflict(N_("This application is kept already, with a reason of its own."))
    assert work.actor.person_id is not None  # noqa: S101 - the guard has checked
    made = Hold(
        id=work.new_id(), application_id=application.id, reason=form.reason, set_by=work.actor.person_id,
        set_at=work.now,
    )  # fmt: skip
    work.db.add(made)
    _record(work, application, "retentions.held")


def end_hold(work: Work, application: Application, _form: Nothing) -> None:
    held = open_hold(work, application.id)
    if held is not None:
        held.ended_at = work.now
        _record(work, application, "retentions.hold_ended")


def _record(work: Work, application: Application, name: str) -> None:
    work.record(Event(name, application.id, about=application.person_id, programme_id=application.programme_id))


def _is_there(answer: Answer) -> bool:
    return answer.value not in ("", []) or answer.draft is not None


def _within(programme_id: Any, programmes: Collection[UUID] | None) -> ColumnElement[bool]:
    return true() if programmes is None else col(programme_id).in_(programmes)


def _over(work: Work, programmes: Collection[UUID] | None) -> list[Over]:
    """Applications that led to no place or whose cohort is long over, of people for whom nothing is open or in dispute."""
    long_ago = (col(Application.status) == ApplicationStatus.ENROLLED, applications_over(ANSWERS, work.now))
    rows = (
        select(Application, ended_at(), col(Programme.key), col(Cohort.name))
        .join(Cohort, col(Cohort.id) == Application.cohort_id)
        .join(Programme, col(Programme.id) == Application.programme_id)
        .where(
            or_(and_(*long_ago), col(Application.status).in_(OVER)),
            is_free(col(Application.person_id), work.now),
            _within(Application.programme_id, programmes),
        )
        .order_by(col(Application.id))
    )
    return [Over(row, ended, blueprint_of(key), cohort) for row, ended, key, cohort in work.db.execute(rows)]


def _count(work: Work, line: Line, count: int) -> None:
    known = work.db.scalars(
        select(PurgedCount).where(
            col(PurgedCount.cohort_id) == line.cohort_id,
            col(PurgedCount.question) == line.question,
            col(PurgedCount.wording) == line.wording,
        )
    ).one_or_none()
    if known is None:
        known = PurgedCount(
            id=work.new_id(), programme_id=line.programme_id, cohort_id=line.cohort_id, question=line.question,
            wording=line.wording, answers=0, purged_at=work.now,
        )  # fmt: skip
        work.db.add(known)
    known.answers, known.purged_at = known.answers + count, work.now


def _empty_log(work: Work) -> None:
    """The words of old entries go and the entries stay; the chain says up to which number that was done."""
    old = col(AuditEntry.at) <= work.now - WORDS_LAST
    numbers = select(col(AuditEntry.number)).where(old)
    up_to = work.db.scalar(select(func.max(col(AuditLink.number))).where(col(AuditLink.entry).in_(numbers))) or 0
    work.db.execute(update(AuditLink).where(col(AuditLink.entry).in_(numbers)).values(salt=""))
    work.db.execute(update(AuditEntry).where(old).values(reason="", shown=""))
    long_ago = col(Emergency.opened_at) <= work.now - WORDS_LAST
    work.db.execute(update(Emergency).where(long_ago).values(sealed_reason=""))
    work.audit(Event(WORDS_REMOVED, NOBODY, facts={"up_to": up_to}))
