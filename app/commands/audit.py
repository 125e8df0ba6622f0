"""The audit log from the command line: entries of long ago tied in, the head copied, the whole checked."""

from app.adapters.parts import Parts
from app.adapters.wordings import spoken
from app.commands.saying import CANNOT, say, stop
from app.rules.audit import WORDS
from app.services import audit


def complete(parts: Parts) -> None:
    """Tie in the entries of a version without a chain; says so only when there was something to do."""
    with parts.work() as work:
        count = audit.complete(work)
    if count:
        say(f"{count} entries of the audit log are tied together now.")


def copy_head(parts: Parts) -> None:
    with parts.work(writes=False) as work:
        head = audit.copy_head(work, parts.safe)
    say(f"The copy of the audit log's head is at entry {head.number}.")


def verify(parts: Parts) -> None:
    with parts.work() as work:
        checked = audit.check(work, parts.safe)
    if checked.finding is not None:
        stop(
            f"The audit log does not fit from entry {checked.broken_at} on. {spoken(WORDS[checked.finding])}",
            code=CANNOT,
        )
    copied = f"The newest copied head is entry {checked.copied}" if checked.copied else "No head was copied yet"
    say(f"The audit log is whole from its first entry to entry {checked.number}. {copied}.")
