"""What people are told about adjustments. A message says that there is something to read, never what."""

from collections.abc import Mapping

from app.core.words import N_
from app.models.messages import Prefix
from app.rules.messages import Wording

PASSED_ON = N_("We did not keep a date. Somebody else looks after it now")
PASSED_UP = N_("We did not keep a date. A manager was asked for help, and reads nothing of what you wrote")
ASKED_IF_IT_WORKS = N_("We asked you if it works")

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
    "adjustment_taken_back": Wording(
        Prefix.INFORMATION,
        subject=N_("somebody took something back"),
        happened=N_("Somebody in your programme took back what they asked for. You can no longer read it."),
        to_do=N_("Stop what you were getting ready for it. Your list shows what is left."),
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
    "adjustment_written_down": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("somebody wrote down what you said"),
        happened=N_(
            "An adviser wrote down for you what you said, and that you agreed to it. It counts as if you had written it."
        ),
        to_do=N_("Sign in to read it. You can correct it or take it back."),
        by_when=N_("Take the time you need. Nothing ends because you are slow to answer."),
    ),
    "adjustment_late": Wording(
        Prefix.CHANGE,
        subject=N_("a date that we promised you has moved"),
        happened=N_("We promised you something by %(missed_day)s. We did not keep that, and we are sorry."),
        to_do=N_("You need to do nothing. A person was asked to look after it. Sign in to see who."),
        by_when=N_("The new day is %(new_day)s."),
    ),
    "adjustment_late_before_day": Wording(
        Prefix.CHANGE,
        subject=N_("a date that we promised you has moved"),
        happened=N_("We promised you something by %(missed_day)s. We did not keep that, and we are sorry."),
        to_do=N_("If you want it in place first, you can ask to move your next day. You lose nothing by it."),
        by_when=N_("The new day is %(new_day)s."),
    ),
    "adjustment_passed_on": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("an adjustment was passed on to you"),
        happened=N_("A date was not kept, so an adjustment was passed on to you."),
        to_do=N_("Sign in to read what comes next."),
        by_when=N_("The person was told a new day: %(new_day)s."),
    ),
    "adjustment_overdue": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("a date about adjustments was not kept"),
        happened=N_("A promise about adjustments was not kept: %(promise)s, by %(missed_day)s."),
        to_do=N_("Ask the advisers if they need help. You see the dates, and never whom or what they are about."),
        by_when=N_("The person was told a new day: %(new_day)s."),
    ),
    "second_look_needs_adviser": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("a second look needs another adviser"),
        happened=N_("Somebody asked for a second look. Every adviser of your programme had a part in it before."),
        to_do=N_("Invite an adviser who had no part in it. You need not know what it is about."),
        by_when=N_("The second look is promised by %(day)s."),
    ),
    "instruction_shared": Wording(
        Prefix.INFORMATION,
        subject=N_("somebody shared with you what to provide"),
        happened=N_("Somebody whom you work with shared with you what to provide for them."),
        to_do=N_("Sign in and read it before you next work together."),
    ),
}
