"""The law of lost authenticators: two others confirm, nobody does it alone, and its person can say that it was not them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, true
from sqlmodel import col, select

from app.core.actors import OWN_SCREENS, Actor, Role
from app.core.lifecycle import Lifecycle, Move, Words
from app.core.policy import Policy, always, public, signed_in
from app.core.words import N_
from app.models.messages import Prefix
from app.models.people import Person, RoleGrant
from app.models.resets import Known, Reset
from app.models.resets import ResetStatus as Status
from app.models.sign_ins import Credential
from app.rules.messages import Wording

OPEN_FOR = timedelta(days=7)
"""After that it ends by itself, so that an old wish is not confirmed by somebody who no longer remembers why."""

DISPUTED_WITHIN = timedelta(days=7)
"""How long after it is done the link in the mail still closes every way in again."""

CONFIRMERS = (Role.ADMINISTRATOR, Role.AUDITOR, Role.MANAGER)
EVERYWHERE = (Role.ADMINISTRATOR, Role.AUDITOR)
"""Roles of the whole product. Managers stand for their own programme, and never for one of these: a programme must not
hold the key to the product."""

OPEN = frozenset({Status.ASKED, Status.CONFIRMED_ONCE})

LIFE = Lifecycle(
    noun="resets",
    start=Status.ASKED,
    moves=(
        Move("confirm", frozenset({Status.ASKED}), Status.CONFIRMED_ONCE, CONFIRMERS, "resets.confirmed_once"),
        Move("complete", frozenset({Status.CONFIRMED_ONCE}), Status.DONE, CONFIRMERS, "resets.done"),
        Move("stop", OPEN, Status.STOPPED, (Role.ANONYMOUS, Role.APPLICANT, *CONFIRMERS), "resets.stopped"),
        Move("lapse", OPEN, Status.LAPSED, (), "resets.lapsed", by_clock=True),
        Move("dispute", frozenset({Status.DONE}), Status.DISPUTED, (Role.ANONYMOUS, Role.APPLICANT), "resets.disputed"),
    ),
    words={
        Status.ASKED: Words(N_("Asked for. Two people still need to confirm it"), N_("Waits for two people")),
        Status.CONFIRMED_ONCE: Words(N_("One person confirmed it. One more needs to"), N_("Waits for one more person")),
        Status.DONE: Words(N_("Done. Your authenticator is taken away"), N_("Done")),
        Status.STOPPED: Words(N_("Stopped"), N_("Stopped")),
        Status.LAPSED: Words(N_("Ended after seven days. You can ask again"), N_("Ended after seven days")),
        Status.DISPUTED: Words(N_("Closed, because it was not you"), N_("The person said that it was not them")),
    },
    ends=frozenset({Status.STOPPED, Status.LAPSED, Status.DISPUTED}),
    groups={"open": OPEN},
    needs_people=True,
)

KNOWN_WORDS: Mapping[Known, str] = {
    Known.IN_PERSON: N_("We met, and I know them by sight"),
    Known.VIDEO: N_("We had a video call, and I know them by sight"),
    Known.PHONE: N_("I rang the number that we had before"),
}


def visible_to(actor: Actor) -> Select[Any]:
    """One's own, and those that one may confirm."""
    return select(Reset).where(or_(col(Reset.person_id) == actor.person_id, _in_reach(actor, col(Reset.person_id))))


def people_visible_to(actor: Actor) -> Select[Any]:
    """Colleagues with an authenticator, for whom one may ask. Never oneself: that has a page of its own."""
    with_code = select(Credential.person_id).where(col(Credential.sealed_code_secret).is_not(None))
    staff = select(RoleGrant.person_id).where(col(RoleGrant.role).not_in([*OWN_SCREENS]))
    return select(Person).where(
        col(Person.id).in_(with_code),
        col(Person.id).in_(staff),
        col(Person.id) != actor.person_id,
        _in_reach(actor, col(Person.id)),
    )


def _in_reach(actor: Actor, person_id: Any) -> ColumnElement[bool]:
    if any(actor.holds(role) for role in EVERYWHERE):
        return true()
    managed = col(RoleGrant.programme_id).in_(actor.programmes_as(Role.MANAGER))
    everywhere = select(RoleGrant.person_id).where(col(RoleGrant.role).in_(EVERYWHERE))
    found: ColumnElement[bool] = person_id.in_(select(RoleGrant.person_id).where(managed))
    return and_(found, person_id.not_in(everywhere))


