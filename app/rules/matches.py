"""The law of matches: from a suggestion to the end, who may do what, and for whom a match exists."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, or_
from sqlmodel import col, select

from app.core.actors import Actor, Role
from app.core.lifecycle import Lifecycle, Move, Words
from app.core.policy import Policy, signed_in
from app.core.words import N_
from app.models.cohorts import Cohort
from app.models.matches import Match
from app.models.matches import MatchStatus as Status
from app.models.messages import Prefix
from app.rules import cohorts
from app.rules.messages import Wording

BEFORE = frozenset({Status.SUGGESTED, Status.SHORTLISTED, Status.ASKED, Status.TALKING})
"""Nothing is agreed yet."""

TOGETHER = frozenset({Status.TRIAL, Status.ACTIVE})
"""The two work together: the match takes one of the mentor's places."""

_TRAINEE, _MENTOR, _MANAGER = Role.APPLICANT, Role.MENTOR, Role.MANAGER

LIFE = Lifecycle(
    noun="matches",
    start=Status.SUGGESTED,
    moves=(
        Move("shortlist", frozenset({Status.SUGGESTED}), Status.SHORTLISTED, (_TRAINEE,), "matches.shortlisted"),
        Move("ask", frozenset({Status.SHORTLISTED}), Status.ASKED, (_TRAINEE,), "matches.asked"),
        Move("talk", frozenset({Status.ASKED}), Status.TALKING, (_MENTOR,), "matches.talking"),
        Move(
            "decide_later", frozenset({Status.TALKING}), Status.TALKING, (_TRAINEE, _MENTOR), "matches.still_deciding"
        ),
        Move("confirm", BEFORE, Status.TRIAL, (_MANAGER,), "matches.confirmed"),
        Move("keep", frozenset({Status.TRIAL}), Status.ACTIVE, (_TRAINEE,), "matches.kept"),
        Move("end", TOGETHER, Status.ENDED, (_TRAINEE, _MENTOR, _MANAGER), "matches.ended"),
        Move("pass_over", BEFORE, Status.PASSED_OVER, (_MANAGER,), "matches.passed_over"),
    ),
    words={
        Status.SUGGESTED: Words(N_("Suggested"), N_("Suggested")),
        Status.SHORTLISTED: Words(N_("On your list"), N_("On the trainee's list")),
        Status.ASKED: Words(N_("Asked"), N_("Asked")),
        Status.TALKING: Words(N_("You are talking"), N_("Talking")),
        Status.TRIAL: Words(N_("First meetings"), N_("First meetings")),
        Status.ACTIVE: Words(N_("You work together"), N_("Working together")),
        Status.ENDED: Words(N_("Ended"), N_("Ended")),
        Status.PASSED_OVER: Words(N_("Not chosen"), N_("Not chosen")),
    },
    ends=frozenset({Status.ENDED, Status.PASSED_OVER}),
    groups={"not agreed yet": BEFORE, "working together": TOGETHER},
)


def visible_to(actor: Actor) -> Select[Any]:
    """The two people of a match while they work together; its programme's managers always."""
    together = col(Match.status).in_(TOGETHER)
    trainee, mentor = col(Match.trainee_id) == actor.person_id, col(Match.mentor_person_id) == actor.person_id
    managed = col(Match.programme_id).in_(actor.programmes_as(Role.MANAGER))
    return select(Match).where(or_(together & trainee, together & mentor, managed))


def is_trainee(actor: Actor, match: Match) -> bool:
    return actor.person_id == match.trainee_id


def is_mentor(actor: Actor, match: Match) -> bool:
    return actor.person_id == match.mentor_person_id


def is_managed(actor: Actor, match: Match) -> bool:
    return match.programme_id in actor.programmes_as(Role.MANAGER)


FOR_MANAGERS = N_("Only managers of this programme can choose mentors.")

OWN = signed_in(
    "matches.own",
    why=N_("The page shows only the mentor of the person who is signed in."),
    otherwise=N_("Sign in to see your mentor."),
)
PROPOSE = Policy("matches.propose", {Role.MANAGER: cohorts.is_managed}, FOR_MANAGERS, Cohort, cohorts.visible_to)
CONFIRM = Policy("matches.confirm", {Role.MANAGER: is_managed}, FOR_MANAGERS, Match, visible_to)
KEEP = Policy(
    "matches.keep",
    {Role.APPLICANT: is_trainee},
    N_("Only the trainee can say that the mentor suits them."),
    Match,
    visible_to,
)
END = Policy(
    "matches.end",
    {Role.APPLICANT: is_trainee, Role.MENTOR: is_mentor, Role.MANAGER: is_managed},
    N_("Only the trainee, the mentor and their programme can end this."),
    Match,
    visible_to,
)

MESSAGES: Mapping[str, Wording] = {
    "mentor_confirmed": Wording(
        Prefix.INFORMATION,
        subject=N_("%(mentor)s is your mentor"),
        happened=N_("%(mentor)s is your mentor from %(day)s. Your programme chose them for the reasons on the page."),
        to_do=N_("Open the page to see how to reach them. You need to do nothing else."),
        by_when=N_("After the first meetings you say if it suits you. You can end it on any day, with no reason."),
    ),
    "trainee_confirmed": Wording(
        Prefix.INFORMATION,
        subject=N_("you are the mentor of %(trainee)s"),
        happened=N_("You are the mentor of %(trainee)s from %(day)s."),
        to_do=N_("Write to %(trainee)s in the way that your page shows, and offer a first meeting."),
        by_when=N_("A first message within 5 working days is enough."),
    ),
    "mentoring_kept": Wording(
        Prefix.INFORMATION,
        subject=N_("%(trainee)s wants to keep working with you"),
        happened=N_("The first meetings are over. %(trainee)s wants to keep you as their mentor."),
    ),
    "mentoring_ended": Wording(
        Prefix.CHANGE,
        subject=N_("mentoring has ended"),
        happened=N_("The mentoring of %(trainee)s by %(mentor)s ended on %(day)s. Nobody has to give a reason."),
    ),
}
