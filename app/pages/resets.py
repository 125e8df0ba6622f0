"""The views of lost authenticators: the person's own page, what waits for two others, one wish, and the link in the mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import col, select

from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.forms.filling import Filled
from app.forms.resets import ColleagueWanted
from app.models.people import Person
from app.models.resets import Reset, ResetConfirmation
from app.pages import people_found
from app.pages.people_found import Found
from app.rules.resets import KNOWN_WORDS, LIFE, OPEN, is_open, may_dispute, people_visible_to, visible_to
from app.services import credentials, resets

Crumb = tuple[str, str, dict[str, object]]

LEAST_LETTERS, LATEST = 2, 50
TO_LIST: Crumb = (N_("lost authenticators"), "resets.listing", {})
TO_WAYS: Crumb = (N_("How you sign in"), "sign_ins.ways", {})


@dataclass(frozen=True)
class Own:
    """Before and after asking for oneself. `state` is empty while nothing is asked for."""

    has_authenticator: bool
    reset_id: UUID | None
    state: str
    lapses_at: datetime | None
    zone: str
    title: str = N_("I lost my authenticator")
    crumb: Crumb = TO_WAYS


@dataclass(frozen=True)
class Line:
    id: UUID
    person: str
    state: str
    kind: str
    asked_at: datetime
    is_open: bool


@dataclass(frozen=True)
class Listing:
    """`lines` are those that one may confirm, newest first; `found` are colleagues to ask for."""

    lines: Sequence[Line]
    found: Sequence[Found]
    asked: bool
    is_cut: bool
    zone: str
    title: str = N_("Lost authenticators")


@dataclass(frozen=True)
class AskingFor:
    person_id: UUID
    person: str
    email: str
    title: Sentence
    crumb: Crumb = TO_LIST


@dataclass(frozen=True)
class Confirmed:
    name: str
    known_by: str
    at: datetime


@dataclass(frozen=True)
class Shown:
    """Who, who asked, and who confirmed so far. Nothing about what the person works on."""

    id: UUID
    person: str
    email: str
    asked_by: str
    asked_at: datetime
    lapses_at: datetime
    confirmed: Sequence[Confirmed]
    state: str
    kind: str
    is_open: bool
    is_mine: bool
    zone: str
    title: Sentence
    crumb: Crumb = TO_LIST


@dataclass(frozen=True)
class NotMe:
    """What stands behind the link in the mail, before its button is pressed."""

    token: str
    asked_by: str
    asked_at: datetime
    confirmed: Sequence[Confirmed]
    is_open: bool
    is_done: bool
    zone: str
    title: str = N_("This was not me")


@dataclass(frozen=True)
class Closed:
    title: str = N_("Thank you, it is closed")


def own(work: Work, person: Person) -> Own:
    reset = resets.open_of(work, person.id)
    return Own(
        has_authenticator=credentials.has_authenticator(work, person.id),
        reset_id=reset.id if reset else None,
        state=LIFE.words[reset.status].own if reset else "",
        lapses_at=reset.lapses_at if reset else None,
        zone=person.time_zone,
    )


def listing(work: Work, wanted: Filled[ColleagueWanted], zone: str) -> Listing:
    name = wanted.form.name if wanted.form else ""
    search = people_found.search(work, people_visible_to(work.actor), name, least=LEAST_LETTERS)
    return Listing(_lines(work), search.found, asked=search.asked, is_cut=search.is_cut, zone=zone)


def asking_for(person: Person) -> AskingFor:
    title = sentence(N_("%(person)s lost their authenticator"), person=person.name)
    return AskingFor(person.id, person.name, person.email, title)


def show(work: Work, reset: Reset, zone: str) -> Shown:
    person = work.db.get_one(Person, reset.person_id)
    confirmed = _confirmed(work, reset)
    mine = any(each.person_id == work.actor.person_id for each in resets.confirmations_of(work, reset))
    return Shown(
        id=reset.id,
        person=person.name,
        email=person.email,
        asked_by=work.db.get_one(Person, reset.asked_by_id).name,
        asked_at=reset.asked_at,
        lapses_at=reset.lapses_at,
        confirmed=confirmed,
        state=LIFE.words[reset.status].staff,
        kind="info" if is_open(reset, work.now) else "plain",
        is_open=is_open(reset, work.now),
        is_mine=mine,
        zone=zone,
        title=sentence(N_("The authenticator of %(person)s"), person=person.name),
    )


def not_me(work: Work, token: str) -> NotMe:
    reset = resets.reset_of(work, token)
    return NotMe(
        token=token,
        asked_by=work.db.get_one(Person, reset.asked_by_id).name,
        asked_at=reset.asked_at,
        confirmed=_confirmed(work, reset),
        is_open=is_open(reset, work.now),
        is_done=may_dispute(reset, work.now),
        zone=work.db.get_one(Person, reset.person_id).time_zone,
    )


def _lines(work: Work) -> list[Line]:
    """Those that wait first, then the others, each from the newest on. Never one's own."""
    rows = work.db.execute(
        visible_to(work.actor)
        .join(Person, col(Person.id) == Reset.person_id)
        .add_columns(col(Person.name))
        .where(col(Reset.person_id) != work.actor.person_id)
        .order_by(col(Reset.status).in_(OPEN).desc(), col(Reset.id).desc())
        .limit(LATEST)
    ).all()
    return [
        Line(
            row.id,
            name,
            LIFE.words[row.status].staff,
            "info" if is_open(row, work.now) else "plain",
            row.asked_at,
            is_open(row, work.now),
        )
        for row, name in rows
    ]


def _confirmed(work: Work, reset: Reset) -> list[Confirmed]:
    rows = work.db.execute(
        select(Person.name, ResetConfirmation)
        .join(Person, col(Person.id) == ResetConfirmation.person_id)
        .where(col(ResetConfirmation.reset_id) == reset.id)
        .order_by(col(ResetConfirmation.id))
    ).all()
    return [Confirmed(name, KNOWN_WORDS[row.known_by], row.confirmed_at) for name, row in rows]
