"""Measuring a desk: what was found goes into its history, and the profile that people are matched on is made anew."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlmodel import col

from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.forms.measurements import MeasurementForm
from app.forms.sign_ins import Nothing
from app.models.measurements import Hour, Measurement
from app.models.workstations import Workstation
from app.rules.measurements import WHY
from app.services import desk_days

WORST_OF = {"noise_level": "noise_worst"}
"""What is found in the worst hour is, for these, also a fact with a name of its own."""


def note(work: Work, desk: Workstation, form: MeasurementForm) -> Measurement:
    """Write down one visit. What was left empty stays as it was: not measured, or measured earlier."""
    if form.measured_on > desk_days.today_at(work, desk):
        raise Refused(N_("This day is still to come. Write the day on which it was measured"), field="measured_on")
    if not form.values:
        raise Refused(N_("Answer at least one question about the desk"))
    made = Measurement(
        id=work.new_id(), workstation_id=desk.id, hour=form.hour, measured_on=form.measured_on, at_hour=form.at_hour,
        measured_by=form.measured_by, measured_how=form.measured_how, values=form.values, noted_at=work.now,
    )  # fmt: skip
    work.db.add(made)
    work.db.flush()
    make_profile(work, desk)
    work.record(Event("measurements.noted", made.id, facts={"desk": str(desk.id)}))
    return made


def leave_out(work: Work, measurement: Measurement, _form: Nothing) -> None:
    """It does not count any more: what only this one found is not measured again."""
    _let_count(work, measurement, counts=False)


def let_count(work: Work, measurement: Measurement, _form: Nothing) -> None:
    _let_count(work, measurement, counts=True)


def ask_again(work: Work, desk: Workstation, why: str) -> None:
    """Say that a desk is to be measured again; `why` is one of `rules.measurements.WHY`. The first time is kept.

    What was measured goes on holding meanwhile, and the coordinators find the desk in their list.
    """
    if why not in WHY:
        raise ValueError(f"{why} is no reason to measure again")
    if desk.needs_measuring_since is None:
        desk.needs_measuring_since, desk.needs_measuring_why = desk_days.today_at(work, desk), why
        work.record(Event("measurements.asked_again", desk.id, facts={"why": why}))


def finish(work: Work, desk: Workstation, _form: Nothing) -> None:
    """Everything that was asked for is measured again. Refused while nothing was measured since."""
    if desk.needs_measuring_since is None:
        return
    if desk.measured_on is None or desk.measured_on < desk.needs_measuring_since:
        raise Refused(N_("Nothing was measured here since it was asked for. Measure the desk first."))
    desk.needs_measuring_since, desk.needs_measuring_why = None, ""
    work.record(Event("measurements.finished", desk.id))


def history_of(work: Work, desk: Workstation) -> Sequence[Measurement]:
    """Every visit, the earliest first; on one day, in the order in which they were written down."""
    return work.db.scalars(
        select(Measurement)
        .where(col(Measurement.workstation_id) == desk.id)
        .order_by(col(Measurement.measured_on), col(Measurement.noted_at), col(Measurement.id))
    ).all()


def make_profile(work: Work, desk: Workstation) -> None:
    """Of every fact the newest value, and where there is one of the worst hour, that one.

    People are matched on the worst hour, because a must has to hold all day. What the profile holds that no visit ever
    found was there before visits were written down, and stays.
    """
    visits = history_of(work, desk)
    found = {code for visit in visits for code in (*visit.values, *_also_found(visit))}
    kept = [visit for visit in visits if visit.counts]
    before = {code: value for code, value in desk.profile.items() if code not in found}
    desk.profile = {**before, **_newest(kept, Hour.ORDINARY), **_of_the_worst_hour(kept)}
    newest = max(kept, key=lambda visit: (visit.measured_on, visit.noted_at), default=None)
    if newest is not None:
        desk.measured_on, desk.measured_by, desk.measured_how = (
            newest.measured_on,
            newest.measured_by,
            newest.measured_how,
        )
    elif visits:
        desk.measured_on, desk.measured_by, desk.measured_how = _never()


def _of_the_worst_hour(visits: Sequence[Measurement]) -> dict[str, str | int | float | list[str]]:
    worst = _newest(visits, Hour.WORST)
    return worst | {also: worst[code] for code, also in WORST_OF.items() if code in worst}


def _also_found(visit: Measurement) -> list[str]:
    return [also for code, also in WORST_OF.items() if visit.hour is Hour.WORST and code in visit.values]


def _newest(visits: Sequence[Measurement], hour: Hour) -> dict[str, str | int | float | list[str]]:
    return {code: value for visit in visits if visit.hour is hour for code, value in visit.values.items()}


def _never() -> tuple[date | None, str, str]:
    return None, "", ""


def _let_count(work: Work, measurement: Measurement, *, counts: bool) -> None:
    if measurement.counts is not counts:
        measurement.counts = counts
        work.db.flush()
        make_profile(work, work.db.get_one(Workstation, measurement.workstation_id))
        work.record(Event("measurements.counted" if counts else "measurements.left_out", measurement.id))
