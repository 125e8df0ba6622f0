"""Access costs of a production: the list with its totals, adding, changing, and the list as a file."""

from fastapi import Response

from app.adapters import spreadsheets
from app.core.words import N_
from app.forms.access_costs import CostChange, CostForm
from app.forms.filling import Filled
from app.models.access_costs import AccessCost
from app.models.productions import Production
from app.pages import access_costs as views
from app.rules.access_costs import CHANGE, CURRENCIES, RUN
from app.services import access_costs
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("access_costs")

LIST = "/productions/{production_id}/access-costs"


@pages.get(LIST, policy=RUN)
def listing(visit: Visit, production: Production) -> Response:
    return visit.page("access_costs/listing.html", views.listing(visit.work, production))


@pages.get(f"{LIST}/new", policy=RUN)
def adding(visit: Visit, production: Production) -> Response:
    form = Filled.blank(CostForm, currency=CURRENCIES[0])
    return visit.page("access_costs/adding.html", views.adding(production), form=form)


@pages.post(LIST, policy=RUN)
def add(visit: Visit, production: Production) -> Response:
    filled = visit.read(CostForm)
    if filled.accepted_by(access_costs.add, visit.work, production):
        return visit.to("access_costs.listing", production_id=production.id, notice=N_("The cost is written down."))
    return visit.page("access_costs/adding.html", views.adding(production), form=filled)


@pages.get(f"{LIST}/file", policy=RUN, writes=True, proves=True)
def export(visit: Visit, production: Production) -> Response:
    content = views.exported(visit.work, production)
    return visit.download(content, media_type=spreadsheets.CSV, name="access-costs.csv")


@pages.get("/access-costs/{cost_id}", policy=CHANGE)
def changing(visit: Visit, cost: AccessCost) -> Response:
    form = Filled.blank(CostChange, **views.known(cost))
    return visit.page("access_costs/changing.html", views.changing(visit.work, cost), form=form)


@pages.post("/access-costs/{cost_id}", policy=CHANGE)
def change(visit: Visit, cost: AccessCost) -> Response:
    filled = visit.read(CostChange)
    if filled.accepted_by(access_costs.change, visit.work, cost):
        return visit.to("access_costs.listing", production_id=cost.production_id, notice=N_("The cost is changed."))
    return visit.page("access_costs/changing.html", views.changing(visit.work, cost), form=filled)
