"""Opening in an emergency: the reason, and whom to look for."""

from typing import Annotated

from pydantic import StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form

LEAST = 20


class EmergencyReason(Form):
    reason: Annotated[
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


class NameWanted(Form):
    """A part of a name; with none of it nobody is listed."""

    name: Annotated[
        str,
        StringConstraints(max_length=120),
        Ask(label=N_("Whose adjustments do you need?"), hint=N_("Write a part of the name, at least two letters.")),
    ] = ""
