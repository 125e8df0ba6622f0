"""The address that somebody gives when there is something to save, and which text to keep where there are two."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import create_model

from app.core.words import N_
from app.forms.asking import Ask, Form, Option
from app.forms.sign_ins import Email
from app.rules.blueprints import Question

USE = "use_"
MINE, EARLIER = "mine", "earlier"

CHOICES = (
    Option(MINE, N_("Keep the answer in my application")),
    Option(EARLIER, N_("Use the answer from before I signed in")),
)


class FirstAddress(Form):
    email: Email


class Joining(Form):
    """The base of the form that is made for answers of which there are two."""

    def uses_earlier(self, question: str) -> bool:
        """Whether the text from before signing in takes the place of the one in the application."""
        return getattr(self, USE + question, MINE) == EARLIER


def joining_form(questions: Sequence[Question]) -> type[Joining]:
    """One choice for each question that has two answers. Left alone, the application keeps its own."""
    fields: Mapping[str, Any] = {
        USE + question.key: (
            Annotated[
                Literal["mine", "earlier"],
                Ask(label=question.label, kind="one_of", options=CHOICES, missing=N_("Choose which answer to keep")),
            ],
            ...,
        )
        for question in questions
    }
    return create_model("Joining", __base__=Joining, **fields)
