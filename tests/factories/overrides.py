"""Questions about a desk that does not meet a must, as coordinators ask them and people answer."""

from datetime import date, timedelta
from uuid import UUID

from app.core.work import Work
from app.forms.overrides import OverrideWish
from app.forms.sign_ins import Nothing
from app.models.accommodations import Accommodation
from app.models.overrides import Override
from app.models.workstations import Workstation
from app.services import overrides
from app.services.casting import Stage
from tests.asking import WorkAs
from tests.factories.assignments import MONDAY, an_agreed_need, enrolled, our_place, shared_with_production
from tests.factories.productions import a_breakdown

SUNDAY = MONDAY + timedelta(days=6)
WALL = "A desk with a wall behind it"
NEW_WALL = "A wall behind the desk, and nobody beside it"
WHY = "The quiet desk is rewired this week."


def only_the_loud_desk(work: Work, stage: Stage) -> tuple[Workstation, Accommodation]:
    """Noor must have a wall behind her and shares it; the desk at the wall cannot be used in the week that is planned."""
    _, quiet, loud = our_place(work, stage)
    a_breakdown(work, desk=quiet, first=MONDAY, last=SUNDAY)
    enrolled(work, stage, "noor")
    item = an_agreed_need(work, stage, of="noor", need="back_to_wall", provide=WALL)
    shared_with_production(work, stage, item)
    return loud, item


def an_override(work_as: WorkAs, desk: UUID, item: Accommodation, *, last_day: date = SUNDAY) -> UUID:
    """Tom asks; nothing is answered yet."""
    with work_as("tom") as work:
        wish = OverrideWish(need=item.id, reason=WHY, last_day=last_day)
        return overrides.ask(work, work.db.get_one(Workstation, desk), item.person_id, wish).id


def agreed_anew(work_as: WorkAs, item: Accommodation) -> None:
    """The same need, in other words than before."""
    with work_as("ida") as work:
        work.db.get_one(Accommodation, item.id).provide = NEW_WALL


def agreed_to(work_as: WorkAs, override: UUID) -> None:
    with work_as("noor") as work:
        overrides.agree(work, work.db.get_one(Override, override), Nothing())
