"""Units of a production: naming one, and naming it anew."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlmodel import col

from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.units import UnitForm
from app.models.productions import Production
from app.models.units import Unit
from app.services.productions_versions import keep_version

MOST = 12


def add(work: Work, production: Production, form: UnitForm) -> Unit:
    units = of_production(work, production)
    if len(units) >= MOST:
        raise Refused(N_("This production has 12 units, which is the most there can be."))
    _refuse_twice(units, form)
    unit = Unit(id=work.new_id(), production_id=production.id, name=form.name, kind=form.kind)
    work.db.add(unit)
    work.record(Event("units.added", unit.id, programme_id=production.programme_id))
    return unit


def change(work: Work, unit: Unit, form: UnitForm) -> None:
    keep_version(unit, form.version)
    production = work.db.get_one(Production, unit.production_id, with_for_update=True)
    _refuse_twice([each for each in of_production(work, production) if each.id != unit.id], form)
    unit.name, unit.kind = form.name, form.kind
    work.record(Event("units.changed", unit.id, programme_id=production.programme_id))


def of_production(work: Work, production: Production) -> Sequence[Unit]:
    own = select(Unit).where(col(Unit.production_id) == production.id)
    return work.db.scalars(own.order_by(col(Unit.name), col(Unit.id))).all()


def _refuse_twice(units: Sequence[Unit], form: UnitForm) -> None:
    if form.name.casefold() in {each.name.casefold() for each in units}:
        raise Refused(sentence(N_("This production has a unit called %(name)s already"), name=form.name), field="name")
