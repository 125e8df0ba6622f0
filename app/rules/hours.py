"""The law of hours: one's own are one's own, and coordinators read hours and nothing else."""

from app.rules import assignments, productions

OWN = assignments.MINE
OF_PRODUCTION = productions.READ

WEEKS_SHOWN = 12
