"""The law of check-ins: every line has its own readers, and what is for nobody else exists for nobody else."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select
from sqlmodel import col, select

from app.core.actors import Actor, Role
from app.core.lifecycle import Lifecycle, Move, Words
from app.core.policy import Policy, signed_in
from app.core.words import N_
from app.models.checkins import Audience, Checkin
from app.models.checkins import CheckinStatus as Status
from app.models.cohorts import Cohort
from app.models.matches import Match
from app.models.messages import Prefix
from app.rules import cohorts
from app.rules.matches import is_mentor
from app.rules.matches import visible_to as matches_visible_to
from app.rules.messages import Wording

_AUTHOR = (Role.APPLICANT, Role.MENTOR)

LIFE = Lifecycle(
    noun="checkins",
    start=Status.DRAFT,
    moves=(
        Move("write", frozenset(Status), Status.WRITTEN, _AUTHOR, "checkins.written"),
        Move("skip", frozenset({Status.DRAFT, Status.SKIPPED}), Status.SKIPPED, _AUTHOR, "checkins.skipped"),
    ),
    words={
        Status.DRAFT: Words(N_("Not written yet"), N_("Not written yet")),
        Status.WRITTEN: Words(N_("Written"), N_("Written")),
        Status.SKIPPED: Words(N_("You skipped this week"), N_("Skipped")),
    },
)

READERS: Mapping[Audience, str] = {
    Audience.ONLY_ME: N_("Only me"),
    Audience.MY_MENTOR: N_("My mentor and me"),
    Audience.MY_PROGRAMME: N_("My programme's managers, my mentor and me"),
}
"""The person's words for who can read one line of theirs."""

SAME = "same_as_before"
SKIP = "skip"
"""Two answers to a scale that say nothing new: one repeats the last check-in, the other leaves the line out."""

FOR_MENTOR = frozenset({Audience.MY_MENTOR, Audience.MY_PROGRAMME})
FOR_MANAGERS = frozenset({Audience.MY_PROGRAMME})


def week_of(now: datetime, zone: str) -> date:
    """The Monday of the week in which it is now, where this person lives."""
    today = now.astimezone(ZoneInfo(zone)).date()
    return today - timedelta(days=today.weekday())


def visible_to(actor: Actor) -> Select[Any]:
    """A trainee's check-in as a whole is theirs alone. Other people read lines, on pages of their own."""
    return (
        select(Checkin)
        .join(Match, col(Match.id) == Checkin.match_id)
        .where(col(Checkin.author_id) == actor.person_id, col(Match.trainee_id) == actor.person_id)
    )


def is_author(actor: Actor, checkin: Checkin) -> bool:
    return actor.person_id == checkin.author_id


OWN = signed_in(
    "checkins.own",
    why=N_("The pages hold only what the person wrote, or what was written for them."),
    otherwise=N_("Sign in to write a check-in."),
)
READ_OWN = Policy(
    "checkins.read_own",
    {Role.APPLICANT: is_author},
    N_("Only the person who wrote this can open it."),
    Checkin,
    visible_to,
)
MENTOR = Policy(
    "checkins.mentor",
    {Role.MENTOR: is_mentor},
    N_("This page is for the mentor of this person."),
    Match,
    matches_visible_to,
)
PROGRAMME = Policy(
    "checkins.programme",
    {Role.MANAGER: cohorts.is_managed},
    N_("Only managers of this programme can open this page."),
    Cohort,
    cohorts.visible_to,
)

MESSAGES: Mapping[str, Wording] = {
    "checkin_shared": Wording(
        Prefix.INFORMATION,
        subject=N_("%(author)s shared a check-in with you"),
        happened=N_("%(author)s wrote a check-in and lets you read some of it."),
        to_do=N_("Read it when it suits you. You need not answer."),
    ),
    "checkin_copy": Wording(
        Prefix.INFORMATION,
        subject=N_("your mentor wrote about your work"),
        happened=N_("%(author)s wrote a check-in about the work. A copy is on your page."),
        to_do=N_("Read it when it suits you. You need not answer."),
    ),
}
