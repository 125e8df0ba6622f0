"""An adviser's answers: what is agreed and what to provide, or why not and what is offered instead."""

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, create_model

from accessibility.vocabulary import Need
from app.core.words import N_
from app.forms.accommodations import LONGEST_WORDS, RemarkForm
from app.forms.accommodations_parameters import parameter_fields
from app.forms.asking import Ask, Form, Option

LONGEST_PROVIDE = 1000


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


class DeskFilter(Form):
    """What the desk lists."""

    show: Annotated[
        Literal["waiting", "open"],
        Ask(
            label=N_("Which adjustments?"),
            kind="one_of",
            options=(Option("waiting", N_("Those that wait for an adviser")), Option("open", N_("All that are open"))),
        ),
    ] = "waiting"
