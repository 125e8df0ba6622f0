"""Putting the cast on stage: organisations, programmes, cohorts, productions, people and the roles they hold."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from app.core.work import Work
from app.core.working_days import add_working_days
from app.models.cohorts import Cohort
from app.models.organisations import Organisation
from app.models.people import Channel, Person, Preferences, RoleGrant
from app.models.productions import Production
from app.models.programmes import Programme
from app.rules.blueprints import Blueprint, blueprints
from app.rules.cast import CAST, CastMember
from app.rules.productions import USUAL_BLOCKS

PRODUCTIONS = {
    "my-brilliant-career": ("My Brilliant Career", "lumina"),
    "harbour-lights": ("Harbour Lights", "post-production"),
}


@dataclass
class Stage:
    """Everything that the cast stands on, by key."""

    programmes: dict[str, Programme] = field(default_factory=dict)
    cohorts: dict[str, Cohort] = field(default_factory=dict)
    productions: dict[str, Production] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def id_of(self, key: str) -> UUID:
        return self.people[key].id


def set_stage(work: Work) -> Stage:
    """Write the cast and its surroundings into an empty database. Dates are relative to `work.now`."""
    stage = Stage()
    for blueprint in blueprints().values():
        _add_programme(work, stage, blueprint)
    for key, (title, programme) in PRODUCTIONS.items():
        owner = stage.programmes[programme]
        stage.productions[key] = Production(
            id=work.new_id(),
            key=key,
            title=title,
            programme_id=owner.id,
            time_zone=owner.time_zone,
            block_times=[*map(list, USUAL_BLOCKS)],
        )
        work.db.add(stage.productions[key])
    work.db.flush()
    for member in CAST.values():
        _add_member(work, stage, member)
    stage.programmes["lumina"].contact_id = stage.id_of("mei")
    stage.programmes["post-production"].contact_id = stage.id_of("asha")
    work.db.flush()
    return stage


def local_midnight(work: Work, zone: str, *, days: int) -> datetime:
    """The start of the day that is `days` from today, in this zone."""
    local = work.now.astimezone(ZoneInfo(zone))
    return datetime.combine(local.date() + timedelta(days=days), time(), tzinfo=ZoneInfo(zone))


def _add_programme(work: Work, stage: Stage, blueprint: Blueprint) -> None:
    organisation = Organisation(id=work.new_id(), name=blueprint.organisation)
    work.db.add(organisation)
    work.db.flush()
    programme = Programme(
        id=work.new_id(),
        key=blueprint.key,
        name=blueprint.name,
        organisation_id=organisation.id,
        country=blueprint.country,
        region=blueprint.region,
        time_zone=blueprint.time_zone,
    )
    work.db.add(programme)
    work.db.flush()
    today = local_midnight(work, blueprint.time_zone, days=0).date()
    closes_on = today + timedelta(days=13)
    cohort = Cohort(
        id=work.new_id(),
        programme_id=programme.id,
        name=f"{blueprint.name} {today.year}",
        opens_at=local_midnight(work, blueprint.time_zone, days=-90),
        closes_at=local_midnight(work, blueprint.time_zone, days=14) - timedelta(minutes=1),
        decides_on=add_working_days(closes_on, blueprint.promises.decision_after_close, blueprint.days_off),
        starts_on=today + timedelta(days=7),
        ends_on=today + timedelta(days=372),
        places=6,
    )
    work.db.add(cohort)
    stage.programmes[blueprint.key] = programme
    stage.cohorts[blueprint.key] = cohort


def _add_member(work: Work, stage: Stage, member: CastMember) -> None:
    programme = stage.programmes[member.programme]
    person = Person(
        id=work.new_id(),
        name=member.name,
        email=member.email,
        channel=Channel.EMAIL,
        time_zone=programme.time_zone,
        created_at=work.now,
    )
    work.db.add(person)
    work.db.flush()
    work.db.add(Preferences(person_id=person.id))
    production = stage.productions[member.production].id if member.production else None
    for role in member.roles:
        work.db.add(
            RoleGrant(
                id=work.new_id(),
                person_id=person.id,
                role=role,
                programme_id=programme.id,
                production_id=production,
                granted_at=work.now,
            )
        )
    stage.people[member.key] = person
