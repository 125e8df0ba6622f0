"""One application with a word in each place that is hidden from its reviewers, and another that a tie hides."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from app.adapters.parts import Parts
from app.forms.reviews import Remark
from app.models.accommodations import Strength
from app.models.files import File
from app.models.people import Person
from app.models.redactions import Redaction, WithheldFile
from app.models.reviews import ReviewRemark
from app.models.ties import NamedReader
from app.services.casting import Stage
from tests.asking import WorkAs
from tests.factories.accommodations import asked as asked_for
from tests.factories.decisions import a_review_of, a_work_sample, gives_points, in_review

NAME, EMAIL, PHONE = "Zirconwren", "quartzlark", "0491570156"
PRIVATE, WHY, REDACTED, FILE_NAME = "opalcrane", "agateowl", "garnetkite", "berylheron"
OTHER_REVIEW, NOTE, REMARK, WITHHELD, TIED_REFERENCE = "slateswift", "flintfinch", "micamartin", "talctern", "LUM-0002"

HIDDEN = (
    NAME, EMAIL, PHONE, PRIVATE, WHY, REDACTED, FILE_NAME, OTHER_REVIEW, NOTE, REMARK, WITHHELD, TIED_REFERENCE,
)  # fmt: skip


@dataclass(frozen=True)
class Planted:
    """One application with a hidden word in each hidden place, and another one that a tie hides."""

    application_id: UUID
    review_id: UUID
    tied_review_id: UUID
    withheld_file_id: UUID
    file_id: UUID


def plant(work_as: WorkAs, stage: Stage, parts: Parts, folder: Path) -> Planted:
    asked_for(work_as, of="bea", strength=Strength.MUST, words=WHY)
    says = {"draws_you": f"My aunt {REDACTED} paints.", "name": f"{PRIVATE} Lindqvist"}
    application_id = in_review(work_as, of="bea", by=("ravi", "sol"), says=says)
    gives_points(work_as, application_id, by="sol", because=OTHER_REVIEW, note=NOTE)
    file_id = a_work_sample(work_as, application_id, name=f"{FILE_NAME}.pdf")
    withheld = a_work_sample(work_as, application_id, name="x.pdf", description=WITHHELD)
    tied = in_review(work_as, of="ari", by=("ravi",))
    found = Planted(
        application_id,
        a_review_of(work_as, application_id, by="ravi"),
        a_review_of(work_as, tied, by="ravi"),
        withheld,
        file_id,
    )
    _plant(work_as, stage, found, tied)
    with work_as(None) as work:
        paper = folder / "paper"
        paper.write_bytes(b"%PDF-1.4")
        file = work.db.get_one(File, file_id)
        file.bytes_long = paper.stat().st_size
        parts.storage.keep(file.stored_as, paper)
    return found


def _plant(work_as: WorkAs, stage: Stage, planted: Planted, tied: UUID) -> None:
    sols = a_review_of(work_as, planted.application_id, by="sol")
    with work_as(None) as work:
        bea, mei = work.db.get_one(Person, stage.id_of("bea")), stage.id_of("mei")
        bea.name, bea.email, bea.phone = f"Bea {NAME}", f"{EMAIL}@example.com", PHONE
        work.db.add(NamedReader(application_id=tied, reader_id=stage.id_of("ravi"), named_at=work.now))
        work.db.add(WithheldFile(file_id=planted.withheld_file_id, withheld_by=mei, withheld_at=work.now))
        words = Remark(words=REMARK).words
        work.db.add(ReviewRemark(id=work.new_id(), review_id=sols, words=words, written_at=work.now))
        work.db.add(
            Redaction(
                application_id=planted.application_id,
                question="draws_you",
                words="My aunt [hidden] paints.",
                answer_version=1,
                made_by=mei,
                made_at=work.now,
            )
        )
