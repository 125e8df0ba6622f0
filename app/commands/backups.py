"""Backup and restore: the database and every file in one locked file, with a list of what must come out of it again."""

import hashlib
import json
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from app.adapters import archives, copies
from app.adapters.cipher import key_of
from app.adapters.migrations import Schema, upgrade
from app.adapters.parts import Parts
from app.commands import audit, erasing
from app.commands.saying import say, stop
from app.commands.standing import schema_of
from app.core.chain import head_of
from app.core.errors import Unavailable

DATABASE, FILES, MANIFEST = "database", "files", "manifest.json"
NO_KEY = "BACKUP_KEY is missing. Give it 64 hexadecimal characters, and keep it elsewhere than the other keys."
NOT_EMPTY = "A backup is only restored into an empty place. There is a database or there are files here already."


def backup(parts: Parts, target: Path) -> None:
    """Write one file. The product may go on meanwhile; what it adds after the copy began is in the next one."""
    key = _key(parts)
    if target.exists():
        stop(f"{target} is there already. Choose another name.")
    with tempfile.TemporaryDirectory(dir=target.resolve().parent) as name:
        folder = Path(name)
        manifest = _gather(parts, folder)
        (folder / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True), encoding="utf-8")
        archives.write(folder, target, key, parts.entropy.random_bytes)
    rows = sum(manifest["counts"].values())
    say(f"{target} holds {rows} rows and {len(manifest['files'])} files. It opens with BACKUP_KEY alone.")


def restore(parts: Parts, source: Path) -> None:
    """Fill an empty place, bring it up to date, compare it with the list, and erase again whoever was erased since."""
    key = _key(parts)
    if schema_of(parts) is not Schema.MISSING or any(parts.storage.names()):
        stop(NOT_EMPTY)
    with tempfile.TemporaryDirectory(dir=parts.settings.data_folder) as name:
        folder = Path(name)
        try:
            archives.read(source, folder, key)
        except archives.Locked:
            stop(f"{source} is no whole backup, or another BACKUP_KEY locked it. Nothing was changed.")
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        _compare_bytes(folder, manifest)
        _put_back(parts, folder, manifest)
    upgrade(parts.database)
    erasing.replay(parts)
    audit.verify(parts)
    say(f"Restored: {sum(manifest['counts'].values())} rows and {len(manifest['files'])} files, as they were counted.")


def _key(parts: Parts) -> bytes:
    if not (parts.settings.backup_key or parts.settings.is_demonstration):
        stop(NO_KEY)
    return key_of(parts.settings.backup_key, "backup", parts.settings)


def _gather(parts: Parts, folder: Path) -> dict[str, Any]:
    """The copy first and the files after it, so that every row of the copy has its bytes unless they were removed since."""
    try:
        copies.copy_into(parts.database, folder / DATABASE)
    except copies.NoProgram as problem:
        stop(f"PostgreSQL's program {problem} is not installed here. Install the client programs, then run this again.")
    (folder / FILES).mkdir()
    for name in list(parts.storage.names()):
        with suppress(Unavailable), (folder / FILES / name).open("wb") as out:
            out.writelines(parts.storage.stream(name))
    with parts.work(writes=False) as work:
        head = head_of(work.db)
    counts = _counts_of_copy(parts, folder)  # before the hash: opening it writes that it was opened
    return {
        "made_at": parts.clock().isoformat(),
        "kind": parts.database.url.get_backend_name(),
        "database": _hash(folder / DATABASE),
        "counts": counts,
        "head": {"number": head.number, "mark": head.mark},
        "files": {path.name: _hash(path) for path in sorted((folder / FILES).iterdir())},
    }


def _counts_of_copy(parts: Parts, folder: Path) -> dict[str, int]:
    """Counted in the copy itself where it is a database, in the one that was copied where it is a dump."""
    if not parts.database.is_sqlite:
        return copies.counts_of(parts.database)
    copy = type(parts.database)(f"sqlite:///{folder / DATABASE}")
    counted = copies.counts_of(copy)
    copy.dispose()
    for aside in folder.glob(f"{DATABASE}-*"):
        aside.unlink()
    return counted


def _compare_bytes(folder: Path, manifest: Mapping[str, Any]) -> None:
    there = {path.name: _hash(path) for path in (folder / FILES).iterdir()}
    if there != manifest["files"] or _hash(folder / DATABASE) != manifest["database"]:
        stop("The backup does not hold what its list says. Nothing was changed.")


def _put_back(parts: Parts, folder: Path, manifest: Mapping[str, Any]) -> None:
    if manifest["kind"] != parts.database.url.get_backend_name():
        stop(f"This is a backup of {manifest['kind']}. Restore it into one.")
    try:
        copies.load_from(parts.database, folder / DATABASE)
    except copies.NoProgram as problem:
        stop(f"PostgreSQL's program {problem} is not installed here. Install the client programs, then run this again.")
    for name in manifest["files"]:
        parts.storage.keep(name, folder / FILES / name)
    counted = copies.counts_of(parts.database)
    if counted != manifest["counts"]:
        wrong = sorted(
            name for name in {*counted, *manifest["counts"]} if counted.get(name) != manifest["counts"].get(name)
        )
        stop(f"These tables have another number of rows than were counted: {', '.join(wrong)}.")


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
