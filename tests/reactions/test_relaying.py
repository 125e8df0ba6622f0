"""From the outbox to reactions: each follows once, whatever is started twice, and nothing follows what never happened."""

from uuid import UUID

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.core.events import Event, OutboxEvent, OutboxStatus
from app.core.work import Work
from app.models.messages import Message
from app.models.people import Person
from app.reactions import following
from app.reactions.following import Reaction, follows
from app.reactions.relaying import BATCH, react, relay
from app.services import messages
from app.services.casting import Stage
from tests.asking import WorkAs
from tests.running import run_reactions


@pytest.fixture(autouse=True)
def own_reactions(monkeypatch: pytest.MonkeyPatch, stage: Stage) -> None:
    """One reaction to `tests.done` that writes a message, and one to its echo; none of the product's."""
    kept: dict[str, Reaction] = {}
    monkeypatch.setattr(following, "REACTIONS", kept)
    monkeypatch.setattr("app.reactions.relaying.REACTIONS", kept)

    @follows("tests.done")
    def tell(work: Work, event: OutboxEvent) -> None:
        person = work.db.get_one(Person, stage.id_of("noor"))
        messages.write(work, "sign_in_link", to=person, event_id=event.id)
        work.record(Event("tests.told", event.subject_id))

    @follows("tests.told", slow=True)
    def follow_slowly(parts: Parts, event: OutboxEvent) -> None:
        with parts.work() as work:
            work.db.get_one(Person, event.subject_id).phone = "told"


def record(work_as: WorkAs, stage: Stage, times: int = 1) -> None:
    with work_as("mei") as work:
        for _ in range(times):
            work.record(Event("tests.done", stage.id_of("noor")))


def written(parts: Parts) -> int:
    with parts.work(writes=False) as work:
        return len(work.db.scalars(select(Message.id)).all())


def test_what_is_recorded_is_followed_and_so_is_what_follows(work_as: WorkAs, stage: Stage, parts: Parts) -> None:
    record(work_as, stage)

    run_reactions(parts)

    assert written(parts) == 1
    with parts.work(writes=False) as work:
        assert work.db.get_one(Person, stage.id_of("noor")).phone == "told"
        assert set(work.db.scalars(select(OutboxEvent.status)).all()) == {OutboxStatus.STARTED}


def test_a_reaction_that_runs_twice_has_its_effect_once(work_as: WorkAs, stage: Stage, parts: Parts) -> None:
    record(work_as, stage)
    started: list[tuple[UUID, str]] = []
    relay(parts, lambda event, reaction: started.append((event.id, reaction.name)))

    for event_id, name in started * 2:
        react(parts, event_id, name)

    assert written(parts) == 1


def test_a_crash_before_the_mark_starts_the_same_again(work_as: WorkAs, stage: Stage, parts: Parts) -> None:
    record(work_as, stage)
    started: list[UUID] = []

    def start(event: OutboxEvent, _reaction: Reaction) -> None:
        started.append(event.id)
        if len(started) == 1:
            raise ConnectionError

    with pytest.raises(ConnectionError):
        relay(parts, start)
    again = relay(parts, start)

    assert again == 1
    assert started[0] == started[1]


def test_a_rolled_back_work_leaves_nothing_to_follow(work_as: WorkAs, stage: Stage, parts: Parts) -> None:
    def fail(work: Work) -> None:
        work.record(Event("tests.done", stage.id_of("noor")))
        work.db.flush()
        raise RuntimeError

    with pytest.raises(RuntimeError), work_as("mei") as work:
        fail(work)

    assert relay(parts, lambda _event, _reaction: None) == 0
    assert written(parts) == 0


def test_events_are_relayed_in_their_order_and_in_batches(work_as: WorkAs, stage: Stage, parts: Parts) -> None:
    record(work_as, stage, times=BATCH + 1)
    seen: list[UUID] = []

    counts = [relay(parts, lambda event, _reaction: seen.append(event.id)) for _ in range(3)]

    assert counts == [BATCH, 1, 0]
    with parts.work(writes=False) as work:
        assert seen == list(work.db.scalars(select(OutboxEvent.id).order_by(col(OutboxEvent.id))).all())


def test_a_reaction_has_a_name_of_its_own() -> None:
    def tell(_work: Work, _event: OutboxEvent) -> None:
        """The same name as the one above."""

    follows("tests.other")(tell)

    with pytest.raises(ValueError, match="two reactions are called"):
        follows("tests.other")(tell)
