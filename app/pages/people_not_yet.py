"""The steps of somebody who was told "not yet": the session they are invited to, and the day of the next step."""

from sqlalchemy import ColumnElement
from sqlmodel import col

from app.adapters.wordings import full_date, span
from app.core.words import N_, sentence
from app.models.applications import Application, Decision
from app.models.applications import ApplicationStatus as Status
from app.models.programmes import Programme
from app.models.sessions import Session
from app.pages.people_steps import Path, Step
from app.rules.applications_words import MEANING


def told_not_yet() -> ColumnElement[bool]:
    """The decision of a "not yet", once it is released."""
    return (
        (col(Decision.application_id) == col(Application.id))
        & (col(Application.status) == Status.NOT_YET)
        & col(Decision.released_at).is_not(None)
    )


def place_not_yet(
    path: Path, application: Application, programme: Programme, decision: Decision, invitation: Session | None
) -> None:
    """A "not yet" goes on: with a dated next step, and with a session to come to where there is one."""
    if invitation is not None:
        title = sentence(N_("You are invited: %(session)s"), session=invitation.title)
        when = span(invitation.starts_at, invitation.ends_at, invitation.time_zone)
        here = (("session_id", invitation.id),)
        path.next.append(Step(title, when, route="sessions.show", params=here, action=N_("See the session")))
    path.next.append(
        Step(
            sentence(N_("Your next step with %(programme)s"), programme=programme.name),
            sentence(N_("On %(day)s."), day=full_date(decision.next_on)) if decision.next_on else None,
            decision.on_the_day or MEANING[application.status],
            "applications.result",
            (("application_id", application.id),),
            N_("Read what can come next"),
        )
    )
