"""What people are told about their ways to sign in: at once, and to every address that is concerned (AUTH-09)."""

from collections.abc import Mapping

from app.core.words import N_
from app.models.messages import Prefix
from app.rules.messages import Wording

NOTHING_IF_YOU = N_("If this was you, you need to do nothing. If it was not you, tell your contact person today.")


def _changed(subject: str, happened: str) -> Wording:
    return Wording(Prefix.CHANGE, subject=subject, happened=happened, to_do=NOTHING_IF_YOU, at_once=True)


def _ended(happened: str) -> Wording:
    return Wording(
        Prefix.CHANGE,
        subject=N_("you were signed out of Cleanplate"),
        happened=happened,
        to_do=N_("You can sign in again. Ask your contact person if you want to know why."),
        at_once=True,
    )


MESSAGES: Mapping[str, Wording] = {
    "password_set": _changed(
        N_("your password for Cleanplate"),
        N_("A new password was set for you. You were signed out everywhere else."),
    ),
    "password_removed": _changed(
        N_("your password for Cleanplate"),
        N_("Your password was removed. You sign in with a link by e-mail now."),
    ),
    "authenticator_set": _changed(
        N_("your authenticator for Cleanplate"),
        N_("An authenticator was set up for you. You were signed out everywhere else."),
    ),
    "authenticator_removed": _changed(
        N_("your authenticator for Cleanplate"),
        N_("Your authenticator was removed. You sign in without a code now."),
    ),
    "recovery_codes_made": _changed(
        N_("your recovery codes for Cleanplate"),
        N_("New recovery codes were made for you. The older ones no longer work."),
    ),
    "recovery_code_used": _changed(
        N_("a recovery code was used"),
        N_("Somebody signed in to Cleanplate with one of your recovery codes."),
    ),
    "email_change_asked": _changed(
        N_("somebody wants to change your e-mail address"),
        N_("Somebody asked to use another e-mail address for you. Nothing has changed yet."),
    ),
    "email_changed": _changed(
        N_("your e-mail address for Cleanplate"),
        N_("Your e-mail address was changed. Sign-in links and messages go to the new one."),
    ),
    "email_change_link": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("use this address for Cleanplate"),
        happened=N_("Somebody asked to use this e-mail address for Cleanplate."),
        to_do=N_("If it was you, open the link and press the button. If it was not you, do nothing."),
        by_when=N_("The link works once, for one hour."),
        at_once=True,
    ),
    "signed_out_there": _ended(
        N_("An administrator signed you out in one browser. Your other browsers stay as they are.")
    ),
    "signed_out_everywhere": _ended(
        N_(
            "An administrator signed you out everywhere. Links that were sent to you, and your calendar address, ended too."
        )
    ),
    "invitation": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("you are invited to Cleanplate"),
        happened=N_("You have a new role in Cleanplate."),
        to_do=N_("Open the link and press the button. Then set up a password and an authenticator."),
        by_when=N_("The link works once, for one hour. After that you can send yourself a new one."),
        at_once=True,
    ),
}
