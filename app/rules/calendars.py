"""The law of private calendars: their owner makes and ends them, and whoever holds the address reads them."""

from collections.abc import Mapping
from datetime import timedelta

from app.core.policy import public, signed_in
from app.core.words import N_
from app.models.messages import Prefix
from app.rules.messages import Wording
from app.rules.sign_ins import BY_FEED, Limit

SHOWS_BACK = timedelta(days=30)
"""How long what is over stays in it, so that a program that asks rarely does not lose yesterday."""

OWN = signed_in(
    "calendars.own",
    why=N_("Each person makes and ends their own calendar address."),
    otherwise=N_("Sign in to see this page."),
)
FEED = public(
    "calendars.feed",
    why=N_("A calendar program cannot sign in. The long secret in the address is the permission, and can be ended."),
)


def feed_limit(_query: Mapping[str, str]) -> Limit:
    return BY_FEED


MESSAGES: Mapping[str, Wording] = {
    "calendar_made": Wording(
        Prefix.CHANGE,
        subject=N_("your calendar address for Cleanplate"),
        happened=N_("A private address was made, from which a calendar can read your sessions and days."),
        to_do=N_("If this was you, you need to do nothing. If it was not you, sign in and end the address."),
        at_once=True,
    ),
}
