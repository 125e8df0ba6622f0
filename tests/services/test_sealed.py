"""What may speak of health lies sealed: no byte of it in the database, keys that can be changed, and nothing that breaks."""

import base64
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, text, update
from sqlmodel import SQLModel, col, select

from app.adapters.cipher import KeyRing
from app.adapters.parts import Parts
from app.adapters.safe import Safe
from app.commands import keys as commands
from app.core.clock import Entropy
from app.core.database import Database
from app.core.events import AuditEntry, Event
from app.core.sealed_columns import SEALED, UNREAD, Placed, row_of
from app.core.settings import Settings
from app.core.vault import EVERY_ROW, LOCKED
from app.core.work import Work
from app.demonstration import load_into_empty
from app.models.accommodations import Accommodation, Provision, Remark
from app.models.applications import Answer
from app.models.checkins import CheckinLine
from app.models.emergencies import Emergency
from app.models.inquiries import ContactTry, Inquiry
from app.models.openings import Opening
from app.models.people import Channel
from app.models.productions import Production
from app.models.retentions import Hold
from app.models.supporters import PreparedAnswer
from app.services import audit, sealed
from tests.commands.running import LONGEST_SECONDS, environment, inside
from tests.concurrency.crowds import a_database, databases
from tests.nursery import NURSERY
from tests.schema import emptied, settings_for, with_empty_schema

OLD, NEW = f"a:{'aa' * 32}", f"b:{'bb' * 32}"
OF_STORY = pytest.mark.xdist_group(f"bytes-{databases()[0]}")
"""To play the story takes longer than what is asked of it, so that tests which share it run in one worker."""
CANARIES = [f"canary{number:02d}heron{number * 7919}" for number in range(36)]


def settings_with(folder: Path, keys: str) -> Settings:
    return settings_for("story", folder).model_copy(update={"cipher_keys": keys})


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    """The whole demonstration, sealed with the old key, with many texts in every kind of private field."""
    yield from told(settings_with(tmp_path_factory.mktemp("sealed"), OLD))


@pytest.fixture(
    scope="module", params=[pytest.param(each, marks=pytest.mark.xdist_group(f"bytes-{each}")) for each in databases()]
)
def stolen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    """The story in each kind of database that is installed here, whichever one the other tests run on."""
    if request.param == databases()[0]:
        yield request.getfixturevalue("story")
        return
    folder = tmp_path_factory.mktemp("stolen")
    with a_database(folder, request.param) as url:
        yield from told(settings_with(folder, OLD).model_copy(update={"database_url": url}))


def told(settings: Settings) -> Iterator[Parts]:
    parts = with_empty_schema(settings)
    load_into_empty(parts)
    parts = replace(parts, entropy=Entropy())
    with parts.work() as work:
        plant_in_every_sealed_place(work)
    with parts.work() as work:
        plant(work)
    yield parts
    parts.database.dispose()


def plant(work: Work) -> None:
    """Further private fields belong here."""
    words = iter(CANARIES)
    for item in work.db.scalars(select(Accommodation).order_by(col(Accommodation.id)).limit(2)).all():
        item.provide, item.meanwhile = next(words), next(words)
        item.parameters, item.agreed_parameters = {"note": next(words)}, {"note": next(words)}
        for column in ("sealed_words", "sealed_answer", "sealed_offer"):
            seal = work.vault.seal(next(words), table="accommodations", column=column, row=item.id)
            setattr(item, column, seal)
    remark = work.db.scalars(select(Remark)).first()
    assert remark is not None
    remark.sealed_words = work.vault.seal(next(words), table="remarks", column="sealed_words", row=remark.id)
    for answer in work.db.scalars(select(Answer).where(col(Answer.question) == "anything_else").limit(2)).all():
        answer.draft = [next(words)]
    draft = work.db.scalars(select(Answer)).first()
    assert draft is not None
    draft.draft = [next(words)]
    for line in work.db.scalars(select(CheckinLine).limit(2)).all():
        line.value = next(words)
    application_id = draft.application_id
    person = work.db.scalars(select(Accommodation.person_id)).first()
    assert person is not None
    work.db.add(Opening(id=work.new_id(), application_id=application_id, opened_by=person, reason=next(words),
                        opened_at=work.now, until=work.now))  # fmt: skip
    work.db.add(Inquiry(id=work.new_id(), application_id=application_id, asked_by=person, asked_at=work.now,
                        words=next(words), answer_by=work.now, reply=next(words), replied_at=work.now))  # fmt: skip
    work.db.add(ContactTry(id=work.new_id(), application_id=application_id, made_by=person, made_on=work.now.date(),
                           channel=Channel.EMAIL, result=next(words), noted_at=work.now))  # fmt: skip
    plant_of_helpers(work, remark, application_id, words)
    for word in words:
        work.record(Event("tests.said", work.new_id(), about=person, reason=word, shown=f"{word} again"))


