"""Tom asks Noor about two desks that do not meet something that has to hold: she said yes to one, and the other waits."""

from datetime import timedelta

from sqlalchemy import select
from sqlmodel import col

from app.core.work import Work
from app.demonstration.theatre import Theatre
from app.forms.overrides import OverrideWish
from app.forms.sign_ins import Nothing
from app.models.productions import Location
from app.models.workstations import Workstation
from app.services import overrides

PRODUCTION = "my-brilliant-career"
WHY = "The desks that you know are rewired on some days. This one is next to them."
DAYS = 6


def play(theatre: Theatre) -> None:
    noor = theatre.stage.id_of("noor")
    with theatre.at(days=-0.02), theatre.as_("tom") as work:
        made = []
        for desk in _desks(work, theatre):
            shared = overrides.unmet_musts(work, desk, theatre.stage.productions[PRODUCTION].id, noor)
            if shared:
                wish = OverrideWish(need=next(iter(shared)), reason=WHY, last_day=theatre.today + timedelta(days=DAYS))
                made.append(overrides.ask(work, desk, noor, wish))
            if len(made) > 1:
                break
    with theatre.at(days=-0.01), theatre.as_("noor") as work:
        for override in made[:1]:
            overrides.agree(work, override, Nothing())


def _desks(work: Work, theatre: Theatre) -> list[Workstation]:
    production = theatre.stage.productions[PRODUCTION]
    return list(
        work.db.scalars(
            select(Workstation)
            .join(Location, col(Location.id) == Workstation.location_id)
            .where(col(Location.production_id) == production.id, col(Workstation.retired_at).is_(None))
            .order_by(col(Workstation.name))
        )
    )
