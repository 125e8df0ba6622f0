"""Saving how screens look and when messages come."""

from app.core.events import Event
from app.core.work import Work
from app.forms.preferences import DeliveryForm, LookForm
from app.models.people import Preferences


def change_look(work: Work, form: LookForm) -> None:
    """Keep the look with the account of whoever is signed in; before that the caller keeps it in a cookie."""
    if work.actor.person_id is None:
        return
    _save(work, form.model_dump())


def change_delivery(work: Work, form: DeliveryForm) -> None:
    _save(work, {**form.model_dump(), "notice_hours": int(form.notice_hours)})


def _save(work: Work, values: dict[str, object]) -> None:
    person_id = work.actor.person_id
    assert person_id is not None  # noqa: S101 - only called for somebody signed in
    preferences = work.db.get(Preferences, person_id) or Preferences(person_id=person_id)
    for name, value in values.items():
        setattr(preferences, name, value)
    work.db.add(preferences)
    work.audit(Event("preferences.changed", person_id, about=person_id))
