"""Holding an application back from removal, with the reason that the applicant reads."""

from typing import Annotated

from pydantic import StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form


class Holding(Form):
    asked_about = ("reason",)

    reason: Annotated[
        str,
        StringConstraints(min_length=1, max_length=1000),
        Ask(
            label=N_("Why must it be kept for now?"),
            kind="long_text",
            rows=3,
            missing=N_("Say why it must be kept"),
            hint=N_("For example an open complaint. Nothing about a person's health."),
            who_reads=N_("the applicant and programme managers"),
        ),
    ]
