"""Opening in an emergency: which parts, the reason, and whom to look for."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form, Option
from app.forms.choosing import all_known
from app.models.emergencies import Part
from app.rules.emergencies import PARTS, TO_CHOOSE

LEAST = 20
PART_OPTIONS = tuple(Option(part.value, PARTS[part].label) for part in TO_CHOOSE)

Reason = Annotated[
    str,
    StringConstraints(min_length=LEAST, max_length=1000),
    Ask(
        label=N_("Why do you need to open this now?"),
        kind="long_text",
        rows=3,
        hint=N_("Write at least 20 characters. The person reads exactly what you write."),
        missing=N_("Say why you need to open this now"),
        who_reads=N_("the person, and the privacy auditor"),
    ),
]


class EmergencyReason(Form):
    """A manager's: it opens what to provide."""

    reason: Reason

    @property
    def chosen(self) -> Sequence[str]:
        return (Part.PROVIDE.value,)


class PartsWanted(Form):
    """A privacy auditor's. What is not chosen here is not shown, and is not opened later without a new reason."""

    parts: Annotated[
        list[str],
        Field(min_length=1),
        AfterValidator(all_known(PART_OPTIONS)),
        Ask(
            label=N_("What do you need to read?"),
            kind="some_of",
            options=PART_OPTIONS,
            hint=N_("Choose as little as you can. The person reads what you choose."),
            missing=N_("Choose at least one thing to read"),
        ),
    ]
    reason: Reason

    @property
    def chosen(self) -> Sequence[str]:
        return tuple(part.value for part in TO_CHOOSE if part in self.parts)


class NameWanted(Form):
    """A part of a name; with none of it nobody is listed."""

    name: Annotated[
        str,
        StringConstraints(max_length=120),
        Ask(label=N_("Whom do you need to read about?"), hint=N_("Write a part of the name, at least two letters.")),
    ] = ""
