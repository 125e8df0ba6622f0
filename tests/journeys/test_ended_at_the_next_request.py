"""What was ended is over at the very next request: for every way in which somebody may still have it open.

Each cell of the table is first answered, then ended by whoever may end it, and then asked for again by the same browser.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.forms.sign_ins import Nothing
from app.models.accommodations import PassportShare
from app.models.sign_ins import SignIn
from app.models.supporters import PreparedAnswer, Supporter
from app.services import calendars, resets, sign_ins
from app.services.casting import Stage
from app.services.erasures import erase_now
from tests.asking import AsMember, WorkAs
from tests.client import Client, Shown
from tests.factories.accommodations import asked
from tests.factories.applications import a_draft
from tests.factories.assignments import MONDAY, enrolled
from tests.factories.bookings import a_booking
from tests.factories.passports import PLAIN, WALL, planned, shared_at_the_desk, shared_with_jun
from tests.factories.sessions import a_session
from tests.factories.supporters import helping, part_of
from tests.pressing import filled_in, press
from tests.routes.test_sign_ins import give_password
from tests.routes.test_sign_ins_own import set_password
from tests.routes.test_supporters_helping import SAID, a_picture_of, part_path, question_path, writes

Ask = Callable[[], Shown]


@dataclass(frozen=True)
class World:
    as_: AsMember
    work_as: WorkAs
    stage: Stage
    parts: Parts


@dataclass(frozen=True)
class Opened:
    """`ways` ask for it again and again, `end` ends it, and `words` are met by pages and fragments before, never after."""

    ways: Mapping[str, Ask]
    end: Callable[[], object]
    words: Sequence[str] = ()


@pytest.fixture
def world(as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts) -> World:
    return World(as_, work_as, stage, parts)


def is_answered(shown: Shown) -> bool:
    """A page, a file or an act; not a way to sign in, which htmx is told in a header."""
    leads = shown.answer.headers.get("hx-redirect", "") or shown.location
    return shown.status in {200, 303} and not leads.startswith("/sign-in?")


def address_of(world: World, key: str) -> str:
    made: list[str] = []
    with world.work_as(key) as work:
        calendars.make(work, world.stage.people[key], made, Nothing())
    return f"/calendars/{made[0]}"


# What somebody shares from their passport


def _a_share(world: World, reader: str, item: UUID, words: str) -> Opened:
    client, path = world.as_(reader), f"/passports/{world.stage.id_of('noor')}"
    form = client.get(path).soup.select_one("form[action$='/confirmation']")
    assert form is not None
    typed = {name: value for name, value in filled_in(form).items() if name not in {"csrf_token", "once"}}
    with world.work_as(None) as work:
        share = work.db.scalars(select(PassportShare.id).where(col(PassportShare.accommodation_id) == item)).one()
    return Opened(
        ways={
            "page": lambda: client.get(path),
            "fragment": lambda: client.fragment(path, "content"),
            "post": lambda: client.post(f"{path}/confirmation", typed),
            "file": lambda: client.get(f"{path}/document"),
        },
        end=lambda: world.as_("noor").post(f"/passport/shares/{share}/end", {}),
        words=[words],
    )


def a_share_with_a_production(world: World) -> Opened:
    item = shared_at_the_desk(world.work_as, world.stage)
    with world.work_as("mei") as work:
        enrolled(work, world.stage, "noor")
    planned(world.work_as, world.stage, monday=MONDAY)
    return _a_share(world, "tom", item, WALL)


def a_share_with_a_mentor(world: World) -> Opened:
    return _a_share(world, "jun", shared_with_jun(world.work_as, world.stage), PLAIN)


# What a supporter may see and do


def _a_supporter(world: World, end: Callable[[World, UUID], object]) -> Opened:
    application = a_draft(world.work_as, of="ari", says=SAID)
    file = a_picture_of(world.as_, world.work_as, application)
    fills = part_of(application)
    support = helping(world.work_as, reads=["schedule", part_of(application, "your_work"), fills], fills=[fills])
    sam, path = world.as_("sam"), part_path(support, application)
    written = question_path(support, application)
    return Opened(
        ways={
            "page": lambda: sam.get(path),
            "fragment": lambda: sam.fragment(path, "content"),
            "post": lambda: writes(sam, written, "I notice edges.", version=_version(world)),
            "file": lambda: sam.get(f"/supporting/{support}/files/{file}"),
        },
        end=lambda: end(world, support),
        words=["Paint and light."],
    )


def _version(world: World) -> int:
    with world.work_as(None) as work:
        return work.db.scalars(select(PreparedAnswer.version)).one_or_none() or 0


def a_supporter_who_is_thanked(world: World) -> Opened:
    return _a_supporter(world, lambda world, support: world.as_("ari").post(f"/supporters/{support}/ending"))


def sections_that_are_taken_back(world: World) -> Opened:
    return _a_supporter(world, _take_back)


def _take_back(world: World, support: UUID) -> None:
    with world.work_as(None) as work:
        version = str(work.db.get_one(Supporter, support).version)
    chosen = {"reading": "schedule", "speaking": "no", "version": version}
    assert world.as_("ari").post(f"/supporters/{support}/sections", chosen).status == 303


def a_supporter_who_leaves(world: World) -> Opened:
    return _a_supporter(world, lambda world, support: world.as_("sam").post(f"/supporting/{support}/leaving"))


def the_person_is_erased(world: World) -> Opened:
    return _a_supporter(world, lambda world, _support: erase_now(world.parts, world.stage.id_of("ari")))


# Being signed in


def _a_sign_in(world: World, end: Callable[[World, Client], object]) -> Opened:
    application = a_draft(world.work_as, of="ari", says=SAID)
    file = a_picture_of(world.as_, world.work_as, application)
    with world.work_as("mei") as work:
        enrolled(work, world.stage, "ari")
        session = a_session(work, cohort=world.stage.cohorts["lumina"])
    with world.work_as("ari") as work:
        booking = a_booking(work, of=session).id
    ari, page = world.as_("ari"), f"/applications/{application}/parts/your_interest"
    return Opened(
        ways={
            "page": lambda: ari.get(page),
            "fragment": lambda: ari.fragment(page, "content"),
            "post": lambda: ari.post("/who-looked/messages", {"tell": "yes"}),
            "file": lambda: ari.get(f"/files/{file}/content"),
            "feed": lambda: ari.get(f"/bookings/{booking}/calendar"),
        },
        end=lambda: end(world, ari),
        words=["Paint and light."],
    )


def _id_of(world: World, client: Client) -> UUID:
    with world.work_as(None) as work:
        hashed = sign_ins.fingerprint(client.cookie)
        return work.db.scalars(select(SignIn.id).where(col(SignIn.token_hash) == hashed)).one()


def ended_in_another_browser(world: World) -> Opened:
    return _a_sign_in(world, lambda world, _: world.as_("ari").post("/sign-ins/others/end", {}))


def ended_one_by_one(world: World) -> Opened:
    def end(world: World, ari: Client) -> Shown:
        return world.as_("ari").post(f"/sign-ins/{_id_of(world, ari)}/end", {})

    return _a_sign_in(world, end)


def ended_by_an_administrator(world: World) -> Opened:
    def end(world: World, ari: Client) -> Shown:
        return world.as_("ola").post(f"/people/sign-ins/{_id_of(world, ari)}/end", {})

    return _a_sign_in(world, end)


def all_ended_by_an_administrator(world: World) -> Opened:
    path = f"/people/{world.stage.id_of('ari')}/sign-ins/end"
    opened = _a_sign_in(world, lambda world, _: world.as_("ola").post(path, {}))
    address, program = address_of(world, "ari"), world.as_(None)
    return Opened({**opened.ways, "address": lambda: program.get(address)}, opened.end, opened.words)


def ended_by_a_new_password(world: World) -> Opened:
    return _a_sign_in(world, lambda world, _: set_password(world.as_("ari")))


def signed_out_with_a_copied_cookie(world: World) -> Opened:
    """Signing out in one place ends every copy of the cookie."""

    def end(world: World, ari: Client) -> Shown:
        copy = world.as_("ari")
        copy.cookie = ari.cookie
        return press(copy, copy.get("/messages"), "Sign out")

    return _a_sign_in(world, end)


def the_one_signed_in_is_erased(world: World) -> Opened:
    opened = _a_sign_in(world, lambda world, _: erase_now(world.parts, world.stage.id_of("ari")))
    address, program = address_of(world, "ari"), world.as_(None)
    return Opened({**opened.ways, "address": lambda: program.get(address)}, opened.end, opened.words)


def a_lost_authenticator(world: World) -> Opened:
    """Of an adviser, whose pages are other people's."""
    stage = world.stage
    item = asked(world.work_as, of="ari")
    give_password(world.work_as, stage.people["ida"], with_code=True)
    with world.work_as("ida") as work:
        resets.ask(work, stage.people["ida"], Nothing())
        work.db.flush()
        wish = resets.open_of(work, stage.id_of("ida"))
    assert wish is not None
    ida, program, address = world.as_("ida"), world.as_(None), address_of(world, "ida")

    def end() -> None:
        for key in ("ola", "mei"):
            answer = world.as_(key).post(f"/lost-authenticators/{wish.id}/confirmation", {"known_by": "video"})
            assert answer.status == 303

    path = f"/adviser/adjustments/{item}"
    return Opened(
        ways={
            "page": lambda: ida.get(path),
            "fragment": lambda: ida.fragment(path, "content"),
            "post": lambda: ida.post("/sign-ins/staying", {}),
            "address": lambda: program.get(address),
        },
        end=end,
        words=["Ari Novak"],
    )


