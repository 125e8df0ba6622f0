"""Signing in and out: by link, by password with code; what each opens, how it ends, and what a stranger learns."""

import re

import pytest
from sqlmodel import col, select

from app.adapters import codes
from app.adapters.parts import Parts
from app.core.events import AuditEntry
from app.models.messages import Message
from app.models.people import Person
from app.models.sign_ins import Credential, EmailLink, SignIn
from app.services import messages, sign_ins
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.client import Client, Shown
from tests.conftest import MovableClock

PASSWORD = "four calm words stand here"
SECRET = codes.new_secret(bytes(range(20)))


def newest_link(parts: Parts) -> str:
    """The path in the newest sign-in mail."""
    with parts.work(writes=False) as work:
        links = select(Message).where(col(Message.template) == "sign_in_link")
        message = work.db.scalars(links.order_by(col(Message.id).desc())).first()
        assert message is not None
        return messages.path_of(work, message)


def ask_for_link(client: Client, email: str, next_path: str = "/") -> Shown:
    return client.post("/sign-in/link", {"email": email, "next": next_path})


def give_password(work_as: WorkAs, person: Person, *, with_code: bool) -> None:
    with work_as(None) as work:
        sign_ins.set_password(work, person, PASSWORD)
        work.db.flush()
        if with_code:
            sign_ins.set_code_secret(work, person, SECRET)


def test_the_page_offers_a_link_first(as_: AsMember) -> None:
    shown = as_(None).get("/sign-in")

    assert shown.status == 200
    assert shown.title == "Sign in - Cleanplate"


def test_a_link_signs_in_after_a_button_is_pressed(as_: AsMember, parts: Parts) -> None:
    client = as_(None)
    ask_for_link(client, "noor@example.com", "/messages")
    link = newest_link(parts)

    opened = client.get(link)
    signed_in_by_opening = client.get("/messages").status
    entered = client.post(link)

    assert "noor@example.com" in opened.main
    assert signed_in_by_opening == 303
    assert entered.location == "/messages"
    assert client.get("/messages").status == 200


def test_known_and_unknown_addresses_get_the_same_answer(as_: AsMember) -> None:
    known = ask_for_link(as_(None), "noor@example.com")
    unknown = ask_for_link(as_(None), "nemo@example.com")

    assert known.status == unknown.status == 200
    assert known.main.replace("noor", "nemo") == unknown.main


def test_a_new_address_becomes_a_person_when_the_link_is_used(as_: AsMember, parts: Parts) -> None:
    client = as_(None)
    ask_for_link(client, "Nemo@Example.com")

    client.post(newest_link(parts))

    with parts.work(writes=False) as work:
        assert work.db.scalars(select(Person.name).where(col(Person.email) == "nemo@example.com")).all() == ["nemo"]


@pytest.mark.parametrize("minutes", [61, 24 * 60])
def test_a_link_older_than_an_hour_says_so(as_: AsMember, parts: Parts, clock: MovableClock, minutes: int) -> None:
    client = as_(None)
    ask_for_link(client, "noor@example.com")
    link = newest_link(parts)
    clock.advance(minutes=minutes)

    assert client.get(link).status in {303, 404}
    assert client.post(link).status == 404


def test_a_link_works_once(as_: AsMember, parts: Parts) -> None:
    client, other = as_(None), as_(None)
    ask_for_link(client, "noor@example.com")
    link = newest_link(parts)

    client.post(link)
    second = other.post(link)

    assert second.status == 404
    assert "used" in second.main


def test_a_newer_link_ends_older_ones(as_: AsMember, parts: Parts) -> None:
    client = as_(None)
    ask_for_link(client, "noor@example.com")
    first = newest_link(parts)
    ask_for_link(client, "noor@example.com")

    assert client.post(first).status == 404


def test_only_hashes_are_stored(as_: AsMember, parts: Parts) -> None:
    client = as_(None)
    ask_for_link(client, "noor@example.com")
    token = newest_link(parts).rpartition("/")[2]

    client.post(f"/sign-in/link/{token}")

    with parts.work(writes=False) as work:
        stored = [str(row) for kind in (EmailLink, SignIn, Message) for row in work.db.scalars(select(kind)).all()]
    assert stored
    assert not [row for row in stored if token in row]


def test_an_address_that_is_none_keeps_what_was_typed(as_: AsMember) -> None:
    shown = ask_for_link(as_(None), "noor at example")

    assert shown.status == 422
    assert shown.title == "Error: Sign in - Cleanplate"
    assert shown.errors == ["Write the e-mail address in full, such as ari@example.com"]
    assert 'value="noor at example"' in shown.text


def test_a_link_alone_never_opens_a_staff_role(as_: AsMember, parts: Parts) -> None:
    client = as_(None)
    ask_for_link(client, "mei@example.com")
    client.post(newest_link(parts))

    with parts.work(writes=False) as work:
        method = work.db.scalars(select(SignIn.method).order_by(col(SignIn.id).desc())).first()
        signed = work.db.scalars(select(SignIn).order_by(col(SignIn.id).desc())).first()
    assert method == "email_link"
    assert signed is not None
    assert client.get("/").status == 200
    assert "Applications" not in client.get("/").text.partition("<main")[0]


