"""AUD-01: failed sign-ins and denied pages stand in the audit log, with where they came from, and cannot flood it."""

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.core.events import AuditEntry
from app.services.casting import Stage
from app.services.refusals import DENIED, FAILED
from app.web.networks import origin_of
from tests.asking import AsMember, WorkAs
from tests.client import Client
from tests.conftest import MovableClock
from tests.factories.accommodations import asked

WRONG = {"email": "mei@example.com", "password": "nothing that anybody chose"}


def entries(parts: Parts, name: str) -> list[AuditEntry]:
    with parts.work(writes=False) as work:
        return list(
            work.db.scalars(select(AuditEntry).where(col(AuditEntry.name) == name).order_by(col(AuditEntry.number)))
        )


def try_password(client: Client, times: int = 1, **typed: str) -> None:
    for _ in range(times):
        client.post("/sign-in/password", {**WRONG, **typed})


def test_aud01_a_failed_sign_in_names_its_person_and_never_what_was_typed(
    as_: AsMember, parts: Parts, stage: Stage
) -> None:
    try_password(as_(None))
    try_password(as_(None), email="nemo@example.com")

    known, unknown = entries(parts, FAILED)
    assert (known.about, known.actor_id, known.facts) == (stage.id_of("mei"), None, {"kind": "password", "count": 1})
    assert (unknown.about, unknown.facts) == (None, {"kind": "password", "count": 1})
    assert "nemo" not in str([unknown.facts, unknown.reason, unknown.shown])


def test_aud01_a_link_that_does_not_sign_in_is_a_failure(as_: AsMember, parts: Parts) -> None:
    assert as_(None).post("/sign-in/link/made-up").status == 404

    assert [entry.facts for entry in entries(parts, FAILED)] == [{"kind": "link", "count": 1}]


def test_aud01_many_tries_are_few_entries_with_their_count(as_: AsMember, parts: Parts, clock: MovableClock) -> None:
    try_password(as_(None), times=10)
    within = [entry.facts["count"] for entry in entries(parts, FAILED)]
    clock.advance(hours=1)
    try_password(as_(None))

    assert within == [1, 10]
    assert [entry.facts["count"] for entry in entries(parts, FAILED)] == [1, 10, 1]


def test_aud01_tries_past_the_limit_are_told_apart(as_: AsMember, parts: Parts) -> None:
    try_password(as_(None), times=12)

    assert [entry.facts for entry in entries(parts, FAILED)][-1] == {"kind": "too_many", "count": 1}


def test_aud01_what_a_role_does_not_open_is_written(as_: AsMember, parts: Parts, stage: Stage) -> None:
    for _ in range(11):
        assert as_("noor").get("/consents/agreed").status == 403

    assert [(entry.actor_id, entry.facts) for entry in entries(parts, DENIED)] == [
        (stage.id_of("noor"), {"policy": "consents.agreed", "count": 1}),
        (stage.id_of("noor"), {"policy": "consents.agreed", "count": 10}),
    ]


def test_aud01_what_is_there_and_not_yours_is_written_and_what_is_not_there_is_not(
    as_: AsMember, work_as: WorkAs, parts: Parts, stage: Stage
) -> None:
    theirs = asked(work_as, of="noor")
    answers = [as_("bea").get(f"/adjustments/{each}") for each in (theirs, stage.id_of("mei"))]

    assert [shown.status for shown in answers] == [404, 404]
    assert [(entry.actor_id, entry.facts["policy"]) for entry in entries(parts, DENIED)] == [
        (stage.id_of("bea"), "accommodations.read_own")
    ]


def test_aud01_whoever_only_has_to_sign_in_first_was_denied_nothing(as_: AsMember, parts: Parts) -> None:
    assert as_(None).get("/consents/agreed").status == 303

    assert entries(parts, DENIED) == []


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1234:5678::9", "2001:db8:1234::/48"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("fe80::1%eth0", "fe80::/48"),
        ("testclient", ""),
    ],
)
def test_aud01_an_address_is_shortened(host: str, origin: str) -> None:
    assert origin_of(host) == origin


def test_aud01_an_entry_says_from_where_and_in_which_request(as_: AsMember, parts: Parts) -> None:
    client = as_("noor")
    client.comes_from("203.0.113.77")

    client.get("/consents/agreed")
    client.get("/audit")

    denied = entries(parts, DENIED)
    assert [entry.origin for entry in denied] == ["203.0.113.0/24"] * 2
    assert [len(entry.request_id) for entry in denied] == [32, 32]
    assert denied[0].request_id != denied[1].request_id


def test_aud01_what_the_worker_does_comes_from_nowhere(parts: Parts, work_as: WorkAs) -> None:
    asked(work_as, of="noor")

    sent = entries(parts, "accommodations.sent")
    assert [(entry.origin, entry.request_id) for entry in sent] == [("", "")]
