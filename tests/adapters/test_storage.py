"""Bytes come back as they went in, from a folder whose name is anything, and a lost file is said calmly."""

from pathlib import Path

import pytest

from app.adapters.storage import Storage
from app.core.errors import Unavailable


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "Ari's files, größer"


@pytest.fixture
def storage(folder: Path) -> Storage:
    return Storage(folder.as_uri())


def test_what_is_kept_is_read_again_and_can_be_removed(storage: Storage) -> None:
    storage.keep("one", b"\x00\xff picture")
    storage.keep("two", b"")

    assert storage.read("one") == b"\x00\xff picture"
    assert sorted(storage.names()) == ["one", "two"]
    storage.remove("one")
    assert list(storage.names()) == ["two"]


def test_the_folder_is_closed_to_other_accounts(storage: Storage, folder: Path) -> None:
    storage.keep("one", b"picture")

    assert folder.stat().st_mode & 0o077 == 0


def test_a_lost_file_is_unavailable(storage: Storage) -> None:
    with pytest.raises(Unavailable):
        storage.read("never-kept")


def test_a_name_cannot_lead_out_of_the_folder(storage: Storage, folder: Path) -> None:
    with pytest.raises(ValueError, match=r"\.\."):
        storage.keep("../outside", b"picture")

    assert not (folder.parent / "outside").exists()


def test_a_folder_that_cannot_be_written_to_is_unavailable(storage: Storage, folder: Path) -> None:
    folder.rmdir()
    folder.write_text("a file in the way")

    with pytest.raises(Unavailable):
        storage.keep("one", b"picture")
