"""With a scanner, a file waits until nothing was found in it; while the scanner is away it goes on waiting."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

import pytest
from sqlmodel import select

from app.adapters.parts import Parts
from app.adapters.scanners import Scanner
from app.core.settings import Settings
from app.main import build
from app.models.files import File, FileStatus
from app.models.messages import Message
from app.reactions.files import scan_waiting
from app.services.casting import Stage
from tests.adapters.test_scanners import EICAR, a_clamd, clamd  # noqa: F401 - a fixture
from tests.asking import WorkAs
from tests.client import Client
from tests.factories.decisions import in_review
from tests.factories.files import a_paper, a_picture
from tests.factories.videos import an_mp4
from tests.routes.test_files import add, the_files
from tests.running import run_reactions

AWAY = Scanner("clamd://127.0.0.1:9")


@dataclass
class Scanned:
    """The product with a scanner that answers, or with one that does not."""

    parts: Parts
    as_: Callable[[str | None], Client]


@pytest.fixture
def product(parts: Parts, settings: Settings, stage: Stage) -> Callable[[Scanner], Scanned]:
    def with_scanner(scanner: Scanner) -> Scanned:
        scanned = replace(parts, scanner=scanner)
        web = build(settings, scanned)
        return Scanned(scanned, lambda key: Client(web, scanned, stage.people[key] if key else None))

    return with_scanner


@pytest.fixture
def there(clamd: tuple[Scanner, list[bytes]]) -> Scanner:  # noqa: F811 - the fixture
    return clamd[0]


def test_upl08_a_file_waits_while_the_scanner_is_away(
    product: Callable[[Scanner], Scanned], work_as: WorkAs, there: Scanner
) -> None:
    away = product(AWAY)
    application_id = in_review(work_as, of="ari", by=("ravi",))
    add(away.as_, application_id, ("work.pdf", a_paper(), "application/pdf"))
    file = the_files(work_as)[0]

    run_reactions(away.parts)
    scan_waiting(away.parts)

    assert the_files(work_as)[0].status is FileStatus.WAITING
    for key in ("ravi", "mei"):
        assert away.as_(key).get(f"/files/{file.id}").status == 404
    page = away.as_("ari").get(f"/applications/{application_id}/parts/your_work/questions/work_sample")
    assert "A scanner checks this file before others can see it." in page.main

    scan_waiting(product(there).parts)

    assert the_files(work_as)[0].status is FileStatus.CLEAN
    assert away.as_("ravi").get(f"/files/{file.id}").status == 200


def test_upl08_a_clean_file_is_read_by_others(
    product: Callable[[Scanner], Scanned], work_as: WorkAs, there: Scanner
) -> None:
    scanned = product(there)
    add(scanned.as_, in_review(work_as, of="ari", by=("ravi",)), ("work.png", a_picture("PNG")[:-17], "image/png"))

    run_reactions(scanned.parts)

    assert [file.status for file in the_files(work_as)] == [FileStatus.CLEAN]


def test_upl08_a_harmful_file_goes_and_its_owner_is_told(
    product: Callable[[Scanner], Scanned], work_as: WorkAs, there: Scanner
) -> None:
    scanned = product(there)
    application_id = in_review(work_as, of="ari", by=("ravi",))
    video = an_mp4(picture=EICAR)
    assert add(scanned.as_, application_id, ("reel.mp4", video, "video/mp4")).status == 303
    stored_as = the_files(work_as)[0].stored_as

    run_reactions(scanned.parts)

    assert the_files(work_as) == []
    assert stored_as not in set(scanned.parts.storage.names())
    with work_as(None) as work:
        assert work.db.scalars(select(Message.template).where(Message.template == "file_not_kept")).all()


def test_upl08_a_lost_file_holds_up_no_other(
    product: Callable[[Scanner], Scanned], work_as: WorkAs, there: Scanner
) -> None:
    add(product(AWAY).as_, in_review(work_as, of="ari", by=("ravi",)), ("work.pdf", a_paper(), "application/pdf"))
    with work_as(None) as work:
        kept = work.db.scalars(select(File)).one()
        older = UUID(int=kept.id.int - 1)
        work.db.add(File(**{**kept.model_dump(), "id": older, "question": "more", "stored_as": "nowhere"}))

    scan_waiting(product(there).parts)

    assert {file.id: file.status for file in the_files(work_as)} == {
        older: FileStatus.WAITING,
        kept.id: FileStatus.CLEAN,
    }
