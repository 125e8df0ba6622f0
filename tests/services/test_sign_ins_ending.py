"""What the daily sweep removes, and what it must leave."""

from sqlalchemy import func
from sqlmodel import SQLModel, col, select

from app.adapters.parts import Parts
from app.forms.sign_ins import NewEmail
from app.models.sign_ins import EmailChange, EmailLink, KnownBrowser, Method, RateCounter, SignIn
from app.rules.sign_ins import BY_CODE, BY_LINK
from app.services import email_changes, known_browsers, rates, sign_ins
from app.services.casting import Stage
from app.services.supporters import BY_INVITED
from app.worker import sweep_daily
from tests.asking import WorkAs
from tests.conftest import MovableClock

KINDS = (SignIn, EmailLink, EmailChange, KnownBrowser, RateCounter)


def held(parts: Parts) -> dict[str, int]:
    def count(kind: type[SQLModel]) -> int:
        with parts.work(writes=False) as work:
            return work.db.scalar(select(func.count()).select_from(kind)) or 0

    return {kind.__name__: count(kind) for kind in KINDS}


def some_of_everything(work_as: WorkAs, stage: Stage) -> None:
    noor = stage.people["noor"]
    with work_as("noor") as work:
        sign_ins.start(work, noor, Method.EMAIL_LINK)
        sign_ins.make_link(work, noor.email, "/")
        email_changes.ask(work, noor, NewEmail(email="noor.haddad@example.com"))
        known_browsers.note(work, "a token", noor.id)
        rates.count(work, BY_CODE[0], noor.email)


def test_what_is_still_of_use_stays(work_as: WorkAs, stage: Stage, parts: Parts, clock: MovableClock) -> None:
    some_of_everything(work_as, stage)
    before = held(parts)
    clock.advance(minutes=1)

    sweep_daily(parts)

    assert held(parts) == before
    assert all(before.values())


def test_a_sign_in_that_ran_out_is_known_for_a_week(
    work_as: WorkAs, stage: Stage, parts: Parts, clock: MovableClock
) -> None:
    some_of_everything(work_as, stage)
    clock.advance(days=7)
    sweep_daily(parts)
    after_a_week = held(parts)
    clock.advance(days=1)
    sweep_daily(parts)

    assert after_a_week == {"SignIn": 1, "EmailLink": 0, "EmailChange": 0, "KnownBrowser": 1, "RateCounter": 0}
    assert held(parts)["SignIn"] == 0


def test_a_browser_is_forgotten_after_more_than_a_year(
    work_as: WorkAs, stage: Stage, parts: Parts, clock: MovableClock
) -> None:
    some_of_everything(work_as, stage)
    clock.advance(days=400)

    sweep_daily(parts)

    assert held(parts) == dict.fromkeys(held(parts), 0)


def test_a_counter_stays_for_its_own_window(work_as: WorkAs, parts: Parts, clock: MovableClock) -> None:
    """Swept too early, it would give somebody who guesses a fresh start."""
    with work_as(None) as work:
        rates.count(work, BY_CODE[0], "noor@example.com")
        rates.count(work, BY_LINK, "noor@example.com")
    clock.advance(minutes=6)

    sweep_daily(parts)

    with parts.work(writes=False) as work:
        keys = work.db.scalars(select(RateCounter.key).order_by(col(RateCounter.key))).all()
    assert [key.partition(":")[0] for key in keys] == ["link"]


def test_a_counter_of_any_noun_goes_after_its_window(work_as: WorkAs, parts: Parts, clock: MovableClock) -> None:
    with work_as(None) as work:
        rates.count(work, BY_INVITED, "noor@example.com")
    clock.advance(days=2)

    sweep_daily(parts)

    with parts.work(writes=False) as work:
        assert work.db.scalars(select(RateCounter.key)).all() == []
