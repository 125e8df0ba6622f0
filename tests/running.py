"""Running what follows, in the test's own thread: every waiting event, and every event that those record."""

from app.adapters.parts import Parts
from app.reactions.relaying import react, relay


def run_reactions(parts: Parts) -> None:
    """Relay until nothing waits. Uses the same two functions as the worker."""
    while relay(parts, lambda event, reaction: react(parts, event.id, reaction.name)):
        pass
