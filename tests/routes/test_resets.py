"""A lost authenticator: two others confirm it, nobody does it alone, and its person can say that it was not them."""

from uuid import UUID

import pytest
from sqlalchemy import delete
from sqlmodel import col, select

from app.adapters import codes
from app.adapters.parts import Parts
from app.core.actors import Role
from app.core.events import AuditEntry
from app.models.messages import Message
from app.models.people import RoleGrant
from app.models.resets import Reset, ResetConfirmation
from app.models.resets import ResetStatus as Status
from app.models.sign_ins import Credential, Method, RecoveryCode, SignIn
from app.services import messages, recovery_codes, sign_ins
from app.services.casting import Stage
from app.worker import sweep
from tests.asking import AsMember, WorkAs
from tests.client import Client, Shown
from tests.conftest import MovableClock
from tests.pressing import press
from tests.routes.test_sign_ins import PASSWORD, SECRET, ask_for_link, give_password, newest_link
from tests.routes.test_sign_ins_own import set_authenticator, set_password
from tests.running import run_reactions

SIGHT = {"known_by": "in_person"}
OVER = "This is over, so it can no longer be confirmed or stopped."


@pytest.fixture
def lost(work_as: WorkAs, stage: Stage, as_: AsMember, parts: Parts) -> UUID:
    """Ida set up an authenticator and recovery codes, lost them all, came by an e-mail link, and asks."""
    with_authenticator(work_as, stage, "ida")
    return asked(as_("ida"), parts)


def with_authenticator(work_as: WorkAs, stage: Stage, key: str) -> None:
    give_password(work_as, stage.people[key], with_code=True)
    with work_as(None) as work:
        recovery_codes.renew(work, stage.people[key])


def asked(client: Client, parts: Parts) -> UUID:
    answer = press(client, client.get("/sign-ins/lost-authenticator"), "Ask two people to help me")
    assert answer.location == "/sign-ins/lost-authenticator", answer.main
    with parts.work(writes=False) as work:
        return work.db.scalars(select(Reset.id).order_by(col(Reset.id).desc())).first()  # type: ignore[return-value]  # it was just made


def confirm(client: Client, reset_id: UUID, **typed: str) -> Shown:
    return client.post(f"/lost-authenticators/{reset_id}/confirmation", typed or SIGHT)


def status(parts: Parts, reset_id: UUID) -> Status:
    with parts.work(writes=False) as work:
        return work.db.get_one(Reset, reset_id).status


def has_authenticator(parts: Parts, stage: Stage, key: str = "ida") -> bool:
    with parts.work(writes=False) as work:
        return work.db.get(Credential, stage.id_of(key)) is not None


def mailed(parts: Parts, key: str = "ida") -> list[str]:
    with parts.work(writes=False) as work:
        found = select(Message.template).where(col(Message.email) == f"{key}@example.com").order_by(col(Message.id))
        return [*work.db.scalars(found).all()]


def link_in(parts: Parts, template: str) -> str:
    with parts.work(writes=False) as work:
        found = select(Message).where(col(Message.template) == template).order_by(col(Message.id).desc())
        message = work.db.scalars(found).first()
        assert message is not None
        assert message.path == ""
        return messages.path_of(work, message)


def test_auth_07_two_others_take_it_away_and_every_sign_in_ends(
    as_: AsMember, parts: Parts, stage: Stage, lost: UUID
) -> None:
    ida, ola, mei = as_("ida"), as_("ola"), as_("mei")
    shown = press(ola, ola.get(f"/lost-authenticators/{lost}"), "Confirm that it is lost", SIGHT)
    after_one = (status(parts, lost), has_authenticator(parts, stage), ida.get("/messages").status)

    done = confirm(mei, lost, known_by="video")

    assert shown.location == done.location == "/lost-authenticators"
    assert after_one == (Status.CONFIRMED_ONCE, True, 200)
    assert status(parts, lost) is Status.DONE
    assert not has_authenticator(parts, stage)
    assert ida.get("/messages").status == 303
    assert "The second person confirmed it." in mei.follow(done).main
    with parts.work(writes=False) as work:
        assert work.db.scalars(select(RecoveryCode)).all() == []
        assert work.db.scalars(select(SignIn).where(col(SignIn.person_id) == stage.id_of("ida"))).all() == []
    assert mailed(parts) == ["reset_asked", "reset_confirmed_once", "reset_done"]


