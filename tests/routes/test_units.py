"""Units of a production over HTTP."""

import pytest
from sqlmodel import select

from app.models.units import Unit
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.factories.assignments import OUR_PRODUCTION


def test_a_unit_is_named_and_named_anew(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    client, path = as_("tom"), f"/productions/{stage.productions[OUR_PRODUCTION].id}/units"

    assert "There are no units yet." in client.get(path).main
    wrong = client.post(path, {"name": "Splinter", "kind": "third"})
    assert wrong.status == 422
    assert "Choose one of the answers in the list" in wrong.main
    shown = client.follow(client.post(path, {"name": "Main unit", "kind": "main"}))
    assert "Main unit. Main unit." in shown.main
    assert "a unit called main unit already" in client.post(path, {"name": "main unit", "kind": "post"}).main

    with work_as("tom") as work:
        unit = work.db.scalars(select(Unit)).one()
    changed = {"name": "First unit", "kind": "main", "version": "1"}
    assert "First unit" in client.follow(client.post(f"/units/{unit.id}", changed)).main
    late = client.post(f"/units/{unit.id}", {**changed, "name": "Unit one"})
    assert late.status == 409
    assert "First unit" in late.main


@pytest.mark.parametrize("key", ["cleo", "mei"])
def test_units_do_not_exist_for_others(as_: AsMember, work_as: WorkAs, stage: Stage, key: str) -> None:
    as_("tom").post(f"/productions/{stage.productions[OUR_PRODUCTION].id}/units", {"name": "Main unit", "kind": "main"})
    with work_as("tom") as work:
        unit = work.db.scalars(select(Unit)).one()

    assert as_(key).get(f"/units/{unit.id}").status == 404
    assert as_(key).get(f"/productions/{unit.production_id}/units").status == 404