# A private calendar


def _a_calendar(world: World, button: str) -> Opened:
    with world.work_as(None) as work:
        enrolled(work, world.stage, "noor")
    address, noor = address_of(world, "noor"), world.as_("noor")
    program, signed_in = world.as_(None), world.as_("noor")
    return Opened(
        ways={"address": lambda: program.get(address), "address, signed in": lambda: signed_in.get(address)},
        end=lambda: press(noor, noor.get("/my-calendar"), button),
        words=["BEGIN:VCALENDAR"],
    )


def a_calendar_that_is_ended(world: World) -> Opened:
    return _a_calendar(world, "End my calendar address")


def a_calendar_that_is_replaced(world: World) -> Opened:
    return _a_calendar(world, "Make a new address")


SHARED = ("page", "fragment", "post", "file")
SIGNED_IN = (*SHARED, "feed")
CALENDAR = ("address", "address, signed in")
TABLE: Mapping[Callable[[World], Opened], Sequence[str]] = {
    a_share_with_a_production: SHARED,
    a_share_with_a_mentor: SHARED,
    a_supporter_who_is_thanked: SHARED,
    sections_that_are_taken_back: SHARED,
    a_supporter_who_leaves: SHARED,
    the_person_is_erased: SHARED,
    ended_in_another_browser: SIGNED_IN,
    ended_one_by_one: SIGNED_IN,
    ended_by_an_administrator: SIGNED_IN,
    all_ended_by_an_administrator: (*SIGNED_IN, "address"),
    ended_by_a_new_password: SIGNED_IN,
    signed_out_with_a_copied_cookie: SIGNED_IN,
    the_one_signed_in_is_erased: (*SIGNED_IN, "address"),
    a_lost_authenticator: ("page", "fragment", "post", "address"),
    a_calendar_that_is_ended: CALENDAR,
    a_calendar_that_is_replaced: CALENDAR,
}
CELLS = [pytest.param(opened, way, id=f"{opened.__name__}-{way}") for opened, ways in TABLE.items() for way in ways]
WITH_WORDS = {"page", "fragment"}


@pytest.mark.parametrize(("opening", "way"), CELLS)
def test_n07_what_was_ended_is_over_at_the_very_next_request(
    world: World, opening: Callable[[World], Opened], way: str
) -> None:
    opened = opening(world)
    before = opened.ways[way]()

    opened.end()
    after = opened.ways[way]()

    assert is_answered(before), f"{before.status}: {before.main[:300]}"
    assert not is_answered(after), f"{after.status}: {after.main[:300]}"
    assert after.status in {200, 303, 403, 404}
    if way in WITH_WORDS:
        assert [word for word in opened.words if word not in before.text] == []
    assert [word for word in opened.words if word in after.text] == []
