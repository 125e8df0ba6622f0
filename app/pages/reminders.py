"""The manager's pages of reminders: the words with a preview, and how many people a reminder reaches now."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.forms.filling import Filled, FilledField
from app.forms.reminders import ReminderForm
from app.forms.versions import seen_version
from app.models.cohorts import Cohort
from app.models.programmes import Programme
from app.rules.reminders import MESSAGES, PLACEHOLDERS, reminded_now
from app.services.letters import parts_of, subject_of
from app.services.reminders import wording_of, words_for

EXAMPLE_NAME = "Robin"


@dataclass(frozen=True)
class ReminderPage:
    """`subject` and `paragraphs` are the reminder as somebody would get it. How many, and never who."""

    cohort_id: UUID
    title: Sentence
    part: str
    subject: str
    paragraphs: tuple[str, ...]
    placeholders: Mapping[str, str]
    version: FilledField
    reached: int
    is_over: bool
    crumb: tuple[str, str, dict[str, Any]]


def words(work: Work, cohort: Cohort) -> ReminderPage:
    return _page(work, cohort, N_("Words of the reminder for %(cohort)s"), "cohorts.show", N_("the cohort"))


def sending(work: Work, cohort: Cohort) -> ReminderPage:
    return _page(work, cohort, N_("Send the reminder for %(cohort)s"), "reminders.words", N_("the words"))


def known_words(work: Work, cohort: Cohort) -> Filled[ReminderForm]:
    subject, kept, _ = wording_of(work, cohort)
    return Filled.blank(ReminderForm, subject=subject, words=kept)


def _page(work: Work, cohort: Cohort, title: str, back: str, place: str) -> ReminderPage:
    programme = work.db.get_one(Programme, cohort.programme_id)
    facts = words_for(work, cohort, programme, EXAMPLE_NAME)
    reached = work.db.scalar(select(func.count()).select_from(reminded_now(work, cohort).order_by(None).subquery()))
    return ReminderPage(
        cohort_id=cohort.id,
        title=sentence(title, cohort=cohort.name),
        part=programme.name,
        subject=subject_of(MESSAGES["draft_reminder"], facts),
        paragraphs=parts_of(MESSAGES["draft_reminder"], facts),
        placeholders=PLACEHOLDERS,
        version=seen_version(wording_of(work, cohort)[2]),
        reached=reached or 0,
        is_over=work.now >= cohort.closes_at,
        crumb=(place, back, {"cohort_id": cohort.id}),
    )
