"""What coordinators answer when a day stays as it is."""

from typing import Annotated

from pydantic import StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form
from app.forms.versions import SeenVersion

LONGEST_ANSWER = 1000


class WishAnswer(Form):
    asked_about = ("words",)

    words: Annotated[
        str,
        StringConstraints(min_length=1, max_length=LONGEST_ANSWER),
        Ask(
            label=N_("Why does the day stay?"),
            hint=N_("Say it so that they can use it. For instance: no other desk is free. Nothing about their health."),
            kind="long_text",
            rows=4,
            missing=N_("Say why the day stays"),
            who_reads=N_("the person who asked, and coordinators of this production"),
        ),
    ]
    version: SeenVersion = 0
