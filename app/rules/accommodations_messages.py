"""What people are told about adjustments. A message says that there is something to read, never what."""

from collections.abc import Mapping

from app.core.words import N_
from app.models.messages import Prefix
from app.rules.messages import Wording

MESSAGES: Mapping[str, Wording] = {
    "adjustment_asked": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("somebody asked for an adjustment"),
        happened=N_("Somebody in your programme asked for an adjustment."),
        to_do=N_("Open your list and say that it arrived. The person then reads your name."),
        by_when=N_("We promise this within %(days)s working days."),
    ),
    "adjustment_for_adviser": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("something new about an adjustment"),
        happened=N_("There is something new about an adjustment that you look after."),
        to_do=N_("Sign in to read it. The page says what comes next and by when."),
    ),
    "adjustment_news": Wording(
        Prefix.INFORMATION,
        subject=N_("news about something you asked for"),
        happened=N_("There is news about something you asked for."),
        to_do=N_("Sign in to read it. You need to do nothing else."),
    ),
    "adjustment_question": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("a question about something you asked for"),
        happened=N_("There is a question about something you asked for."),
        to_do=N_("Sign in to read it and to answer."),
        by_when=N_("Take the time you need. Nothing ends because you are slow to answer."),
    ),
    "instruction_shared": Wording(
        Prefix.INFORMATION,
        subject=N_("somebody shared with you what to provide"),
        happened=N_("Somebody whom you work with shared with you what to provide for them."),
        to_do=N_("Sign in and read it before you next work together."),
    ),
}
