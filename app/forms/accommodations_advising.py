"""An adviser's answers: what is agreed and what to provide, or why not and what is offered instead."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, create_model

from accessibility.vocabulary import NEEDS, Need
from app.core.words import N_
from app.forms.accommodations import LONGEST_WORDS, RemarkForm
from app.forms.accommodations_parameters import parameter_fields
from app.forms.asking import Ask, Form, Option
from app.forms.dates import sensible_date
from app.forms.sign_ins import Address
from app.models.accommodations import Said, Strength

LONGEST_PROVIDE = 1000
MY_WORDS = "my_words"


SPOKEN = (
    Option(Said.PHONE, N_("By phone")),
    Option(Said.VIDEO, N_("By video call")),
    Option(Said.IN_PERSON, N_("In person")),
)


class How(StrEnum):
    AS_ASKED = "as_asked"
    DIFFERENTLY = "differently"


Provide = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LONGEST_PROVIDE),
    Ask(
        label=N_("What to provide"),
        kind="long_text",
        rows=4,
        hint=N_("Write what to do, how and when. Leave out why. Readers whom the person chooses read exactly this."),
        who_reads=N_("The person, the advisers, and the readers whom the person chooses."),
        missing=N_("Write what to provide"),
    ),
]

Keep = Annotated[bool, Ask(label="", kind="hidden")]
"""Said by the button "Keep these words", after the page asked about one of them."""


def _to_the_person(label: str, missing: str, hint: str = "") -> Ask:
    return Ask(
        label=label,
        hint=hint,
        kind="long_text",
        rows=4,
        missing=missing,
        who_reads=N_("The person who asked, and the advisers of this programme."),
    )


class Agreement(Form):
    how: Annotated[
        How,
        Ask(
            label=N_("What do you agree?"),
            kind="one_of",
            missing=N_("Choose what you agree"),
            options=(Option(How.AS_ASKED, N_("What they asked for")), Option(How.DIFFERENTLY, N_("Something else"))),
        ),
    ]
    provide: Provide
    answer: Annotated[
        str,
        StringConstraints(max_length=LONGEST_WORDS),
        _to_the_person(
            N_("Your words to the person"),
            N_("Say what is different, and why"),
            N_("Write why, if it is not what they asked for."),
        ),
    ] = ""
    keep: Keep = False


def agreement_form(need: Need) -> type[Agreement]:
    """With the details of the need, so that what is agreed can differ from what was asked."""
    fields: dict[str, Any] = parameter_fields(need)
    if need.is_place_rule:
        ask = Ask(label=N_("Does it count when a desk is chosen?"), kind="yes_no", missing=N_("Choose yes or no"))
        fields["holds_for_place"] = Annotated[bool, ask], ...
    return create_model("Agreement", __base__=Agreement, **fields)


class Refusal(Form):
    """Both are required: nobody is left with a bare no."""

    reason: Annotated[
        str,
        StringConstraints(max_length=LONGEST_WORDS),
        Field(min_length=1),
        _to_the_person(N_("Why is it not possible?"), N_("Write why it is not possible")),
    ]
    instead: Annotated[
        str,
        StringConstraints(max_length=LONGEST_WORDS),
        Field(min_length=1),
        _to_the_person(N_("What do you offer instead?"), N_("Write what you offer instead")),
    ]


class Instruction(Form):
    """What to provide, alone: to change the words, or to arrange something until there is a decision."""

    provide: Provide
    keep: Keep = False


class Reply(RemarkForm):
    """The adviser's words to the person."""

    words: Annotated[
        str,
        StringConstraints(max_length=LONGEST_WORDS),
        Field(min_length=1),
        _to_the_person(N_("What do you want to say?"), N_("Write what you want to say")),
    ]


