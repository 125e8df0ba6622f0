"""Erasing somebody leaves no trace of them on any page, in any row and in any file; counts and other people stay whole."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import delete, func, text
from sqlmodel import SQLModel, col, select

from app.adapters.parts import Parts
from app.adapters.safe import ERASURES, Safe
from app.commands import erasing
from app.core.clock import Entropy
from app.core.errors import Unavailable
from app.core.events import AuditEntry, Event, OutboxEvent, OutboxStatus
from app.forms.sign_ins import Nothing
from app.main import build
from app.models.applications import Answer, Application
from app.models.emergencies import Emergency
from app.models.erasures import Erasure, ErasureStatus
from app.models.files import File
from app.models.messages import Message, MessageStatus
from app.models.own_data import OwnFile
from app.models.people import Person
from app.models.retentions import Hold
from app.models.supporters import PreparedAnswer, Supporter, SupporterStatus
from app.reactions.following import reactions_to
from app.reactions.relaying import react
from app.rules.erasures import BLANKED, GOES, GOES_WITH_APPLICATION, NAME, STAYS, STAYS_WITH_APPLICATION
from app.services import audit, erasures, messages
from app.services.deliveries import deliver_due
from tests.client import Client
from tests.conftest import MovableClock
from tests.running import run_reactions
from tests.schema import settings_for
from tests.stories import Stories

CANARY = "beryltern"
PERSON_AND_APPLICATION = {"people", "applications"}


@pytest.fixture
def story(stories: Stories, tmp_path: Path) -> Iterator[Parts]:
    """The demonstration in a database of its own, whose works are committed; Noor's words and name are a canary."""
    parts = stories.told(settings_for("story", tmp_path))
    clock = MovableClock()
    parts = replace(parts, clock=clock, entropy=Entropy(), safe=Safe(tmp_path / "safe"))
    plant(parts)
    yield parts
    parts.database.dispose()


def id_of(parts: Parts, key: str) -> UUID:
    with parts.work(writes=False) as work:
        return work.db.scalars(select(Person.id).where(col(Person.email) == f"{key}@example.com")).one()


def plant(parts: Parts) -> None:
    noor = id_of(parts, "noor")
    with parts.work() as work:
        work.db.get_one(Person, noor).name = f"Noor {CANARY}"
        mine = select(Application.id).where(col(Application.person_id) == noor)
        for answer in work.db.scalars(select(Answer).where(col(Answer.application_id).in_(mine))).all():
            if isinstance(answer.value, str):
                answer.value = f"{CANARY} answer"
        for file in work.db.scalars(select(File).where(col(File.owner_id) == noor)).all():
            file.description = CANARY
        work.record(Event("tests.said", work.new_id(), about=noor, reason=CANARY, shown=CANARY))


def rows_of(parts: Parts) -> dict[str, int]:
    with parts.work(writes=False) as work:
        return {
            table.name: work.db.scalar(select(func.count()).select_from(table)) or 0
            for table in SQLModel.metadata.sorted_tables
        }


def traces(parts: Parts, *words: str) -> list[str]:
    """The columns of the whole database in which one of these words is met, opened where it is sealed."""
    found = []
    with parts.work(writes=False) as work:
        for table in SQLModel.metadata.sorted_tables:
            for row in work.db.execute(table.select()).mappings():
                found += [f"{table.name}.{name}" for name, value in row.items() if any(w in str(value) for w in words)]
        if parts.database.is_sqlite:
            search = work.db.execute(text("SELECT managers || ' ' || reviewers FROM search_words")).scalars()
        else:
            search = work.db.execute(text("SELECT CAST(managers AS text) FROM search_words")).scalars()
        found += [f"search: {line[:40]}" for line in search if any(word in line for word in words)]
    return found


def test_f97_somebody_is_erased_and_only_counts_stay(story: Parts) -> None:
    noor = id_of(story, "noor")
    before, stored = rows_of(story), set(story.storage.names())
    assert traces(story, CANARY)

    erasures.erase_now(story, noor)

    after = rows_of(story)
    assert traces(story, CANARY, "noor@example.com") == []
    same = ("people", "applications", "enrolments", "bookings", "assignments", "reviews", "decisions", "matches")
    assert {name: after[name] for name in same} == {name: before[name] for name in same}
    assert set(story.storage.names()) <= stored
    with story.work(writes=False) as work:
        assert work.db.get_one(Person, noor).name == NAME
        assert audit.verify(work.db, work.vault, story.safe).finding is None
        if story.database.is_sqlite:
            assert work.db.execute(text("PRAGMA foreign_key_check")).all() == []


