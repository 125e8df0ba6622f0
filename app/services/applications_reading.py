"""One application as it stands, read whole: programme, cohort, blueprint, answers, files and the parts marked complete."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect, Select, func, select
from sqlmodel import col

from app.core.errors import Missing
from app.core.work import Work
from app.forms.applications import Stamp
from app.models.accommodations import Accommodation, AccommodationStatus
from app.models.applications import Answer, Application, ApplicationStatus, CompletePart
from app.models.cohorts import Cohort
from app.models.files import File
from app.models.inquiries import Inquiry
from app.models.openings import Opening
from app.models.people import Person
from app.models.programmes import Programme
from app.rules import answers as law
from app.rules.answers import Value
from app.rules.answers_moments import fitted, is_frozen
from app.rules.answers_reading import taken_out
from app.rules.answers_reuse import as_answer_to, known_by_purpose
from app.rules.applications import OPEN
from app.rules.blueprints import Blueprint, Part, Question, blueprint_of
from app.services.openings import holds


@dataclass(frozen=True)
class Case:
    """Everything that a page or a service needs to know of one application. `answers` follows what a service stores.

    `blueprint` is the programme's as it fits this application: see `rules.answers_moments.fitted`.
    """

    application: Application
    person: Person
    programme: Programme
    cohort: Cohort
    blueprint: Blueprint
    answers: dict[str, Answer]
    files: Sequence[File]
    complete: frozenset[str]
    has_adjustments: bool
    opening: Opening | None
    inquiry: Inquiry | None
    now: datetime
    mark: str
    """Names this reading. The page that is drawn from it carries the name along."""
    known: Mapping[str, Answer]
    """What the person answered in other applications, by the purpose of the question."""

    @property
    def values(self) -> dict[str, Value]:
        return {key: answer.value for key, answer in self.answers.items() if law.is_given(answer.value)}

    @property
    def asked(self) -> list[Question]:
        return law.asked(self.blueprint, self.values)

    @property
    def missing(self) -> list[Question]:
        return law.missing(self.asked, self.values, self.answered_by_file)

    @property
    def answered_by_file(self) -> frozenset[str]:
        return frozenset(file.question for file in self.files)

    def asked_in(self, part: Part) -> list[Question]:
        return law.asked_in(part, self.blueprint, self.values)

    def part(self, key: str) -> Part:
        """The part of this key; an unknown one is missing."""
        part = self.blueprint.part(key)
        if part is None:
            raise Missing
        return part

    def part_of(self, question: Question) -> Part:
        return next(part for part in self.blueprint.parts if question in part.questions)

    def question(self, key: str, part: Part | None = None) -> Question:
        """The question of this key while it is asked; any other is missing."""
        found = self.asked_in(part) if part else self.asked
        for question in found:
            if question.key == key:
                return question
        raise Missing

    def may_change(self, question: Question) -> bool:
        """The law of the part and of the question's own day, or a manager has opened every answer, or asks for this one."""
        asked_again = (
            self.application.status is ApplicationStatus.NEEDS_INFORMATION
            and self.inquiry is not None
            and question.key in self.inquiry.questions
        )
        is_opened = self.opening is not None and self.application.status in OPEN
        if is_opened or asked_again:
            return True
        if is_frozen(question, self.cohort, self.blueprint.time_zone, self.now):
            return False
        return law.may_change(self.application, self.part_of(question), self.blueprint, self.now)

    @property
    def closes_at(self) -> datetime:
        """The last moment to send: that of the intake, or the person's own when a private link let them in later."""
        return law.last_moment(self.application, self.cohort)

    def answered_before(self, question: Question) -> Answer | None:
        """What the person answered to the same elsewhere, as long as this one has no answer and it still fits."""
        earlier = self.known.get(question.purpose)
        if earlier is None or question.key in self.answers or as_answer_to(question, earlier) is None:
            return None
        return earlier

    @property
    def taken_out(self) -> list[Question]:
        """Questions that were answered here and are not in the blueprint any more, as they were asked."""
        return taken_out(self.blueprint, [answer for answer in self.answers.values() if law.is_given(answer.value)])

    def version(self, key: str) -> int:
        return self.answers[key].version if key in self.answers else 0

    def is_older(self, key: str, stamp: Stamp) -> bool:
        """Whether the page with this stamp has not seen what is stored. What it wrote itself, it has seen."""
        kept = self.answers.get(key)
        if kept is None or stamp.version == kept.version:
            return stamp.version != self.version(key)
        return not (stamp.page and stamp.page == kept.page and stamp.turn > kept.turn)

    def draft(self, key: str) -> list[str] | None:
        """What was typed since and is not saved as the answer."""
        return self.answers[key].draft if key in self.answers else None

    @property
    def drafted(self) -> list[Question]:
        return [question for question in self.asked if self.draft(question.key) is not None]

    def is_answered(self, question: Question) -> bool:
        if question.kind == "adjustments":
            return self.has_adjustments
        return question.key in self.values or question.key in self.answered_by_file


def case_around(work: Work, file: File, *, to_change: bool = False) -> Case:
    """The case that a file belongs to; `to_change` as for any case."""
    return case_of(work, work.db.get_one(Application, file.application_id), to_change=to_change)


def case_of(work: Work, application: Application, *, to_change: bool = False) -> Case:
    """Read the case in three statements. `to_change` first locks the application, so that changes to it queue."""
    db = work.db
    if to_change:
        db.refresh(application, with_for_update=True)
    person, programme, cohort, has_adjustments, inquiry, opening, marked = db.execute(
        select(Person, Programme, Cohort, _adjustments_of(application).exists(), Inquiry, Opening, _marked(application))
        .join(Application, col(Application.person_id) == Person.id)
        .join(Programme, col(Programme.id) == Application.programme_id)
        .join(Cohort, col(Cohort.id) == Application.cohort_id)
        .outerjoin(Inquiry, (col(Inquiry.application_id) == Application.id) & col(Inquiry.replied_at).is_(None))
        .outerjoin(Opening, (col(Opening.application_id) == Application.id) & holds(work.now))
        .where(col(Application.id) == application.id)
    ).one()
    everything = db.scalars(
        select(Answer)
        .join(Application, col(Application.id) == Answer.application_id)
        .where(col(Application.person_id) == person.id)
        .order_by(col(Answer.id))
    ).all()
    files = db.scalars(select(File).where(col(File.application_id) == application.id).order_by(col(File.id))).all()
    given = {answer.question: answer for answer in everything if answer.application_id == application.id}
    known = known_by_purpose(answer for answer in everything if answer.application_id != application.id)
    blueprint = fitted(blueprint_of(programme.key), cohort, given, work.now)
    return Case(
        application, person, programme, cohort, blueprint, given, files, frozenset((marked or "").split()), bool(has_adjustments),
        opening, inquiry, work.now, str(work.new_id()), known,
    )  # fmt: skip


def _marked(application: Application) -> ScalarSelect[Any]:
    """The keys of the parts that were marked complete, in one text with spaces between."""
    keys = func.aggregate_strings(col(CompletePart.part), " ")
    return select(keys).where(col(CompletePart.application_id) == application.id).scalar_subquery()


def _adjustments_of(application: Application) -> Select[Any]:
    """What the person asked for with this application and did not take back; only they are ever told."""
    return select(col(Accommodation.id)).where(
        col(Accommodation.application_id) == application.id,
        col(Accommodation.status) != AccommodationStatus.WITHDRAWN,
    )
