"""Reminding people of a draft: changing the words, and sending them once for each intake."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col

from app.adapters.wordings import moment
from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.forms.reminders import ReminderForm, Reminding
from app.forms.sign_ins import Nothing
from app.models.applications import Application
from app.models.cohorts import Cohort
from app.models.people import Preferences
from app.models.programmes import Programme
from app.models.reminders import ReminderWording
from app.rules.reminders import FIRST_SUBJECT, FIRST_WORDS, drafts_counted, filled, mark_of, reminded_now

NOBODY = N_("Nobody can be reminded now. Each person is reminded once.")
CHANGED_MEANWHILE = N_(
    "The words or the intakes changed since you opened this page. Nobody was reminded. Read them again."
)
CHANGED_ELSEWHERE = N_("Somebody changed these words since you opened this page. Check both, then save again.")


@dataclass(frozen=True)
class Intake:
    """How many get a reminder now, how many turned reminders off, and how many had theirs already."""

    cohort: Cohort
    programme: Programme
    wording: tuple[str, str, int]
    reached: int
    off: int
    already: int

    @property
    def mark(self) -> str:
        return mark_of(self.cohort, self.wording[2])


def are_wanted(work: Work, person_id: UUID) -> bool:
    """Whether this person gets reminders. Without a choice of their own they do."""
    kept = work.db.get(Preferences, person_id)
    return kept is None or kept.wants_reminders


def wording_of(work: Work, cohort: Cohort) -> tuple[str, str, int]:
    """Subject, words and version as they are now; version 0 is what the product begins with."""
    return _words_in(work.db.get(ReminderWording, cohort.programme_id))


def change_words(work: Work, cohort: Cohort, form: ReminderForm) -> None:
    _, _, version = wording_of(work, cohort)
    if form.version != version:
        raise Refused(CHANGED_ELSEWHERE)
    assert work.actor.person_id is not None  # noqa: S101 - the policy lets only managers change it
    work.db.merge(
        ReminderWording(
            programme_id=cohort.programme_id, subject=form.subject, words=form.words, changed_by=work.actor.person_id,
            changed_at=work.now, version=version + 1,
        )
    )  # fmt: skip
    work.record(Event("reminders.words_changed", cohort.id, programme_id=cohort.programme_id))


def send(work: Work, cohort: Cohort, _form: Nothing) -> None:
    """Remind everybody who may be reminded now. Sending again reaches only those who were not reminded."""
    if work.now >= cohort.closes_at:
        raise Refused(N_("Applications are closed. A reminder would come too late."))
    if not _remind(work, cohort):
        raise Refused(NOBODY)


def send_together(work: Work, form: Reminding) -> None:
    """The same for every chosen intake. Refuses, and reminds nobody, when one of them is not what the page showed."""
    intakes = {each.mark: each.cohort for each in intakes_now(work)}
    if not set(form.chosen) <= intakes.keys():
        raise Refused(CHANGED_MEANWHILE)
    if not sum(_remind(work, intakes[mark]) for mark in dict.fromkeys(form.chosen)):
        raise Refused(NOBODY)


def intakes_now(work: Work, cohort: Cohort | None = None) -> list[Intake]:
    """The open intakes of this manager that have drafts, by name, in one statement; or this one alone."""
    counted = drafts_counted(work)
    if cohort is not None:
        counted = counted.where(col(Cohort.id) == cohort.id)
    return [
        Intake(each, programme, _words_in(kept), reached, off, drafts - reached - off)
        for each, programme, kept, drafts, reached, off in work.db.execute(counted)
    ]


def _remind(work: Work, cohort: Cohort) -> int:
    """How many were reminded. Of two presses at once the second waits here, and finds that nobody is left."""
    drafts = work.db.scalars(reminded_now(work, cohort).with_for_update(of=Application)).all()
    for application in drafts:
        application.reminded_at = work.now
        work.record(
            Event("reminders.sent", application.id, about=application.person_id, programme_id=application.programme_id)
        )
    if drafts:
        people = {"people": len(drafts)}
        work.audit(Event("reminders.sent_together", cohort.id, programme_id=cohort.programme_id, facts=people))
    return len(drafts)


def words_for(work: Work, cohort: Cohort, programme: Programme, name: str) -> Mapping[str, str]:
    """Subject, words and last day, filled in for one person."""
    return filled_in(wording_of(work, cohort), cohort, programme, name)


def filled_in(wording: tuple[str, str, int], cohort: Cohort, programme: Programme, name: str) -> Mapping[str, str]:
    subject, words, _ = wording
    last_day = moment(cohort.closes_at, programme.time_zone)
    facts = {"name": name, "programme": programme.name, "last_day": last_day}
    return {"subject": filled(subject, facts), "words": filled(words, facts), "last_day": last_day}


def _words_in(kept: ReminderWording | None) -> tuple[str, str, int]:
    return (kept.subject, kept.words, kept.version) if kept else (FIRST_SUBJECT, FIRST_WORDS, 0)
