"""What reviewers and managers alike read of an application: its work, and what reviews say, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session
from sqlmodel import col, select

from app.core.words import Sentence
from app.models.applications import Answer, Application
from app.models.files import File, FileStatus
from app.models.redactions import Redaction, WithheldFile
from app.models.reviews import Score
from app.pages.applications import ReadableAnswer, answers_readable_by
from app.pages.files import kind_and_size
from app.rules.answers_reading import questions_read_by
from app.rules.blueprints import Blueprint, Reader
from app.rules.redactions import shown
from app.rules.reviews import most_points


@dataclass(frozen=True)
class WorkSample:
    """A file without the name that its owner gave it, which could be their own."""

    file_id: UUID
    number: int
    about: Sentence
    description: str


@dataclass(frozen=True)
class Opinion:
    """What one review says about one criterion. Only a draft may have no points."""

    title: str
    points: int | None
    most: int
    because: str


def answers_for_reviewers(
    db: Session, application: Application, blueprint: Blueprint, *, scored_at: datetime | None = None
) -> Sequence[ReadableAnswer]:
    """The answers that reviewers may read, in the copies that were made for them. `scored_at` is when they gave a review."""
    answers = answers_readable_by(db, application, blueprint, Reader.REVIEWER, scored_at=scored_at)
    copies = db.execute(
        select(Redaction.question, Redaction.words, Redaction.answer_version, Answer.version)
        .join(
            Answer,
            (col(Answer.application_id) == Redaction.application_id) & (col(Answer.question) == Redaction.question),
        )
        .where(col(Redaction.application_id) == application.id)
    )
    cut = {key: shown(words, made_from=made_from, version=version) for key, words, made_from, version in copies}
    return [replace(each, value=cut[each.key], is_cut=True) if each.key in cut else each for each in answers]


def work_samples(db: Session, application: Application, blueprint: Blueprint, reader: Reader) -> Sequence[WorkSample]:
    """The work that this reader may see. What a manager withheld is not even counted for reviewers."""
    wanted = (
        select(File)
        .where(
            col(File.application_id) == application.id,
            col(File.question).in_(questions_read_by(reader, blueprint)),
            col(File.status) == FileStatus.CLEAN,
        )
        .order_by(col(File.id))
    )
    if reader is Reader.REVIEWER:
        wanted = wanted.where(col(File.id).not_in(select(WithheldFile.file_id)))
    files = db.scalars(wanted)
    return [WorkSample(file.id, number, kind_and_size(file), file.description) for number, file in enumerate(files, 1)]


def opinions_by_review(scores: Iterable[Score], blueprint: Blueprint) -> dict[UUID, list[Opinion]]:
    """The scores of written reviews, each review in the order of the rubric."""
    by_review: dict[UUID, dict[str, Score]] = {}
    for score in scores:
        by_review.setdefault(score.review_id, {})[score.criterion] = score
    return {
        review_id: [
            Opinion(criterion.title, given[criterion.key].points, most_points(criterion), given[criterion.key].because)
            for criterion in blueprint.rubric.criteria
            if criterion.key in given
        ]
        for review_id, given in by_review.items()
    }
