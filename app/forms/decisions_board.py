"""Choosing what the board lists: each choice from a fixed list, in a query that can be kept, sent and read."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Literal
from urllib.parse import urlencode
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, StringConstraints

from app.core.folding import words_in
from app.core.words import N_
from app.forms.asking import Ask, Form, Option
from app.forms.dates import sensible_date
from app.forms.mistakes import mistake
from app.forms.versions import Mark
from app.models.applications import ApplicationStatus, Outcome
from app.models.decisions_board import Reading
from app.rules.applications import LIFE
from app.rules.decisions import NOT_SENT, OUTCOMES
from app.rules.decisions_board import ORDERINGS, READINGS, Order

ANY = Option("", N_("Any"))
NONE_YET: Literal["none"] = "none"
LONGEST_WORDS = 200
MOST_WORDS = 12

NOT_CHOICES = ("after", "before", "count")
"""Where a page of the list begins, and what was asked beside it; a kept list has none of them."""


def searchable(text: str) -> str:
    """Refuses what has no letter or digit to look for, and more words than a search takes."""
    words = words_in(text)
    if text and not words:
        raise mistake(N_("Write letters or numbers to search for. Signs alone cannot be found"))
    if len(words) > MOST_WORDS:
        raise mistake(N_("Use %(most)s words or fewer"), most=MOST_WORDS)
    return text


SearchWords = Annotated[str, StringConstraints(max_length=LONGEST_WORDS), AfterValidator(searchable)]
SomeDay = Annotated[date | None, BeforeValidator(sensible_date)]


class BoardFilter(Form):
    """What of the board is listed. `after` and `before` are the reference of the row that the page begins behind."""

    words: Annotated[
        SearchWords,
        Ask(
            label=N_("Search for words"),
            hint=N_("A name, a reference, or words of an answer. Each word has to be whole."),
        ),
    ] = ""
    status: Annotated[
        list[ApplicationStatus],
        Ask(
            label=N_("State"),
            kind="some_of",
            hint=N_("Choose none to list them all."),
            options=[
                Option(state.value, LIFE.words[state].staff) for state in ApplicationStatus if state not in NOT_SENT
            ],
        ),
    ] = []
    cohort: Annotated[UUID | None, Ask(label=N_("Cohort"), kind="one_of", options=[ANY])] = None
    reading: Annotated[
        Reading | None,
        Ask(
            label=N_("Reviews"),
            kind="one_of",
            options=[ANY, *(Option(reading.value, words) for reading, words in READINGS.items())],
        ),
    ] = None
    outcome: Annotated[
        Literal["none"] | Outcome | None,
        Ask(
            label=N_("Decision"),
            kind="one_of",
            hint=N_("Also decisions that are not released. Applicants do not know of those."),
            options=[
                ANY,
                Option(NONE_YET, N_("None yet")),
                *(Option(outcome.value, words) for outcome, words in OUTCOMES.items()),
            ],
        ),
    ] = None
    file: Annotated[
        Literal["", "yes", "no"],
        Ask(
            label=N_("Piece of work"),
            kind="one_of",
            options=[ANY, Option("yes", N_("With a file")), Option("no", N_("Without a file"))],
        ),
    ] = ""
    sent_from: Annotated[
        SomeDay, Ask(label=N_("Sent on this day or later"), kind="date", hint=N_("For example 6 May 2027."))
    ] = None
    sent_until: Annotated[SomeDay, Ask(label=N_("Sent on this day or earlier"), kind="date")] = None
    order: Annotated[
        Order,
        Ask(
            label=N_("Order"),
            kind="one_of",
            hint=N_("Scores only order the reading. People decide. A search always lists the newest first."),
            options=[Option(order.value, ordering.choice) for order, ordering in ORDERINGS.items()],
        ),
    ] = Order.REFERENCE
    after: Mark = ""
    before: Mark = ""
    count: Mark = ""

    @property
    def search(self) -> list[str]:
        return words_in(self.words)

    @property
    def is_choosing(self) -> bool:
        """Whether anything is left out of the list."""
        return self != type(self)(order=self.order, after=self.after, before=self.before, count=self.count)


def query_of(typed: Mapping[str, Sequence[str]], **changes: str) -> str:
    """The query of this list, beginning where `changes` say: `after`, `before`, or neither for its first page."""
    kept = {name: [value for value in values if value] for name, values in typed.items() if name not in NOT_CHOICES}
    return urlencode({**kept, **changes}, doseq=True)
