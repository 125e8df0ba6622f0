"""A list on its way in: looked into outside the transaction, because a workbook takes a moment and nobody may wait."""

from collections.abc import Sequence

from app.adapters.spreadsheets_reading import Rows
from app.core.errors import Refused
from app.core.words import N_, Sentence
from app.forms.brought_days import BroughtFile
from app.forms.filling import Filled
from app.forms.readings import BroughtList
from app.services.brought_days_reading import Row, rows_in
from app.services.readings import look_into_list
from app.web.visits import Visit

NOT_TAKEN = N_("This file is empty or longer than 1 MB. Choose another one")
NOT_KEPT = N_("This list is empty or longer than 1 MB. Choose a shorter one")


def arrived_list(visit: Visit) -> tuple[Filled[BroughtList], Rows]:
    """The form around the file, and its rows; none when it is not fit. It lets the write lock go."""
    upload = visit.upload("file")
    filled = Filled.read(BroughtList, {**visit.body.typed, "file": [upload.name] if upload else []})
    if upload is None or filled.errors:
        return filled, ()
    if upload.path is None:
        filled.errors["file"] = Sentence(NOT_KEPT)
        return filled, ()
    visit.work.db.commit()
    try:
        return filled, look_into_list(upload.path)
    except Refused as refusal:
        filled.errors["file"] = refusal.sentence
        return filled, ()


def arrived_days(visit: Visit, zone: str) -> tuple[Filled[BroughtFile], Sequence[Row]]:
    """The same for a file of shoot days, whose times are those of `zone`."""
    upload = visit.upload("file")
    filled = Filled.read(BroughtFile, {**visit.body.typed, "file": [upload.name] if upload else []})
    if upload is None or filled.errors:
        return filled, ()
    if upload.path is None:
        filled.errors["file"] = Sentence(NOT_TAKEN)
        return filled, ()
    visit.work.db.commit()
    try:
        return filled, rows_in(upload.path, zone)
    except Refused as refusal:
        filled.errors["file"] = refusal.sentence
        return filled, ()
