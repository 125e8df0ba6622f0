"""The one place for everything a person controls (rule C8)."""

from dataclasses import asdict, dataclass
from typing import Any

from app.core.words import N_
from app.core.work import Work
from app.forms.filling import Filled
from app.forms.preferences import DeliveryForm, LookForm
from app.models.people import Preferences


@dataclass(frozen=True)
class PreferencesPage:
    """`delivery` is None for somebody who is not signed in. `before` holds the look to put back, when one was changed."""

    delivery: Filled[DeliveryForm] | None
    before: dict[str, str]
    is_sample: bool = False
    title: str = N_("Change how this looks")


def show(work: Work, preferences: Preferences | None, before: dict[str, str]) -> PreferencesPage:
    return PreferencesPage(delivery_form(work, preferences), before)


def sample(work: Work, preferences: Preferences | None) -> PreferencesPage:
    return PreferencesPage(delivery_form(work, preferences), {}, is_sample=True)


def look_form(look: Any) -> Filled[LookForm]:
    """The form filled with the look that is drawn now."""
    return Filled.blank(LookForm, **asdict(look))


def delivery_form(work: Work, preferences: Preferences | None) -> Filled[DeliveryForm] | None:
    if work.actor.person_id is None:
        return None
    now = preferences or Preferences(person_id=work.actor.person_id)
    return Filled.blank(
        DeliveryForm,
        digest_times=now.digest_times,
        quiet_from=_hours(now.quiet_from),
        quiet_until=_hours(now.quiet_until),
        notice_hours=now.notice_hours,
        wants_reminders=now.wants_reminders,
    )


def _hours(moment: Any) -> str | None:
    return moment.strftime("%H:%M") if moment else None
