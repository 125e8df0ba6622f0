"""What trainees say about their days: what would suit them better."""

from typing import Annotated

from pydantic import StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form

LONGEST_WISH = 1000


class Wish(Form):
    asked_about = ("words",)

    words: Annotated[
        str,
        StringConstraints(max_length=LONGEST_WISH),
        Ask(
            label=N_("What would suit you better?"),
            hint=N_("For instance another day, other hours or another desk. You do not need to say why."),
            kind="long_text",
            rows=4,
            who_reads=N_("The coordinators who plan your days."),
        ),
    ] = ""
