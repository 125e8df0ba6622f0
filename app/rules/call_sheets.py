"""The law of day sheets: one's own exists for its person, and that of a place for the production's coordinators."""

from app.core.words import N_
from app.rules import assignments, productions

OWN = assignments.ANSWER
PLACE = productions.READ

NO_LONGER_SHARED = N_("This is no longer shared with you, or its words changed. The list below is as it is now.")
