"""A form that arrives after its sign-in has ended: nothing is lost, nobody else reads it, and it works without script."""

from sqlmodel import select

from app.adapters.parts import Parts
from app.models.kept_forms import KeptForm
from app.models.people import Preferences
from app.services import kept_forms
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.client import Client, Shown
from tests.conftest import MovableClock
from tests.pressing import press
from tests.routes.test_sign_ins import newest_link

WORDS = "The light in the long room\nis hard for me."
DELIVERY = {
    "digest_times": ["13:00"],
    "quiet_from": "20:00",
    "quiet_until": "07:30",
    "notice_hours": "72",
    "wants_reminders": "yes",
}


def sent_too_late(client: Client, clock: MovableClock, hours: float = 25) -> Shown:
    page = client.get("/preferences")
    clock.advance(hours=hours)
    return press(client, page, "Save when messages come", DELIVERY)


def back_by_link(client: Client, parts: Parts, entrance: Shown, email: str) -> Shown:
    """Sign in through the page that we were led to, by the link in the mail."""
    press(client, entrance, "Send me a sign-in link", {"email": email})
    return press(client, client.get(newest_link(parts)), "Sign in now")


def kept_page(client: Client, clock: MovableClock, parts: Parts, email: str = "noor@example.com") -> Shown:
    entrance = client.get(sent_too_late(client, clock).location)
    return client.follow(back_by_link(client, parts, entrance, email))


def test_what_was_typed_is_kept_and_the_way_leads_to_signing_in(as_: AsMember, clock: MovableClock) -> None:
    client = as_("noor")

    answer = sent_too_late(client, clock)

    assert answer.status == 303
    assert answer.location.startswith("/sign-in?next=%2Fkept%2F")
    assert "What you typed is kept for 24 hours." in client.get(answer.location).main


def test_after_signing_in_one_press_sends_it(as_: AsMember, clock: MovableClock, parts: Parts, stage: Stage) -> None:
    client = as_("noor")

    page = kept_page(client, clock, parts)
    sent = press(client, page, "Send it now")

    assert page.title.startswith("What you typed is kept")
    assert all(value in page.main for value in ("13:00", "20:00", "07:30", "72"))
    assert (sent.status, sent.location) == (303, "/preferences")
    with parts.work(writes=False) as work:
        saved = work.db.get_one(Preferences, stage.id_of("noor"))
    assert (saved.digest_times, saved.notice_hours) == (["13:00"], 72)


def test_the_page_works_once_however_often_it_is_sent(as_: AsMember, clock: MovableClock, parts: Parts) -> None:
    client = as_("noor")
    page = kept_page(client, clock, parts)
    press(client, page, "Send it now")

    again = client.get(page.answer.url.path)

    assert press(client, again, "Send it now").status == 303
    assert page.soup.select("input[name=once]")[1]["value"] == again.soup.select("input[name=once]")[1]["value"]


def test_it_is_sealed_and_holds_no_password(as_: AsMember, clock: MovableClock, parts: Parts) -> None:
    client = as_("noor")
    clock.advance(hours=25)

    client.post("/preferences/messages", {"words": WORDS, "password": "never store this", "code": "123456"})

    with parts.work(writes=False) as work:
        kept = work.db.scalars(select(KeptForm)).one()
        held = kept_forms.unseal(work, kept)
    assert "light" not in kept.sealed_words
    assert held.words == [("words", WORDS)]


def test_the_next_person_at_the_same_computer_does_not_see_it(as_: AsMember, clock: MovableClock, parts: Parts) -> None:
    client = as_("noor")
    entrance = client.get(sent_too_late(client, clock).location)

    entered = back_by_link(client, parts, entrance, "zoe@example.com")

    assert client.follow(entered).status == 404


def test_somebody_else_gets_404_and_nobody_is_asked_to_sign_in(
    as_: AsMember, clock: MovableClock, parts: Parts
) -> None:
    path = kept_page(as_("noor"), clock, parts).answer.url.path

    assert as_("zoe").get(path).status == 404
    assert as_("mei").get(path).status == 404
    assert as_(None).get(path).status == 303


def test_it_is_gone_after_a_day(as_: AsMember, clock: MovableClock, parts: Parts, work_as: WorkAs) -> None:
    path = kept_page(as_("noor"), clock, parts).answer.url.path
    clock.advance(hours=24)

    shown = as_("noor").get(path)
    with work_as(None) as work:
        kept_forms.sweep(work)

    assert shown.status == 404
    assert "That time is over" in shown.main
    with parts.work(writes=False) as work:
        assert work.db.scalars(select(KeptForm)).all() == []


def test_a_button_without_words_leads_back_to_its_page(as_: AsMember, clock: MovableClock, parts: Parts) -> None:
    client = as_("noor")
    page = client.get("/messages")
    clock.advance(hours=25)

    answer = press(client, page, "Sign out", referer="https://cleanplate.test/messages")

    assert answer.location == "/sign-in?next=%2Fmessages"
    with parts.work(writes=False) as work:
        assert work.db.scalars(select(KeptForm)).all() == []


def test_a_form_that_was_never_ours_is_not_kept(as_: AsMember, clock: MovableClock, parts: Parts) -> None:
    client = as_("noor")
    clock.advance(hours=25)

    answer = client.post("/preferences/messages", {"words": WORDS}, token="made up")

    assert answer.status == 403
    assert "The light in the long room" in answer.main
    with parts.work(writes=False) as work:
        assert work.db.scalars(select(KeptForm)).all() == []


def test_htmx_is_led_the_same_way(as_: AsMember, clock: MovableClock) -> None:
    client = as_("noor")
    page = client.get("/preferences")
    clock.advance(hours=25)

    answer = press(client, page, "Save when messages come", DELIVERY, **{"HX-Request": "true"})

    assert answer.answer.headers["hx-redirect"].startswith("/sign-in?next=%2Fkept%2F")


def test_a_file_is_not_kept_and_the_page_says_so(as_: AsMember, clock: MovableClock, parts: Parts) -> None:
    client = as_("noor")
    clock.advance(hours=25)
    files = {"file": ("work.png", b"picture", "image/png")}
    entrance = client.get(client.post("/preferences/messages", {"words": WORDS}, files=files).location)

    page = client.follow(back_by_link(client, parts, entrance, "noor@example.com"))

    assert "Files are not kept." in page.main
