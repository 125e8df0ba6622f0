"""Asking reviewers, deciding, and releasing what was decided."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator, Field, StringConstraints, ValidationInfo, field_validator

from app.core.words import N_
from app.forms.asking import Ask, Form, Option
from app.forms.dates import sensible_date
from app.forms.mistakes import mistake
from app.forms.versions import SeenVersion
from app.models.applications import Outcome
from app.rules.decisions import MOST_RELEASED, OUTCOMES, RESULTS

LONGEST_FEEDBACK = 4000
LONGEST_STEPS = 2000
LONGEST_DAY = 500
LONGEST_REASON = 1000

NO_SESSION = Option("", N_("No session"))


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

    asked_about = ("feedback", "advice", "next_steps", "on_the_day")

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
            hint=N_(
                "Needed when there is no place now. The applicant reads them in these words, with what each is about."
            ),
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
            hint=N_("Say what was good and what was missing. They read exactly what you write."),
        ),
    ]
    advice: Annotated[
        str,
        StringConstraints(max_length=LONGEST_FEEDBACK),
        Field(validate_default=True),
        Ask(
            label=N_("Advice for the applicant"),
            kind="long_text",
            rows=4,
            hint=N_("Needed when there is no place now: what could they do that would help?"),
        ),
    ] = ""
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
    on_the_day: Annotated[
        str,
        StringConstraints(max_length=LONGEST_DAY),
        Field(validate_default=True),
        Ask(
            label=N_("What happens on that day?"),
            kind="long_text",
            rows=2,
            hint=N_("Needed for “not yet”. For example: applications open again, and Mei writes to you."),
        ),
    ] = ""
    session_id: Annotated[
        UUID | None,
        Ask(
            label=N_("Which session do you invite them to?"),
            kind="one_of",
            hint=N_("For “not yet”. They can take a place in it."),
            options=[NO_SESSION],
        ),
    ] = None
    version: SeenVersion = 0

    @field_validator("reasons")
    @classmethod
    def _has_reasons(cls, reasons: list[str], info: ValidationInfo) -> list[str]:
        if not reasons and info.data.get("outcome") in RESULTS:
            raise mistake(N_("Choose at least one reason"))
        return reasons

    @field_validator("advice")
    @classmethod
    def _has_advice(cls, advice: str, info: ValidationInfo) -> str:
        if not advice and info.data.get("outcome") in RESULTS:
            raise mistake(N_("Write advice for the applicant"))
        return advice

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

    @field_validator("on_the_day")
    @classmethod
    def _says_what_happens(cls, words: str, info: ValidationInfo) -> str:
        if not words and info.data.get("outcome") is Outcome.NOT_YET:
            raise mistake(N_("Say what happens on that day"))
        return words


class Release(Form):
    """`chosen` names decisions with the version of each that was on the page, as `rules.decisions.mark_of` writes it."""

    chosen: Annotated[
        list[str],
        Field(min_length=1, max_length=MOST_RELEASED),
        Ask(
            label=N_("Which decisions do you release now?"),
            kind="some_of",
            missing=N_("Choose at least one decision"),
            hint=N_("The others wait. You can release them another day."),
        ),
    ]


class Offering(Form):
    """A place for somebody who waits, whose place was kept, or who was told no. `cohort_id` is for a kept place."""

    asked_about = ("reason",)

    reason: Annotated[
        str,
        StringConstraints(min_length=1, max_length=LONGEST_REASON),
        Ask(
            label=N_("Why do you offer a place now?"),
            kind="long_text",
            rows=3,
            missing=N_("Say why you offer a place now"),
            hint=N_("The applicant reads these words with their result."),
            who_reads=N_("the applicant and programme managers"),
        ),
    ]


class OfferingKept(Offering):
    cohort_id: Annotated[
        UUID,
        Ask(
            label=N_("In which cohort?"),
            kind="one_of",
            missing=N_("Choose a cohort"),
        ),
    ]


class DeferralAgreed(Form):
    """The applicant asked in another way than on their own page, and a manager writes it down."""

    asked_about = ("reason",)

    kept_for: Annotated[
        str,
        StringConstraints(max_length=40),
        Ask(label=N_("Until when is the place kept?"), kind="one_of", missing=N_("Choose until when")),
    ]
    reason: Annotated[
        str,
        StringConstraints(min_length=1, max_length=LONGEST_REASON),
        Ask(
            label=N_("How did they ask for it?"),
            kind="long_text",
            rows=2,
            missing=N_("Say how they asked for it"),
            hint=N_("For example: by phone on 6 May. Only the person can ask; nobody decides it for them."),
            who_reads=N_("programme managers, nobody else"),
        ),
    ]


class Pause(Form):
    asked_about = ("reason",)

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
