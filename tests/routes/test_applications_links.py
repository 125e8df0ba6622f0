"""A link as a work sample: shown in full, its website named, never fetched, and followed without telling where from."""

from uuid import UUID

import pytest
from sqlmodel import col, select

from app.models.applications import Answer
from app.pages.applications import host_of
from app.rules.blueprints import Question, Reader, blueprint_of
from tests.asking import AsMember, WorkAs
from tests.factories.decisions import a_review_of, in_review


def the_question() -> Question:
    question = blueprint_of("post-production").question("work_link")
    assert question is not None
    return question


def with_link(work_as: WorkAs, address: str) -> UUID:
    """Zoe's application, with this address in the database whatever the form would have said to it."""
    application_id = in_review(work_as, of="zoe", by=("kit",), manager="asha", programme="post-production")
    with work_as(None) as work:
        given = select(Answer).where(
            col(Answer.application_id) == application_id, col(Answer.question) == the_question().key
        )
        work.db.scalars(given).one().value = address
    return application_id


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://vimeo.example/1", "vimeo.example"),
        ("https://vimeo.example@evil.example/1", "evil.example"),
        ("https://\u0430pple.example/", "xn--pple-43d.example"),
        ("https://" + "x" * 300 + ".example/", "x" * 300 + ".example"),
    ],
)
def test_the_website_is_named_as_it_is(address: str, host: str) -> None:
    assert host_of(the_question(), address) == host


def test_reviewers_and_managers_read_a_link_with_the_work() -> None:
    assert set(the_question().readers) == {Reader.REVIEWER, Reader.MANAGER}


@pytest.mark.parametrize("key", ["kit", "asha", "zoe"])
def test_each_reader_sees_where_a_link_leads(as_: AsMember, work_as: WorkAs, key: str) -> None:
    stored = "https://vimeo.example@evil.example/<b>"
    application_id = with_link(work_as, stored)
    client = as_(key)
    paths = {
        "asha": f"/decisions/{application_id}",
        "zoe": f"/applications/{application_id}/answers",
        "kit": f"/reviews/{a_review_of(work_as, application_id, by='kit')}",
    }

    link = client.get(paths[key]).soup.select("a[rel~=nofollow]")[0]

    assert (link["href"], link.get_text()) == (stored, "Open this page on evil.example")
    assert link["rel"] == ["noopener", "noreferrer", "nofollow"]
    assert "target" not in link.attrs
