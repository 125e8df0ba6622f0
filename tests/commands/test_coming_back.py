"""One walk through everything that somebody can do about their data: exported, corrected, erased, and erased again when
an older backup comes back. After it nobody meets a trace of them, and everybody else's pages are whole.
"""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import UUID
from zipfile import ZipFile

import pytest
from sqlalchemy import text
from sqlmodel import SQLModel, col, select

from accessibility.checks import findings
from app.adapters.copies import copy_into, load_from
from app.adapters.parts import Parts
from app.adapters.safe import Safe
from app.commands import audit, backups, erasing
from app.core.clock import Entropy
from app.core.sealed_columns import row_of
from app.main import build
from app.models.accommodations import Accommodation, Remark
from app.models.applications import Answer, Application
from app.models.corrections import Correction
from app.models.files import File
from app.models.own_data import OwnFile, OwnFileStatus
from app.models.people import Person
from app.rules.cast import CAST
from app.rules.erasures import NAME
from app.services import erasures
from app.services.sealed import places
from tests.client import Client
from tests.concurrency.crowds import ON_POSTGRESQL, ON_SQLITE, a_database, databases
from tests.conftest import MovableClock
from tests.house.crawling import walk
from tests.running import run_reactions
from tests.schema import emptied, settings_for
from tests.stories import Stories

KEY = "ab" * 32
CANARY, PHONE, ADDRESS, FAMILY = "beryltern", "0491570156", "noor@example.com", "Haddad"
WORDS = (CANARY, PHONE, ADDRESS, FAMILY)
THE_CAST_ITSELF = "/demonstration"
"""The list of whom one can be signed in as: it is part of the demonstration, and in no product that somebody uses."""


@pytest.fixture(scope="module", params=databases())
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a database of each kind that is installed here. A server is shared by the tests below."""
    with a_database(tmp_path_factory.mktemp("place"), request.param) as url:
        yield url


@pytest.fixture
def story(place: str, stories: Stories, tmp_path: Path) -> Iterator[Parts]:
    """The demonstration in a database of its own, whose works are committed, with a backup key and a safe place."""
    (tmp_path / "first").mkdir()
    settings = settings_for("story", tmp_path / "first").model_copy(update={"backup_key": KEY})
    if not place.startswith("sqlite"):
        settings = settings.model_copy(update={"database_url": place})
    parts = stories.told(settings)
    yield replace(parts, clock=MovableClock(), entropy=Entropy(), safe=Safe(tmp_path / "safe"))
    parts.database.dispose()


def test_priv05_exported_corrected_erased_and_restored_nobody_meets_a_trace(
    story: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    noor = plant(story, tmp_path)
    export(story)
    correct(story)
    assert {word for _, word in traces(story)} == set(WORDS)
    backups.backup(story, tmp_path / "older.backup")
    erasures.erase_now(story, noor)
    assert_gone(story, noor)

    with restored(story, tmp_path) as there:
        assert_gone(there, noor)
        assert pages_with_a_trace(there) == []
        capsys.readouterr()
        audit.verify(there)
        assert "The audit log is whole from its first entry" in capsys.readouterr().out


def test_priv05_a_copy_put_back_by_hand_is_cleared_at_the_next_start(
    story: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody puts a file of the database back without the command: the start of the product does the rest, once."""
    noor = plant(story, tmp_path)
    copy = tmp_path / "copy"
    copy_into(story.database, copy)
    erasures.erase_now(story, noor)
    load_from(story.database, copy)
    assert CANARY in {word for _, word in traces(story)}

    erasing.replay(story)
    erasing.replay(story)

    assert_gone(story, noor)
    assert capsys.readouterr().out.count("1 people who had been erased were in this database again.") == 1


def client_of(parts: Parts) -> Callable[[str], Client]:
    """Clients by the key of the cast; an empty one is a visitor."""
    web = build(parts.settings, parts)
    with parts.work(writes=False) as work:
        people = {person.id: person for person in work.db.scalars(select(Person)).all()}
    by_address = {person.email: person for person in people.values()}
    return lambda key: Client(web, parts, by_address[CAST[key].email] if key else None)


def plant(parts: Parts, folder: Path) -> UUID:
    """A canary in what Noor wrote, what was written to her, and what she sent."""
    told = folder / "told.txt"
    told.write_text(f"{CANARY} in a file")
    with parts.work() as work:
        noor = work.db.scalars(select(Person).where(col(Person.email) == ADDRESS)).one()
        noor.phone = PHONE
        mine = select(Application.id).where(col(Application.person_id) == noor.id)
        for answer in work.db.scalars(select(Answer).where(col(Answer.application_id).in_(mine))).all():
            if isinstance(answer.value, str):
                answer.value = f"{CANARY} answer"
        for file in work.db.scalars(select(File).where(col(File.owner_id) == noor.id)).all():
            file.name, file.description = f"{CANARY}.txt", CANARY
            parts.storage.remove(file.stored_as)
            parts.storage.keep(file.stored_as, told)
            told.write_text(f"{CANARY} in a file")
        for item in work.db.scalars(select(Accommodation).where(col(Accommodation.person_id) == noor.id)).all():
            item.provide = item.meanwhile = f"{CANARY} provided"
            for column in ("sealed_words", "sealed_answer", "sealed_offer"):
                seal = work.vault.seal(f"{CANARY} {column}", table="accommodations", column=column, row=item.id)
                setattr(item, column, seal)
            for remark in work.db.scalars(select(Remark).where(col(Remark.accommodation_id) == item.id)).all():
                remark.sealed_words = work.vault.seal(
                    f"{CANARY} said", table="remarks", column="sealed_words", row=remark.id
                )
        return noor.id