def client_of(parts: Parts, key: str) -> Client:
    with parts.work(writes=False) as work:
        return Client(build(parts.settings, parts), parts, work.db.get_one(Person, id_of(parts, key)))


def helped(parts: Parts) -> Supporter:
    """Sam helps Ari and wrote a text."""
    with parts.work(writes=False) as work:
        of_ari = select(Supporter).join(PreparedAnswer, col(PreparedAnswer.supporter_id) == Supporter.id)
        support = work.db.scalars(of_ari.where(col(Supporter.person_id) == id_of(parts, "ari"))).one()
    assert support.status is SupporterStatus.HELPING
    return support


def test_f97_a_helper_sees_nothing_from_the_moment_somebody_is_erased(story: Parts) -> None:
    support, sam = helped(story), client_of(story, "sam")
    before = sam.get(f"/supporting/{support.id}").status

    erasures.erase_now(story, support.person_id)

    assert (before, sam.get(f"/supporting/{support.id}").status) == (200, 404)
    with story.work(writes=False) as work:
        left = work.db.scalars(select(Supporter.person_id).where(col(Supporter.supporter_id) == support.supporter_id))
        assert support.person_id not in set(left.all())
        assert work.db.scalars(select(PreparedAnswer)).all() == []


def test_f97_a_helper_who_is_erased_leaves_no_text_and_the_answers_stay(story: Parts) -> None:
    support = helped(story)
    with story.work() as work:
        work.db.get_one(Person, support.supporter_id).name = f"Sam {CANARY}x"
        work.db.scalars(select(PreparedAnswer)).one().value = f"{CANARY}x text"
        answers = work.db.scalar(select(func.count()).select_from(Answer))
    assert support.supporter_id is not None

    erasures.erase_now(story, support.supporter_id)

    assert traces(story, f"{CANARY}x", "sam@example.com") == []
    assert rows_of(story)["answers"] == answers
    assert client_of(story, "ari").get("/supporters").status == 200


def test_f97_an_invitation_to_an_address_goes_with_it(story: Parts) -> None:
    zoe = id_of(story, "zoe")
    with story.work() as work:
        ari = id_of(story, "ari")
        work.db.add(Supporter(id=work.new_id(), person_id=ari, name="Zo", email="zoe@example.com", made_at=work.now,
                              status=SupporterStatus.INVITED, until=work.now.date()))  # fmt: skip

    erasures.erase_now(story, zoe)

    assert traces(story, "zoe@example.com") == []


def test_f97_a_file_that_waits_goes_with_its_bytes(story: Parts) -> None:
    with story.work(writes=False) as work:
        file = work.db.scalars(select(OwnFile).where(col(OwnFile.stored_as) != "")).first()
    assert file is not None
    assert file.stored_as in set(story.storage.names())

    erasures.erase_now(story, file.person_id)

    assert file.stored_as not in set(story.storage.names())
    assert rows_of(story)["own_files"] == 0


def test_f97_an_emergency_stays_as_a_count_without_its_reason(story: Parts) -> None:
    noor, before = id_of(story, "noor"), rows_of(story)["emergencies"]

    erasures.erase_now(story, noor)

    with story.work(writes=False) as work:
        reasons = work.db.scalars(select(Emergency.sealed_reason).where(col(Emergency.person_id) == noor)).all()
    assert set(reasons) == {""}
    assert rows_of(story)["emergencies"] == before


def test_priv05_an_older_copy_is_erased_again_at_the_start(story: Parts, tmp_path: Path) -> None:
    noor = id_of(story, "noor")
    erasures.erase_now(story, noor)
    with story.work() as work:  # as an older copy would bring them back
        person = work.db.get_one(Person, noor)
        person.name, person.email = f"Noor {CANARY}", "noor@example.com"

    assert (erasures.replay(story), erasures.replay(story)) == (1, 0)
    assert traces(story, CANARY, "noor@example.com") == []
    lines = (tmp_path / "safe" / ERASURES).read_text()
    assert str(noor) not in lines
    assert noor.hex not in lines


