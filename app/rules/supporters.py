"""The law of supporters: a person asks for help, says with what and until when, and ends it; a supporter may only leave.

One rule, `helps_now`, says what a supporter sees. Pages, buttons and files ask it through `services.supporters_sight`.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, literal, or_, select
from sqlalchemy.orm import Mapped, aliased
from sqlmodel import col

from app.core.actors import Actor, Role
from app.core.lifecycle import Lifecycle, Move, Words
from app.core.policy import Policy, always, signed_in
from app.core.words import N_
from app.core.working_days import today_in
from app.models.messages import Prefix
from app.models.people import Person
from app.models.supporters import Supporter
from app.models.supporters import SupporterStatus as Status
from app.rules.messages import Wording

LONGEST_DAYS = 90
LIKELY_DAYS = 30
MOST_AT_ONCE = 5
"""Helping, invited and prepared. More would be hard to keep in mind."""

OPEN = frozenset({Status.PREPARED, Status.INVITED, Status.HELPING})
PAST = frozenset({Status.DECLINED, Status.WITHDRAWN, Status.ENDED, Status.LEFT})

_PERSON = (Role.APPLICANT,)
_SUPPORTER = (Role.SUPPORTER,)

LIFE = Lifecycle(
    noun="supporters",
    start=Status.PREPARED,
    moves=(
        Move("invite", frozenset({Status.PREPARED}), Status.INVITED, _PERSON, "supporters.invited"),
        Move(
            "withdraw", frozenset({Status.PREPARED, Status.INVITED}), Status.WITHDRAWN, _PERSON, "supporters.withdrawn"
        ),
        Move("accept", frozenset({Status.INVITED}), Status.HELPING, (Role.APPLICANT,), "supporters.accepted"),
        Move("decline", frozenset({Status.INVITED}), Status.DECLINED, (Role.APPLICANT,), "supporters.declined"),
        Move("end", frozenset({Status.HELPING}), Status.ENDED, _PERSON, "supporters.ended"),
        Move("leave", frozenset({Status.HELPING}), Status.LEFT, _SUPPORTER, "supporters.left"),
        Move("prepare_again", PAST, Status.PREPARED, _PERSON, "supporters.prepared_again"),
    ),
    words={
        Status.PREPARED: Words(N_("Not invited yet"), N_("Prepared")),
        Status.INVITED: Words(N_("Invited. No answer yet"), N_("Invited")),
        Status.HELPING: Words(N_("Helps you"), N_("Helping")),
        Status.DECLINED: Words(N_("Said no"), N_("Declined")),
        Status.WITHDRAWN: Words(N_("You took the invitation back"), N_("Withdrawn")),
        Status.ENDED: Words(N_("You ended it"), N_("Ended")),
        Status.LEFT: Words(N_("Stopped helping"), N_("Left")),
    },
    groups={"open": OPEN, "past": PAST},
    needs_people=True,
)


FOR_SUPPORTER: Mapping[Status, str] = {
    Status.PREPARED: N_("Not open now"),
    Status.INVITED: N_("Waits for your answer"),
    Status.HELPING: N_("You help"),
    Status.DECLINED: N_("You said no"),
    Status.WITHDRAWN: N_("The invitation was taken back"),
    Status.ENDED: N_("The help was ended"),
    Status.LEFT: N_("You stopped helping"),
}
"""The words of each state for whoever was asked."""

READ, WRITTEN = "supporters.read", "supporters.answer_written"
SEEN_AND_WRITTEN = frozenset({READ, WRITTEN})
"""What a supporter did that the person reads, besides the steps of the help itself."""

DAY_HAS_PASSED = N_("Over. The last day has passed")


def own_visible_to(actor: Actor) -> Select[Any]:
    """Those whom the actor asked for help."""
    return select(Supporter).where(col(Supporter.person_id) == actor.person_id, col(Supporter.person_id).is_not(None))


def supported_visible_to(actor: Actor) -> Select[Any]:
    """Those whom the actor helps or helped, and invitations to the actor's own address: nobody can pass one on."""
    my_address = select(col(Person.email)).where(col(Person.id) == actor.person_id).scalar_subquery()
    is_mine = and_(col(Supporter.supporter_id) == actor.person_id, col(Supporter.status) != Status.PREPARED)
    is_for_me = and_(col(Supporter.status) == Status.INVITED, col(Supporter.email) == my_address)
    return select(Supporter).where(or_(is_mine, is_for_me), col(Supporter.person_id) != actor.person_id)


