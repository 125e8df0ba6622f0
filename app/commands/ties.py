"""The marks of employers and of people after an update: so that what is sealed is still compared with them."""

from app.adapters.parts import Parts
from app.commands.saying import say
from app.services import ties


def complete(parts: Parts) -> None:
    """Mark what a version did not; says so only when there was something to do."""
    with parts.work() as work:
        count = ties.complete(work)
    if count:
        say(f"{count} sealed names can be compared now.")
