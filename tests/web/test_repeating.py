"""A form that is sent twice is done once, also when both arrive at the same moment."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import col, delete, select

from app.adapters.parts import Parts
from app.core.errors import Conflict, Refused
from app.core.events import AuditEntry
from app.models.receipts import FormReceipt
from app.services import receipts
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.client import Client, Shown
from tests.conftest import MovableClock
from tests.pressing import form_of, press

DELIVERY = {
    "digest_times": ["13:00"],
    "quiet_from": "",
    "quiet_until": "",
    "notice_hours": "24",
    "wants_reminders": "yes",
}
PATH = "/preferences/messages"


def send(client: Client, once: str = "key-1", **changes: object) -> Shown:
    return client.post(PATH, {**DELIVERY, "once": once, **changes})


def times_saved(parts: Parts) -> int:
    with parts.work(writes=False) as work:
        return len(work.db.scalars(select(AuditEntry).where(col(AuditEntry.name) == "preferences.changed")).all())


def test_sent_twice_is_done_once_and_answered_alike(as_: AsMember, parts: Parts) -> None:
    client = as_("noor")

    first, second = send(client), send(client)

    assert (first.status, first.location) == (second.status, second.location) == (303, "/preferences")
    assert times_saved(parts) == 1
    assert "Your choices are saved." in client.follow(second).main


def test_another_form_of_the_same_page_is_another_thing_to_do(as_: AsMember, parts: Parts) -> None:
    client = as_("noor")

    send(client, "key-1")
    send(client, "key-2")

    assert times_saved(parts) == 2


def test_every_form_of_a_page_has_a_key_of_its_own(as_: AsMember) -> None:
    shown = as_("noor").get("/preferences")

    keys = [str(field["value"]) for field in shown.soup.select("input[name=once]")]

    assert len(keys) == len(set(keys)) == 3


def test_the_same_form_with_other_answers_is_refused_with_a_sentence(as_: AsMember, parts: Parts) -> None:
    client = as_("noor")
    send(client)

    shown = send(client, notice_hours="72")

    assert shown.status == 422
    assert "This form was sent before, with other answers." in shown.main
    assert times_saved(parts) == 1


def test_somebody_else_with_the_same_key_is_not_mixed_up(as_: AsMember, parts: Parts) -> None:
    send(as_("noor"))
    send(as_("zoe"))

    assert times_saved(parts) == 2


def test_a_form_that_had_an_error_can_be_corrected_and_sent(as_: AsMember, parts: Parts) -> None:
    client = as_("noor")

    wrong = send(client, notice_hours="7")
    right = send(client)

    assert (wrong.status, right.status) == (422, 303)
    assert times_saved(parts) == 1


def test_signing_out_twice_is_not_answered_from_a_receipt(as_: AsMember, parts: Parts) -> None:
    """Its answer takes the cookie away; a copy without that would leave the person signed in."""
    client = as_("noor")

    press(client, client.get("/preferences"), "Sign out")

    with parts.work(writes=False) as work:
        assert work.db.scalars(select(FormReceipt)).all() == []


def test_htmx_gets_the_same_answer_twice(as_: AsMember, parts: Parts) -> None:
    client = as_("noor")
    data = {**DELIVERY, "once": "key-1"}

    answers = [client.post(PATH, data, headers={"HX-Request": "true"}).answer for _ in range(2)]

    assert [answer.headers["hx-redirect"] for answer in answers] == ["/preferences"] * 2
    assert times_saved(parts) == 1


def test_the_key_comes_from_the_page(as_: AsMember, parts: Parts) -> None:
    client = as_("noor")
    page = client.get("/preferences")

    press(client, page, "Save when messages come", DELIVERY)
    press(client, page, "Save when messages come", DELIVERY)

    assert form_of(page, "Save when messages come").select_one("input[name=once]")
    assert times_saved(parts) == 1


def test_one_that_never_finished_is_free_again_after_a_minute(
    work_as: WorkAs, stage: Stage, clock: MovableClock
) -> None:
    noor = stage.id_of("noor")
    with work_as("noor") as work:
        receipts.claim(work, noor, "mark", "content")

    with pytest.raises(Conflict), work_as("noor") as work:
        receipts.claim(work, noor, "mark", "content")
    clock.advance(minutes=1)
    with work_as("noor") as work:
        again = receipts.claim(work, noor, "mark", "content")

    assert again.location == ""


def test_receipts_go_after_a_day(work_as: WorkAs, stage: Stage, clock: MovableClock) -> None:
    noor = stage.id_of("noor")
    with work_as("noor") as work:
        receipts.finish(receipts.claim(work, noor, "mark", "content"), "/preferences", "")
    clock.advance(hours=24)

    with work_as(None) as work:
        receipts.sweep(work)

    with work_as("noor") as work:
        assert receipts.claim(work, noor, "mark", "other content").location == ""


@pytest.fixture
def shared(staged: tuple[Parts, Stage]) -> Iterator[Parts]:
    """Parts whose works really commit, because several of them must see one another; the rows go afterwards."""
    yield staged[0]
    with staged[0].work() as work:
        work.db.execute(delete(FormReceipt))


def test_of_many_at_the_same_moment_one_does_it(shared: Parts, stage: Stage) -> None:
    def attempt(number: int) -> str:
        try:
            with shared.work() as work:
                receipt = receipts.claim(work, stage.id_of("noor"), "mark", "content")
                if receipt.location:
                    return receipt.location
                receipts.finish(receipt, f"/done-by/{number}", "")
                return "did it"
        except (Conflict, Refused):
            return "refused"

    with ThreadPoolExecutor(8) as several:
        answers = list(several.map(attempt, range(24)))

    assert answers.count("did it") == 1
    assert len({answer for answer in answers if answer.startswith("/done-by/")}) == 1
    assert "refused" not in answers
