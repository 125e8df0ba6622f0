"""One's own messages: newest first, in pages by key, and nobody else's."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.models.messages import Message
from app.services import messages
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.counting import statements

PAGE = 25


def write(work_as: WorkAs, stage: Stage, key: str, times: int = 1) -> None:
    with work_as(None) as work:
        for number in range(times):
            work.now += timedelta(minutes=1)
            event_id = UUID(int=number + 1)
            messages.write(work, "sign_in_link", to=stage.people[key], event_id=event_id, path="/preferences")


def ids(parts: Parts) -> list[UUID]:
    with parts.work(writes=False) as work:
        return list(work.db.scalars(select(Message.id).order_by(col(Message.id).desc())).all())


def test_without_messages_the_page_says_when_there_will_be_some(as_: AsMember) -> None:
    shown = as_("noor").get("/messages")

    assert shown.status == 200
    assert "No messages yet." in shown.main


def test_a_message_has_its_parts_and_leads_to_what_it_is_about(
    as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts
) -> None:
    write(work_as, stage, "noor")

    shown = as_("noor").get(f"/messages/{ids(parts)[0]}")

    assert shown.title.startswith("Needs your answer: your sign-in link for Cleanplate")
    assert "The link works once, for one hour." in shown.main
    assert shown.soup.select_one('main a[href="/preferences"]')


def test_a_list_of_messages_names_its_zone_once(as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts) -> None:
    write(work_as, stage, "noor", times=2)

    shown = as_("noor").get("/messages").main

    assert shown.count("Written on") == len(ids(parts)) == 2
    assert shown.count("Adelaide time") == 1


@pytest.mark.parametrize("key", ["zoe", "bea", "mei", "ola"])
def test_a_message_of_somebody_else_is_not_there(
    as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts, key: str
) -> None:
    write(work_as, stage, "noor")

    shown = as_(key).get(f"/messages/{ids(parts)[0]}")

    assert shown.status == 404
    assert "No messages yet." in as_(key).get("/messages").main


def test_whoever_is_not_signed_in_is_asked_to(as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts) -> None:
    write(work_as, stage, "noor")

    assert as_(None).get(f"/messages/{ids(parts)[0]}").location.startswith("/sign-in?next=%2Fmessages%2F")


def test_a_message_to_an_address_alone_is_nobodys(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    with work_as(None) as work:
        messages.send_sign_in_link(work, "noor@example.com", "token")

    assert as_("noor").get(f"/messages/{ids(parts)[0]}").status == 404


def test_older_ones_are_one_press_away(as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts) -> None:
    write(work_as, stage, "noor", times=PAGE + 2)
    client, every = as_("noor"), ids(parts)

    first = client.get("/messages")
    older = client.get(f"/messages?older={every[PAGE - 1]}")

    def shown_on(page: object) -> list[str]:
        return [str(link["href"]).rpartition("/")[2] for link in page.soup.select(".panel a")]  # type: ignore[attr-defined]

    assert shown_on(first) == [str(one) for one in every[:PAGE]]
    assert shown_on(older) == [str(one) for one in every[PAGE:]]
    assert first.soup.select_one(f'a[href="/messages?older={every[PAGE - 1]}"]')


@pytest.mark.parametrize("older", ["nonsense", "", "0"])
def test_a_broken_key_shows_the_first_page(as_: AsMember, work_as: WorkAs, stage: Stage, older: str) -> None:
    write(work_as, stage, "noor")

    assert "Needs your answer" in as_("noor").get(f"/messages?older={older}").main


@pytest.mark.parametrize("times", [1, 3])
def test_the_list_takes_three_statements_whatever_its_length(
    as_: AsMember, work_as: WorkAs, stage: Stage, times: int
) -> None:
    write(work_as, stage, "noor", times)
    client = as_("noor")

    with statements() as sent:
        client.get("/messages")

    assert len(sent) == 3
