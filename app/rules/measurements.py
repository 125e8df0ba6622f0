"""The law of measurements: a desk is measured by its coordinators, and what was measured gets old."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, or_
from sqlmodel import col, select

from app.core.actors import Actor, Role
from app.core.policy import Policy, always
from app.core.words import N_
from app.models.measurements import Hour, Measurement
from app.models.workstations import Workstation
from app.rules import workstations

KEEPS_FOR = timedelta(days=183)
"""Half a year (PROPOSED in the vocabulary of places): older facts stay, and are said to need measuring again."""

DESCRIBED, MOVED = "described", "moved"

WHY: Mapping[str, str] = {
    DESCRIBED: N_("Somebody who sat here said that it was not as described."),
    MOVED: N_("The desk was moved."),
}
"""Why a desk is to be measured again. Nobody reads who said it."""

HOURS: Mapping[Hour, str] = {Hour.ORDINARY: N_("An ordinary hour"), Hour.WORST: N_("The worst hour")}


def visible_to(actor: Actor) -> Select[Any]:
    desks = workstations.run_by(actor).with_only_columns(col(Workstation.id))
    return select(Measurement).where(col(Measurement.workstation_id).in_(desks))


def is_old(measured_on: date | None, today: date) -> bool:
    return measured_on is not None and measured_on < today - KEEPS_FOR


def is_due(today: date) -> ColumnElement[bool]:
    """Desks in use that are to be measured: asked for, never measured, or measured too long ago."""
    return col(Workstation.retired_at).is_(None) & or_(
        col(Workstation.needs_measuring_since).is_not(None),
        col(Workstation.measured_on).is_(None),
        col(Workstation.measured_on) < today - KEEPS_FOR,
    )


RUN = Policy("measurements.run", {Role.COORDINATOR: always}, workstations.FOR_COORDINATORS, Measurement, visible_to)
