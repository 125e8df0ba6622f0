"""What follows an event: tell, schedule, project. Importing this package registers every reaction."""

from app.reactions import (
    accommodations,
    applications,
    assignments,
    bookings,
    checkins,
    cohorts,
    conditions,
    decisions,
    delays,
    files,
    inquiries,
    matches,
    openings,
    passports,
    reminders,
    reviews,
)

__all__ = [
    "accommodations",
    "applications",
    "assignments",
    "bookings",
    "checkins",
    "cohorts",
    "conditions",
    "decisions",
    "delays",
    "files",
    "inquiries",
    "matches",
    "openings",
    "passports",
    "reminders",
    "reviews",
]
