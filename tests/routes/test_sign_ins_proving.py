"""Showing again who one is, staying signed in, moving to another address, and links for a browser that is known."""

import pytest
from sqlmodel import col, select

from app.adapters import codes
from app.adapters.parts import Parts
from app.models.messages import Message
from app.models.people import Person
from app.models.receipts import FormReceipt
from app.models.sign_ins import KnownBrowser, SignIn
from app.rules.sign_ins import BY_LINK
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.client import Client, Shown
from tests.conftest import MovableClock
from tests.pressing import press
from tests.routes.test_sign_ins import PASSWORD, SECRET, ask_for_link, give_password, newest_link
from tests.routes.test_sign_ins_own import enter, mail_about

NEW = "noor.haddad@example.com"


def by_link(client: Client, parts: Parts, email: str) -> Client:
    ask_for_link(client, email)
    press(client, client.get(newest_link(parts)), "Sign in now")
    return client


def asked_for_change(client: Client, email: str = NEW) -> Shown:
    return press(client, client.get("/sign-ins/email-address"), "Send a link to the new address", {"email": email})


def link_to(parts: Parts, email: str) -> str:
    """The path in the newest mail to this address."""
    with parts.work(writes=False) as work:
        found = select(Message).where(col(Message.email) == email, col(Message.sealed_path) != "")
        message = work.db.scalars(found.order_by(col(Message.id).desc())).first()
        assert message is not None
        return work.vault.open(message.sealed_path, table="messages", column="sealed_path", row=message.id)


def test_auth_08_a_link_proves_and_leads_back(as_: AsMember, parts: Parts, clock: MovableClock) -> None:
    client = by_link(as_(None), parts, "noor@example.com")
    clock.advance(minutes=16)

    asked = client.follow(client.get("/sign-ins/password"))
    press(client, asked, "Send me the link")
    back = press(client, client.get(newest_link(parts)), "Sign in now")

    assert "We send a link to noor@example.com." in asked.main
    assert back.location == "/sign-ins/password"
    assert client.follow(back).title.startswith("Choose a password")


def test_auth_08_a_password_and_a_code_prove_and_lead_back(
    as_: AsMember, stage: Stage, work_as: WorkAs, clock: MovableClock
) -> None:
    give_password(work_as, stage.people["mei"], with_code=True)
    client = as_(None)
    enter(client, "mei", codes.current_code(SECRET, clock()))
    clock.advance(minutes=16)
    before = client.cookie

    asked = client.follow(client.get("/sign-ins/recovery-codes"))
    wrong = press(client, asked, "Go on", {"password": "not this one", "code": "123456"})
    right = press(client, wrong, "Go on", {"password": PASSWORD, "code": codes.current_code(SECRET, clock())})

    assert wrong.status == 422
    assert wrong.errors == ["This is not your password. Check it, then try again."]
    assert right.location == "/sign-ins/recovery-codes"
    assert client.follow(right).status == 200
    assert client.cookie != before


def test_auth_08_what_was_typed_is_kept_while_the_proof_is_asked(
    as_: AsMember, parts: Parts, clock: MovableClock
) -> None:
    client = by_link(as_(None), parts, "noor@example.com")
    page = client.get("/sign-ins/email-address")
    clock.advance(minutes=16)

    asked = client.follow(press(client, page, "Send a link to the new address", {"email": NEW}))
    press(client, asked, "Send me the link")
    kept = client.follow(press(client, client.get(newest_link(parts)), "Sign in now"))
    sent = press(client, kept, "Send it now")

    assert NEW in kept.main
    assert f"We sent a link to {NEW}." in sent.main
    assert link_to(parts, NEW).startswith("/sign-ins/email-address/")


def test_auth_08_a_mailbox_alone_changes_nothing_where_an_authenticator_is_set_up(
    as_: AsMember, parts: Parts, stage: Stage, work_as: WorkAs, clock: MovableClock
) -> None:
    """It also is the way back for somebody who has lost their password: the link and the code together."""
    give_password(work_as, stage.people["mei"], with_code=True)
    client = by_link(as_(None), parts, "mei@example.com")

    asked = client.follow(client.get("/sign-ins/password"))
    proved = press(client, asked, "Go on", {"code": codes.current_code(SECRET, clock())})
    page = client.follow(proved)
    saved = press(client, page, "Save the password", {"password": "three new words of mine"})
    clock.advance(minutes=2)
    entered = enter(as_(None), "mei", codes.current_code(SECRET, clock()), "three new words of mine")

    assert not asked.soup.select("input[name=password]")
    assert saved.location == "/sign-ins"
    assert entered.status == 303


