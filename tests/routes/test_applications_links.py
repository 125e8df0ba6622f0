"""A link as a work sample: shown in full, its website named, never fetched, and followed without telling where from."""

from uuid import UUID

import pytest

from app.models.applications import Answer
from app.pages.applications import host_of
from app.rules.blueprints import Question, Reader, blueprints
from tests.asking import AsMember, WorkAs
from tests.factories.decisions import a_review_of, in_review

QUESTION = Question(
    key="work_link",
    kind="link",
    label="Is your work on the web?",
    readers=[Reader.REVIEWER, Reader.MANAGER],
    optional=True,
)


def ask_for_a_link(monkeypatch: pytest.MonkeyPatch) -> None:
    """A programme that asks for a link beside the file."""
    known = blueprints()
    parts = [
        part.model_copy(update={"questions": [*part.questions, QUESTION]}) if part.key == "your_work" else part
        for part in known["lumina"].parts
    ]
    changed = {**known, "lumina": known["lumina"].model_copy(update={"parts": parts})}
    monkeypatch.setattr("app.rules.blueprints.blueprints", lambda: changed)


def with_link(work_as: WorkAs, monkeypatch: pytest.MonkeyPatch, address: str) -> UUID:
    application_id = in_review(work_as, of="ari", by=("ravi",))
    ask_for_a_link(monkeypatch)
    with work_as(None) as work:
        work.db.add(
            Answer(
                id=work.new_id(), application_id=application_id, question=QUESTION.key, wording=QUESTION.label,
                value=address, answered_at=work.now,
            )
        )  # fmt: skip
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
    assert host_of(QUESTION, address) == host


@pytest.mark.parametrize("key", ["ravi", "mei", "ari"])
def test_each_reader_sees_where_a_link_leads(
    as_: AsMember, work_as: WorkAs, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    stored = "https://vimeo.example@evil.example/<b>"
    application_id = with_link(work_as, monkeypatch, stored)
    client = as_(key)
    paths = {
        "mei": f"/decisions/{application_id}",
        "ari": f"/applications/{application_id}/answers",
        "ravi": f"/reviews/{a_review_of(work_as, application_id, by='ravi')}",
    }

    link = client.get(paths[key]).soup.select("a[rel~=nofollow]")[0]

    assert (link["href"], link.get_text()) == (stored, "Open this page on evil.example")
    assert link["rel"] == ["noopener", "noreferrer", "nofollow"]
    assert "target" not in link.attrs
