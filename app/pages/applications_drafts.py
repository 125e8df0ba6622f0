"""What is said while somebody writes: that the draft is kept, or why not, and the newer text of another tab."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from app.adapters.wordings import clock_time
from app.core.words import N_, Sentence, sentence
from app.forms.applications import VERSION, Draft, answers_form
from app.forms.filling import Filled, FilledField
from app.pages.applications import crumb_to
from app.pages.applications_answering import CONFLICT, NewerText, newer_texts
from app.pages.applications_steps import path_to
from app.pages.applications_tasks import Crumb
from app.rules.applications_paths import application_path
from app.services.applications_answering import CLOSED_PART
from app.services.applications_drafts import may_keep
from app.services.applications_reading import Case

NEWER = N_("Not saved here. There is newer text from another tab or another device.")
TOO_LONG = N_("Not saved yet. This is longer than we can keep. Make it shorter.")


@dataclass(frozen=True)
class DraftPage:
    """`versions` are the fields that the page carries from now on."""

    application_id: UUID
    said: str | Sentence
    versions: Sequence[FilledField]
    newer: Sequence[NewerText]
    onward: str
    zone: str
    part: str
    crumb: Crumb
    title: str = N_("Your draft")

    @property
    def status(self) -> int | None:
        return CONFLICT if self.newer else None


def draft(case: Case, typed: Mapping[str, Draft], older: Sequence[str]) -> DraftPage:
    questions = [case.question(key) for key in typed]
    form = Filled.blank(answers_form(questions), **{VERSION + key: case.version(key) for key in typed})
    return DraftPage(
        application_id=case.application.id,
        said=_said(case, typed, older),
        versions=[form.field(VERSION + key) for key in typed],
        newer=newer_texts(case, older),
        onward=path_to(case, questions[0]) if questions else application_path(case.application.id, "parts"),
        zone=case.programme.time_zone,
        part=case.programme.name,
        crumb=crumb_to(case.application.id),
    )


def _said(case: Case, typed: Mapping[str, Draft], older: Sequence[str]) -> str | Sentence:
    if older:
        return NEWER
    refused = [case.question(key) for key, each in typed.items() if not may_keep(case, case.question(key), each)]
    if refused:
        return TOO_LONG if case.may_change(refused[0]) else CLOSED_PART
    return sentence(
        N_("Draft saved at %(time)s."), time=clock_time(case.now.astimezone(ZoneInfo(case.programme.time_zone)))
    )
