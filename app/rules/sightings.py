"""The law of who looked: which reads are told to the person, in which words, and who may see the list."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.actors import Role
from app.core.policy import Policy, always, signed_in
from app.core.words import N_
from app.models.messages import Prefix
from app.rules.messages import Wording


@dataclass(frozen=True)
class Kind:
    """One kind of read: its name in the audit, and what was read, in general."""

    name: str
    read: str


CASE, DESK, PAPER, COORDINATOR, MENTOR, DOCUMENT, EMERGENCY = (
    "case", "desk", "paper", "coordinator", "mentor", "document", "emergency",
)  # fmt: skip
EMERGENCY_CONTACT, EMERGENCY_ANSWERS, EMERGENCY_WORK, EMERGENCY_REQUESTS = (
    "emergency_contact", "emergency_answers", "emergency_work", "emergency_requests",
)  # fmt: skip
EMERGENCY_PAPERS, EMERGENCY_PAPER, EMERGENCY_MENTOR_NOTES = (
    "emergency_papers", "emergency_paper", "emergency_mentor_notes",
)  # fmt: skip
HOST = "host"
MENTOR_CHECKINS, PROGRAMME_CHECKINS = "mentor_checkins", "programme_checkins"
SUPPORTER_ADJUSTMENTS, SUPPORTER_PASSPORT = "supporter_adjustments", "supporter_passport"

KINDS: Mapping[str, Kind] = {
    CASE: Kind("accommodations.read", N_("What you asked for, on the page of an adviser")),
    DESK: Kind("accommodations.listed", N_("That you asked for something, on the list of an adviser")),
    PAPER: Kind("evidence.read", N_("A paper that you added for your adviser")),
    COORDINATOR: Kind("passports.read_by_coordinator", N_("What to provide where you work")),
    MENTOR: Kind("passports.read_by_mentor", N_("What to provide when you meet")),
    HOST: Kind("passports.read_by_host", N_("What to provide at a session")),
    DOCUMENT: Kind("passports.taken_as_document", N_("What to provide, as a document")),
    EMERGENCY: Kind("emergencies.read", N_("What is agreed for you, in an emergency")),
    EMERGENCY_CONTACT: Kind("emergencies.contact_read", N_("How to reach you, in an emergency")),
    EMERGENCY_ANSWERS: Kind("emergencies.answers_read", N_("Your answers, in an emergency")),
    EMERGENCY_WORK: Kind("emergencies.work_read", N_("A work sample of yours, in an emergency")),
    EMERGENCY_REQUESTS: Kind("emergencies.requests_read", N_("What you asked for to help you, in an emergency")),
    EMERGENCY_PAPERS: Kind("emergencies.papers_read", N_("The list of papers for your adviser, in an emergency")),
    EMERGENCY_PAPER: Kind("emergencies.paper_read", N_("A paper for your adviser, in an emergency")),
    EMERGENCY_MENTOR_NOTES: Kind("emergencies.mentor_notes_read", N_("What your mentor wrote, in an emergency")),
    MENTOR_CHECKINS: Kind("checkins.read_by_mentor", N_("Check-ins that you opened to your mentor")),
    PROGRAMME_CHECKINS: Kind("checkins.read_by_programme", N_("Check-ins that you opened to your programme")),
    SUPPORTER_ADJUSTMENTS: Kind("supporters.read_adjustments", N_("What you asked for, as somebody who helps you")),
    SUPPORTER_PASSPORT: Kind("supporters.read_passport", N_("Your passport, as somebody who helps you")),
}
"""A new way to read adds its row here; whoever reads calls `sightings.note` with its key."""

IN_EMERGENCY = frozenset(KINDS[kind].name for kind in KINDS if kind.startswith(EMERGENCY))
"""The names in the audit of all that is read while something is open in an emergency."""

WORDS: Mapping[str, str] = {kind.name: kind.read for kind in KINDS.values()}

MINE = signed_in(
    "sightings.mine",
    why=N_("The page shows only who looked at the person's own data."),
    otherwise=N_("Sign in to see who looked."),
)
LIST = Policy("sightings.list", {Role.AUDITOR: always}, N_("This list is for privacy auditors."))

MESSAGES: Mapping[str, Wording] = {
    "somebody_looked": Wording(
        Prefix.INFORMATION,
        subject=N_("somebody opened a page about you"),
        happened=N_("Somebody who works with you opened a page about you."),
        to_do=N_("Sign in to read who and when. You need to do nothing else."),
    ),
}
