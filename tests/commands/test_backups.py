"""Backup and restore: from a running product into an empty place, counted, checked, and locked with a key of its own."""

import io
import tarfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import col, select

from app.adapters import archives
from app.adapters.copies import counts_of
from app.adapters.parts import Parts
from app.adapters.safe import Safe
from app.commands import backups
from app.core.clock import Entropy
from app.models.people import Person
from app.rules.erasures import NAME
from app.services import erasures
from tests.schema import emptied, settings_for
from tests.stories import Stories

KEY, OTHER = "ab" * 32, "cd" * 32


@pytest.fixture
def story(stories: Stories, tmp_path: Path) -> Iterator[Parts]:
    settings = settings_for("story", tmp_path / "first").model_copy(update={"backup_key": KEY})
    (tmp_path / "first").mkdir()
    parts = stories.told(settings)
    yield replace(parts, entropy=Entropy(), safe=Safe(tmp_path / "safe"))
    parts.database.dispose()


def elsewhere(story: Parts, folder: Path, *, key: str = KEY) -> Parts:
    """An empty place: a folder of its own on SQLite, the emptied database on PostgreSQL."""
    (folder / "second").mkdir()
    changed = {"data_folder": folder / "second", "backup_key": key}
    if story.database.is_sqlite:
        changed["database_url"] = f"sqlite:///{folder / 'second' / 'cleanplate.sqlite'}"
    else:
        emptied(story.database)
    fresh = type(story.settings)(**{**story.settings.model_dump(), **changed})
    return replace(Parts.of(fresh), safe=story.safe)


def test_rel10_a_backup_comes_back_whole_in_an_empty_place(
    story: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = counts_of(story.database)
    names = {name: story.storage.read(name) for name in story.storage.names()}
    backups.backup(story, tmp_path / "kept.backup")
    there = elsewhere(story, tmp_path)

    backups.restore(there, tmp_path / "kept.backup")

    after = counts_of(there.database)
    assert {**after, "audit_checks": 0} == {**before, "audit_checks": 0}
    assert {name: there.storage.read(name) for name in there.storage.names()} == names
    assert len(names) > 0
    assert "Restored: " in capsys.readouterr().out
    there.database.dispose()


def test_priv05_who_was_erased_since_is_erased_again_by_the_restore(story: Parts, tmp_path: Path) -> None:
    backups.backup(story, tmp_path / "kept.backup")
    with story.work(writes=False) as work:
        noor = work.db.scalars(select(Person.id).where(col(Person.email) == "noor@example.com")).one()
    erasures.erase_now(story, noor)
    there = elsewhere(story, tmp_path)

    backups.restore(there, tmp_path / "kept.backup")

    with there.work(writes=False) as work:
        assert work.db.get_one(Person, noor).name == NAME
        assert work.db.scalars(select(Person.id).where(col(Person.email) == "noor@example.com")).all() == []
    there.database.dispose()


def test_key04_a_backup_stays_closed_to_other_keys_and_says_nothing(
    story: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backups.backup(story, tmp_path / "kept.backup")
    there = elsewhere(story, tmp_path, key=OTHER)

    with pytest.raises(SystemExit):
        backups.restore(there, tmp_path / "kept.backup")

    assert "is no whole backup, or another BACKUP_KEY locked it." in capsys.readouterr().err
    assert b"Noor" not in (tmp_path / "kept.backup").read_bytes()
    there.database.dispose()


def test_a_place_that_holds_something_is_left_alone(
    story: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backups.backup(story, tmp_path / "kept.backup")

    with pytest.raises(SystemExit):
        backups.restore(story, tmp_path / "kept.backup")

    assert backups.NOT_EMPTY in capsys.readouterr().err


def folder_with(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}").write_bytes(bytes([number]) * 700_000)
    return folder


@pytest.mark.parametrize("damage", ["cut", "piece", "flip", "order", "empty"])
def test_key04_a_damaged_archive_is_never_half_believed(tmp_path: Path, damage: str) -> None:
    target, key = tmp_path / "archive", bytes.fromhex(KEY)
    archives.write(folder_with(tmp_path), target, key, Entropy().random_bytes)
    whole, head = target.read_bytes(), len(archives.MARK) + archives.SALT_BYTES
    piece = archives.PIECE_BYTES + archives.TAG_BYTES
    damaged = {
        "cut": whole[:-1],
        "piece": whole[: head + piece],
        "flip": whole[:-40] + bytes([whole[-40] ^ 1]) + whole[-39:],
        "order": whole[:head] + whole[head + piece : head + 2 * piece] + whole[head : head + piece],
        "empty": whole[:head],
    }
    target.write_bytes(damaged[damage])

    with pytest.raises(archives.Locked):
        archives.read(target, tmp_path / "out", key)


@pytest.mark.parametrize("name", ["../outside", "/tmp/outside", "inside/../../outside", "a link"])  # noqa: S108 - names within an archive
def test_key04_an_archive_puts_nothing_outside_its_folder(tmp_path: Path, name: str) -> None:
    """Nobody can lock such a one without the key; who has it still gets no further than the folder."""
    member = tarfile.TarInfo(name)
    if name == "a link":
        member.type, member.linkname = tarfile.SYMTYPE, "/"
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        tar.addfile(member)
    with (tmp_path / "archive").open("xb") as out:
        writer = archives._Writer(out, bytes.fromhex(KEY), b"s" * archives.SALT_BYTES)
        writer.write(packed.getvalue())
        writer.finish()

    with pytest.raises(archives.Locked):
        archives.read(tmp_path / "archive", tmp_path / "out", bytes.fromhex(KEY))

    assert [path.name for path in tmp_path.iterdir()] == ["archive"]


def test_an_archive_gives_back_what_went_in(tmp_path: Path) -> None:
    folder, target, key = folder_with(tmp_path), tmp_path / "archive", bytes.fromhex(KEY)
    archives.write(folder, target, key, Entropy().random_bytes)

    archives.read(target, tmp_path / "out", key)

    there = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert there == {path.name: path.read_bytes() for path in folder.iterdir()}