def test_auth_07_old_password_and_code_open_nothing_afterwards(as_: AsMember, lost: UUID, clock: MovableClock) -> None:
    for who in ("ola", "pia"):
        confirm(as_(who), lost)

    code = codes.current_code(SECRET, clock())
    entered = as_(None).post("/sign-in/password", {"email": "ida@example.com", "password": PASSWORD, "code": code})

    assert entered.status == 422


@pytest.mark.usefixtures("lost")
def test_auth_07_whoever_may_confirm_is_told_and_nobody_else(parts: Parts) -> None:
    run_reactions(parts)
    run_reactions(parts)

    with parts.work(writes=False) as work:
        told = work.db.scalars(select(Message.email).where(col(Message.template) == "reset_to_confirm")).all()
    assert sorted(told) == ["mei@example.com", "ola@example.com", "pia@example.com"]


def test_auth_07_the_same_person_twice_is_one(as_: AsMember, parts: Parts, stage: Stage, lost: UUID) -> None:
    confirm(as_("ola"), lost)

    again = confirm(as_("ola"), lost)

    assert again.status == 409
    assert "You confirmed this already. The second person has to be somebody else." in again.main
    assert status(parts, lost) is Status.CONFIRMED_ONCE
    assert has_authenticator(parts, stage)


def test_auth_07_nobody_confirms_for_themselves(as_: AsMember, parts: Parts, stage: Stage, work_as: WorkAs) -> None:
    with_authenticator(work_as, stage, "ola")
    own = asked(as_("ola"), parts)

    page, act = as_("ola").get(f"/lost-authenticators/{own}"), confirm(as_("ola"), own)

    assert (page.status, act.status) == (403, 403)
    assert "You cannot confirm it for yourself." in act.main
    assert status(parts, own) is Status.ASKED
    assert as_("ola").get("/lost-authenticators").main.count("Ola Berg") == 0


@pytest.mark.parametrize("who", ["ravi", "tom", "jun", "fay", "hal", "noor", "sam", "asha", "gil", None])
def test_auth_07_the_wrong_role_finds_nothing(as_: AsMember, parts: Parts, lost: UUID, who: str | None) -> None:
    """Asha is a manager, and Gil an adviser, of another programme."""
    client = as_(who)

    page, act = client.get(f"/lost-authenticators/{lost}"), confirm(client, lost)
    stopped = client.post(f"/lost-authenticators/{lost}/end", {})

    assert page.status == (404 if who else 303)
    assert (act.status, stopped.status) == (404, 404)
    assert status(parts, lost) is Status.ASKED


@pytest.mark.parametrize("whose", ["ola", "pia"])
def test_auth_07_a_manager_never_confirms_for_a_role_of_the_whole_product(
    as_: AsMember, parts: Parts, stage: Stage, work_as: WorkAs, whose: str
) -> None:
    """In the cast they stand in Mei's programme too."""
    with_authenticator(work_as, stage, whose)
    reset_id = asked(as_(whose), parts)

    assert confirm(as_("mei"), reset_id).status == 404
    assert as_("mei").get(f"/lost-authenticators/people/{stage.id_of(whose)}").status == 404


def test_auth_07_an_e_mail_link_alone_confirms_nothing(as_: AsMember, parts: Parts, stage: Stage, lost: UUID) -> None:
    with parts.work() as work:
        token = sign_ins.start(work, stage.people["ola"], Method.EMAIL_LINK)
    weak = as_(None)
    weak.cookie = token

    assert weak.get(f"/lost-authenticators/{lost}").status == 404


def test_auth_07_an_old_proof_confirms_nothing(as_: AsMember, parts: Parts, lost: UUID, clock: MovableClock) -> None:
    ola = as_("ola")
    clock.advance(minutes=16)

    act = confirm(ola, lost)

    assert (act.status, act.location.partition("?")[0]) == (303, "/sign-ins/proof")
    assert status(parts, lost) is Status.ASKED


def test_auth_07_a_role_that_is_gone_takes_its_word_with_it(
    as_: AsMember, parts: Parts, stage: Stage, lost: UUID
) -> None:
    confirm(as_("mei"), lost)
    with parts.work() as work:
        work.db.execute(
            delete(RoleGrant).where(col(RoleGrant.person_id) == stage.id_of("mei"), col(RoleGrant.role) == Role.MANAGER)
        )

    second = confirm(as_("ola"), lost)

    assert second.errors == ["Whoever confirmed first no longer has the role for it. Stop this, then ask again."]
    assert has_authenticator(parts, stage)


