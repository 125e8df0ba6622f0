"""The one question after a first day at a desk."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form, Option

ANSWERS = (
    Option("yes", N_("Yes")),
    Option("no", N_("No"), N_("Then somebody measures the desk again.")),
)


class AsDescribed(Form):
    asked_about = ("words",)

    was_as_described: Annotated[
        Literal["yes", "no"],
        Ask(
            label=N_("Was the place as described?"),
            kind="one_of",
            options=ANSWERS,
            missing=N_("Choose yes or no, or leave this page"),
        ),
    ]
    words: Annotated[
        str,
        StringConstraints(max_length=1000),
        Ask(
            label=N_("What was different?"),
            hint=N_("You can leave this empty. For instance: it was louder after lunch."),
            kind="long_text",
            rows=3,
            who_reads=N_("The coordinators of this production, without your name."),
        ),
    ] = ""