def test_priv05_there_are_ten_working_days_to_think_again(story: Parts) -> None:
    noor, clock = id_of(story, "noor"), story.clock
    assert isinstance(clock, MovableClock)
    ask(story, noor)
    clock.advance(days=15)  # the day after ten weekdays, for one of them is a public holiday
    early = erasures.run_due(story)
    clock.advance(days=1)

    assert (early, erasures.run_due(story), erasures.run_due(story)) == (0, 1, 0)
    with story.work(writes=False) as work:
        assert work.db.scalars(select(Erasure.status)).all() == [ErasureStatus.ERASED]


def ask(parts: Parts, person_id: UUID) -> None:
    with parts.work() as work:
        erasures.ask(work, work.db.get_one(Person, person_id), Nothing())


def test_f96_a_dispute_holds_the_erasure_back(story: Parts) -> None:
    noor, clock = id_of(story, "noor"), story.clock
    assert isinstance(clock, MovableClock)
    ask(story, noor)
    with story.work() as work:
        application_id = work.db.scalars(select(Application.id).where(col(Application.person_id) == noor)).first()
        assert application_id is not None
        hold = Hold(id=work.new_id(), application_id=application_id, reason="A complaint", set_by=noor, set_at=work.now)
        work.db.add(hold)
    clock.advance(days=40)

    held = erasures.run_due(story)
    with story.work() as work:
        work.db.get_one(Hold, hold.id).ended_at = work.now

    assert (held, erasures.run_due(story)) == (0, 1)


def test_priv05_somebody_has_decided_about_every_reference() -> None:
    references = {
        f"{table.name}.{key.parent.name}": key.column.table.name
        for table in SQLModel.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name in PERSON_AND_APPLICATION
    }

    assert set(references) == GOES | GOES_WITH_APPLICATION | STAYS | STAYS_WITH_APPLICATION
    assert set(BLANKED) <= STAYS | STAYS_WITH_APPLICATION


def test_priv05_the_log_keeps_that_it_happened_and_who_pressed(story: Parts) -> None:
    noor = id_of(story, "noor")

    erasures.erase_now(story, noor)

    with story.work(writes=False) as work:
        entry = work.db.scalars(select(AuditEntry).where(col(AuditEntry.name) == "erasures.erased")).one()
    assert (entry.about, entry.reason, entry.shown) == (noor, "", "")


class Postbox:
    """Takes letters, or none while it is closed. `seen` is what the person was called when each came."""

    def __init__(self, look: Callable[[], str]) -> None:
        self.letters: list[EmailMessage] = []
        self.seen: list[str] = []
        self.is_closed = False
        self._look = look

    def send(self, message: EmailMessage) -> None:
        if self.is_closed:
            raise Unavailable(mail="ConnectionRefusedError")
        self.letters.append(message)
        self.seen.append(self._look())

    def to(self, address: str) -> list[str]:
        return [str(letter["Subject"]) for letter in self.letters if letter["To"] == address]


def with_postbox(parts: Parts) -> tuple[Parts, Postbox]:
    noor = id_of(parts, "noor")

    def name() -> str:
        with parts.work(writes=False) as work:
            return work.db.get_one(Person, noor).name

    box = Postbox(name)
    return replace(parts, mailer=box), box


LAST = "For information: we erase everything about you now"


def test_f97_the_person_is_told_when_they_ask_and_when_they_take_it_back(story: Parts) -> None:
    parts, box = with_postbox(story)
    ask(parts, id_of(parts, "noor"))
    with parts.work() as work:
        erasures.take_back(work, work.db.get_one(Person, id_of(parts, "noor")), Nothing())
        erasures.take_back(work, work.db.get_one(Person, id_of(parts, "noor")), Nothing())
    run_reactions(parts)

    deliver_due(parts)

    asked, back = "For information: you asked to be erased", "For information: you are not erased"
    assert [subject for subject in box.to("noor@example.com") if subject in {asked, back, LAST}] == [asked, back]
    told = next(letter for letter in box.letters if letter["Subject"] == asked)
    assert "We do it after Tuesday 16 March 2027, 5:00pm" in told.get_content()


def test_f97_the_last_letter_leaves_before_anything_is_erased(story: Parts) -> None:
    parts, box = with_postbox(story)
    ask(parts, id_of(parts, "noor"))
    later(parts, days=40)

    done = erasures.run_due(parts)

    assert done == 1
    assert box.to("noor@example.com") == [LAST]
    assert box.seen == [f"Noor {CANARY}"]
    assert traces(parts, CANARY, "noor@example.com") == []
    assert deliver_due(parts) >= 0
    assert box.to("noor@example.com") == [LAST]


