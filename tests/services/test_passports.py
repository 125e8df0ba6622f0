"""What a reader is told to provide: shared items only, only until their day, and nothing about why."""

from datetime import date
from uuid import UUID

import pytest

from app.adapters.parts import Parts
from app.forms.accommodations import RemarkForm
from app.forms.accommodations_advising import Instruction
from app.forms.passports import ShareForm
from app.forms.sign_ins import Nothing
from app.models.accommodations import Accommodation, PassportShare
from app.models.messages import Message
from app.services import accommodations, accommodations_advising, passports
from app.services.casting import Stage
from app.services.passports_reading import instructions_for
from tests.asking import WorkAs
from tests.conftest import MovableClock
from tests.factories.accommodations import agreed, asked, in_place, shared
from tests.factories.matches import noor_and_jun
from tests.running import run_reactions

UNTIL = date(2027, 3, 31)
CANARY = "kestrel-lantern"
WALL = "A seat with a wall behind it"


def reader_of(stage: Stage, key: str = "my-brilliant-career") -> str:
    return f"production:{stage.productions[key].id}"


def given(work_as: WorkAs, stage: Stage, who: str, of: str = "noor") -> list[str]:
    with work_as(who) as work:
        return instructions_for(work.db, work.actor, [stage.id_of(of)], now=work.now)[stage.id_of(of)]


def an_item(work_as: WorkAs, of: str = "noor") -> UUID:
    return agreed(work_as, asked(work_as, of=of, need="back_to_wall", words=CANARY), provide=WALL)


@pytest.fixture
def item(work_as: WorkAs, stage: Stage) -> UUID:
    """Noor's wall, shared with the coordinators of My Brilliant Career."""
    found = an_item(work_as)
    shared(work_as, found, of="noor", reader=reader_of(stage), until=UNTIL)
    return found


def test_a_coordinator_reads_what_to_provide(work_as: WorkAs, stage: Stage, item: UUID) -> None:
    assert given(work_as, stage, "tom") == [WALL]
    assert item


@pytest.mark.usefixtures("item")
@pytest.mark.parametrize("who", ["cleo", "jun", "mei", "ravi", "sam", "asha", "lev", "bea"])
def test_nobody_else_reads_that_there_is_anything(work_as: WorkAs, stage: Stage, who: str) -> None:
    assert given(work_as, stage, who) == []


def test_what_is_not_shared_is_as_if_it_were_not(work_as: WorkAs, stage: Stage) -> None:
    an_item(work_as)

    assert given(work_as, stage, "tom") == []


@pytest.mark.usefixtures("item")
def test_the_last_day_counts_whole_in_the_time_of_the_person(
    work_as: WorkAs, stage: Stage, clock: MovableClock
) -> None:
    """31 March ends in Adelaide at 13:30 in universal time."""
    clock.now = clock.now.replace(month=3, day=31, hour=13, minute=29)
    still = given(work_as, stage, "tom")
    clock.advance(minutes=1)

    assert (still, given(work_as, stage, "tom")) == ([WALL], [])


def test_ending_a_share_takes_effect_at_once(work_as: WorkAs, stage: Stage, item: UUID) -> None:
    with work_as("noor") as work:
        share = work.db.query(PassportShare).filter_by(accommodation_id=item).one()
        passports.end_share(work, share, Nothing())

    assert given(work_as, stage, "tom") == []


def test_taking_it_back_ends_every_share(work_as: WorkAs, stage: Stage, item: UUID) -> None:
    with work_as("noor") as work:
        accommodations.withdraw(work, work.db.get_one(Accommodation, item), Nothing())

    assert given(work_as, stage, "tom") == []


def test_saying_that_it_does_not_work_takes_nothing_away(work_as: WorkAs, stage: Stage) -> None:
    item = in_place(work_as, asked(work_as, of="noor", need="back_to_wall"))
    shared(work_as, item, of="noor", reader=reader_of(stage), until=UNTIL)
    before = given(work_as, stage, "tom")
    with work_as("noor") as work:
        accommodations.say_it_does_not_work(work, work.db.get_one(Accommodation, item), RemarkForm(words=CANARY))

    assert before
    assert given(work_as, stage, "tom") == before


def test_changed_words_reach_the_reader_at_once(work_as: WorkAs, stage: Stage, item: UUID) -> None:
    with work_as("ida") as work:
        row = work.db.get_one(Accommodation, item)
        accommodations_advising.reword(work, row, Instruction(provide="A wall behind and a lamp"))

    assert given(work_as, stage, "tom") == ["A wall behind and a lamp"]


def test_one_mentor_reads_and_another_does_not(work_as: WorkAs, stage: Stage) -> None:
    found = an_item(work_as)
    noor_and_jun(work_as, stage)
    shared(work_as, found, of="noor", reader=f"person:{stage.id_of('jun')}", until=UNTIL)

    assert (given(work_as, stage, "jun"), given(work_as, stage, "una")) == ([WALL], [])


def test_items_come_in_the_order_of_the_passport(work_as: WorkAs, stage: Stage, item: UUID) -> None:
    second = agreed(work_as, asked(work_as, of="noor", need="plain_literal"), provide="Plain words")
    shared(work_as, second, of="noor", reader=reader_of(stage), until=UNTIL)
    with work_as("noor") as work:
        passports.move_up(work, work.db.get_one(Accommodation, second), Nothing())

    assert given(work_as, stage, "tom") == ["Plain words", WALL]
    assert item


@pytest.mark.usefixtures("item")
def test_a_reader_is_told_once_that_there_is_something_to_read(work_as: WorkAs, parts: Parts) -> None:
    run_reactions(parts)
    run_reactions(parts)

    with work_as(None) as work:
        messages = work.db.query(Message).filter_by(template="instruction_shared").all()
    assert [(message.email, message.facts) for message in messages] == [("tom@example.com", {})]


def test_one_share_form_can_hold_several_items(work_as: WorkAs, stage: Stage) -> None:
    first = an_item(work_as)
    second = agreed(work_as, asked(work_as, of="noor", need="plain_literal"), provide="Plain words")
    with work_as("noor") as work:
        passports.share(work, ShareForm(items=[first, second], reader=reader_of(stage), until=UNTIL))

    assert given(work_as, stage, "tom") == [WALL, "Plain words"]
