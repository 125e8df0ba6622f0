"""Until when a sign-in lasts, as a still line on the pages of staff: nothing counts down, and one press makes it longer."""

from dataclasses import dataclass
from datetime import datetime

from app.rules.sign_ins import STAFF, ends_at, lifetime
from app.services.sign_ins import Signed, needs_noting


@dataclass(frozen=True)
class Staying:
    """`until` is when it ends if nothing more is done; `is_last` when no press makes that later."""

    until: datetime
    zone: str
    is_last: bool


def staying_of(signed: Signed, now: datetime) -> Staying | None:
    """None for people on their own screens, whose sign-in outlasts a working day (SESS-04)."""
    sign_in, person = signed.sign_in, signed.person
    if sign_in is None or person is None or lifetime(sign_in.method, signed.held) is not STAFF:
        return None
    last = sign_in.created_at + STAFF.absolute
    until = min(now + STAFF.idle, last) if needs_noting(sign_in, now) else ends_at(sign_in, signed.held)
    return Staying(until, person.time_zone, is_last=until == last)
