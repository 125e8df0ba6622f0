"""Words planted in the most private fields are met only by those who may read them, whatever way out they look through."""

from collections import Counter

import pytest
from sqlmodel import col, select

from app.core.events import OutboxEvent
from app.core.work import Work
from app.models.accommodations import Accommodation, Remark
from app.models.messages import Message
from app.reactions.following import reactions_to
from app.rules.cast import CAST
from app.services.letters import letter
from tests.house.canaries import (
    ADVISERS_ANSWER,
    CANARIES,
    OTHER_PROGRAMME,
    OWN_WORDS,
    PRIVATE_TABLES,
    REMARK_OF_PERSON,
)
from tests.house.conftest import Demonstration
from tests.house.tallying import Tally
from tests.house.ways_out import WAYS_OUT, everything_shown, ways_to_try
from tests.running import run_reactions

WALKERS = ("", *CAST)
WORDS = tuple(canary.word for canary in CANARIES)
ABOUT_WHAT_IS_PLANTED = {
    "adjustment_asked", "adjustment_news", "adjustment_question", "adjustment_written_down", "answers_opened",
    "checkin_copy", "checkin_shared", "condition_changed", "correction_answered", "correction_asked", "emergency_opened",
    "information_asked", "instruction_shared", "passport_proposed", "result_ready", "review_asked", "support_ended",
    "supporter_answered", "supporter_wrote",
}  # fmt: skip
"""Messages about rows that hold a word, of each kind that the story leads to."""


def test_n31_the_words_are_different_and_each_has_a_reader() -> None:
    assert len([canary for canary in CANARIES if canary.table in PRIVATE_TABLES]) >= 30
    assert len(set(WORDS)) == len({canary.field for canary in CANARIES}) == len(CANARIES)
    assert not [(one, other) for one in WORDS for other in WORDS if one != other and one in other]
    assert all(canary.readers <= set(CAST) for canary in CANARIES)
    assert [canary for canary in CANARIES if not canary.readers] == []


def test_n31_every_way_out_is_tried_by_somebody() -> None:
    assert set[str]().union(*(ways_to_try(key) for key in WALKERS)) == WAYS_OUT


@pytest.mark.parametrize("key", WALKERS)
def test_n31_each_person_meets_only_their_canaries(
    planted: Demonstration, key: str, capfd: pytest.CaptureFixture[str], tally: Tally
) -> None:
    met: dict[str, str] = {}
    ways = Counter[str]()
    for out in everything_shown(planted, key, WORDS):
        ways[out.way] += 1
        met.update({word: f"{out.way}: {out.path}" for word in WORDS if word in out.text})
    logged = "".join(capfd.readouterr())
    ways["logs"] += "route=" in logged
    tally.tried(ways, words=len(WORDS))

    assert ways_to_try(key) - set(+ways) == set()
    readers = {canary.word: canary.readers for canary in CANARIES}
    assert {word: where for word, where in met.items() if key not in readers[word]} == {}
    assert [word for word in WORDS if key in readers[word] and word not in met] == []
    assert [word for word in WORDS if word in logged] == []


def test_n31_no_letter_carries_a_canary(planted: Demonstration, tally: Tally) -> None:
    """Everything that ever happened in the story happens once more, now that the words are planted."""
    with planted.parts.work() as work:
        written_before = set(work.db.scalars(select(Message.id)).all())
        for event in work.db.scalars(select(OutboxEvent).order_by(col(OutboxEvent.id))).all():
            _happens_again(work, event)
    run_reactions(planted.parts)
    with planted.parts.work(writes=False) as work:
        messages = [message for message in work.db.scalars(select(Message)).all() if message.id not in written_before]
        letters = [letter(work, message, "https://cleanplate.test") for message in messages]
    tally.tried({"letters": len(letters)}, words=len(WORDS))

    assert {message.template for message in messages} >= ABOUT_WHAT_IS_PLANTED
    assert not [word for word in WORDS for written in letters if word in written.subject + written.text]


def _happens_again(work: Work, event: OutboxEvent) -> None:
    again = OutboxEvent(**event.model_dump(exclude={"id", "at"}), id=work.new_id(), at=work.now)
    for reaction in reactions_to(event.name):
        if not reaction.is_slow:
            reaction.run(work, again)


def test_n31_sealed_fields_hold_no_plain_word(planted: Demonstration) -> None:
    with planted.parts.work(writes=False) as work:
        adjustments = work.db.execute(select(Accommodation.sealed_words, Accommodation.sealed_answer)).all()
        remarks = work.db.scalars(select(Remark.sealed_words)).all()

    stored = " ".join([*(f"{words} {answer}" for words, answer in adjustments), *remarks])
    assert stored.strip()
    sealed = (OWN_WORDS, ADVISERS_ANSWER, OTHER_PROGRAMME, REMARK_OF_PERSON)
    assert not [canary.word for canary in sealed if canary.word in stored]
