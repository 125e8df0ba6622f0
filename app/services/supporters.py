"""Asking for help and ending it: by the person, and the yes, the no and the leaving of whoever was asked."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import delete, func
from sqlmodel import col, select

from app.core.actors import Role
from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_, sentence
from app.core.work import Work
from app.core.working_days import today_in
from app.forms.sign_ins import Nothing
from app.forms.supporters import Asking, LastDayForm, Sharing
from app.models.people import Person, RoleGrant
from app.models.supporters import Level, SharedSection, Supporter
from app.models.supporters import SupporterStatus as Status
from app.rules.sign_ins import Limit
from app.rules.supporters import LIFE, LIKELY_DAYS, LONGEST_DAYS, MOST_AT_ONCE, OPEN, PAST, latest_day
from app.rules.supporters_sections import Kind, Section
from app.services import messages, rates
from app.services.supporters_roles import other_role
from app.services.supporters_sections import offered

BY_INVITER = Limit("supporter-invitation", 10, 86400)
BY_INVITED = Limit("supporter-invited", 5, 86400)


def prepare(work: Work, made: list[UUID], form: Asking) -> None:
    """Write down whom to ask. Nobody is told yet. Somebody who was asked before keeps their row; `made` gets its id."""
    me = work.db.get_one(Person, work.actor.person_id)
    if form.email == me.email:
        raise Refused(N_("This is your own address. Write the address of the other person"), field="email")
    _check_day(form.until, today_in(me.time_zone, work.now))
    known = work.db.scalars(
        select(Supporter).where(col(Supporter.person_id) == me.id, col(Supporter.email) == form.email)
    ).one_or_none()
    if known is not None and known.status in OPEN:
        raise Refused(N_("You asked this person already. Open the list to change what they may see"), field="email")
    _refuse_too_many(work, me.id)
    if known is None:
        known = Supporter(
            id=work.new_id(), person_id=me.id, name=form.name, email=form.email, status=Status.PREPARED,
            until=form.until, made_at=work.now,
        )  # fmt: skip
        work.db.add(known)
        work.record(Event("supporters.prepared", known.id, about=me.id))
    else:
        _begin_again(work, known)
    known.name, known.until = form.name, form.until
    made.append(known.id)


def prepare_again(work: Work, support: Supporter, _form: Nothing) -> None:
    """Begin again with somebody who helped before or said no, with the same sections. Nobody is told yet."""
    if support.status not in PAST:
        raise Refused(N_("This is open already. You can change it on its page."))
    _refuse_too_many(work, support.person_id)
    zone = work.db.get_one(Person, support.person_id).time_zone
    support.until = today_in(zone, work.now) + timedelta(days=LIKELY_DAYS)
    _begin_again(work, support)


def share(work: Work, support: Supporter, form: Sharing) -> None:
    """Say what they may see and do. It counts from the next page that they open."""
    _refuse_past(support)
    if form.version != support.version:
        raise Refused(N_("This changed in another tab. Look at it as it is now, then save again."))
    sections = {section.key: section for section in offered(work, support.person_id)}
    if not set(form.reading) | set(form.filling) <= set(sections):
        raise Refused(N_("One of these is not there any more. Look at the list, then save again"), field="reading")
    if any(sections[key].highest is not Level.FILL_IN for key in form.filling):
        raise Refused(N_("Choose only parts of an application here"), field="filling")
    levels = _levels(form, sections.values())
    work.db.execute(delete(SharedSection).where(col(SharedSection.supporter_id) == support.id))
    for key in sorted(levels):
        work.db.add(SharedSection(supporter_id=support.id, section=key, level=levels[key]))
    support.version += 1
    work.record(
        Event("supporters.shared", support.id, about=support.person_id, facts={"sections": ", ".join(sorted(levels))})
    )


def invite(work: Work, support: Supporter, _form: Nothing) -> None:
    """Send the invitation. The mail says neither who asks nor what for; that is read after signing in."""
    if not LIFE.allows(support, "invite"):
        _move(work, support, "invite")
    shared = select(func.count()).where(col(SharedSection.supporter_id) == support.id)
    if not work.db.scalar(shared):
        raise Refused(N_("Choose first what they may see."))
    _check_day(support.until, today_in(work.db.get_one(Person, support.person_id).time_zone, work.now))
    rates.count(work, BY_INVITER, str(support.person_id))
    rates.count(work, BY_INVITED, support.email)
    _move(work, support, "invite")
    support.invited_at, support.ended_at = work.now, None
    messages.send_to_address(work, "supporter_invited", support.email, path=f"/supporting/{support.id}")


def change_last_day(work: Work, support: Supporter, form: LastDayForm) -> None:
    _refuse_past(support)
    _check_day(form.until, today_in(work.db.get_one(Person, support.person_id).time_zone, work.now))
    support.until, support.version = form.until, support.version + 1
    work.record(
        Event("supporters.last_day_changed", support.id, about=support.person_id, facts={"until": str(form.until)})
    )


def end(work: Work, support: Supporter, _form: Nothing) -> None:
    """End the help, or take the invitation back. It counts from the next request on. Doing it twice changes nothing."""
    if support.status in PAST:
        return
    _over(work, support, "end" if support.status is Status.HELPING else "withdraw")


def accept(work: Work, support: Supporter, _form: Nothing) -> None:
    """Say yes. Refused to somebody with another role on the case, and after the last day."""
    zone = work.db.get_one(Person, support.person_id).time_zone
    if support.status is Status.INVITED and today_in(zone, work.now) > support.until:
        raise Refused(N_("The last day of this invitation has passed. You can ask the person for a new one."))
    if support.status is Status.INVITED and other_role(work, support):
        raise Refused(N_("You work with this person in another role, so you cannot also support them here."))
    _move(work, support, "accept")
    support.supporter_id, support.accepted_at = work.actor.person_id, work.now
    _let_in(work)


def decline(work: Work, support: Supporter, _form: Nothing) -> None:
    """Say no. Nothing was seen and no reason is asked."""
    support.supporter_id = work.actor.person_id
    _over(work, support, "decline")


def leave(work: Work, support: Supporter, _form: Nothing) -> None:
    """Stop helping, in one press and without a reason. Leaving what is over changes nothing."""
    if support.status not in PAST:
        _over(work, support, "leave")


def _over(work: Work, support: Supporter, move: str) -> None:
    _move(work, support, move)
    support.ended_at = work.now


def _move(work: Work, support: Supporter, move: str) -> None:
    LIFE.move(work, support, move, about=support.person_id)
    support.version += 1


def _begin_again(work: Work, support: Supporter) -> None:
    """What they helped with before stays known, and so does when it ended, until they are invited again."""
    _move(work, support, "prepare_again")


def _levels(form: Sharing, sections: Iterable[Section]) -> dict[str, Level]:
    levels = dict.fromkeys(form.reading, Level.READ) | dict.fromkeys(form.filling, Level.FILL_IN)
    if form.speaking:
        levels |= {section.key: Level.SPEAK for section in sections if section.kind is Kind.ADJUSTMENTS}
    return levels


def _let_in(work: Work) -> None:
    """The role opens the pages of supporters; what is behind them is asked of each row at each request."""
    held = select(RoleGrant.id).where(
        col(RoleGrant.person_id) == work.actor.person_id, col(RoleGrant.role) == Role.SUPPORTER
    )
    if work.actor.person_id and work.db.scalars(held).first() is None:
        work.db.add(
            RoleGrant(id=work.new_id(), person_id=work.actor.person_id, role=Role.SUPPORTER, granted_at=work.now)
        )


def _refuse_past(support: Supporter) -> None:
    if support.status in PAST:
        raise Refused(N_("This is over. You can ask for their help again."))


def _refuse_too_many(work: Work, person_id: UUID) -> None:
    counted = select(func.count()).where(col(Supporter.person_id) == person_id, col(Supporter.status).in_(OPEN))
    if (work.db.scalar(counted) or 0) >= MOST_AT_ONCE:
        raise Refused(sentence(N_("You can have %(most)s people at once. End one of them first."), most=MOST_AT_ONCE))


def _check_day(until: date, today: date) -> None:
    if until < today:
        raise Refused(N_("Choose a day that is today or later"), field="until")
    if until > latest_day(today):
        raise Refused(sentence(N_("Choose a day within %(days)s days from today"), days=LONGEST_DAYS), field="until")
