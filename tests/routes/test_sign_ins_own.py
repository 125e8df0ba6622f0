"""How you sign in: setting up a password and an authenticator, recovery codes, and where somebody is signed in."""

from collections.abc import Callable

import pytest
from sqlmodel import col, select

from app.adapters import codes
from app.adapters.parts import Parts
from app.models.messages import Message
from app.models.sign_ins import Credential, Method, RecoveryCode, SignIn
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.client import Client, Shown
from tests.conftest import MovableClock
from tests.pressing import press
from tests.routes.test_sign_ins import PASSWORD, SECRET, ask_for_link, give_password, newest_link

SHORT = "calm hill"
"""Long enough beside an authenticator, and too short alone."""

LAST_WAY = "Your password with your authenticator is the only way to your staff pages. It cannot be removed."

ByLink = Callable[[str], Client]


@pytest.fixture
def by_link(as_: AsMember, parts: Parts) -> ByLink:
    """Somebody of the cast who came by an e-mail link."""

    def client(key: str) -> Client:
        made = as_(None)
        ask_for_link(made, f"{key}@example.com")
        press(made, made.get(newest_link(parts)), "Sign in now")
        return made

    return client


def key_on(page: Shown) -> str:
    found = page.soup.select_one(".key")
    assert found is not None
    return found.get_text().replace(" ", "")


def set_password(client: Client, password: str = PASSWORD) -> Shown:
    return press(client, client.get("/sign-ins/password"), "Save the password", {"password": password})


def set_authenticator(client: Client, clock: MovableClock) -> tuple[str, Shown]:
    """The new key, and the page with the recovery codes."""
    page = client.follow(press(client, client.get("/sign-ins/authenticator"), "Show me a new key"))
    secret = key_on(page)
    return secret, press(client, page, "Use this authenticator", {"code": codes.current_code(secret, clock())})


def codes_on(page: Shown) -> list[str]:
    return [found.get_text() for found in page.soup.select(".codes .key")]


def enter(client: Client, key: str, code: str = "", password: str = PASSWORD) -> Shown:
    return client.post("/sign-in/password", {"email": f"{key}@example.com", "password": password, "code": code})


def newest_method(parts: Parts) -> Method:
    with parts.work(writes=False) as work:
        return work.db.scalars(select(SignIn.method).order_by(col(SignIn.id).desc())).first()  # type: ignore[return-value]  # there is one


def mail_about(parts: Parts, email: str) -> list[str]:
    with parts.work(writes=False) as work:
        found = select(Message.template).where(col(Message.email) == email).order_by(col(Message.id))
        return [*work.db.scalars(found).all()]


def test_everybody_finds_it_one_press_away(as_: AsMember) -> None:
    page = as_("noor").get("/preferences")

    assert [link["href"] for link in page.soup.select("main a[href='/sign-ins'], footer a[href='/sign-ins']")] == [
        "/sign-ins",
        "/sign-ins",
    ]


def test_the_page_says_what_is_set_up(as_: AsMember, stage: Stage, work_as: WorkAs) -> None:
    before = as_("noor").get("/sign-ins")
    give_password(work_as, stage.people["noor"], with_code=True)
    after = as_("noor").get("/sign-ins")

    assert "E-mail link Goes to noor@example.com" in before.main
    assert "Password Not set up" in before.main
    assert "Password Set up" in after.main
    assert "Authenticator Set up" in after.main
    assert SECRET not in after.text


def test_auth_06_a_link_alone_leads_staff_to_setting_up_both(by_link: ByLink, clock: MovableClock) -> None:
    """From the first link to the staff pages, without anybody's help."""
    client = by_link("mei")
    home, refused, first = client.get("/"), client.get("/decisions"), client.get("/sign-ins")
    saved = set_password(client)
    half, second = client.get("/"), client.get("/sign-ins")
    _, shown = set_authenticator(client, clock)

    for page in (home, refused, half):
        assert "Set up a password and an authenticator to open your staff pages." in page.main
        assert page.soup.select_one("main a[href='/sign-ins']")
    assert (refused.status, saved.location) == (403, "/sign-ins")
    assert refused.title.startswith("This page is not open to you yet")
    assert first.soup.select_one(".notice a[href='/sign-ins/password']")
    assert second.soup.select_one(".notice a[href='/sign-ins/authenticator']")
    assert len(codes_on(shown)) == 10
    assert client.get("/decisions").status == 200
    assert "to open your staff pages" not in client.get("/").main