def is_own(actor: Actor, reset: Reset) -> bool:
    return actor.person_id == reset.person_id


def is_for_somebody_else(actor: Actor, reset: Reset) -> bool:
    return actor.person_id != reset.person_id


def is_open(reset: Reset, now: datetime) -> bool:
    return reset.status in OPEN and now < reset.lapses_at


def may_dispute(reset: Reset, now: datetime) -> bool:
    return reset.status is Status.DONE and reset.ended_at is not None and now < reset.ended_at + DISPUTED_WITHIN


_FOR_FEW = N_("Only administrators, privacy auditors and programme managers help with a lost authenticator.")

LIST = Policy("resets.list", dict.fromkeys(CONFIRMERS, always), _FOR_FEW)
ASK_FOR = Policy("resets.ask_for", dict.fromkeys(CONFIRMERS, always), _FOR_FEW, Person, people_visible_to)
CONFIRM = Policy(
    "resets.confirm",
    dict.fromkeys(CONFIRMERS, is_for_somebody_else),
    N_("Two other people confirm this. You cannot confirm it for yourself."),
    Reset,
    visible_to,
)
STOP = Policy(
    "resets.stop",
    {Role.APPLICANT: is_own, **dict.fromkeys(CONFIRMERS, always)},
    N_("Only the person, or somebody who may confirm it, can stop this."),
    Reset,
    visible_to,
)
OWN = signed_in(
    "resets.own",
    why=N_("Each person asks for their own authenticator. Asking changes nothing by itself."),
    otherwise=N_("Sign in to see this page. A link by e-mail is enough."),
)
OBJECT = public(
    "resets.object",
    why=N_("The link comes by mail, to somebody who may be signed in nowhere. It can only close, and never open."),
)


def _told(happened: str, to_do: str, by_when: str = "") -> Wording:
    subject = N_("your authenticator for Cleanplate")
    return Wording(Prefix.CHANGE, subject=subject, happened=happened, to_do=to_do, by_when=by_when, at_once=True)


NOT_YOU = N_("If this was you, you need to do nothing. If it was not you, open the link and press the button.")

MESSAGES: Mapping[str, Wording] = {
    "reset_asked": _told(
        N_("Somebody says that you lost your authenticator. They ask that it is taken away. Nothing has changed yet."),
        NOT_YOU,
        N_("Two people need to confirm it within seven days."),
    ),
    "reset_confirmed_once": _told(
        N_("One person confirmed that you lost your authenticator. Nothing has changed yet."),
        NOT_YOU,
        N_("One more person needs to confirm it."),
    ),
    "reset_done": _told(
        N_(
            "Two people confirmed it. Your authenticator, password, codes and calendar address are taken away. "
            "You were signed out everywhere."
        ),
        N_(
            "Sign in with a link by e-mail. Then set up a password and an authenticator. "
            "If this was not you, open the link and press the button."
        ),
        N_("The link for that works for seven days."),
    ),
    "reset_stopped": _told(
        N_("The wish to take your authenticator away was stopped. Your authenticator works as before."),
        N_("You need to do nothing. If you lost it, you can ask again."),
    ),
    "reset_lapsed": _told(
        N_("Nobody confirmed in seven days that you lost your authenticator. It works as before."),
        N_("If you lost it, you can ask again."),
    ),
    "reset_disputed": _told(
        N_("You said that it was not you. You were signed out everywhere, and your password and codes are gone."),
        N_("Tell your contact person today. Set up nothing new before you have talked."),
    ),
    "reset_to_confirm": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("a colleague lost their authenticator"),
        happened=N_("Somebody lost the authenticator that they sign in with. Two people need to confirm it."),
        to_do=N_("Talk with them first. Then sign in and confirm it, or stop it."),
        by_when=N_("It ends by itself after seven days."),
        at_once=True,
    ),
    "reset_was_not_them": Wording(
        Prefix.CHANGE,
        subject=N_("somebody was not who they said"),
        happened=N_("The person says that they did not lose their authenticator. Everything about it is closed now."),
        to_do=N_("Sign in to see who asked and who confirmed. Then talk with the person."),
        at_once=True,
    ),
}
