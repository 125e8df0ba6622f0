"""The words that the crawl looks for lie sealed: none that speaks of health or help is a byte of either database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.models.people import Person
from app.rules.cast import CAST
from tests.concurrency.crowds import a_database, databases
from tests.house.canaries import (
    CANARIES,
    FILE_WORDS,
    LEFT_OUT,
    PAPER_PAGE,
    PRIVATE_ANSWER,
    PRIVATE_TABLES,
    WITH_PASSAGES_OUT,
    plant,
    words_in,
)
from tests.schema import settings_for
from tests.services.test_sealed import dumped, everything, written_as
from tests.stories import Stories

SEARCHED = (PRIVATE_ANSWER, LEFT_OUT, WITH_PASSAGES_OUT, FILE_WORDS)
"""What readers of a sent application search by stands in the words for searching as well (docs/architecture.md)."""


@pytest.fixture(
    scope="module",
    params=[pytest.param(each, marks=pytest.mark.xdist_group(f"canaries-{each}")) for each in databases()],
)
def stolen(
    request: pytest.FixtureRequest, stories: Stories, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Parts]:
    """The demonstration in each kind of database that is installed here, with the canaries planted as the crawl has them."""
    folder = tmp_path_factory.mktemp("crawled")
    with a_database(folder, request.param) as url:
        parts = stories.told(settings_for("crawled", folder).model_copy(update={"database_url": url}))
        with parts.work() as work:
            emails = {member.email: key for key, member in CAST.items()}
            people = work.db.scalars(select(Person).where(col(Person.email).in_(emails))).all()
            plant(work, {emails[person.email]: person for person in people}, parts.storage)
        yield parts
        parts.database.dispose()


def test_key02_no_private_canary_of_the_crawl_is_a_byte_of_the_database(stolen: Parts, tmp_path: Path) -> None:
    content = dumped(stolen, tmp_path)

    assert words_in(" ".join(everything(stolen))) == {canary.word for canary in CANARIES} - {
        PAPER_PAGE.word
    }  # in a file
    found = {canary for canary in CANARIES if any(dress in content for dress in written_as(canary.word))}
    assert {canary.field for canary in found if canary.table in PRIVATE_TABLES} == set()
    assert {canary.field for canary in found} == {canary.field for canary in SEARCHED}
    assert b"Noor Haddad" in content  # what is not sealed is found this way
