"""Pages about extra time: the manager's page to give it or end it, and the applicant's page to ask for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from app.core.events import AuditEntry
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.applications import Application
from app.pages.applications import around, crumb_to
from app.rules.applications import NEVER_SENT, OPEN
from app.rules.blueprints import blueprint_of
from app.services.openings import current

Crumb = tuple[str, str, dict[str, Any]]


@dataclass(frozen=True)
class OpeningPage:
    """`until` is None while nothing is open; `asked_at` while nobody asked."""

    application_id: UUID
    title: Sentence
    part: str
    until: datetime | None
    reason: str
    asked_at: datetime | None
    asked_words: str
    is_possible: bool
    zone: str
    crumb: Crumb


@dataclass(frozen=True)
class AskingPage:
    application_id: UUID
    part: str
    always_open: Sequence[str]
    reply_days: int
    is_possible: bool
    crumb: Crumb
    title: str = N_("Ask for more time to change answers")


def opening(work: Work, application: Application) -> OpeningPage:
    programme, _ = around(work.db, application)
    held = work.db.scalars(current(application, work.now)).one_or_none()
    asked = work.db.scalars(
        select(AuditEntry)
        .where(col(AuditEntry.subject_id) == application.id, col(AuditEntry.name) == "openings.asked")
        .order_by(col(AuditEntry.number).desc())
        .limit(1)
    ).one_or_none()
    return OpeningPage(
        application_id=application.id,
        title=sentence(N_("Open the answers of %(reference)s for changes"), reference=application.reference),
        part=programme.name,
        until=held.until if held else None,
        reason=held.reason if held else "",
        asked_at=asked.at if asked else None,
        asked_words=asked.reason if asked else "",
        is_possible=application.status in OPEN - NEVER_SENT,
        zone=programme.time_zone,
        crumb=(N_("the application"), "decisions.show", {"application_id": application.id}),
    )


def asking(work: Work, application: Application) -> AskingPage:
    programme, _ = around(work.db, application)
    blueprint = blueprint_of(programme.key)
    return AskingPage(
        application_id=application.id,
        part=programme.name,
        always_open=[part.title for part in blueprint.parts if part.stays_open],
        reply_days=blueprint.promises.first_reply,
        is_possible=application.status in OPEN - NEVER_SENT,
        crumb=crumb_to(application.id),
    )
