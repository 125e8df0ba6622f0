"""What follows a file: its bytes go once its row is gone for good."""

from app.adapters.parts import Parts
from app.core.events import OutboxEvent
from app.reactions.following import follows


@follows("files.removed", slow=True)
def remove_bytes(parts: Parts, event: OutboxEvent) -> None:
    parts.storage.remove(str(event.facts["stored_as"]))
