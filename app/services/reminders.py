"""Reminding people of a draft: changing the words, and sending them once for each intake."""

from collections.abc import Mapping

from app.adapters.wordings import moment
from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.forms.reminders import ReminderForm
from app.forms.sign_ins import Nothing
from app.models.cohorts import Cohort
from app.models.programmes import Programme
from app.models.reminders import ReminderWording
from app.rules.reminders import FIRST_SUBJECT, FIRST_WORDS, filled, reminded_now

CHANGED_ELSEWHERE = N_("Somebody changed these words since you opened this page. Check both, then save again.")


def wording_of(work: Work, cohort: Cohort) -> tuple[str, str, int]:
    """Subject, words and version as they are now; version 0 is what the product begins with."""
    kept = work.db.get(ReminderWording, cohort.programme_id)
    return (kept.subject, kept.words, kept.version) if kept else (FIRST_SUBJECT, FIRST_WORDS, 0)


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
    drafts = work.db.scalars(reminded_now(work, cohort)).all()
    if not drafts:
        raise Refused(N_("Nobody can be reminded now. Each person is reminded once."))
    for application in drafts:
        application.reminded_at = work.now
        work.record(
            Event("reminders.sent", application.id, about=application.person_id, programme_id=application.programme_id)
        )


def words_for(work: Work, cohort: Cohort, programme: Programme, name: str) -> Mapping[str, str]:
    """Subject, words and last day, filled in for one person."""
    subject, words, _ = wording_of(work, cohort)
    last_day = moment(cohort.closes_at, programme.time_zone)
    facts = {"name": name, "programme": programme.name, "last_day": last_day}
    return {"subject": filled(subject, facts), "words": filled(words, facts), "last_day": last_day}
