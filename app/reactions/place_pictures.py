"""What follows a picture of a place that was removed: its bytes go."""

from app.adapters.parts import Parts
from app.core.events import OutboxEvent
from app.reactions.following import follows


@follows("place_pictures.removed", slow=True)
def remove_bytes(parts: Parts, event: OutboxEvent) -> None:
    parts.storage.remove(str(event.facts["stored_as"]))
