"""What a mentor reads of the applications of their trainees: the answers that were said to be for them, and no others."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session
from sqlmodel import col, select

from app.models.applications import Answer, Application, ApplicationStatus
from app.models.matches import Match
from app.models.programmes import Programme
from app.rules.answers_reading import readable_by
from app.rules.blueprints import Reader, blueprint_of
from app.rules.blueprints_checks import PERSONAL

Said = Sequence[tuple[str, str]]
"""Questions as they were asked, each with its answer in words."""


def said_to_mentors(db: Session, matches: Sequence[Match]) -> Mapping[UUID, Said]:
    """By match, in one statement. Name and contact are not among them: the mentor has them from the person's own record.

    Only of people who joined, because that is what stood beside the question.
    """
    rows = db.execute(
        select(col(Match.id), col(Programme.key), Answer)
        .join(
            Application,
            (col(Application.cohort_id) == Match.cohort_id) & (col(Application.person_id) == Match.trainee_id),
        )
        .join(Programme, col(Programme.id) == Application.programme_id)
        .join(Answer, col(Answer.application_id) == Application.id)
        .where(
            col(Match.id).in_([match.id for match in matches]), col(Application.status) == ApplicationStatus.ENROLLED
        )
        .order_by(col(Answer.id))
    ).all()
    keys = {match_id: key for match_id, key, _ in rows}
    return {match_id: _said(key, [a for found, _, a in rows if found == match_id]) for match_id, key in keys.items()}


def _said(key: str, answers: Sequence[Answer]) -> Said:
    return [
        (read.answer.wording, ", ".join(read.words))
        for read in readable_by(Reader.MENTOR, blueprint_of(key), answers)
        if read.question.purpose not in PERSONAL
    ]
