"""A person's own sheet for one day: only what is theirs, and the same parts in the same order each day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from app.adapters.documents import Document, Part
from app.adapters.wordings import full_date, hours, spoken
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.assignments import Assignment
from app.models.people import Person
from app.models.plans import Plan
from app.pages.assignments import DayPage
from app.pages.assignments import day as day_page
from app.services.contacts import NamedContact, contact_of

Crumb = tuple[str, str, Mapping[str, Any]]

PAGE_WORD = N_("Page")
GOES_ON = N_("It goes on on the next page.")
INCOMPLETE = N_("Some signs could not be printed here. You can read them on the page in Cleanplate.")
NO_BREAK = N_("No break is planned.")
OWN_BREAK = N_("You can take a break when you need one.")
NOTHING_SAID = N_("Nothing special is planned.")


@dataclass(frozen=True)
class SheetPart:
    """One part: its head, its lines, and the drawing that stands for it in pictures."""

    head: str
    lines: Sequence[str]
    picture: str


@dataclass(frozen=True)
class OwnSheet:
    id: UUID
    title: Sentence
    part: str
    day: date
    parts: Sequence[SheetPart]
    in_pictures: bool
    crumb: Crumb


def own(work: Work, assignment: Assignment, *, in_pictures: bool = False) -> OwnSheet:
    view = day_page(work, assignment)
    planner = work.db.scalars(
        select(col(Person.name)).join(Plan, col(Plan.asked_by) == Person.id).where(col(Plan.id) == assignment.plan_id)
    ).one()
    return OwnSheet(
        id=assignment.id,
        title=sentence(N_("Your sheet for %(day)s"), day=full_date(assignment.on_date)),
        part=view.part,
        day=assignment.on_date,
        parts=_parts(view, planner, contact_of(work)),
        in_pictures=in_pictures,
        crumb=(N_("this day"), "assignments.day", {"assignment_id": assignment.id}),
    )


def document(work: Work, assignment: Assignment) -> Document:
    """The same words on paper."""
    sheet = own(work, assignment)
    parts = [Part(spoken(part.head), "\n".join(part.lines)) for part in sheet.parts]
    return Document(spoken(sheet.title), [sheet.part], parts, spoken(PAGE_WORD), spoken(GOES_ON), spoken(INCOMPLETE))


def _parts(view: DayPage, planner: str, contact: NamedContact) -> list[SheetPart]:
    """Nine parts, each day. Where there is nothing to say, the part says so."""
    day = view.day
    times = [(each.starts_at, each.ends_at) for each in day.sittings]
    return [
        SheetPart(N_("When"), [full_date(day.day), *(hours(*each, day.zone) for each in times)], "clock"),
        SheetPart(N_("Where"), [day.place, day.address], "pin"),
        SheetPart(N_("Your desk"), _desks(view), "desk"),
        SheetPart(N_("The way there"), [view.way_there], "way"),
        SheetPart(N_("Who is there"), [_said(N_("%(name)s looks after you there."), name=day.supervisor)], "person"),
        SheetPart(N_("What happens"), [view.what_you_do, view.what_happens or spoken(NOTHING_SAID)], "list"),
        SheetPart(N_("Breaks"), [*_breaks(times, day.zone), spoken(OWN_BREAK)], "cup"),
        SheetPart(N_("What could change"), [view.what_could_change], "change"),
        SheetPart(N_("Who to ask"), _who_to_ask(view, planner, contact), "ask"),
    ]


def _desks(view: DayPage) -> list[str]:
    """Each desk once, with what it is like."""
    like = {each.desk: each.what_it_is_like for each in view.day.sittings}
    return [f"{desk}. {words}" for desk, words in like.items()]


def _breaks(times: Sequence[tuple[datetime, datetime]], zone: str) -> list[str]:
    """The time between two blocks."""
    between = [hours(one[1], other[0], zone) for one, other in pairwise(times) if other[0] > one[1]]
    return between or [spoken(NO_BREAK)]


def _who_to_ask(view: DayPage, planner: str, contact: NamedContact) -> list[str]:
    lines = [
        _said(N_("There: %(name)s."), name=view.day.supervisor),
        _said(N_("About your plan: %(name)s."), name=planner),
    ]
    if contact.name:
        reach = ", ".join(each for each in (contact.email, contact.phone) if each)
        lines.append(_said(N_("About anything else: %(name)s, %(reach)s"), name=contact.name, reach=reach))
    return lines


def _said(message: str, **facts: object) -> str:
    return spoken(sentence(message, **facts))
