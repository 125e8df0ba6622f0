"""The people who help somebody, as that person sees them: who, with what, until when, and what happens next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from app.adapters.wordings import spoken
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.core.working_days import today_in
from app.forms.asking import Option
from app.forms.filling import Filled
from app.forms.offering import offering, unseen
from app.forms.supporters import Asking, LastDayForm, Sharing
from app.forms.times import day_as_written
from app.models.people import Person
from app.models.supporters import Level, SharedSection, Supporter
from app.models.supporters import SupporterStatus as Status
from app.rules.supporters import DAY_HAS_PASSED, LIFE, LIKELY_DAYS, OPEN, helps_now, own_visible_to
from app.rules.supporters_sections import LEVELS, NEVER, Section
from app.services.supporters_sections import offered

Crumb = tuple[str, str, dict[str, Any]]
TO_LISTING: Crumb = (N_("the people who help you"), "supporters.listing", {})

KINDS = {Status.HELPING: "success", Status.INVITED: "info"}


@dataclass(frozen=True)
class Line:
    """One person who was asked. `state` is in words and `kind` its shape."""

    id: UUID
    name: str
    state: str
    kind: str
    until: date


@dataclass(frozen=True)
class Listing:
    """`open` are those who help or are asked, `past` those with whom it is over. Newest first."""

    open: Sequence[Line]
    past: Sequence[Line]
    title: str = N_("People who help you")


@dataclass(frozen=True)
class AskingPage:
    title: str = N_("Ask somebody for help")
    crumb: Crumb = TO_LISTING


@dataclass(frozen=True)
class Shared:
    """One section, and in words what may be done with it."""

    label: str | Sentence
    level: str


@dataclass(frozen=True)
class SupporterPage:
    """`can` names what the person can do next; the services refuse everything else."""

    line: Line
    email: str
    shared: Sequence[Shared]
    can: frozenset[str]
    is_read: bool
    title: Sentence
    never: Sequence[str] = NEVER
    crumb: Crumb = TO_LISTING


@dataclass(frozen=True)
class Step:
    """A page that asks for one thing about one supporter."""

    line: Line
    email: str
    is_prepared: bool
    title: Sentence
    crumb: Crumb


def listing(work: Work) -> Listing:
    zone = _zone(work)
    rows = work.db.scalars(own_visible_to(work.actor).order_by(col(Supporter.id).desc())).all()
    return Listing(
        [_line(row, zone, work) for row in rows if row.status in OPEN],
        [_line(row, zone, work) for row in rows if row.status not in OPEN],
    )


def likely(work: Work) -> Filled[Asking]:
    last = today_in(_zone(work), work.now) + timedelta(days=LIKELY_DAYS)
    return Filled.blank(Asking, until=day_as_written(last))


def show(work: Work, support: Supporter) -> SupporterPage:
    return _page(work, support, sentence(N_("Help from %(name)s"), name=support.name))


def confirming(work: Work, support: Supporter) -> SupporterPage:
    return _page(work, support, sentence(N_("Send the invitation to %(name)s?"), name=support.name))


def ending(work: Work, support: Supporter) -> SupporterPage:
    title = N_("End the help of %(name)s?")
    if support.status is not Status.HELPING:
        title = N_("Take back the invitation to %(name)s?")
    return _page(work, support, sentence(title, name=support.name), crumb=_crumb(support))


def sharing(work: Work, support: Supporter) -> Step:
    return _step(work, support, N_("What may %(name)s see?"))


def last_day(work: Work, support: Supporter) -> Step:
    return _step(work, support, N_("Until when may %(name)s help?"))


def sharing_form(work: Work, support: Supporter) -> type[Sharing]:
    """The person's own sections; only parts of an application can be filled in."""
    sections = offered(work, support.person_id)
    typed = [section for section in sections if section.highest is Level.FILL_IN]
    kind = offering(Sharing, reading=_options(sections), filling=_options(typed))
    return kind if typed else unseen(kind, "filling")


def shared_now(work: Work, support: Supporter) -> Filled[Sharing]:
    """The form with what is shared already. Nothing is chosen for somebody new."""
    levels = _levels(work, support)
    filled = [key for key, level in levels.items() if level is Level.FILL_IN]
    speaks = Level.SPEAK in levels.values() if levels else None
    return Filled.blank(
        sharing_form(work, support), reading=list(levels), filling=filled, speaking=speaks, version=support.version
    )


def drawn_again(filled: Filled[Sharing], support: Supporter) -> Filled[Sharing]:
    """What was typed stays; saving again is then a choice made on the page as it is now."""
    typed = {**filled.typed, "version": [str(support.version)]}
    return Filled(filled.kind, typed, filled.form, filled.errors, filled.refusal)


def day_now(support: Supporter) -> Filled[LastDayForm]:
    return Filled.blank(LastDayForm, until=day_as_written(support.until))


def state_of(support: Supporter, zone: str, work: Work) -> tuple[str, str]:
    """The state in the person's words, and its shape. A day that has passed is said as such."""
    if support.status is Status.HELPING and not helps_now(support, zone, work.now):
        return DAY_HAS_PASSED, "plain"
    return LIFE.words[support.status].own, KINDS.get(support.status, "plain")


def _page(work: Work, support: Supporter, title: Sentence, crumb: Crumb = TO_LISTING) -> SupporterPage:
    levels = _levels(work, support)
    sections = [section for section in offered(work, support.person_id) if section.key in levels]
    return SupporterPage(
        line=_line(support, _zone(work), work),
        email=support.email,
        shared=[Shared(section.label, LEVELS[levels[section.key]]) for section in sections],
        can=frozenset(_can(support, has_sections=bool(levels))),
        is_read=support.accepted_at is not None,
        title=title,
        crumb=crumb,
    )


def _can(support: Supporter, *, has_sections: bool) -> list[str]:
    if support.status not in OPEN:
        return ["again"]
    if support.status is Status.PREPARED:
        return ["change", "end", *(["invite"] if has_sections else [])]
    return ["change", "end"]


def _step(work: Work, support: Supporter, title: str) -> Step:
    line = _line(support, _zone(work), work)
    is_prepared = support.status is Status.PREPARED
    return Step(line, support.email, is_prepared, sentence(title, name=support.name), _crumb(support))


def _crumb(support: Supporter) -> Crumb:
    return (N_("this person"), "supporters.show", {"supporter_id": support.id})


def _line(support: Supporter, zone: str, work: Work) -> Line:
    state, kind = state_of(support, zone, work)
    return Line(support.id, support.name, state, kind, support.until)


def _options(sections: Sequence[Section]) -> list[Option]:
    return [Option(section.key, spoken(section.label)) for section in sections]


def _levels(work: Work, support: Supporter) -> dict[str, Level]:
    shared = work.db.scalars(select(SharedSection).where(col(SharedSection.supporter_id) == support.id)).all()
    return {row.section: row.level for row in shared}


def _zone(work: Work) -> str:
    return work.db.get_one(Person, work.actor.person_id).time_zone


def after_sharing(support: Supporter) -> str:
    """Somebody new is invited next; for everybody else the choice counts already."""
    return "supporters.confirming" if support.status is Status.PREPARED else "supporters.show"
