"""What coordinators write down when a change could not wait for a yes."""

from typing import Annotated

from pydantic import StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form, Option
from app.models.day_changes import SafetyKind
from app.rules.day_changes import SAFETY

LONGEST = 1000


class SafetyReason(Form):
    asked_about = ("words",)

    safety: Annotated[
        SafetyKind,
        Ask(
            label=N_("What is not safe?"),
            hint=N_("The person reads what you choose here."),
            kind="one_of",
            options=[Option(kind.value, words) for kind, words in SAFETY.items()],
            missing=N_("Choose what is not safe"),
        ),
    ]
    words: Annotated[
        str,
        StringConstraints(min_length=1, max_length=LONGEST),
        Ask(
            label=N_("What happened?"),
            hint=N_("Say what you saw and when. Nothing about a person or their health."),
            kind="long_text",
            rows=4,
            missing=N_("Say what happened"),
            who_reads=N_("coordinators of this production, and whoever checks how promises were kept"),
        ),
    ]
