"""Spreading an intake's applications over its readers, by itself or by a list that a manager brings."""

from typing import Annotated

from pydantic import Field, StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form
from app.forms.versions import Mark

MOST_EACH = 10
DEFAULT_EACH = 2
LONGEST_LIST = 200_000


class SpreadAsked(Form):
    """How many readings each application should have in all."""

    each: Annotated[
        int,
        Field(ge=1, le=MOST_EACH),
        Ask(
            label=N_("How many people should read each application?"),
            kind="number",
            hint=N_("Those who were asked already count."),
            missing=N_("Write a number, such as 2"),
        ),
    ]


class SpreadWanted(SpreadAsked):
    """`seen` names the plan that was on the page when the button was pressed."""

    seen: Mark = ""


class BroughtList(Form):
    """`file` is the name that the browser gave; the bytes stand beside the form."""

    file: Annotated[
        str,
        StringConstraints(max_length=300),
        Ask(
            label=N_("Choose a list"),
            kind="file",
            missing=N_("Choose a list"),
            hint=N_("A CSV file or an Excel workbook (XLSX), up to 1 MB and 2,000 rows."),
        ),
    ]


class CheckedList(Form):
    """The rows of a list that were right on the page before, each as "reference address"; they are checked again."""

    rows: Annotated[str, StringConstraints(max_length=LONGEST_LIST), Ask(label="", kind="hidden")] = ""

    @property
    def pairs(self) -> list[list[str]]:
        return [row.split(" ") for row in self.rows.split(";") if row]
