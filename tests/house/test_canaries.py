"""Words planted in the most private fields are met only by those who may read them, whatever way out they look through."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from sqlalchemy import ColumnElement
from sqlmodel import col, select

from app.core.work import Work
from app.models.accommodations import Accommodation
from app.models.applications import Answer, Application
from app.models.checkins import Audience, Checkin, CheckinLine
from app.models.emergencies import Emergency
from app.models.messages import Message
from app.models.reviews import Review, Score
from app.rules.cast import CAST
from app.services.letters import letter
from tests.house.conftest import Demonstration
from tests.house.crawling import walk
from tests.running import run_reactions

WALKERS = ("", *CAST)
CHECKED_ELSEWHERE = "test_every_page holds the same pages to the standard"


@dataclass(frozen=True)
class Canary:
    """A word that occurs nowhere else, and the members of the cast who meet it. One that nobody met would prove nothing."""

    word: str
    readers: frozenset[str]


OWN_WORDS = Canary("zirconwren", frozenset({"noor", "ida"}))
ADVISERS_ANSWER = Canary("quartzlark", frozenset({"noor", "ida"}))
REVIEW_NOTE = Canary("flintfinch", frozenset({"ravi", "mei"}))
SCORE_WORDS = Canary("slateswift", frozenset({"ravi", "mei"}))
ONLY_ME = Canary("agateowl", frozenset({"noor"}))
FOR_MENTOR = Canary("jasperdove", frozenset({"noor", "jun"}))
PRIVATE_ANSWER = Canary("opalcrane", frozenset({"noor", "mei"}))
SHARED_AT_DESK = Canary("beryldunlin", frozenset({"noor", "ida", "tom", "mei"}))
"""What Noor shares with the coordinators of her production; Mei opened it in an emergency."""
EMERGENCY_REASON = Canary("topazheron", frozenset({"noor", "mei", "pia"}))
SHARED_WITH_SUPPORTER = Canary("onyxheron", frozenset({"ari", "sam"}))
NOT_SHARED = Canary("berylswan", frozenset({"ari"}))
OTHER_PROGRAMME = Canary("garnetkite", frozenset({"zoe", "gil"}))

CANARIES = (
    OWN_WORDS, ADVISERS_ANSWER, REVIEW_NOTE, SCORE_WORDS, ONLY_ME, FOR_MENTOR, PRIVATE_ANSWER, SHARED_AT_DESK,
    EMERGENCY_REASON, SHARED_WITH_SUPPORTER, NOT_SHARED, OTHER_PROGRAMME,
)  # fmt: skip


def plant(demonstration: Demonstration) -> None:
    """Put every canary into its field, past the forms: what matters here is who reads it."""
    with demonstration.parts.work() as work:
        _plant_adjustments(work, demonstration)
        _plant_emergency(work)
        _plant_reviews(work, demonstration)
        _plant_checkins(work, demonstration)
        _plant_answer(work, demonstration, "noor", "name", PRIVATE_ANSWER)
        _plant_answer(work, demonstration, "ari", "draws_you", SHARED_WITH_SUPPORTER)
        _plant_answer(work, demonstration, "ari", "name", NOT_SHARED)


def _plant_adjustments(work: Work, demonstration: Demonstration) -> None:
    for key, canary in (("noor", OWN_WORDS), ("zoe", OTHER_PROGRAMME)):
        for item in work.db.scalars(select(Accommodation).where(_of(demonstration, key))).all():
            item.sealed_words = work.vault.seal(canary.word, table="accommodations", column="sealed_words", row=item.id)
            if key == "noor":
                item.sealed_answer = work.vault.seal(
                    ADVISERS_ANSWER.word, table="accommodations", column="sealed_answer", row=item.id
                )
                item.provide = SHARED_AT_DESK.word if item.need == "back_to_wall" else item.provide


def _plant_emergency(work: Work) -> None:
    opened = work.db.scalars(select(Emergency)).one()
    opened.sealed_reason = work.vault.seal(
        EMERGENCY_REASON.word, table="emergencies", column="sealed_reason", row=opened.id
    )


def _of(demonstration: Demonstration, key: str) -> ColumnElement[bool]:
    return col(Accommodation.person_id) == demonstration.people[key].id


def _plant_reviews(work: Work, demonstration: Demonstration) -> None:
    mine = select(Review).where(col(Review.reviewer_id) == demonstration.people["ravi"].id)
    for review in work.db.scalars(mine).all():
        review.note = REVIEW_NOTE.word
        for score in work.db.scalars(select(Score).where(col(Score.review_id) == review.id)).all():
            score.because = SCORE_WORDS.word


def _plant_checkins(work: Work, demonstration: Demonstration) -> None:
    words = {Audience.ONLY_ME: ONLY_ME.word, Audience.MY_MENTOR: FOR_MENTOR.word}
    lines = (
        select(CheckinLine)
        .join(Checkin, col(Checkin.id) == CheckinLine.checkin_id)
        .where(col(Checkin.author_id) == demonstration.people["noor"].id)
    )
    for line in work.db.scalars(lines).all():
        line.value = words.get(line.readable_by, line.value)


def _plant_answer(work: Work, demonstration: Demonstration, key: str, question: str, canary: Canary) -> None:
    """An answer that few may read: only managers, or only a supporter with whom its part is shared."""
    application: UUID = work.db.scalars(
        select(Application.id).where(col(Application.person_id) == demonstration.people[key].id)
    ).one()
    answer = work.db.scalars(
        select(Answer).where(col(Answer.application_id) == application, col(Answer.question) == question)
    ).one()
    answer.value = canary.word


@pytest.mark.parametrize("key", WALKERS)
def test_each_person_meets_only_their_canaries(
    demonstration: Demonstration, key: str, capfd: pytest.CaptureFixture[str]
) -> None:
    plant(demonstration)
    met: dict[str, str] = {}
    for path, text in _everything_shown(demonstration, key):
        met.update({canary.word: path for canary in CANARIES if canary.word in text})

    leaked = {word: path for word, path in met.items() if key not in _readers(word)}
    missed = [canary.word for canary in CANARIES if key in canary.readers and canary.word not in met]

    assert leaked == {}
    assert missed == []
    assert not [canary.word for canary in CANARIES if canary.word in "".join(capfd.readouterr())]


def test_no_letter_carries_a_canary(demonstration: Demonstration) -> None:
    plant(demonstration)
    run_reactions(demonstration.parts)
    with demonstration.parts.work(writes=False) as work:
        messages = work.db.scalars(select(Message)).all()
        letters = [letter(work, message, "https://cleanplate.test") for message in messages]

    assert letters
    assert not [c.word for c in CANARIES for written in letters if c.word in written.subject + written.text]


def test_sealed_fields_hold_no_plain_word(demonstration: Demonstration) -> None:
    plant(demonstration)
    with demonstration.parts.work(writes=False) as work:
        rows = work.db.execute(select(Accommodation.sealed_words, Accommodation.sealed_answer)).all()

    stored = " ".join(f"{words} {answer}" for words, answer in rows)
    assert stored.strip()
    assert not [word for word in ("zirconwren", "quartzlark", "garnetkite") if word in stored]


def _everything_shown(demonstration: Demonstration, key: str) -> Iterator[tuple[str, str]]:
    """Pages, files and calendars that links lead to, with their headers; and every example address of any role."""
    client = demonstration.client(key)
    for path, shown in walk(client, unchecked_because=CHECKED_ELSEWHERE):
        yield path, shown.answer.text + str(shown.answer.headers)
    addresses = {
        e.path
        for page in demonstration.pages
        if page.method == "GET"
        for e in demonstration.examples[page.name].values()
    }
    for path in sorted(addresses):
        shown = client.get(path, unchecked_because=CHECKED_ELSEWHERE)
        yield path, shown.answer.text + str(shown.answer.headers)


def _readers(word: str) -> frozenset[str]:
    return next(canary.readers for canary in CANARIES if canary.word == word)