def test_f97_nobody_is_erased_before_the_letter_has_left_or_is_given_up(story: Parts) -> None:
    parts, box = with_postbox(story)
    ask(parts, id_of(parts, "noor"))
    later(parts, days=40)
    box.is_closed = True
    waits = erasures.run_due(parts)
    box.is_closed = False
    later(parts, hours=1)

    done = erasures.run_due(parts)

    assert (waits, done) == (0, 1)
    assert box.to("noor@example.com") == [LAST]


def test_f97_a_letter_that_can_never_leave_holds_the_erasure_up_for_a_day_at_most(story: Parts) -> None:
    parts, box = with_postbox(story)
    box.is_closed = True
    ask(parts, id_of(parts, "noor"))
    later(parts, days=40)
    hours = 0
    while not erasures.run_due(parts):
        later(parts, hours=1)
        hours += 1
        deliver_due(parts)
        assert hours < 60

    assert traces(parts, CANARY, "noor@example.com") == []


def test_f97_a_dispute_is_told_on_the_day_and_once(story: Parts) -> None:
    parts, box = with_postbox(story)
    noor = id_of(parts, "noor")
    ask(parts, noor)
    with parts.work() as work:
        application_id = work.db.scalars(select(Application.id).where(col(Application.person_id) == noor)).first()
        assert application_id is not None
        hold = Hold(id=work.new_id(), application_id=application_id, reason="A complaint", set_by=noor, set_at=work.now)
        work.db.add(hold)
    later(parts, days=40)
    for _ in range(2):
        erasures.run_due(parts)
        later(parts, days=2)
        deliver_due(parts)

    assert box.to("noor@example.com").count("Change: we wait before we erase you") == 1
    assert LAST not in box.to("noor@example.com")


def test_f97_a_letter_about_somebody_erased_is_never_sent(story: Parts) -> None:
    """One names them, one comes of an event about them, and one is another's business and goes out."""
    parts, box = with_postbox(story)
    noor, mei = id_of(parts, "noor"), id_of(parts, "mei")
    with parts.work() as work:
        work.db.execute(delete(Message).where(col(Message.status) == MessageStatus.WAITING))
        about, other = (
            OutboxEvent(id=work.new_id(), at=work.now, name="tests.asked", subject_id=work.new_id(), about=person_id,
                        status=OutboxStatus.STARTED)
            for person_id in (noor, mei)
        )  # fmt: skip
        work.db.add_all([about, other])
        to = work.db.get_one(Person, mei)
        named = {"author": f"Noor {CANARY}"}
        messages.write(work, "checkin_shared", to=to, event_id=work.new_id(), facts=named)
        messages.write(
            work, "correction_asked", to=to, event_id=about.id, facts={"day": "Monday"}, path="/corrections/waiting"
        )
        messages.write(work, "correction_asked", to=to, event_id=other.id, facts={"day": "Tuesday"})

    erasures.erase_now(parts, noor)

    later(parts, days=7)
    deliver_due(parts)
    bodies = [letter.get_content() for letter in box.letters]
    assert len(bodies) == 1
    assert "We promised an answer by Tuesday." in bodies[0]


def test_f97_what_was_to_follow_finds_its_person_erased_and_stops(story: Parts) -> None:
    noor = id_of(story, "noor")
    ask(story, noor)
    with story.work(writes=False) as work:
        waiting = select(OutboxEvent).where(col(OutboxEvent.about) == noor, col(OutboxEvent.name) == "erasures.asked")
        event = work.db.scalars(waiting).one()
    started = [(event.id, reaction.name) for reaction in reactions_to(event.name)]

    erasures.erase_now(story, noor)
    for event_id, name in started:
        react(story, event_id, name)

    assert started
    assert traces(story, "noor@example.com") == []


def test_f97_whoever_is_erased_by_hand_hears_it_first(story: Parts, capsys: pytest.CaptureFixture[str]) -> None:
    parts, box = with_postbox(story)
    erasing.erase(parts, "noor@example.com")
    box.is_closed = True
    erasing.erase(parts, "bea@example.com")

    said = capsys.readouterr().out
    assert box.to("noor@example.com") == [LAST]
    assert said.count("The last letter to this person could not leave.") == 1
    assert traces(parts, CANARY, "noor@example.com", "bea@example.com") == []


def later(parts: Parts, **by: float) -> None:
    assert isinstance(parts.clock, MovableClock)
    parts.clock.advance(**by)
