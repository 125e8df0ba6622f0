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


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    written = tmp_path / "picture"
    written.write_bytes(b"\x00\xff picture")
    return written


def test_what_is_kept_is_read_again_and_can_be_removed(storage: Storage, picture: Path, tmp_path: Path) -> None:
    (tmp_path / "nothing").touch()
    storage.keep("one", picture)
    storage.keep("two", tmp_path / "nothing")

    assert storage.read("one") == b"\x00\xff picture"
    assert sorted(storage.names()) == ["one", "two"]
    storage.remove("one")
    assert list(storage.names()) == ["two"]


def test_keeping_twice_gives_the_same(storage: Storage, picture: Path) -> None:
    """A work that is tried again keeps the same file again."""
    storage.keep("one", picture)
    storage.keep("one", picture)

    assert list(storage.names()) == ["one"]
    assert picture.exists()


@pytest.mark.parametrize(("start", "end", "wanted"), [(0, 2, b"\x00\xff"), (3, None, b"picture"), (8, 99, b"re")])
def test_a_stretch_can_be_read_alone(
    storage: Storage, picture: Path, start: int, end: int | None, wanted: bytes
) -> None:
    storage.keep("one", picture)

    assert b"".join(storage.stream("one", start, end)) == wanted


def test_folder_and_files_are_closed_to_other_accounts(storage: Storage, folder: Path, picture: Path) -> None:
    storage.keep("one", picture)

    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "one").stat().st_mode & 0o777 == 0o600


def test_a_lost_file_is_unavailable(storage: Storage) -> None:
    with pytest.raises(Unavailable):
        storage.read("never-kept")


def test_a_name_cannot_lead_out_of_the_folder(storage: Storage, folder: Path, picture: Path) -> None:
    with pytest.raises(ValueError, match=r"\.\."):
        storage.keep("../outside", picture)

    assert not (folder.parent / "outside").exists()


def test_a_folder_that_cannot_be_written_to_is_unavailable(storage: Storage, folder: Path, picture: Path) -> None:
    folder.rmdir()
    folder.write_text("a file in the way")

    with pytest.raises(Unavailable):
        storage.keep("one", picture)
