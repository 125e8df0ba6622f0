"""Keeping the places of a production: adding one, describing it anew, and its hours by weekday."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import delete, func, or_, select
from sqlmodel import col

from app.core.actors import Role
from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.locations import WEEKDAYS, HoursForm, PlaceForm
from app.models.closures import OpeningHours
from app.models.people import Person, RoleGrant
from app.models.productions import Location, Production
from app.services.productions_versions import keep_version

FIELDS = ("name", "address", "way_there", "what_you_do", "what_could_change", "capacity", "buffer_minutes")
NOT_EMPTIED = N_("A plan may be published here, so this cannot be empty any more")
MOST = 40


def add(work: Work, production: Production, form: PlaceForm) -> Location:
    count = select(func.count()).where(col(Location.production_id) == production.id)
    if (work.db.scalar(count) or 0) >= MOST:
        raise Refused(N_("This production has 40 places, which is the most there can be."))
    place = Location(
        id=work.new_id(), production_id=production.id, supervisor_id=form.supervisor, name="", address="", way_there=""
    )
    _describe(work, production, place, form)
    work.db.add(place)
    work.record(Event("locations.added", place.id, programme_id=production.programme_id))
    return place


def change(work: Work, place: Location, form: PlaceForm) -> None:
    keep_version(place, form.version)
    production = work.db.get_one(Production, place.production_id)
    for name in ("way_there", "what_you_do", "what_could_change"):
        if getattr(place, name) and not getattr(form, name):
            raise Refused(NOT_EMPTIED, field=name)
    _describe(work, production, place, form)
    work.record(Event("locations.changed", place.id, programme_id=production.programme_id))


def keep_hours(work: Work, place: Location, form: HoursForm) -> None:
    """The hours by weekday in place of those before. They count for plans that are made from now on."""
    keep_version(place, form.version)
    work.db.execute(delete(OpeningHours).where(col(OpeningHours.location_id) == place.id))
    for weekday, name in enumerate(WEEKDAYS):
        span = getattr(form, name)
        if span:
            work.db.add(
                OpeningHours(id=work.new_id(), location_id=place.id, weekday=weekday, opens=span[0], closes=span[1])
            )
    programme_id = work.db.get_one(Production, place.production_id).programme_id
    work.record(Event("locations.hours_changed", place.id, programme_id=programme_id))


def supervisors(work: Work, production: Production) -> Mapping[UUID, str]:
    """Who can look after trainees: coordinators of the production, and whoever does so at one of its places already."""
    coordinators = select(col(RoleGrant.person_id)).where(
        col(RoleGrant.production_id) == production.id, col(RoleGrant.role) == Role.COORDINATOR
    )
    already = select(col(Location.supervisor_id)).where(col(Location.production_id) == production.id)
    rows = work.db.execute(
        select(col(Person.id), col(Person.name))
        .where(or_(col(Person.id).in_(coordinators), col(Person.id).in_(already)))
        .order_by(col(Person.name), col(Person.id))
    )
    return {key: name for key, name in rows}  # noqa: C416 - rows are no pairs to dict


def _describe(work: Work, production: Production, place: Location, form: PlaceForm) -> None:
    if form.supervisor not in supervisors(work, production):
        raise Refused(N_("Choose one of the people in the list"), field="supervisor")
    same_name = select(col(Location.id)).where(
        col(Location.production_id) == production.id, col(Location.name) == form.name, col(Location.id) != place.id
    )
    if work.db.scalars(same_name).first() is not None:
        raise Refused(sentence(N_("This production has a place called %(name)s already"), name=form.name), field="name")
    place.supervisor_id = form.supervisor
    for name in FIELDS:
        setattr(place, name, getattr(form, name))
