"""Noor's passport: what is agreed for her, and with whom she shares it."""

from datetime import date, timedelta
from uuid import UUID

from app.models.accommodations import PassportShare
from app.models.plans import Plan
from app.services.casting import Stage
from tests.asking import WorkAs
from tests.factories.accommodations import agreed, asked, shared
from tests.factories.assignments import a_published_plan, our_place
from tests.factories.matches import noor_and_jun

UNTIL = date(2027, 6, 30)
WHY = "kestrel-lantern"
"""What Noor wrote about why; nobody whom she shares with ever meets it."""

WALL = "A seat with a wall behind it"
PLAIN = "Plain words, in writing"


def coordinators(stage: Stage, production: str = "my-brilliant-career") -> str:
    return f"production:{stage.productions[production].id}"


def person(stage: Stage, key: str) -> str:
    return f"person:{stage.id_of(key)}"


def a_wall(work_as: WorkAs, *, of: str = "noor", provide: str = WALL) -> UUID:
    return agreed(work_as, asked(work_as, of=of, need="back_to_wall", words=WHY), provide=provide)


def plain_words(work_as: WorkAs, *, of: str = "noor") -> UUID:
    return agreed(work_as, asked(work_as, of=of, need="plain_literal", words=WHY), provide=PLAIN)


def shared_at_the_desk(work_as: WorkAs, stage: Stage, *, until: date = UNTIL) -> UUID:
    """The wall, with the coordinators of My Brilliant Career."""
    item = a_wall(work_as)
    shared(work_as, item, of="noor", reader=coordinators(stage), until=until)
    return item


def shared_with_jun(work_as: WorkAs, stage: Stage, *, until: date = UNTIL) -> UUID:
    """Plain words, with Noor's mentor."""
    item = plain_words(work_as)
    noor_and_jun(work_as, stage)
    shared(work_as, item, of="noor", reader=person(stage, "jun"), until=until)
    return item


def planned(work_as: WorkAs, stage: Stage, *, monday: date) -> Plan:
    """Noor works at My Brilliant Career in this week; she is in the cohort already."""
    with work_as("tom") as work:
        our_place(work, stage)
        return a_published_plan(work, stage, monday=monday)


def share_of(work_as: WorkAs, item: UUID) -> PassportShare:
    with work_as(None) as work:
        return work.db.query(PassportShare).filter_by(accommodation_id=item).one()


def the_day_after(day: date) -> date:
    return day + timedelta(days=1)
