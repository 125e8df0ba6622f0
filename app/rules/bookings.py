"""The law of bookings: the moves of a place, its owner, and the one rule by which free places are given."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select
from sqlmodel import col, select

from app.core.actors import Actor, Role
from app.core.lifecycle import Lifecycle, Move, Words
from app.core.policy import Policy
from app.core.words import N_
from app.models.messages import Prefix
from app.models.sessions import Booking
from app.models.sessions import BookingStatus as Status
from app.rules.messages import Wording

_TRAINEE = (Role.APPLICANT,)

LIFE = Lifecycle(
    noun="bookings",
    start=Status.OFFERED,
    moves=(
        Move(
            "book",
            frozenset({Status.OFFERED, Status.WAITING, Status.CANCELLED}),
            Status.BOOKED,
            _TRAINEE,
            "bookings.booked",
        ),
        Move(
            "wait",
            frozenset({Status.OFFERED, Status.CANCELLED}),
            Status.WAITING,
            _TRAINEE,
            "bookings.joined_waiting_list",
        ),
        Move("cancel", frozenset({Status.BOOKED}), Status.CANCELLED, _TRAINEE, "bookings.cancelled"),
        Move("leave", frozenset({Status.WAITING}), Status.CANCELLED, _TRAINEE, "bookings.left_waiting_list"),
        Move("held", frozenset({Status.BOOKED}), Status.HELD, (Role.MANAGER,), "bookings.held"),
    ),
    words={
        Status.OFFERED: Words(N_("You can book it"), N_("Offered")),
        Status.BOOKED: Words(N_("You have a place"), N_("Booked")),
        Status.WAITING: Words(N_("You are on the waiting list"), N_("Waiting")),
        Status.CANCELLED: Words(N_("You gave your place back"), N_("Cancelled")),
        Status.HELD: Words(N_("You took part"), N_("Took place")),
    },
    ends=frozenset({Status.HELD}),
    groups={"takes a place": frozenset({Status.BOOKED}), "waits": frozenset({Status.WAITING})},
)


@dataclass(frozen=True)
class Tally:
    """The places of one session. `waiting` is in the order in which people joined the list.

    A free place belongs to whoever has waited longest; there is no time limit on taking it. Only what is free beyond
    the waiting list can be booked by somebody new.
    """

    seats: int
    taken: frozenset[int]
    waiting: tuple[UUID, ...] = ()

    @property
    def free(self) -> int:
        return self.seats - len(self.taken)

    @property
    def free_for_anybody(self) -> int:
        return max(0, self.free - len(self.waiting))

    def turn_of(self, person_id: UUID | None) -> int | None:
        """The person's number on the waiting list, from 1; None for somebody who is not on it."""
        return self.waiting.index(person_id) + 1 if person_id in self.waiting else None

    def has_place_for(self, person_id: UUID | None) -> bool:
        turn = self.turn_of(person_id)
        return self.free_for_anybody > 0 if turn is None else turn <= self.free


def lowest_free(taken: frozenset[int], most: int) -> int | None:
    """The smallest number from 1 to `most` that nobody has, so that a constraint can count for us."""
    return next((number for number in range(1, most + 1) if number not in taken), None)


def visible_to(actor: Actor) -> Select[Any]:
    return select(Booking).where(col(Booking.person_id) == actor.person_id)


def is_own(actor: Actor, booking: Booking) -> bool:
    return actor.person_id == booking.person_id


OWN = Policy(
    "bookings.own", {Role.APPLICANT: is_own}, N_("Only the person who booked can open this."), Booking, visible_to
)

MESSAGES: Mapping[str, Wording] = {
    "booking_confirmed": Wording(
        Prefix.INFORMATION,
        subject=N_("you have a place in %(session)s"),
        happened=N_("You have a place in %(session)s: %(when)s. The place is %(place)s."),
        to_do=N_("The page has a file for your calendar and says what the session is like."),
        by_when=N_("You can give the place back until the session starts. You need no reason."),
        at_once=True,
    ),
    "place_is_free": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("a place in %(session)s is kept for you"),
        happened=N_("You are on the waiting list for %(session)s: %(when)s. A place is free, and it is kept for you."),
        to_do=N_("If you want the place, open the page and book it. If you do not want it, leave the waiting list."),
        by_when=N_("You can book it until the session starts."),
    ),
}
