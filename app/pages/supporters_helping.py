"""Whom somebody helps, as the supporter sees it: who, what may be done, until when, and invitations that wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.people import Person
from app.models.supporters import Level, SharedSection, Supporter
from app.models.supporters import SupporterStatus as Status
from app.pages.supporters import KINDS
from app.rules.supporters import DAY_HAS_PASSED, FOR_SUPPORTER, helps_now, supported_visible_to
from app.rules.supporters_sections import LEVELS_FOR_SUPPORTER, Section
from app.services.supporters_sections import offered

Crumb = tuple[str, str, dict[str, Any]]
TO_HELPING: Crumb = (N_("the people you help"), "supporters.helping", {})

NEVER = (
    N_("You cannot send, accept, say no, or take anything back for them."),
    N_("You cannot share what you see with anybody else here."),
    N_("You see only what stands here. You do not see what reviewers write."),
)


@dataclass(frozen=True)
class Line:
    id: UUID
    person: str
    state: str
    kind: str
    until: date


@dataclass(frozen=True)
class Helping:
    """`waiting` are invitations, `now` the people to help, `past` those with whom it is over."""

    waiting: Sequence[Line]
    now: Sequence[Line]
    past: Sequence[Line]
    title: str = N_("People you help")


@dataclass(frozen=True)
class Open:
    """One shared section: where it is, and what may be done there."""

    label: str | Sentence
    level: Sentence
    route: str
    params: dict[str, Any]


@dataclass(frozen=True)
class Support:
    """One person for their supporter. `helping` is the first name, for the still line above each page."""

    line: Line
    helping: str
    open: Sequence[Open]
    title: Sentence
    template: str
    never: Sequence[str] = NEVER
    crumb: Crumb = TO_HELPING


@dataclass(frozen=True)
class Leaving:
    line: Line
    helping: str
    is_possible: bool
    title: Sentence
    crumb: Crumb


def helping(work: Work) -> Helping:
    rows = work.db.execute(
        supported_visible_to(work.actor)
        .add_columns(Person)
        .join(Person, col(Person.id) == Supporter.person_id)
        .order_by(col(Supporter.id).desc())
    ).all()
    lines = [(_line(work, support, person), _is_now(work, support, person), support) for support, person in rows]
    return Helping(
        waiting=[line for line, _, support in lines if support.status is Status.INVITED],
        now=[line for line, is_now, _ in lines if is_now],
        past=[line for line, is_now, support in lines if not is_now and support.status is not Status.INVITED],
    )


def show(work: Work, support: Supporter) -> Support:
    person = work.db.get_one(Person, support.person_id)
    is_invited, is_now = support.status is Status.INVITED, _is_now(work, support, person)
    title = N_("%(person)s asks for your help") if is_invited else N_("You help %(person)s")
    return Support(
        line=_line(work, support, person),
        helping=person.name.split(" ")[0],
        open=_open(work, support, person) if is_invited or is_now else [],
        title=sentence(title if is_invited or is_now else N_("You helped %(person)s"), person=person.name),
        template=f"supporters/{'invited' if is_invited else 'helped' if is_now else 'over'}.html",
    )


def leaving(work: Work, support: Supporter) -> Leaving:
    person = work.db.get_one(Person, support.person_id)
    return Leaving(
        _line(work, support, person),
        person.name.split(" ")[0],
        support.status is Status.HELPING,
        sentence(N_("Stop helping %(person)s?"), person=person.name),
        crumb_to(support, person),
    )


def crumb_to(support: Supporter, person: Person) -> Crumb:
    return (person.name, "supporters.supported", {"supporter_id": support.id})


def waiting_steps(work: Work) -> Sequence[tuple[Supporter, Person]]:
    """For the home page: invitations that wait, and the people who are helped now."""
    rows = work.db.execute(
        supported_visible_to(work.actor)
        .add_columns(Person)
        .join(Person, col(Person.id) == Supporter.person_id)
        .where(col(Supporter.status).in_((Status.INVITED, Status.HELPING)))
        .order_by(col(Supporter.id))
    ).all()
    return [
        (support, person)
        for support, person in rows
        if support.status is Status.INVITED or _is_now(work, support, person)
    ]


def _open(work: Work, support: Supporter, person: Person) -> list[Open]:
    rows = work.db.scalars(select(SharedSection).where(col(SharedSection.supporter_id) == support.id)).all()
    levels = {row.section: row.level for row in rows}
    return [
        _section(support, person, section, levels[section.key])
        for section in offered(work, support.person_id)
        if section.key in levels
    ]


def _section(support: Supporter, person: Person, section: Section, level: Level) -> Open:
    words = sentence(LEVELS_FOR_SUPPORTER[level], person=person.name.split(" ")[0])
    if section.application_id is not None:
        ids = {"supporter_id": support.id, "application_id": section.application_id, "part": section.part}
        return Open(section.label, words, "supporters.part", ids)
    return Open(section.label, words, "supporters.section", {"supporter_id": support.id, "section": str(section.kind)})


def _is_now(work: Work, support: Supporter, person: Person) -> bool:
    return helps_now(support, person.time_zone, work.now)


def _line(work: Work, support: Supporter, person: Person) -> Line:
    is_over = support.status is Status.HELPING and not _is_now(work, support, person)
    state = DAY_HAS_PASSED if is_over else FOR_SUPPORTER[support.status]
    kind = "plain" if is_over else KINDS.get(support.status, "plain")
    return Line(support.id, person.name, state, kind, support.until)
