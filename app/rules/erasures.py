"""The law of erasure: how long there is a way back, and for every reference to a person whether it goes or stays.

A row that goes is removed with everything that hangs on it. A row that stays loses its words and leads to a place holder
without a name, so that counts stay true and other people's pages stay whole.
"""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import Select
from sqlmodel import col, select

from app.core.actors import Role
from app.core.lifecycle import Lifecycle, Move, Words
from app.core.policy import signed_in
from app.core.words import N_
from app.models.erasures import ErasureStatus as Status
from app.models.messages import Prefix
from app.models.people import Person
from app.rules.messages import Wording

OWN = signed_in(
    "erasures.own",
    why=N_("Each person decides about their own data."),
    otherwise=N_("Sign in to see this page."),
)

LIFE = Lifecycle(
    noun="erasures",
    start=Status.ASKED,
    moves=(
        Move("take_back", frozenset({Status.ASKED}), Status.TAKEN_BACK, (Role.APPLICANT,), "erasures.taken_back"),
        Move("erase", frozenset({Status.ASKED}), Status.ERASED, (), "erasures.done", by_clock=True),
    ),
    words={
        Status.ASKED: Words(N_("You asked. Until the day you can take it back"), N_("Waits for its day")),
        Status.TAKEN_BACK: Words(N_("You took this back. Everything stays"), N_("Taken back")),
        Status.ERASED: Words(N_("Everything about you is erased"), N_("Erased")),
    },
    ends=frozenset({Status.TAKEN_BACK, Status.ERASED}),
)

WORKING_DAYS = 10
NAME = "Somebody who has left"
DOMAIN = "left.example"
"""No mail can reach an address that ends in .example (RFC 2606)."""


GOES = frozenset({
    "absences.person_id", "overrides.person_id", "pins.person_id", "placings.person_id", "accommodations.person_id", "checkins.author_id", "credentials.person_id", "email_changes.person_id",
    "evidence.person_id",
    "form_receipts.person_id", "kept_forms.person_id", "kept_lists.person_id", "known_browsers.person_id",
    "known_people.reader_id", "messages.person_id", "named_readers.reader_id", "passport_shares.person_id",
    "passport_shares.with_person_id", "preferences.person_id", "recovery_codes.person_id", "role_grants.person_id",
    "sign_ins.person_id", "uploads.owner_id", "working_styles.person_id", "files.owner_id",
    "accommodation_requests.person_id", "consents.person_id", "corrections.person_id", "monitoring_answers.person_id",
    "own_files.person_id", "passport_proposals.person_id", "passport_proposals.with_person_id", "remarks.on_behalf_of",
    "approvals.person_id", "own_questions.person_id", "resets.person_id", "calendars.person_id",
    "supporters.person_id", "supporters.supporter_id", "withheld_figures.person_id",
    "confirmed_figures.person_id", "arrivals.person_id", "kind_checks.person_id", "swaps.person_id",
    "place_answers.person_id", "acknowledgements.person_id",
})  # fmt: skip
"""Rows about this person alone, or about them and one helper: without either, a tie between the two says nothing."""

GOES_WITH_APPLICATION = frozenset({
    "answers.application_id", "complete_parts.application_id", "conditions.application_id",
    "contact_tries.application_id", "files.application_id", "holds.application_id", "inquiries.application_id",
    "named_readers.application_id", "openings.application_id", "redactions.application_id", "uploads.application_id",
    "accommodations.application_id", "accommodation_requests.application_id", "own_questions.application_id", "prepared_answers.application_id",
})  # fmt: skip
"""What hangs on their applications, in their own words or in words about them."""