def plant_of_helpers(work: Work, remark: Remark, application_id: UUID, words: Iterator[str]) -> None:
    """What supporters, coordinators and managers write about somebody."""
    item = work.db.get_one(Accommodation, remark.accommodation_id)
    spoken = work.new_id()
    work.db.add(Remark(id=spoken, accommodation_id=item.id, author_id=remark.author_id, on_behalf_of=item.person_id,
                       sealed_words=work.vault.seal(next(words), table="remarks", column="sealed_words", row=spoken),
                       written_at=work.now))  # fmt: skip
    prepared = work.db.scalars(select(PreparedAnswer)).first()
    assert prepared is not None
    prepared.value = next(words)
    production = work.db.scalars(select(Production.id).limit(1)).one()
    work.db.execute(delete(Provision).where(col(Provision.accommodation_id) == item.id))
    work.db.add(Provision(id=work.new_id(), accommodation_id=item.id, production_id=production, words=next(words),
                          seen_at=work.now))  # fmt: skip
    opened = work.new_id()
    work.db.add(Emergency(id=opened, person_id=item.person_id, opened_by_id=remark.author_id, opened_at=work.now,
                          closes_at=work.now, sealed_reason=work.vault.seal(
                              next(words), table="emergencies", column="sealed_reason", row=opened)))  # fmt: skip
    work.db.add(Hold(id=work.new_id(), application_id=application_id, reason=next(words), set_by=remark.author_id,
                     set_at=work.now, ended_at=work.now))  # fmt: skip


def plant_in_every_sealed_place(work: Work) -> None:
    """One more text in each column that is sealed and has a row, so that a new column is searched for by itself.

    What has no row in the demonstration is planted by hand, and so is the log, which is written only by recording.
    """
    for place in sealed.places():
        table = SQLModel.metadata.tables[place.table]
        keys = list(table.primary_key)
        key = work.db.execute(select(*keys).order_by(*(each.desc() for each in keys)).limit(1)).first()
        if key is None or place.table == "audit_entries":
            continue
        word, row = everywhere(place), row_of(key)
        value = (
            Placed(word, row) if place.is_typed
            else work.vault.seal(word, table=place.table, column=place.column, row=row)
        )  # fmt: skip
        same = (each == part for each, part in zip(keys, key, strict=True))
        work.db.execute(update(table).where(*same).values({place.column: value}))


def everywhere(place: sealed.Place) -> str:
    return f"heron{place.name.replace('_', '').replace('.', 'in')}"


def dumped(parts: Parts, folder: Path) -> bytes:
    """Every byte that a thief of the database would have: the files of SQLite, or a dump of PostgreSQL."""
    if parts.database.is_sqlite:
        path = Path(parts.database.url.database or "")
        return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    program = shutil.which("pg_dump") or str(max(Path("/usr/lib/postgresql").glob("*/bin/pg_dump")))
    url = parts.database.url.set(drivername="postgresql").render_as_string(hide_password=False)
    out = folder / "dump.sql"
    subprocess.run([program, "--file", str(out), url], check=True)  # noqa: S603 - our own program and words
    return out.read_bytes()


def written_as(word: str) -> list[bytes]:
    """The word in every dress: UTF-8, UTF-16 and base64 at each of its three offsets."""
    plain = word.encode()
    dressed = [plain, word.encode("utf-16-le"), word.encode("utf-16-be"), plain.hex().encode()]
    return [*dressed, *(_in_base64(plain, offset) for offset in range(3))]


