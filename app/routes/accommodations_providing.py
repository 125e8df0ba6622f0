"""What coordinators provide: confirming each line, and saying that it is done."""

from collections.abc import Mapping
from uuid import UUID

from fastapi import Response
from sqlalchemy.orm import Session

from app.core.words import N_
from app.forms.passports import Confirmation
from app.pages import accommodations_providing as views
from app.rules.accommodations import PROVIDE
from app.services import accommodations_providing as services
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("accommodations")
HERE = "accommodations/providing.html"


def example_task(db: Session, _subject: object) -> Mapping[str, str] | None:
    return services.any_task(db)


@pages.get("/to-provide", policy=PROVIDE)
def providing(visit: Visit) -> Response:
    return visit.page(HERE, views.providing(visit.work))


@pages.post("/to-provide/{production_id}/{item_id}/reading", policy=PROVIDE, examples=example_task)
def see_provision(visit: Visit, production_id: UUID, item_id: UUID) -> Response:
    filled = visit.read(Confirmation)
    if filled.accepted_by(services.see, visit.work, (item_id, production_id)):
        return visit.to("accommodations.providing", notice=N_("You confirmed that you will provide this."))
    return visit.page(HERE, views.providing(visit.work), form=filled)


@pages.post("/to-provide/{production_id}/{item_id}/done", policy=PROVIDE, examples=example_task)
def finish_provision(visit: Visit, production_id: UUID, item_id: UUID) -> Response:
    filled = visit.read(Confirmation)
    if filled.accepted_by(services.finish, visit.work, (item_id, production_id)):
        return visit.to("accommodations.providing", notice=N_("Noted that it is done. The adviser is told."))
    return visit.page(HERE, views.providing(visit.work), form=filled)
