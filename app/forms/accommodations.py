"""Asking for an adjustment: which needs, how much they matter, their details, and own words."""

from collections.abc import Collection, Iterable
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, create_model

from accessibility.vocabulary import NEED_GROUPS, NEEDS, Need
from app.core.words import N_
from app.forms.accommodations_parameters import PREFIX, parameter_fields
from app.forms.asking import Ask, Form, Option
from app.models.accommodations import Parameters, Strength

LONGEST_WORDS = 2500
"""Sealed text of this length, in any script, fits its column."""

FREE = "other"
"""The group in which the person writes what no library holds."""

WHOLE = "all"
"""The whole library on one page, as an equal choice."""

CHOSEN_GROUPS = tuple(code for code in NEED_GROUPS if code != FREE)

GROUP_EXAMPLES = {
    "place": N_("Such as a quiet seat, a wall behind you, or softer light"),
    "movement": N_("Such as standing or moving while you work"),
    "time": N_("Such as breaks, the same hours each day, or extra time"),
    "change": N_("Such as no changes at short notice, or photos of a new place"),
    "words": N_("Such as instructions in writing, or time before you answer"),
    "meetings": N_("Such as camera off, small groups, or a break when you like"),
    "people": N_("Such as one person who writes to you, or a support person"),
    "work": N_("Such as your own screen settings, or a list for each task"),
    "seeking": N_("Such as more sound, light or company"),
    "other": N_("In your own words, as you like"),
}

STRENGTHS = (
    Option(Strength.MUST, N_("I cannot do without it"), N_("We plan no desk or session without it.")),
    Option(Strength.PREFER, N_("It helps a lot")),
    Option(Strength.NICE, N_("It is good to have")),
)

WHO_READS = N_("You and the advisers of your programme; in an emergency also a privacy auditor; nobody else.")

StrengthAnswer = Annotated[
    Strength,
    Ask(
        label=N_("How much does it matter to you?"),
        kind="one_of",
        options=STRENGTHS,
        missing=N_("Choose how much it matters to you"),
    ),
]

Words = Annotated[str, StringConstraints(max_length=LONGEST_WORDS)]

FreeWords = Annotated[
    Words,
    Field(min_length=1),
    Ask(
        label=N_("What would help you?"),
        kind="long_text",
        who_reads=WHO_READS,
        rows=6,
        hint=N_("Write it as you like. A few words are enough, and you do not need to say why."),
        missing=N_("Write what would help you"),
    ),
]

FurtherWords = Annotated[
    Words,
    Ask(
        label=N_("Do you want to say more about it?"),
        hint=N_("You do not need to say why."),
        kind="long_text",
        who_reads=WHO_READS,
        rows=4,
    ),
]


class GroupChoice(Form):
    """The part of the library that somebody wants to see next. `look` tells an empty answer from no answer yet."""

    group: Annotated[
        Literal[(*NEED_GROUPS, WHOLE)],  # type: ignore[valid-type]  # the choices come from the library
        Ask(
            label=N_("What is it about?"),
            kind="one_of",
            missing=N_("Choose what it is about"),
            options=tuple(Option(code, label, GROUP_EXAMPLES[code]) for code, label in NEED_GROUPS.items()),
        ),
    ]
    look: Annotated[bool, Ask(label="", kind="hidden")] = False

    @property
    def groups(self) -> tuple[str, ...]:
        return CHOSEN_GROUPS if self.group == WHOLE else (self.group,)


class Choice(Form):
    """Needs chosen from one group or from the whole library; one field for each group. Made by `choice_form`."""

    @property
    def chosen(self) -> list[str]:
        return [code for group in type(self).model_fields for code in getattr(self, group)]

    @property
    def first_field(self) -> str:
        return next(iter(type(self).model_fields), "")


def choice_form(groups: Iterable[str], taken: Collection[str]) -> type[Choice]:
    """A form over these groups without what is asked for already; a group with nothing left has no field."""
    left = {group: [n for n in NEEDS.values() if n.group == group and n.code not in taken] for group in groups}
    fields: dict[str, Any] = {group: _group_field(group, needs) for group, needs in left.items() if needs}
    return create_model("Choice", __base__=Choice, **fields)


def _group_field(group: str, needs: Iterable[Need]) -> tuple[Any, list[str]]:
    options = tuple(Option(need.code, need.label) for need in needs)
    codes: Any = Literal[tuple(option.value for option in options)]
    return Annotated[list[codes], Ask(label=NEED_GROUPS[group], kind="some_of", options=options)], []


class Details(Form):
    """One need in detail. `details_form` adds a field for each parameter of the need, and one for own words."""

    strength: StrengthAnswer

    @property
    def said(self) -> str:
        return str(self.model_dump()["words"])


def details_form(need: Need) -> type[Details]:
    words = (FreeWords, ...) if need.group == FREE else (FurtherWords, "")
    fields: dict[str, Any] = {**parameter_fields(need), "words": words}
    return create_model("Details", __base__=Details, **fields)


def parameters_in(form: Form, need: Need) -> Parameters:
    """The person's answers by the parameter's own code; what was left empty is left out."""
    given = {code: getattr(form, f"{PREFIX}{code}") for code in need.parameters}
    return {code: value for code, value in given.items() if value not in (None, "", [])}


class OwnWords(Form):
    """Something that is in no library."""

    words: FreeWords
    strength: StrengthAnswer


class RemarkForm(Form):
    """One contribution to the talk between the person and their adviser."""

    words: Annotated[
        Words,
        Field(min_length=1),
        Ask(
            label=N_("What do you want to say?"),
            kind="long_text",
            who_reads=WHO_READS,
            rows=4,
            missing=N_("Write what you want to say"),
        ),
    ]
