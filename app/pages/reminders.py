"""The manager's pages of reminders: the words with a preview, how many people a reminder reaches now, and why not others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.forms.asking import Option
from app.forms.filling import Filled, FilledField
from app.forms.offering import offering, unseen
from app.forms.reminders import ReminderForm, Reminding
from app.forms.versions import seen_version
from app.models.cohorts import Cohort
from app.models.programmes import Programme
from app.rules.reminders import MESSAGES, PLACEHOLDERS
from app.services.letters import parts_of, subject_of
from app.services.reminders import Intake, filled_in, intakes_now, wording_of, words_for

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
    off: int
    already: int
    is_over: bool
    crumb: tuple[str, str, dict[str, Any]]


@dataclass(frozen=True)
class IntakeLine:
    """One intake with its reminder as somebody would get it."""

    cohort_id: UUID
    name: str
    programme: str
    reached: int
    off: int
    already: int
    subject: str
    paragraphs: tuple[str, ...]
    mark: str


@dataclass(frozen=True)
class Choosing:
    """`may_send` says whether anybody can be reminded now."""

    intakes: Sequence[IntakeLine]
    may_send: bool
    title: str = N_("Remind people who have a draft")
    crumb: tuple[str, str, dict[str, Any]] = (N_("the applications"), "decisions.board", {})


def choosing(work: Work) -> Choosing:
    intakes = [_line(each) for each in intakes_now(work)]
    return Choosing(intakes, may_send=any(each.reached for each in intakes))


def reminding_form(view: Choosing) -> type[Reminding]:
    """One box for each intake in which somebody can be reminded."""
    boxes = [Option(each.mark, f"{each.name}, {each.programme}") for each in view.intakes if each.reached]
    return offering(Reminding, chosen=boxes) if boxes else unseen(Reminding, "chosen")


def all_chosen(view: Choosing) -> Filled[Reminding]:
    return Filled.blank(reminding_form(view), chosen=[each.mark for each in view.intakes if each.reached])


def words(work: Work, cohort: Cohort) -> ReminderPage:
    return _page(work, cohort, N_("Words of the reminder for %(cohort)s"), "cohorts.show", N_("the cohort"))


def sending(work: Work, cohort: Cohort) -> ReminderPage:
    return _page(work, cohort, N_("Send the reminder for %(cohort)s"), "reminders.words", N_("the words"))


def known_words(work: Work, cohort: Cohort) -> Filled[ReminderForm]:
    subject, kept, _ = wording_of(work, cohort)
    return Filled.blank(ReminderForm, subject=subject, words=kept)


def _line(intake: Intake) -> IntakeLine:
    facts = filled_in(intake.wording, intake.cohort, intake.programme, EXAMPLE_NAME)
    return IntakeLine(
        cohort_id=intake.cohort.id,
        name=intake.cohort.name,
        programme=intake.programme.name,
        reached=intake.reached,
        off=intake.off,
        already=intake.already,
        subject=subject_of(MESSAGES["draft_reminder"], facts),
        paragraphs=parts_of(MESSAGES["draft_reminder"], facts),
        mark=intake.mark,
    )


def _page(work: Work, cohort: Cohort, title: str, back: str, place: str) -> ReminderPage:
    programme = work.db.get_one(Programme, cohort.programme_id)
    facts = words_for(work, cohort, programme, EXAMPLE_NAME)
    intake = next(iter(intakes_now(work, cohort)), None)
    return ReminderPage(
        cohort_id=cohort.id,
        title=sentence(title, cohort=cohort.name),
        part=programme.name,
        subject=subject_of(MESSAGES["draft_reminder"], facts),
        paragraphs=parts_of(MESSAGES["draft_reminder"], facts),
        placeholders=PLACEHOLDERS,
        version=seen_version(wording_of(work, cohort)[2]),
        reached=intake.reached if intake else 0,
        off=intake.off if intake else 0,
        already=intake.already if intake else 0,
        is_over=work.now >= cohort.closes_at,
        crumb=(place, back, {"cohort_id": cohort.id}),
    )
