"""Asking reviewers, deciding, and releasing what was decided."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator, Field, StringConstraints, ValidationInfo, field_validator

from app.core.words import N_
from app.forms.asking import Ask, Form, Option
from app.forms.dates import sensible_date
from app.forms.mistakes import mistake
from app.forms.versions import Mark, SeenVersion
from app.models.applications import Outcome
from app.rules.decisions import OUTCOMES, RESULTS

LONGEST_FEEDBACK = 4000
LONGEST_STEPS = 2000


class Asking(Form):
    reviewers: Annotated[
        list[UUID],
        Field(min_length=1, max_length=50),
        Ask(
            label=N_("Who should read this application?"),
            kind="some_of",
            missing=N_("Choose at least one reviewer"),
            hint=N_("They see the answers and the work, and not who wrote them."),
        ),
    ]


class DecisionForm(Form):
    """One decision. An outcome without a place needs reasons, and "not yet" needs next steps with a day."""

    outcome: Annotated[
        Outcome,
        Ask(
            label=N_("What do you decide?"),
            kind="one_of",
            missing=N_("Choose what you decide"),
            options=[Option(outcome.value, words) for outcome, words in OUTCOMES.items()],
        ),
    ]
    reasons: Annotated[
        list[str],
        Field(validate_default=True, max_length=20),
        Ask(
            label=N_("Reasons"),
            kind="some_of",
            hint=N_("Needed when there is no place now. The applicant reads them in these words."),
        ),
    ] = []
    feedback: Annotated[
        str,
        StringConstraints(min_length=1, max_length=LONGEST_FEEDBACK),
        Ask(
            label=N_("Feedback for the applicant"),
            kind="long_text",
            rows=8,
            missing=N_("Write feedback for the applicant"),
            hint=N_("Say what was good and what would help next. They read exactly what you write."),
        ),
    ]
    next_steps: Annotated[
        str,
        StringConstraints(max_length=LONGEST_STEPS),
        Field(validate_default=True),
        Ask(
            label=N_("Next steps"),
            kind="long_text",
            rows=4,
            hint=N_("Needed for “not yet”: what can they do until then, and who helps?"),
        ),
    ] = ""
    next_on: Annotated[
        date | None,
        BeforeValidator(sensible_date),
        Field(validate_default=True),
        Ask(label=N_("Day of the next step"), kind="date", hint=N_("Needed for “not yet”. For example 6 May 2027.")),
    ] = None
    version: SeenVersion = 0

    @field_validator("reasons")
    @classmethod
    def _has_reasons(cls, reasons: list[str], info: ValidationInfo) -> list[str]:
        if not reasons and info.data.get("outcome") in RESULTS:
            raise mistake(N_("Choose at least one reason"))
        return reasons

    @field_validator("next_steps")
    @classmethod
    def _has_steps(cls, steps: str, info: ValidationInfo) -> str:
        if not steps and info.data.get("outcome") is Outcome.NOT_YET:
            raise mistake(N_("Write the next steps for “not yet”"))
        return steps

    @field_validator("next_on")
    @classmethod
    def _has_a_day(cls, day: date | None, info: ValidationInfo) -> date | None:
        if day is None and info.data.get("outcome") is Outcome.NOT_YET:
            raise mistake(N_("Give the day of the next step"))
        return day


class Release(Form):
    """`seen` names the decisions, and the versions of them, that were on the page when the button was pressed."""

    seen: Mark = ""


class Pause(Form):
    reason: Annotated[
        str,
        StringConstraints(min_length=1, max_length=1000),
        Ask(
            label=N_("Why is it paused?"),
            kind="long_text",
            rows=3,
            missing=N_("Say why it is paused"),
            hint=N_("For example: no answer since 6 May. Say when you will write again."),
            who_reads=N_("programme managers, nobody else"),
        ),
    ]
