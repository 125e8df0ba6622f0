"""What the worker does with planted data is written to the log without the planted words: also where it stumbles."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlmodel import col, select

from app import worker
from app.adapters.mail import SmtpMailer
from app.adapters.parts import Parts
from app.core.work import Work
from app.models.accommodations import Accommodation
from app.models.messages import Message, MessageStatus
from app.services.clocks import BY_THE_CLOCK
from app.services.deliveries import deliver_due
from tests.house.canaries import CANARIES, words_in
from tests.house.conftest import Demonstration
from tests.house.tallying import Tally
from tests.running import run_reactions
from tests.schema import NOW

NOBODY_LISTENS = "smtp://127.0.0.1:1"


def test_n31_no_log_line_of_the_worker_carries_a_canary(
    planted: Demonstration, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tally: Tally
) -> None:
    """Two months later: dates were missed, reactions run, a letter cannot go out, a text cannot be opened, an act fails."""
    later = replace(planted.parts, clock=lambda: NOW + timedelta(days=60), mailer=SmtpMailer(NOBODY_LISTENS))
    swap_two_texts(later)
    monkeypatch.setattr(worker, "BY_THE_CLOCK", (*BY_THE_CLOCK, stumbles))
    capfd.readouterr()

    worker.keep_time(later)
    run_reactions(later)
    deliver_due(later)
    worker.sweep_daily(later)

    logged = "".join(capfd.readouterr())
    tally.tried({"logs": 1}, words=len(CANARIES))
    assert [said for said in ("mail waits", "vault_closed", "unexpected") if said not in logged] == []
    assert waiting_letters(later)
    assert words_in(logged) == set()


def swap_two_texts(parts: Parts) -> None:
    """A text in the place of another one: it can be opened no more, and that is reported."""
    with parts.work() as work:
        rows = work.db.execute(
            select(Accommodation.id, Accommodation.sealed_words)
            .where(col(Accommodation.sealed_words) != "")
            .order_by(col(Accommodation.id))
        ).all()
        (one, _), (_, other) = rows[:2]
        work.db.execute(update(Accommodation).where(col(Accommodation.id) == one).values(sealed_words=other))


def stumbles(work: Work) -> None:
    """An act of the clock that fails over somebody's words, and says them in its message."""
    row = work.db.scalars(select(Accommodation).where(col(Accommodation.sealed_words) != "")).all()[-1]
    words = work.vault.open(row.sealed_words, table="accommodations", column="sealed_words", row=row.id)
    raise ValueError(words)


def waiting_letters(parts: Parts) -> int:
    with parts.work(writes=False) as work:
        return len(work.db.scalars(select(Message.id).where(col(Message.status) == MessageStatus.WAITING)).all())
