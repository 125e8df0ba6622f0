"""Erasing from the command line, and again at the start after an older copy of the database came back."""

from sqlmodel import col, select

from app.adapters.parts import Parts
from app.commands.saying import say, stop
from app.commands.standing import database_explained
from app.models.people import Person
from app.services import erasures
from app.services.erasures_telling import has_heard


def erase(parts: Parts, email: str) -> None:
    with parts.work(writes=False) as work:
        person_id = work.db.scalars(select(col(Person.id)).where(col(Person.email) == email.strip().lower())).first()
        held = person_id is not None and erasures.is_held(work, person_id)
    if person_id is None:
        stop(f"Nobody here has the address {email}.")
    if held:
        stop("A dispute holds an application of this person. End the hold first.")
    if not has_heard(parts, person_id, parts.entropy.new_id(parts.clock())):
        say("The last letter to this person could not leave. Tell them in another way.")
    erasures.erase_now(parts, person_id)
    say("Erased. What counts are made of stays, and leads to nobody.")


def replay(parts: Parts) -> None:
    """Says so only when an older copy brought somebody back."""
    with database_explained():
        count = erasures.replay(parts)
    if count:
        say(f"{count} people who had been erased were in this database again. They are erased.")
