"""A reviewer's search over HTTP: their own cases, by what they may read, and never a name."""

import pytest

from tests.asking import AsMember, WorkAs
from tests.client import Shown
from tests.counting import statements
from tests.factories.decisions import a_review_of, a_work_sample, gives_points, in_review, withdrawn

PATH = "/reviews/search/results"


def rows_of(shown: Shown) -> list[str]:
    return [head.get_text(strip=True) for head in shown.soup.select("tbody th")]


def test_reviewers_find_their_cases_by_words(as_: AsMember, work_as: WorkAs) -> None:
    first = in_review(work_as, of="bea", by=("ravi",), says={"draws_you": "The light on water"})
    in_review(work_as, of="ari", by=("sol",), says={"draws_you": "The light at noon"})
    a_work_sample(work_as, first, description="A copper kettle")
    client = as_("ravi")

    for words in ("light", "LUM-0001", "copper", "Light+WATER"):
        assert rows_of(client.get(f"{PATH}?words={words}")) == ["Review LUM-0001"], words
    assert "1 of your reviews has all of these words. Ordered by reference." in client.get(f"{PATH}?words=light").main


def test_search_is_linked_from_the_list_and_begins_empty(as_: AsMember) -> None:
    client = as_("ravi")
    link = client.get("/reviews").soup.find("a", string="Search your reviews")

    assert link is not None
    assert "Only what you were asked to review is searched." in client.get(str(link["href"])).main


def test_n31_reviewers_find_no_name_and_nothing_hidden(as_: AsMember, work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="bea", by=("ravi", "sol"))
    gives_points(work_as, application_id, by="sol", because="chalcedony", note="feldspar")
    client = as_("ravi")

    for words in ("Lindqvist", "bea@example.com", "chalcedony", "feldspar", "monday", "mornings", "email", "sol"):
        shown = client.get(f"{PATH}?words={words}")
        assert rows_of(shown) == [], words
        assert "None of your reviews has all of these words." in shown.main


def test_n31_a_tie_and_a_withdrawal_hide_a_case_from_search(as_: AsMember, work_as: WorkAs) -> None:
    tied = in_review(work_as, of="bea", by=("ravi",), says={"draws_you": "beryl"})
    gone = in_review(work_as, of="ari", by=("ravi",), says={"draws_you": "beryl"})
    as_("ravi").post(f"/reviews/{a_review_of(work_as, tied, by='ravi')}/conflict", {"tie": "friend"})
    withdrawn(work_as, gone, by="ari")

    assert rows_of(as_("ravi").get(f"{PATH}?words=beryl")) == []


def test_f26_f28_what_was_left_out_is_not_found(as_: AsMember, work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="bea", by=("ravi",), says={"draws_you": "My sister Zilpha watches light"})
    file_id = a_work_sample(work_as, application_id, description="Zilpha at her desk")
    redactions = f"/decisions/{application_id}/redactions"
    ravi, mei = as_("ravi"), as_("mei")
    copy = {"words": "My sister [hidden] watches light", "answer_version": "1", "version": "0"}

    before = rows_of(ravi.get(f"{PATH}?words=Zilpha"))
    mei.post(f"{redactions}/draws_you", copy)
    with_file = rows_of(ravi.get(f"{PATH}?words=Zilpha"))
    mei.post(f"{redactions}/files/{file_id}", {"is_withheld": "yes"})

    assert before == with_file == ["Review LUM-0001"]
    assert rows_of(ravi.get(f"{PATH}?words=Zilpha")) == []
    assert rows_of(ravi.get(f"{PATH}?words=watches")) == ["Review LUM-0001"]
    assert "1 application" in mei.get("/decisions?words=Zilpha").main
    mei.post(f"{redactions}/files/{file_id}", {"is_withheld": "no"})
    assert rows_of(ravi.get(f"{PATH}?words=desk")) == ["Review LUM-0001"]


@pytest.mark.parametrize("key", ["mei", "bea", "ida", "tom", "jun", "fay", "ola"])
def test_search_is_for_reviewers(as_: AsMember, key: str) -> None:
    assert as_(key).get(f"{PATH}?words=light").status == 403


@pytest.mark.parametrize("words", ["***", "a" * 5000])
def test_bad_words_are_told(as_: AsMember, words: str) -> None:
    shown = as_("ravi").get(f"{PATH}?words={words}")

    assert shown.status == 422
    assert [a["href"] for a in shown.soup.select(".errors a")] == ["#field-words"]


@pytest.mark.parametrize("rows", [1, 3])
def test_search_takes_the_same_statements_for_any_number_of_cases(as_: AsMember, work_as: WorkAs, rows: int) -> None:
    for key in ("bea", "ari", "noor")[:rows]:
        in_review(work_as, of=key, says={"draws_you": "light"})
    client = as_("ravi")

    with statements() as sent:
        shown = client.get(f"{PATH}?words=light")

    assert len(rows_of(shown)) == rows
    assert len(sent) == 6  # two of them keep count of searches
