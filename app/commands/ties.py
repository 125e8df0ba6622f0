"""The marks of employers after an update: so that sealed answers are still compared with them."""

from app.adapters.parts import Parts
from app.commands.saying import say
from app.services import ties


def complete(parts: Parts) -> None:
    """Mark the answers of a version that did not; says so only when there was something to do."""
    with parts.work() as work:
        count = ties.complete(work)
    if count:
        say(f"{count} answers about an employer can be compared now.")