def test_the_demonstration_proves_by_one_press(as_: AsMember, clock: MovableClock) -> None:
    client = as_("noor")
    clock.advance(minutes=16)

    proved = press(client, client.follow(client.get("/sign-ins/password")), "Go on")

    assert client.follow(proved).title.startswith("Choose a password")


def test_a_press_is_no_proof_outside_the_demonstration(as_: AsMember, parts: Parts) -> None:
    client = by_link(as_(None), parts, "noor@example.com")
    page = client.get("/sign-ins/proof")

    shown = client.post("/sign-ins/proof", {}, token=page.soup.select_one("input[name=csrf_token]")["value"])  # type: ignore[index,arg-type]  # it is there

    assert shown.status == 422
    assert shown.errors == ["Open the link in the e-mail that we sent you."]


@pytest.mark.parametrize("path", ["https://evil.example", "//evil.example", "/\\evil.example"])
def test_nobody_is_led_away_by_a_proof(as_: AsMember, path: str) -> None:
    client = as_("noor")

    assert press(client, client.get("/sign-ins/proof"), "Go on", {"next": path}).location == "/"


def test_auth_09_an_address_counts_once_the_new_one_agrees(as_: AsMember, parts: Parts, stage: Stage) -> None:
    here, elsewhere = as_("noor"), as_("noor")
    ask_for_link(as_(None), "noor@example.com")
    older_link = newest_link(parts)

    asked = asked_for_change(here)
    opened = here.get(link_to(parts, NEW))
    with parts.work(writes=False) as work:
        before = work.db.get_one(Person, stage.id_of("noor")).email
    changed = press(here, opened, "Use this address")
    again = here.post(link_to(parts, NEW), {})

    assert "Until then nothing changes." in asked.main
    assert before == "noor@example.com"
    assert NEW in changed.main
    with parts.work(writes=False) as work:
        assert work.db.get_one(Person, stage.id_of("noor")).email == NEW
    assert mail_about(parts, "noor@example.com") == ["sign_in_link", "email_change_asked", "email_changed"]
    assert mail_about(parts, NEW) == ["email_change_link", "email_changed"]
    assert (here.get("/messages").status, elsewhere.get("/messages").status) == (200, 303)
    assert as_(None).post(older_link).status == 404
    assert again.status == 404


def test_auth_09_the_link_works_where_nobody_is_signed_in(as_: AsMember, parts: Parts) -> None:
    asked_for_change(as_("noor"))
    stranger = as_(None)

    changed = press(stranger, stranger.get(link_to(parts, NEW)), "Use this address")

    assert changed.status == 200
    assert stranger.get("/messages").status == 303


def test_auth_09_an_address_that_is_taken_says_so_only_in_its_own_mailbox(as_: AsMember, parts: Parts) -> None:
    client = as_("noor")
    free, taken = asked_for_change(client), asked_for_change(client, "zoe@example.com")
    opened = client.get(link_to(parts, "zoe@example.com"))

    refused = press(client, opened, "Use this address")

    assert free.main.replace(NEW, "zoe@example.com") == taken.main
    assert refused.errors == ["Somebody uses this address already. Ask your contact person what to do."]


def test_auth_09_a_link_lasts_an_hour_and_a_newer_one_replaces_it(
    as_: AsMember, parts: Parts, clock: MovableClock
) -> None:
    client = as_("noor")
    asked_for_change(client)
    first = link_to(parts, NEW)
    asked_for_change(client)
    second = link_to(parts, NEW)
    clock.advance(minutes=61)

    assert as_(None).post(first, {}).status == as_(None).post(second, {}).status == 404


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("noor at example", "Write the e-mail address in full, such as ari@example.com"),
        ("noor@example.com", "This is the address that you have now. Write the new one."),
        ("", "Write your e-mail address"),
    ],
)
def test_an_address_that_does_not_do_keeps_what_was_typed(as_: AsMember, email: str, sentence: str) -> None:
    shown = asked_for_change(as_("noor"), email)

    assert (shown.status, shown.errors) == (422, [sentence])
    assert f'value="{email}"' in shown.text


