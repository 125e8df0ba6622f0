"""What each part holds that can be opened in an emergency. Drafts, and what was taken back, are in none of them."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_
from sqlmodel import col, select

from app.models.accommodations import Accommodation, Remark
from app.models.accommodations import AccommodationStatus as Status
from app.models.applications import Application
from app.models.evidence import Evidence
from app.models.files import File, FileStatus
from app.rules.accommodations import BEFORE_DECISION
from app.rules.consents import ADJUSTMENTS, TELLS_OF_AUDITOR, said_to_older_words, taken_back
from app.rules.decisions import NOT_SENT


def applications_of(person_id: UUID) -> Select[Any]:
    """What was sent, whatever came of it."""
    return select(Application).where(
        col(Application.person_id) == person_id,
        col(Application.sent_at).is_not(None),
        col(Application.status).not_in(NOT_SENT),
    )


def work_samples_of(person_id: UUID) -> Select[Any]:
    """Files of these applications that a scanner has found clean. Whose question is scored is asked beside this."""
    ids = applications_of(person_id).with_only_columns(col(Application.id))
    return select(File).where(col(File.application_id).in_(ids), col(File.status) == FileStatus.CLEAN)


def requests_of(person_id: UUID) -> Select[Any]:
    """What was asked for and not taken back: by itself, or with the yes to reading it (PRIV-02). Nothing of whoever said
    yes to words that do not tell of this reader.
    """
    return select(Accommodation).where(
        col(Accommodation.person_id) == person_id,
        col(Accommodation.status).not_in((Status.DRAFT, Status.WITHDRAWN)),
        ~taken_back(ADJUSTMENTS, col(Accommodation.person_id), col(Accommodation.asked_at)),
        ~said_to_older_words(ADJUSTMENTS, col(Accommodation.person_id), TELLS_OF_AUDITOR),
    )


def papers_of(person_id: UUID) -> Select[Any]:
    """What a named adviser can open now. A paper that nobody but its owner can open stays theirs in an emergency too."""
    asked = requests_of(person_id).where(
        col(Accommodation.status).in_(BEFORE_DECISION), col(Accommodation.adviser_id).is_not(None)
    )
    ids = asked.with_only_columns(col(Accommodation.id))
    return select(Evidence).where(col(Evidence.status) == FileStatus.CLEAN, col(Evidence.accommodation_id).in_(ids))


def adviser_notes_of(person_id: UUID) -> Select[Any]:
    """What advisers wrote about these requests, and neither the person nor whoever wrote for them."""
    ids = requests_of(person_id).with_only_columns(col(Accommodation.id))
    return select(Remark).where(
        col(Remark.accommodation_id).in_(ids),
        col(Remark.author_id) != person_id,
        or_(col(Remark.on_behalf_of).is_(None), col(Remark.on_behalf_of) != person_id),
    )
