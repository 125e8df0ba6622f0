"""Equality questions as their own page, and the counts of a cohort."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.vault import LOCKED
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.forms.filling import Filled
from app.forms.monitoring import EqualityForm
from app.models.cohorts import Cohort
from app.models.programmes import Programme
from app.pages.own_data import TO_OWN, Crumb
from app.rules.figures import FIGURES
from app.rules.monitoring import QUESTIONS
from app.rules.small_counts import FEWEST, FEWEST_PEOPLE
from app.services.figures_publishing import OUTCOMES, published
from app.services.monitoring import own_answers, programme_of


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
    tables: Sequence[Table]
    cohort: str
    people: int = FEWEST_PEOPLE
    fewest: int = FEWEST
    title: str = N_("Counts of a cohort")
    crumb: Crumb = (N_("your home page"), "people.home", {})


def questions(work: Work, filled: Filled[EqualityForm] | None = None) -> Questions:
    programme = programme_of(work)
    answers = own_answers(work, programme) if programme else {}
    form = filled or Filled.blank(EqualityForm, **answers)
    unread = LOCKED if None in answers.values() else ""
    return Questions(programme.name if programme else "", bool(answers), form, unread)


def counts(work: Work, cohort: Cohort) -> Counts:
    said = published(work, cohort)
    programme = work.db.get_one(Programme, cohort.programme_id)
    people = Table(
        OUTCOMES, N_("People"), [(FIGURES[key].title, _shown(count)) for key, count in said[OUTCOMES].items()]
    )
    tables = [Table(key, q.label, _rows(q.all_choices, said[key])) for key, q in QUESTIONS.items()]
    return Counts([people, *tables], f"{programme.name}, {cohort.name}")


def _rows(choices: Mapping[str, str], given: Mapping[str, int | None]) -> list[tuple[str, Sentence]]:
    return [(label, _shown(given[value])) for value, label in choices.items()]


def _shown(count: int | None) -> Sentence:
    return sentence(N_("Not shown")) if count is None else sentence(N_("About %(num)s"), num=count)
