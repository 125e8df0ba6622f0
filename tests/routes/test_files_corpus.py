"""A body of more than a hundred files, each sent as a person would: none is taken wrongly, and none is a fault (T12)."""

import time
from uuid import UUID

import pytest
from sqlmodel import col, delete

from app.adapters.parts import Parts
from app.models.files import File
from tests.asking import AsMember, WorkAs
from tests.factories.applications import a_draft
from tests.factories.files import CANARY
from tests.factories.harmful import SCRIPT, Sent, corpus
from tests.routes.test_files import add, the_files

CORPUS = corpus()
LONGEST_SECONDS = 15
"""Five on a machine of its own; tests share theirs."""


@pytest.fixture
def application_id(work_as: WorkAs) -> UUID:
    return a_draft(work_as, of="ari")


def test_t12_the_corpus_is_large_enough() -> None:
    assert len(CORPUS) >= 120
    assert len({sent.about for sent in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("sent", [s for s in CORPUS if not s.is_cleaned], ids=lambda sent: sent.about)
def test_t12_what_could_harm_is_refused(
    as_: AsMember, work_as: WorkAs, parts: Parts, application_id: UUID, sent: Sent
) -> None:
    before, started = sorted(parts.storage.names()), time.monotonic()

    shown = add(as_, application_id, sent.file, about="Words that I typed")

    assert shown.status in {413, 415, 422}
    assert shown.errors
    assert shown.soup.select("textarea")[0].get_text().strip() == "Words that I typed"
    assert the_files(work_as) == []
    assert sorted(parts.storage.names()) == before
    assert list(parts.aside.folder.glob("*")) == []
    assert time.monotonic() - started < LONGEST_SECONDS


@pytest.mark.parametrize("sent", [s for s in CORPUS if s.is_cleaned], ids=lambda sent: sent.about)
def test_t12_what_is_taken_hides_nothing(
    as_: AsMember, work_as: WorkAs, parts: Parts, application_id: UUID, sent: Sent
) -> None:
    shown = add(as_, application_id, sent.file)

    assert shown.status == 303
    file = the_files(work_as)[0]
    kept = parts.storage.read(file.stored_as)
    assert CANARY.encode() not in kept
    assert SCRIPT not in kept
    assert not set(file.name) & set('/\\"<>:\r\n\u202e')
    assert len(file.name) <= 125
    with work_as(None) as work:
        work.db.execute(delete(File).where(col(File.id) == file.id))
