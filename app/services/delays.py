"""Late results: asking managers for a new day, taking it, and telling everybody who waits. Nobody's place changes."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import exists
from sqlmodel import col, select

from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.delays import NewDay
from app.models.applications import Application
from app.models.cohorts import Cohort
from app.models.delays import Delay
from app.models.programmes import Programme
from app.rules.answers import today_of
from app.rules.blueprints import Blueprint, blueprint_of
from app.rules.delays import UNDECIDED, asked_from, ends_at, promised_on
from app.rules.health_words import first_health_word


def give(work: Work, cohort: Cohort, form: NewDay) -> None:
    """Take the new day and the reason. They are told at 5pm on the promised day, or at once when it has passed."""
    blueprint = _blueprint(work, cohort)
    delays = delays_of(work, [cohort.id]).get(cohort.id, ())
    promised = promised_on(cohort, blueprint, delays)
    if form.new_on <= max(promised, today_of(blueprint, work.now)):
        raise Refused(N_("Give a day after today and after the promised day"), field="new_on")
    word = first_health_word(form.reason)
    if word:
        raise Refused(sentence(N_("Leave out “%(word)s”: this text goes out by mail"), word=word), field="reason")
    delay = _delay(work, cohort, promised, delays)
    delay.new_on, delay.reason = form.new_on, form.reason
    delay.given_by, delay.given_at = work.actor.person_id, work.now
    _record(work, cohort, "delays.given", promised, reason=form.reason)
    if work.now >= ends_at(promised, blueprint):
        _tell(work, cohort, delay)


def ask_for_reasons(work: Work) -> None:
    """Some working days before a promised day that will not be kept, ask the programme's contact what to say."""
    for cohort, blueprint, delays in _still_deciding(work):
        promised = promised_on(cohort, blueprint, delays)
        if work.now < asked_from(promised, blueprint):
            continue
        delay = _delay(work, cohort, promised, delays)
        if delay.asked_at is None and delay.given_at is None:
            delay.asked_at = work.now
            _record(work, cohort, "delays.reason_asked", promised)


def tell_who_waits(work: Work) -> None:
    """On the promised day tell everybody who still waits, with the new day where there is one. Each of them once."""
    for cohort, blueprint, delays in _still_deciding(work):
        promised = promised_on(cohort, blueprint, delays)
        if work.now < ends_at(promised, blueprint):
            continue
        delay = _delay(work, cohort, promised, delays)
        if delay.given_at is not None:
            _tell(work, cohort, delay)
        elif delay.noticed_at is None:
            delay.noticed_at = work.now
            _record(work, cohort, "delays.noticed", promised)


def delays_of(work: Work, cohort_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Delay]]:
    """The delays of these cohorts, the earliest promise first."""
    found: dict[UUID, list[Delay]] = {}
    wanted = select(Delay).where(col(Delay.cohort_id).in_(cohort_ids)).order_by(col(Delay.promised_on))
    for delay in work.db.scalars(wanted):
        found.setdefault(delay.cohort_id, []).append(delay)
    return found


def _still_deciding(work: Work) -> Iterator[tuple[Cohort, Blueprint, Sequence[Delay]]]:
    """Closed intakes in which somebody waits. Their rows are held, so that two schedules never tell twice."""
    waits = exists().where(col(Application.cohort_id) == col(Cohort.id), col(Application.status).in_(UNDECIDED))
    rows = work.db.execute(
        select(Cohort, col(Programme.key))
        .join(Programme, col(Programme.id) == Cohort.programme_id)
        .where(col(Cohort.closes_at) < work.now, waits)
        .order_by(col(Cohort.id))
        .with_for_update(of=Cohort)
    ).all()
    delays = delays_of(work, [cohort.id for cohort, _ in rows])
    for cohort, key in rows:
        yield cohort, blueprint_of(key), delays.get(cohort.id, ())


def _tell(work: Work, cohort: Cohort, delay: Delay) -> None:
    delay.told_at = work.now
    _record(work, cohort, "delays.told", delay.promised_on, reason=delay.reason)


def _delay(work: Work, cohort: Cohort, promised: date, delays: Sequence[Delay]) -> Delay:
    known = next((delay for delay in delays if delay.promised_on == promised), None)
    if known is None:
        known = Delay(id=work.new_id(), cohort_id=cohort.id, promised_on=promised)
        work.db.add(known)
    return known


def _record(work: Work, cohort: Cohort, name: str, promised: date, *, reason: str = "") -> None:
    facts = {"promised_on": promised.isoformat()}
    work.record(Event(name, cohort.id, programme_id=cohort.programme_id, facts=facts, reason=reason, shown=reason))


def _blueprint(work: Work, cohort: Cohort) -> Blueprint:
    return blueprint_of(work.db.get_one(Programme, cohort.programme_id).key)
