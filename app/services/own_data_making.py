"""Making the file with one's own data, sealing it into storage, and opening it again for its person."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from sqlmodel import col, select

from app.adapters import sealed_files
from app.adapters.spreadsheets import csv_of
from app.adapters.storage import Storage
from app.adapters.wordings import spoken
from app.core.errors import Missing
from app.core.events import Event
from app.core.vault import LOCKED, found
from app.core.words import N_
from app.core.work import Work
from app.models.evidence import Evidence
from app.models.files import File
from app.models.own_data import OwnFile, OwnFileStatus
from app.models.people import Person
from app.rules.own_data import LIFE, WAITS_FOR
from app.services import evidence_opening
from app.services.own_data_gathering import Kind, Row, gather
from app.services.own_data_pages import LOOK, pages

TABLE, COLUMN = "own_files", "sealed_key"
UNREAD = N_("This file cannot be opened now, and the people who run Cleanplate were told. You can ask for a new one.")
GONE = N_("This file waited for 24 hours and is gone. You can ask for a new one at any time.")


@dataclass(frozen=True)
class Sealed:
    """The finished file on the disk, with the key that opens it."""

    path: Path
    key: bytes
    bytes_long: int


@dataclass(frozen=True)
class Opened:
    bytes_long: int
    stream: Callable[[int, int], Iterator[bytes]]


def write(work: Work, storage: Storage, file: OwnFile, *, folder: Path, public_url: str) -> Sealed:
    """Read everything and write it into this folder, which is emptied by whoever opened it. Changes no row."""
    person = work.db.get_one(Person, file.person_id)
    kinds = gather(work, person, public_url)
    plain, sealed = folder / "plain", folder / "sealed"
    with ZipFile(plain, "w", ZIP_DEFLATED) as archive:
        names = _add_files(work, storage, person, archive)
        shown = pages(kinds, name=person.name, made_at=work.now, zone=person.time_zone, files=names)
        for name, text in {**shown, "look.css": LOOK, "data.json": _json(kinds)}.items():
            archive.writestr(name, text)
        for table, rows in _tables(kinds):
            archive.writestr(f"tables/{table}.csv", _csv(rows))
    key = work.entropy.random_bytes(sealed_files.KEY_BYTES)
    length = sealed_files.seal(plain, sealed, key)
    plain.unlink()
    return Sealed(sealed, key, length)


def finish(work: Work, storage: Storage, file: OwnFile, sealed: Sealed) -> None:
    """Keep the sealed bytes, and their key sealed to the row. The person is told by what follows."""
    file.stored_as = work.entropy.token()
    storage.keep(file.stored_as, sealed.path)
    file.sealed_key = work.vault.seal(sealed.key.hex(), table=TABLE, column=COLUMN, row=file.id)
    file.bytes_long, file.ready_at, file.ends_at = sealed.bytes_long, work.now, work.now + WAITS_FOR
    LIFE.move(work, file, "make", about=file.person_id)


def opened(work: Work, storage: Storage, file: OwnFile) -> Opened:
    """Records that it was fetched. Raises `Missing` once its day is over, and where its key cannot be read now."""
    if file.status is not OwnFileStatus.READY or file.ends_at is None or file.ends_at <= work.now:
        raise Missing(GONE)
    key = found(work.vault, file.sealed_key, table=TABLE, column=COLUMN, row=file.id)
    if key is None:
        raise Missing(UNREAD)
    work.audit(Event("own_data.fetched", file.id, about=file.person_id))
    return Opened(
        file.bytes_long,
        sealed_files.opened(partial(storage.stream, file.stored_as), bytes.fromhex(key), file.bytes_long),
    )


def _add_files(work: Work, storage: Storage, person: Person, archive: ZipFile) -> dict[str, str]:
    """The person's own files as they are, each under a name that no program stumbles over."""
    names: dict[str, str] = {}
    mine = select(File).where(col(File.owner_id) == person.id).order_by(col(File.id))
    for number, file in enumerate(work.db.scalars(mine), start=1):
        name = f"files/{number}-{_harmless(file.name)}"
        with archive.open(name, "w", force_zip64=True) as target:
            for piece in storage.stream(file.stored_as):
                target.write(piece)
        names[name] = file.name
    return {**names, **_add_papers(work, storage, person, archive)}


def _add_papers(work: Work, storage: Storage, person: Person, archive: ZipFile) -> dict[str, str]:
    """Papers for advisers, opened. Where one stays closed a sentence says so, and the rest of the file is made."""
    names: dict[str, str] = {}
    mine = select(Evidence).where(col(Evidence.person_id) == person.id).order_by(col(Evidence.id))
    for number, paper in enumerate(work.db.scalars(mine).all(), start=1):
        called, content = evidence_opening.name_of(work, paper), evidence_opening.opened(work, storage, paper)
        name = f"papers/{number}-{_harmless(called or 'paper.txt')}" if content else f"papers/{number}-closed.txt"
        with archive.open(name, "w", force_zip64=True) as target:
            for piece in content.stream(0, content.bytes_long) if content else [spoken(LOCKED).encode()]:
                target.write(piece)
        names[name] = called or spoken(LOCKED)
    return names


def _harmless(name: str) -> str:
    stem, _, ending = re.sub(r"[^A-Za-z0-9.-]+", "-", name).rpartition(".")
    return f"{stem.strip('.-')[:60] or 'file'}.{ending[:8]}"


def _tables(kinds: Sequence[Kind]) -> Iterator[tuple[str, Sequence[Row]]]:
    return ((table, rows) for kind in kinds for table, rows in kind.tables.items())


def _json(kinds: Sequence[Kind]) -> str:
    told = {
        kind.key: {"what": kind.entry.title, "why": kind.entry.why, "rows": dict(kind.tables)} for kind in kinds
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=2, default=str)


def _csv(rows: Sequence[Row]) -> bytes:
    heads = list(dict.fromkeys(name for row in rows for name in row))
    return csv_of(heads, ([_cell(row.get(name)) for name in heads] for row in rows))


def _cell(value: object) -> str | int | None:
    if value is None or isinstance(value, str | int):
        return value
    return json.dumps(value, ensure_ascii=False)
