"""Papers for an adviser lie sealed, open with a new key, and go: with the decision, by time, and with whoever is erased."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.adapters.safe import Safe
from app.commands import keys as commands
from app.core.clock import Entropy
from app.core.events import AuditEntry
from app.main import build
from app.models.accommodations import Accommodation, AccommodationStatus
from app.models.evidence import Evidence
from app.models.people import Person
from app.services import erasures, evidence, evidence_opening, files_sweeping, retentions
from app.services.clocks import BY_THE_CLOCK
from tests.client import Client
from tests.conftest import MovableClock
from tests.factories.files import a_paper_saying
from tests.running import run_reactions
from tests.schema import settings_for
from tests.services.test_sealed import NEW, written_as
from tests.stories import Stories

IN_THE_STORY = b"She had 30 minutes more for each test."
NAME, WORDS, PAGE = "kestrellantern", "otterbrook", "willowgauge"


@pytest.fixture
def story(stories: Stories, tmp_path: Path) -> Iterator[Parts]:
    """The demonstration in a database of its own, in which Bea shows one paper."""
    parts = stories.told(settings_for("story", tmp_path))
    yield replace(parts, clock=MovableClock(), entropy=Entropy(), safe=Safe(tmp_path / "safe"))
    parts.database.dispose()


def beas(parts: Parts) -> Evidence:
    with parts.work(writes=False) as work:
        return work.db.scalars(select(Evidence)).one()


def page_of(parts: Parts) -> bytes | None:
    with parts.work() as work:
        opened = evidence_opening.opened(work, parts.storage, work.db.scalars(select(Evidence)).one())
        return b"".join(opened.stream(0, opened.bytes_long)) if opened else None


def count(parts: Parts) -> int:
    with parts.work(writes=False) as work:
        return len(work.db.scalars(select(Evidence.id)).all())


def set_status(parts: Parts, status: AccommodationStatus, *, is_kept: bool = False) -> None:
    with parts.work() as work:
        paper = work.db.scalars(select(Evidence)).one()
        paper.is_kept = is_kept
        work.db.get_one(Accommodation, paper.accommodation_id).status = status


def test_key02_no_word_of_a_paper_is_a_byte_of_the_database_or_of_the_data_folder(story: Parts) -> None:
    """Sent through the browser, so that what is left of it on its way in is searched as well."""
    with story.work(writes=False) as work:
        bea = work.db.scalars(select(Person).where(col(Person.email) == "bea@example.com")).one()
    client, sent = Client(build(story.settings, story), story, bea), a_paper_saying(PAGE)
    path = f"/adjustments/{beas(story).accommodation_id}/papers"
    added = client.post(path, {"words": WORDS}, files={"file": (f"{NAME}.pdf", sent, "application/pdf")})
    run_reactions(story)

    files = [file for file in story.settings.data_folder.rglob("*") if file.is_file()]
    content = b"".join(file.read_bytes() for file in files)
    named = " ".join(file.name for file in files)

    assert (added.status, count(story)) == (303, 2)
    assert PAGE.encode() in sent
    assert [word for word in (NAME, WORDS, PAGE) if any(dress in content for dress in written_as(word))] == []
    assert IN_THE_STORY not in content
    assert [word for word in (NAME, WORDS, PAGE) if word in named] == []
    assert not story.database.is_sqlite or b"Bea Lindqvist" in content  # what is not sealed is found this way
    assert list((story.settings.data_folder / "incoming").iterdir()) == []


def test_key03_a_paper_opens_with_the_new_key_alone_and_not_without_its_own(
    story: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = hashlib.sha256(story.settings.secret_key.encode()).hexdigest()
    safe = Safe(tmp_path / "safe")
    both = replace(Parts.of(story.settings.model_copy(update={"cipher_keys": f"{NEW},demonstration:{old}"})), safe=safe)
    alone = replace(Parts.of(story.settings.model_copy(update={"cipher_keys": NEW})), safe=safe)
    before, lost = page_of(story), page_of(alone)

    commands.rotate(both)

    assert "evidence.sealed_key: 1 looked at, 1 sealed anew." in capsys.readouterr().out
    assert before is not None
    assert (IN_THE_STORY in before, lost, page_of(alone) == before) == (True, None, True)
    with alone.work(writes=False) as work:
        paper = work.db.scalars(select(Evidence)).one()
        assert evidence_opening.name_of(work, paper) == "letter.pdf"
        reported = work.db.scalars(select(AuditEntry.facts).where(col(AuditEntry.name) == "vault.closed")).all()
    assert {"place": "evidence.stored_as", "texts": 1} in reported
    for parts in (both, alone):
        parts.database.dispose()


def test_f97_a_paper_goes_with_whoever_is_erased(story: Parts) -> None:
    paper = beas(story)
    assert paper.stored_as in set(story.storage.names())

    erasures.erase_now(story, paper.person_id)

    assert count(story) == 0
    assert paper.stored_as not in set(story.storage.names())


def test_f97_a_paper_that_an_adviser_was_shown_outlasts_the_adviser(story: Parts) -> None:
    with story.work(writes=False) as work:
        adviser_id = work.db.get_one(Accommodation, beas(story).accommodation_id).adviser_id
    assert adviser_id is not None

    erasures.erase_now(story, adviser_id)

    assert count(story) == 1


def test_f96_a_kept_paper_goes_ninety_days_after_the_need_is_over(story: Parts) -> None:
    paper, clock = beas(story), story.clock
    assert isinstance(clock, MovableClock)
    set_status(story, AccommodationStatus.WITHDRAWN, is_kept=True)
    with story.work() as work:  # no word is left but the paper
        item = work.db.get_one(Accommodation, paper.accommodation_id)
        item.parameters, item.sealed_words = {}, ""
    clock.advance(days=80)
    purge(story)
    early = count(story)
    clock.advance(days=11)

    purge(story)
    run_reactions(story)

    assert (early, count(story)) == (1, 0)
    assert paper.stored_as not in set(story.storage.names())


def purge(parts: Parts) -> None:
    with parts.work() as work:
        retentions.purge(work)


@pytest.mark.parametrize(
    ("status", "is_kept", "left"),
    [
        (AccommodationStatus.AGREED, False, 0),
        (AccommodationStatus.NOT_AGREED_FINAL, False, 0),
        (AccommodationStatus.NOT_AGREED, True, 1),
        (AccommodationStatus.TALKING, False, 1),
        (AccommodationStatus.LOOKING_AGAIN, False, 1),
    ],
)
def test_f45_the_clock_removes_what_was_shown_for_a_decision_that_is_made(
    story: Parts, status: AccommodationStatus, is_kept: bool, left: int
) -> None:
    set_status(story, status, is_kept=is_kept)

    with story.work() as work:
        evidence.remove_decided(work)

    assert count(story) == left
    assert evidence.remove_decided in BY_THE_CLOCK


def test_the_sweep_leaves_papers_alone_and_the_doctor_names_what_is_lost(story: Parts) -> None:
    paper = beas(story)
    with story.work(writes=False) as work:
        swept = set(files_sweeping.orphans(work.db, story.storage, work.now))
        well = (files_sweeping.lost(work.db, story.storage), closed(story))
    story.storage.remove(paper.stored_as)

    with story.work(writes=False) as work:
        assert paper.stored_as not in swept
        assert well == ([], [])
        assert files_sweeping.lost(work.db, story.storage) == [str(paper.id)]
        assert closed(story) == [str(paper.id)]


def closed(parts: Parts) -> list[str]:
    with parts.work(writes=False) as work:
        return list(evidence_opening.closed_papers(work.db, parts.vault, parts.storage))


def test_the_story_holds_a_paper_that_says_nothing_about_health(story: Parts) -> None:
    with story.work(writes=False) as work:
        paper = work.db.scalars(select(Evidence)).one()
        words = evidence_opening.words_of(work, paper)

    assert words == "My school wrote this. It says how much time I had there."
    assert (page_of(story) or b"").startswith(b"%PDF")
