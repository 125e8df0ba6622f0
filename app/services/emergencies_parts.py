"""Reading what was opened in an emergency: each part and each file by itself, each time written down (AUTHZ-07).

Whether it is still open is asked here at each read: a permission knows no clock.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Select
from sqlmodel import col, select

from app.adapters.storage import Storage
from app.core.errors import Missing
from app.core.work import Work
from app.models.accommodations import Accommodation
from app.models.applications import Application
from app.models.emergencies import Emergency, Part
from app.models.evidence import Evidence
from app.models.files import File
from app.models.programmes import Programme
from app.rules import emergencies_parts as parts
from app.rules import sightings as kinds
from app.rules.answers_reading import questions_read_by
from app.rules.blueprints import Reader, blueprint_of
from app.services import evidence_opening, sightings
from app.services.evidence_opening import Opened

KINDS: Mapping[Part, str] = {
    Part.PROVIDE: kinds.EMERGENCY,
    Part.CONTACT: kinds.EMERGENCY_CONTACT,
    Part.ANSWERS: kinds.EMERGENCY_ANSWERS,
    Part.REQUESTS: kinds.EMERGENCY_REQUESTS,
    Part.PAPERS: kinds.EMERGENCY_PAPERS,
    Part.MENTOR_NOTES: kinds.EMERGENCY_MENTOR_NOTES,
}
"""How the read of each part is told to the person."""


def read(work: Work, emergency: Emergency, part: Part) -> bool:
    """Whether this part can be read now; then the read is written down, whether or not there is anything in it."""
    if part not in emergency.parts or not emergency.is_open(work.now):
        return False
    _note(work, emergency, KINDS[part])
    return True


def request_of(work: Work, emergency: Emergency, accommodation_id: UUID) -> Accommodation:
    """One request, for its page; the read is written down. Raises `Missing`, also once it has closed."""
    accommodation: Accommodation = _one(work, emergency, parts.requests_of, Accommodation, accommodation_id)
    _note(work, emergency, kinds.EMERGENCY_REQUESTS)
    return accommodation


def paper_of(work: Work, emergency: Emergency, paper_id: UUID) -> Evidence:
    """Raises `Missing`, also once it has closed."""
    paper: Evidence = _one(work, emergency, parts.papers_of, Evidence, paper_id)
    return paper


def opened_paper(work: Work, storage: Storage, emergency: Emergency, paper: Evidence) -> Opened | None:
    """The bytes of a paper, for which the read is written down; None where it stays closed."""
    opened = evidence_opening.opened(work, storage, paper)
    if opened is not None:
        _note(work, emergency, kinds.EMERGENCY_PAPER)
    return opened


def work_sample_of(work: Work, emergency: Emergency, file_id: UUID) -> File:
    """A work sample whose bytes are sent next; the read is written down. Raises `Missing`, also once it has closed."""
    file: File = _one(work, emergency, parts.work_samples_of, File, file_id)
    key = work.db.scalars(
        select(Programme.key)
        .join(Application, col(Application.programme_id) == Programme.id)
        .where(col(Application.id) == file.application_id)
    ).one()
    if file.question not in scored_questions(key):
        raise Missing
    _note(work, emergency, kinds.EMERGENCY_WORK)
    return file


def scored_questions(programme_key: str) -> list[str]:
    """What the people who score read: answers and files under these questions are what is opened."""
    return questions_read_by(Reader.REVIEWER, blueprint_of(programme_key))


def _one(work: Work, emergency: Emergency, part_of: Any, kind: Any, wanted: UUID) -> Any:
    """That row of the part, while it is open."""
    held: Select[Any] = part_of(emergency.person_id)
    found = work.db.scalars(held.where(kind.id == wanted)).one_or_none() if emergency.is_open(work.now) else None
    if found is None:
        raise Missing
    return found


def _note(work: Work, emergency: Emergency, kind: str) -> None:
    sightings.note(work, kind, [emergency.person_id], subject_id=emergency.id)
