"""What follows an event: tell, schedule, project. Importing this package registers every reaction."""

from app.reactions import (
    accommodations,
    applications,
    assignments,
    bookings,
    checkins,
    cohorts,
    decisions,
    files,
    matches,
    passports,
    reviews,
    uploads,
)

__all__ = [
    "accommodations",
    "applications",
    "assignments",
    "bookings",
    "checkins",
    "cohorts",
    "decisions",
    "files",
    "matches",
    "passports",
    "reviews",
    "uploads",
]
