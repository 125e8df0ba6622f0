"""What access cost a production, month by month, with its totals, on screen and as a file."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from app.adapters import spreadsheets
from app.adapters.wordings import money, month_of, spoken
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.forms.filling import FilledField
from app.forms.versions import seen_version
from app.models.access_costs import AccessCost
from app.models.productions import Production
from app.rules.access_costs import KINDS, MINOR

Crumb = tuple[str, str, Mapping[str, Any]]

HEADS = (N_("Month"), N_("What for"), N_("Amount"), N_("Currency"))


@dataclass(frozen=True)
class CostLine:
    id: UUID
    kind: str
    amount: str


@dataclass(frozen=True)
class CostMonth:
    """The entries of one month, and what they come to in each currency."""

    name: str
    lines: Sequence[CostLine]
    totals: Sequence[str]


@dataclass(frozen=True)
class CostList:
    production_id: UUID
    part: str
    months: Sequence[CostMonth]
    totals: Sequence[str]
    crumb: Crumb
    title: str = N_("Access costs")


@dataclass(frozen=True)
class CostPage:
    production_id: UUID
    part: str
    crumb: Crumb
    title: str = N_("Write down a cost")


@dataclass(frozen=True)
class ChangePage:
    cost_id: UUID
    version: FilledField
    part: str
    crumb: Crumb
    title: str = N_("Change a cost")


def listing(work: Work, production: Production) -> CostList:
    costs = _costs(work, production)
    months = [_month(month, list(group)) for month, group in groupby(costs, key=lambda cost: cost.month)]
    back = (production.title, "productions.show", {"production_id": production.id})
    return CostList(production.id, production.title, months, _totals(costs), back)


def adding(production: Production) -> CostPage:
    return CostPage(production.id, production.title, _to_list(production.id))


def changing(work: Work, cost: AccessCost) -> ChangePage:
    production = work.db.get_one(Production, cost.production_id)
    return ChangePage(cost.id, seen_version(cost.version), production.title, _to_list(production.id))


def known(cost: AccessCost) -> dict[str, str]:
    """The entry as it is typed."""
    amount = f"{cost.amount // MINOR}.{cost.amount % MINOR:02}"
    return {"month": month_of(cost.month), "kind": cost.kind.value, "amount": amount, "currency": cost.currency}


def exported(work: Work, production: Production) -> bytes:
    """Exactly what the page lists. The export is written into the audit."""
    costs = _costs(work, production)
    work.audit(Event("access_costs.exported", production.id, facts={"rows": len(costs)}))
    rows = [
        (
            f"{cost.month:%Y-%m}",
            spoken(KINDS[cost.kind]),
            f"{cost.amount // MINOR}.{cost.amount % MINOR:02}",
            cost.currency,
        )
        for cost in costs
    ]
    return spreadsheets.csv_of([spoken(head) for head in HEADS], rows)


def _costs(work: Work, production: Production) -> Sequence[AccessCost]:
    """The newest month first."""
    return work.db.scalars(
        select(AccessCost)
        .where(col(AccessCost.production_id) == production.id)
        .order_by(col(AccessCost.month).desc(), col(AccessCost.kind), col(AccessCost.id))
    ).all()


def _month(month: date, costs: Sequence[AccessCost]) -> CostMonth:
    lines = [CostLine(cost.id, KINDS[cost.kind], money(cost.amount / MINOR, cost.currency)) for cost in costs]
    return CostMonth(month_of(month), lines, _totals(costs))


def _totals(costs: Sequence[AccessCost]) -> list[str]:
    sums: dict[str, int] = defaultdict(int)
    for cost in costs:
        sums[cost.currency] += cost.amount
    return [money(amount / MINOR, currency) for currency, amount in sorted(sums.items())]


def _to_list(production_id: UUID) -> Crumb:
    return (N_("access costs"), "access_costs.listing", {"production_id": production_id})
