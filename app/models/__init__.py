"""Tables, and facts computed from one row. Importing this package registers every table."""

from app.core.events import AuditEntry, OutboxEvent
from app.models import (
    accommodations,
    applications,
    assignments,
    checkins,
    cohorts,
    files,
    kept_forms,
    matches,
    mentors,
    messages,
    organisations,
    people,
    productions,
    programmes,
    receipts,
    reviews,
    sessions,
    sign_ins,
    workstations,
)

__all__ = [
    "AuditEntry", "OutboxEvent", "accommodations", "applications", "assignments", "checkins", "cohorts", "files",
    "kept_forms", "matches", "mentors", "messages", "organisations", "people", "productions", "programmes", "receipts",
    "reviews", "sessions", "sign_ins", "workstations",
]
