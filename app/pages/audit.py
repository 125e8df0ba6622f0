"""The privacy auditor's page of the audit log: until where it is whole, when that was checked, and what was found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import col, select

from app.adapters.wordings import number
from app.core.events import AuditEntry
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.audit import AuditCheck
from app.rules.audit import WORDS, Finding

MOST_CHECKS = 10
NOT_CHECKED = N_("The log was not checked yet. It is checked every day.")
WHOLE = N_("The log is whole from its first entry to entry %(number)s.")
BROKEN = N_("The log does not fit from entry %(number)s on.")
COMPARED = N_("It was compared with the copy of entry %(number)s, which is kept apart from the database.")
NO_COPY = N_("No copy is kept apart from the database yet. One is made every hour.")


@dataclass(frozen=True)
class Look:
    """One check in words."""

    at: datetime
    said: Sentence
    found: str
    is_whole: bool


@dataclass(frozen=True)
class Audit:
    newest: Look | None
    compared: Sentence
    entries: int
    earlier: Sequence[Look]
    zone: str
    never: str = NOT_CHECKED
    title: str = N_("Audit log")


def show(work: Work, zone: str) -> Audit:
    newest_first = select(AuditCheck).order_by(col(AuditCheck.checked_at).desc(), col(AuditCheck.id).desc())
    checks = work.db.scalars(newest_first.limit(MOST_CHECKS)).all()
    looks, copied = [_look(check) for check in checks], checks[0].copied_number if checks else 0
    return Audit(
        newest=looks[0] if looks else None,
        compared=sentence(COMPARED, number=number(copied)) if copied else sentence(NO_COPY),
        entries=work.db.scalar(select(func.count()).select_from(AuditEntry)) or 0,
        earlier=looks[1:],
        zone=zone,
    )


def _look(check: AuditCheck) -> Look:
    if check.broken_at is None:
        return Look(check.checked_at, sentence(WHOLE, number=number(check.number)), "", is_whole=True)
    found = WORDS[Finding(check.finding)]
    return Look(check.checked_at, sentence(BROKEN, number=number(check.broken_at)), found, is_whole=False)
