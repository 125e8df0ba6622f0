"""What follows the wish for a file of one's own data: it is made aside, and its person is told."""

from app.adapters.aside import close
from app.adapters.parts import Parts
from app.core.events import OutboxEvent
from app.core.logs import note_fault
from app.core.work import Work
from app.models.people import Person
from app.reactions.following import follows
from app.rules.own_data import LIFE
from app.services import messages, own_data, own_data_making


@follows("own_data.asked", slow=True)
def make_file(parts: Parts, event: OutboxEvent) -> None:
    """Read in a work that writes nothing, then keep it in another. Run again, it makes only what is still wanted."""
    folder = parts.aside.open()
    try:
        with parts.work(writes=False) as work:
            wanted = own_data.file_to_make(work, event.subject_id)
            if wanted is None:
                return
            url = parts.settings.public_url
            sealed = own_data_making.write(work, parts.storage, wanted, folder=folder, public_url=url)
        with parts.work() as work:
            still = own_data.file_to_make(work, event.subject_id)
            if still is not None:
                own_data_making.finish(work, parts.storage, still, sealed)
    except Exception as problem:  # noqa: BLE001 - whatever it is, the person must not wait for ever
        note_fault(problem)
        _stop(parts, event)
    finally:
        close(folder)


@follows("own_data.ready")
def tell_ready(work: Work, event: OutboxEvent) -> None:
    person = work.db.get_one(Person, event.about)
    messages.write(work, "own_file_ready", to=person, event_id=event.id, path="/my-data")


def _stop(parts: Parts, event: OutboxEvent) -> None:
    with parts.work() as work:
        file = own_data.file_to_make(work, event.subject_id)
        if file is not None:
            LIFE.move(work, file, "stop", about=file.person_id)
