"""Pages on which somebody asks: their list so far, the library by groups or whole, and one need in detail."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from accessibility.vocabulary import NEED_GROUPS, NEEDS
from app.core.words import N_, Sentence
from app.core.work import Work
from app.forms.accommodations import (
    CHOSEN_GROUPS,
    FREE,
    WHOLE,
    Choice,
    Details,
    GroupChoice,
    OwnWords,
    choice_form,
    details_form,
)
from app.forms.accommodations_advising import MY_WORDS
from app.forms.accommodations_parameters import typed_parameters
from app.forms.filling import Filled
from app.models.accommodations import Accommodation
from app.models.accommodations import AccommodationStatus as Status
from app.models.programmes import Programme
from app.pages.accommodations import TO_LISTING, Crumb, adviser_names
from app.pages.accommodations_words import STRENGTH_WORDS, Detail, details_of, numbered, words_in
from app.rules.accommodations import ENDS
from app.services.accommodations_asking import Asking

Target = tuple[str, dict[str, object]]


@dataclass(frozen=True)
class Chosen:
    """One need on the list that is not sent yet."""

    id: UUID
    label: Sentence
    strength: str
    details: Sequence[Detail]


@dataclass(frozen=True)
class Place:
    """Where somebody asks, for links: the same pages exist inside an application and outside any."""

    suffix: str = ""
    params: dict[str, object] = field(default_factory=dict)

    def route(self, name: str) -> str:
        return f"accommodations.{name}{self.suffix}"


@dataclass(frozen=True)
class AskingPage:
    """The list so far, and the question what comes next on it. `template` is one of three, by what is asked."""

    title: str
    template: str
    place: Place
    chosen: Sequence[Chosen]
    readers: Sequence[str]
    form: Filled[Any]
    group: str
    is_home: bool
    goes_with_application: bool
    crumb: Crumb


@dataclass(frozen=True)
class Nowhere:
    """The person belongs to no programme yet, so they choose where to ask. They need no application."""

    programmes: Sequence[tuple[UUID, str]]
    title: str = N_("Choose whom to ask")
    template: str = "accommodations/nowhere.html"
    form: None = None
    crumb: Crumb = TO_LISTING


@dataclass(frozen=True)
class DetailsPage:
    title: str
    id: UUID
    is_free: bool
    crumb: Crumb


def asking(
    work: Work, place: Asking | None, wanted: Filled[GroupChoice], *, whole: bool, filled: Filled[Any] | None = None
) -> AskingPage | Nowhere:
    """The page for what was wanted: a group of the library, all of it, own words, or the choice among these.

    `filled` is a form that was sent from one of these pages and is to be drawn again with its errors.
    """
    if place is None:
        return Nowhere(_programmes(work))
    mine = _mine(work, place)
    group = _group(wanted, whole=whole)
    is_home = not group or (group == WHOLE and whole)
    links = _place(place)
    title, template, form = _what_is_asked(wanted, group, {row.need for row in mine if row.need != MY_WORDS})
    return AskingPage(
        title=title,
        template=f"accommodations/{template}.html",
        place=links,
        chosen=_chosen([row for row in mine if _is_on_list(row, place)]) if is_home else (),
        readers=adviser_names(work, {place.programme_id}),
        form=filled or form,
        group=group,
        is_home=is_home,
        goes_with_application=place.goes_with_application,
        crumb=_crumb(place, links, is_home=is_home),
    )


def own_words(work: Work, place: Asking, filled: Filled[OwnWords]) -> AskingPage:
    """The page for own words again, with what was typed."""
    links = _place(place)
    title, template, _ = N_("Say it in your own words"), "own_words", None
    return AskingPage(
        title=title,
        template=f"accommodations/{template}.html",
        place=links,
        chosen=(),
        readers=adviser_names(work, {place.programme_id}),
        form=filled,
        group=FREE,
        is_home=False,
        goes_with_application=place.goes_with_application,
        crumb=_crumb(place, links, is_home=False),
    )


def choosing_form(work: Work, place: Asking, wanted: Filled[GroupChoice]) -> type[Choice]:
    """The form that a page of the library sends back."""
    taken = {row.need for row in _mine(work, place) if row.need != MY_WORDS}
    return choice_form(wanted.form.groups if wanted.form else CHOSEN_GROUPS, taken)


def after(work: Work, place: Asking) -> Target:
    """Where to go once something is on the list: to the first need that nobody has looked at, else to the list."""
    fresh = next((row for row in _mine(work, place) if _is_on_list(row, place) and row.version == 1), None)
    if fresh is not None and fresh.need != MY_WORDS:
        return "accommodations.details", {"accommodation_id": fresh.id}
    links = _place(place)
    return links.route("asking"), links.params


def place_of(accommodation: Accommodation) -> Asking:
    return Asking(accommodation.person_id, accommodation.programme_id, accommodation.application_id)


def details(accommodation: Accommodation) -> DetailsPage:
    links = _place(place_of(accommodation))
    return DetailsPage(
        NEEDS[accommodation.need].label,
        accommodation.id,
        accommodation.need == MY_WORDS,
        (N_("your list"), links.route("asking"), links.params),
    )


def known_details(work: Work, accommodation: Accommodation) -> Filled[Details]:
    """The details as they stand, to be changed."""
    strength = None if accommodation.version == 1 else accommodation.strength
    return Filled.blank(
        details_form(NEEDS[accommodation.need]),
        strength=strength,
        words=words_in(work, accommodation, "sealed_words"),
        **typed_parameters(accommodation.parameters),
    )


def _group(wanted: Filled[GroupChoice], *, whole: bool) -> str:
    if wanted.form:
        return str(wanted.form.group)
    return WHOLE if whole and "look" not in wanted.typed else ""


def _what_is_asked(wanted: Filled[GroupChoice], group: str, taken: set[str]) -> tuple[str, str, Filled[Any]]:
    """Title, template and form."""
    if group == FREE:
        return N_("Say it in your own words"), "own_words", Filled.blank(OwnWords)
    if group == WHOLE:
        return N_("Choose what helps you"), "choosing", Filled.blank(choice_form(CHOSEN_GROUPS, taken))
    if group:
        return NEED_GROUPS[group], "choosing", Filled.blank(choice_form([group], taken))
    wanted.errors = wanted.errors if "look" in wanted.typed else {}
    return N_("Ask for what helps you"), "asking", wanted


def _mine(work: Work, place: Asking) -> Sequence[Accommodation]:
    """Everything that the person asked for in this programme and that is not over."""
    return work.db.scalars(
        select(Accommodation)
        .where(
            col(Accommodation.person_id) == place.person_id,
            col(Accommodation.programme_id) == place.programme_id,
            col(Accommodation.status).not_in(ENDS),
        )
        .order_by(col(Accommodation.position), col(Accommodation.id))
    ).all()


def _is_on_list(row: Accommodation, place: Asking) -> bool:
    return row.status is Status.DRAFT and row.application_id == place.application_id


def _chosen(rows: Sequence[Accommodation]) -> list[Chosen]:
    labels = numbered([NEEDS[row.need].label for row in rows])
    return [
        Chosen(row.id, label, STRENGTH_WORDS[row.strength], details_of(row.need, row.parameters))
        for label, row in zip(labels, rows, strict=True)
    ]


def _programmes(work: Work) -> list[tuple[UUID, str]]:
    rows = work.db.execute(select(Programme.id, Programme.name).order_by(col(Programme.name)))
    return [(programme_id, name) for programme_id, name in rows]


def _place(place: Asking) -> Place:
    if place.of_programme:
        return Place("_in_programme", {"programme_id": place.programme_id})
    if place.application_id is None:
        return Place("_anytime")
    return Place("", {"application_id": place.application_id})


def _crumb(place: Asking, links: Place, *, is_home: bool) -> Crumb:
    if not is_home:
        return N_("your list"), links.route("asking"), links.params
    if place.application_id is None:
        return TO_LISTING
    return N_("your application"), "applications.tasks", links.params
