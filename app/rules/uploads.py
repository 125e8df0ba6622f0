"""The law of files that arrive in pieces: for whom they exist, how large a piece may be, how long they are kept."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Select
from sqlmodel import col, select

from app.core.actors import Actor, Role
from app.core.policy import Policy
from app.core.words import N_
from app.models.uploads import Upload
from app.rules.files import MEGABYTE
from app.rules.sign_ins import Limit

PIECE_BYTES = 16 * MEGABYTE
KEPT_FOR = timedelta(days=7)
"""After the newest piece. Then the pieces go, and the file can be sent from its beginning."""

BY_UPLOAD = Limit("upload", 60, 3600)
"""Files that one person begins to send or sends whole; each is looked into, which takes a processor for seconds."""

BY_PIECE = Limit("piece", 600, 3600)


def visible_to(actor: Actor) -> Select[Any]:
    return select(Upload).where(col(Upload.owner_id) == actor.person_id)


def is_owner(actor: Actor, upload: Upload) -> bool:
    return actor.person_id == upload.owner_id


def piece_name(stored_as: str, number: int) -> str:
    return f"{stored_as}.{number}"


SEND = Policy(
    "uploads.send", {Role.APPLICANT: is_owner}, N_("Only the person who began to send a file can go on with it."),
    Upload, visible_to,
)  # fmt: skip
