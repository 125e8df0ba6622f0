"""The pages on which an adviser writes down what somebody said."""

from dataclasses import dataclass

from app.core.words import N_
from app.forms.accommodations import FREE, WHOLE, GroupChoice
from app.forms.accommodations_advising import Spoken, spoken_form
from app.forms.filling import Filled
from app.pages.accommodations import Crumb
from app.pages.accommodations_desk import TO_DESK

SPOKEN = "accommodations/spoken.html"


@dataclass(frozen=True)
class WritingDown:
    """First the part of the library, then the form over it. `group` goes along in the address."""

    template: str
    group: str
    title: str = N_("Write down what somebody said")
    crumb: Crumb = TO_DESK


def writing_down(wanted: Filled[GroupChoice]) -> WritingDown:
    if "look" not in wanted.typed:
        wanted.errors = {}
    return WritingDown(SPOKEN if wanted.form else "accommodations/spoken_about.html", group_of(wanted))


def form_for(wanted: Filled[GroupChoice]) -> type[Spoken]:
    return spoken_form(group_of(wanted))


def group_of(wanted: Filled[GroupChoice]) -> str:
    """The whole library has no form here, so it counts as the person's own words, as does what is no group."""
    group = wanted.form.group if wanted.form else FREE
    return FREE if group == WHOLE else str(group)
