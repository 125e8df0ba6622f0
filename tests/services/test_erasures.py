"""Erasing somebody leaves no trace of them on any page, in any row and in any file; counts and other people stay whole."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, text
from sqlmodel import SQLModel, col, select

from app.adapters.parts import Parts
from app.adapters.safe import ERASURES, Safe
from app.core.clock import Entropy
from app.core.events import AuditEntry, Event
from app.forms.sign_ins import Nothing
from app.main import build
from app.models.applications import Answer, Application
from app.models.emergencies import Emergency
from app.models.erasures import Erasure, ErasureStatus
from app.models.files import File
from app.models.own_data import OwnFile
from app.models.people import Person
from app.models.retentions import Hold
from app.models.supporters import PreparedAnswer, Supporter, SupporterStatus
from app.rules.erasures import BLANKED, GOES, GOES_WITH_APPLICATION, NAME, STAYS, STAYS_WITH_APPLICATION
from app.services import audit, erasures
from tests.client import Client
from tests.conftest import MovableClock
from tests.schema import settings_for
from tests.stories import Stories

CANARY = "beryltern"
PERSON_AND_APPLICATION = {"people", "applications"}


@pytest.fixture
def story(stories: Stories, tmp_path: Path) -> Iterator[Parts]:
    """The demonstration in a database of its own, whose works are committed; Noor's words and name are a canary."""
    parts = stories.told(settings_for("cleanplate", tmp_path))
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
