"""Doing one thing with several applications: choosing on the board, then saying yes on the page that checks."""

from typing import Annotated

from pydantic import Field, StringConstraints, ValidationInfo, field_validator

from app.core.words import N_, sentence
from app.forms.asking import Ask, Form, Option
from app.forms.mistakes import mistake
from app.rules.decisions_together import MOST_TOGETHER, STEPS, WHICH, Step, Which

Marked = Annotated[list[Annotated[str, StringConstraints(max_length=80)]], Field(max_length=MOST_TOGETHER)]


class Choosing(Form):
    """What is to be done, and with which of the applications that the board lists."""

    step: Annotated[
        Step,
        Ask(
            label=N_("What do you want to do?"),
            kind="one_of",
            missing=N_("Choose what you want to do"),
            options=[Option(step.value, words.choice) for step, words in STEPS.items()],
        ),
    ]
    which: Annotated[
        Which,
        Ask(
            label=N_("With which applications?"),
            kind="one_of",
            hint=sentence(
                N_("At most %(most)s at once. The next page lists them, and nothing happens before."),
                most=MOST_TOGETHER,
            ),
            options=[Option(which.value, words) for which, words in WHICH.items()],
        ),
    ] = Which.MARKED
    chosen: Annotated[Marked, Ask(label=N_("Applications"), kind="some_of")] = []


class Together(Form):
    """`chosen` are applications as the page showed them (`rules.decisions_together.seen_as`)."""

    step: Annotated[Step, Ask(label="", kind="hidden")]
    chosen: Annotated[
        Marked,
        Field(min_length=1),
        Ask(label=N_("Applications"), kind="some_of", missing=N_("Choose at least one application")),
    ]
    reason: Annotated[
        str,
        StringConstraints(max_length=1000),
        Field(validate_default=True),
        Ask(
            label=N_("Why are they paused?"),
            kind="long_text",
            rows=3,
            hint=N_("For example: no answer since 6 May. Say when you will write again."),
            who_reads=N_("programme managers, nobody else"),
        ),
    ] = ""

    @field_validator("reason")
    @classmethod
    def _says_why(cls, reason: str, info: ValidationInfo) -> str:
        if not reason and info.data.get("step") is Step.PAUSE:
            raise mistake(N_("Say why they are paused"))
        return reason
