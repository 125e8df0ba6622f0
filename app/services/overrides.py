"""Asking somebody about a desk that does not meet one of their musts, and what they say: yes, no, and yes no more."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from accessibility.vocabulary import Match
from app.core.errors import Missing, Refused
from app.core.events import Event
from app.core.sealed_columns import UNREAD
from app.core.words import N_
from app.core.work import Work
from app.core.working_days import today_in
from app.forms.overrides import OverrideWish
from app.forms.sign_ins import Nothing
from app.models.accommodations import Accommodation, Strength
from app.models.overrides import Override, OverrideStatus
from app.models.people import Person
from app.models.productions import Location, Production
from app.models.workstations import Workstation
from app.rules.overrides import LIFE, LONGEST, REST_AFTER_NO, TOLD_BEFORE
from app.services import fits
from app.services.fits import Provision
from app.services.overrides_facts import in_force, is_about, mark_of_need

NOT_SHARED = N_("They do not share this with your production, or this desk meets it")
ASKED_ALREADY = N_("They were asked this already, and the question or the yes stands")
REST = N_("They said no to this. Ask again four weeks after their answer at the earliest, or choose another desk")
OVER = N_("The last day of this question is over, so there is nothing to agree to.")
OTHER_NOW = N_("What was agreed with you is not the same any more. Your coordinator can ask you anew. Nothing changed.")
LATEST_TOLD = timedelta(days=7)
"""Whoever could not be told in time is told afterwards, and not when a week is over."""


def ask(work: Work, desk: Workstation, person_id: UUID, form: OverrideWish) -> Override:
    """Put one question. Nothing changes by it.

    Raises `Missing` where the person shares nothing with the production, as for somebody who is not there, and `Refused`
    for what they do not share, what the desk meets, and what they were asked already.
    """
    production = work.db.get_one(Production, work.db.get_one(Location, desk.location_id).production_id)
    item = unmet_musts(work, desk, production.id, person_id).get(form.need)
    if item is None or item.sketch is None:
        raise Refused(NOT_SHARED, field="need")
    today = today_in(production.time_zone, work.now)
    if form.last_day < today:
        raise Refused(N_("This day is over. Write a day that is still to come"), field="last_day")
    if form.last_day > today + LONGEST:
        raise Refused(N_("Half a year at most. Write an earlier day"), field="last_day")
    _refuse_again(work, desk, item.sketch, today)
    override = Override(
        id=work.new_id(),
        accommodation_id=item.sketch.id,
        person_id=person_id,
        workstation_id=desk.id,
        production_id=production.id,
        status=OverrideStatus.ASKED,
        reason=form.reason,
        words_mark=mark_of_need(item.sketch),
        last_day=form.last_day,
        asked_by=work.db.get_one(Person, work.actor.person_id).id,
        asked_at=work.now,
    )
    work.db.add(override)
    work.record(Event("overrides.asked", override.id, about=person_id, programme_id=production.programme_id))
    return override


def agree(work: Work, override: Override, _form: Nothing) -> None:
    """The desk can be planned from now on. What is published stays as it is.

    A yes to words that were agreed anew since would be no yes to what holds now, and no plan would use it.
    """
    if _is_over(work, override):
        raise Refused(OVER)
    item = work.db.get_one(Accommodation, override.accommodation_id)
    if LIFE.allows(override, "agree") and not is_about(override, item):
        raise Refused(OTHER_NOW)
    _move(work, override, "agree")
    override.agreed_at = work.now


def decline(work: Work, override: Override, _form: Nothing) -> None:
    _move(work, override, "decline")
    override.ended_at = work.now


def take_back(work: Work, override: Override, _form: Nothing) -> None:
    """The must holds again at once: drafts that used the desk are out of date, and no plan with it is published."""
    _move(work, override, "take_back")
    override.ended_at = work.now


def withdraw(work: Work, override: Override, _form: Nothing) -> None:
    _move(work, override, "withdraw")
    override.ended_at = work.now


def tell_before_the_end(work: Work) -> None:
    """A day before the last day of an agreement, once, everybody whom it concerns is told that it ends.

    Nobody hears of one that ended before, because other words were agreed.
    """
    today = work.now.date()
    rows = work.db.execute(
        select(Override, Production, Accommodation)
        .join(Production, col(Production.id) == Override.production_id)
        .join(Accommodation, col(Accommodation.id) == Override.accommodation_id)
        .where(
            col(Override.status) == OverrideStatus.AGREED,
            col(Override.ends_told_at).is_(None),
            col(Override.last_day).between(today - LATEST_TOLD, today + timedelta(days=2)),
        )
        .order_by(col(Override.id))
        .with_for_update(of=Override)
    ).all()
    for override, production, item in rows:
        is_near = override.last_day <= today_in(production.time_zone, work.now) + TOLD_BEFORE
        if is_near and in_force(override, item):
            override.ends_told_at = work.now
            programme_id = production.programme_id
            work.record(Event("overrides.ending", override.id, about=override.person_id, programme_id=programme_id))


def unmet_musts(work: Work, desk: Workstation, production_id: UUID, person_id: UUID) -> Mapping[UUID, Provision]:
    """What this person shares with the production, must have, and does not find at this desk, by adjustment.

    The read is written down for the person. Raises `Missing` where they share nothing.
    """
    shared = fits.provisions_for(work, production_id, [person_id]).get(person_id)
    if not shared:
        raise Missing
    return {each.sketch.id: each for each in unmet(shared, desk) if each.sketch is not None}


def unmet(shared: Iterable[Provision], desk: Workstation) -> Iterable[Provision]:
    """What must hold for somebody and does not at this desk, and can be read."""
    for each in shared:
        row = each.sketch
        if row is None or row.strength is not Strength.MUST or UNREAD in row.agreed:
            continue
        if each.fit_at(desk.profile) not in {None, Match.MET}:
            yield each


def _refuse_again(work: Work, desk: Workstation, item: Accommodation, today: date) -> None:
    """A question or a yes to other words does not stand in the way. A no does: it is a rest for the person."""
    asked = work.db.scalars(
        select(Override).where(col(Override.accommodation_id) == item.id, col(Override.workstation_id) == desk.id)
    ).all()
    for each in asked:
        if LIFE.allows(each, "withdraw") and each.last_day >= today and is_about(each, item):
            raise Refused(ASKED_ALREADY, field="need")
        is_fresh = each.ended_at is not None and each.ended_at > work.now - REST_AFTER_NO
        if is_fresh and each.status in {OverrideStatus.DECLINED, OverrideStatus.TAKEN_BACK}:
            raise Refused(REST, field="need")


def _is_over(work: Work, override: Override) -> bool:
    zone = work.db.get_one(Production, override.production_id).time_zone
    return override.last_day < today_in(zone, work.now)


def _move(work: Work, override: Override, name: str) -> None:
    programme_id = work.db.get_one(Production, override.production_id).programme_id
    LIFE.move(work, override, name, about=override.person_id, programme_id=programme_id)