def test_how_it_was_made_sure_has_to_be_said(as_: AsMember, parts: Parts, lost: UUID) -> None:
    nothing, made_up = (
        as_("ola").post(f"/lost-authenticators/{lost}/confirmation", {}),
        confirm(as_("ola"), lost, known_by="a-mail"),
    )

    assert nothing.errors == ["Choose how you made sure"]
    assert made_up.status == 422
    assert status(parts, lost) is Status.ASKED


@pytest.mark.parametrize("by", ["the person", "a colleague", "the link"])
def test_auth_07_after_it_was_stopped_nobody_goes_on(
    as_: AsMember, parts: Parts, stage: Stage, lost: UUID, by: str
) -> None:
    confirm(as_("ola"), lost)
    link = link_in(parts, "reset_asked")
    acts = {
        "the person": ("ida", f"/lost-authenticators/{lost}/end"),
        "a colleague": ("pia", f"/lost-authenticators/{lost}/end"),
        "the link": (None, link),
    }
    who, path = acts[by]
    stopped = as_(who).post(path, {})

    second = confirm(as_("mei"), lost)

    assert stopped.status in {200, 303}
    assert (second.status, OVER in second.main) == (409, True)
    assert status(parts, lost) is Status.STOPPED
    assert has_authenticator(parts, stage)
    assert mailed(parts)[-1] == "reset_stopped"


def test_auth_07_looking_at_the_link_stops_nothing(as_: AsMember, parts: Parts, lost: UUID) -> None:
    """Mail programs open links by themselves."""
    stranger, link = as_(None), link_in(parts, "reset_asked")

    page = stranger.get(link)

    assert "Ida Brandt asked on Monday 1 March 2027, 11:00am" in page.main
    assert status(parts, lost) is Status.ASKED
    assert "is closed" in press(stranger, page, "This was not me").main
    assert status(parts, lost) is Status.STOPPED
    run_reactions(parts)
    assert "reset_was_not_them" in mailed(parts, "ola")


def test_auth_07_not_me_after_it_is_done_closes_every_way_in_again(
    as_: AsMember, parts: Parts, stage: Stage, lost: UUID, work_as: WorkAs
) -> None:
    """Somebody else had the mailbox for a day and set up an authenticator of their own."""
    for who in ("ola", "mei"):
        confirm(as_(who), lost)
    give_password(work_as, stage.people["ida"], with_code=True)
    theirs = as_("ida")

    as_(None).post(link_in(parts, "reset_done"), {})

    assert status(parts, lost) is Status.DISPUTED
    assert not has_authenticator(parts, stage)
    assert theirs.get("/messages").status == 303
    run_reactions(parts)
    assert "reset_was_not_them" in mailed(parts, "ola")


def test_auth_07_the_link_is_over_after_a_week(as_: AsMember, parts: Parts, lost: UUID, clock: MovableClock) -> None:
    for who in ("ola", "mei"):
        confirm(as_(who), lost)
    clock.advance(days=7)

    late = as_(None).post(link_in(parts, "reset_done"), {})

    assert late.errors == ["This link is over. If something is not right, tell your contact person."]
    assert status(parts, lost) is Status.DONE


@pytest.mark.parametrize("change", [lambda link: link[:-1] + ("0" if link[-1] != "0" else "1"), lambda link: link[:40]])
def test_auth_07_a_guessed_link_is_not_there(as_: AsMember, parts: Parts, lost: UUID, change: object) -> None:
    guessed = change(link_in(parts, "reset_asked"))  # type: ignore[operator]  # one of the two above

    assert (as_(None).get(guessed).status, as_(None).post(guessed, {}).status) == (404, 404)
    assert status(parts, lost) is Status.ASKED


def test_auth_07_it_ends_by_itself_after_seven_days(
    as_: AsMember, parts: Parts, stage: Stage, lost: UUID, clock: MovableClock
) -> None:
    confirm(as_("ola"), lost)
    clock.advance(days=7)

    late = confirm(as_("mei"), lost)
    sweep(parts)
    sweep(parts)

    assert (late.status, OVER in late.main) == (409, True)
    assert status(parts, lost) is Status.LAPSED
    assert has_authenticator(parts, stage)
    assert mailed(parts).count("reset_lapsed") == 1