class TalkNote(Reply):
    """A talk that was not in writing, in a few words that the person reads."""

    said: Annotated[
        Literal[Said.PHONE, Said.VIDEO, Said.IN_PERSON],
        Ask(label=N_("How did you talk?"), kind="one_of", options=SPOKEN, missing=N_("Choose how you talked")),
    ]
    words: Annotated[
        str,
        StringConstraints(max_length=LONGEST_WORDS),
        Field(min_length=1),
        _to_the_person(
            N_("What was said?"),
            N_("Write what was said"),
            N_("Write what you both said about what to provide. The person reads it and can correct it."),
        ),
    ]


class Spoken(Form):
    """What somebody said, written down for them. Made by `spoken_form`."""

    email: Annotated[
        Address,
        Ask(
            label=N_("Their e-mail address"),
            kind="email",
            autocomplete="off",
            missing=N_("Write the address that they sign in with"),
        ),
    ]
    said: Annotated[
        Literal[Said.PHONE, Said.VIDEO, Said.IN_PERSON],
        Ask(label=N_("How did they say it?"), kind="one_of", options=SPOKEN, missing=N_("Choose how they said it")),
    ]
    said_on: Annotated[
        date,
        BeforeValidator(sensible_date),
        Ask(
            label=N_("On which day did they say it?"),
            kind="date",
            hint=N_("For example 6 May 2027."),
            missing=N_("Write the day"),
        ),
    ]
    agreed: Annotated[
        bool,
        Ask(
            label=N_("Did they say yes to the words above?"),
            kind="yes_no",
            hint=N_("Read the words to them, or show them. Choose yes only if they said yes."),
            missing=N_("Choose if they said yes"),
        ),
    ]
    agreed_how: Annotated[
        Literal[Said.PHONE, Said.VIDEO, Said.IN_PERSON],
        Ask(label=N_("How did they say yes?"), kind="one_of", options=SPOKEN, missing=N_("Choose how they said yes")),
    ]
    agreed_on: Annotated[
        date,
        BeforeValidator(sensible_date),
        Ask(
            label=N_("On which day did they say yes?"),
            kind="date",
            hint=N_("For example 6 May 2027."),
            missing=N_("Write the day on which they said yes"),
        ),
    ]
    strength: Annotated[
        Strength,
        Ask(
            label=N_("How much does it matter to them?"),
            kind="one_of",
            options=(
                Option(Strength.MUST, N_("They cannot do without it")),
                Option(Strength.PREFER, N_("It helps them a lot")),
                Option(Strength.NICE, N_("It is good to have")),
            ),
            missing=N_("Choose how much it matters to them"),
        ),
    ]
    words: Annotated[
        str,
        StringConstraints(max_length=LONGEST_WORDS),
        Field(min_length=1),
        _to_the_person(
            N_("What did they say?"),
            N_("Write what they said"),
            N_("Use their own words. Leave out why, unless they want it written down."),
        ),
    ]

    @property
    def code(self) -> str:
        """The need in the library, or that of somebody's own words."""
        return str(self.model_dump().get("need", MY_WORDS))


def spoken_form(group: str) -> type[Spoken]:
    """With the needs of one group of the library, or with words alone."""
    needs = [need for need in NEEDS.values() if need.group == group and need.code != MY_WORDS]
    if not needs:
        return Spoken
    options = tuple(Option(need.code, need.label) for need in needs)
    codes: Any = Literal[tuple(option.value for option in options)]
    ask = Ask(
        label=N_("What did they ask for?"), kind="one_of", options=options, missing=N_("Choose what they asked for")
    )
    return create_model("Spoken", __base__=Spoken, need=(Annotated[codes, ask], ...))


class DeskFilter(Form):
    """What the desk lists, and whose."""

    show: Annotated[
        Literal["waiting", "late", "open"],
        Ask(
            label=N_("Which adjustments?"),
            kind="one_of",
            options=(
                Option("waiting", N_("Those that wait for an adviser")),
                Option("late", N_("Those that are late")),
                Option("open", N_("All that are open")),
            ),
        ),
    ] = "waiting"
    whose: Annotated[
        Literal["all", "mine"],
        Ask(
            label=N_("Whose?"),
            kind="one_of",
            options=(Option("all", N_("Of every adviser")), Option("mine", N_("Those that I look after"))),
        ),
    ] = "all"
