"""A manager's pages of conditions: all of one offer, with a form for another, and one of them to change."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.forms.conditions import ConditionChange
from app.forms.filling import Filled, FilledField
from app.forms.versions import seen_version
from app.models.applications import Application, ApplicationStatus
from app.models.conditions import Condition, ConditionStatus
from app.pages.applications_outcome import ConditionLine, condition_line
from app.rules.conditions import HAS_CONDITIONS
from app.services.conditions import conditions_of

Crumb = tuple[str, str, dict[str, object]]


@dataclass(frozen=True)
class Listing:
    """`is_known` says whether the applicant knows of the offer, and so of its conditions."""

    application_id: UUID
    title: Sentence
    lines: Sequence[ConditionLine]
    still_open: int
    can_add: bool
    is_known: bool
    crumb: Crumb


@dataclass(frozen=True)
class Changing:
    condition_id: UUID
    title: str
    words: str
    line: ConditionLine
    is_known: bool
    version: FilledField
    crumb: Crumb


def listing(work: Work, application: Application) -> Listing:
    lines = [condition_line(condition) for condition in conditions_of(work, application)]
    return Listing(
        application_id=application.id,
        title=sentence(N_("Conditions of the offer %(reference)s"), reference=application.reference),
        lines=lines,
        still_open=sum(line.holds_up for line in lines),
        can_add=application.status in HAS_CONDITIONS,
        is_known=application.status is not ApplicationStatus.DECIDED_UNRELEASED,
        crumb=(N_("the application"), "decisions.show", {"application_id": application.id}),
    )


def changing(work: Work, condition: Condition) -> Changing:
    application = work.db.get_one(Application, condition.application_id)
    return Changing(
        condition_id=condition.id,
        title=N_("Change a condition"),
        words=condition.words,
        line=condition_line(condition),
        is_known=application.status is not ApplicationStatus.DECIDED_UNRELEASED,
        version=seen_version(condition.version),
        crumb=(N_("the conditions"), "conditions.listing", {"application_id": application.id}),
    )


def known(condition: Condition) -> Filled[ConditionChange]:
    return Filled.blank(
        ConditionChange,
        status=ConditionStatus(condition.status).value,
        due_on=condition.due_on and f"{condition.due_on:%-d %B %Y}",
        note=condition.note,
    )
