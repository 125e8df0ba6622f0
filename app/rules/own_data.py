"""The law of one's own data: who may read and fetch it, which columns go into the file, and what stays out of it."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, or_
from sqlmodel import SQLModel, col, select

from app.core.actors import Actor, Role
from app.core.events import AuditEntry
from app.core.lifecycle import Lifecycle, Move, Words
from app.core.policy import Policy, public, signed_in
from app.core.words import N_
from app.models.applications import Decision
from app.models.assignments import Assignment, AssignmentStatus
from app.models.first_answers import FirstAnswers
from app.models.matches import Match
from app.models.messages import Prefix
from app.models.own_data import OwnFile
from app.models.own_data import OwnFileStatus as Status
from app.rules import accommodations, promises, sightings, supporters
from app.rules.matches import BEFORE
from app.rules.messages import Wording

WAITS_FOR = timedelta(hours=24)
"""How long the file can be fetched (PRIV-04)."""

_SYSTEM = ()

LIFE = Lifecycle(
    noun="own_files",
    start=Status.WANTED,
    moves=(
        Move("make", frozenset({Status.WANTED}), Status.READY, _SYSTEM, "own_data.ready", by_clock=True),
        Move("stop", frozenset({Status.WANTED}), Status.STOPPED, _SYSTEM, "own_data.stopped", by_clock=True),
        Move("end", frozenset({Status.READY}), Status.ENDED, _SYSTEM, "own_data.ended", by_clock=True),
        Move("remove", frozenset({Status.READY}), Status.ENDED, (Role.APPLICANT,), "own_data.removed"),
    ),
    words={
        Status.WANTED: Words(N_("We are making your file"), N_("Being made")),
        Status.READY: Words(N_("Your file is ready"), N_("Ready")),
        Status.STOPPED: Words(N_("The file could not be made. Ask for it again"), N_("Stopped")),
        Status.ENDED: Words(N_("This file is gone"), N_("Gone")),
    },
    ends=frozenset({Status.STOPPED, Status.ENDED}),
)

IN_FILE: Mapping[str, Sequence[str]] = {
    "people": ("name", "email", "phone", "channel", "time_zone", "created_at"),
    "role_grants": ("role", "programme_id", "production_id", "granted_at"),
    "preferences": (
        "palette", "size", "font", "spacing", "density", "images", "icons", "fills", "questions", "schedule",
        "digest_times", "quiet_from", "quiet_until", "notice_hours", "reminder_hours",
        "wants_reminders", "tells_sightings",
    ),
    "applications": (
        "reference", "programme_id", "cohort_id", "status", "started_at", "sent_at", "withdrawn_at", "answer_by",
        "extended_at", "kept_for_id", "paused_at", "late_until",
    ),
    "complete_parts": ("part", "marked_at"),
    "openings": ("reason", "opened_at", "until", "ended_at"),
    "answers": ("application_id", "question", "wording", "value", "answered_at", "draft", "drafted_at", "copied_from"),
    "first_answers": ("programme_id", "email", "sealed_words", "kept_at"),
    "files": ("application_id", "name", "description", "media_type", "bytes_long", "uploaded_at"),
    "uploads": ("application_id", "question", "name", "bytes_long", "arrived", "touched_at"),
    "own_questions": ("words", "asked_at", "first_answer_by", "answer_by", "reply", "replied_at"),
    "inquiries": ("application_id", "asked_at", "questions", "words", "answer_by", "reply", "replied_at"),
    "contact_tries": ("application_id", "made_on", "channel", "result"),
    "named_readers": ("reader_id", "named_at"),
    "decisions": (
        "application_id", "outcome", "reasons", "feedback", "advice", "next_steps", "next_on", "on_the_day",
        "changed_because", "released_at",
    ),
    "conditions": ("application_id", "words", "doer", "due_on", "status", "note", "changed_at"),
    "accommodations": (
        "need", "strength", "parameters", "agreed_parameters", "sealed_words", "provide", "meanwhile", "sealed_answer",
        "sealed_offer", "status", "asked_at", "due_at", "missed_at", "paused_at", "agreed_at", "meanwhile_at", "ends_on",
        "adviser_id",
    ),
    "accommodation_requests": ("application_id", "sent_at", "said", "said_on", "written_by_id"),
    "evidence": ("sealed_name", "sealed_words", "media_type", "bytes_long", "is_kept", "added_at"),
    "remarks": ("author_id", "on_behalf_of", "said", "sealed_words", "written_at"),
    "passport_shares": (
        "with_person_id", "with_production_id", "shared_at", "until", "ended_at", "confirmed_at", "confirmed_by_id",
        "asked_again_at",
    ),
    "passport_proposals": (
        "with_person_id", "with_production_id", "because", "until", "status", "made_at", "answered_at",
    ),
    "provisions": ("production_id", "words", "seen_at", "done_at", "done_by_id"),
    "emergencies": ("opened_by_id", "parts", "sealed_reason", "opened_at", "closes_at", "ended_at"),
    "supporters": ("name", "email", "status", "until", "made_at", "invited_at", "accepted_at", "ended_at"),
    "shared_sections": ("supporter_id", "section", "level"),
    "prepared_answers": ("application_id", "supporter_id", "question", "value", "written_at", "settled_at"),
    "enrolments": ("cohort_id", "status", "enrolled_at"),
    "bookings": ("session_id", "status", "since"),
    "assignments": ("workstation_id", "on_date", "starts_at", "ends_at", "status", "wish", "wish_answer"),
    "day_changes": ("status", "asked_at", "answered_at", "safety", "safety_words"),
    "overrides": ("production_id", "workstation_id", "status", "reason", "last_day", "asked_at", "agreed_at", "ended_at"),
    "absences": ("production_id", "first_day", "last_day", "entered_at", "ended_at"),
    "arrivals": ("production_id", "on_date", "at", "marked_by_id"),
    "kind_checks": ("production_id", "on_date", "asked_at", "answer", "answered_at"),
    "swaps": ("from_workstation_id", "to_workstation_id", "at"),
    "place_answers": ("workstation_id", "was_as_described", "words", "answered_at"),
    "acknowledgements": ("production_id", "on_date", "words", "by_id", "at"),
    "working_styles": ("programme_id", "craft", "style", "mentor_may_read"),
    "matches": ("programme_id", "mentor_person_id", "status", "reasons", "differences", "starts_on", "ends_on"),
    "checkins": ("week_of", "status", "written_at"),
    "checkin_lines": ("wording", "value", "readable_by"),
    "messages": ("template", "facts", "email", "made_at", "sent_at"),
    "sign_ins": ("browser", "method", "created_at", "seen_at"),
    "known_browsers": ("seen_at",),
    "calendars": ("made_at",),
    "resets": ("asked_by_id", "status", "asked_at", "lapses_at", "ended_at"),
    "approvals": ("role", "programme_id", "status", "asked_at"),
    "reset_confirmations": ("person_id", "known_by", "confirmed_at"),
    "kept_forms": ("path", "sealed_words", "kept_at"),
    "mentors": ("programme_id", "places", "craft", "style", "about"),
    "kept_lists": ("name", "query", "kept_at"),
    "audit_entries": ("at", "actor_id", "name", "reason", "shown"),
    "consents": ("purpose", "version", "shown", "given_at", "withdrawn_at"),
    "spoken_consents": ("said", "said_on", "written_by_id"),
    "monitoring_answers": ("programme_id", "question", "sealed_value", "answered_at"),
    "withheld_figures": ("figure", "withheld_at"),
    "confirmed_figures": ("figure", "confirmed_at"),
    "corrections": ("entry", "sealed_words", "sealed_answer", "status", "asked_at", "due_at", "answered_at"),
    "correction_changes": ("title", "before", "after", "made_at"),
    "own_files": ("asked_at", "ready_at", "ends_at", "status"),
    "holds": ("application_id", "reason", "set_at", "ended_at"),
    "erasures": ("status", "asked_at", "runs_at", "ended_at"),
}  # fmt: skip
"""The columns of each table that its person gets. A house test holds them against the register."""

NOT_IN_FILE: Mapping[str, str] = {
    "board_lines": "a copy for lists, and what it adds is not released yet",
    "redactions": "a copy of answers that are in the file whole",
    "withheld_files": "how a programme shows files to readers",
    "pins": "how coordinators make plans that are not published",
    "placings": "how coordinators make plans that are not published",
    "plans": "about everybody of a production",
    "seat_claims": "the same days once more, for the rule that no seat is given twice",
    "form_receipts": "marks of forms, without their words",
    "outbox_events": "a copy of the record on its way",
}


_RELEASED = col(Decision.released_at).is_not(None)
_LIVES = (accommodations.LIFE, supporters.LIFE)
_OWN_EVENTS = frozenset({
    *promises.NAMES, *sightings.WORDS, *supporters.SEEN_AND_WRITTEN, *(move.event for life in _LIVES for move in life.moves),
    "accommodations.provided", "passports.confirmed", "emergencies.opened", "emergencies.ended",
})  # fmt: skip
"""What others did, and looked at, that the person reads on their own pages. Reviewers are not among it."""


def held_about(table: str, person_id: Any) -> ColumnElement[bool] | None:
    """What must also be true of a row before its person may know of it; None where nothing more is asked."""
    released = select(Decision.application_id).where(_RELEASED)
    further: dict[str, ColumnElement[bool]] = {
        "decisions": _RELEASED,
        "conditions": _table("conditions").c.application_id.in_(released),
        "matches": col(Match.status).not_in(BEFORE),
        "assignments": or_(col(Assignment.is_live), col(Assignment.status) != AssignmentStatus.PROPOSED),
        "first_answers": col(FirstAnswers.joined_at).is_(None),
        "audit_entries": or_(col(AuditEntry.actor_id) == person_id, col(AuditEntry.name).in_(_OWN_EVENTS)),
    }
    return further.get(table)


def _table(name: str) -> Table:
    return SQLModel.metadata.tables[name]


def visible_to(actor: Actor) -> Select[Any]:
    """Nobody but its person knows that there is a file."""
    return select(OwnFile).where(and_(col(OwnFile.person_id) == actor.person_id, col(OwnFile.person_id).is_not(None)))


def is_own(actor: Actor, file: OwnFile) -> bool:
    return actor.person_id == file.person_id


_OTHERWISE = N_("Only the person whose data it is can open this.")

NOTICE = public("own_data.notice", why=N_("What we store and why is for everybody, before they give us anything."))
OWN = signed_in(
    "own_data.own",
    why=N_("The pages hold only what is held about the person who is signed in."),
    otherwise=N_("Sign in to see what we hold about you."),
)
FETCH = Policy("own_data.fetch", {Role.APPLICANT: is_own}, _OTHERWISE, OwnFile, visible_to)

MESSAGES: Mapping[str, Wording] = {
    "own_file_ready": Wording(
        Prefix.INFORMATION,
        subject=N_("the file with your data is ready"),
        happened=N_("You asked for a file with what we hold about you. It is ready."),
        to_do=N_("Sign in to download it. We ask who you are once more, to be sure."),
        by_when=N_("It waits for 24 hours. After that you can ask for a new one."),
        at_once=True,
    ),
}
