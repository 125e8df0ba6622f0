"""Searching among the reviews that somebody was asked for."""

from typing import Annotated

from app.core.words import N_
from app.forms.asking import Ask, Form
from app.forms.decisions_board import SearchWords


class ReviewSearch(Form):
    words: Annotated[
        SearchWords,
        Ask(
            label=N_("Search for words"),
            hint=N_("A reference, or words of the answers. Each word has to be whole."),
        ),
    ] = ""
