"""What an applicant reads: the meaning of each state, and the messages of this noun."""

from collections.abc import Mapping

from app.core.words import N_
from app.models.applications import ApplicationStatus as Status
from app.models.messages import Prefix
from app.rules.messages import NOTHING_TO_DO, Wording

MEANING: Mapping[Status, str] = {
    Status.DRAFT: N_("Your answers are saved. Nobody but you can read them until you send."),
    Status.KEPT_FOR_NEXT_INTAKE: N_("Applications closed before you sent this. Your answers are kept."),
    Status.RECEIVED: N_("Your application is with us. You need to do nothing now."),
    Status.IN_REVIEW: N_("People read your answers now. You need to do nothing now."),
    Status.NEEDS_INFORMATION: N_("We asked you something. The next page says what, and until when."),
    Status.INTERVIEW_OFFERED: N_("You can choose a time to talk with us."),
    Status.INTERVIEW_BOOKED: N_("Your time to talk with us is booked."),
    Status.DECIDED_UNRELEASED: N_("People read your answers now. You need to do nothing now."),
    Status.OFFERED: N_("Read your result. Then say yes or no, or ask to keep the place for later."),
    Status.WAITING_LIST: N_("You get an offer if a place becomes free. You need to do nothing now."),
    Status.NOT_YET: N_("We have no place for you yet. Your result says what can come next."),
    Status.NOT_OFFERED: N_("Your result has feedback from the people who read your answers."),
    Status.ACCEPTED: N_("You have a place. The next step comes from us."),
    Status.DECLINED: N_("You said no to the place. You can apply again at any time."),
    Status.DEFERRED: N_("We offer you the place again for the time you chose."),
    Status.ENROLLED: N_("You are in. Your home page says what is now and what is next."),
    Status.PAUSED: N_("We did not hear from you, so we wait. You lose nothing. You can carry on at any time."),
    Status.SET_ASIDE: N_("We could not reach you, so nobody works on it now. You lose nothing. You can carry on here."),
    Status.DELETED: N_("You deleted this draft. Nobody else could read it."),
    Status.WITHDRAWN: N_("You took your application back."),
}
"""What a state means for the applicant. A decision that is not released reads exactly like a review."""

MESSAGES: Mapping[str, Wording] = {
    "application_received": Wording(
        Prefix.INFORMATION,
        subject=N_("your application %(reference)s arrived"),
        happened=N_("Your application to %(programme)s arrived. Its number is %(reference)s."),
        to_do=NOTHING_TO_DO,
        by_when=N_(
            "You get the result with feedback by %(result_day)s. You can change your answers until %(change_day)s."
        ),
        at_once=True,
    ),
    "application_withdrawn": Wording(
        Prefix.CHANGE,
        subject=N_("your application %(reference)s is withdrawn"),
        happened=N_("You withdrew your application to %(programme)s."),
        to_do=N_("If this is right, you need to do nothing. If not, open it and bring it back."),
        by_when=N_("You can bring it back until %(undo_day)s."),
        at_once=True,
    ),
    "draft_deleted": Wording(
        Prefix.CHANGE,
        subject=N_("your draft is deleted"),
        happened=N_("You deleted your draft of an application to %(programme)s. It was never sent."),
        to_do=N_("If this is right, you need to do nothing. If not, open it and bring it back."),
        by_when=N_("You can bring it back until %(undo_day)s. After that your answers are removed."),
        at_once=True,
    ),
    "draft_kept": Wording(
        Prefix.INFORMATION,
        subject=N_("your draft is kept for the next intake"),
        happened=N_("Applications to %(programme)s are closed. You did not send yours, so your answers are kept."),
        to_do=N_("You need to do nothing now. You can carry on when the next intake is open."),
    ),
    "application_back": Wording(
        Prefix.CHANGE,
        subject=N_("your application %(reference)s is back"),
        happened=N_("You brought your application to %(programme)s back. It is where it was before."),
        at_once=True,
    ),
    "offer_accepted": Wording(
        Prefix.INFORMATION,
        subject=N_("you said yes to your place"),
        happened=N_("You said yes to your place at %(programme)s. We are glad."),
        by_when=N_("The programme starts on %(start_day)s."),
        at_once=True,
    ),
    "offer_declined": Wording(
        Prefix.INFORMATION,
        subject=N_("you said no to the place"),
        happened=N_("You said no to the place at %(programme)s. Thank you for telling us."),
        at_once=True,
    ),
    "offer_deferred": Wording(
        Prefix.INFORMATION,
        subject=N_("your place is kept for later"),
        happened=N_(
            "You asked us to keep your place at %(programme)s. We offer it to you again for the time you chose."
        ),
        at_once=True,
    ),
    "offer_answered": Wording(
        Prefix.INFORMATION,
        subject=N_("%(name)s answered the offer"),
        happened=N_("%(name)s, %(reference)s, answered the offer of a place at %(programme)s: %(answer)s."),
    ),
    "offer_paused": Wording(
        Prefix.INFORMATION,
        subject=N_("your offer waits for you"),
        happened=N_("We offered you a place at %(programme)s and have no answer yet. So we wait. You lose nothing."),
        to_do=N_("When you are ready, open your application and press the button to carry on. Then you can answer."),
        by_when=N_("There is no date. A person will also ask how you are, in the way you chose."),
    ),
    "offer_needs_contact": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("%(reference)s has not answered an offer"),
        happened=N_(
            "%(reference)s has not answered the offer of a place at %(programme)s. It is paused. No place is lost."
        ),
        to_do=N_("Get in touch twice, in the way the person chose. The application shows it."),
        by_when=N_("Try the first time within 2 working days. Nothing happens by itself after that."),
    ),
    "next_step_reminder": Wording(
        Prefix.REMINDER,
        subject=N_("your next step with %(programme)s is today"),
        happened=N_("You asked us to remind you. The day of your next step with %(programme)s is %(day)s."),
        to_do=N_("Open your result to read what happens on this day."),
        at_once=True,
    ),
    "application_taken_back": Wording(
        Prefix.INFORMATION,
        subject=N_("application %(reference)s is withdrawn"),
        happened=N_("Application %(reference)s to %(programme)s was withdrawn by the applicant."),
    ),
}
