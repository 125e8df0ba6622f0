"""Papers that somebody showed their adviser, added past the browser; what is taken is asked elsewhere."""

from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from sqlmodel import col, select

from app.adapters.storage import Storage
from app.core.work import Work
from app.forms.evidence import Coming, Paper
from app.forms.files import Fit
from app.models.accommodations import Accommodation
from app.models.evidence import Evidence
from app.rules.files import PAPER
from app.services import evidence
from tests.factories.files import a_paper_saying

PAGE = "Thirty minutes more for each test"
"""What can be read on the page, and between its plain bytes."""


def a_shown_paper(
    work: Work, storage: Storage, accommodation_id: UUID, *, name: str = "letter.pdf", page: str = PAGE, words: str = ""
) -> UUID:
    """By the actor of this work, for something that they asked for and that waits for a decision."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "paper"
        path.write_bytes(a_paper_saying(page))
        accommodation = work.db.get_one(Accommodation, accommodation_id)
        coming = Coming(Fit(name, PAPER, path))
        evidence.add(work, storage, accommodation, coming, Paper(file=name, words=words))
    work.db.flush()
    return work.db.scalars(select(Evidence.id).order_by(col(Evidence.id).desc()).limit(1)).one()
