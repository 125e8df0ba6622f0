"""Writing down what access cost, and changing an entry. Nothing here knows who was helped."""

from uuid import UUID

from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.forms.access_costs import CostChange, CostForm
from app.models.access_costs import AccessCost
from app.models.productions import Production

OLD_PAGE = N_("Somebody changed this entry since you opened this page. Check it, then save again.")


def add(work: Work, production: Production, form: CostForm) -> AccessCost:
    assert work.actor.person_id is not None  # noqa: S101 - the guard has checked
    cost = AccessCost(
        id=work.new_id(),
        production_id=production.id,
        month=form.month,
        kind=form.kind,
        amount=form.amount,
        currency=form.currency,
        entered_by_id=work.actor.person_id,
    )
    work.db.add(cost)
    _record(work, "access_costs.added", cost.id, production.id)
    return cost


def change(work: Work, cost: AccessCost, form: CostChange) -> None:
    """A wrong entry is set right, or to nothing. An older page never overwrites a newer entry."""
    if form.version != cost.version:
        raise Refused(OLD_PAGE)
    cost.month, cost.kind, cost.amount, cost.currency = form.month, form.kind, form.amount, form.currency
    cost.version += 1
    _record(work, "access_costs.changed", cost.id, cost.production_id)


def _record(work: Work, name: str, subject: UUID, production_id: UUID) -> None:
    work.record(Event(name, subject, facts={"production": str(production_id)}))
