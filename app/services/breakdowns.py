"""A desk that cannot be used for some days: written down once somebody has read what it means, and taken back."""

from sqlmodel import col, select

from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.breakdowns import BreakdownForm
from app.forms.sign_ins import Nothing
from app.models.breakdowns import Breakdown, BreakdownKind
from app.models.workstations import Workstation
from app.rules.breakdowns import MOST_DAYS
from app.services import desk_days, measurements
from app.services.desk_days import Day
from app.services.workstations import OTHER_DAYS


def meaning(work: Work, desk: Workstation, form: BreakdownForm) -> list[Day]:
    """Whose published days fall on these days. Raises `Refused` for days that make no sense."""
    _refuse_odd_days(work, desk, form)
    return desk_days.taken(work, desk, max(form.first_day, desk_days.today_at(work, desk)), form.last_day)


def check(work: Work, desk: Workstation, form: BreakdownForm) -> None:
    """The first press only reads. Raises `Refused` as `note` would."""
    _refuse_odd_days(work, desk, form)


def note(work: Work, desk: Workstation, form: BreakdownForm) -> Breakdown:
    """Close the desk for these days. Nobody loses a day by this: a new plan moves people, and they read it first."""
    days = meaning(work, desk, form)
    if form.seen != desk_days.mark_of(days):
        raise Refused(OTHER_DAYS)
    made = Breakdown(
        id=work.new_id(), workstation_id=desk.id, kind=form.kind, first_day=form.first_day, last_day=form.last_day,
        words=form.words, noted_at=work.now,
    )  # fmt: skip
    work.db.add(made)
    if form.kind is BreakdownKind.MOVED:
        measurements.ask_again(work, desk, "moved")
    work.record(Event("breakdowns.noted", made.id, facts={"desk": str(desk.id), "days": len(days)}))
    return made


def end(work: Work, breakdown: Breakdown, _form: Nothing) -> None:
    """It works again: from today on it can be planned. Twice does nothing more."""
    if breakdown.works_again_on is None:
        desk = work.db.get_one(Workstation, breakdown.workstation_id)
        breakdown.works_again_on = desk_days.today_at(work, desk)
        work.record(Event("breakdowns.ended", breakdown.id, facts={"desk": str(desk.id)}))


def latest_of(work: Work, desk: Workstation) -> Breakdown:
    """The one that was just written down."""
    newest = select(Breakdown).where(col(Breakdown.workstation_id) == desk.id).order_by(col(Breakdown.id).desc())
    return work.db.scalars(newest.limit(1)).one()


def _refuse_odd_days(work: Work, desk: Workstation, form: BreakdownForm) -> None:
    if form.last_day < form.first_day:
        raise Refused(N_("The last day comes before the first. Check both days"), field="last_day")
    if form.last_day < desk_days.today_at(work, desk):
        raise Refused(N_("These days are over. Write today or a later day"), field="last_day")
    if (form.last_day - form.first_day).days >= MOST_DAYS:
        most = N_("Write %(most)s days or fewer. A desk that is gone for longer can be retired")
        raise Refused(sentence(most, most=MOST_DAYS), field="last_day")
