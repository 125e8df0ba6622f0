"""Bringing a file of shoot days, and using it after the check."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form, Option
from app.forms.versions import Mark


class BroughtFile(Form):
    """`file` is the name that the browser gave; the bytes stand beside the form."""

    file: Annotated[
        str,
        StringConstraints(max_length=300),
        Ask(
            label=N_("Choose a file"),
            kind="file",
            missing=N_("Choose a file"),
            hint=N_("CSV, Excel (XLSX) or a calendar (ICS), up to 1 MB and 2,000 rows."),
        ),
    ]


class DaysUse(Form):
    """`seen` names the differences that were on the page."""

    seen: Mark = ""


class UseWithBroken(DaysUse):
    leave_out: Annotated[
        Literal["yes"],
        Ask(
            label=N_("Some rows cannot be used"),
            kind="one_of",
            options=(Option("yes", N_("Leave these rows out and use the others")),),
            missing=N_("Say that these rows are left out, or put the file right and bring it again"),
        ),
    ]


class UseWithGone(DaysUse):
    not_named: Annotated[
        Literal["cancel", "keep"],
        Ask(
            label=N_("What about days that are not in this file any more?"),
            kind="one_of",
            options=(Option("cancel", N_("Cancel these days")), Option("keep", N_("Keep these days"))),
            missing=N_("Choose what happens with days that are not in this file any more"),
        ),
    ]


class UseWithBoth(UseWithBroken, UseWithGone):
    """The form for a file with broken rows that no longer names some days."""