def test_staff_who_come_by_link_are_told_what_opens_their_pages(by_link: ByLink, stage: Stage, work_as: WorkAs) -> None:
    give_password(work_as, stage.people["mei"], with_code=True)

    home = by_link("mei").get("/")

    assert "Sign in with your password and a code to open your staff pages." in home.main


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("", "Write a new password"),
        ("calm hill river", None),
        ("calm hill rive", "Use at least 15 characters. Three or four words work well."),
        (
            "aaaaaaaaaaaaaaaaaaaa",
            "This repeats the same letters or words, and is easy to guess. Choose something longer.",
        ),
        ("noor.haddad.lumina.noor", "This is made of your name, your address or our words. Choose other words."),
        ("x" * 257, "Use 256 characters or fewer. You have used 257"),
        ("words\x00that hide here", "We took hidden characters out of this answer. Check it, then send it again"),
    ],
)
def test_auth_02_a_password_that_is_taken_or_not(as_: AsMember, password: str, sentence: str | None) -> None:
    shown = set_password(as_("noor"), password)

    assert shown.errors == ([sentence] if sentence else [])
    assert shown.status == (422 if sentence else 303)
    assert not password or password not in shown.text


def test_auth_02_a_shorter_password_is_enough_beside_an_authenticator(
    as_: AsMember, stage: Stage, work_as: WorkAs
) -> None:
    alone = set_password(as_("mei"), SHORT)
    give_password(work_as, stage.people["mei"], with_code=True)
    beside = set_password(as_("mei"), SHORT)

    assert alone.errors == ["Use at least 15 characters. Three or four words work well."]
    assert beside.location == "/sign-ins"


@pytest.mark.parametrize(("typed", "entered"), [("caf\u00e9", "cafe\u0301"), ("cafe\u0301", "caf\u00e9")])
def test_auth_01_composed_and_decomposed_letters_sign_in(as_: AsMember, typed: str, entered: str) -> None:
    set_password(as_("noor"), f"{typed} au lait by the sea")

    assert enter(as_(None), "noor", password=f"{entered} au lait by the sea").status == 303


def test_sess_05_a_new_password_ends_every_other_sign_in(as_: AsMember, parts: Parts) -> None:
    here, elsewhere = as_("noor"), as_("noor")

    saved = set_password(here)

    assert "signed out everywhere else" in here.follow(saved).main
    assert elsewhere.get("/messages").status == 303
    assert mail_about(parts, "noor@example.com") == ["password_set"]


def test_sess_03_the_old_cookie_is_worth_nothing_after_a_change(as_: AsMember) -> None:
    client = as_("noor")
    cookie = client.cookie
    set_password(client)

    copied = as_(None)
    copied.cookie = cookie

    assert client.cookie != cookie
    assert client.get("/messages").status == 200
    assert copied.get("/messages").status == 303


def test_the_page_with_the_codes_belongs_to_the_new_sign_in(by_link: ByLink, clock: MovableClock) -> None:
    client = by_link("mei")
    set_password(client)
    _, shown = set_authenticator(client, clock)

    assert press(client, shown, "Sign out").location == "/sign-in"


def test_the_key_is_a_picture_and_text_without_style(as_: AsMember, stage: Stage, work_as: WorkAs) -> None:
    give_password(work_as, stage.people["mei"], with_code=False)
    client = as_("mei")

    page = client.follow(press(client, client.get("/sign-ins/authenticator"), "Show me a new key"))

    assert page.soup.select_one(".qr svg path")
    assert not page.soup.select("svg [style], svg style")
    assert len(key_on(page)) == 32


def test_an_authenticator_needs_a_password_first(as_: AsMember) -> None:
    client = as_("mei")

    page = client.get("/sign-ins/authenticator")
    forced = client.post("/sign-ins/authenticator", {})

    assert "Set a password first." in page.main
    assert forced.errors == ["Set a password first. The authenticator works together with it."]


def test_a_wrong_code_leaves_everything_as_it_was(as_: AsMember, stage: Stage, work_as: WorkAs, parts: Parts) -> None:
    give_password(work_as, stage.people["mei"], with_code=True)
    client = as_("mei")
    page = client.follow(press(client, client.get("/sign-ins/authenticator"), "Show me a new key"))

    shown = press(client, page, "Use this authenticator", {"code": "000000"})

    assert shown.errors == ["The code does not match. Use the newest code that your authenticator shows."]
    assert key_on(shown) == key_on(page)
    with parts.work(writes=False) as work:
        assert work.db.scalars(select(RecoveryCode)).all() == []
        credential = work.db.get_one(Credential, stage.id_of("mei"))
    assert credential.sealed_code_secret
    assert key_on(page) not in str(credential.sealed_new_secret)


