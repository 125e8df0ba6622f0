"""Tests that share a server of their own are sent to one worker, or each worker would set it up again."""

import os

import pytest

GROUP = "groups"


@pytest.mark.xdist_group(GROUP)
@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="one process has no groups")
def test_xdist_knows_the_groups_of_tests(request: pytest.FixtureRequest) -> None:
    assert request.node.nodeid.endswith(f"@{GROUP}")