def export(parts: Parts) -> None:
    """Noor asks for her data on the page, and the file holds what was planted."""
    client = client_of(parts)("noor")
    assert client.post("/my-data/file").status == 303
    run_reactions(parts)
    with parts.work(writes=False) as work:
        made = work.db.scalars(select(OwnFile.id).where(col(OwnFile.status) == OwnFileStatus.READY)).one()
    shown = client.get(f"/my-data/files/{made}")
    assert shown.status == 200
    archive = ZipFile(io.BytesIO(shown.answer.content))
    everything = b"".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "replace")
    assert [word for word in WORDS if word not in everything] == []


def correct(parts: Parts) -> None:
    """Noor asks for a correction, and the manager answers it; both write the canary."""
    client = client_of(parts)
    asked = client("noor").post("/my-data/kinds/answers/correction", {"words": f"{CANARY} is wrong"})
    assert asked.status == 303
    with parts.work(writes=False) as work:
        hers = select(Correction.id).join(Person, col(Person.id) == Correction.person_id)
        asked_for = work.db.scalars(hers.where(col(Person.email) == ADDRESS)).one()
    answer = {"result": "refuse", "answer": f"{CANARY} stays"}
    assert client("mei").post(f"/corrections/{asked_for}/answer", answer).status == 303
    run_reactions(parts)


@contextmanager
def restored(parts: Parts, folder: Path) -> Iterator[Parts]:
    """The older backup in an empty place: a folder of its own on SQLite, the emptied database on PostgreSQL."""
    (folder / "second").mkdir()
    changed = {"data_folder": folder / "second"}
    if parts.database.is_sqlite:
        changed["database_url"] = f"sqlite:///{folder / 'second' / 'cleanplate.sqlite'}"  # type: ignore[assignment]
    else:
        emptied(parts.database)
    fresh = type(parts.settings)(**{**parts.settings.model_dump(), **changed})
    there = replace(Parts.of(fresh), safe=parts.safe, clock=parts.clock)
    try:
        backups.restore(there, folder / "older.backup")
        yield there
    finally:
        there.database.dispose()


def assert_gone(parts: Parts, noor: UUID) -> None:
    """No row, no file, no sealed word; the place holder stands, and every reference leads somewhere."""
    assert traces(parts) == set()
    assert [name for name in parts.storage.names() if CANARY.encode() in parts.storage.read(name)] == []
    with parts.work(writes=False) as work:
        assert work.db.get_one(Person, noor).name == NAME
        if parts.database.is_sqlite:
            assert work.db.execute(text("PRAGMA foreign_key_check")).all() == []
        else:
            loose = "SELECT conname FROM pg_constraint WHERE contype = 'f' AND NOT convalidated"
            assert work.db.execute(text(loose)).all() == []


def traces(parts: Parts) -> set[tuple[str, str]]:
    """The columns of the whole database in which one of the words is met, each with the word; opened where it is sealed."""
    bound = {place.name for place in places() if not place.is_typed}
    found = set[tuple[str, str]]()
    with parts.work(writes=False) as work:
        for table in SQLModel.metadata.sorted_tables:
            for row in work.db.execute(table.select()).mappings():
                for column, value in row.items():
                    name, shown = f"{table.name}.{column}", value
                    if name in bound and value:
                        row_id = row_of([row[key.name] for key in table.primary_key])
                        shown = work.vault.open(value, table=table.name, column=column, row=row_id)
                    said = str(shown)
                    found |= {(name, word) for word in WORDS if word in said}
        asked = "managers || ' ' || reviewers" if parts.database.is_sqlite else "CAST(managers AS text)"
        lines = work.db.execute(text(f"SELECT {asked} FROM search_words")).scalars()  # noqa: S608 - our own words
        found |= {("search_words", word) for line in lines for word in WORDS if word.lower() in line.lower()}
    return found


def pages_with_a_trace(parts: Parts) -> list[str]:
    """Wherever links lead. The house walks the same pages with everybody in them; only those with the place holder are new."""
    client, met = client_of(parts), []
    for key in walkers_on(ON_SQLITE if parts.database.is_sqlite else ON_POSTGRESQL):
        for path, shown in walk(client(key), unchecked_because="the house checks every page of the story"):
            said = [word for word in WORDS if word in shown.text and path != THE_CAST_ITSELF]
            is_new = NAME in shown.text and "text/html" in shown.answer.headers.get("content-type", "")
            faults = findings(shown.text, path=path) if is_new else []
            if said or faults or shown.status not in {200, 303}:
                met.append(f"{key or 'a visitor'} {path}: {shown.status} {said} {faults}")
    return met


def walkers_on(database: str) -> list[str]:
    """All the others and a visitor. A page is the same on every database, so each walks on one of those that are here."""
    others = ["", *(key for key in CAST if key != "noor")]
    return others[databases().index(database) :: len(databases())]