def test_sess_04_staff_read_until_when_and_stay_by_one_press(as_: AsMember, clock: MovableClock) -> None:
    client = as_("mei")
    page = client.get("/messages")
    clock.advance(minutes=50)

    longer = press(client, page, "Stay signed in longer")
    clock.advance(minutes=50)

    assert "You stay signed in until Monday 1 March 2027, 12:00pm" in page.text
    assert "You stay signed in until Monday 1 March 2027, 12:50pm" in longer.text
    assert client.get("/messages").status == 200


def test_sess_04_the_press_replaces_only_the_line(as_: AsMember) -> None:
    client = as_("mei")
    headers = {"HX-Request": "true", "HX-Target": "div#staying"}

    line = client.post("/sign-ins/staying", {}, headers=headers)

    assert line.soup.find("h1") is None
    assert "You stay signed in until" in line.text
    assert line.soup.select_one("#staying")


def test_sess_04_the_last_hour_says_that_it_is_the_last(as_: AsMember, clock: MovableClock) -> None:
    client = as_("mei")
    for _ in range(14):
        clock.advance(minutes=49)
        page = client.get("/messages")

    assert "After that you sign in again." in page.text
    assert "Stay signed in longer" not in page.text
    assert "Monday 1 March 2027, 11:00pm" in page.text


def test_sess_04_own_screens_have_no_such_line(as_: AsMember) -> None:
    client = as_("noor")

    assert "You stay signed in until" not in client.get("/messages").text
    assert "24 hours after your last visit" in client.get("/sign-ins/staying").main


def test_rate_04_a_stranger_cannot_use_up_the_links_of_a_known_browser(as_: AsMember, parts: Parts) -> None:
    known, stranger = by_link(as_(None), parts, "noor@example.com"), as_(None)
    press(known, known.get("/"), "Sign out")

    def ask(client: Client, email: str = "noor@example.com") -> Shown:
        return press(client, client.get("/sign-in"), "Send me a sign-in link", {"email": email})

    for _ in range(BY_LINK.tries):
        ask(stranger)
    refused, sent, others = ask(stranger), ask(known), ask(known, "zoe@example.com")

    assert (refused.status, sent.status, others.status) == (429, 200, 200)
    with parts.work(writes=False) as work:
        assert len(work.db.scalars(select(KnownBrowser.token_hash)).all()) == 1


def test_rate_01_codes_are_counted_by_the_hour_too(
    as_: AsMember, stage: Stage, work_as: WorkAs, clock: MovableClock
) -> None:
    give_password(work_as, stage.people["mei"], with_code=True)
    statuses = []
    for _ in range(5):
        statuses += [enter(as_(None), "mei", "000000").status for _ in range(4)]
        clock.advance(minutes=5)

    assert statuses == [422] * 20
    assert enter(as_(None), "mei", "000000").status == 429


def test_only_hashes_of_what_a_browser_carries_are_stored(as_: AsMember, parts: Parts) -> None:
    client = by_link(as_(None), parts, "noor@example.com")

    with parts.work(writes=False) as work:
        stored = [str(row) for kind in (KnownBrowser, SignIn) for row in work.db.scalars(select(kind)).all()]
    assert stored
    assert not [row for row in stored for value in client.cookies if value in row]


def test_auth_08_a_form_that_was_put_off_leaves_no_receipt(as_: AsMember, parts: Parts, clock: MovableClock) -> None:
    """Otherwise it would be answered with the way to the proof when it is sent again."""
    client, elsewhere = as_("noor"), as_("noor")
    clock.advance(minutes=16)

    put_off = client.post("/sign-ins/others/end", {"once": "a-key"})

    assert put_off.location == "/sign-ins/proof?next=%2F"
    assert elsewhere.get("/messages").status == 200
    with parts.work(writes=False) as work:
        assert work.db.scalars(select(FormReceipt)).all() == []