def test_staff_sign_in_with_password_and_code(
    as_: AsMember, stage: Stage, work_as: WorkAs, clock: MovableClock
) -> None:
    give_password(work_as, stage.people["mei"], with_code=True)
    client = as_(None)
    entry = {"email": "mei@example.com", "password": PASSWORD, "code": codes.current_code(SECRET, clock())}

    entered = client.post("/sign-in/password", entry)
    again = as_(None).post("/sign-in/password", entry)

    assert entered.location == "/"
    assert client.get("/").status == 200
    assert again.errors == ["The code does not match. Open your authenticator and use the newest code."]


@pytest.mark.parametrize("email", ["mei@example.com", "nemo@example.com"])
def test_a_wrong_password_says_the_same_for_everybody(as_: AsMember, stage: Stage, work_as: WorkAs, email: str) -> None:
    give_password(work_as, stage.people["mei"], with_code=True)

    shown = as_(None).post("/sign-in/password", {"email": email, "password": "not this one at all"})

    assert shown.status == 422
    assert shown.errors == ["The e-mail address and the password do not match. Check both, or use an e-mail link."]
    assert "not this one at all" not in shown.text


def test_composed_and_decomposed_passwords_are_the_same(as_: AsMember, stage: Stage, work_as: WorkAs) -> None:
    with work_as(None) as work:
        sign_ins.set_password(work, stage.people["noor"], "caf\u00e9 au lait by the sea")

    entry = {"email": "noor@example.com", "password": "cafe\u0301 au lait by the sea"}

    assert as_(None).post("/sign-in/password", entry).location == "/"


def test_passwords_are_stored_by_argon2id_and_codes_sealed(stage: Stage, work_as: WorkAs) -> None:
    give_password(work_as, stage.people["mei"], with_code=True)

    with work_as(None) as work:
        credential = work.db.get_one(Credential, stage.id_of("mei"))

    assert credential.password_hash.startswith("$argon2id$")
    assert SECRET not in str(credential.sealed_code_secret)


def test_many_wrong_passwords_ask_to_wait(as_: AsMember) -> None:
    client = as_(None)
    entry = {"email": "nemo@example.com", "password": "wrong every single time"}
    statuses = [client.post("/sign-in/password", entry).status for _ in range(10)]

    eleventh = client.post("/sign-in/password", entry)

    assert statuses == [422] * 10
    assert eleventh.status == 429
    assert int(eleventh.answer.headers["retry-after"]) > 0


def test_signing_out_ends_the_sign_in_at_once(as_: AsMember, parts: Parts) -> None:
    client = as_("noor")

    left = client.post("/sign-out")

    assert left.location.startswith("/sign-in")
    assert left.answer.headers["clear-site-data"] == '"cache", "storage"'
    with parts.work(writes=False) as work:
        assert work.db.scalars(select(SignIn)).all() == []
        names = work.db.scalars(select(AuditEntry.name).order_by(col(AuditEntry.number))).all()
    assert names[-1] == "sign_ins.ended"


@pytest.mark.parametrize(
    ("who", "hours", "status"), [("noor", 23, 200), ("noor", 25, 303), ("mei", 0.9, 200), ("mei", 1.1, 303)]
)
def test_being_signed_in_lasts_as_long_as_we_say(
    as_: AsMember, clock: MovableClock, who: str, hours: float, status: int
) -> None:
    client = as_(who)
    clock.advance(hours=hours)

    assert client.get("/messages").status == status


def test_every_visit_starts_the_idle_time_anew(as_: AsMember, clock: MovableClock) -> None:
    client = as_("mei")
    statuses = []
    for _ in range(4):
        clock.advance(minutes=50)
        statuses.append(client.get("/messages").status)

    assert statuses == [200, 200, 200, 200]


def test_a_staff_sign_in_ends_after_twelve_hours_of_use(as_: AsMember, clock: MovableClock) -> None:
    client = as_("mei")
    for _ in range(14):
        clock.advance(minutes=50)
        client.get("/messages")
    clock.advance(minutes=50)

    assert client.get("/messages").status == 303


def test_whoever_must_sign_in_first_comes_back(as_: AsMember) -> None:
    assert as_(None).get("/messages").location == "/sign-in?next=%2Fmessages"


@pytest.mark.parametrize(
    "path", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/\r\nX: y"]
)
def test_nobody_is_led_away(as_: AsMember, parts: Parts, path: str) -> None:
    client = as_(None)
    ask_for_link(client, "noor@example.com", path)

    assert client.post(newest_link(parts)).location == "/"


def test_cookies_are_bound_to_the_host_and_hidden_from_scripts(as_: AsMember, parts: Parts) -> None:
    client = as_(None)
    ask_for_link(client, "noor@example.com")
    entered = client.post(newest_link(parts))

    cookies = entered.answer.headers.get_list("set-cookie")

    assert cookies
    for cookie in cookies:
        assert cookie.startswith("__Host-")
        assert re.search("; Secure", cookie)
        assert re.search("; HttpOnly", cookie)
        assert re.search("; SameSite=lax", cookie)
        assert "Domain" not in cookie


def test_a_form_from_another_website_is_refused(as_: AsMember) -> None:
    assert as_("noor").post("/sign-out", headers={"Sec-Fetch-Site": "cross-site"}).status == 403


def test_a_form_without_its_token_is_refused_and_nothing_is_lost(as_: AsMember) -> None:
    shown = as_("noor").post("/sign-out", {"words": "I wrote this for an hour."}, token="stale")

    assert shown.status == 403
    assert "I wrote this for an hour." in shown.main


def test_an_unknown_host_is_refused(as_: AsMember) -> None:
    assert as_(None).get("/sign-in", headers={"Host": "evil.example"}).status == 403
