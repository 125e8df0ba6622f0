"""The trainee's choices arrived just after her sign-in had ended, and wait for her."""

from app.demonstration.theatre import Theatre
from app.services import kept_forms
from app.services.kept_forms import Sending

CHOICES = Sending(
    "/preferences/messages",
    [("digest_times", "13:00"), ("quiet_from", "19:00"), ("quiet_until", "08:00"), ("notice_hours", "72")],
)


def play(theatre: Theatre) -> None:
    with theatre.as_("noor") as work:
        kept_forms.keep(work, theatre.stage.id_of("noor"), CHOICES)
