"""Asking a question about a programme in one's own words, and answering it."""

from typing import Annotated

from pydantic import StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form


class QuestionForm(Form):
    words: Annotated[
        str,
        StringConstraints(min_length=1, max_length=2000),
        Ask(
            label=N_("What do you want to ask?"),
            kind="long_text",
            hint=N_("A few words are enough."),
            missing=N_("Write your question"),
            longest=2000,
            who_reads=N_("you and programme managers. It does not count in any decision"),
        ),
    ]


class AnswerForm(Form):
    reply: Annotated[
        str,
        StringConstraints(min_length=1, max_length=8000),
        Ask(
            label=N_("Your answer"),
            kind="long_text",
            rows=8,
            hint=N_("The person reads exactly what you write. If you do not know it yet, say when you will."),
            missing=N_("Write your answer"),
            longest=8000,
            who_reads=N_("the person who asked and programme managers"),
        ),
    ]
