"""Values for the further parts of an address, found in the demonstration."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.models.assignments import Assignment
from app.models.placings import Placing
from app.models.plans import PlanStatus
from app.models.productions import Location
from app.models.workstations import Workstation


def cell(db: Session, plan: Any) -> Mapping[str, str] | None:
    row = _last(db, plan)
    return {"assignment_id": str(row.id)} if row else None


def person(db: Session, plan: Any) -> Mapping[str, str] | None:
    row = _last(db, plan)
    return {"person_id": str(row.person_id)} if row else None


def free(db: Session, plan: Any) -> Mapping[str, str] | None:
    desk = db.scalars(
        select(col(Workstation.id))
        .join(Location, col(Location.id) == Workstation.location_id)
        .where(col(Location.production_id) == plan.production_id, col(Workstation.retired_at).is_(None))
        .order_by(col(Workstation.id))
    ).first()
    if desk is None or plan.status is not PlanStatus.DRAFT:
        return None
    return {"workstation_id": str(desk)}


def change(db: Session, plan: Any) -> Mapping[str, str] | None:
    made = db.scalars(select(col(Placing.id)).where(col(Placing.plan_id) == plan.id)).first()
    return {"placing_id": str(made)} if made else None


def _last(db: Session, plan: Any) -> Assignment | None:
    """The last cell of a draft, so that its day is still to come."""
    if plan.status is not PlanStatus.DRAFT:
        return None
    own = select(Assignment).where(col(Assignment.plan_id) == plan.id)
    return db.scalars(own.order_by(col(Assignment.starts_at).desc(), col(Assignment.id))).first()
