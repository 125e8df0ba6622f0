"""How screens look and when mail comes: for everybody, at once on the next page, and back again with one press."""

import pytest

from app.adapters.parts import Parts
from app.models.people import Preferences
from app.rules.preferences import CHOICES
from app.services.casting import Stage
from app.web.cookies import LOOK
from tests.asking import AsMember
from tests.client import Client, Shown
from tests.pressing import press

SAVE_LOOK, SAVE_MAIL = "Save how this looks", "Save when messages come"
DELIVERY = {
    "digest_times": ["13:00", "16:30"],
    "quiet_from": "8pm",
    "quiet_until": "7:30am",
    "notice_hours": "72",
    "wants_reminders": "yes",
}


def html_of(shown: Shown) -> dict[str, str]:
    return {name: str(value) for name, value in shown.soup.html.attrs.items()}  # type: ignore[union-attr]


def change(client: Client, **look: str) -> Shown:
    return press(client, client.get("/preferences"), SAVE_LOOK, look)


@pytest.mark.parametrize("key", [None, "noor", "mei"])
@pytest.mark.parametrize("name", ["palette", "size", "font", "spacing", "density", "images", "icons", "fills"])
def test_each_choice_is_on_the_very_next_page_for_everybody(as_: AsMember, key: str | None, name: str) -> None:
    client, chosen = as_(key), list(CHOICES[name])[-1]

    changed = change(client, **{name: chosen})

    assert changed.answer.headers["clear-site-data"] == '"cache"'
    assert html_of(client.follow(changed))[f"data-{name}"] == chosen
    assert html_of(client.get("/about/privacy"))[f"data-{name}"] == chosen


def test_one_press_puts_it_back(as_: AsMember) -> None:
    client = as_("noor")
    change(client, palette="dark", size="150")
    page = client.follow(change(client, palette="cream"))

    back = client.follow(press(client, page, "Put it back as it was"))

    assert (html_of(page)["data-palette"], html_of(back)["data-palette"], html_of(back)["data-size"]) == (
        "cream", "dark", "150",
    )  # fmt: skip


def test_a_sample_is_shown_and_nothing_is_saved(as_: AsMember, parts: Parts, stage: Stage) -> None:
    client = as_("noor")

    shown = press(client, client.get("/preferences"), "Show a sample first", {"palette": "dark", "sample": "1"})

    assert shown.status == 200
    assert html_of(shown)["data-palette"] == "dark"
    assert "This is a sample. Nothing is saved yet." in shown.main
    assert html_of(client.get("/preferences"))["data-palette"] == "device"
    with parts.work(writes=False) as work:
        assert work.db.get_one(Preferences, stage.id_of("noor")).palette == "device"


def test_the_account_holds_the_look_on_another_device(as_: AsMember) -> None:
    change(as_("noor"), palette="hc-dark")

    assert html_of(as_("noor").get("/"))["data-palette"] == "hc-dark"
    assert html_of(as_("bea").get("/"))["data-palette"] == "device"


def test_no_styles_means_no_sheet_at_all(as_: AsMember) -> None:
    client = as_(None)

    shown = client.follow(change(client, palette="none"))

    assert shown.soup.select("link[rel=stylesheet]") == []


@pytest.mark.parametrize("value", ["purple", "", "<script>"])
def test_a_look_that_there_is_not_is_asked_again(as_: AsMember, value: str) -> None:
    shown = change(as_("noor"), palette=value)

    assert shown.status == 422
    assert len(shown.errors) == 1
    assert shown.title.startswith("Error: ")


def test_when_mail_comes_is_saved_as_people_write_times(as_: AsMember, parts: Parts, stage: Stage) -> None:
    client = as_("noor")

    saved = client.follow(press(client, client.get("/preferences"), SAVE_MAIL, DELIVERY))

    assert "Your choices are saved." in saved.main
    assert 'value="20:00"' in saved.text
    with parts.work(writes=False) as work:
        kept = work.db.get_one(Preferences, stage.id_of("noor"))
    assert (kept.digest_times, str(kept.quiet_from), str(kept.quiet_until), kept.notice_hours) == (
        ["13:00", "16:30"], "20:00:00", "07:30:00", 72,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"digest_times": []}, "Choose at least one time for mail"),
        ({"quiet_from": "evening"}, "Write the time with its minutes, such as 10:30am or 14:30"),
        ({"quiet_until": "25:00"}, "There is no such time. Check the hour and the minutes"),
        ({"notice_hours": "1"}, "Choose one of the answers in the list"),
    ],
)
def test_a_mistake_keeps_what_was_typed(as_: AsMember, typed: dict[str, object], error: str) -> None:
    shown = as_("noor").post("/preferences/messages", {**DELIVERY, **typed})

    assert shown.status == 422
    assert shown.errors == [error]
    assert 'value="8pm"' in shown.text or "quiet_from" in typed


def test_when_mail_comes_is_for_people_who_are_signed_in(as_: AsMember) -> None:
    assert SAVE_MAIL not in as_(None).get("/preferences").main
    assert as_(None).post("/preferences/messages", DELIVERY).status == 403


def test_a_cookie_of_nonsense_is_the_plain_look(as_: AsMember) -> None:
    client = as_(None)

    shown = client.get("/preferences", headers={"Cookie": f"__Host-{LOOK}=palette%3Dpurple%26x"})

    assert html_of(shown)["data-palette"] == "device"
