"""Doing one thing with several applications: choosing on the board, then saying yes on the page that checks."""

from typing import Annotated

from pydantic import Field, StringConstraints

from app.core.words import N_, sentence
from app.forms.asking import Ask, Form, Option
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


class Pausing(Together):
    asked_about = ("reason",)

    reason: Annotated[
        str,
        StringConstraints(min_length=1, max_length=1000),
        Ask(
            label=N_("Why are they paused?"),
            kind="long_text",
            rows=3,
            missing=N_("Say why they are paused"),
            hint=N_("For example: no answer since 6 May. Say when you will write again."),
            who_reads=N_("programme managers, nobody else"),
        ),
    ]


def together_form(step: str) -> type[Together]:
    """What a step asks; an unknown one asks what all of them do, and is refused by it."""
    return Pausing if step == Step.PAUSE else Together
