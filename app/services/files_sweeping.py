"""Rows and bytes that have lost each other: bytes without a row are removed after a day, rows without bytes reported."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy.orm import Session
from sqlmodel import col, select

from app.adapters.storage import Storage
from app.models.evidence import Evidence
from app.models.files import File
from app.models.place_pictures import PlacePicture
from app.models.uploads import Upload
from app.services.own_data import stored_names

OLD_ENOUGH = timedelta(days=1)
"""Bytes are written before their row; no request takes that long."""


def orphans(db: Session, storage: Storage, now: datetime) -> Iterator[str]:
    """Names in storage that no row speaks of."""
    columns = (col(File.stored_as), col(Evidence.stored_as), col(Upload.stored_as), col(PlacePicture.stored_as))
    known = stored_names(db).union(*(db.scalars(select(column)) for column in columns))
    for stored in storage.listed():
        if stored.name.partition(".")[0] not in known and stored.written_at <= now - OLD_ENOUGH:
            yield stored.name


def lost(db: Session, storage: Storage) -> list[str]:
    """The ids of files whose bytes are not there."""
    there = set(storage.names())
    files = db.execute(select(File.id, File.stored_as).order_by(col(File.id))).all()
    papers = db.execute(select(Evidence.id, Evidence.stored_as).order_by(col(Evidence.id))).all()
    pictures = db.execute(select(PlacePicture.id, PlacePicture.stored_as).order_by(col(PlacePicture.id))).all()
    return [str(file_id) for file_id, stored_as in [*files, *papers, *pictures] if stored_as not in there]
