"""One crowd on each database for all tests that need nothing but the cast: processes take longer to start than most tests."""

from collections.abc import Iterator

import pytest

from tests.concurrency.crowds import Crowd, a_crowd, databases


@pytest.fixture(
    scope="package", params=[pytest.param(each, marks=pytest.mark.xdist_group(f"crowd-{each}")) for each in databases()]
)
def crowd(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowd]:
    with a_crowd(tmp_path_factory.mktemp("crowd"), on=request.param) as crowd:
        yield crowd