def test_a_code_without_a_key_is_refused(as_: AsMember) -> None:
    shown = as_("mei").post("/sign-ins/authenticator/code", {"code": "123456"})

    assert shown.status == 409
    assert "There is no new key to confirm. Press the button that shows a key first." in shown.main


def test_auth_07_recovery_codes_are_shown_once_stored_as_hashes_and_work_once(
    as_: AsMember, stage: Stage, work_as: WorkAs, clock: MovableClock, parts: Parts
) -> None:
    give_password(work_as, stage.people["mei"], with_code=False)
    made = codes_on(set_authenticator(as_("mei"), clock)[1])

    entered = enter(as_(None), "mei", made[0])
    again = enter(as_(None), "mei", made[0])
    bare = enter(as_(None), "mei", made[1].replace(" ", ""))

    assert (entered.status, again.status, bare.status) == (303, 422, 303)
    assert again.errors == ["The code does not match. Open your authenticator and use the newest code."]
    assert newest_method(parts) is Method.PASSWORD_AND_RECOVERY_CODE
    assert made[2] not in as_("mei").get("/sign-ins/recovery-codes").text
    assert "8 left to use" in as_("mei").get("/sign-ins").main
    with parts.work(writes=False) as work:
        stored = " ".join(work.db.scalars(select(RecoveryCode.code_hash)).all())
    assert not [code for code in made if code in stored or codes.bare(code) in stored]
    assert mail_about(parts, "mei@example.com") == ["authenticator_set", "recovery_code_used", "recovery_code_used"]


def test_auth_07_a_new_set_replaces_the_older_one(
    as_: AsMember, stage: Stage, work_as: WorkAs, clock: MovableClock
) -> None:
    give_password(work_as, stage.people["mei"], with_code=False)
    client = as_("mei")
    older = codes_on(set_authenticator(client, clock)[1])

    newer = codes_on(press(client, client.get("/sign-ins/recovery-codes"), "Make ten new codes"))

    assert len({*older, *newer}) == 20
    assert enter(as_(None), "mei", older[0]).status == 422
    assert enter(as_(None), "mei", newer[0]).status == 303


def test_recovery_codes_need_an_authenticator(as_: AsMember) -> None:
    client = as_("noor")

    assert "You get ten codes when you set up an authenticator." in client.get("/sign-ins/recovery-codes").main
    assert client.post("/sign-ins/recovery-codes", {}).errors == [
        "Recovery codes belong to an authenticator. Set up an authenticator first."
    ]


def test_auth_05_the_last_way_to_staff_pages_stays(as_: AsMember, stage: Stage, work_as: WorkAs) -> None:
    give_password(work_as, stage.people["mei"], with_code=True)
    client = as_("mei")

    for path, data in (("password", {}), ("authenticator", {"password": PASSWORD})):
        page, forced = client.get(f"/sign-ins/{path}/removal"), client.post(f"/sign-ins/{path}/removal", data)

        assert LAST_WAY in page.main
        assert not page.soup.select("main form")
        assert forced.status == 409
        assert LAST_WAY in forced.main


def test_somebody_on_their_own_screens_may_remove_their_password(
    as_: AsMember, stage: Stage, work_as: WorkAs, parts: Parts
) -> None:
    give_password(work_as, stage.people["noor"], with_code=True)
    client, elsewhere = as_("noor"), as_("noor")

    removed = press(client, client.get("/sign-ins/password/removal"), "Remove the password")

    assert "You sign in with an e-mail link now." in client.follow(removed).main
    assert elsewhere.get("/messages").status == 303
    assert enter(as_(None), "noor").status == 422
    assert mail_about(parts, "noor@example.com") == ["password_removed"]


def test_an_authenticator_goes_only_where_the_password_is_long_enough_alone(
    as_: AsMember, stage: Stage, work_as: WorkAs
) -> None:
    give_password(work_as, stage.people["noor"], with_code=True)
    client = as_("noor")
    set_password(client, SHORT)

    def remove(password: str) -> Shown:
        page = client.get("/sign-ins/authenticator/removal")
        return press(client, page, "Remove the authenticator", {"password": password})

    wrong, short = remove("not this one at all"), remove(SHORT)
    set_password(client, PASSWORD)
    removed = remove(PASSWORD)

    assert wrong.errors == ["This is not your password. Check it, then try again."]
    assert short.errors == ["Use at least 15 characters. Three or four words work well."]
    assert removed.location == "/sign-ins"
    assert enter(as_(None), "noor").status == 303


