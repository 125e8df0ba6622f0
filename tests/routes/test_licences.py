"""How many desks of a production can use a program at once."""

import pytest

from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.factories.assignments import our_place


@pytest.fixture
def path(work_as: WorkAs, stage: Stage) -> str:
    """Two desks of the production name Nuke."""
    with work_as("tom") as work:
        our_place(work, stage)
    return f"/productions/{stage.productions['my-brilliant-career'].id}/licences"


def test_f56_licences_stand_beside_the_desks_that_have_the_program(as_: AsMember, path: str) -> None:
    tom = as_("tom")
    assert "Nuke: 2 desks have it. Nobody said how many licences there are." in tom.get(path).main

    page = tom.follow(tom.post(path, {"counts": ["1 Nuke", "3 x Blender"], "version": "1"}))

    assert "Nuke: 2 desks have it. 1 licence. Not for all desks at once" in page.main
    assert "Blender: 0 desks have it. 3 licences." in page.main
    assert page.soup.select_one("#field-counts")["value"] == "1 Nuke"  # type: ignore[index]


def test_rel_04_a_list_of_licences_that_changed_is_not_overwritten(as_: AsMember, path: str) -> None:
    tom = as_("tom")
    tom.post(path, {"counts": ["1 Nuke"], "version": "1"})

    late = tom.post(path, {"counts": ["9 Nuke"], "version": "1"})

    assert late.status == 422
    assert "Somebody changed this list since you opened this page." in late.main
    assert late.soup.select_one("#field-counts")["value"] == "9 Nuke"  # type: ignore[index]


@pytest.mark.parametrize("line", ["Nuke", "0 Nuke", "99999999999 Nuke"])
def test_a_line_without_a_number_is_said(as_: AsMember, path: str, line: str) -> None:
    page = as_("tom").post(path, {"counts": [line], "version": "1"})

    assert (page.status, page.errors) == (422, ["Write a number from 1 to 999 first on each line"])


def test_licences_are_for_coordinators_of_the_production(as_: AsMember, path: str) -> None:
    assert as_("cleo").get(path).status == 404
    assert as_("mei").post(path, {}).status == 404
