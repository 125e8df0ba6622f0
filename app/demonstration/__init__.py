"""The demonstration: one story of Lumina, played through the product's own services by the cast."""

from sqlmodel import select

from app.adapters.parts import Parts
from app.core.actors import SYSTEM
from app.core.work import Work
from app.demonstration.theatre import theatre_of
from app.models.people import Person
from app.services.casting import set_stage

SEED = 20_270_301


def load_into_empty(parts: Parts) -> bool:
    """Play the whole story into a database without people. Returns whether there was anything to do."""
    with parts.database.session(writes=True) as db:
        if db.scalars(select(Person.id).limit(1)).first() is not None:
            return False
        now = parts.clock()
        stage = set_stage(Work(db, SYSTEM, now, parts.entropy, parts.vault))
        theatre_of(parts, stage, db, now)
    return True
