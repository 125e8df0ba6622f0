"""Kept lists over HTTP: saving what the board lists, opening it again, naming, removing, and putting back."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlmodel import select

from app.core.actors import Role
from app.models.kept_lists import KeptList
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.client import Client
from tests.conftest import MovableClock
from tests.factories.decisions import a_sent_application, grant, in_review

QUERY = "status=received&order=newest"


def a_kept_list(client: Client, work_as: WorkAs, *, name: str = "New ones", query: str = QUERY) -> UUID:
    assert client.post("/kept-lists/new", {"name": name, "query": query}).status == 303
    with work_as(None) as work:
        return next(kept.id for kept in work.db.scalars(select(KeptList)) if kept.name == name)


def names_of(client: Client) -> list[str]:
    return [head.get_text(strip=True) for head in client.get("/kept-lists").soup.select("main h2[data-own-words]")]


def test_a_list_is_saved_from_the_board_and_opens_again(as_: AsMember, work_as: WorkAs) -> None:
    a_sent_application(work_as, of="bea")
    in_review(work_as, of="ari")
    client = as_("mei")
    link = client.get(f"/decisions?{QUERY}&after=&count=yes").soup.find("a", string="Save this list under a name")
    assert link is not None
    asking = client.get(str(link["href"]))
    query = asking.soup.select_one("input[name=query]")
    assert query is not None

    shown = client.follow(client.post("/kept-lists/new", {"name": "New ones", "query": str(query["value"])}))
    again = client.get("/decisions").soup.find("a", string="New ones")

    assert "The list is saved." in shown.main
    assert again is not None
    assert str(again["href"]) == f"/decisions?{QUERY}"
    assert [h.get_text(strip=True) for h in client.get(str(again["href"])).soup.select("tbody th")] == ["LUM-0001"]


@pytest.mark.parametrize(
    ("name", "sentence"), [("", "Give the list a name"), ("x" * 61, "Use 60 characters or fewer. You have used 61")]
)
def test_a_name_is_needed_and_what_was_typed_stays(as_: AsMember, name: str, sentence: str) -> None:
    shown = as_("mei").post("/kept-lists/new", {"name": name, "query": QUERY})

    assert shown.status == 422
    assert shown.errors == [sentence]
    assert QUERY.replace("&", "&amp;") in shown.text


@pytest.mark.parametrize("query", ["status=secret", "order=accommodations", "words=" + "x" * 5000])
def test_what_the_board_cannot_list_is_not_saved(as_: AsMember, work_as: WorkAs, query: str) -> None:
    shown = as_("mei").post("/kept-lists/new", {"name": "Odd", "query": query})

    assert shown.errors == ["This list cannot be saved. Open it again from the applications, then save it."]
    with work_as(None) as work:
        assert work.db.scalars(select(KeptList)).all() == []


def test_two_lists_of_one_name_are_refused(as_: AsMember, work_as: WorkAs) -> None:
    client = as_("mei")
    a_kept_list(client, work_as)

    shown = client.post("/kept-lists/new", {"name": "New ones", "query": ""})

    assert shown.errors == ["You have a list of this name. Choose another name"]


def test_more_than_thirty_are_refused(as_: AsMember, work_as: WorkAs) -> None:
    client = as_("mei")
    for number in range(30):
        a_kept_list(client, work_as, name=f"List {number}")

    shown = client.post("/kept-lists/new", {"name": "One more", "query": QUERY})

    assert shown.status == 422
    assert "You have 30 saved lists. Remove one first." in shown.main


def test_a_list_is_named_anew(as_: AsMember, work_as: WorkAs) -> None:
    client = as_("mei")
    path = f"/kept-lists/{a_kept_list(client, work_as)}/name"

    empty = client.post(path, {"name": ""})
    client.post(path, {"name": "Newest first"})

    assert "New ones" in client.get(path).text or names_of(client) == ["Newest first"]
    assert (empty.status, names_of(client)) == (422, ["Newest first"])


def test_a_removed_list_can_be_put_back(as_: AsMember, work_as: WorkAs) -> None:
    client = as_("mei")
    kept_id = a_kept_list(client, work_as)

    asked = client.get(f"/kept-lists/{kept_id}/removal")
    removed = client.follow(client.post(f"/kept-lists/{kept_id}/removal"))
    on_board = client.get("/decisions").soup.find("a", string="New ones")
    client.post(f"/kept-lists/{kept_id}/return")

    assert "You can put the list back for 30 days." in asked.main
    assert "Put “New ones” back" in removed.main
    assert on_board is None
    assert names_of(client) == ["New ones"]


def test_a_list_that_was_removed_long_ago_goes_for_good(as_: AsMember, work_as: WorkAs, clock: MovableClock) -> None:
    client = as_("mei")
    old, new = a_kept_list(client, work_as, name="Old"), a_kept_list(client, work_as, name="New")
    client.post(f"/kept-lists/{old}/removal")
    clock.now += timedelta(days=31)
    client = as_("mei")

    client.post(f"/kept-lists/{new}/removal")

    with work_as(None) as work:
        assert [kept.name for kept in work.db.scalars(select(KeptList))] == ["New"]


def test_n31_a_list_is_its_keepers_own(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    kept_id = a_kept_list(as_("mei"), work_as)
    grant(work_as, stage, "sol", Role.MANAGER)

    for key in ("asha", "sol", "ravi"):
        client = as_(key)
        for page in ("name", "removal"):
            assert client.get(f"/kept-lists/{kept_id}/{page}").status == 404
            assert client.post(f"/kept-lists/{kept_id}/{page}", {"name": "Mine"}).status == 404
        assert client.post(f"/kept-lists/{kept_id}/return").status == 404
    assert names_of(as_("asha")) == []
    assert as_("mei").get(f"/kept-lists/{uuid4()}/name").status == 404


@pytest.mark.parametrize("key", ["ravi", "bea", "ida", "tom", "jun", "fay", "ola"])
def test_saved_lists_are_for_managers(as_: AsMember, key: str) -> None:
    client = as_(key)

    assert [client.get(path).status for path in ("/kept-lists", "/kept-lists/new")] == [403, 403]
    assert client.post("/kept-lists/new", {"name": "Mine", "query": QUERY}).status == 403
