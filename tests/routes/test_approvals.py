"""AUTHZ-08: lists as a file need a fresh proof and a second person, whose yes holds for a stated time."""

from uuid import UUID

import pytest
from sqlalchemy import delete, update
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.core.actors import Role
from app.core.events import AuditEntry
from app.models.approvals import Approval
from app.models.approvals import ApprovalStatus as Status
from app.models.messages import Message
from app.models.people import RoleGrant
from app.models.sign_ins import SignIn
from app.rules.approvals import EXPORT_HOLDS, OPEN_FOR
from app.rules.sign_ins import PROOF_LASTS
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.factories.approvals import may_export
from tests.factories.decisions import a_sent_application
from tests.pressing import press
from tests.running import run_reactions

PAGE, CSV = "/approvals", "/decisions/together/export/csv"


@pytest.fixture
def wish(as_: AsMember, parts: Parts) -> UUID:
    """Mei asked for a yes to her export."""
    mei = as_("mei")
    press(mei, mei.get(PAGE), "Ask a second person")
    with parts.work(writes=False) as work:
        return work.db.scalars(select(Approval.id)).one()


def status(parts: Parts, wish: UUID) -> Status:
    with parts.work(writes=False) as work:
        return work.db.get_one(Approval, wish).status


def agree(wish: UUID) -> str:
    return f"{PAGE}/{wish}/agreement"


def test_authz08_nobody_takes_a_list_alone(as_: AsMember, work_as: WorkAs) -> None:
    a_sent_application(work_as, of="bea")
    mei = as_("mei")

    shown = mei.get(CSV)

    assert (shown.status, shown.location) == (303, PAGE)
    assert "A file of people needs a second person." in mei.follow(shown).text


def test_authz08_a_second_persons_yes_holds_for_four_hours(
    as_: AsMember, work_as: WorkAs, parts: Parts, clock: MovableClock, wish: UUID
) -> None:
    a_sent_application(work_as, of="bea")
    waiting = as_("mei").get(CSV).status
    ola = as_("ola")
    agreed = press(ola, ola.get(PAGE), "Agree to this Mei Tanaka takes lists of applications as a file")

    taken, page = as_("mei").get(CSV), as_("mei").get(PAGE)
    clock.advance(seconds=EXPORT_HOLDS.total_seconds())

    assert (waiting, agreed.location, taken.status) == (303, PAGE, 200)
    assert "You can take lists as a file until Monday 1 March 2027, 3:00pm" in page.main
    assert as_("mei").get(CSV).status == 303
    assert status(parts, wish) is Status.AGREED


def test_authz08_the_yes_is_for_whoever_asked(as_: AsMember, work_as: WorkAs) -> None:
    may_export(work_as)

    assert as_("asha").get(CSV).status == 303
    assert as_("ola").get(CSV).status == 403


def test_authz08_nobody_agrees_to_their_own_wish(as_: AsMember, parts: Parts, wish: UUID) -> None:
    shown = as_("mei").post(agree(wish))

    assert shown.status == 403
    assert "Somebody else has to agree to this" in shown.main
    assert "Agree to this" not in as_("mei").get(PAGE).main
    assert status(parts, wish) is Status.ASKED


@pytest.mark.parametrize(("key", "expected"), [("asha", 404), ("noor", 404), ("ida", 404), ("pia", 404), ("ravi", 404)])
def test_a_wish_is_there_for_its_programme_and_administrators_alone(
    as_: AsMember, wish: UUID, key: str, expected: int
) -> None:
    assert as_(key).post(agree(wish)).status == expected
    assert as_(key).get(PAGE).status == (200 if key == "asha" else 403)
    assert "Mei Tanaka takes" not in as_(key).get(PAGE).text


def test_auth08_taking_a_list_needs_a_fresh_proof(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    may_export(work_as)
    mei = as_("mei")
    with parts.work() as work:
        work.db.execute(update(SignIn).values(proved_at=work.now - PROOF_LASTS))

    assert mei.get(CSV).location.startswith("/sign-ins/proof?next=")


def test_a_wish_is_over_after_seven_days(as_: AsMember, parts: Parts, clock: MovableClock, wish: UUID) -> None:
    clock.advance(seconds=OPEN_FOR.total_seconds())

    late = as_("ola").post(agree(wish))

    assert late.status == 422
    assert "This is over." in late.main
    assert status(parts, wish) is Status.ASKED
    assert as_("mei").post(f"{PAGE}/exports").status == 303


def test_a_wish_that_was_stopped_is_agreed_to_by_nobody(as_: AsMember, parts: Parts, wish: UUID) -> None:
    as_("ola").post(f"{PAGE}/{wish}/end")

    assert as_("ola").post(agree(wish)).status == 422
    assert status(parts, wish) is Status.STOPPED


def test_whoever_lost_the_role_gets_nothing_by_an_older_wish(as_: AsMember, parts: Parts, wish: UUID) -> None:
    with parts.work() as work:
        work.db.execute(delete(RoleGrant).where(col(RoleGrant.role) == Role.MANAGER))

    shown = as_("ola").post(agree(wish))

    assert shown.status == 422
    assert "Whoever asked no longer has the role for it." in shown.main
    assert status(parts, wish) is Status.ASKED


@pytest.mark.usefixtures("wish")
def test_asking_twice_is_told(as_: AsMember) -> None:
    assert "You asked for this already." in as_("mei").post(f"{PAGE}/exports").main


def test_whoever_may_agree_is_told_and_then_whoever_asked(
    as_: AsMember, parts: Parts, stage: Stage, wish: UUID
) -> None:
    run_reactions(parts)
    as_("ola").post(agree(wish))
    run_reactions(parts)

    with parts.work(writes=False) as work:
        messages = select(Message).where(col(Message.template).startswith("approval")).order_by(col(Message.id))
        entries = (
            select(AuditEntry).where(col(AuditEntry.name).startswith("approvals.")).order_by(col(AuditEntry.number))
        )
        told, log = work.db.scalars(messages).all(), work.db.scalars(entries).all()
    assert [(message.template, message.person_id) for message in told] == [
        ("approval_asked", stage.id_of("ola")), ("approval_agreed", stage.id_of("mei"))
    ]  # fmt: skip
    assert [(entry.name, entry.actor_id) for entry in log] == [
        ("approvals.asked", stage.id_of("mei")), ("approvals.agreed", stage.id_of("ola"))
    ]  # fmt: skip
