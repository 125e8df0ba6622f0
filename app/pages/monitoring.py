"""Equality questions as their own page, and the counts of a cohort."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from app.core.vault import LOCKED
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.forms.filling import Filled
from app.forms.monitoring import EqualityForm
from app.models.cohorts import Cohort
from app.pages.figures_publishing import Publication, publication, said_number
from app.pages.own_data import TO_OWN, Crumb
from app.rules.figures import EQUALITY, FIGURES
from app.rules.figures_tables import OUTCOMES
from app.rules.monitoring import QUESTIONS
from app.rules.small_counts import FEWEST, FEWEST_PEOPLE
from app.services.figures_publishing import editions
from app.services.monitoring import own_answers, programme_of

NOT_SHOWN = sentence(N_("Not shown"))


@dataclass(frozen=True)
class Questions:
    """`programme` is empty before there is an application; then there is nothing to ask yet.

    `unread` is the sentence in place of answers that cannot be read now.
    """

    programme: str
    has_answers: bool
    form: Filled[EqualityForm]
    unread: str = ""
    title: str = N_("Equality questions")
    crumb: Crumb = TO_OWN


@dataclass(frozen=True)
class Table:
    id: str
    title: str
    rows: Sequence[tuple[str, Sentence]]


@dataclass(frozen=True)
class Counts:
    """As they were published. Without tables before the first publication, and where `nothing_said` is all there is to say."""

    tables: Sequence[Table]
    cohort: str
    cohort_id: UUID
    published: Publication
    nothing_said: bool
    title: str | Sentence = N_("Counts of a cohort")
    crumb: Crumb = (N_("your home page"), "people.home", {})
    people: int = FEWEST_PEOPLE
    fewest: int = FEWEST


def questions(work: Work, filled: Filled[EqualityForm] | None = None) -> Questions:
    programme = programme_of(work)
    answers = own_answers(work, programme) if programme else {}
    form = filled or Filled.blank(EqualityForm, **answers)
    unread = LOCKED if None in answers.values() else ""
    return Questions(programme.name if programme else "", bool(answers), form, unread)


def counts(work: Work, cohort: Cohort, key: str | None = None) -> Counts:
    """The newest period that was published, or the one of this key. Raises `Missing` where that was not."""
    published, programme = publication(work, cohort, editions(work, [cohort.id])[cohort.id], key=key)
    made = Counts(
        _tables(published), f"{programme}, {cohort.name}", cohort.id, published, nothing_said=_says_nothing(published)
    )
    if key is None:
        return made
    title = sentence(N_("Counts of a cohort, %(period)s"), period=published.period)
    return replace(made, title=title, crumb=(N_("the newest counts"), "monitoring.counts", {"cohort_id": cohort.id}))


def _tables(published: Publication) -> Sequence[Table]:
    if published.numbers is None or _says_nothing(published):
        return []
    people = {key: FIGURES[key].title for key in FIGURES if key != EQUALITY}
    return [
        _table(published, OUTCOMES, N_("People"), people),
        *(_table(published, key, question.label, question.all_choices) for key, question in QUESTIONS.items()),
    ]


def _table(published: Publication, name: str, title: str, rows: Mapping[str, str]) -> Table:
    said = [(label, said_number(published.number(name, row), otherwise=NOT_SHOWN)) for row, label in rows.items()]
    return Table(name, title, said)


def _says_nothing(published: Publication) -> bool:
    return published.numbers is not None and not any(published.numbers.values())
