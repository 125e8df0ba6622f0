"""What access cost a production: months, kinds and amounts, linked to nobody."""

import pytest
from sqlmodel import SQLModel, select

from app.models.access_costs import AccessCost
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs

COST = {"month": "March 2027", "kind": "software", "amount": "1,200.5", "currency": "AUD"}


@pytest.fixture
def path(stage: Stage) -> str:
    return f"/productions/{stage.productions['my-brilliant-career'].id}/access-costs"


def test_n34_costs_are_listed_with_their_total_and_lead_to_nobody(as_: AsMember, work_as: WorkAs, path: str) -> None:
    tom = as_("tom")

    tom.post(path, COST)
    page = tom.follow(tom.post(path, {**COST, "kind": "travel", "amount": "99.5"}))

    assert "All together: AUD\u00a01,300.00." in page.text.replace("&nbsp;", "\u00a0")
    columns = {column.name for column in SQLModel.metadata.tables["access_costs"].columns}
    assert columns == {"id", "production_id", "month", "kind", "amount", "currency", "entered_by_id", "version"}
    assert "Tom Whitlam" not in page.soup.select_one("main").text  # type: ignore[union-attr]
    with work_as(None) as work:
        assert sorted(each.amount for each in work.db.scalars(select(AccessCost))) == [9950, 120050]
    assert as_("cleo").get(path).status == 404
    assert as_("noor").get(path).status == 403 or as_("noor").get(path).status == 404


def test_n34_the_file_holds_what_is_listed(as_: AsMember, path: str) -> None:
    tom = as_("tom")
    tom.post(path, COST)

    file = tom.get(f"{path}/file")

    assert file.answer.content.decode("utf-8-sig").splitlines() == [
        "Month,What for,Amount,Currency",
        "2027-03,Software,1200.50,AUD",
    ]


def test_rel_04_an_older_page_never_overwrites_a_newer_cost(as_: AsMember, work_as: WorkAs, path: str) -> None:
    tom = as_("tom")
    tom.post(path, COST)
    with work_as(None) as work:
        cost = work.db.scalars(select(AccessCost)).one()
    own = f"/access-costs/{cost.id}"
    assert tom.get(own).soup.select_one("input[name=amount]")["value"] == "1200.50"  # type: ignore[index]

    first = tom.post(own, {**COST, "amount": "5", "version": "1"})
    second = tom.post(own, {**COST, "amount": "7", "version": "1"})

    assert (first.status, second.status) == (303, 422)
    assert "Somebody changed this entry" in second.main
    assert 'value="7"' in second.text
    with work_as(None) as work:
        assert work.db.scalars(select(AccessCost)).one().amount == 500
    assert as_("cleo").get(own).status == 404


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"amount": "-1"}, "Write the amount in numbers"),
        ({"amount": "12.345"}, "Write the amount in numbers"),
        ({"amount": "999999999"}, ""),
        ({"month": "Mai 27"}, "Write the month and the year"),
        ({"month": "13/2027"}, "Write the month and the year"),
        ({"kind": "CANARY"}, ""),
        ({"currency": "XXX"}, ""),
    ],
)
def test_a_wrong_cost_is_given_back(as_: AsMember, path: str, wrong: dict[str, str], said: str) -> None:
    page = as_("tom").post(path, {**COST, **wrong})

    assert page.status == 422
    assert said in page.main
