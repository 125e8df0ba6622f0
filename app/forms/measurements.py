"""Writing down what was measured at a desk: one visit, one hour, and the facts of one group of the places vocabulary."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, create_model

from accessibility.vocabulary import ATTRIBUTES, Attribute, Kind
from app.core.words import N_
from app.forms.accommodations_parameters import KINDS, clock_time
from app.forms.asking import Ask, Form, Option
from app.forms.dates import sensible_date
from app.forms.mistakes import mistake
from app.models.measurements import Hour
from app.rules.measurements import HOURS

PREFIX = "fact_"
NOTHING = "nothing_of_these"
LONGEST_NOTE = 500
LEAST, MOST = -50, 5000
OWN_QUESTION = {"noise_worst"}
"""Facts that have a value of their own in the worst hour, and are not asked twice."""


class MeasurementForm(Form):
    """What every visit says. The facts follow, as fields of the group."""

    asked_about: ClassVar[Sequence[str]] = ("measured_how",)

    hour: Annotated[
        Hour,
        Ask(
            label=N_("Which hour is this?"), kind="one_of", missing=N_("Choose which hour this is"),
            hint=N_("People are placed by the worst hour, where it was measured."),
            options=[Option(hour.value, words) for hour, words in HOURS.items()],
        ),
    ]  # fmt: skip
    measured_on: Annotated[
        date,
        BeforeValidator(sensible_date),
        Ask(label=N_("On which day?"), kind="date", hint=N_("Such as 6 May 2027."), missing=N_("Write the day")),
    ]
    at_hour: Annotated[
        str,
        BeforeValidator(clock_time),
        StringConstraints(max_length=20),
        Ask(label=N_("At what time?"), hint=N_("Such as 10:30am."), missing=N_("Write the time of day")),
    ]
    measured_by: Annotated[
        str,
        StringConstraints(min_length=1, max_length=120),
        Ask(label=N_("Who measured?"), missing=N_("Write who measured")),
    ]
    measured_how: Annotated[
        str,
        StringConstraints(min_length=1, max_length=300),
        Ask(
            label=N_("With what, and how?"),
            hint=N_("Such as: a phone meter for 30 minutes, and counted by hand for an hour."),
            missing=N_("Write how it was measured"),
        ),
    ]

    @property
    def values(self) -> dict[str, str | int | float | list[str]]:
        """Only what was found, by the codes of the vocabulary."""
        said = {name.removeprefix(PREFIX): value for name, value in self if name.startswith(PREFIX)}
        found: dict[str, Any] = {code: value for code, value in said.items() if value not in (None, "", [])}
        return {code: [] if value == [NOTHING] else value for code, value in found.items()}


@cache
def measurement_form(group: str) -> type[MeasurementForm]:
    """The form for one group, with one field for each of its facts. No answer is "not measured"."""
    facts = facts_of(group)
    fields: dict[str, Any] = {f"{PREFIX}{each.code}": _field(each) for each in facts}
    made = create_model("MeasurementForm", __base__=MeasurementForm, **fields)
    notes = (f"{PREFIX}{each.code}" for each in facts if each.kind is Kind.TEXT)
    made.asked_about = (*MeasurementForm.asked_about, *notes)
    return made


def facts_of(group: str) -> list[Attribute]:
    return [each for each in ATTRIBUTES.values() if each.group == group and each.code not in OWN_QUESTION]


def _field(fact: Attribute) -> tuple[Any, Any]:
    choices = [Option(choice.value, choice.label) for choice in fact.choices]
    codes: Any = Literal[fact.scale.codes] if choices else str
    match fact.kind:
        case Kind.SOME_OF:
            options = (*choices, Option(NOTHING, N_("none of these")))
            several = Annotated[
                list[Literal[(*fact.scale.codes, NOTHING)]],  # type: ignore[valid-type]  # the codes are data
                AfterValidator(_nothing_or_some), _ask(fact, options),
            ]  # fmt: skip
            return several, []
        case Kind.NUMBER:
            return Annotated[
                int | None if fact.scale.step == 1 else float | None, Field(ge=LEAST, le=MOST), _ask(fact)
            ], None
        case Kind.TEXT:
            return Annotated[str, StringConstraints(max_length=LONGEST_NOTE), _ask(fact)], ""
        case _:
            return Annotated[codes | None, _ask(fact, (*choices, Option("", N_("not measured"))))], None


def _ask(fact: Attribute, options: tuple[Option, ...] = ()) -> Ask:
    kind = "long_text" if fact.kind is Kind.TEXT else KINDS.get(fact.kind, "text")
    return Ask(label=fact.question, hint=fact.found, kind=kind, options=options, rows=2)


def _nothing_or_some(values: list[str]) -> list[str]:
    if NOTHING in values and len(values) > 1:
        raise mistake(N_("Choose none of these, or choose what there is"))
    return values
