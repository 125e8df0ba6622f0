"""Saying what is wrong and what it should say, and answering that."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form, Option


class CorrectionForm(Form):
    words: Annotated[
        str,
        StringConstraints(min_length=1, max_length=4000),
        Ask(
            label=N_("What is wrong, and what should it say?"),
            hint=N_("Use your own words. You need no proof. You need not write about your health."),
            kind="long_text",
            missing=N_("Write what is wrong, and what it should say"),
            who_reads=N_("you and managers of your programme"),
        ),
    ]


class CorrectionAnswer(Form):
    asked_about = ("answer",)

    result: Annotated[
        Literal["correct", "refuse"],
        Ask(
            label=N_("Is it corrected?"),
            kind="one_of",
            missing=N_("Choose if it is corrected"),
            options=(
                Option("correct", N_("Yes, it is corrected")),
                Option("refuse", N_("No, it stays as it is"), N_("Their words then stand beside it.")),
            ),
        ),
    ]
    answer: Annotated[
        str,
        StringConstraints(min_length=1, max_length=4000),
        Ask(
            label=N_("Your answer"),
            hint=N_("Say what you changed, or the reason why it stays."),
            kind="long_text",
            missing=N_("Write your answer"),
            who_reads=N_("the person who asked, and managers"),
        ),
    ]
