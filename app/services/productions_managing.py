"""Making a production, asking somebody to coordinate it, and saying when it ends: what managers do with their productions."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select
from sqlmodel import col

from app.adapters.wordings import full_date
from app.core.actors import Role
from app.core.errors import Refused
from app.core.events import Event
from app.core.holidays import is_known
from app.core.words import N_, sentence
from app.core.work import Work
from app.core.working_days import today_in
from app.core.zones import zones_of
from app.forms.productions_managing import ConfirmedEnd, CoordinatorWish, EndForm, NewProduction
from app.forms.sign_ins import Invitation
from app.models.people import Person, RoleGrant
from app.models.productions import Production
from app.models.programmes import Programme
from app.rules.productions import USUAL_BLOCKS
from app.services import approvals, invitations, messages, roles
from app.services.bookings_touched import Touched, touched

MOST = 200
LONGEST_DAYS = 5 * 366
LONGEST_KEY = 40
OTHERS_NOW = N_(
    "The published days changed since you opened this page. Read the list below again, then press the button."
)
NOT_ONESELF = N_("Nobody gives a role to themselves. Ask somebody else to coordinate it.")
NOBODY_TO_AGREE = N_("Nobody else can agree to this yet. Ask an administrator to invite another manager first.")
COORDINATES_ALREADY = N_("They coordinate this production already")


def make(work: Work, form: NewProduction) -> Production:
    """Add a production without places or days. Whoever coordinates another one of the programme can be named at once."""
    programme = work.db.get(Programme, form.programme)
    if programme is None or programme.id not in work.actor.programmes_as(Role.MANAGER):
        raise Refused(N_("Choose one of the programmes in the list"), field="programme")
    country, _, region = form.region.partition("-")
    _refuse_elsewhere(programme, country, region, form.zone)
    _refuse_days(form.first_day, form.last_day, today_in(form.zone, work.now))
    _refuse_same_or_many(work, programme, form.title)
    known = _known_coordinator(work, programme, form.coordinator)
    production = _written(work, programme, form, (country, region))
    work.record(Event("productions.made", production.id, programme_id=programme.id))
    if known is not None:
        _give(work, production, known)
    return production


def ask_to_coordinate(work: Work, production: Production, form: CoordinatorWish) -> bool:
    """Give it to somebody who coordinates a production of this programme already; for anybody else ask a second person.

    Returns whether it is given. A coordinator reads what people share with a production, so that nobody hands the role
    to somebody new alone. Raises `Refused` for oneself, and where nobody could agree.
    """
    programme = work.db.get_one(Programme, production.programme_id)
    if form.email == work.db.get_one(Person, work.actor.person_id).email:
        raise Refused(NOT_ONESELF, field="email")
    _, person = invitations.named(
        work, Invitation(email=form.email, name=form.name, role=Role.COORDINATOR, programme=programme.key)
    )
    if person.id in coordinators_of(work, [production.id]).get(production.id, {}):
        raise Refused(COORDINATES_ALREADY, field="email")
    if person.id in coordinators_in(work, [programme.id]):
        _give(work, production, person)
        return True
    if not roles.somebody_may_agree(work, person, programme):
        raise Refused(NOBODY_TO_AGREE, field="email")
    approvals.ask_for_role(work, person, Role.COORDINATOR, programme, production)
    return False


def check_end(work: Work, production: Production, form: EndForm) -> None:
    """Whether it could end on this day. Nothing is written."""
    today = today_in(production.time_zone, work.now)
    if form.last_day < today:
        raise Refused(N_("This day is over. Write today or a later day"), field="last_day")
    _refuse_days(production.first_day or today, form.last_day, today)
    if form.last_day == production.last_day:
        raise Refused(N_("This is its last day already"), field="last_day")


def end(work: Work, production: Production, form: ConfirmedEnd) -> None:
    """Write down its last day. Published days after it stay until a plan without them; refused when they are others now."""
    check_end(work, production, form)
    if touched_by(work, production, form.last_day).mark != form.seen:
        raise Refused(OTHERS_NOW)
    production.last_day, production.ended_at = form.last_day, work.now
    production.version += 1
    facts = {"last_day": form.last_day.isoformat()}
    work.record(Event("productions.ended", production.id, programme_id=production.programme_id, facts=facts))
    told = {"production": production.title, "day": full_date(form.last_day)}
    for person in work.db.scalars(select(Person).where(col(Person.id).in_(_ids(work, production)))).all():
        messages.write(
            work, "production_ends", to=person, event_id=work.new_id(), facts=told, path=f"/productions/{production.id}"
        )


def touched_by(work: Work, production: Production, last_day: date) -> Touched:
    return touched(work, production, last_day + timedelta(days=1), date.max)


def coordinators_of(work: Work, productions: Sequence[UUID]) -> Mapping[UUID, Mapping[UUID, str]]:
    """For each production that has some: id and name of each coordinator, by name."""
    rows = work.db.execute(
        select(col(RoleGrant.production_id), col(Person.id), col(Person.name))
        .join(Person, col(Person.id) == RoleGrant.person_id)
        .where(col(RoleGrant.role) == Role.COORDINATOR, col(RoleGrant.production_id).in_(productions))
        .order_by(col(Person.name), col(Person.id))
    )
    found: dict[UUID, dict[UUID, str]] = {}
    for production_id, person_id, name in rows:
        if production_id is not None:
            found.setdefault(production_id, {})[person_id] = name
    return found


def coordinators_in(work: Work, programmes: Sequence[UUID]) -> Mapping[UUID, str]:
    """Who coordinates a production of one of these programmes, besides the actor: id and name, by name."""
    rows = work.db.execute(
        select(col(Person.id), col(Person.name))
        .join(RoleGrant, col(RoleGrant.person_id) == Person.id)
        .join(Production, col(Production.id) == RoleGrant.production_id)
        .where(
            col(RoleGrant.role) == Role.COORDINATOR,
            col(Production.programme_id).in_(programmes),
            col(Person.id) != work.actor.person_id,
        )
        .order_by(col(Person.name), col(Person.id))
        .distinct()
    )
    return {key: name for key, name in rows}  # noqa: C416 - rows are no pairs to dict


def _ids(work: Work, production: Production) -> list[UUID]:
    return list(coordinators_of(work, [production.id]).get(production.id, ()))


def _written(work: Work, programme: Programme, form: NewProduction, where: tuple[str, str]) -> Production:
    new_id = work.new_id()
    production = Production(
        id=new_id,
        key=_key(form.title, new_id),
        title=form.title,
        programme_id=programme.id,
        time_zone=form.zone,
        country=where[0],
        region=where[1],
        first_day=form.first_day,
        last_day=form.last_day,
        notice_book_days=form.notice_book_days,
        notice_days=form.notice_days,
        notice_cancel_days=form.notice_cancel_days,
        block_times=[*map(list, USUAL_BLOCKS)],
    )
    work.db.add(production)
    work.db.flush()
    return production


def _key(title: str, new_id: UUID) -> str:
    """Its title as a key, told apart from others of the same title."""
    plain = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:LONGEST_KEY].strip("-")
    return f"{plain or 'production'}-{new_id.hex[-8:]}"


def _give(work: Work, production: Production, person: Person) -> None:
    programme = work.db.get_one(Programme, production.programme_id)
    invitations.grant(work, person, Role.COORDINATOR, programme, production)
    facts = {"production": production.title}
    messages.write(
        work, "production_given", to=person, event_id=work.new_id(), facts=facts, path=f"/productions/{production.id}"
    )


def _known_coordinator(work: Work, programme: Programme, chosen: UUID | None) -> Person | None:
    if chosen is None:
        return None
    if chosen not in coordinators_in(work, [programme.id]):
        raise Refused(N_("Choose one of the people in the list, or nobody yet"), field="coordinator")
    return work.db.get_one(Person, chosen)


def _refuse_elsewhere(programme: Programme, country: str, region: str, zone: str) -> None:
    if country != programme.country or not is_known(country, region):
        raise Refused(N_("Choose one of the regions in the list"), field="region")
    if zone not in {*zones_of(country), programme.time_zone}:
        raise Refused(N_("Choose one of the time zones in the list"), field="zone")
    ZoneInfo(zone)


def _refuse_days(first: date, last: date, today: date) -> None:
    if last < first:
        raise Refused(N_("The last day is before the first day"), field="last_day")
    if last < today:
        raise Refused(N_("These days are over. Write a day that is still to come"), field="last_day")
    if (last - first).days > LONGEST_DAYS:
        raise Refused(N_("Five years at most. Check the year that you wrote"), field="last_day")


def _refuse_same_or_many(work: Work, programme: Programme, title: str) -> None:
    same = func.count().filter(func.lower(col(Production.title)) == title.lower())
    count, same_count = work.db.execute(
        select(func.count(), same).where(
            col(Production.programme_id) == programme.id,
            or_(
                col(Production.last_day).is_(None), col(Production.last_day) >= today_in(programme.time_zone, work.now)
            ),
        )
    ).one()
    if same_count:
        raise Refused(
            sentence(N_("This programme has a production called %(title)s already"), title=title), field="title"
        )
    if count >= MOST:
        raise Refused(N_("This programme has 200 productions, which is the most there can be."))
