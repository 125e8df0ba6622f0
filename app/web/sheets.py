"""A list on its way in: looked into outside the transaction, because a workbook takes a moment and nobody may wait."""

from app.adapters.spreadsheets_reading import Rows
from app.core.errors import Refused
from app.core.words import N_, Sentence
from app.forms.filling import Filled
from app.forms.readings import BroughtList
from app.services.readings import look_into_list
from app.web.visits import Visit

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