def test_auth_07_a_colleague_asks_and_may_be_one_of_the_two(
    as_: AsMember, parts: Parts, stage: Stage, work_as: WorkAs
) -> None:
    with_authenticator(work_as, stage, "ida")
    mei = as_("mei")
    found = mei.get("/lost-authenticators?name=ida")

    page = mei.get(found.soup.select_one("main ul a[href*='/people/']")["href"])  # type: ignore[index,arg-type]  # it is there
    answer = press(mei, page, "Ask for them")
    with parts.work(writes=False) as work:
        reset = work.db.scalars(select(Reset)).one()

    assert answer.location == "/lost-authenticators"
    assert (reset.person_id, reset.asked_by_id) == (stage.id_of("ida"), stage.id_of("mei"))
    assert [confirm(as_(who), reset.id).status for who in ("mei", "mei", "ola")] == [303, 409, 303]
    assert status(parts, reset.id) is Status.DONE


def test_it_is_asked_once_and_only_where_there_is_something_to_take(
    as_: AsMember, parts: Parts, stage: Stage, lost: UUID
) -> None:
    again = as_("ida").post("/sign-ins/lost-authenticator", {})
    for_ida = as_("mei").post(f"/lost-authenticators/people/{stage.id_of('ida')}", {})
    nothing = as_("noor").post("/sign-ins/lost-authenticator", {})

    assert again.errors == for_ida.errors == ["This is asked for already. You find it in the list."]
    assert nothing.errors == ["There is no authenticator to take away. A new one can be set up at once."]
    assert status(parts, lost) is Status.ASKED


def test_a_fourth_wish_in_a_day_waits(as_: AsMember, parts: Parts, lost: UUID) -> None:
    """Each wish sends mail to several people, so that asking and stopping in turn has an end."""
    ida = as_("ida")
    for reset_id in (lost, asked(ida, parts) if ida.post(f"/lost-authenticators/{lost}/end", {}) else lost):
        ida.post(f"/lost-authenticators/{reset_id}/end", {})
    ida.post(f"/lost-authenticators/{asked(ida, parts)}/end", {})

    assert ida.post("/sign-ins/lost-authenticator", {}).status == 429


@pytest.mark.usefixtures("lost")
def test_the_person_sees_how_it_stands_and_finds_the_way_without_a_code(as_: AsMember) -> None:
    ida = as_("ida")

    page = ida.get("/sign-ins/lost-authenticator")

    assert "Asked for. Two people still need to confirm it" in page.main
    assert ida.get("/sign-ins").soup.select("main a[href='/sign-ins/lost-authenticator']")


def test_auth_07_the_whole_way_without_a_single_code(
    as_: AsMember, parts: Parts, stage: Stage, work_as: WorkAs, clock: MovableClock
) -> None:
    """By an e-mail link to the page that asks a code, from there to two others, and back with a new authenticator."""
    with_authenticator(work_as, stage, "ida")
    ida = by_link(as_, parts)
    asks_code = ida.get("/sign-ins/proof?next=/sign-ins/password")
    assert asks_code.soup.select("main a[href='/sign-ins/lost-authenticator']")
    wish = asked(ida, parts)
    for who in ("ola", "mei"):
        confirm(as_(who), wish)

    again = by_link(as_, parts)
    set_password(again)
    set_authenticator(again, clock)

    assert again.get("/adviser/adjustments").status == 200
    assert "Open your staff pages" not in again.get("/").main


def by_link(as_: AsMember, parts: Parts) -> Client:
    client = as_(None)
    ask_for_link(client, "ida@example.com")
    press(client, client.get(newest_link(parts)), "Sign in now")
    return client


def test_aud_01_each_step_is_in_the_log_with_who_did_it(as_: AsMember, parts: Parts, stage: Stage, lost: UUID) -> None:
    for who in ("ola", "mei"):
        confirm(as_(who), lost)

    with parts.work(writes=False) as work:
        rows = work.db.execute(
            select(AuditEntry.name, AuditEntry.actor_id, AuditEntry.about)
            .where(col(AuditEntry.subject_id) == lost)
            .order_by(col(AuditEntry.number))
        ).all()
        confirmed = work.db.scalars(select(ResetConfirmation.person_id)).all()
    ida = stage.id_of("ida")
    assert [tuple(row) for row in rows] == [
        ("resets.asked", ida, ida),
        ("resets.confirmed_once", stage.id_of("ola"), ida),
        ("resets.done", stage.id_of("mei"), ida),
    ]
    assert set(confirmed) == {stage.id_of("ola"), stage.id_of("mei")}
