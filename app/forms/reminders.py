"""The words of a reminder, as a manager changes them, and the intakes in which people are reminded."""

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form
from app.forms.mistakes import mistake
from app.forms.versions import SeenVersion
from app.rules.reminders import unknown_in


def _known_placeholders(value: str) -> str:
    unknown = unknown_in(value)
    if unknown:
        raise mistake(N_("{%(name)s} is not known here. Use {name}, {programme} or {last_day}"), name=unknown[0])
    return value


class ReminderForm(Form):
    asked_about = ("subject", "words")

    subject: Annotated[
        str,
        StringConstraints(min_length=1, max_length=120),
        AfterValidator(_known_placeholders),
        Ask(label=N_("Subject"), missing=N_("Write a subject"), hint=N_("“Reminder:” stands before it.")),
    ]
    words: Annotated[
        str,
        StringConstraints(min_length=1, max_length=2000),
        AfterValidator(_known_placeholders),
        Ask(
            label=N_("Words of the reminder"),
            kind="long_text",
            rows=8,
            missing=N_("Write the words of the reminder"),
            hint=N_("You can use {name}, {programme} and {last_day}. They are filled in for each person."),
            who_reads=N_("everybody who gets the reminder"),
        ),
    ]
    version: SeenVersion = 0


class Reminding(Form):
    """`chosen` names intakes with the version of the words that was on the page, as `rules.reminders.mark_of` writes it."""

    chosen: Annotated[
        list[Annotated[str, StringConstraints(max_length=80)]],
        Field(min_length=1, max_length=200),
        Ask(
            label=N_("In which intakes do you remind people?"),
            kind="some_of",
            missing=N_("Choose at least one intake"),
            hint=N_("In the others nobody gets anything now."),
        ),
    ]
