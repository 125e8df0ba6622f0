"""What follows a no about a desk: whoever plans there is told which desk, and not by whom."""

from uuid import UUID

from app.core.events import OutboxEvent
from app.core.work import Work
from app.models.people import Person
from app.models.productions import Location, Production
from app.models.workstations import Workstation
from app.reactions.following import follows
from app.services import messages


@follows("place_answers.not_as_described")
def tell_coordinator(work: Work, event: OutboxEvent) -> None:
    desk = work.db.get_one(Workstation, event.subject_id)
    production = work.db.get_one(Production, UUID(str(event.facts["production"])))
    messages.write(
        work,
        "desk_not_as_described",
        to=work.db.get_one(Person, UUID(str(event.facts["asked_by"]))),
        event_id=event.id,
        facts={
            "desk": desk.name,
            "place": work.db.get_one(Location, desk.location_id).name,
            "production": production.title,
        },
        path=f"/productions/{production.id}/place-answers",
    )