STAYS = frozenset({
    "absences.entered_by", "brought_days.brought_by", "overrides.asked_by", "pins.pinned_by", "placings.made_by", "seat_claims.person_id", "day_changes.person_id",
    "accommodations.adviser_id", "applications.person_id", "approvals.agreed_by_id", "approvals.asked_by_id", "assignments.person_id", "bookings.person_id",
    "contact_tries.made_by", "decisions.decided_by", "delays.given_by", "enrolments.person_id", "erasures.person_id",
    "holds.set_by", "inquiries.asked_by", "own_questions.holder_id", "own_questions.replied_by", "late_links.made_by", "locations.supervisor_id", "matches.trainee_id",
    "matches.mentor_person_id", "mentors.person_id", "openings.opened_by", "plans.asked_by", "programmes.contact_id",
    "redactions.made_by", "remarks.author_id", "reminder_wordings.changed_by", "reviews.reviewer_id", "sessions.host_id",
    "withheld_files.withheld_by", "accommodation_requests.written_by_id", "corrections.answered_by", "correction_changes.made_by", "spoken_consents.written_by_id",
    "emergencies.person_id", "emergencies.opened_by_id", "passport_shares.confirmed_by_id", "provisions.done_by_id",
    "resets.asked_by_id", "reset_confirmations.person_id", "arrivals.marked_by_id", "acknowledgements.by_id",
    "access_costs.entered_by_id",
})  # fmt: skip
"""What counts are made of, and what staff did for others: it leads to the place holder from then on."""

STAYS_WITH_APPLICATION = frozenset({
    "board_lines.application_id", "decisions.application_id", "enrolments.application_id", "reviews.application_id",
    "standings.application_id",
})  # fmt: skip

BLANKED: Mapping[str, Mapping[str, object]] = {
    "applications.person_id": {"stopped_at": "", "status_before": None},
    "assignments.person_id": {"wish": "", "wish_answer": ""},
    "day_changes.person_id": {"safety_words": ""},
    "matches.trainee_id": {"ended_because": "", "reasons": [], "differences": []},
    "matches.mentor_person_id": {"ended_because": "", "reasons": [], "differences": []},
    "mentors.person_id": {"about": "", "craft": [], "style": {}},
    "emergencies.person_id": {"sealed_reason": ""},
    "decisions.application_id": {
        "feedback": "", "advice": "", "next_steps": "", "on_the_day": "", "changed_because": "", "reasons": [],
    },
    "reviews.application_id": {"note": "", "screening_note": "", "tie": None},
}  # fmt: skip
"""Words in the rows that stay."""

LEAVES = (
    N_("Your name, your e-mail address and your telephone number."),
    N_("Your answers, drafts and files, and what was written to you about them."),
    N_(
        "Your adjustments, papers for your adviser and your passport. Whoever you shared them with no longer sees them."
    ),
    N_("Your check-ins, your messages and your settings."),
    N_("Who helps you, what they may see, and what they wrote for you. Their access ends at once."),
    N_("Every way in which you sign in. You are signed out everywhere."),
)
COUNTED = (
    N_("That one person applied, and what came of it. It says nothing about who it was."),
    N_("That a place, a session or a meeting was taken on a day, so that plans of others stay true."),
    N_(
        "Figures that were published before. They are rounded, and nobody can find you in them. You are in no later ones."
    ),
)
KEPT = (
    N_("A log of who did what and when. It knows you by a number that leads to nobody. Its words go after 24 months."),
    N_("Copies for emergencies, locked with a key of their own. You are erased again if one is ever used."),
)

MESSAGES: Mapping[str, Wording] = {
    "erasure_asked": Wording(
        Prefix.INFORMATION,
        subject=N_("you asked to be erased"),
        happened=N_("You asked us to erase everything about you. Nothing changes yet."),
        to_do=N_("If you want to keep everything, sign in and press one button."),
        by_when=N_("We do it after %(day)s."),
        at_once=True,
    ),
    "erasure_taken_back": Wording(
        Prefix.INFORMATION,
        subject=N_("you are not erased"),
        happened=N_("You took back that you want to be erased. Everything stays as it is."),
        at_once=True,
    ),
    "erasure_waits": Wording(
        Prefix.CHANGE,
        subject=N_("we wait before we erase you"),
        happened=N_(
            "You asked to be erased, and the day is here. A question about an application of yours is still open."
        ),
        to_do=N_("Sign in to read the reason. You need to do nothing else."),
        by_when=N_("We erase you when the question is settled."),
    ),
    "erasure_begins": Wording(
        Prefix.INFORMATION,
        subject=N_("we erase everything about you now"),
        happened=N_("We erase everything that we hold about you now. After that you cannot sign in."),
        by_when=N_("This is our last letter to you. We do not keep your address."),
        at_once=True,
    ),
}
"""The last one leaves before anything is erased."""


def place_holders() -> Select[UUID]:
    """Whoever is erased: what stays of them leads here."""
    return select(col(Person.id)).where(col(Person.email).like(f"%@{DOMAIN}"))
