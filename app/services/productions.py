"""Changing a production itself."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlmodel import col

from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_, sentence
from app.core.work import Work
from app.core.working_days import today_in
from app.forms.hours import as_stored
from app.forms.productions import ProductionForm
from app.models.assignments import Assignment
from app.models.plans import Plan
from app.models.productions import Production, ShootDay
from app.services.productions_versions import keep_version


def change(work: Work, production: Production, form: ProductionForm) -> None:
    """Give it another title, other blocks or other notice. What is published keeps its hours."""
    keep_version(production, form.version)
    if len(form.blocks) < len(production.block_times):
        _refuse_fewer_blocks(work, production, len(form.blocks))
    production.title = form.title
    production.block_times = as_stored(form.blocks)
    production.notice_book_days = form.notice_book_days
    production.notice_days = form.notice_days
    production.notice_cancel_days = form.notice_cancel_days
    work.record(Event("productions.changed", production.id, programme_id=production.programme_id))


def _refuse_fewer_blocks(work: Work, production: Production, count: int) -> None:
    """A block that somebody is booked in, or that a day has of its own, does not go away under them."""
    today = today_in(production.time_zone, work.now)
    booked = (
        select(func.max(col(Assignment.block)))
        .join(Plan, col(Plan.id) == Assignment.plan_id)
        .where(
            col(Plan.production_id) == production.id,
            col(Assignment.is_live),
            col(Assignment.on_date) >= today - timedelta(days=today.weekday()),
        )
    )
    highest = work.db.scalar(booked)
    if highest is not None and highest >= count:
        words = N_("People are booked in block %(block)s of a day. Publish a plan without it first")
        raise Refused(sentence(words, block=highest + 1), field="blocks")
    days = select(ShootDay).where(col(ShootDay.production_id) == production.id, col(ShootDay.on_date) >= today)
    if any(len(day.block_times) > count for day in work.db.scalars(days)):
        raise Refused(N_("A coming day has more blocks of its own. Change that day first"), field="blocks")