def _in_base64(plain: bytes, offset: int) -> bytes:
    """The letters that these bytes alone decide, whatever stands around them: any fewer would be met by chance."""
    first, end = -(-8 * offset // 6), 8 * (offset + len(plain)) // 6
    return base64.b64encode(b" " * offset + plain)[first:end]


def test_key02_no_private_word_is_a_byte_of_the_database(stolen: Parts, tmp_path: Path) -> None:
    content = dumped(stolen, tmp_path)

    words = [*CANARIES, *(everywhere(place) for place in sealed.places())]
    assert [word for word in words if any(dress in content for dress in written_as(word))] == []
    assert b"Noor Haddad" in content  # what is not sealed is found this way


@OF_STORY
def test_key03_keys_are_changed_and_the_old_one_can_go(
    story: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(story)
    both = replace(Parts.of(story.settings.model_copy(update={"cipher_keys": f"{NEW},{OLD}"})), safe=Safe(tmp_path))

    commands.rotate(both)

    alone = Parts.of(story.settings.model_copy(update={"cipher_keys": NEW}))
    said = capsys.readouterr().out
    with alone.work(writes=False) as work:
        assert list(sealed.closed_now(work.db, ring(alone))) == []
        assert audit.verify(work.db, work.vault, Safe(tmp_path)).finding is None
    assert everything(alone) == before
    assert "Everything sealed is sealed with the key b." in said
    assert "accommodations.sealed_words: " in said
    commands.rotate(both)
    assert "accommodations.sealed_words: 0 looked at" not in capsys.readouterr().out
    back = Parts.of(story.settings.model_copy(update={"cipher_keys": f"{OLD},{NEW}"}))
    commands.rotate(back)
    for parts in (both, alone, back):
        parts.database.dispose()


def everything(parts: Parts) -> list[str]:
    """What is read through the product of every sealed place."""
    keys, read = ring(parts), []
    with parts.work(writes=False) as work:
        for place in sealed.places():
            rows = _every_row(work, place)
            read += [f"{place.name} {key} {sealed._opened(keys, place, key, stored)[0]}" for key, stored in rows]
    return read


def _every_row(work: Work, place: sealed.Place) -> Iterator[tuple[Any, str]]:
    """The rows come in batches."""
    rows = sealed._rows(work.db, place, None)
    while rows:
        yield from rows
        rows = sealed._rows(work.db, place, rows[-1][0])


def ring(parts: Parts) -> KeyRing:
    assert isinstance(parts.vault, KeyRing)
    return parts.vault


@pytest.mark.parametrize("stop", ["terminate", "kill"])
def test_key03_a_change_of_keys_can_be_stopped_and_goes_on(tmp_path: Path, stop: str) -> None:
    with a_database(tmp_path, databases()[0]) as url:
        settings = settings_with(tmp_path, OLD).model_copy(update={"database_url": url})
        parts = replace(with_empty_schema(settings), entropy=Entropy())
        with parts.work() as work:
            for number in range(1500):
                work.audit(Event("tests.said", work.new_id(), reason=f"words {number}"))
        said = {"DATABASE_URL": url, "CIPHER_KEYS": f"{NEW},{OLD}", "BASE_URL": settings.base_url}
        running = NURSERY.bears(["rotate-keys"], environment(tmp_path, **said), tmp_path / "rotating.log")
        while running.poll() is None and not sealed_with(parts, "b"):
            time.sleep(0.01)
        getattr(running, stop)()
        running.wait(LONGEST_SECONDS)
        some = sealed_with(parts, "b")
        again = inside("rotate-keys", folder=tmp_path, **said)

        assert some > 0
        assert sealed_with(parts, "b") == 1500
        assert "Everything sealed is sealed with the key b." in again.out
        parts.database.dispose()


def sealed_with(parts: Parts, key: str) -> int:
    with parts.database.engine.connect() as connection:
        return int(
            connection.scalar(
                text("SELECT count(*) FROM audit_entries WHERE substr(reason, 2, 2) = :key"), {"key": f"{key}."}
            )
        )


@OF_STORY
def test_key02_a_moved_text_stays_closed_and_is_reported(story: Parts, tmp_path: Path) -> None:
    with story.work() as work:
        first, second = work.db.scalars(select(Accommodation).order_by(col(Accommodation.id)).limit(2)).all()
        kept = (first.sealed_words, second.sealed_words)
        first.sealed_words, second.sealed_words = second.sealed_words, first.sealed_words

    with story.work() as work:
        closed = sorted(each.place.name for each in sealed.closed_now(work.db, ring(story)))
        count = sealed.report_closed(work)
        first, second = work.db.scalars(select(Accommodation).order_by(col(Accommodation.id)).limit(2)).all()
        first.sealed_words, second.sealed_words = kept

    with story.work(writes=False) as work:
        alarm = work.db.scalars(select(AuditEntry).where(col(AuditEntry.name) == "vault.closed")).one()
        assert audit.verify(work.db, work.vault, Safe(tmp_path)).finding is None
    assert (closed, count) == (["accommodations.sealed_words"] * 2, 2)
    assert alarm.facts == {"place": "accommodations.sealed_words", "texts": 2}


@OF_STORY
def test_key02_no_sealed_text_opens_in_another_row(story: Parts) -> None:
    """Each column of a sealed kind that has two rows with words: what a thief swaps is shut, and found."""
    for place in sealed.places():
        if not place.is_typed or len(rows := words_of(story, place)[:2]) < 2:
            continue
        (first, one), (second, other) = rows
        with story.work() as work:
            sealed._write(work.db, place, first, one, other)
            sealed._write(work.db, place, second, other, one)

        with story.work(writes=False) as work:
            closed = [(each.place, each.no_key) for each in sealed.closed_now(work.db, ring(story))]
        read = shown_of(story, place, [first, second])
        with story.work() as work:
            sealed._write(work.db, place, first, other, one)
            sealed._write(work.db, place, second, one, other)

        assert closed == [(place, "")] * 2
        assert read in ([LOCKED] * 2, [None] * 2, [{UNREAD: LOCKED}] * 2), place.name
        assert LOCKED not in (back := shown_of(story, place, [first, second])), place.name
        assert None not in back, place.name


def words_of(parts: Parts, place: sealed.Place) -> list[Any]:
    with parts.work(writes=False) as work:
        return [
            (key, stored) for key, stored in sealed._rows(work.db, place, None)
            if sealed._sealed_part(place, stored) is not None
        ]  # fmt: skip


def shown_of(parts: Parts, place: sealed.Place, keys: list[Any]) -> Any:
    """What the product reads in this column of these rows."""
    table = SQLModel.metadata.tables[place.table]
    of = [row_of(key) for key in keys]
    with parts.work(writes=False) as work:
        rows = work.db.execute(select(table.c[place.column], *table.primary_key)).all()
        return [row[0] for row in rows if row_of(row[1:]) in of]


@OF_STORY
def test_key02_what_an_older_version_bound_to_its_column_is_bound_to_its_row_when_migrating(
    story: Parts, capsys: pytest.CaptureFixture[str]
) -> None:
    [place] = [each for each in sealed.places() if each.name == "holds.reason"]
    [(key, stored), *_] = words_of(story, place)
    before = SEALED + ring(story).seal("Both sides agreed.", table=place.table, column=place.column, row=EVERY_ROW)
    with story.work() as work:
        sealed._write(work.db, place, key, stored, before)

    not_yet = shown_of(story, place, [key])
    commands.seal_what_is_open(story)
    after = shown_of(story, place, [key])

    assert (not_yet, after) == ([LOCKED], ["Both sides agreed."])
    assert "1 texts that were open or could be moved are sealed to their place now." in capsys.readouterr().out
    with story.work() as work:
        sealed._write(work.db, place, key, words_of(story, place)[0][1], stored)


@OF_STORY
def test_key03_without_its_key_every_list_goes_on_and_says_so(story: Parts) -> None:
    lost = Parts.of(story.settings.model_copy(update={"cipher_keys": NEW}))

    with lost.work(writes=False) as work:
        provided = set(work.db.scalars(select(Accommodation.provide).where(col(Accommodation.provide) != "")).all())
        names = {each.no_key for each in sealed.closed_now(work.db, ring(lost))}

    assert provided == {LOCKED}
    assert names == {"a"}
    lost.database.dispose()


@OF_STORY
def test_rel11_what_an_older_version_left_open_is_sealed_once(story: Parts, capsys: pytest.CaptureFixture[str]) -> None:
    with story.database.engine.begin() as connection:
        connection.execute(text("UPDATE accommodations SET meanwhile = 'A quiet room'"))

    commands.seal_what_is_open(story)
    commands.seal_what_is_open(story)

    with story.work(writes=False) as work:
        assert set(work.db.scalars(select(Accommodation.meanwhile)).all()) == {"A quiet room"}
    assert capsys.readouterr().out.count("texts that were open or could be moved are sealed to their place now.") == 1


def test_every_sealed_column_is_one_that_the_rotation_finds() -> None:
    names = {place.name for place in sealed.places()}

    assert {"accommodations.sealed_words", "remarks.sealed_words", "answers.draft", "checkin_lines.value"} <= names
    assert {"prepared_answers.value", "provisions.words", "emergencies.sealed_reason", "holds.reason"} <= names
    assert {"credentials.sealed_code_secret", "messages.sealed_path", "audit_entries.reason"} <= names


def test_a_database_knows_its_own_vault(tmp_path: Path) -> None:
    made = Database(f"sqlite:///{tmp_path / 'vault.sqlite'}")
    emptied(made)

    assert made.engine.dialect.vault is None  # type: ignore[attr-defined]  # ours
    made.dispose()