def test_what_is_not_there_is_removed_without_harm(as_: AsMember) -> None:
    client = as_("noor")

    no_authenticator = client.post("/sign-ins/authenticator/removal", {"password": PASSWORD})
    no_password = client.post("/sign-ins/password/removal", {})

    assert no_authenticator.status == 409
    assert "You have no authenticator, so there is nothing to remove." in no_authenticator.main
    assert no_password.status == 303


def test_sess_05_people_see_where_they_are_signed_in(as_: AsMember, parts: Parts) -> None:
    phone = as_(None)
    ask_for_link(phone, "noor@example.com")
    agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Version/26.0 Mobile/15E148 Safari/604.1"
    press(phone, phone.get(newest_link(parts)), "Sign in now", None, **{"User-Agent": agent})

    page = as_("noor").get("/sign-ins")

    assert "Safari on iPhone , by e-mail link" in page.main
    assert "(you are here), by the demonstration" in page.main
    assert "Monday 1 March 2027, 11:00am" in page.main


def test_sess_05_one_sign_in_ends_by_a_press(as_: AsMember) -> None:
    here, elsewhere = as_("noor"), as_("noor")

    ended = press(here, here.get("/sign-ins"), "Sign out there A browser we do not know")

    assert "That browser is signed out." in here.follow(ended).main
    assert elsewhere.get("/messages").status == 303


def test_sess_05_all_others_end_by_a_press(as_: AsMember) -> None:
    here, second, third = as_("noor"), as_("noor"), as_("noor")

    ended = press(here, here.get("/sign-ins"), "Sign out everywhere else")

    assert here.follow(ended).main.count("Last visit") == 1
    assert (second.get("/messages").status, third.get("/messages").status) == (303, 303)


def test_a_strangers_sign_in_is_not_there(as_: AsMember, parts: Parts, stage: Stage) -> None:
    zoe = as_("zoe")
    with parts.work(writes=False) as work:
        theirs = work.db.scalars(select(SignIn.id).where(col(SignIn.person_id) == stage.id_of("zoe"))).one()

    answer = as_("noor").post(f"/sign-ins/{theirs}/end", {})

    assert answer.status == 404
    assert zoe.get("/messages").status == 200


def test_a_sign_in_that_ran_out_is_not_listed(as_: AsMember, clock: MovableClock) -> None:
    as_("noor")
    clock.advance(hours=25)

    assert len(as_("noor").get("/sign-ins").soup.select("li.panel")) == 1


@pytest.mark.parametrize("path", ["/sign-ins", "/sign-ins/password", "/sign-ins/authenticator", "/sign-ins/proof"])
def test_whoever_is_not_signed_in_is_led_there_first(as_: AsMember, path: str) -> None:
    assert as_(None).get(path).location.startswith("/sign-in?next=")


def test_auth_03_known_and_unknown_addresses_get_the_same_answer(as_: AsMember, stage: Stage, work_as: WorkAs) -> None:
    """Status, words and cookies; with a password and a code too."""
    give_password(work_as, stage.people["mei"], with_code=True)
    pairs = [
        (ask_for_link(as_(None), "mei@example.com"), ask_for_link(as_(None), "nem@example.com")),
        (enter(as_(None), "mei", "123456", "wrong"), enter(as_(None), "nem", "123456", "wrong")),
    ]

    for known, unknown in pairs:
        assert known.status == unknown.status
        assert known.main.replace("mei@", "nem@") == unknown.main
        assert known.answer.headers.get_list("set-cookie") == unknown.answer.headers.get_list("set-cookie")


def test_a_replaced_authenticator_no_longer_signs_in(
    as_: AsMember, stage: Stage, work_as: WorkAs, clock: MovableClock
) -> None:
    give_password(work_as, stage.people["mei"], with_code=True)
    secret, _ = set_authenticator(as_("mei"), clock)
    clock.advance(minutes=2)

    older = enter(as_(None), "mei", codes.current_code(SECRET, clock()))
    newer = enter(as_(None), "mei", codes.current_code(secret, clock()))

    assert (older.status, newer.status) == (422, 303)
