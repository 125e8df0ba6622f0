"""What follows a reminder: each person gets the programme's own words, filled in for them, at the time they chose."""

from app.core.events import OutboxEvent
from app.core.work import Work
from app.models.applications import Application, ApplicationStatus
from app.models.cohorts import Cohort
from app.models.people import Person
from app.models.programmes import Programme
from app.reactions.following import follows
from app.rules.applications_paths import application_path
from app.services import messages
from app.services.reminders import words_for


@follows("reminders.sent")
def remind(work: Work, event: OutboxEvent) -> None:
    """Whoever sent or deleted the draft meanwhile needs no reminder."""
    application = work.db.get_one(Application, event.subject_id)
    if application.status is not ApplicationStatus.DRAFT:
        return
    person = work.db.get_one(Person, application.person_id)
    cohort = work.db.get_one(Cohort, application.cohort_id)
    programme = work.db.get_one(Programme, application.programme_id)
    messages.write(
        work,
        "draft_reminder",
        to=person,
        event_id=event.id,
        facts=words_for(work, cohort, programme, person.name),
        path=application_path(application.id, "parts"),
    )
