"""Answering the kind question: two answers, and none is needed."""

from typing import Annotated

from app.core.words import N_
from app.forms.asking import Ask, Form, Option
from app.models.arrivals import KindAnswer
from app.rules.arrivals import ANSWERS


class KindReply(Form):
    answer: Annotated[
        KindAnswer,
        Ask(
            label=N_("Do you want to tell us anything?"),
            kind="one_of",
            hint=N_("You need not. Nothing changes if you leave this page."),
            missing=N_("Choose an answer, or leave this page"),
            options=[Option(answer.value, words) for answer, words in ANSWERS.items()],
        ),
    ]