def helps_now(support: Supporter, zone: str, now: datetime) -> bool:
    """Whether a supporter may see and do anything at this moment. The last day counts, in the person's time zone."""
    return support.status is Status.HELPING and today_in(zone, now) <= support.until


def latest_day(today: date) -> date:
    return today + timedelta(days=LONGEST_DAYS)


_TIE, _KNOWN = aliased(Supporter), aliased(Person)
"""Made once: an alias costs more than the statement that it stands in. None stands inside another use of itself."""

PersonId = UUID | Mapped[UUID] | None
"""The id of a person, or the column that holds it in the statement around."""


def was_asked(reader: PersonId, person: PersonId, *, since: Any) -> ColumnElement[bool]:
    """Whether this reader was asked to support that person and it was not over by `since`, a moment or a column.

    Who only prepared an invitation has told nobody of it, so that ties nobody.
    """
    address = select(col(_KNOWN.email)).where(col(_KNOWN.id) == reader).correlate_except(_KNOWN).scalar_subquery()
    is_reader = or_(col(_TIE.supporter_id) == reader, col(_TIE.email) == address)
    lasted = or_(col(_TIE.ended_at).is_(None), col(_TIE.ended_at) >= since)
    return _there_is(col(_TIE.person_id) == person, col(_TIE.invited_at).is_not(None), is_reader, lasted)


def supports(supporter: PersonId, person: PersonId) -> ColumnElement[bool]:
    """Whether somebody said yes to supporting that person, now or before: they hold no other role on the case.

    An invitation alone takes no case from staff, or else anybody could choose who decides about them.
    """
    said_yes = col(_TIE.accepted_at).is_not(None)
    return _there_is(col(_TIE.person_id) == person, col(_TIE.supporter_id) == supporter, said_yes)


def _there_is(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return select(literal(1).label("found")).select_from(_TIE).where(*conditions).correlate_except(_TIE).exists()


def is_own(actor: Actor, support: Supporter) -> bool:
    return actor.person_id == support.person_id


def _is_supporter(actor: Actor, support: Supporter) -> bool:
    return actor.person_id == support.supporter_id


OWN = signed_in(
    "supporters.own",
    why=N_("The page shows only those whom the person asked for help."),
    otherwise=N_("Sign in to see who helps you."),
)
ARRANGE = Policy(
    "supporters.arrange",
    {Role.APPLICANT: is_own},
    N_("Only the person who is helped can change this."),
    Supporter,
    own_visible_to,
)
SUPPORTED = signed_in(
    "supporters.supported",
    why=N_("The page shows only whom the person themself helps, and invitations to their own address."),
    otherwise=N_("Sign in to see whom you help."),
)
ANSWER = Policy(
    "supporters.answer",
    {Role.APPLICANT: always, Role.SUPPORTER: always},
    N_("Only the person who was asked can open this."),
    Supporter,
    supported_visible_to,
)
HELP = Policy(
    "supporters.help",
    {Role.SUPPORTER: _is_supporter},
    N_("Only the person who helps can open this."),
    Supporter,
    supported_visible_to,
)

MESSAGES: Mapping[str, Wording] = {
    "supporter_invited": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("somebody asks for your help"),
        happened=N_("Somebody whom you know asks for your help with something in Cleanplate."),
        to_do=N_("Open the link and sign in with this address. There you read who asks, and what for. You can say no."),
        by_when=N_("The page says until which day."),
        ask=N_("Questions: ask the person who told you about this."),
        at_once=True,
    ),
    "supporter_answered": Wording(
        Prefix.INFORMATION,
        subject=N_("they said yes or no to you"),
        happened=N_("Somebody whom you asked for help has answered."),
        to_do=N_("Open the page to see the answer. You can end the help there at any time."),
    ),
    "supporter_left": Wording(
        Prefix.CHANGE,
        subject=N_("somebody stopped helping you"),
        happened=N_("Somebody who helped you has stopped. They can see nothing of yours any more."),
    ),
    "support_ended": Wording(
        Prefix.CHANGE,
        subject=N_("you no longer help somebody"),
        happened=N_("Somebody whom you helped has ended it. You did nothing wrong."),
    ),
    "supporter_wrote": Wording(
        Prefix.INFORMATION,
        subject=N_("somebody wrote an answer for you"),
        happened=N_("Somebody who helps you wrote an answer for your application. It is not used until you say so."),
        to_do=N_("Open the page and read it. You can use it, change it, or take it out."),
    ),
}
